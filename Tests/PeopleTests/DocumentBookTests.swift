import Entries
import People
import Testing
import Words

@Suite("Four eyes")
struct DocumentBookTests {
    private let lan: AccountID
    private let hung: AccountID

    init() throws {
        lan = try #require(AccountID("lan"))
        hung = try #require(AccountID("hung"))
    }

    private func propose(_ kind: DocumentKind, _ number: Int, in book: inout DocumentBook, holding held: Int = 0) {
        book.note(
            .documentProposed(DocumentProposed(document: kind, number: number, text: "v\(number)", hash: "00", by: lan))
        )
        book.note(.documentReplayed(replayed(kind, number, held: held)))
    }

    /// Of a hundred parcels so many are held by the document; the budget is 15.
    private func replayed(_ kind: DocumentKind, _ number: Int, held: Int, error: String? = nil) -> DocumentReplayed {
        DocumentReplayed(
            document: kind, number: number, budget_percent: 15, parcels: 100, heldThen: 0, heldNow: held,
            byDocument: held, newlyHeld: held, newlyFree: 0, erased: 0, from: nil, to: nil,
            versions: Decision.Versions(policy: 1, rules: 1, lists: 1), shares: [], error: error)
    }

    /// Approves as the gateway does: what the book answers is what it then notes.
    private func approve(_ kind: DocumentKind, _ number: Int, by account: AccountID, in book: inout DocumentBook) throws
        -> Bool
    {
        let (approved, activated) = try book.approve(kind, number, by: account)
        book.note(.documentApproved(approved))
        if let activated { book.note(.documentActivated(activated)) }
        return activated != nil
    }

    @Test func twoDifferentPersonsPutADocumentInForce() throws {
        var book = DocumentBook()
        propose(.rules, 1, in: &book)
        #expect(try !approve(.rules, 1, by: lan, in: &book))
        #expect(book.active(.rules) == nil)
        #expect(try approve(.rules, 1, by: hung, in: &book))
        #expect(book.active(.rules)?.number == 1)
        #expect(book.active(.rules)?.approvals == [lan, hung])
        #expect(book[.rules, 1]?.isActive == true)
    }

    @Test func theActivationNamesBothApprovals() throws {
        var book = DocumentBook()
        propose(.policy, 1, in: &book)
        _ = try approve(.policy, 1, by: hung, in: &book)
        let (approved, activated) = try book.approve(.policy, 1, by: lan)
        #expect(approved == DocumentApproved(document: .policy, number: 1, by: lan))
        #expect(activated == DocumentActivated(document: .policy, number: 1, approvals: [hung, lan]))
    }

    @Test func proposingIsNotApproving() throws {
        var book = DocumentBook()
        propose(.rules, 1, in: &book)
        #expect(book[.rules, 1]?.approvals.isEmpty == true)
        #expect(book[.rules, 1]?.by == lan)
    }

    @Test func theSamePersonTwiceIsRefused() throws {
        var book = DocumentBook()
        propose(.rules, 1, in: &book)
        _ = try approve(.rules, 1, by: lan, in: &book)
        #expect(throws: DocumentFault.alreadyApproved) { try book.approve(.rules, 1, by: lan) }
        #expect(book.active(.rules) == nil)
    }

    @Test func anUnknownVersionIsRefused() throws {
        var book = DocumentBook()
        propose(.rules, 1, in: &book)
        #expect(throws: DocumentFault.unknown) { try book.approve(.rules, 2, by: lan) }
        #expect(throws: DocumentFault.unknown) { try book.approve(.policy, 1, by: lan) }
    }

    @Test func aVersionInForceNeedsNoApproval() throws {
        var book = DocumentBook()
        propose(.rules, 1, in: &book)
        _ = try approve(.rules, 1, by: lan, in: &book)
        _ = try approve(.rules, 1, by: hung, in: &book)
        #expect(throws: DocumentFault.alreadyActive) { try book.approve(.rules, 1, by: #require(AccountID("third"))) }
    }

    @Test func anOvertakenVersionStaysBehind() throws {
        var book = DocumentBook()
        propose(.rules, 1, in: &book)
        propose(.rules, 2, in: &book)
        _ = try approve(.rules, 1, by: lan, in: &book)
        _ = try approve(.rules, 2, by: lan, in: &book)
        _ = try approve(.rules, 2, by: hung, in: &book)
        #expect(throws: DocumentFault.overtaken) { try book.approve(.rules, 1, by: hung) }
        #expect(book.active(.rules)?.number == 2)
    }

    @Test func aNewVersionTakesTheOldOnesPlace() throws {
        var book = DocumentBook()
        for number in 1...2 {
            propose(.rules, number, in: &book)
            _ = try approve(.rules, number, by: lan, in: &book)
            _ = try approve(.rules, number, by: hung, in: &book)
        }
        #expect(book.active(.rules)?.number == 2)
        #expect(book[.rules, 1]?.isActive == false && book[.rules, 2]?.isActive == true)
        #expect(book.all.filter(\.isActive).count == 1)
    }

    @Test func kindsAreApprovedEachForItself() throws {
        var book = DocumentBook()
        for kind in DocumentKind.allCases { propose(kind, 1, in: &book) }
        _ = try approve(.rules, 1, by: lan, in: &book)
        #expect(try !approve(.policy, 1, by: hung, in: &book))
        #expect(try approve(.rules, 1, by: hung, in: &book))
        #expect(book.active(.policy) == nil && book.active(.lists) == nil)
    }

    @Test func numbersCountForEachKind() {
        var book = DocumentBook()
        #expect(book.nextNumber(.rules) == 1)
        propose(.rules, 1, in: &book)
        propose(.rules, 2, in: &book)
        #expect(book.nextNumber(.rules) == 3)
        #expect(book.nextNumber(.lists) == 1)
        #expect(book.all.map(\.number) == [1, 2])
    }

    @Test func withoutAReplayNothingIsApproved() throws {
        var book = DocumentBook()
        book.note(
            .documentProposed(DocumentProposed(document: .rules, number: 1, text: "v1", hash: "00", by: lan)))
        #expect(throws: DocumentFault.notReplayed) { try book.approve(.rules, 1, by: hung) }
        book.note(.documentReplayed(replayed(.rules, 1, held: 0)))
        #expect(throws: Never.self) { try book.approve(.rules, 1, by: hung) }
    }

    /// 15 of 100 is the budget; 16 is more, and so is a replay that could not be made.
    @Test func overTheHoldBudgetTheProposerDoesNotCount() throws {
        let third = try #require(AccountID("third"))
        for (held, error) in [(16, nil), (0, "the journal could not be read")] as [(Int, String?)] {
            var book = DocumentBook()
            propose(.rules, 1, in: &book)
            book.note(.documentReplayed(replayed(.rules, 1, held: held, error: error)))
            #expect(try !approve(.rules, 1, by: lan, in: &book))
            #expect(try !approve(.rules, 1, by: hung, in: &book))
            #expect(try approve(.rules, 1, by: third, in: &book))
        }
        var book = DocumentBook()
        propose(.rules, 1, in: &book, holding: 15)
        #expect(try !approve(.rules, 1, by: lan, in: &book))
        #expect(try approve(.rules, 1, by: hung, in: &book))
    }

    @Test func theNewestReplayCounts() throws {
        var book = DocumentBook()
        propose(.rules, 1, in: &book, holding: 90)
        book.note(.documentReplayed(replayed(.rules, 1, held: 1)))
        #expect(try !approve(.rules, 1, by: lan, in: &book))
        #expect(try approve(.rules, 1, by: hung, in: &book))
    }

    @Test func oneStepBackAndNoFurther() throws {
        var book = DocumentBook()
        for number in 1...3 {
            propose(.rules, number, in: &book)
            _ = try approve(.rules, number, by: lan, in: &book)
            _ = try approve(.rules, number, by: hung, in: &book)
        }
        #expect(throws: DocumentFault.nothingBefore) { try book.rollBack(.rules, 2, alarm: 7, by: lan) }
        let rolled = try book.rollBack(.rules, 3, alarm: 7, by: lan)
        #expect(rolled == DocumentReverted(document: .rules, number: 3, to: 2, alarm: 7, by: lan))
        book.note(.documentReverted(rolled))
        #expect(book.active(.rules)?.number == 2)
        #expect(book[.rules, 3]?.isActive == false && book[.rules, 3]?.isRolledBack == true)
        #expect(throws: DocumentFault.nothingBefore) { try book.rollBack(.rules, 2, alarm: 7, by: lan) }
        #expect(throws: DocumentFault.rolledBack) { try book.approve(.rules, 3, by: #require(AccountID("third"))) }
        #expect(book.nextNumber(.rules) == 4)
    }

    @Test func theFirstVersionHasNothingBeforeIt() throws {
        var book = DocumentBook()
        propose(.policy, 1, in: &book)
        _ = try approve(.policy, 1, by: lan, in: &book)
        _ = try approve(.policy, 1, by: hung, in: &book)
        #expect(throws: DocumentFault.nothingBefore) { try book.rollBack(.policy, 1, alarm: 7, by: lan) }
    }

    @Test func everyFaultHasACodeAndAPhraseOfItsOwn() {
        let faults: [DocumentFault] = [
            .unknown, .alreadyApproved, .alreadyActive, .overtaken, .rolledBack, .notReplayed, .nothingBefore,
        ]
        #expect(Set(faults.map(\.code)).count == faults.count)
        for fault in faults { #expect(Catalogue.phrase("problem." + fault.code) != nil, "\(fault.code)") }
    }
}
