import Entries
import Foundation
import Parcels
import Testing

@testable import Records

@Suite struct ImportTests {
    private let folder: TemporaryFolder
    private let account: AccountID

    init() throws {
        folder = try TemporaryFolder()
        account = try #require(AccountID("chi"))
    }

    private func importText(_ text: String, _ importer: ManifestImporter, now: Int64 = 1_000) throws -> ManifestImported
    {
        let path = folder.path + "/upload"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try importer.take(path, name: "test.csv", by: account, now: now)
    }

    private func importer() throws -> ManifestImporter {
        try ManifestImporter(folder.path + "/manifest.db", keepingFilesIn: folder.path + "/files")
    }

    private func number(_ text: String) throws -> ParcelNumber {
        try #require(ParcelNumber(scheme: .s10, canonical: Array(text.utf8)))
    }

    private static let header = "item_number,receiver_phone,contents,quantity,hs_code,weight_g\n"

    @Test func declarationIsFoundAsItWasWritten() throws {
        let importer = try importer()
        let imported = try importText(
            Self.header + "EB123456785VN,+84 912 345 678,\"quần áo, giày | sách\",2|1,6109.10|4901,700\n", importer)
        #expect(imported.error == nil)
        #expect((imported.rows, imported.added) == (1, 1))
        let found = try ManifestLookup(folder.path + "/manifest.db").find([
            try number("EB123456785VN"), try number("RB123456785GB"),
        ])
        #expect(found.count == 1)
        let declaration = try #require(found.first)
        #expect(declaration.contents.map(\.description) == ["quần áo, giày", "sách"])
        #expect(declaration.contents.map(\.quantity) == [2, 1])
        #expect(declaration.contents.map(\.hsCode) == ["610910", "4901"])
        #expect(declaration.receiver.phone?.digits == "0912345678")
        #expect(declaration.weight_g == 700)
        #expect(declaration.source == ManifestReference(importNumber: 1, line: 2, version: 1, imported: 1_000))
    }

    @Test func brokenFileLeavesEverythingAsItWas() throws {
        let importer = try importer()
        _ = try importText(Self.header + "EB123456785VN,,a,,,1\n", importer)
        let refused = try importText(
            Self.header + "RB123456785GB,,b,,,2\nEB123456785VN,,c,,,3\nEE471108151FR,,d,,,x\n", importer)
        #expect(
            refused.error
                == "line 4, column 20 (weight_g): expected a whole number from 0 to 1000000, or nothing, found 'x'")
        #expect((refused.rows, refused.added, refused.updated) == (0, 0, 0))
        let found = try ManifestLookup(folder.path + "/manifest.db").find([
            try number("EB123456785VN"), try number("RB123456785GB"),
        ])
        #expect(found.map(\.weight_g) == [1])
    }

    @Test func secondImportIsAnUpdateWithHistory() throws {
        let importer = try importer()
        for (turn, weight) in [1, 2, 2, 3].enumerated() {
            let imported = try importText(Self.header + "EB123456785VN,,a,,,\(weight)\n", importer, now: Int64(turn))
            #expect(imported.number == turn + 1)
        }
        let found = try #require(
            try ManifestLookup(folder.path + "/manifest.db").find([try number("EB123456785VN")]).first)
        #expect((found.weight_g, found.source.version) == (3, 3))
        #expect(try importer.history(of: try number("EB123456785VN")).map(\.weight_g) == [1, 2])
    }

    @Test func fileIsKeptUnderItsHash() throws {
        let importer = try importer()
        let text = Self.header + "EB123456785VN,,a,,,1\n"
        let imported = try importText(text, importer)
        let kept = try String(contentsOfFile: folder.path + "/files/\(imported.hash).csv", encoding: .utf8)
        #expect(kept == text)
    }

    @Test func importWhoseEntryWasLostIsToldAgain() throws {
        let first = try importer()
        let imported = try importText(Self.header + "EB123456785VN,,a,,,1\n", first)
        #expect(try importer().unjournalled() == [imported])
        try first.markJournalled(1)
        #expect(try importer().unjournalled() == [])
    }

    @Test func readersSeeTheOldStateWhileAnImportIsUnderWay() throws {
        let importer = try importer()
        _ = try importText(Self.header + "EB123456785VN,,a,,,1\n", importer)
        let lookup = try ManifestLookup(folder.path + "/manifest.db")
        #expect(try lookup.find([try number("EB123456785VN")]).count == 1)
        _ = try importText(Self.header + "EB123456785VN,,a,,,9\n", importer)
        #expect(try lookup.find([try number("EB123456785VN")]).first?.weight_g == 9)
    }
}

/// A folder that is gone with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "parcelgate-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
