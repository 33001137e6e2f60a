import Parcels
import YAML

/// What an authority sends: lists of persons, telephones, addresses and item numbers, with a serial number and the moment
/// until which the next one is due.
public struct Bulletin: Sendable {
    public let issuer: String
    /// Rises by one with each bulletin of the issuer.
    public let serial: UInt64
    /// Nanoseconds UTC.
    public let issued: Int64
    /// By then the issuer sends another one, if only to say that nothing is new.
    public let validUntil: Int64
    /// It says everything that the issuer looks for: the bulletins before it count no more.
    public let isComplete: Bool
    /// Ids of the issuer's lists that count no more.
    public let withdraws: Set<String>
    public let lists: [WatchList]
}

/// Reads a bulletin from YAML. Errors name file, line and column.
public enum BulletinFile {
    public static let sizeLimit = 4 << 20

    public static func parse(
        _ content: [UInt8], file: String, utcOffset_s: (Int64) -> Int = { _ in 0 }
    ) throws(YAMLError) -> Bulletin {
        var fields = try Fields(try YAMLParser.parse(content, file: file), expected: "bulletin and lists")
        var head = try Fields(
            try fields.required("bulletin"), expected: "issuer, serial, issued, valid_until and complete")
        let issuer = try head.required("issuer").text()
        let serial: UInt64 = try head.required("serial").integer(in: 1...UInt64(Int64.max))
        let issued = try ListFile.date(head.required("issued"), utcOffset_s)
        let untilNode = try head.required("valid_until")
        let until = try ListFile.date(untilNode, utcOffset_s)
        guard until > issued else { throw untilNode.problem(expected: "a moment after it was issued") }
        let isComplete = try head.optional("complete")?.boolean() ?? false
        try head.noMore()
        var withdraws: Set<String> = []
        for node in try fields.optional("withdraws")?.list() ?? [] { withdraws.insert(try node.text("a list's id")) }
        var lists: [WatchList] = []
        for node in try fields.optional("lists")?.list() ?? [] {
            let list = try ListFile.list(node, utcOffset_s)
            guard !lists.contains(where: { $0.id == list.id }) else {
                throw node.problem(expected: "each list's id once")
            }
            lists.append(list)
        }
        try fields.noMore()
        return Bulletin(
            issuer: issuer, serial: serial, issued: issued, validUntil: until, isComplete: isComplete,
            withdraws: withdraws, lists: lists)
    }
}
