import Crypto
import Entries
import Oversight
import Parcels
import Platform
import Screening
import YAML

/// The bulletins that count, each checked: signed by its issuer's key, in the order of its serial number, kept with its
/// signature. It belongs to one thread.
struct BulletinShelf {
    /// Why a file is no good bulletin: a code of the catalogue (`problem.`) and what its words need.
    struct Refusal: Error, Hashable {
        let code: String
        let detail: String
    }

    /// A bulletin whose signature is good.
    struct Verified {
        let bulletin: Bulletin
        let content: [UInt8]
        let signature: [UInt8]
        let hash: String
        let key: String
    }

    let settings: BulletinSettings
    private let utcOffset_s: @Sendable (Int64) -> Int
    private let folder: String
    private(set) var book: BulletinBook
    private var bulletins: [String: [UInt64: Bulletin]] = [:]
    /// Issuers of whom a bulletin that was taken in cannot be read any more.
    private var damaged: Set<String> = []

    /// Reads what was taken in before.
    init(
        _ settings: BulletinSettings, _ book: BulletinBook, keptIn folder: String,
        utcOffset_s: @escaping @Sendable (Int64) -> Int
    ) {
        self.settings = settings
        self.book = book
        self.folder = folder
        self.utcOffset_s = utcOffset_s
        for issuer in settings.issuers {
            for taken in book[issuer.id].inOrder {
                guard let content = try? Files.read(path(taken.hash), limit: BulletinFile.sizeLimit),
                    let signature = try? Files.read(path(taken.hash) + ".minisig", limit: 1 << 16),
                    let verified = try? read(content, signature), verified.hash == taken.hash,
                    verified.bulletin.serial == taken.serial, verified.bulletin.issuer == issuer.id
                else {
                    damaged.insert(issuer.id)
                    continue
                }
                bulletins[issuer.id, default: [:]][taken.serial] = verified.bulletin
            }
        }
    }

    private func path(_ hash: String) -> String { "\(folder)/\(hash).yaml" }

    /// Checks signature, text and issuer.
    func read(_ content: [UInt8], _ signature: [UInt8]) throws(Refusal) -> Verified {
        guard content.count <= BulletinFile.sizeLimit else {
            throw Refusal(code: "bulletin-too-long", detail: String(BulletinFile.sizeLimit))
        }
        let key: MinisignKey
        do throws(MinisignFault) {
            key = try Minisign(signature).verify(content, by: settings.issuers.flatMap(\.keys))
        } catch {
            switch error {
            case .malformed(let line): throw Refusal(code: "signature-malformed", detail: String(line))
            case .unknownKey(let name): throw Refusal(code: "signature-unknown-key", detail: name)
            case .invalid, .comment: throw Refusal(code: "signature-invalid", detail: "")
            }
        }
        let bulletin: Bulletin
        do throws(YAMLError) {
            bulletin = try BulletinFile.parse(content, file: "bulletin", utcOffset_s: utcOffset_s)
        } catch { throw Refusal(code: "bulletin-error", detail: "\(error)") }
        // One issuer's key signs nothing in another one's name.
        guard settings.issuers.first(where: { $0.id == bulletin.issuer })?.keys.contains(key) == true else {
            throw Refusal(code: "bulletin-issuer", detail: bulletin.issuer)
        }
        return Verified(
            bulletin: bulletin, content: content, signature: signature, hash: Hash.of(content).description,
            key: key.name)
    }

    /// Takes a bulletin in: it is kept, durable, before anything names it.
    mutating func take(_ verified: Verified, name: String, by account: AccountID?) throws(Refusal) -> BulletinTaken {
        let bulletin = verified.bulletin
        do throws(BulletinFault) {
            try book.check(
                bulletin.issuer, serial: bulletin.serial, hash: verified.hash, isComplete: bulletin.isComplete)
        } catch { throw Refusal(code: error.code, detail: error.detail) }
        do throws(SystemError) {
            try Files.makeDirectory(folder, mode: 0o700)
            try Files.replace(path(verified.hash) + ".minisig", with: verified.signature, mode: 0o600)
            try Files.replace(path(verified.hash), with: verified.content, mode: 0o600)
        } catch { throw Refusal(code: "body-not-taken", detail: "\(error)") }
        let taken = BulletinTaken(
            issuer: bulletin.issuer, serial: bulletin.serial, issued: bulletin.issued,
            validUntil: bulletin.validUntil, isComplete: bulletin.isComplete, lists: bulletin.lists.count,
            hash: verified.hash, key: verified.key, file: name, by: account)
        book.note(.bulletinTaken(taken))
        bulletins[bulletin.issuer, default: [:]][bulletin.serial] = bulletin
        if bulletin.isComplete { damaged.remove(bulletin.issuer) }
        return taken
    }

    func lists(of issuer: String) -> [WatchList] {
        let serials = book[issuer].inOrder.map(\.serial)
        return BulletinsInForce.lists(of: serials.compactMap { bulletins[issuer]?[$0] })
    }

    func state(of issuer: String, at moment: Int64?) -> BulletinBook.State {
        damaged.contains(issuer) ? .damaged : book.state(of: issuer, at: moment)
    }

    /// What they add up to. That something is overdue is seen when it is used.
    var inForce: BulletinsInForce {
        guard !settings.issuers.isEmpty else { return .none }
        let ids = settings.issuers.map(\.id)
        return BulletinsInForce(
            lists: ids.flatMap { lists(of: $0) }, number: book.count,
            isWhole: ids.allSatisfy { state(of: $0, at: nil) == .current },
            validUntil: book.validUntil(of: ids))
    }
}
