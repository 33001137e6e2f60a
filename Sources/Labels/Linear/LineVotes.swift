/// What the lines of a stack say, each by itself.
struct LineVotes {
    struct Candidate {
        let read: HardRead
        var lines: Int
        /// From the first line that says so to the last one.
        var range: ClosedRange<Int>
        /// Where the code starts and ends, in samples.
        var first: Float
        var last: Float
        /// Samples a narrow element, about.
        var module: Float
        /// What some of the lines measured, by ISO/IEC 15416.
        var qualities: [PrintQuality]

        /// Whether the two lie in the same bars. Two codes with a strong check that lines one below the other say are two, one below
        /// the other.
        func isAt(_ other: Candidate) -> Bool {
            let isApart =
                read.symbology.proof == .strong && other.read.symbology.proof == .strong
                && !range.overlaps(other.range) && lines > 1 && other.lines > 1
            return first < other.last && other.first < last && !isApart
        }
    }
    /// What so many lines say that it is accepted.
    private(set) var agreed: [Candidate] = []

    /// - Parameter isQuick: whether half of the lines are enough where they say nothing.
    init(_ stack: LineStack, region: BarRegion, isQuick: Bool) {
        var all: [Candidate] = []
        // Every second line first: where none of them says anything, the others between them hardly do.
        let order = stride(from: 0, to: stack.lines, by: 2).map { $0 } + stride(from: 1, to: stack.lines, by: 2)
        for line in order where stack.weights[line] > 0 {
            if isQuick, line == 1, all.isEmpty { break }
            let values = stack.line(line)
            var said: [HardRead] = []
            for hysteresis: Float in [0.25, 0.12] {
                // A check over all of the data held: the same edges a little differently cut say nothing new.
                if said.contains(where: { $0.symbology.proof == .strong }) { break }
                let elements = Elements(values, hysteresis: hysteresis, least: 5)
                for segment in elements.segments() {
                    let (first, last) = (elements.edges[segment.lowerBound], elements.edges[segment.upperBound - 1])
                    guard stack.across(Double(first)) < region.halfLength,
                        stack.across(Double(last)) > -region.halfLength
                    else { continue }
                    let edges = Array(elements.edges[segment])
                    let widths = zip(edges.dropFirst(), edges).map { $0 - $1 }
                    guard widths.count & 1 == 1 else { continue }
                    for read in HardWords.read(widths)
                    where !said.contains(where: { $0.symbology == read.symbology && $0.bytes == read.bytes }) {
                        said.append(read)
                        let (from, to) = (edges[read.edges.lowerBound], edges[read.edges.upperBound])
                        let quality = ReflectanceProfile(
                            values, edges: edges[read.edges.lowerBound...read.edges.upperBound]
                        ).map { $0.quality(decodability: read.decodability) }
                        if let known = all.firstIndex(where: {
                            $0.read.symbology == read.symbology && $0.read.bytes == read.bytes
                        }) {
                            all[known].lines += 1
                            all[known].range =
                                min(all[known].range.lowerBound, line)...max(all[known].range.upperBound, line)
                            if let quality { all[known].qualities.append(quality) }
                        } else {
                            let module = (to - from) / Float(read.edges.count - 1) / 1.7
                            all.append(
                                Candidate(
                                    read: read, lines: 1, range: line...line, first: from, last: to, module: module,
                                    qualities: quality.map { [$0] } ?? []))
                        }
                    }
                }
            }
        }
        all.sort { $0.lines > $1.lines }
        for candidate in all {
            let hasCheck = ![.itf, .code39, .codabar].contains(candidate.read.symbology)
            // Lines that were not laid on each other say less: two of them said the same wrong EAN.
            let few = isQuick && candidate.read.symbology.proof == .weak ? 3 : 2
            guard candidate.lines >= (hasCheck ? min(few, stack.lines) : max(2, min(3, stack.lines / 3))) else {
                continue
            }
            guard hasCheck || stack.isQuiet(before: candidate.first, behind: candidate.last, module: candidate.module)
            else { continue }
            // It has neither bars in its middle nor a check of its own: pieces of an EAN and blurred bars say one on several lines.
            guard candidate.read.symbology != .upce || 2 * candidate.lines >= stack.lines else { continue }
            // Two lines a pixel apart see the same.
            let height = Float(candidate.range.upperBound - candidate.range.lowerBound) * Float(stack.spacing)
            guard hasCheck || candidate.lines > 2 || height >= 2 * candidate.module else { continue }
            // What lies over another that more lines say is none.
            let rivals = all.filter { candidate.isAt($0) && $0.read.bytes != candidate.read.bytes }
            guard rivals.allSatisfy({ 4 * $0.lines < candidate.lines }) else { continue }
            agreed.append(candidate)
        }
    }
}
