import Entries
import Foundation
import Parcels
import Readings

@testable import Journal

/// Entries to write.
enum Sample {
    static let stamp = Stamp(utc: 1_795_000_000_000_000_000, boot: BootID(7), monotonic: 5, trusted: true)
    static let line = LineID("L1")

    static func alive(_ sequence: UInt64, epoch: Epoch = 1) -> Entry {
        Entry(epoch: epoch, sequence: sequence, stamp: stamp, body: .siteAlive(SiteAlive()))
    }

    /// An entry with a personal part.
    static func note(_ sequence: UInt64, _ text: String, epoch: Epoch = 1) -> Entry {
        let step = HoldStepped(
            hold: HoldID(epoch: 1, sequence: 1), step: .found, by: AccountID("thao"), finding: .asDeclared, note: text)
        return Entry(epoch: epoch, sequence: sequence, stamp: stamp, body: .holdStepped(step))
    }

    static func clear(_ sequence: UInt64, permit: UInt32, epoch: Epoch = 1) throws -> Entry {
        guard let line, let track = TrackID(permit), let number = try? ParcelNumber(S10(Array("EB123456785VN".utf8)))
        else {
            throw CocoaError(.coderInvalidValue)
        }
        let passage = PassageID(epoch: epoch, sequence: 1)
        let granted = Permit(
            line: line, track: track, epoch: epoch, number: PermitNumber(permit), passage: passage,
            expiry: .encoder(EncoderCount(9)))
        let decision = Decision(
            passage: passage, line: line, stage: .automatic, outcome: .clear(granted), number: number, reasons: [],
            held: [.identity], waived: [], versions: Decision.Versions(policy: 1, rules: 1, lists: 1),
            horizon: sequence - 1,
            declared: nil)
        return Entry(epoch: epoch, sequence: sequence, stamp: stamp, body: .passageDecided(decision))
    }
}

/// A folder that is gone with its owner.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "parcelgate-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
