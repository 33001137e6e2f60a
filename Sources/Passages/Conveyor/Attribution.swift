import Entries
import Parcels
import Readings

extension Conveyor {
    /// Finds the parcel that readings belong to. What fits none is an orphan, what fits two belongs to neither.
    mutating func take(_ readings: [Reading], _ foreseen: [Foreseen], _ now: Stamp) {
        guard let first = readings.first else { return }
        guard let reader = readers[first.device],
            let reach = lines[reader.line].belt.reach(
                at: first.stamp.monotonic - reader.latency,
                fastest: Int64(lines[reader.line].layout.topSpeed_mm_s) * 1000)
        else { return recordOrphans(readings, now) }
        let line = reader.line
        let station = lines[line].layout.stations[reader.station]
        let places = lines[line].windows(at: station, reach)
        guard places.count == 1, let place = places.first else {
            recordOrphans(readings, now)
            for place in places { doubt(line, place, .twoInWindow, now) }
            return
        }
        if let frame = first.frame { note(frame, first.device, line, place) }
        for reading in readings {
            if case .failed(let trouble) = reading.content, trouble.code == .frameSetAside {
                doubt(line, place, .labelSetAside, now)
            }
            let number = recordReading(reading, passage: lines[line].passages[place].id, now)
            guard case .label = reading.content else { continue }
            if let number {
                note(number, readBy: reader.bit, line, place, now)
            } else {
                lines[line].passages[place].otherLabels += 1
            }
        }
        lines[line].passages[place].reported |= reader.bit
        lines[line].passages[place].foreseen += foreseen
        // A parcel's readings are complete when every reader that looks at each parcel has spoken and one of them read it;
        // else the windows' end is awaited, because a hand scanner may still come.
        let passage = lines[line].passages[place]
        let all = lines[line].everyParcelReaders
        if case .collecting = passage.phase, all != 0, passage.reported & all == all, !passage.numbers.isEmpty {
            resolve(line, place, now)
        }
    }

    /// A picture of the parcel. One of a parcel that is held already is kept at once.
    private mutating func note(_ frame: FrameID, _ device: DeviceID, _ line: Int, _ place: Int) {
        let passage = lines[line].passages[place]
        guard passage.frames.count < Passage.frameLimit, !passage.frames.contains(where: { $0.id == frame }) else {
            return
        }
        lines[line].passages[place].frames.append(Passage.Frame(id: frame, device: device))
        if let hold = passage.hold { add(.keepPicture(frame, from: device, passage.id, hold)) }
    }

    private mutating func recordOrphans(_ readings: [Reading], _ now: Stamp) {
        for reading in readings { recordReading(reading, passage: nil, now) }
    }

    private mutating func note(
        _ number: ParcelNumber, readBy bit: UInt64, _ line: Int, _ place: Int, _ now: Stamp
    ) {
        if let known = lines[line].passages[place].numbers.firstIndex(of: number) {
            lines[line].passages[place].numberReaders[known] |= bit
            return
        }
        lines[line].passages[place].numbers.append(number)
        lines[line].passages[place].numberReaders.append(bit)
        if case .cleared = lines[line].passages[place].phase {
            withdraw(line, place, because: .contradiction(number), now)
        }
    }

    @discardableResult
    mutating func recordReading(_ reading: Reading, passage: PassageID?, _ now: Stamp) -> ParcelNumber? {
        switch reading.content {
        case .noRead:
            record(
                .readingReceived(ReadingReceived(noReadBy: reading.device, passage: passage, frame: reading.frame)), now
            )
            return nil
        case .failed(let trouble):
            record(
                .readingReceived(
                    ReadingReceived(
                        noReadBy: reading.device, passage: passage, trouble: trouble, frame: reading.frame)), now)
            return nil
        case .label(let bytes, let symbology):
            var number: ParcelNumber?
            if case .valid(let found) = Recognition.of(bytes, symbology: symbology) { number = found }
            record(
                .readingReceived(
                    ReadingReceived(
                        device: reading.device, passage: passage, symbology: symbology, number: number, label: bytes,
                        frame: reading.frame)),
                now)
            return number
        }
    }

    /// The readings are complete: asks the manifest, or holds what has no number.
    mutating func resolve(_ line: Int, _ place: Int, _ now: Stamp) {
        let passage = lines[line].passages[place]
        guard !passage.numbers.isEmpty else {
            if passage.otherLabels == 0, passage.doubts.contains(.labelSetAside) {
                return hold(line, place, [], now)
            }
            let reason = passage.otherLabels == 0 ? Reason.noRead : .unknownNumber(count: passage.otherLabels)
            return hold(line, place, [reason], now)
        }
        if let (one, other) = passage.disagreement {
            return hold(line, place, [.readersDisagree(one, other)], now)
        }
        lines[line].passages[place].phase = .lookingUp
        lines[line].passages[place].asked = passage.numbers.count
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
