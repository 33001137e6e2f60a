import Crypto
import Entries
import Foundation
import Journal
import Parcels
import Platform

/// What a person at the machine accepted: the journal goes on although its anchors say more. It lies in the data folder
/// until an anchor of the new epoch has been made.
public struct AcceptedJournal: Codable, Sendable {
    public enum How: String, Codable, Sendable {
        case restored
        case accepted
    }

    public let how: How
    public let ground: String
    /// The next epoch is above this one.
    public let epoch: Epoch
    public let anchorEpoch: Epoch
    public let anchorSequence: UInt64

    /// A gateway may have started many times since a backup was made, and no anchor may tell: a restored journal leaps over
    /// all epochs that it could have used.
    public static let leap: Epoch = 1_000

    public init(how: How, ground: String, epoch: Epoch, anchorEpoch: Epoch, anchorSequence: UInt64) {
        self.how = how
        self.ground = ground
        self.epoch = epoch
        self.anchorEpoch = anchorEpoch
        self.anchorSequence = anchorSequence
    }

    public static func path(in data: String) -> String { data + "/accepted.json" }

    public func write(to data: String) throws(SystemError) {
        guard let text = try? JSONEncoder().encode(self) else { throw SystemError("write \(data)/accepted.json") }
        try Files.replace(Self.path(in: data), with: Array(text), mode: 0o640)
    }

    /// Nil where there is none.
    static func read(_ data: String) throws(SystemError) -> AcceptedJournal? {
        let path = path(in: data)
        guard Files.exists(path) else { return nil }
        let text = Data(try Files.read(path, limit: 1 << 16))
        guard let accepted = try? JSONDecoder().decode(AcceptedJournal.self, from: text) else {
            throw SystemError("read \(path): it is not what 'parcelgate journal accept' writes", code: EINVAL)
        }
        return accepted
    }
}

/// What the anchors say about the journal when the gateway starts.
public struct AnchorState: Sendable {
    /// The newest that is known, here or where they are kept.
    public let newest: Anchor?
    /// Where anchors should be kept and could not be read.
    public let unreachable: [String]
    /// A place keeps the anchors of another key: this is not the data folder that made them.
    public let foreign: [String]
    let accepted: AcceptedJournal?

    /// Looks for anchors in the data folder and at every place that can be read.
    public static func read(
        _ settings: AnchorSettings, site: String, data: String, key: MinisignKey
    ) throws(SystemError) -> AnchorState {
        var newest: Anchor?
        var unreachable: [String] = []
        var foreign: [String] = []
        let local = DataFolder.anchors(in: data)
        try Files.makeDirectory(local)
        for path in [local] + settings.folders.map(\.path) {
            let folder = AnchorFolder(path, keeping: 1)
            do throws(SystemError) {
                if path != local, let other = try? AnchorKey.readPublic(path + "/anchor.pub"), other != key {
                    foreign.append(path)
                }
                guard let anchor = try folder.newest(site: site, key: key) else { continue }
                if newest.map({ anchor.isLater(than: $0) }) ?? true { newest = anchor }
            } catch { unreachable.append(path) }
        }
        return AnchorState(
            newest: newest, unreachable: unreachable, foreign: foreign, accepted: try AcceptedJournal.read(data))
    }

    /// The epoch that the next one must be above, beside the journal's own.
    public var epoch: Epoch { max(newest?.head.epoch ?? 0, accepted?.epoch ?? 0) }

    /// What is wrong with the journal, in a few words; nil when it fits, or was accepted as it is.
    public func fault(_ journal: JournalReader, head: UInt64) throws(StorageFailure) -> String? {
        if let accepted {
            let known = (accepted.anchorEpoch, accepted.anchorSequence)
            if newest.map({ ($0.head.epoch, $0.head.sequence) <= known }) ?? true { return nil }
        }
        if let path = foreign.first { return "\(path): anchors of another key" }
        guard let newest else { return nil }
        switch try AnchorCheck.compare(newest, with: journal, head: head) {
        case .fits: return nil
        case .shorter(let head): return "\(head) < \(newest.head.sequence)"
        case .differs: return "\(newest.head.sequence) ≠ \(newest.head.hash.description.prefix(8))"
        }
    }

    /// The entries that a start with this state begins with.
    func entries(fault: String?, head: Head) -> [EntryBody] {
        var entries: [EntryBody] = []
        if let accepted {
            entries.append(
                .journalAccepted(
                    JournalAccepted(
                        sequence: head.sequence, hash: head.hash.description, anchorEpoch: accepted.anchorEpoch,
                        anchorSequence: accepted.anchorSequence, how: accepted.how.rawValue, ground: accepted.ground)))
        }
        if let fault { entries.append(.alarmRaised(AlarmRaised(.journalAnchor, detail: fault))) }
        for path in unreachable { entries.append(.alarmRaised(AlarmRaised(.anchorLost, detail: path))) }
        return entries
    }
}
