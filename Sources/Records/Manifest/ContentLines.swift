import Parcels

/// The kinds of goods of one item as the manifest's column: description, quantity and HS code parted by US (0x1F), kinds by
/// RS (0x1E). Neither can stand in a manifest's text, and taking it apart is on the way to every permit.
enum ContentLines {
    private static let unit: UInt8 = 0x1F
    private static let record: UInt8 = 0x1E

    static func text(_ lines: [ContentLine]) -> [UInt8] {
        var text: [UInt8] = []
        for (place, line) in lines.enumerated() {
            if place > 0 { text.append(record) }
            text += line.description.utf8
            text.append(unit)
            if let quantity = line.quantity { text += String(quantity).utf8 }
            text.append(unit)
            text += (line.hsCode ?? "").utf8
        }
        return text
    }

    static func read(_ text: [UInt8]) -> [ContentLine] {
        guard !text.isEmpty else { return [] }
        return text.split(separator: record, omittingEmptySubsequences: false).map { line in
            let parts = line.split(separator: unit, omittingEmptySubsequences: false)
            func part(_ place: Int) -> String {
                place < parts.count ? String(decoding: parts[place], as: UTF8.self) : ""
            }
            return ContentLine(
                description: part(0), quantity: Int(part(1)), hsCode: part(2).isEmpty ? nil : part(2))
        }
    }
}
