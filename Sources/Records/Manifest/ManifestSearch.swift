import Parcels
import SQLite

/// What is looked for: parts of numbers, names and telephone numbers, with or without diacritics.
public struct ItemQuestion: Sendable {
    /// Shortest part that is looked for.
    public static let shortest = 3
    public static let longest = 64

    /// Folded; each must be there.
    let parts: [String]
    public let before: Int64?
    public let limit: Int

    /// Nil when no part has three letters or digits.
    /// - Parameters:
    ///   - text: as typed; parts are what spaces part, except that digits with spaces and dots between are one number.
    ///   - before: only items with a lower row: the next page.
    public init?(_ text: String, before: Int64? = nil, limit: Int = 50) {
        var parts: [String] = []
        for word in FoldedText.plain(String(text.prefix(Self.longest))).split(separator: " ") {
            // 0905 123 456 is one number.
            if let last = parts.last, last.allSatisfy(\.isNumber), word.allSatisfy(\.isNumber) {
                parts[parts.count - 1] = last + word
            } else {
                parts.append(String(word))
            }
        }
        // A number with its country code is held with a leading 0.
        parts = parts.map { (10...12).contains($0.count) && $0.hasPrefix("84") ? "0" + $0.dropFirst(2) : $0 }
        guard parts.contains(where: { $0.utf8.count >= Self.shortest }) else { return nil }
        self.parts = parts
        self.before = before
        self.limit = min(max(1, limit), ManifestHistory.longestPage)
    }

    /// The three letters in a row that what is found must hold, as the index is asked.
    var trigrams: String {
        var trigrams = Set<String>()
        for part in parts {
            let letters = Array(part.utf8)
            guard letters.count >= 3 else { continue }
            for place in 0...(letters.count - 3) {
                trigrams.insert("\"" + String(decoding: letters[place..<(place + 3)], as: UTF8.self) + "\"")
            }
        }
        return trigrams.sorted().joined(separator: " AND ")
    }
}

/// Searches the newest declarations. It belongs to the thread that opened it.
public final class ManifestSearch {
    /// How many that the index names are looked at for one answer.
    static let candidateLimit = 5_000

    private let items: Database
    private let index: Database
    private let find: Statement
    private let candidates: Statement

    public struct Answer: Sendable {
        /// Newest first.
        public let items: [ItemVersion]
        /// Whether there may be more behind the last.
        public let hasMore: Bool
        /// Whether items that can be matched are not in the index yet.
        public let isBehind: Bool
    }

    public init(_ path: String, manifest: String) throws(RecordsError) {
        do throws(SQLiteError) {
            items = try ManifestDatabase.open(manifest, .create)
            index = try ItemIndex.open(path, .create)
            find = try items.prepare(
                """
                SELECT \(ManifestDatabase.columns), number, sender_name, sender_phone, receiver_name, receiver_phone
                FROM item WHERE row = ?
                """)
            candidates = try index.prepare(
                """
                SELECT rowid FROM words WHERE words MATCH ? AND rowid < ? ORDER BY rowid DESC
                LIMIT \(Self.candidateLimit)
                """)
        } catch { throw .database(error) }
    }

    public func answer(_ question: ItemQuestion) throws(RecordsError) -> Answer {
        do throws(SQLiteError) {
            candidates.bind(0, question.trigrams).bind(1, question.before ?? Int64.max)
            defer { candidates.reset() }
            var found: [ItemVersion] = []
            var looked = 0
            while found.count < question.limit, try candidates.step() {
                looked += 1
                find.bind(0, candidates.int(0))
                if try find.step() {
                    let text = ItemIndex.text(find, ManifestDatabase.columnCount)
                    if question.parts.allSatisfy(text.contains), let item = ItemVersion(find) { found.append(item) }
                    find.reset()
                }
            }
            return Answer(
                items: found, hasMore: found.count == question.limit || looked == Self.candidateLimit,
                isBehind: try isBehind())
        } catch { throw .database(error) }
    }

    private func isBehind() throws(SQLiteError) -> Bool {
        let taken = try index.prepare("SELECT row FROM state")
        let newest = try items.prepare("SELECT coalesce(max(row), 0) FROM item")
        guard try taken.step(), try newest.step() else { return true }
        defer {
            taken.reset()
            newest.reset()
        }
        return taken.int(0) < newest.int(0)
    }
}
