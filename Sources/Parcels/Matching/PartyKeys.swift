/// Who a declaration's sender and receiver are, where the receiver is, and by which account and on which device the parcel was
/// booked, as numbers that say nothing by themselves: of one
/// run of the program, so that nobody who reads its memory or asks it can find a person by them. Two persons have the same number with a
/// probability of 2⁻⁶⁴.
public struct PartyKeys: Sendable, Hashable {
    /// By the telephone number; where there is none, by name and address together. Nil where that is too little.
    public let sender: UInt64?
    public let receiver: UInt64?
    public let receiverAddress: UInt64?
    /// By their letters and digits: capitals, spaces and other signs make no difference.
    public let account: UInt64?
    public let device: UInt64?

    public init(sender: Party, receiver: Party) {
        let address = AddressKey(receiver.address)
        self.sender = Self.person(sender, sender.phone == nil ? AddressKey(sender.address) : nil)
        self.receiver = Self.person(receiver, address)
        receiverAddress = address.map { Self.hash(1, $0.text) }
        account = sender.account.flatMap { Self.named(4, $0) }
        device = sender.device.flatMap { Self.named(5, $0) }
    }

    private static func person(_ party: Party, _ address: AddressKey?) -> UInt64? {
        if let phone = party.phone { return hash(2, phone.digits) }
        guard let name = NameKey(party.name), let address else { return nil }
        return hash(3, name.text + "|" + address.text)
    }

    private static func named(_ kind: UInt8, _ text: String) -> UInt64? {
        let name = text.lowercased().filter { $0.isLetter || $0.isNumber }
        return name.isEmpty ? nil : hash(kind, name)
    }

    private static func hash(_ kind: UInt8, _ text: String) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(kind)
        hasher.combine(text)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
