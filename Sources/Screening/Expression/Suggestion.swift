/// Finds the name that an author most likely meant.
enum Suggestion {
    /// The nearest of `names` by edits, nil when none is near enough to be a misspelling.
    static func nearest(to name: String, among names: [String]) -> String? {
        let limit = max(1, min(3, name.utf8.count / 3))
        let near = names.map { ($0, distance(name, $0, limit: limit)) }.filter { $0.1 <= limit && $0.0 != name }
        return near.min { $0.1 < $1.1 }?.0
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other; more than
    /// `limit` is not counted out.
    private static func distance(_ left: String, _ right: String, limit: Int) -> Int {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        guard abs(left.count - right.count) <= limit, !left.isEmpty, left.count <= 256 else { return limit + 1 }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 1...left.count {
            var current = [row]
            for column in 0..<right.count {
                let cost = left[row - 1] == right[column] ? 0 : 1
                var best = min(last[column] + cost, last[column + 1] + 1, current[column] + 1)
                if row > 1, column > 0, left[row - 1] == right[column - 1], left[row - 2] == right[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
