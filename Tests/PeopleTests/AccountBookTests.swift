import Entries
import People
import Testing
import Words

@Suite("Accounts")
struct AccountBookTests {
    private static func id(_ name: String) throws -> AccountID { try #require(AccountID(name)) }

    private static func change(_ name: String, _ roles: [Role], active: Bool = true, password: String? = nil) throws
        -> AccountChanged
    {
        AccountChanged(account: try id(name), roles: roles, active: active, by: nil, password: password)
    }

    private static func book(_ changes: AccountChanged...) -> AccountBook {
        changes.reduce(into: AccountBook()) { $0.note(.accountChanged($1)) }
    }

    @Test func accountsAreMadeByEntriesAlone() throws {
        var book = AccountBook()
        #expect(book.isEmpty)
        book.note(.siteAlive(SiteAlive()))
        #expect(book.isEmpty)
        book.note(.accountChanged(try Self.change("lan", [.inspector], password: "$argon2id$1")))
        let account = try #require(book[try Self.id("lan")])
        #expect(account.roles == [.inspector] && account.isActive && account.password == "$argon2id$1")
        #expect(book[try Self.id("hung")] == nil)
    }

    @Test func aChangeWithoutAPasswordKeepsTheOldOne() throws {
        let book = Self.book(
            try Self.change("lan", [.inspector], password: "$argon2id$1"),
            try Self.change("lan", [.supervisor], active: false))
        let account = try #require(book[try Self.id("lan")])
        #expect(account.password == "$argon2id$1" && account.roles == [.supervisor] && !account.isActive)
    }

    @Test func aNewPasswordTakesTheOldOnesPlace() throws {
        let book = Self.book(
            try Self.change("lan", [.inspector], password: "1"), try Self.change("lan", [.inspector], password: "2"))
        #expect(book[try Self.id("lan")]?.password == "2")
    }

    @Test func whoIsNotActiveMayDoNothing() throws {
        let book = Self.book(try Self.change("lan", Role.allCases, active: false))
        let account = try #require(book[try Self.id("lan")])
        #expect(!Permission.allCases.contains { account.may($0) })
    }

    @Test func accountsAreListedByName() throws {
        let book = Self.book(
            try Self.change("lan", [.operator]), try Self.change("an", [.operator]),
            try Self.change("hung", [.operator]))
        #expect(book.all.map(\.id.name) == ["an", "hung", "lan"])
    }

    @Test func onlyAnActiveAdministratorChangesAccounts() throws {
        let book = Self.book(
            try Self.change("boss", [.administrator]), try Self.change("gone", [.administrator], active: false),
            try Self.change("lan", [.inspector, .supervisor, .operator]))
        let change = try Self.change("new", [.operator])
        try book.check(change, by: try Self.id("boss"))
        for name in ["gone", "lan", "nobody"] {
            #expect(throws: AccountFault.notAllowed) { try book.check(change, by: Self.id(name)) }
        }
    }

    @Test func everyAccountHasARole() throws {
        let book = Self.book(try Self.change("boss", [.administrator]))
        #expect(throws: AccountFault.noRole) { try book.check(Self.change("new", []), by: Self.id("boss")) }
    }

    @Test func theLastAdministratorStays() throws {
        let book = Self.book(
            try Self.change("boss", [.administrator]), try Self.change("gone", [.administrator], active: false),
            try Self.change("lan", [.operator]))
        let boss = try Self.id("boss")
        #expect(throws: AccountFault.lastAdministrator) {
            try book.check(Self.change("boss", [.administrator], active: false), by: boss)
        }
        #expect(throws: AccountFault.lastAdministrator) { try book.check(Self.change("boss", [.operator]), by: boss) }
        try book.check(try Self.change("boss", [.operator, .administrator], password: "new"), by: boss)
        try book.check(try Self.change("lan", [.inspector]), by: boss)
    }

    @Test func oneOfTwoAdministratorsMayGo() throws {
        let book = Self.book(try Self.change("boss", [.administrator]), try Self.change("second", [.administrator]))
        try book.check(try Self.change("boss", [.operator], active: false), by: try Self.id("boss"))
    }

    @Test func passwordsAreBounded() throws {
        #expect(throws: AccountFault.passwordTooShort(minimum: 12)) { try AccountBook.check(password: "mật khẩu 01") }
        try AccountBook.check(password: "mật khẩu 012")
        try AccountBook.check(password: String(repeating: "x", count: 256))
        #expect(throws: AccountFault.passwordTooLong(maximum: 256)) {
            try AccountBook.check(password: String(repeating: "x", count: 257))
        }
        #expect(throws: AccountFault.passwordTooLong(maximum: 256)) {
            try AccountBook.check(password: String(repeating: "đ", count: 129))
        }
    }

    @Test func everyFaultHasACodeAndAPhraseOfItsOwn() {
        let faults: [AccountFault] = [
            .notAllowed, .passwordTooShort(minimum: 1), .passwordTooLong(maximum: 1), .noRole, .lastAdministrator,
        ]
        #expect(Set(faults.map(\.code)).count == faults.count)
        for fault in faults { #expect(Catalogue.phrase("problem." + fault.code) != nil, "\(fault.code)") }
    }
}
