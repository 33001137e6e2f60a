/// The columns of a manifest. `item_number` must be there; the others may be missing or empty.
enum ManifestField: Int, CaseIterable, Sendable {
    case itemNumber
    case service
    case origin
    case destination
    case senderName
    case senderPhone
    case senderAddress
    /// By which account of the operator's customers, and on which device, the parcel was booked.
    case senderAccount
    case senderDevice
    case receiverName
    case receiverPhone
    case receiverAddress
    /// Several kinds of goods are parted by `|`; quantities and codes follow the same order.
    case contents
    case quantity
    case hsCode
    case weight
    case length
    case value
    case paymentOnDelivery
    case office
    /// `declare`, which nothing means too, or `withdraw`.
    case action

    /// In the order of the cases.
    private static let all = [
        "item_number", "service", "origin", "destination", "sender_name", "sender_phone", "sender_address",
        "sender_account", "sender_device", "receiver_name", "receiver_phone", "receiver_address", "contents",
        "quantity", "hs_code", "weight_g", "length_mm", "value_vnd",
        "cod_vnd", "office", "action",
    ]

    /// As the first row has it.
    var name: String { Self.all[rawValue] }

    init?(named name: String) {
        guard let place = Self.all.firstIndex(of: name) else { return nil }
        self.init(rawValue: place)
    }

    /// All names, for messages.
    static let names = all.joined(separator: ", ") + ", or a name that begins with x_"
}

/// Which cell of a row holds which field.
struct FieldPlaces: Sendable {
    private var cells = [Int](repeating: -1, count: ManifestField.allCases.count)

    subscript(field: ManifestField) -> Int? {
        get { cells[field.rawValue] < 0 ? nil : cells[field.rawValue] }
        set { cells[field.rawValue] = newValue ?? -1 }
    }
}
