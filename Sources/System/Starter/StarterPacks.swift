import CStarter

/// The keyword packs that the program brings along, as they stand in `packaging/starter/keywords`.
public enum StarterPacks {
    public struct Document: Sendable {
        public let name: String
        public let content: [UInt8]
    }

    public static let all: [Document] = (0..<starter_count()).map { place in
        var entry = unsafe starter_entry()
        unsafe starter_get(place, &entry)
        let name = unsafe String(cString: entry.name)
        return Document(name: name, content: unsafe Array(UnsafeBufferPointer(start: entry.start, count: entry.size)))
    }

    /// All packs as one document: what stands below `keywords:` in each.
    public static let document: [UInt8] = {
        let parts = all.map { document -> String in
            let text = String(decoding: document.content, as: UTF8.self)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            return lines.filter { $0 != "keywords:" }.joined(separator: "\n")
        }
        return Array(("keywords:\n" + parts.joined(separator: "\n")).utf8)
    }()
}
