import Crypto
import Entries
import Foundation
import Oversight
import Platform
import Screening
import TestSupport
import Testing

@testable import Gateway

/// What is taken in is signed by its issuer, kept, and read again at the next start. Signatures are minisign's own.
@Suite("The shelf of bulletins")
struct BulletinShelfTests {
    private let folder: TestFolder
    private let content = Array(
        "bulletin: {issuer: police, serial: 4, issued: 2026-11-27, valid_until: 2026-12-04}\nlists: []\n".utf8)
    private let signature = Array(
        """
        untrusted comment: signature from minisign secret key
        RUS1sJIvzU4wdFtDy5tGkBTdn0VwyqoOmBbp6lX5neTIcp2mRlVX4YT2526COd9q5KaQps3fi6vV6ElXmmiVzyXvtS1xy/GbMQs=
        trusted comment: timestamp:1795832403\tfile:b.yaml\thashed
        2QifDjXDCrw0yy7PwyZgSjhmBT7DE84RPjIpHI5DsS2rbejZuvBIotx80vqsNK5sGZa9ygxDD5bRcntbAmfiAA==

        """.utf8)
    private static let key = "RWS1sJIvzU4wdNfUXvR8pvqOL0/WbDAEcOekc1JBweXiD8oNGfwrw/Z+"
    private static let otherKey = "RWTTdmMy79YXtxSx1SeuVVRlW2RO0XLj/hXRAdsNpXW815blMb9/Utuv"

    init() throws { folder = try TestFolder() }

    private func shelf(
        _ issuers: [(String, String)] = [("police", key)], _ book: BulletinBook = BulletinBook()
    ) throws -> BulletinShelf {
        var settings = BulletinSettings()
        settings.issuers = try issuers.map { id, key in
            BulletinSettings.Issuer(
                id: id, name: BilingualText(vi: id, en: id), keys: [try #require(MinisignKey(key))], firstSerial: nil)
        }
        return BulletinShelf(settings, book, keptIn: folder.path + "/bulletins", utcOffset_s: { _ in 0 })
    }

    private func refusal(_ shelf: BulletinShelf, _ content: [UInt8], _ signature: [UInt8]) -> String? {
        do throws(BulletinShelf.Refusal) {
            _ = try shelf.read(content, signature)
            return nil
        } catch { return error.code }
    }

    @Test func aGoodOneIsKeptAndCounts() throws {
        var shelf = try shelf()
        #expect(shelf.state(of: "police", at: nil) == .none && !shelf.inForce.areCurrent(at: nil))
        let taken = try shelf.take(try shelf.read(content, signature), name: "b.yaml", by: nil)
        #expect(taken.issuer == "police" && taken.serial == 4 && taken.key == "74304ECD2F92B0B5")
        #expect(shelf.state(of: "police", at: nil) == .current && shelf.inForce.areCurrent(at: nil))
        #expect(shelf.inForce.number == 1 && shelf.inForce.validUntil == taken.validUntil)
        let kept = folder.path + "/bulletins/\(taken.hash).yaml"
        #expect(try Files.read(kept, limit: 1_000) == content)
        #expect(try Files.read(kept + ".minisig", limit: 1_000) == signature)
    }

    @Test func theSameAgainIsRefused() throws {
        var shelf = try shelf()
        let verified = try shelf.read(content, signature)
        _ = try shelf.take(verified, name: "b.yaml", by: nil)
        #expect(throws: BulletinShelf.Refusal(code: "bulletin-repeated", detail: "4")) {
            try shelf.take(verified, name: "b.yaml", by: nil)
        }
        #expect(shelf.inForce.number == 1)
    }

    @Test func whatIsNotItsIssuersIsRefused() throws {
        #expect(refusal(try shelf(), content, signature) == nil)
        #expect(refusal(try shelf(), content + [10], signature) == "signature-invalid")
        #expect(refusal(try shelf(), content, Array("x".utf8)) == "signature-malformed")
        #expect(refusal(try shelf([("police", Self.otherKey)]), content, signature) == "signature-unknown-key")
        // The customs' key signs nothing in the police's name.
        let both = try shelf([("police", Self.otherKey), ("customs", Self.key)])
        #expect(refusal(both, content, signature) == "bulletin-issuer")
    }

    /// After a start everything is checked again.
    @Test func whatWasTakenInIsReadAgainAndAChangedFileIsNoticed() throws {
        var first = try shelf()
        let taken = try first.take(try first.read(content, signature), name: "b.yaml", by: nil)
        let again = try shelf([("police", Self.key)], first.book)
        #expect(again.state(of: "police", at: nil) == .current && again.inForce.isWhole)
        // A key that the site trusts no more takes its bulletins with it.
        #expect(try shelf([("police", Self.otherKey)], first.book).state(of: "police", at: nil) == .damaged)
        try Files.replace(folder.path + "/bulletins/\(taken.hash).yaml", with: content + [10])
        let changed = try shelf([("police", Self.key)], first.book)
        #expect(changed.state(of: "police", at: nil) == .damaged && !changed.inForce.areCurrent(at: nil))
    }

    @Test func aSiteWithoutIssuersHasNone() throws { #expect(try !shelf([]).inForce.areCurrent(at: nil)) }

    // MARK: The watched folder

    @Test func onlyPairsThatHaveComeToRestAreFound() throws {
        var watched = BulletinFolder(folder.path)
        #expect(watched.look().isEmpty)
        try Files.replace(folder.path + "/a.yaml", with: content)
        #expect(watched.look().isEmpty)
        #expect(watched.look().isEmpty, "without a signature")
        try Files.replace(folder.path + "/a.yaml.minisig", with: signature)
        #expect(watched.look().isEmpty, "it may still be on its way")
        let found = watched.look()
        #expect(found.map(\.name) == ["a.yaml"] && found.first?.content == content)
        #expect(watched.look().isEmpty, "once only")
        try Files.replace(folder.path + "/a.yaml", with: content + content)
        #expect(watched.look().isEmpty)
        #expect(watched.look().count == 1)
    }

    @Test func aFolderThatIsNotThereHasNothing() {
        var watched = BulletinFolder("/nowhere/at/all")
        #expect(watched.look().isEmpty)
    }
}
