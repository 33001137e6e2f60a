import Parcels
import Readings
import Testing

@testable import Passages

@Suite("Readers that the gateway triggers")
struct TriggerTests {
    /// When the readers were told to look and not to look, as the belt's position in millimetres.
    private static func switches(_ rig: inout Rig, until end: Int64) -> [(at: Int64, isOn: Bool)] {
        var found: [(Int64, Bool)] = []
        while rig.position_mm < end {
            rig.effects = []
            rig.run(5)
            for effect in rig.effects {
                if case .trigger(let device, let isOn) = effect, device.name == Rig.hand {
                    found.append((rig.position_mm, isOn))
                }
            }
        }
        return found
    }

    @Test func aReaderLooksWhileAParcelsWindowIsAtItsStation() throws {
        var rig = try Rig(hasHandScanner: true, isHandTriggered: true)
        try rig.hello()
        try rig.induct(1, length: 300)
        let front = rig.position_mm - 300
        let found = Self.switches(&rig, until: front + 2_500)
        #expect(found.map(\.isOn) == [true, false])
        // The station stands at 1400 mm with 50 mm on both sides; a step of the belt is 5 mm.
        #expect(abs(found[0].at - (front + 1_350)) <= 10 && abs(found[1].at - (front + 300 + 1_450)) <= 10)
    }

    @Test func whereNobodyKnowsTheBeltsPositionNoneLooks() throws {
        var rig = try Rig(hasHandScanner: true, isHandTriggered: true)
        try rig.hello()
        try rig.induct(1, length: 300)
        let front = rig.position_mm - 300
        let found = Self.switches(&rig, until: front + 1_500)
        #expect(found.map(\.isOn) == [true])
        rig.effects = []
        // No telegram says where the belt is any more.
        rig.now += 2_000_000_000
        rig.handle(.tick)
        #expect(rig.effects.contains { if case .trigger(_, isOn: false) = $0 { true } else { false } })
    }

    @Test func aReaderThatTheLineTriggersIsToldNothing() throws {
        var rig = try Rig(hasHandScanner: true)
        try rig.hello()
        try rig.induct(1, length: 300)
        let front = rig.position_mm - 300
        #expect(Self.switches(&rig, until: front + 2_500).isEmpty)
    }
}
