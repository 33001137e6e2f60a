import Entries
import Parcels
import Passages
import Readings

/// The tunnel's reader, and what goes wrong with it. It throws dice of its own, so that a seed's world is otherwise the one that it
/// would be with a reader that does its work.
extension LineWorld {
    /// What the reader says of a parcel, if it says anything.
    mutating func read(_ labels: [[UInt8]]) {
        var contents: [Reading.Content] = labels.isEmpty ? [.noRead] : labels.map { .label($0, nil) }
        if readerDice.once(in: plan.prefixWrong), !labels.isEmpty {
            report.readerFaults += 1
            contents = labels.map { wrongPrefix($0) }
        }
        if readerDice.once(in: plan.noReadBeside), !labels.isEmpty {
            report.readerFaults += 1
            contents.insert(.noRead, at: readerDice.below(contents.count + 1))
        }
        let earlier = heldBack.take()
        defer { if let earlier { say(earlier) } }
        if isAmiss(contents) { return }
        say(contents)
        if readerDice.once(in: plan.readTwice) {
            report.readerFaults += 1
            say(contents)
        }
        if readerDice.once(in: plan.flooded) {
            report.readerFaults += 1
            for _ in 0..<Self.floodSize { say(contents) }
        }
    }

    private static let floodSize = 40
    /// No later than the window of the next parcel: of what comes later still, when that one was read, nothing could tell.
    private static let latest: Int64 = 350_000

    /// Whether what it has to say is lost, late, or kept for the next parcel. Not three times in a row: where each word may be about
    /// the parcel before, the third is as good as any other.
    private mutating func isAmiss(_ contents: [Reading.Content]) -> Bool {
        let lost = readerDice.once(in: plan.readLost)
        let late = readerDice.once(in: plan.readLate)
        let swapped = readerDice.once(in: plan.readsSwapped)
        guard lost || late || swapped, amissInARow < 2 else {
            amissInARow = 0
            return false
        }
        amissInARow += 1
        report.readerFaults += 1
        if late {
            lateReads.append((moved + readerDice.between(10_000, Self.latest), contents))
        } else if swapped {
            heldBack = contents
        }
        return true
    }

    /// Says what comes late, once the belt has moved so far.
    mutating func sayLate() {
        guard let place = lateReads.indices.min(by: { lateReads[$0].position < lateReads[$1].position }) else { return }
        say(lateReads.remove(at: place).contents)
    }

    /// The symbology identifier of another code, or one that stands in the label, as where a prefix is set that nobody expects.
    private mutating func wrongPrefix(_ label: [UInt8]) -> Reading.Content {
        switch readerDice.below(3) {
        case 0: .label(label, SymbologyIdentifier("C1"))
        case 1: .label(label, SymbologyIdentifier("Q3"))
        default: .label(Array("]C0".utf8) + label, nil)
        }
    }

    private mutating func say(_ contents: [Reading.Content]) {
        guard let device = DeviceID("tunnel") else { return }
        let foreseen = contents.compactMap { content -> Foreseen? in
            guard case .label(let label, let symbology) = content else { return nil }
            return foresee(label, symbology)
        }
        gateway.handle(
            .read(contents.map { Reading(device: device, content: $0, stamp: stamp) }, foreseen), &sorter, &wires, stamp
        )
    }

    /// Half of the time the manifest was asked when the label was read.
    private mutating func foresee(_ label: [UInt8], _ symbology: SymbologyIdentifier?) -> Foreseen? {
        guard random.once(in: 2), case .valid(let number) = Recognition.of(label, symbology: symbology) else {
            return nil
        }
        return Foreseen(number: number, declaration: manifest[number])
    }
}
