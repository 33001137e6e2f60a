import Parcels

/// One item of a manifest as read, before it is known which import it belongs to.
public struct ManifestItem: Sendable, Hashable {
    public enum Action: Sendable, Hashable {
        case declare
        /// What was declared about this number no longer counts.
        case withdraw
    }

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
    public let action: Action
}

/// Makes an item of a row's cells.
struct ItemReading {
    let record: Record
    let places: FieldPlaces
    let numbering: Numbering

    func item() throws(ManifestError) -> ManifestItem {
        let numberText = text(.itemNumber)
        let number: ParcelNumber
        switch numbering.recognise(Array(numberText)) {
        case .valid(let found): number = found
        case .invalid(let scheme, let why):
            throw fault(
                .itemNumber, "a valid \(scheme.rawValue.uppercased()) number",
                "\(ManifestError.quoted(numberText)): \(why)")
        case .unknown: throw fault(.itemNumber, numbering.expectedNumber, ManifestError.quoted(numberText))
        }
        return ManifestItem(
            line: record.line, number: number, service: try limited(.service, 16), origin: try country(.origin),
            destination: try country(.destination),
            sender: try sender(),
            receiver: try party(.receiverName, .receiverPhone, .receiverAddress), contents: try contents(),
            weight_g: try whole(.weight, 0...1_000_000), length_mm: try whole(.length, 0...10_000),
            value_vnd: try whole(.value, 0...1_000_000_000_000),
            paymentOnDelivery_vnd: try whole(.paymentOnDelivery, 0...1_000_000_000_000),
            office: try limited(.office, 64), action: try action())
    }

    func fault(_ field: ManifestField, _ expected: String, _ found: String) -> ManifestError {
        record.fault(at: cell(field)?.place ?? 0, field: field.name, expected: expected, found: found)
    }

    private func cell(_ field: ManifestField) -> Record.Cell? { places[field].map { record.cells[$0] } }

    private func text(_ field: ManifestField) -> ArraySlice<UInt8> { cell(field).map(record.trimmed) ?? [] }

    private func limited(_ field: ManifestField, _ limit: Int) throws(ManifestError) -> String {
        let bytes = text(field)
        guard !bytes.isEmpty else { return "" }
        let text = String(decoding: bytes, as: UTF8.self)
        // A text has no more characters than bytes, and counting characters is slow.
        guard bytes.count <= limit || text.count <= limit else {
            throw fault(field, "at most \(limit) characters", "\(text.count)")
        }
        return text
    }

    private func country(_ field: ManifestField) throws(ManifestError) -> String {
        let text = text(field)
        guard text.isEmpty || (text.count == 2 && text.allSatisfy { (65...90).contains($0 & 0xDF) }) else {
            throw fault(field, "a country's two letters, or nothing", ManifestError.quoted(text))
        }
        return String(decoding: text.map { $0 & 0xDF }, as: UTF8.self)
    }

    private func action() throws(ManifestError) -> ManifestItem.Action {
        switch String(decoding: text(.action), as: UTF8.self).lowercased() {
        case "", "declare": return .declare
        case "withdraw": return .withdraw
        case let other: throw fault(.action, "declare, withdraw, or nothing", ManifestError.quoted(other))
        }
    }

    private func sender() throws(ManifestError) -> Party {
        var sender = try party(.senderName, .senderPhone, .senderAddress)
        let (account, device) = (try limited(.senderAccount, 64), try limited(.senderDevice, 64))
        if !account.isEmpty { sender.account = account }
        if !device.isEmpty { sender.device = device }
        return sender
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
                throw fault(phone, "a telephone number of 6 to 15 digits, or nothing", "something else")
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
            throw fault(.contents, "at most 50 kinds of goods", "\(descriptions.count)")
        }
        var lines: [ContentLine] = []
        lines.reserveCapacity(descriptions.count)
        for (place, bytes) in descriptions.enumerated() {
            let description = String(decoding: bytes, as: UTF8.self)
            guard bytes.count <= ManifestReader.textLimit || description.count <= ManifestReader.textLimit else {
                throw fault(.contents, "at most \(ManifestReader.textLimit) characters", "\(description.count)")
            }
            var quantity: Int?
            if place < quantities.count, !quantities[place].isEmpty {
                guard let count = read(quantities[place], .quantity), (0...1_000_000).contains(count) else {
                    throw fault(.quantity, "whole numbers from 0 to 1000000", ManifestError.quoted(quantities[place]))
                }
                quantity = count
            }
            var code: String?
            if place < codes.count, !codes[place].isEmpty {
                let digits = codes[place].filter { $0 != 0x2E }
                guard (4...12).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else {
                    throw fault(.hsCode, "codes of 4 to 12 digits", ManifestError.quoted(codes[place]))
                }
                code = String(decoding: digits, as: UTF8.self)
            }
            lines.append(ContentLine(description: description, quantity: quantity, hsCode: code))
        }
        return lines
    }

    private func parts(_ field: ManifestField) -> [ArraySlice<UInt8>] {
        guard let cell = cell(field) else { return [] }
        let text = record.trimmed(cell)
        guard !text.isEmpty else { return [] }
        return text.split(separator: cell.kind == .list ? Record.separator : 0x7C, omittingEmptySubsequences: false)
            .map { part in
                var part = part
                while part.first == 0x20 || part.first == 0x09 { part.removeFirst() }
                while part.last == 0x20 || part.last == 0x09 { part.removeLast() }
                return part
            }
    }

    private func whole(_ field: ManifestField, _ range: ClosedRange<Int>) throws(ManifestError) -> Int? {
        let text = text(field)
        guard !text.isEmpty else { return nil }
        guard let number = read(text, field), range.contains(number) else {
            throw fault(
                field, "a whole number from \(range.lowerBound) to \(range.upperBound), or nothing",
                ManifestError.quoted(text))
        }
        return number
    }

    private func read(_ text: ArraySlice<UInt8>, _ field: ManifestField) -> Int? {
        cell(field)?.kind == .number ? WholeNumber.readJSON(text) : WholeNumber.read(text)
    }
}
