import Parcels

/// One item of a manifest as read, before it is known which import it belongs to.
public struct ManifestItem: Sendable, Hashable {
    public let line: Int
    public let number: ParcelNumber
    public let service: String
    public let origin: String
    public let destination: String
    public let sender: Party
    public let receiver: Party
    public let contents: [ContentLine]
    public let weight_g: Int?
    public let length_mm: Int?
    public let value_vnd: Int?
    public let paymentOnDelivery_vnd: Int?
    public let office: String
}

/// The columns of a manifest. `item_number` must be there; the others may be missing or empty.
enum ManifestField: String, CaseIterable {
    case itemNumber = "item_number"
    case service
    case origin
    case destination
    case senderName = "sender_name"
    case senderPhone = "sender_phone"
    case senderAddress = "sender_address"
    case receiverName = "receiver_name"
    case receiverPhone = "receiver_phone"
    case receiverAddress = "receiver_address"
    /// Several kinds of goods are parted by `|`; quantities and codes follow the same order.
    case contents
    case quantity
    case hsCode = "hs_code"
    case weight = "weight_g"
    case length = "length_mm"
    case value = "value_vnd"
    case paymentOnDelivery = "cod_vnd"
    case office
}

/// Turns rows into items. The first row names the columns, in any order.
public struct ManifestReader {
    /// Longest text of a name, an address or a description, in characters.
    public static let textLimit = 500

    private var csv = CSVReader()
    private var columns: [ManifestField?]?
    private var seen: [ParcelNumber: Int] = [:]
    public private(set) var rows = 0

    public init() {}

    public mutating func take(
        _ bytes: ArraySlice<UInt8>, _ body: (ManifestItem) throws(ManifestError) -> Void
    ) throws(ManifestError) {
        var csv = csv
        try csv.take(bytes) { cells throws(ManifestError) in try read(cells, body) }
        self.csv = csv
    }

    /// The end of the file.
    public mutating func finish(_ body: (ManifestItem) throws(ManifestError) -> Void) throws(ManifestError) {
        var csv = csv
        try csv.finish { cells throws(ManifestError) in try read(cells, body) }
        guard columns != nil else {
            throw ManifestError(
                line: 1, column: 1, expected: "a first row that names the columns", found: "an empty file")
        }
    }

    private mutating func read(
        _ cells: [CSVReader.Cell], _ body: (ManifestItem) throws(ManifestError) -> Void
    ) throws(ManifestError) {
        guard let columns else { return try readHeader(cells) }
        guard cells.count == columns.count else {
            throw ManifestError(
                line: cells[0].line, column: 1, expected: "\(columns.count) cells, as in the first row",
                found: "\(cells.count)")
        }
        let row = Row(cells: cells, columns: columns)
        let item = try row.item()
        if let earlier = seen.updateValue(item.line, forKey: item.number) {
            throw ManifestError(
                line: item.line, column: row.column(.itemNumber), field: "item_number",
                expected: "each number once in a file",
                found: "\(item.number) again, first in line \(earlier)")
        }
        rows += 1
        try body(item)
    }

    private mutating func readHeader(_ cells: [CSVReader.Cell]) throws(ManifestError) {
        var fields: [ManifestField?] = []
        for cell in cells {
            let name = cell.text.trimmed.lowercased()
            guard let field = ManifestField(rawValue: name) else {
                // Columns that begin with x_ are the sender's own business.
                guard name.hasPrefix("x_") else {
                    throw ManifestError(
                        line: cell.line, column: cell.column,
                        expected: "one of " + ManifestField.allCases.map(\.rawValue).joined(separator: ", ")
                            + ", or a name that begins with x_", found: ManifestError.quoted(cell.text))
                }
                fields.append(nil)
                continue
            }
            guard !fields.contains(field) else {
                throw ManifestError(
                    line: cell.line, column: cell.column, expected: "each column once",
                    found: ManifestError.quoted(cell.text) + " again")
            }
            fields.append(field)
        }
        guard fields.contains(.itemNumber) else {
            throw ManifestError(line: cells[0].line, column: 1, expected: "a column item_number", found: "none")
        }
        columns = fields
    }
}

/// One row's cells by name.
private struct Row {
    let cells: [CSVReader.Cell]
    let columns: [ManifestField?]

    func item() throws(ManifestError) -> ManifestItem {
        let numberText = text(.itemNumber)
        let number: ParcelNumber
        switch Recognition.of(Array(numberText.utf8)) {
        case .valid(let found): number = found
        case .invalid(let scheme, let why):
            throw problem(
                .itemNumber, "a valid \(scheme.rawValue.uppercased()) number",
                "\(ManifestError.quoted(numberText)): \(why)")
        case .unknown: throw problem(.itemNumber, "a UPU S10 or SSCC number", ManifestError.quoted(numberText))
        }
        return ManifestItem(
            line: cells[0].line, number: number, service: try limited(.service, 16), origin: try country(.origin),
            destination: try country(.destination),
            sender: try party(.senderName, .senderPhone, .senderAddress),
            receiver: try party(.receiverName, .receiverPhone, .receiverAddress), contents: try contents(),
            weight_g: try whole(.weight, 0...1_000_000), length_mm: try whole(.length, 0...10_000),
            value_vnd: try whole(.value, 0...1_000_000_000_000),
            paymentOnDelivery_vnd: try whole(.paymentOnDelivery, 0...1_000_000_000_000),
            office: try limited(.office, 64))
    }

    func column(_ field: ManifestField) -> Int { cell(field)?.column ?? 1 }

    private func cell(_ field: ManifestField) -> CSVReader.Cell? {
        columns.firstIndex(of: field).map { cells[$0] }
    }

    private func text(_ field: ManifestField) -> String { cell(field)?.text.trimmed ?? "" }

    private func limited(_ field: ManifestField, _ limit: Int) throws(ManifestError) -> String {
        let text = text(field)
        guard text.count <= limit else { throw problem(field, "at most \(limit) characters", "\(text.count)") }
        return text
    }

    private func country(_ field: ManifestField) throws(ManifestError) -> String {
        let text = text(field)
        guard text.isEmpty || (text.utf8.count == 2 && text.utf8.allSatisfy { (65...90).contains($0 & 0xDF) }) else {
            throw problem(field, "a country's two letters, or nothing", ManifestError.quoted(text))
        }
        return text.uppercased()
    }

    private func party(
        _ name: ManifestField, _ phone: ManifestField, _ address: ManifestField
    ) throws(ManifestError) -> Party {
        let phoneText = try limited(phone, 40)
        var number: PhoneNumber?
        if !phoneText.isEmpty {
            number = PhoneNumber(phoneText)
            // The number itself is personal: it is not quoted.
            if number == nil {
                throw problem(phone, "a telephone number of 6 to 15 digits, or nothing", "something else")
            }
        }
        return Party(
            name: try limited(name, ManifestReader.textLimit), phone: number,
            address: try limited(address, ManifestReader.textLimit))
    }

    private func contents() throws(ManifestError) -> [ContentLine] {
        let descriptions = parts(.contents)
        let quantities = parts(.quantity)
        let codes = parts(.hsCode)
        guard descriptions.count <= 50 else {
            throw problem(.contents, "at most 50 kinds of goods", "\(descriptions.count)")
        }
        var lines: [ContentLine] = []
        for (place, description) in descriptions.enumerated() {
            guard description.count <= ManifestReader.textLimit else {
                throw problem(.contents, "at most \(ManifestReader.textLimit) characters", "\(description.count)")
            }
            var quantity: Int?
            if place < quantities.count, !quantities[place].isEmpty {
                guard let count = Int(quantities[place]), (0...1_000_000).contains(count) else {
                    throw problem(.quantity, "whole numbers from 0 to 1000000", ManifestError.quoted(quantities[place]))
                }
                quantity = count
            }
            var code: String?
            if place < codes.count, !codes[place].isEmpty {
                let digits = codes[place].filter { $0 != "." }
                guard (4...12).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
                    throw problem(.hsCode, "codes of 4 to 12 digits", ManifestError.quoted(codes[place]))
                }
                code = digits
            }
            lines.append(ContentLine(description: description, quantity: quantity, hsCode: code))
        }
        return lines
    }

    private func parts(_ field: ManifestField) -> [String] {
        let text = text(field)
        return text.isEmpty
            ? [] : text.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmed }
    }

    private func whole(_ field: ManifestField, _ range: ClosedRange<Int>) throws(ManifestError) -> Int? {
        let text = text(field)
        guard !text.isEmpty else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw problem(
                field, "a whole number from \(range.lowerBound) to \(range.upperBound), or nothing",
                ManifestError.quoted(text))
        }
        return number
    }

    private func problem(_ field: ManifestField, _ expected: String, _ found: String) -> ManifestError {
        ManifestError(
            line: cell(field)?.line ?? cells[0].line, column: column(field), field: field.rawValue, expected: expected,
            found: found)
    }
}

extension String {
    var trimmed: String {
        var text = Substring(self)
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
