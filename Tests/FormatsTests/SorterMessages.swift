import Formats
import Parcels
import TestSupport
import Testing

/// Random messages of the sorter's dialogue, with the edges of every field more often than chance has them.
struct SorterMessages {
    var dice: SeededDice

    init(_ purpose: String) { dice = SeededDice(purpose) }

    mutating func word() -> UInt32 { [0, 1, .max, UInt32(truncatingIfNeeded: dice.next())][dice.below(4)] }

    mutating func long() -> UInt64 { [0, 1, .max, dice.next()][dice.below(4)] }

    mutating func count() -> EncoderCount { EncoderCount(word()) }

    mutating func track() throws -> TrackID {
        try #require(TrackID([1, 99_999_999, 1 + UInt32(dice.below(99_999_999))][dice.below(3)]))
    }

    mutating func line() throws -> LineID {
        let letters = Array("ABCXYZ0189-")
        return try #require(LineID(String((0...dice.below(8)).map { _ in letters[dice.below(letters.count)] })))
    }

    mutating func sequence() -> UInt32 {
        [1, SorterProtocol.sequenceLimit, 1 + UInt32(dice.below(999_999))][dice.below(3)]
    }

    /// An exit has two digits.
    mutating func exit() -> UInt8 { UInt8(dice.below(100)) }

    mutating func element<Element>(_ all: [Element]) -> Element { all[dice.below(all.count)] }

    /// Every message of the sorter, in turn.
    mutating func fromSorter(_ kind: Int) throws -> FromSorter {
        switch kind % 9 {
        case 0:
            .hello(
                SorterHello(
                    line: try line(), epoch: word(), encoder: count(), time_ms: word(), defaultExit: exit(),
                    exits: exit()))
        case 1: .inducted(track: try track(), front: count(), tail: count(), time_ms: word())
        case 2: .requested(track: try track(), encoder: count())
        case 3:
            .answered(
                track: try track(), epoch: word(), permit: PermitNumber(word()), answer: element(PermitAnswer.allCases))
        case 4:
            .exited(
                track: dice.below(2) == 0 ? nil : try track(), exit: exit(),
                permit: dice.below(2) == 0 ? nil : PermitNumber(max(1, word())),
                encoder: count(), time_ms: word())
        case 5: .lane(exit: exit(), free: UInt16(dice.below(10_000)), full: dice.below(2) == 0)
        case 6:
            .heartbeat(
                SorterPulse(
                    encoder: count(), time_ms: word(), belt: element(SorterPulse.Belt.allCases), inducted: word(),
                    exited: word()))
        case 7: .stopped(element(FromSorter.StopReason.allCases))
        default: .notUnderstood(sequence: UInt32(dice.below(1_000_000)), why: element(FromSorter.Fault.allCases))
        }
    }

    /// Every message of the gateway, in turn.
    mutating func toSorter(_ kind: Int, line: LineID) throws -> ToSorter {
        switch kind % 7 {
        case 0: return .hello(line: line, epoch: word())
        case 1:
            let epoch = word()
            return .permit(
                Permit(
                    line: line, track: try track(), epoch: epoch, number: PermitNumber(word()),
                    passage: PassageID(epoch: epoch, sequence: long()),
                    expiry: dice.below(2) == 0 ? .encoder(count()) : .afterInduction(milliseconds: word())))
        case 2: return .noPermit(track: try track(), why: element(NoPermit.allCases))
        case 3: return .revoke(track: try track(), epoch: word(), permit: PermitNumber(word()))
        case 4: return .heartbeat(epoch: word(), committed: long())
        case 5: return .induction(element(Induction.allCases))
        default: return .stop(track: dice.below(2) == 0 ? nil : try track())
        }
    }
}
