import Entries
import Journal
import Parcels
import Passages
import TestSupport
import Testing

@testable import Gateway

/// What a gateway knows when it starts is what the entries before add up to.
@Suite("The time before the start")
struct PastTests {
    private let sample: SiteSample
    private let story: Story

    init() throws {
        sample = try SiteSample()
        story = try Story()
    }

    private func write(_ entries: [Entry], _ site: SiteConfiguration, _ folder: borrowing DataFolder) throws {
        var ledger = try Past.openLedger(site.id, folder)
        let isDurable = ledger.commit(entries) { _ in Issue.record("nothing here is clear") }
        #expect(isDurable)
    }

    private func past(_ entries: [Entry], at second: Int64 = 20) throws -> Past {
        let site = try sample.read()
        let folder = try DataFolder.open(site.data)
        try write(entries, site, folder)
        return try Past.read(site, folder, Story.stamp(second))
    }

    @Test func aSiteWithoutAPastKnowsNothing() throws {
        let past = try past([])
        #expect(past.books.accounts.isEmpty && past.books.alarms.isEmpty && past.open.isEmpty && past.escapes.isEmpty)
        #expect(past.manifest.items == 0 && past.manifest.newest == nil)
    }

    @Test func peopleAndDocumentsAreAsTheyWere() throws {
        let past = try past(try story.entries())
        #expect(past.books.accounts[story.account]?.password == "a hash")
        #expect(past.books.documents.active(.rules)?.text == "rules: []\n")
        #expect(past.books.documents.active(.lists) == nil)
    }

    /// A parcel that was on the belt is held by the new epoch; what ended is not open.
    @Test func whatWasUnderWayIsStillOpen() throws {
        #expect(try past(try story.entries()).open.map(\.track.number) == [2])
    }

    /// Nobody has looked yet: permits stay forbidden on the line.
    @Test func anEscapeThatNobodyAcknowledgedStillForbidsPermits() throws {
        let past = try past(try story.entries())
        #expect(past.escapes.map(\.line) == [story.line])
        #expect(past.escapes.map(\.alarm) == [11])
        #expect(past.books.alarms.map(\.code) == ["escape", "stray"])
        let acknowledged =
            try story.entries() + [
                Story.entry(13, .alarmAcknowledged(AlarmAcknowledged(alarm: 11, by: story.inspector)))
            ]
        let next = try PastTests().past(acknowledged)
        #expect(next.escapes.isEmpty)
        #expect(next.books.alarms.map(\.code) == ["stray"])
    }

    @Test func eachStartIsAnotherEpoch() throws {
        let site = try sample.read()
        let folder = try DataFolder.open(site.data)
        var epochs: [Epoch] = []
        for _ in 0..<3 {
            var ledger = try Past.openLedger(site.id, folder)
            let head = ledger.head
            epochs.append(head.epoch)
            let entry = Story.entry(head.sequence + 1, .siteAlive(SiteAlive()), epoch: head.epoch)
            let isDurable = ledger.commit([entry]) { _ in }
            #expect(isDurable)
        }
        #expect(epochs[0] < epochs[1] && epochs[1] < epochs[2])
    }

    /// Its entries name the site: a folder of another site is refused.
    @Test func theJournalOfAnotherSiteIsRefused() throws {
        let site = try sample.read()
        let folder = try DataFolder.open(site.data)
        try write(try story.entries(), site, folder)
        let fault = #expect(throws: GatewayError.self) { _ = try Past.openLedger("other", folder) }
        #expect(fault.map { "\($0)".hasPrefix("the journal: ") } == true)
    }
}
