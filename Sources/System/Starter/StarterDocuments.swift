import CStarter

/// The documents that the program brings along, as they stand in `packaging/starter`: for a site to change and propose.
public enum StarterDocuments {
    private static let rulesName = "rules.yaml"

    /// Lists and keywords: the packs of all categories.
    public static let lists: [UInt8] = {
        let packs = files.filter { $0.name != rulesName }.map { file -> String in
            // What stands below `keywords:` in each.
            let lines = String(decoding: file.content, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            return lines.filter { $0 != "keywords:" }.joined(separator: "\n")
        }
        return Array(("keywords:\n" + packs.joined(separator: "\n")).utf8)
    }()

    public static let rules: [UInt8] = files.first { $0.name == rulesName }?.content ?? []

    private static let files: [(name: String, content: [UInt8])] = (0..<starter_count()).map { place in
        var entry = unsafe starter_entry()
        unsafe starter_get(place, &entry)
        let name = unsafe String(cString: entry.name)
        return (name, unsafe Array(UnsafeBufferPointer(start: entry.start, count: entry.size)))
    }
}
