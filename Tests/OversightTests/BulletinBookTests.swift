import Entries
import Oversight
import Testing
import Words

/// Which bulletin follows which, and which one did not come.
@Suite("The book of bulletins")
struct BulletinBookTests {
    private func taken(
        _ serial: UInt64, _ hash: String? = nil, until: Int64 = 100, complete: Bool = false, issuer: String = "police"
    ) -> EntryBody {
        .bulletinTaken(
            BulletinTaken(
                issuer: issuer, serial: serial, issued: 1, validUntil: until, isComplete: complete, lists: 1,
                hash: hash ?? "\(issuer) \(serial)", key: "K", file: "f", by: nil))
    }

    private func book(_ serials: [UInt64], first: UInt64? = nil) -> BulletinBook {
        var book = BulletinBook(first: first.map { ["police": $0] } ?? [:])
        for serial in serials { book.note(taken(serial)) }
        return book
    }

    private func fault(_ book: BulletinBook, _ serial: UInt64, _ hash: String = "new", complete: Bool = false)
        -> BulletinFault?
    {
        do throws(BulletinFault) {
            try book.check("police", serial: serial, hash: hash, isComplete: complete)
            return nil
        } catch { return error }
    }

    @Test func withoutAnyThereIsNone() {
        #expect(book([]).state(of: "police", at: 0) == .none)
        #expect(book([4]).state(of: "customs", at: 0) == .none)
    }

    @Test func inOrderAllIsWell() {
        #expect(book([4, 5, 6]).state(of: "police", at: 99) == .current)
        #expect(book([4]).count == 1)
    }

    @Test func oneLeftOutIsAGapUntilItComes() {
        var book = book([4, 6])
        #expect(book.state(of: "police", at: 99) == .gap)
        #expect(book["police"].missing == [5])
        #expect(fault(book, 5) == nil)
        book.note(taken(5))
        #expect(book.state(of: "police", at: 99) == .current)
        #expect(book["police"].newest?.serial == 6 && book["police"].inOrder.map(\.serial) == [4, 5, 6])
    }

    @Test func anOldOneIsNotTakenAgain() {
        let book = book([4, 5])
        #expect(fault(book, 5, "police 5") == .repeated(serial: 5))
        #expect(fault(book, 4, "police 4") == .repeated(serial: 4))
        #expect(fault(book, 5) == .old(serial: 5, newest: 5))
        #expect(fault(book, 3) == .old(serial: 3, newest: 5))
        #expect(fault(book, 6) == nil)
        #expect(book.has("police 4") && !book.has("new"))
    }

    /// A list that is frozen is overdue; a clock that cannot be trusted makes nothing overdue.
    @Test func whatIsOverdueIsStale() {
        let book = book([4])
        #expect(book.state(of: "police", at: 100) == .stale)
        #expect(book.state(of: "police", at: nil) == .current)
    }

    @Test func theFirstSerialIsTheSitesIfItSaysOne() {
        #expect(fault(book([], first: 10), 9) == .old(serial: 9, newest: 9))
        #expect(fault(book([], first: 10), 10) == nil)
        #expect(book([12], first: 10)["police"].missing == [10, 11])
    }

    @Test func aCompleteOneClosesTheGapAndEndsWhatWasBefore() {
        var book = book([4, 6])
        book.note(taken(8, complete: true))
        #expect(book.state(of: "police", at: 99) == .current)
        #expect(book["police"].inOrder.map(\.serial) == [8])
        #expect(fault(book, 5) == .old(serial: 5, newest: 8))
        #expect(fault(book, 6, "police 6") == .repeated(serial: 6))
    }

    /// A complete one that fills a gap leaves what came after it.
    @Test func aCompleteOneInAGapKeepsTheLaterOnes() {
        var book = book([4, 6, 8])
        book.note(taken(5, complete: true))
        #expect(book["police"].inOrder.map(\.serial) == [5, 6, 8])
        #expect(book["police"].missing == [7])
    }

    @Test func aGapIsBounded() {
        let book = book([1])
        #expect(fault(book, 1 + BulletinBook.gapLimit) == nil)
        #expect(fault(book, 2 + BulletinBook.gapLimit) == .tooFar(serial: 2 + BulletinBook.gapLimit, newest: 1))
        #expect(fault(book, .max, complete: true) == nil)
    }

    @Test func tooManyNeedACompleteOne() {
        let book = book((1...UInt64(BulletinBook.countLimit)).map { $0 })
        let next = UInt64(BulletinBook.countLimit) + 1
        #expect(fault(book, next) == .tooMany(limit: BulletinBook.countLimit))
        #expect(fault(book, next, complete: true) == nil)
    }

    @Test func issuersCountEachForItself() {
        var book = book([4])
        book.note(taken(9, issuer: "customs"))
        #expect(book.state(of: "police", at: 0) == .current && book.state(of: "customs", at: 0) == .current)
        #expect(book["customs"].newest?.serial == 9)
    }

    @Test func everyFaultHasAPhrase() {
        for fault in [
            .repeated(serial: 1), .old(serial: 1, newest: 2), .tooFar(serial: 9, newest: 2), .tooMany(limit: 3),
        ] as [BulletinFault] {
            #expect(Catalogue.phrase("problem." + fault.code) != nil && !fault.detail.isEmpty, "\(fault)")
        }
    }
}
