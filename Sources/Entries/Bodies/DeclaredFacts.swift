import JSON
import Parcels

/// A declaration as it stood when a decision used it. Names, telephone numbers and addresses are the personal part.
public struct DeclaredFacts: Sendable, Hashable, Decodable {
    public let service: String
    public let origin: String
    public let destination: String
    public let office: String
    public let contents: [ContentLine]
    public let weight_g: Int?
    public let length_mm: Int?
    public let value_vnd: Int?
    public let paymentOnDelivery_vnd: Int?
    public let source: ManifestReference
    /// Nil once erased, or where the reader may not see them.
    public private(set) var parties: Parties?

    public struct Parties: Sendable, Hashable, Codable {
        public let sender: Party
        public let receiver: Party

        public init(sender: Party, receiver: Party) {
            self.sender = sender
            self.receiver = receiver
        }
    }

    private enum CodingKeys: String, CodingKey {
        case service, origin, destination, office, contents, weight_g, length_mm, value_vnd, paymentOnDelivery_vnd,
            source
    }

    public init(_ declaration: Declaration) {
        service = declaration.service
        origin = declaration.origin
        destination = declaration.destination
        office = declaration.office
        contents = declaration.contents
        weight_g = declaration.weight_g
        length_mm = declaration.length_mm
        value_vnd = declaration.value_vnd
        paymentOnDelivery_vnd = declaration.paymentOnDelivery_vnd
        source = declaration.source
        parties = Parties(sender: declaration.sender, receiver: declaration.receiver)
    }

    /// Without its persons.
    init(
        service: String, origin: String, destination: String, office: String, contents: [ContentLine], weight_g: Int?,
        length_mm: Int?, value_vnd: Int?, paymentOnDelivery_vnd: Int?, source: ManifestReference
    ) {
        self.service = service
        self.origin = origin
        self.destination = destination
        self.office = office
        self.contents = contents
        self.weight_g = weight_g
        self.length_mm = length_mm
        self.value_vnd = value_vnd
        self.paymentOnDelivery_vnd = paymentOnDelivery_vnd
        self.source = source
    }

    mutating func attach(_ parties: Parties) { self.parties = parties }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("service", service)
        writer.field("origin", origin)
        writer.field("destination", destination)
        writer.field("office", office)
        writer.key("contents")
        writer.beginArray()
        for line in contents {
            writer.beginObject()
            writer.field("description", line.description)
            writer.field("quantity", ifThere: line.quantity)
            writer.field("hsCode", ifThere: line.hsCode)
            writer.endObject()
        }
        writer.endArray()
        writer.field("weight_g", ifThere: weight_g)
        writer.field("length_mm", ifThere: length_mm)
        writer.field("value_vnd", ifThere: value_vnd)
        writer.field("paymentOnDelivery_vnd", ifThere: paymentOnDelivery_vnd)
        writer.key("source")
        writer.beginObject()
        writer.field("importNumber", source.importNumber)
        writer.field("line", source.line)
        writer.field("version", source.version)
        writer.key("imported")
        writer.value(source.imported)
        writer.endObject()
        writer.endObject()
    }

    func writePersonal(to writer: inout JSONWriter) -> Bool {
        guard let parties else { return false }
        writer.beginObject()
        writer.key("sender")
        Self.write(parties.sender, to: &writer)
        writer.key("receiver")
        Self.write(parties.receiver, to: &writer)
        writer.endObject()
        return true
    }

    mutating func attach(personal: [UInt8]) throws { parties = try PersonalPart.read(Parties.self, personal) }

    private static func write(_ party: Party, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("name", party.name)
        writer.field("phone", ifThere: party.phone?.digits)
        writer.field("address", party.address)
        writer.field("account", ifThere: party.account)
        writer.field("device", ifThere: party.device)
        writer.endObject()
    }
}
