import Entries
import Journal
import Parcels
import Readings
import TestSupport
import Testing

@testable import Gateway
@testable import Passages

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

    /// Parcels that passed at these moments (seconds), one after another.
    private func passed(at seconds: [Int64]) throws -> [Entry] {
        var entries: [Entry] = []
        for (place, second) in seconds.enumerated() {
            let first = UInt64(place * 3 + 1)
            let passage = PassageID(epoch: 1, sequence: first)
            let number = try #require(Story.sscc(place))
            let decision = Decision(
                passage: passage, line: story.line, stage: .automatic, outcome: .hold, number: number,
                reasons: [.noRead], held: [], waived: [],
                versions: Decision.Versions(policy: 1, rules: 1, lists: 1), horizon: first, declared: nil)
            let bodies: [EntryBody] = [
                try story.opened(UInt32(place + 1)), .passageDecided(decision),
                .passageEnded(PassageEnded(passage: passage, how: .passed, exit: 2, permit: nil)),
            ]
            for (offset, body) in bodies.enumerated() {
                let stamp = Story.stamp(second)
                entries.append(Entry(epoch: 1, sequence: first + UInt64(offset), stamp: stamp, body: body))
            }
        }
        return entries
    }

    /// How many seconds before the start each of the parcels passed, as the starting gateway sees it; nil for forgotten.
    private func ages(_ seconds: [Int64], startingAt second: Int64, trusted: Bool = true) throws -> [Int64?] {
        let site = try sample.read()
        let folder = try DataFolder.open(site.data)
        try write(try passed(at: seconds), site, folder)
        let now = Stamp(
            utc: second * Story.second, boot: BootID(9), monotonic: 77 * Story.second, trusted: trusted)
        let past = try Past.read(site, folder, now)
        return try seconds.indices.map { place in
            let number = try #require(Story.sscc(place))
            guard case .passed(let at) = past.sightings[number]?.state else { return nil }
            return (now.monotonic - at) / Story.second
        }
    }

    /// The boot is another one: only the wall clock says how long ago. The window is a minute.
    @Test func parcelsThatPassedAreRememberedForTheWindow() throws {
        #expect(try ages([1_000, 69_950, 69_980], startingAt: 70_000) == [nil, 50, 20])
    }

    @Test func byAClockThatIsNotTrustedNobodyIsForgotten() throws {
        #expect(try ages([1_000, 50_000], startingAt: 4_000_000_000, trusted: false) == [0, 0])
    }

    /// The clock once stood in 2099: nobody who passed then is remembered for ever.
    @Test func whoPassedInTheFuturePassedJustNow() throws {
        #expect(try ages([69_950, 4_070_000_000, 69_980], startingAt: 70_000) == [50, 0, 0])
    }

    /// It once stood in 1970: nobody who passed then is forgotten before one who passed ahead of him.
    @Test func whoPassedAfterAnotherIsNotForgottenBeforeHim() throws {
        #expect(try ages([69_950, 10, 69_980], startingAt: 70_000) == [50, 50, 20])
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
