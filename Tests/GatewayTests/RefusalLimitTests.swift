import Devices
import Entries
import Readings
import Testing

@testable import Gateway

@Suite("What is refused again and again")
struct RefusalLimitTests {
    private let hand: DeviceID
    private let stranger: DeviceID
    private var board: DeviceBoard

    init() throws {
        hand = try #require(DeviceID("hand"))
        stranger = try #require(DeviceID("usb.1-6"))
        board = DeviceBoard([hand])
    }

    private func alarms(_ entries: [EntryBody]) -> [AlarmCode] {
        entries.compactMap { if case .alarmRaised(let alarm) = $0 { alarm.code } else { nil } }
    }

    private func states(_ entries: [EntryBody]) -> [DeviceChanged.State] {
        entries.compactMap { if case .deviceChanged(let change) = $0 { change.state } else { nil } }
    }

    private func unwritten(_ entries: [EntryBody]) -> [LoadRefused] {
        entries.compactMap { if case .loadRefused(let refused) = $0 { refused } else { nil } }
    }

    /// It is plugged in and out again.
    private mutating func plug(at second: Int64) -> [EntryBody] {
        board.take(.refused(port: "1-6", Trouble(.notOnList, "x")), at: Story.stamp(second))
            + board.take(.changed(stranger, .gone, detail: ""), at: Story.stamp(second))
    }

    @Test mutating func aRefusedDeviceThatComesAndGoesIsWrittenNowAndThen() {
        var entries: [EntryBody] = []
        for second in Int64(0)..<600 { entries += plug(at: second) }
        #expect(alarms(entries) == Array(repeating: .deviceRefused, count: 5) + [.deviceFlapping])
        #expect(states(entries) == [.refused, .gone].repeated(5) && entries.count == 16)
        // It goes on, and never again without being told of for long.
        let later = (Int64(600)..<1_800).flatMap { plug(at: $0) }
        #expect(alarms(later) == [.deviceRefused, .deviceRefused] && later.count == 8)
        #expect(unwritten(later).map(\.count) == [599, 599])
        #expect(unwritten(later).allSatisfy { $0.queue == "refusals of usb.1-6" })
        // What is left is told each hour, and at the end.
        #expect(unwritten(board.tick(at: Story.stamp(3_600))).map(\.count) == [595])
        #expect(board.counted(at: 3_700 * Story.second).isEmpty)
    }

    @Test mutating func whatIsShownIsRightAllTheWhile() {
        for second in Int64(0)..<20 { _ = plug(at: second) }
        #expect(board.all(at: 0).map(\.id) == ["hand"])
        #expect(board.take(.refused(port: "1-6", Trouble(.notOnList, "y")), at: Story.stamp(21)).isEmpty)
        #expect(board.all(at: 0).last?.state == "refused" && board.all(at: 0).last?.detail == "not-on-list: y")
    }

    @Test mutating func afterARestEachIsWrittenAgain() {
        for second in Int64(0)..<20 { _ = plug(at: second) }
        let entries = plug(at: 619) + plug(at: 620)
        #expect(alarms(entries) == [.deviceRefused, .deviceRefused] && states(entries).count == 4)
        #expect(unwritten(entries).map(\.count) == [15])
    }

    /// The lines judge a reader's silence by what was written last.
    @Test mutating func aScannerThatWorksNoMoreIsWrittenInAnyCase() {
        func cycle(_ second: Int64) -> [EntryBody] {
            board.take(.changed(hand, .working, detail: ""), at: Story.stamp(second))
                + board.take(.suspicious(hand, port: "1-1", Trouble(.typesLikePerson)), at: Story.stamp(second))
                + board.take(.changed(hand, .gone, detail: ""), at: Story.stamp(second))
        }
        for second in Int64(0)..<10 {
            #expect(states(cycle(second)) == [.working, .refused, .gone])
        }
        #expect(alarms(cycle(11)).isEmpty)
        // What shows another face after that works again, and is written as well.
        _ = board.take(.suspicious(hand, port: "1-1", Trouble(.interfacesChanged)), at: Story.stamp(12))
        let back = board.take(.changed(hand, .working, detail: ""), at: Story.stamp(13))
        #expect(states(back) == [.working])
        #expect(states(board.take(.changed(hand, .gone, detail: ""), at: Story.stamp(14))) == [.gone])
    }

    /// One more trouble of a device whose refusal stands written does not keep its leaving back.
    @Test mutating func theEndOfAWrittenRefusalIsWritten() {
        func refuse(_ second: Int64) -> [EntryBody] {
            board.take(.suspicious(hand, port: "1-1", Trouble(.hiddenKeyboard)), at: Story.stamp(second))
        }
        for second in Int64(0)..<10 { _ = refuse(second) }
        #expect(refuse(10).isEmpty)
        #expect(states(board.take(.changed(hand, .gone, detail: ""), at: Story.stamp(11))) == [.gone])
    }

    @Test mutating func whoConnectsOnAndOnIsAlarmedNowAndThen() {
        func knock(_ host: String, _ second: Int64) -> [EntryBody] {
            board.take(.peerRefused(hand, Trouble(.peerRefused, host)), at: Story.stamp(second))
        }
        let entries = (Int64(0)..<40).flatMap { knock("10.0.0.9", $0 * 60) }
        #expect(alarms(entries) == Array(repeating: .peerRefused, count: 8))
        #expect(unwritten(entries).map(\.count) == [9, 9, 9])
        // Another one is told of at once.
        #expect(alarms(knock("10.0.0.10", 2_400)) == [.peerRefused])
    }

    @Test mutating func strangersBeyondNumberAreLimitedTogether() {
        var written = 0
        for port in 1...1_000 {
            written += alarms(board.take(.refused(port: "1-\(port)", Trouble(.notOnList)), at: Story.stamp(1))).count
        }
        #expect(written == RefusalLimit.nameLimit + RefusalLimit.count + 1)
        let told = unwritten(board.tick(at: Story.stamp(3_600)))
        #expect(told.map(\.queue) == ["refusals of others"])
        #expect(told.map(\.count) == [1_000 - RefusalLimit.nameLimit - RefusalLimit.count])
        // Once those have rested there is room again.
        let later = board.take(.refused(port: "2-1", Trouble(.notOnList)), at: Story.stamp(3_700))
        #expect(alarms(later) == [.deviceRefused])
    }
}

extension Array {
    fileprivate func repeated(_ times: Int) -> [Element] { (0..<times).flatMap { _ in self } }
}
