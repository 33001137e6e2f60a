import Devices
import Entries
import Readings
import Testing

@testable import Gateway

@Suite("The devices as the console shows them")
struct DeviceBoardTests {
    private let hand: DeviceID
    private var board: DeviceBoard

    init() throws {
        hand = try #require(DeviceID("hand"))
        board = DeviceBoard([hand, try #require(DeviceID("tunnel"))])
    }

    private func kinds(_ entries: [EntryBody]) -> [EntryKind] { entries.map(\.kind) }

    @Test mutating func onlyWhatIsThereAndHasASoundIsMadeToSound() throws {
        let tunnel = try #require(DeviceID("tunnel"))
        var board = DeviceBoard([hand, tunnel], audible: [hand])
        #expect(board.all(at: 0).map(\.canSound) == [true, false])
        #expect(board.silence(hand) == "device-away")
        _ = board.take(.changed(hand, .working, detail: ""), at: Story.stamp(1))
        _ = board.take(.changed(tunnel, .working, detail: ""), at: Story.stamp(1))
        #expect(board.silence(hand) == nil)
        #expect(board.silence(tunnel) == "device-silent")
        #expect(board.silence(try #require(DeviceID("other"))) == "unknown-device")
        _ = board.take(.changed(hand, .gone, detail: ""), at: Story.stamp(1))
        #expect(board.silence(hand) == "device-away")
    }

    /// It is told as an alarm, and goes on working: only what it sees has become worse.
    @Test mutating func aCameraOutOfItsBaselineIsAnAlarmAndNoFailure() throws {
        _ = board.take(.changed(hand, .working, detail: ""), at: Story.stamp(1))
        let trouble = Trouble(.cameraFocusFell, "170 → 260")
        let told = board.take(.outOfBaseline(hand, trouble), at: Story.stamp(2))
        guard case .alarmRaised(let alarm)? = told.first, told.count == 1 else {
            return #expect(Bool(false), "an alarm")
        }
        #expect(alarm.code == .deviceFault && alarm.device == hand && alarm.detail == "camera-focus-fell: 170 → 260")
        let shown = try #require(board.all(at: 0).first)
        #expect(shown.state == "working" && shown.detail == trouble.description)
        // Another trouble's end is not this one's.
        #expect(board.take(.backInBaseline(hand, .cameraTooDark), at: Story.stamp(3)).isEmpty)
        #expect(board.all(at: 0).first?.detail == trouble.description)
        // A second trouble, and the first one's end: what is left is shown, also when the camera has been away.
        let second = Trouble(.cameraMoved, "0 → 3")
        _ = board.take(.outOfBaseline(hand, second), at: Story.stamp(4))
        #expect(board.all(at: 0).first?.detail == second.description)
        _ = board.take(.backInBaseline(hand, .cameraMoved), at: Story.stamp(5))
        #expect(board.all(at: 0).first?.detail == trouble.description)
        _ = board.take(.changed(hand, .gone, detail: ""), at: Story.stamp(6))
        #expect(board.all(at: 0).first?.detail == "")
        _ = board.take(.changed(hand, .working, detail: ""), at: Story.stamp(7))
        #expect(board.all(at: 0).first?.detail == trouble.description)
        #expect(board.take(.backInBaseline(hand, .cameraFocusFell), at: Story.stamp(8)).isEmpty)
        #expect(board.all(at: 0).first?.detail == "")
    }

    @Test func everyDeviceOfTheSiteIsShownFromTheStart() {
        #expect(board.all(at: 0).map(\.id) == ["hand", "tunnel"])
        #expect(board.all(at: 0).map(\.state) == ["gone", "gone"])
    }

    @Test mutating func aChangeIsAnEntryOnce() {
        let first = board.take(.changed(hand, .working, detail: "1-1"), at: Story.stamp(1))
        #expect(kinds(first) == [.deviceChanged])
        #expect(board.all(at: 0)[0].state == "working" && board.all(at: 0)[0].detail == "1-1")
        let again = board.take(.changed(hand, .working, detail: "1-1"), at: Story.stamp(1))
        #expect(again.isEmpty)
        let elsewhere = board.take(.changed(hand, .working, detail: "1-2"), at: Story.stamp(1))
        #expect(kinds(elsewhere) == [.deviceChanged])
    }

    @Test mutating func aFaultIsAnAlarm() {
        let entries = board.take(.changed(hand, .faulty, detail: "stall"), at: Story.stamp(1))
        #expect(kinds(entries) == [.deviceChanged, .alarmRaised])
        let gone = board.take(.changed(hand, .gone, detail: ""), at: Story.stamp(1))
        #expect(kinds(gone) == [.deviceChanged])
    }

    @Test mutating func whoSpeaksAsAnotherIsAlarmed() {
        let entries = board.take(.peerRefused(hand, Trouble(.peerRefused, "10.0.0.9")), at: Story.stamp(1))
        guard case .alarmRaised(let alarm)? = entries.first else { return #expect(Bool(false), "no alarm") }
        #expect(alarm.code == .peerRefused && alarm.device == hand && alarm.detail == "peer-refused: 10.0.0.9")
        #expect(board.all(at: 0)[0].state == "gone")
    }

    @Test mutating func readingsAreCountedByDevice() {
        for second in 1...3 {
            _ = board.count(Reading(device: hand, content: .noRead, stamp: Story.stamp(Int64(second))))
        }
        #expect(board.all(at: 0).map(\.readings) == [3, 0])
        #expect(board.all(at: 0)[0].newest == 3 * Story.second && board.all(at: 0)[1].newest == nil)
    }

    @Test mutating func droppedReadingsAreWrittenDownAndShown() {
        let entries = board.take(.dropped(hand, count: 7), at: Story.stamp(1))
        guard case .loadRefused(let refused)? = entries.first else { return #expect(Bool(false), "no entry") }
        #expect(refused.count == 7 && refused.queue == "device hand")
        #expect(board.all(at: 0)[0].detail == "readings-dropped: 7")
    }

    @Test mutating func aStrangerIsShownAndAlarmed() {
        let entries = board.take(.refused(port: "1-1.2", Trouble(.notOnList, "046d:c31c · 1-1.2")), at: Story.stamp(1))
        #expect(kinds(entries) == [.deviceChanged, .alarmRaised])
        #expect(alarm(entries) == .deviceRefused)
        #expect(board.all(at: 0).last?.id == "usb.1-1.2" && board.all(at: 0).last?.state == "refused")
        #expect(board.all(at: 0).last?.detail == "not-on-list: 046d:c31c · 1-1.2")
    }

    private func alarm(_ entries: [EntryBody]) -> AlarmCode? {
        guard case .alarmRaised(let alarm)? = entries.last else { return nil }
        return alarm.code
    }

    /// A device of the site that behaves as none of its kind is refused as itself, and its alarm is one of its own.
    @Test mutating func aSuspiciousDeviceOfTheSiteIsRefusedAndAlarmed() {
        _ = board.take(.changed(hand, .working, detail: "1-1"), at: Story.stamp(1))
        let entries = board.take(.suspicious(hand, port: "1-1", Trouble(.interfacesChanged, "x")), at: Story.stamp(1))
        #expect(kinds(entries) == [.deviceChanged, .alarmRaised])
        guard case .deviceChanged(let change)? = entries.first else { return #expect(Bool(false), "no change") }
        #expect(change.device == hand && change.state == .refused && change.detail == "interfaces-changed: x")
        #expect(alarm(entries) == .deviceSuspicious)
        let shown = board.all(at: 0)
        #expect(shown.count == 2 && shown[0].state == "refused" && shown[0].troubles == 1)
        _ = board.take(.changed(hand, .gone, detail: ""), at: Story.stamp(1))
        #expect(board.all(at: 0)[0].state == "gone")
    }

    @Test mutating func aSuspiciousStrangerIsShownByItsPortWhileItIsThere() throws {
        let port = try #require(DeviceID("usb.1-9"))
        let entries = board.take(.suspicious(nil, port: "1-9", Trouble(.interfacesNotAllowed, "x")), at: Story.stamp(1))
        #expect(alarm(entries) == .deviceSuspicious)
        #expect(board.all(at: 0).map(\.id) == ["hand", "tunnel", "usb.1-9"])
        let gone = board.take(.changed(port, .gone, detail: ""), at: Story.stamp(1))
        #expect(kinds(gone) == [.deviceChanged])
        #expect(board.all(at: 0).map(\.id) == ["hand", "tunnel"])
    }

    /// Whatever is plugged in, the page keeps its length; each is written down all the same.
    @Test mutating func strangersAreShownUpToALimit() {
        for place in 0..<(DeviceBoard.refusedLimit * 2) {
            let entries = board.take(.refused(port: "1-\(place)", Trouble(.notOnList)), at: Story.stamp(1))
            #expect(entries.count == 2)
        }
        #expect(board.all(at: 0).count == 2 + DeviceBoard.refusedLimit)
        let again = board.take(.refused(port: "1-0", Trouble(.notOnList)), at: Story.stamp(1))
        #expect(again.count == 2 && board.all(at: 0).count == 2 + DeviceBoard.refusedLimit)
    }

    /// It is no port that this system gives.
    @Test(arguments: ["", "1/2", "1-1 ", String(repeating: "1", count: 40)])
    mutating func aPortThatIsNoneIsNoName(port: String) {
        let entries = board.take(.refused(port: port, Trouble(.notOnList)), at: Story.stamp(1))
        #expect(entries.isEmpty == (port != ""))
        #expect(board.all(at: 0).count == (port == "" ? 3 : 2))
    }

    @Test mutating func comingBackIsCountedAndComingIsNot() {
        _ = board.take(.changed(hand, .working, detail: ""), at: Story.stamp(1))
        #expect(board.all(at: 0)[0].reconnects == 0)
        _ = board.take(.changed(hand, .working, detail: "other port"), at: Story.stamp(1))
        _ = board.take(.changed(hand, .faulty, detail: "stall"), at: Story.stamp(1))
        _ = board.take(.changed(hand, .gone, detail: ""), at: Story.stamp(1))
        _ = board.take(.changed(hand, .working, detail: ""), at: Story.stamp(1))
        _ = board.take(.dropped(hand, count: 2), at: Story.stamp(1))
        let shown = board.all(at: 0)[0]
        #expect(shown.reconnects == 1 && shown.troubles == 2)
    }

    @Test mutating func theLatestQuarterOfAnHourIsCounted() {
        func look(_ second: Int64, _ content: Reading.Content) {
            _ = board.count(Reading(device: hand, content: content, stamp: Story.stamp(second)))
        }
        look(0, .noRead)
        look(30, .label([65], nil))
        look(14 * 60 + 59, .noRead)
        let then = board.all(at: (14 * 60 + 59) * Story.second)[0].recent
        #expect(then.looks == 3 && then.noReads == 2)
        let later = board.all(at: 15 * 60 * Story.second)[0].recent
        #expect(later.looks == 1 && later.noReads == 1)
        let muchLater = board.all(at: 3600 * Story.second)[0].recent
        #expect(muchLater.looks == 0 && muchLater.noReads == 0)
        look(3600, .label([65], nil))
        #expect(board.all(at: 3600 * Story.second)[0].recent.looks == 1)
    }
}
