/// Who a declaration's sender and receiver are, and where the receiver is, as numbers that say nothing by themselves: of one
/// run of the program, so that nobody who reads its memory or asks it can find a person by them. Two persons have the same number with a
/// probability of 2⁻⁶⁴.
public struct PartyKeys: Sendable, Hashable {
    /// By the telephone number; where there is none, by name and address together. Nil where that is too little.
    public let sender: UInt64?
    public let receiver: UInt64?
    public let receiverAddress: UInt64?

    public init(sender: Party, receiver: Party) {
        let address = AddressKey(receiver.address)
        self.sender = Self.person(sender, sender.phone == nil ? AddressKey(sender.address) : nil)
        self.receiver = Self.person(receiver, address)
        receiverAddress = address.map { Self.hash(1, $0.text) }
    }

    private static func person(_ party: Party, _ address: AddressKey?) -> UInt64? {
        if let phone = party.phone { return hash(2, phone.digits) }
        guard let name = NameKey(party.name), let address else { return nil }
        return hash(3, name.text + "|" + address.text)
    }

    private static func hash(_ kind: UInt8, _ text: String) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(kind)
        hasher.combine(text)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
