import Crypto
import Parcels

/// The secret by which parcels are drawn by lot. Its hash is in the journal before it is used, and the secret itself when another
/// one has taken its place: nobody can foresee or steer a draw, and anybody can check it later.
public struct SamplingSeed: Sendable, Hashable {
    /// 32 bytes.
    public let secret: [UInt8]

    public static let size = 32

    /// Nil unless there are 32 bytes.
    public init?(_ secret: [UInt8]) {
        guard secret.count == Self.size else { return nil }
        self.secret = secret
    }

    /// 64 hexadecimal digits, or nil.
    public init?(hexadecimal text: String) {
        guard let secret = Hexadecimal.bytes(text) else { return nil }
        self.init(secret)
    }

    private init(ofReplays: Void) { secret = Array(repeating: 0, count: Self.size) }

    /// For what is only tried: it draws as many, but others than the line did.
    public static let ofReplays = SamplingSeed(ofReplays: ())

    public var text: String { Hexadecimal.text(secret) }

    /// BLAKE2b-256 of the secret.
    public var commitment: String { Hash.of(secret).description }

    /// Whether a rule draws a parcel: the first eight bytes of BLAKE2b-256(secret, number in UTF-8, 0, rule's id in UTF-8), as a
    /// whole number with its highest byte first, are less than 2⁶⁴ / `oneIn`.
    public func draws(_ number: ParcelNumber, _ rule: String, oneIn: Int) -> Bool {
        let hash = Hash.of(secret + Array(number.description.utf8) + [0] + Array(rule.utf8))
        let lot = hash.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        // UInt64.max / n is ⌊2⁶⁴ / n⌋ but where n is a power of two, and then one less.
        return oneIn <= 1 || lot <= UInt64.max / UInt64(oneIn) &- (isPowerOfTwo(oneIn) ? 0 : 1)
    }

    private func isPowerOfTwo(_ number: Int) -> Bool { number & (number - 1) == 0 }
}
