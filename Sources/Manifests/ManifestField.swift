/// The columns of a manifest. `item_number` must be there; the others may be missing or empty.
enum ManifestField: String, CaseIterable, Sendable {
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
    /// `declare`, which nothing means too, or `withdraw`.
    case action

    /// Its place among all fields.
    var place: Int { Self.places[self] ?? 0 }

    private static let places = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

    /// All names, for messages.
    static let names = allCases.map(\.rawValue).joined(separator: ", ") + ", or a name that begins with x_"
}

/// Which cell of a row holds which field.
struct FieldPlaces: Sendable {
    private var cells = [Int](repeating: -1, count: ManifestField.allCases.count)

    subscript(field: ManifestField) -> Int? {
        get { cells[field.place] < 0 ? nil : cells[field.place] }
        set { cells[field.place] = newValue ?? -1 }
    }
}
