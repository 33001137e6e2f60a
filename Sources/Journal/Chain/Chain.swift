import Crypto
import Entries
import JSON
import Parcels

/// Where a journal stands: its last entry.
public struct Head: Sendable, Hashable {
    public let epoch: Epoch
    public let sequence: UInt64
    public let hash: Hash

    public init(epoch: Epoch, sequence: UInt64, hash: Hash) {
        self.epoch = epoch
        self.sequence = sequence
        self.hash = hash
    }

    /// Before the first entry: sequence 0 and a hash of zeros.
    public static let none = Head(epoch: 0, sequence: 0, hash: .zero)
}

/// One entry as it is stored.
public struct Record: Sendable, Hashable {
    public let sequence: UInt64
    public let content: [UInt8]
    public let sealed: [UInt8]
    public let hash: Hash

    public init(sequence: UInt64, content: [UInt8], sealed: [UInt8], hash: Hash) {
        self.sequence = sequence
        self.content = content
        self.sealed = sealed
        self.hash = hash
    }
}

/// The chain's one rule: hash = BLAKE2b-256(previous hash ‖ u64be(|content|) ‖ content ‖ u64be(|sealed|) ‖ sealed).
public enum Chain {
    public static func hash(after previous: Hash, content: [UInt8], sealed: [UInt8]) -> Hash {
        var bytes = previous.bytes
        bytes.reserveCapacity(bytes.count + content.count + sealed.count + 16)
        append(UInt64(content.count), to: &bytes)
        bytes.append(contentsOf: content)
        append(UInt64(sealed.count), to: &bytes)
        bytes.append(contentsOf: sealed)
        return Hash.of(bytes)
    }

    /// Encodes an entry and links it to the chain.
    struct Link {
        private var writer = JSONWriter()
        private var personal = JSONWriter()

        mutating func record(
            _ entry: Entry, site: String, after previous: Hash, key: () -> SealKey?
        ) throws(StorageFailure) -> Record {
            var sealed: [UInt8] = []
            var slot: UInt64?
            personal.restart()
            if entry.writePersonal(to: &personal) {
                guard let next = key() else { throw .noKey }
                sealed = Seal.close(personal.bytes, key: next.bytes, number: (UInt64(entry.epoch), entry.sequence))
                slot = next.slot
            }
            let front = Hash.size + 8
            writer.restart(reserving: front)
            entry.write(site: site, slot: slot, to: &writer)
            let content = Array(writer.bytes[front...])
            writer.overwrite(0, with: previous.bytes)
            writer.replace(Hash.size, with: UInt64(content.count))
            let end = front + content.count
            writer.append([0, 0, 0, 0, 0, 0, 0, 0])
            writer.replace(end, with: UInt64(sealed.count))
            writer.append(sealed)
            return Record(sequence: entry.sequence, content: content, sealed: sealed, hash: Hash.of(writer.bytes))
        }
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
