import Crypto
import Entries
import Oversight
import Platform
import Screening

/// What the bulletins added up to when a decision was made: by the entries that took them in, and the files that are kept under
/// their hashes.
public struct BulletinsOfThen: Sendable {
    private let settings: BulletinSettings
    private let folder: String
    private let utcOffset_s: @Sendable (Int64) -> Int

    /// - Parameter folder: where the files are kept.
    init(
        _ settings: BulletinSettings, keptIn folder: String, utcOffset_s: @escaping @Sendable (Int64) -> Int
    ) {
        self.settings = settings
        self.folder = folder
        self.utcOffset_s = utcOffset_s
    }

    /// - Parameters:
    ///   - count: how many had been taken in.
    ///   - taken: all, in their order.
    /// - Returns: nil where a file is gone or is not what was taken in, or where the site no longer trusts an issuer of that time:
    ///   whether it did then is in no entry.
    func inForce(_ count: Int, of taken: [BulletinTaken]) -> BulletinsInForce? {
        guard count <= taken.count else { return nil }
        var book = BulletinBook(first: settings.firstSerials)
        for bulletin in taken.prefix(count) {
            guard settings.issuers.contains(where: { $0.id == bulletin.issuer }) else { return nil }
            book.note(.bulletinTaken(bulletin))
        }
        var lists: [WatchList] = []
        for issuer in settings.issuers {
            var bulletins: [Bulletin] = []
            for taken in book[issuer.id].inOrder {
                guard let bulletin = read(taken) else { return nil }
                bulletins.append(bulletin)
            }
            lists += BulletinsInForce.lists(of: bulletins)
        }
        return BulletinsInForce(
            lists: lists, number: count,
            isWhole: settings.issuers.allSatisfy { book.state(of: $0.id, at: nil) == .current },
            validUntil: book.validUntil(of: settings.issuers.map(\.id)))
    }

    /// Its signature was checked when it was taken in, and the entry of that has its hash.
    private func read(_ taken: BulletinTaken) -> Bulletin? {
        guard let content = try? Files.read("\(folder)/\(taken.hash).yaml", limit: BulletinFile.sizeLimit),
            Hash.of(content).description == taken.hash
        else { return nil }
        return try? BulletinFile.parse(content, file: "bulletin", utcOffset_s: utcOffset_s)
    }
}
