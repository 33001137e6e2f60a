import Entries
import Parcels
import Readings
import Testing

@testable import Passages

/// Parcels whose readers take pictures.
@Suite struct PictureTests {
    private static func frame(_ digit: Character) throws -> FrameID {
        try #require(FrameID(String(repeating: digit, count: 64)))
    }

    private func report(
        _ contents: [Reading.Content], _ frame: FrameID, to rig: inout Rig
    ) throws {
        let device = try Rig.device(Rig.tunnel)
        let stamp = rig.stamp
        rig.handle(
            .read(contents.map { Reading(device: device, content: $0, stamp: stamp, frame: frame) }, []))
    }

    private func kept(_ rig: Rig) -> [FrameID] {
        rig.effects.compactMap { if case .keepPicture(let frame, _, _, _) = $0 { frame } else { nil } }
    }

    /// At the reader.
    private func arrive(_ rig: inout Rig) throws -> PassageID {
        try rig.hello()
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(1000)
        return passage
    }

    @Test func heldParcelsPictureIsKeptWithItsHold() throws {
        var rig = try Rig()
        let passage = try arrive(&rig)
        try report([.noRead], Self.frame("a"), to: &rig)
        #expect(kept(rig).isEmpty)
        rig.run(200)
        #expect(rig.verdict(on: passage) == [.noRead])
        let hold = try #require(rig.conveyor.standing.hold(of: passage))
        let kept = rig.effects.compactMap { effect -> (FrameID, PassageID, HoldID)? in
            if case .keepPicture(let frame, _, let passage, let hold) = effect { (frame, passage, hold) } else { nil }
        }
        #expect(kept.count == 1)
        #expect(try kept.first.map { $0 == (try Self.frame("a"), passage, hold) } == true)
    }

    @Test func clearedParcelsPictureIsNotKept() throws {
        var rig = try Rig()
        try rig.declare(Labels.one)
        let passage = try arrive(&rig)
        try report([.label(Array(Labels.one.utf8), nil)], Self.frame("a"), to: &rig)
        rig.run(400)
        #expect(rig.isCleared(passage))
        #expect(kept(rig).isEmpty)
    }

    /// A picture that comes when the parcel is held already belongs to the hold as well.
    @Test func pictureThatComesAfterTheHoldIsKeptAtOnce() throws {
        var rig = try Rig()
        let passage = try arrive(&rig)
        rig.handle(.sorterLost(line: 0, why: Trouble(.closedByPeer)))
        #expect(rig.verdict(on: passage) == [.linkLost])
        #expect(kept(rig).isEmpty)
        try report([.noRead], Self.frame("a"), to: &rig)
        #expect(kept(rig) == [try Self.frame("a")])
    }

    /// Whatever else reads the parcel: a picture that ends decoders holds it.
    @Test func pictureThatWasSetAsideHoldsItsParcelWithAReasonOfItsOwn() throws {
        var rig = try Rig(hasHandScanner: true)
        try rig.declare(Labels.one)
        let passage = try arrive(&rig)
        let frame = try Self.frame("a")
        try report([.failed(Trouble(.frameSetAside, frame.short))], frame, to: &rig)
        rig.run(400)
        try rig.read(Labels.one, by: Rig.hand)
        rig.run(400)
        #expect(rig.verdict(on: passage) == [.labelSetAside])
        #expect(kept(rig) == [frame])
        #expect(rig.sent.isEmpty)
    }

    @Test func pictureThatWasSetAsideTakesAClearBack() throws {
        var rig = try Rig(hasHandScanner: true)
        try rig.declare(Labels.one)
        let passage = try arrive(&rig)
        try rig.read(Labels.one)
        #expect(rig.isCleared(passage))
        let frame = try Self.frame("a")
        try report([.failed(Trouble(.frameSetAside, frame.short))], frame, to: &rig)
        rig.run(50)
        #expect(rig.verdict(on: passage) == [.labelSetAside])
        #expect(kept(rig) == [frame])
    }

    /// The label on which decoders differ may be the parcel's own, and what was read beside it an old one.
    @Test func labelOnWhichDecodersDifferHoldsItsParcelWhateverElseIsOnIt() throws {
        var rig = try Rig()
        try rig.declare(Labels.one)
        let passage = try arrive(&rig)
        let frame = try Self.frame("a")
        try report(
            [.label(Array(Labels.one.utf8), nil), .failed(Trouble(.readersDisagree))], frame, to: &rig)
        rig.run(400)
        #expect(rig.verdict(on: passage) == [.labelDisputed])
        #expect(kept(rig) == [frame])
        #expect(rig.sent.isEmpty)
    }

    @Test func labelOnWhichDecodersDifferAloneSaysWhyNothingWasRead() throws {
        var rig = try Rig()
        let passage = try arrive(&rig)
        try report([.failed(Trouble(.readersDisagree))], Self.frame("a"), to: &rig)
        rig.run(400)
        #expect(rig.verdict(on: passage) == [.labelDisputed])
    }

    /// A decoder that dies once, or a picture that is cut off, is a no-read like any other.
    @Test(arguments: [Trouble.Code.workerDied, .workerHung, .pictureCutOff, .pictureDamaged, .framesRefused])
    func pictureThatCouldNotBeReadIsANoRead(_ code: Trouble.Code) throws {
        var rig = try Rig()
        let passage = try arrive(&rig)
        try report([.failed(Trouble(code, "x"))], Self.frame("b"), to: &rig)
        rig.run(200)
        #expect(rig.verdict(on: passage) == [.noRead])
        let readings = rig.entries.compactMap { entry -> ReadingReceived? in
            if case .readingReceived(let reading) = entry.body { reading } else { nil }
        }
        #expect(readings.map(\.noRead) == [true])
        #expect(readings.first?.trouble == "\(code.rawValue): x")
        #expect(readings.first?.frame == (try Self.frame("b")))
        #expect(readings.first?.passage == passage)
    }

    @Test func picturesOfAParcelAreBounded() throws {
        var rig = try Rig()
        _ = try arrive(&rig)
        for digit in "0123456789abcdef" { try report([.noRead], Self.frame(digit), to: &rig) }
        rig.run(200)
        #expect(kept(rig).count == Passage.frameLimit)
    }
}
