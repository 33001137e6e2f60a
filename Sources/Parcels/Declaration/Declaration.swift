/// What was declared about one parcel, as the newest manifest has it.
public struct Declaration: Sendable {
    public let number: ParcelNumber
    /// The service's code as the operator writes it, such as EMS.
    public let service: String
    /// ISO 3166-1 country codes.
    public let origin: String
    public let destination: String
    public let sender: Party
    public let receiver: Party
    public let contents: [ContentLine]
    public let weight_g: Int?
    public let length_mm: Int?
    /// The declared value and the payment on delivery, in dong.
    public let value_vnd: Int?
    public let paymentOnDelivery_vnd: Int?
    /// The office that accepted the parcel.
    public let office: String
    public let source: ManifestReference
    /// The contents' descriptions folded for keyword matching: for each line the ways to read it; derived, never written.
    public let folded: [[FoldedText]]
    /// Who its persons are, for the history; derived, never written.
    public let keys: PartyKeys

    public init(
        number: ParcelNumber, service: String, origin: String, destination: String, sender: Party, receiver: Party,
        contents: [ContentLine], weight_g: Int?, length_mm: Int?, value_vnd: Int?, paymentOnDelivery_vnd: Int?,
        office: String, source: ManifestReference
    ) {
        self.number = number
        self.service = service
        self.origin = origin
        self.destination = destination
        self.sender = sender
        self.receiver = receiver
        self.contents = contents
        self.weight_g = weight_g
        self.length_mm = length_mm
        self.value_vnd = value_vnd
        self.paymentOnDelivery_vnd = paymentOnDelivery_vnd
        self.office = office
        self.source = source
        folded = contents.map { FoldedText.readings(of: $0.description) }
        keys = PartyKeys(sender: sender, receiver: receiver)
    }
}

/// One kind of thing in a parcel.
public struct ContentLine: Sendable, Hashable, Codable {
    public let description: String
    public let quantity: Int?
    /// Harmonised System code, digits only.
    public let hsCode: String?

    public init(description: String, quantity: Int? = nil, hsCode: String? = nil) {
        self.description = description
        self.quantity = quantity
        self.hsCode = hsCode
    }
}

/// Where a declaration came from.
public struct ManifestReference: Sendable, Hashable, Codable {
    /// The import's number at this site.
    public let importNumber: Int
    /// The line in the file, counting from 1.
    public let line: Int
    /// How often this parcel's declaration has been replaced: 1 the first time.
    public let version: Int
    /// When it was imported: nanoseconds UTC.
    public let imported: Int64

    public init(importNumber: Int, line: Int, version: Int, imported: Int64) {
        self.importNumber = importNumber
        self.line = line
        self.version = version
        self.imported = imported
    }
}
