import Entries
import Parcels
import Readings

extension Conveyor {
    /// Finds the parcel that a reading belongs to. What fits none is an orphan, what fits two belongs to neither.
    mutating func take(_ reading: Reading, _ foreseen: Foreseen?, _ now: Stamp) {
        guard let reader = readers[reading.device] else {
            recordReading(reading, passage: nil, now)
            return
        }
        let line = reader.line
        let station = lines[line].layout.stations[reader.station]
        guard let position = lines[line].belt.position(at: reading.stamp.monotonic - reader.latency) else {
            recordReading(reading, passage: nil, now)
            return
        }
        let places = lines[line].windows(at: station, position)
        guard places.count == 1, let place = places.first else {
            recordReading(reading, passage: nil, now)
            for place in places { doubt(line, place, .twoInWindow, now) }
            return
        }
        let number = recordReading(reading, passage: lines[line].passages[place].id, now)
        lines[line].passages[place].reported |= reader.bit
        if let foreseen, foreseen.number == number { lines[line].passages[place].foreseen.append(foreseen) }
        if case .label = reading.content {
            if let number { note(number, line, place, now) } else { lines[line].passages[place].otherLabels += 1 }
        }
        // A parcel's readings are complete when every reader that looks at each parcel has spoken and one of them read it;
        // else the windows' end is awaited, because a hand scanner may still come.
        let passage = lines[line].passages[place]
        let all = lines[line].everyParcelReaders
        if case .collecting = passage.phase, all != 0, passage.reported & all == all, !passage.numbers.isEmpty {
            resolve(line, place, now)
        }
    }

    private mutating func note(_ number: ParcelNumber, _ line: Int, _ place: Int, _ now: Stamp) {
        guard !lines[line].passages[place].numbers.contains(number) else { return }
        lines[line].passages[place].numbers.append(number)
        if case .cleared = lines[line].passages[place].phase {
            withdraw(line, place, because: .contradiction(number), now)
        }
    }

    @discardableResult
    private mutating func recordReading(_ reading: Reading, passage: PassageID?, _ now: Stamp) -> ParcelNumber? {
        switch reading.content {
        case .noRead:
            record(.readingReceived(ReadingReceived(noReadBy: reading.device, passage: passage)), now)
            return nil
        case .label(let bytes, let symbology):
            var number: ParcelNumber?
            if case .valid(let found) = Recognition.of(bytes, symbology: symbology) { number = found }
            record(
                .readingReceived(
                    ReadingReceived(
                        device: reading.device, passage: passage, symbology: symbology, number: number, label: bytes)), now)
            return number
        }
    }

    /// The readings are complete: asks the manifest, or holds what has no number.
    mutating func resolve(_ line: Int, _ place: Int, _ now: Stamp) {
        let passage = lines[line].passages[place]
        guard !passage.numbers.isEmpty else {
            let reason = passage.otherLabels == 0 ? Reason.noRead : .unknownNumber(count: passage.otherLabels)
            return hold(line, place, [reason], now)
        }
        lines[line].passages[place].phase = .lookingUp
        if passage.numbers.allSatisfy({ number in passage.foreseen.contains { $0.number == number } }) {
            let found = passage.numbers.compactMap { number in
                passage.foreseen.last { $0.number == number }?.declaration
            }
            return takeLookUp(passage.id, line, found, now)
        }
        clock.due[line] = 0
        add(.lookUp(passage.id, line: line, passage.numbers))
    }
}
