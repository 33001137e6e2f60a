import Crypto
import Entries
import Foundation
import Glibc
import HTTPClient
import JSON
import Journal
import Parcels
import Platform

/// Makes anchors and takes them off the machine, each place by a thread of its own: a share that hangs keeps no other from
/// its anchors. Nothing is queued: a later anchor says all that an earlier one did.
final class Anchoring: Sendable {
    private let site: String
    private let key: MinisignSecretKey
    private let journal: JournalReader
    private let clock: ClockWatch
    private let status: JournalStatus
    private let ending: EventFlag

    private enum Target: Sendable {
        /// The data folder's own.
        case here(AnchorFolder, data: String)
        case folder(AnchorFolder)
        case webhook(AnchorSettings.Webhook)

        var name: String {
            switch self {
            case .here(let folder, _), .folder(let folder): folder.path
            case .webhook(let hook): hook.url
            }
        }
    }

    private enum Failure: Error {
        case system(SystemError)
        case http(HTTPFailure)
        case answer(Int)
    }

    /// A place that failed so many times in a row is alarmed.
    private static let patience = 3
    private static let retry: Int64 = 15_000_000_000

    init(
        site: String, key: MinisignSecretKey, journal: JournalReader, clock: ClockWatch, status: JournalStatus
    ) throws(SystemError) {
        self.site = site
        self.key = key
        self.journal = journal
        self.clock = clock
        self.status = status
        ending = try EventFlag()
    }

    /// The anchor of the last durable entry; nil while there is none, or it cannot be read.
    func make() -> SignedAnchor? {
        guard let record = try? journal.records(from: status.through, limit: 1).first,
            let entry = try? Entry.read(record.content)
        else { return nil }
        let now = clock.stamp()
        let head = Head(epoch: entry.epoch, sequence: record.sequence, hash: record.hash)
        return SignedAnchor(Anchor(site: site, head: head, at: now.utc, trusted: now.trusted), by: key)
    }

    /// - Parameter record: takes receipts and alarms, on any thread.
    func start(
        _ settings: AnchorSettings, data: String, record: @escaping @Sendable (EntryBody) -> Void
    ) throws(SystemError) {
        let targets: [Target] =
            [.here(AnchorFolder(DataFolder.anchors(in: data), keeping: 16), data: data)]
            + settings.folders.map { .folder(AnchorFolder($0.path, keeping: $0.limit)) }
            + settings.webhooks.map { .webhook($0) }
        let period = Int64(settings.every_s) * 1_000_000_000
        for target in targets {
            _ = try OwnThread("anchors", .spare) { [self] in run(target, every: period, record) }
        }
    }

    func close() { ending.raise() }

    private func run(_ target: Target, every period: Int64, _ record: @Sendable (EntryBody) -> Void) {
        var failures = 0
        while !ending.isRaised {
            var pause = period
            do throws(Failure) {
                if let signed = make() {
                    let receipt = try deliver(signed, to: target)
                    failures = 0
                    if let receipt { record(.anchorSent(receipt)) }
                } else {
                    pause = min(period, 1_000_000_000)
                }
            } catch {
                failures += 1
                if failures == Self.patience { record(.alarmRaised(AlarmRaised(.anchorLost, detail: target.name))) }
                pause = min(period, Self.retry)
            }
            ending.wait(until: Clocks.monotonic() + pause)
        }
    }

    /// - Returns: the receipt to record; nil for the data folder's own.
    private func deliver(_ signed: SignedAnchor, to target: Target) throws(Failure) -> AnchorSent? {
        switch target {
        case .here(let folder, let data):
            do throws(SystemError) { try folder.keep(signed, key: key.publicKey) } catch { throw .system(error) }
            // An anchor of this epoch is known from here on: what was accepted lies behind it.
            _ = unsafe unlink(AcceptedJournal.path(in: data))
            return nil
        case .folder(let folder):
            do throws(SystemError) { try folder.keep(signed, key: key.publicKey) } catch { throw .system(error) }
            return receipt(signed, "folder", folder.path)
        case .webhook(let hook):
            let answer: HTTPAnswer
            do throws(HTTPFailure) {
                answer = try HTTPClient.ask(
                    "POST", hook.url, headers: ["Content-Type: application/json"] + token(hook),
                    body: .bytes(Self.message(signed, key.publicKey)), timeout_s: hook.timeout_s)
            } catch { throw .http(error) }
            guard (200..<300).contains(answer.status) else { throw .answer(answer.status) }
            return receipt(signed, "webhook", "HTTP \(answer.status)")
        }
    }

    private func receipt(_ signed: SignedAnchor, _ target: String, _ receipt: String) -> AnchorSent {
        let head = signed.anchor.head
        return AnchorSent(
            epoch: head.epoch, sequence: head.sequence, hash: head.hash.description, target: target, receipt: receipt)
    }

    private func token(_ hook: AnchorSettings.Webhook) -> [String] {
        guard let path = hook.tokenFile, let bytes = try? Files.read(path, limit: 4096) else { return [] }
        let token = String(decoding: bytes, as: UTF8.self).filter { $0.isASCII && !$0.isNewline && $0 != "\r" }
        return ["Authorization: Bearer " + token]
    }

    /// `{"statement": …, "signature": …, "key": …}`: the three files of a folder, as texts.
    private static func message(_ signed: SignedAnchor, _ key: MinisignKey) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("statement")
        writer.value(String(decoding: signed.statement, as: UTF8.self))
        writer.key("signature")
        writer.value(signed.signature)
        writer.key("key")
        writer.value(key.file)
        writer.endObject()
        return writer.bytes
    }
}
