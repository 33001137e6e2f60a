import Entries
import Foundation
import Manifests
import Parcels
import SQLite
import Testing

@testable import Records

@Suite struct ImportTests {
    private let folder: TemporaryFolder
    private let account: AccountID

    init() throws {
        folder = try TemporaryFolder()
        account = try #require(AccountID("chi"))
    }

    private func importText(
        _ text: String, _ importer: ManifestImporter, now: Int64 = 1_000, options: ImportOptions = ImportOptions()
    ) throws -> ManifestImported {
        let path = folder.path + "/upload"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try importer.take(path, name: "test.csv", by: account, now: now, options: options)
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
        let history = try ManifestHistory(folder.path + "/manifest.db")
        let versions = try history.versions(of: try number("EB123456785VN"))
        #expect(versions.map(\.declaration.weight_g) == [3, 2, 1])
        #expect(versions.map(\.change) == [.updated, .updated, .added])
        #expect(versions.map(\.declaration.source.importNumber) == [4, 2, 1])
        #expect(versions[0].changedFields(since: versions[1]) == ["weight_g"])
        #expect(try history.version(before: versions[0])?.row == versions[1].row)
    }

    @Test func fileIsKeptUnderItsHash() throws {
        let importer = try importer()
        let text = Self.header + "EB123456785VN,,a,,,1\n"
        let imported = try importText(text, importer)
        let kept = try String(contentsOfFile: folder.path + "/files/\(imported.hash)", encoding: .utf8)
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

    private static let mixed =
        header + "EB123456785VN,,a,,,1\nRB123456785GB,,b,,,heavy\nEB123456785VN,,c,,,3\nEE471108151FR,,d,,,4\n"

    @Test func everyRowThatIsRefusedIsKeptWithItsPlace() throws {
        let importer = try importer()
        let refused = try importText(Self.mixed, importer)
        #expect(refused.error?.hasPrefix("line 3, column 20 (weight_g)") == true)
        #expect((refused.rows, refused.added, refused.refused) == (0, 0, 2))
        let history = try ManifestHistory(folder.path + "/manifest.db")
        let record = try #require(try history.imported(1))
        #expect(record.imported == refused)
        #expect(try history.refusals(of: 1).map(\.line) == [3, 4])
        #expect(try history.refusals(of: 1).map(\.field) == ["weight_g", "item_number"])
        #expect(try history.items(of: record, .added, after: nil, limit: 10).isEmpty)
        #expect(try ManifestLookup(folder.path + "/manifest.db").count() == 0)
    }

    @Test func theRestIsTakenInWhereThatWasAskedFor() throws {
        let importer = try importer()
        let imported = try importText(Self.mixed, importer, options: ImportOptions(brokenRows: .leaveOut))
        #expect(imported.error == nil)
        #expect((imported.rows, imported.added, imported.refused) == (2, 2, 2))
        let history = try ManifestHistory(folder.path + "/manifest.db")
        let record = try #require(try history.imported(1))
        #expect(try history.refusals(of: 1).map(\.line) == [3, 4])
        let items = try history.items(of: record, .added, after: nil, limit: 10)
        #expect(items.map(\.declaration.number.description) == ["EB123456785VN", "EE471108151FR"])
        #expect(try history.items(of: record, .added, after: items[0].row, limit: 10).map(\.row) == [items[1].row])
    }

    @Test func whatMakesTheRestUnreadableRefusesTheFileInAnyCase() throws {
        let imported = try importText(
            "item_number,wieght\nEB123456785VN,1\n", try importer(), options: ImportOptions(brokenRows: .leaveOut))
        #expect(imported.error?.contains("found 'wieght'") == true)
        #expect(imported.refused == 1)
    }

    @Test func aWithdrawnItemIsDeclaredNoLongerAndKeepsItsHistory() throws {
        let importer = try importer()
        let lookup = try ManifestLookup(folder.path + "/manifest.db")
        let item = try number("EB123456785VN")
        _ = try importText("item_number,sender_name\nEB123456785VN,A\n", importer)
        #expect(try lookup.count() == 1)
        let withdrawal = "item_number,action\nEB123456785VN,withdraw\n"
        let withdrawn = try importText(withdrawal, importer)
        #expect((withdrawn.rows, withdrawn.withdrawn, withdrawn.updated) == (1, 1, 0))
        #expect(try lookup.find([item]).isEmpty)
        #expect(try lookup.count() == 0)
        let again = try importText(withdrawal, importer)
        #expect(
            again.error
                == "line 2, column 1 (action): expected a number that is declared, found EB123456785VN, which is not")
        let declared = try importText("item_number,sender_name\nEB123456785VN,B\n", importer)
        #expect((declared.added, declared.updated) == (1, 0))
        #expect(try lookup.find([item]).map(\.sender.name) == ["B"])
        let history = try ManifestHistory(folder.path + "/manifest.db")
        #expect(try history.versions(of: item).map(\.change) == [.added, .withdrawn, .added])
        let record = try #require(try history.imported(2))
        #expect(try history.items(of: record, .withdrawn, after: nil, limit: 10).count == 1)
        #expect(try history.imports(before: nil, limit: 2).map(\.imported.number) == [4, 3])
        #expect(try history.imports(before: 3, limit: 9).map(\.imported.number) == [2, 1])
    }

    @Test func whoBookedAParcelAndOnWhatIsKept() throws {
        let importer = try importer()
        let header = "item_number,sender_account,sender_device\n"
        #expect(try importText(header + "EB123456785VN,KH-1,phone\n", importer).added == 1)
        #expect(try importText(header + "EB123456785VN,KH-1,phone\n", importer).unchanged == 1)
        #expect(try importText(header + "EB123456785VN,KH-2,phone\n", importer).updated == 1)
        let item = try number("EB123456785VN")
        let versions = try ManifestHistory(folder.path + "/manifest.db").versions(of: item)
        #expect(versions[0].changedFields(since: versions[1]) == ["sender_account"])
        #expect(try ManifestLookup(folder.path + "/manifest.db").find([item]).map(\.sender.account) == ["KH-2"])
        #expect(versions.map(\.declaration.sender.device) == ["phone", "phone"])
    }

    /// A database as it was before manifests said who booked a parcel.
    @Test func manifestsOfTheSecondFormAreTakenUp() throws {
        let path = folder.path + "/manifest.db"
        _ = try importText("item_number,weight_g\nEB123456785VN,20\n", try importer())
        let database = try Database(path, .readWrite)
        try database.execute(
            """
            ALTER TABLE item DROP COLUMN sender_account; ALTER TABLE item DROP COLUMN sender_device;
            ALTER TABLE item_history DROP COLUMN sender_account; ALTER TABLE item_history DROP COLUMN sender_device;
            PRAGMA user_version = 1;
            """)
        let text = "item_number,weight_g,sender_device\nEB123456785VN,20,phone\n"
        #expect(try importText(text, try importer()).updated == 1)
        let versions = try ManifestHistory(path).versions(of: try number("EB123456785VN"))
        #expect(versions.map(\.declaration.sender.device) == ["phone", nil])
        #expect(versions.map(\.declaration.weight_g) == [20, 20])
    }

    /// A database as the first version of the program wrote it.
    @Test func manifestsOfTheFirstFormAreTakenUp() throws {
        let path = folder.path + "/manifest.db"
        let columns = """
            number TEXT NOT NULL, scheme TEXT NOT NULL, version INTEGER NOT NULL, import INTEGER NOT NULL,
            line INTEGER NOT NULL, imported INTEGER NOT NULL, service TEXT NOT NULL, origin TEXT NOT NULL,
            destination TEXT NOT NULL, office TEXT NOT NULL, weight_g INTEGER, length_mm INTEGER, value_vnd INTEGER,
            cod_vnd INTEGER, contents TEXT NOT NULL, sender_name TEXT NOT NULL, sender_phone TEXT,
            sender_address TEXT NOT NULL, receiver_name TEXT NOT NULL, receiver_phone TEXT,
            receiver_address TEXT NOT NULL
            """
        func row(_ version: Int, _ weight: Int) -> String {
            "'EB123456785VN','s10',\(version),\(version),2,7,'EMS','VN','VN','',\(weight),NULL,NULL,NULL,'','A',NULL,'','B',NULL,''"
        }
        let database = try Database(path, .create)
        try database.execute(
            """
            CREATE TABLE item(\(columns), PRIMARY KEY (number)) STRICT;
            CREATE TABLE item_history(\(columns), PRIMARY KEY (number, version)) STRICT, WITHOUT ROWID;
            CREATE TABLE import(
                number INTEGER PRIMARY KEY, file TEXT NOT NULL, hash TEXT NOT NULL, size INTEGER NOT NULL,
                rows INTEGER NOT NULL, added INTEGER NOT NULL, updated INTEGER NOT NULL, unchanged INTEGER NOT NULL,
                error TEXT, by TEXT NOT NULL, at INTEGER NOT NULL, journalled INTEGER NOT NULL DEFAULT 0) STRICT;
            INSERT INTO item VALUES (\(row(2, 20)));
            INSERT INTO item_history VALUES (\(row(1, 10)));
            INSERT INTO import VALUES (1,'a.csv','00',1,1,1,0,0,NULL,'chi',5,1), (2,'b.csv','01',1,1,0,1,0,NULL,'chi',6,1);
            """)
        let imported = try importText(Self.header + "EB123456785VN,,a,,,30\n", try importer())
        #expect((imported.number, imported.updated) == (3, 1))
        let versions = try ManifestHistory(path).versions(of: try number("EB123456785VN"))
        #expect(versions.map(\.declaration.weight_g) == [30, 20, 10])
        #expect(versions.map(\.change) == [.updated, .updated, .added])
        #expect(try ManifestHistory(path).imports(before: nil, limit: 9).count == 3)
    }
}
