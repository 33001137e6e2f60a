import Entries
import Readings
import Testing

@testable import Gateway

@Suite("What is counted of a device")
struct DeviceHealthTests {
    private let hand: DeviceID
    private let label = Reading.Content.label([65], nil)

    init() throws { hand = try #require(DeviceID("hand")) }

    private func codes(_ entries: [EntryBody]) -> [AlarmCode] {
        entries.compactMap { if case .alarmRaised(let alarm) = $0 { alarm.code } else { nil } }
    }

    private func counted(_ entries: [EntryBody]) -> [DeviceCounted] {
        entries.compactMap { if case .deviceCounted(let counted) = $0 { counted } else { nil } }
    }

    @Test func aDeviceThatComesAndGoesIsAlarmedOnceUntilItRests() {
        var board = DeviceBoard([hand])
        var alarms: [Int64] = []
        func flap(at second: Int64) {
            let came = board.take(.changed(hand, .working, detail: ""), at: Story.stamp(second))
            if codes(came) == [.deviceFlapping] { alarms.append(second) }
            _ = board.take(.changed(hand, .gone, detail: ""), at: Story.stamp(second + 1))
        }
        for turn in 0..<8 { flap(at: Int64(turn) * 20) }
        #expect(alarms == [100] && board.all(at: 160 * Story.second)[0].flaps == 7)
        for turn in 0..<6 { flap(at: 2_000 + Int64(turn) * 20) }
        #expect(alarms == [100, 2_080])
    }

    @Test func whatADeviceSaysItIsIsWrittenWhenItIsNews() throws {
        let old = try #require(DeviceIdentity(model: "SR-1000", firmware: "1.12"))
        let new = try #require(DeviceIdentity(model: "SR-1000", firmware: "1.13"))
        var board = DeviceBoard([hand], identified: [DeviceIdentified(device: hand, identity: old)])
        #expect(board.all(at: 0)[0].identity == old)
        #expect(board.take(.identified(hand, old), at: Story.stamp(1)).isEmpty)
        let entries = board.take(.identified(hand, new), at: Story.stamp(2))
        let written: [DeviceIdentity?] = entries.map {
            if case .deviceIdentified(let identified) = $0 { identified.identity } else { nil }
        }
        #expect(written == [new])
        #expect(board.all(at: 0)[0].identity == new)
        let stranger = try #require(DeviceID("stranger"))
        #expect(board.take(.identified(stranger, new), at: Story.stamp(3)).isEmpty && board.all(at: 0).count == 1)
    }

    @Test func aTroubleThatIsOverIsNoReturn() {
        var board = DeviceBoard([hand])
        for second in Int64(0)..<8 {
            _ = board.take(.changed(hand, .working, detail: ""), at: Story.stamp(2 * second))
            _ = board.take(.changed(hand, .faulty, detail: "reads-lost: 1"), at: Story.stamp(2 * second + 1))
        }
        let shown = board.all(at: 20 * Story.second)[0]
        #expect(shown.reconnects == 0 && shown.flaps == 0 && shown.troubles == 8)
    }

    @Test func aWorseReadRateIsANoticeForMaintenance() throws {
        let past = DeviceCounted(
            device: hand, since_ms: 1, working_s: 0, goodReads: 9_900, noReads: 100, troubles: 0, reconnects: 0,
            pastLooks: 10_000, pastNoReads: 100)
        var board = DeviceBoard([hand], counted: [past])
        var alarms: [AlarmCode] = []
        for look in 0..<100 {
            let content = look % 4 == 0 ? Reading.Content.noRead : label
            alarms += codes(board.count(Reading(device: hand, content: content, stamp: Story.stamp(Int64(look)))))
        }
        #expect(alarms == [.deviceWorse])
        let shown = board.all(at: 100 * Story.second)[0]
        #expect(shown.isWorse && shown.usualNoReads == 0.01 && shown.total.noReads == 125)
    }

    @Test func whatWasCountedGoesOnAfterARestart() throws {
        var board = DeviceBoard([hand])
        _ = board.take(.changed(hand, .working, detail: ""), at: Story.stamp(10))
        _ = board.count(Reading(device: hand, content: label, stamp: Story.stamp(11)))
        _ = board.count(Reading(device: hand, content: .noRead, stamp: Story.stamp(12)))
        _ = board.take(.changed(hand, .gone, detail: ""), at: Story.stamp(20))
        _ = board.take(.changed(hand, .working, detail: ""), at: Story.stamp(20))
        let first = counted(board.counted(at: 70 * Story.second))
        #expect(first.map(\.working_s) == [60] && first.map(\.goodReads) == [1] && first.map(\.noReads) == [1])
        #expect(first.map(\.reconnects) == [1])
        #expect(board.counted(at: 80 * Story.second).isEmpty)
        var later = DeviceBoard([hand], counted: first)
        _ = later.take(.changed(hand, .working, detail: ""), at: Story.stamp(0))
        _ = later.count(Reading(device: hand, content: label, stamp: Story.stamp(5)))
        let second = counted(later.counted(at: 40 * Story.second))
        #expect(
            second.map(\.working_s) == [100] && second.map(\.goodReads) == [2] && second.map(\.since_ms) == [10_000])
        // It came once in each run, and came back in the first alone.
        #expect(second.map(\.reconnects) == [1] && later.all(at: 0)[0].total.reconnects == 1)
    }

    @Test func itIsWrittenEachHourWhereSomethingHappened() {
        var board = DeviceBoard([hand], at: 0)
        _ = board.take(.changed(hand, .working, detail: ""), at: Story.stamp(1))
        #expect(board.tick(at: Story.stamp(3_599)).isEmpty)
        #expect(counted(board.tick(at: Story.stamp(3_600))).count == 1)
        #expect(board.tick(at: Story.stamp(7_300)).isEmpty)
    }

    @Test func aPictureThatCouldNotBeReadIsNoRead() {
        var board = DeviceBoard([hand])
        let failed = Reading(device: hand, content: .failed(Trouble(.pictureDamaged)), stamp: Story.stamp(1))
        _ = board.count(failed)
        #expect(board.all(at: Story.second)[0].recent.noReads == 1 && board.all(at: Story.second)[0].newestGood == nil)
    }
}
