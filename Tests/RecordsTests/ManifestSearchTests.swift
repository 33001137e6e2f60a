import Entries
import Foundation
import Parcels
import Testing

@testable import Records

@Suite struct ManifestSearchTests {
    private let folder: TemporaryFolder
    private let importer: ManifestImporter
    private let index: ItemIndex

    init() throws {
        folder = try TemporaryFolder()
        importer = try ManifestImporter(folder.path + "/manifest.db", keepingFilesIn: folder.path + "/files")
        index = try ItemIndex(folder.path + "/search.db", manifest: folder.path + "/manifest.db")
    }

    private static let header = "item_number,sender_name,sender_phone,receiver_name,receiver_phone\n"

    private func importText(_ text: String) throws {
        let path = folder.path + "/upload"
        try Data((Self.header + text).utf8).write(to: URL(fileURLWithPath: path))
        let imported = try importer.take(
            path, name: "test.csv", by: try #require(AccountID("chi")), now: 1, options: ImportOptions())
        #expect(imported.error == nil)
    }

    private func take() throws { while try index.takeUp() {} }

    private func search(_ text: String) throws -> [String] {
        let search = try ManifestSearch(folder.path + "/search.db", manifest: folder.path + "/manifest.db")
        return try search.answer(try #require(ItemQuestion(text))).items.map(\.declaration.number.description)
    }

    private func fill() throws {
        try importText(
            "EB123456785VN,Nguyễn Văn Đức,0905 111 222,Trần Thị Bình,+84 912 345 678\n"
                + "RB123456785GB,Lê Hồng Phong,0987654321,Phạm Thúy,0905000333\n")
        try take()
    }

    @Test(arguments: [
        "EB123456785VN", "eb 123 456", "456785vn", "Nguyễn", "nguyen van duc", "NGUYỄN VĂN ĐỨC", "Đức", "duc", "uyễ",
        "bình",
        "0905111222", "0905 111 222", "0905.111", "111222", "0912345678", "+84 912 345 678", "912 345 67",
        "binh nguyen",
    ])
    func oneIsFoundByAnyPart(text: String) throws {
        try fill()
        #expect(try search(text) == ["EB123456785VN"])
    }

    @Test(arguments: [
        "EB123456785VX", "nguyen duc phong", "0905111223", "xyz", "duc' OR 1", "\"duc\" NOT binhh", "văn\u{0}đứcc",
    ])
    func whatFitsNoneFindsNone(text: String) throws {
        try fill()
        #expect(try search(text).isEmpty)
    }

    @Test func newestComeFirst() throws {
        try fill()
        #expect(try search("123456785") == ["RB123456785GB", "EB123456785VN"])
        #expect(try search("0905") == ["RB123456785GB", "EB123456785VN"])
    }

    @Test(arguments: ["", "a", "vn", "  đ ", "a b c d", "!!!"])
    func tooShortIsNoQuestion(text: String) {
        #expect(ItemQuestion(text) == nil)
    }

    @Test func whatWasReplacedIsNotFoundAnyLonger() throws {
        try fill()
        try importText("EB123456785VN,Hoàng Anh,,,\n")
        let search = try ManifestSearch(folder.path + "/search.db", manifest: folder.path + "/manifest.db")
        let before = try search.answer(try #require(ItemQuestion("hoang")))
        #expect(before.items.isEmpty && before.isBehind)
        #expect(try self.search("nguyen").isEmpty)
        try take()
        let after = try search.answer(try #require(ItemQuestion("hoang")))
        #expect(after.items.count == 1 && !after.isBehind && !after.hasMore)
        #expect(try self.search("nguyen").isEmpty)
    }

    @Test func pagesFollowOneAnother() throws {
        try fill()
        let search = try ManifestSearch(folder.path + "/search.db", manifest: folder.path + "/manifest.db")
        let first = try search.answer(try #require(ItemQuestion("123456785", limit: 1)))
        #expect(first.hasMore)
        let second = try search.answer(try #require(ItemQuestion("123456785", before: first.items[0].row, limit: 1)))
        #expect(second.items[0].declaration.number.description == "EB123456785VN")
        let third = try search.answer(try #require(ItemQuestion("123456785", before: second.items[0].row, limit: 1)))
        #expect(third.items.isEmpty && !third.hasMore)
    }

    @Test func anIndexThatWasRemovedIsMadeAgain() throws {
        try fill()
        try FileManager.default.removeItem(atPath: folder.path + "/search.db")
        let again = try ItemIndex(folder.path + "/search.db", manifest: folder.path + "/manifest.db")
        while try again.takeUp() {}
        #expect(try search("duc") == ["EB123456785VN"])
    }

    @Test func anIndexOfReplacedItemsIsBegunAnew() throws {
        let numbers = (0..<2_600).map { place in
            let serial = String(10_000_000 + place).utf8.map { $0 - 48 }
            return "EB\(10_000_000 + place)\(S10.checkDigit(serial))VN"
        }
        for turn in 0..<7 {
            try importText(numbers.map { "\($0),Người \(turn),,,\n" }.joined())
            try take()
        }
        // 18,200 rows are held, 2,600 stand: more than three times as many and ten thousand.
        try index.tidy()
        let search = try ManifestSearch(folder.path + "/search.db", manifest: folder.path + "/manifest.db")
        #expect(try search.answer(try #require(ItemQuestion("nguoi"))).items.isEmpty)
        try take()
        #expect(try search.answer(try #require(ItemQuestion("nguoi 6"))).hasMore)
        try index.tidy()
        #expect(try self.search(numbers[7]) == [numbers[7]])
    }
}
