import Console
import Entries
import Inspection
import Parcels
import Testing

@testable import Gateway

@Suite("The books that commands are checked against")
struct BooksTests {
    private let story: Story

    init() throws { story = try Story() }

    private func books(_ entries: [Entry]) -> Books {
        var books = Books()
        for entry in entries { books.note(entry) }
        return books
    }

    private func refusal(_ books: Books, _ command: Command) -> String? {
        guard case .outcome(.refused(let code, _)) = books.answer(command) else { return nil }
        return code
    }

    @Test func anAlarmStandsUntilItIsAcknowledged() throws {
        var books = books(try story.entries())
        #expect(books.alarms.map(\.sequence) == [11, 12])
        #expect(refusal(books, .acknowledge(alarm: 13, by: story.inspector)) == "unknown-alarm")
        guard case .record(let bodies, _) = books.answer(.acknowledge(alarm: 11, by: story.inspector)) else {
            return #expect(Bool(false), "not recorded")
        }
        for body in bodies { books.note(body, epoch: 1, sequence: 13, at: 0) }
        #expect(books.alarms.map(\.sequence) == [12])
        #expect(refusal(books, .acknowledge(alarm: 11, by: story.inspector)) == "unknown-alarm")
    }

    /// However many others come, an escape is not pushed out of sight.
    @Test func escapesStayAmongManyAlarms() throws {
        var books = Books()
        books.note(Story.entry(1, story.escape()))
        for sequence in 2...UInt64(Books.alarmLimit * 3) {
            books.note(Story.entry(sequence, .alarmRaised(AlarmRaised(.stray, line: story.line))))
        }
        #expect(books.alarms.count == Books.alarmLimit)
        #expect(books.alarms.first?.code == "escape")
        #expect(books.alarms.last?.sequence == UInt64(Books.alarmLimit * 3))
    }

    @Test func aSecondPersonBringsADocumentIntoForce() throws {
        let other = try #require(AccountID("lan"))
        let proposal = Story.entry(
            1,
            .documentProposed(
                DocumentProposed(document: .rules, number: 1, text: "rules: []", hash: "00", by: story.inspector)))
        var books = books([proposal, Story.entry(2, .documentReplayed(story.replayed(1)))])
        guard
            case .record(let first, .approved(isActive: false)?) = books.answer(
                .approve(.rules, number: 1, by: story.inspector))
        else { return #expect(Bool(false), "the first approval") }
        for body in first { books.note(body, epoch: 1, sequence: 2, at: 0) }
        #expect(refusal(books, .approve(.rules, number: 1, by: story.inspector)) != nil)
        guard
            case .record(let second, .approved(isActive: true)?) = books.answer(
                .approve(.rules, number: 1, by: other))
        else { return #expect(Bool(false), "the second approval") }
        for body in second { books.note(body, epoch: 1, sequence: 3, at: 0) }
        #expect(books.documents.active(.rules)?.number == 1)
    }

    /// Versions 1 and 2 of the rules in force one after the other.
    private func twoVersions() throws -> Books {
        let other = try #require(AccountID("lan"))
        var books = Books()
        for number in 1...2 {
            let bodies: [EntryBody] = [
                .documentProposed(
                    DocumentProposed(document: .rules, number: number, text: "rules: []", hash: "", by: other)),
                .documentReplayed(story.replayed(number)),
                .documentActivated(
                    DocumentActivated(document: .rules, number: number, approvals: [story.inspector, other])),
            ]
            for body in bodies { books.note(body, epoch: 1, sequence: UInt64(number), at: 0) }
        }
        return books
    }

    private func note(_ decision: Decision, _ count: Int, in books: inout Books) {
        for _ in 0..<count { books.note(.passageDecided(decision), epoch: 1, sequence: 3, at: 0) }
    }

    /// Everything that version 2 decides is held: at the fortieth parcel there is an alarm, and one person goes back.
    @Test func aBreachOfTheHoldBudgetIsAlarmedOnceAndRolledBackByOnePerson() throws {
        var books = try twoVersions()
        let decision = try story.decision(rules: 2, reasons: [.ruleFailed(RuleReference(id: "x", version: 1), why: "")])
        note(decision, 39, in: &books)
        #expect(books.takeBreaches().isEmpty)
        note(decision, 100, in: &books)
        let alarms = books.takeBreaches()
        guard alarms.count == 1, case .alarmRaised(let alarm) = alarms[0] else {
            return #expect(Bool(false), "\(alarms)")
        }
        #expect(alarm == AlarmRaised(.holdBudget, detail: "rules 2 40 40 15"))
        #expect(books.takeBreaches().isEmpty)
        books.note(alarms[0], epoch: 1, sequence: 50, at: 0)
        #expect(refusal(books, .rollBack(alarm: 51, by: story.inspector)) == "unknown-alarm")
        guard case .record(let bodies, _) = books.answer(.rollBack(alarm: 50, by: story.inspector)) else {
            return #expect(Bool(false), "not recorded")
        }
        for body in bodies { books.note(body, epoch: 1, sequence: 51, at: 0) }
        #expect(books.documents.active(.rules)?.number == 1)
        #expect(books.alarms.isEmpty)
        #expect(refusal(books, .rollBack(alarm: 50, by: story.inspector)) == "unknown-alarm")
    }

    /// No other alarm lets one person change what is in force.
    @Test func onlyABreachIsRolledBack() throws {
        var books = try twoVersions()
        books.note(story.escape(detail: "rules 2 40 40 15"), epoch: 1, sequence: 50, at: 0)
        #expect(refusal(books, .rollBack(alarm: 50, by: story.inspector)) == "unknown-alarm")
        #expect(books.documents.active(.rules)?.number == 2)
    }

    @Test func aProposalHasTheNextNumber() throws {
        let books = books(try story.entries())
        guard
            case .record(let bodies, .proposed(.rules, let number)?) = books.answer(
                .propose(.rules, text: "rules: []", hash: "01", by: story.inspector))
        else { return #expect(Bool(false), "not recorded") }
        #expect(number == 2 && bodies.count == 1)
    }

    @Test func aStepOnAHoldThatIsNotThereIsRefused() throws {
        let request = StepRequest(
            hold: HoldID(epoch: 1, sequence: 99), step: .received, by: story.inspector, number: nil, finding: nil,
            note: nil)
        #expect(refusal(books(try story.entries()), .step(request)) != nil)
    }

    /// The site must keep somebody who can make accounts.
    @Test func theLastAdministratorStays() throws {
        let change = AccountChanged(
            account: story.account, roles: [.administrator], active: false, by: story.account, password: nil)
        #expect(refusal(books(try story.entries()), .change(change, by: story.account)) != nil)
    }
}
