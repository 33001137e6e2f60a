import Entries
import Readings
import Testing

@testable import Passages

@Suite("Readers that are silent for parcels")
struct ReaderSilenceTests {
    private static func rig(_ state: DeviceChanged.State? = .working) throws -> Rig {
        var rig = try Rig()
        try rig.hello()
        if let state { try note(state, &rig) }
        return rig
    }

    private static func note(_ state: DeviceChanged.State, _ rig: inout Rig) throws {
        let changed = DeviceChanged(device: try Rig.device(Rig.tunnel), state: state, detail: "")
        rig.handle(.record(.deviceChanged(changed), urgent: false, token: nil))
    }

    /// A parcel from the eye to behind its windows; what the reader does meanwhile.
    private static func pass(_ track: UInt32, _ rig: inout Rig, _ reader: (inout Rig) throws -> Void = { _ in }) throws
    {
        rig.run(600)
        try rig.induct(track)
        rig.run(1000)
        try reader(&rig)
        rig.run(1100)
        rig.exit(track, by: 1)
    }

    private static func alarms(_ rig: Rig) -> [AlarmRaised] {
        rig.entries.compactMap { entry in
            if case .alarmRaised(let alarm) = entry.body, alarm.code == .deviceFault { return alarm }
            return nil
        }
    }

    @Test func aReaderThatWorksAndSaysNothingIsAlarmedOnce() throws {
        var rig = try Self.rig()
        for track in 1...UInt32(ReaderSilence.limit - 1) { try Self.pass(track, &rig) }
        #expect(Self.alarms(rig).isEmpty)
        for track in 10...20 as ClosedRange<UInt32> { try Self.pass(track, &rig) }
        #expect(Self.alarms(rig).map(\.device?.name) == [Rig.tunnel])
        #expect(Self.alarms(rig).map(\.detail) == ["silent-for-parcels: 5"])
    }

    @Test func anyWordOfItEndsItsSilence() throws {
        var rig = try Self.rig()
        for track in 1...4 as ClosedRange<UInt32> { try Self.pass(track, &rig) }
        try Self.pass(5, &rig) { try $0.readNothing() }
        for track in 6...9 as ClosedRange<UInt32> { try Self.pass(track, &rig) }
        #expect(Self.alarms(rig).isEmpty)
        // Of no parcel at all, too.
        rig.run(2000)
        try rig.read("EB123456785VN")
        for track in 10...13 as ClosedRange<UInt32> { try Self.pass(track, &rig) }
        #expect(Self.alarms(rig).isEmpty)
        try Self.pass(14, &rig)
        #expect(Self.alarms(rig).count == 1)
    }

    @Test(arguments: [nil, .gone, .faulty] as [DeviceChanged.State?])
    func oneThatIsAwayIsShownAsThatAlready(state: DeviceChanged.State?) throws {
        var rig = try Self.rig(state)
        for track in 1...9 as ClosedRange<UInt32> { try Self.pass(track, &rig) }
        #expect(Self.alarms(rig).isEmpty)
    }

    @Test func whoComesBackBeginsAnew() throws {
        var rig = try Self.rig()
        for track in 1...4 as ClosedRange<UInt32> { try Self.pass(track, &rig) }
        try Self.note(.gone, &rig)
        try Self.note(.working, &rig)
        for track in 5...8 as ClosedRange<UInt32> { try Self.pass(track, &rig) }
        #expect(Self.alarms(rig).isEmpty)
        try Self.pass(9, &rig)
        #expect(Self.alarms(rig).count == 1)
    }
}
