import Entries
import Foundation
import Parcels
import Readings
import Testing

@testable import Console

/// What everybody who watches a line is sent, ten times a second and unlogged.
@Suite("The live state")
struct LiveStateTests {
    private func json(_ state: LiveState) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(state.encoded(seesHolds: true))) as? [String: Any])
    }

    private func first(_ name: String, _ json: [String: Any]) throws -> [String: Any] {
        try #require((json[name] as? [[String: Any]])?.first)
    }

    /// A field more must be thought about: names, telephone numbers and addresses are shown elsewhere, and each look is logged.
    @Test func itHasTheseFieldsAndNoOthers() throws {
        var state = LiveState.sample
        state.scan = LiveState.TableScan(serial: 1, device: "table", number: "EB123456785VN", hold: "H1")
        state.manifestLimit_min = 60
        state.lines[0].stopped = "operator"
        state.lines[0].laneFree = 3
        state.lines[0].runsOnUntil = 1
        state.halts = [
            LiveState.Halt(
                sequence: 7, lines: ["L1"], hold: "H1", passage: "1-2", by: "lan", at: 1_000_000, isInLane: true)
        ]
        state.orders = [
            LiveState.Order(
                sequence: 8, order: "return-to-work", line: "L1", halt: 7, hold: "H1", minutes: 5, by: "lan",
                at: 1_000_000)
        ]
        state.lines[0].balance = LineBalanced(
            line: try #require(LineID("L1")), inducted: 9, passed: 1, inspected: 2, recirculated: 1, removed: 1,
            escaped: 0, underWay: 3, missing: 1, strays: 0)
        state.devices[0].identity = DeviceIdentity(
            maker: "M", model: "X", serial: "1", firmware: "2", release: 0x0110)
        state.alarms[0].passage = "1-2"
        state.alarms[0].device = "hand"
        state.alarms[0].hold = "H1"
        let whole = try json(state)
        #expect(
            Set(whole.keys) == [
                "now_ms", "epoch", "sequence", "committed", "journalIsWell", "openHolds", "tables", "holdsChanged",
                "manifestItems",
                "manifestNewest_ms", "manifestLimit_min", "lines", "devices", "alarms", "scan", "halts", "orders",
            ])
        let line = try first("lines", whole)
        #expect(
            Set(line.keys) == [
                "id", "isConnected", "isMoving", "speed_mm_s", "stopped", "laneFree", "laneFull", "missing", "passages",
                "balance", "induction", "inductionWhy", "runsOnUntil_ms",
            ])
        #expect(
            Set(try first("passages", line).keys) == [
                "id", "track", "front_mm", "length_mm", "state", "number", "hold",
            ])
        #expect(
            Set(try first("devices", whole).keys) == [
                "id", "state", "detail", "readings", "newest_ms", "recentReadings", "recentNoReads", "troubles",
                "reconnects", "flaps", "isWorse", "canSound", "total", "identity",
            ])
        #expect(
            try first("devices", whole)["identity"] as? [String: String] == [
                "maker": "M", "model": "X", "serial": "1", "firmware": "2", "release": "1.10",
            ])
        #expect(
            Set(try first("halts", whole).keys) == [
                "sequence", "lines", "hold", "passage", "by", "at_ms", "isInLane",
            ])
        #expect(
            Set(try first("orders", whole).keys) == [
                "sequence", "order", "line", "halt", "hold", "minutes", "by", "at_ms",
            ])
        #expect(
            Set(try first("alarms", whole).keys) == [
                "sequence", "code", "line", "passage", "device", "hold", "detail", "at_ms",
            ])
        #expect(Set(try #require(whole["scan"] as? [String: Any]).keys) == ["serial", "device", "number", "hold"])
    }

    @Test func valuesAreAsTheyAreInWholeUnits() throws {
        let whole = try json(.sample)
        #expect(whole["now_ms"] as? Int == 5_000 && whole["epoch"] as? Int == 3 && whole["sequence"] as? Int == 12)
        #expect(whole["committed"] as? Int == 11 && whole["journalIsWell"] as? Bool == true)
        #expect(whole["manifestNewest_ms"] as? Int == 1)
        let line = try first("lines", whole)
        #expect(line["speed_mm_s"] as? Int == 900 && line["isMoving"] as? Bool == true)
        let passage = try first("passages", line)
        #expect(passage["front_mm"] as? Int == 1234 && passage["state"] as? String == "held")
        #expect(passage["number"] as? String == "EB123456785VN" && passage["hold"] as? String == "H1")
    }

    @Test func whatIsNotKnownIsLeftOut() throws {
        var state = LiveState.sample
        state.manifestNewest = nil
        state.lines[0].passages[0].number = nil
        state.lines[0].passages[0].hold = nil
        state.devices[0].newest = nil
        let whole = try json(state)
        #expect(whole["scan"] == nil && whole["manifestNewest_ms"] == nil)
        let line = try first("lines", whole)
        #expect(line["balance"] == nil && line["laneFree"] == nil && line["stopped"] == nil)
        let passage = try first("passages", line)
        #expect(passage["number"] == nil && passage["hold"] == nil)
        #expect(try first("devices", whole)["newest_ms"] == nil)
    }

    /// A device's own words come into it: they must stay one line of the stream.
    @Test func anyTextStaysOneLine() throws {
        var state = LiveState.sample
        let text = "a\"\\\n\r\u{0}\u{2028}event: live\ndata: {}"
        state.devices[0].detail = text
        state.alarms[0].detail = text
        #expect(!state.encoded(seesHolds: true).contains { $0 < 0x20 })
        #expect(try first("devices", try json(state))["detail"] as? String == text)
    }

    // MARK: What is shown at once

    @Test func theSameIsNoChange() {
        var later = LiveState.sample
        later.now += 100
        later.sequence += 1
        later.committed += 1
        later.lines[0].speed_mm_s = 901
        #expect(!later.differs(from: .sample))
    }

    private static let changes: [(String, @Sendable (inout LiveState) -> Void)] = [
        ("open holds", { $0.openHolds += 1 }),
        ("a changed hold", { $0.holdsChanged += 1 }),
        ("a new alarm", { $0.alarms.append($0.alarms[0]) }),
        ("an acknowledged alarm", { $0.alarms = [] }),
        ("a device's state", { $0.devices[0].state = "gone" }),
        ("a scan", { $0.scan = LiveState.TableScan(serial: 1, device: "t", number: nil, hold: nil) }),
        ("the journal", { $0.journalFault = "io" }),
        ("the manifest", { $0.manifestItems += 1 }),
        ("what is missing", { $0.lines[0].missing = ["rules"] }),
        ("a stop", { $0.lines[0].stopped = "operator" }),
        ("the belt", { $0.lines[0].isMoving = false }),
        ("the link", { $0.lines[0].isConnected = false }),
        ("a full lane", { $0.lines[0].laneFull = true }),
        ("free places", { $0.lines[0].laneFree = 0 }),
        ("a new parcel", { $0.lines[0].passages.append($0.lines[0].passages[0]) }),
        ("a parcel that is gone", { $0.lines[0].passages = [] }),
        ("a parcel's state", { $0.lines[0].passages[0].state = .permitted }),
        ("a parcel's number", { $0.lines[0].passages[0].number = nil }),
        ("a parcel's hold", { $0.lines[0].passages[0].hold = "H2" }),
        ("a line more", { $0.lines.append(LiveState.Line(id: "L2")) }),
    ]

    @Test(arguments: changes.indices)
    func aChangeIsShownAtOnce(place: Int) {
        let (name, change) = Self.changes[place]
        var later = LiveState.sample
        change(&later)
        #expect(later.differs(from: .sample), "\(name)")
        #expect(LiveState.sample.differs(from: later), "\(name), back")
    }

    /// Neither the numbers of holds, nor how many there are, nor what is scanned at the tables.
    @Test func whoMayNotSeeHoldsHearsNothingOfThem() throws {
        var state = LiveState.sample
        state.scan = LiveState.TableScan(serial: 1, device: "table", number: "EB123456785VN", hold: "H1")
        state.alarms[0].hold = "H1"
        let bytes = state.encoded(seesHolds: false)
        let whole = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(!Set(whole.keys).contains { ["openHolds", "holdsChanged", "scan"].contains($0) })
        #expect(!String(decoding: bytes, as: UTF8.self).contains("H1"))
        #expect(try first("alarms", whole)["code"] as? String == "stray")
    }
}
