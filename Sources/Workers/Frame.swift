import Crypto
import Readings

/// A picture's file as it came from a camera or a person, and its hash.
public struct Frame: Sendable {
    public let id: FrameID
    public let file: [UInt8]

    public init(_ file: [UInt8]) {
        guard let id = FrameID(Hash.of(file).description) else { preconditionFailure("a hash has 64 digits") }
        self.id = id
        self.file = file
    }
}
