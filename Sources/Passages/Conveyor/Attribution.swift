import Entries
import Parcels
import Readings

extension Conveyor {
    /// Finds the parcel that readings belong to. What fits none is an orphan, what fits two belongs to neither.
    mutating func take(_ readings: [Reading], _ foreseen: [Foreseen], _ now: Stamp) {
        guard let first = readings.first else { return }
        if let reader = readers[first.device] { lines[reader.line].silence.heard(reader.bit) }
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
        let known = lines[line].passages[place].numbers
        for reading in readings {
            if let reason = reading.doubt { doubt(line, place, reason, now) }
            let number = recordReading(reading, passage: lines[line].passages[place].id, now)
            if case .measured(let measured) = reading.content { note(measured, line, place, now) }
            guard case .label = reading.content else { continue }
            lines[line].passages[place].reads.add(
                LabelRead(device: reading.device.name, number: number, quality: reading.sighting?.quality))
            if let number { note(number, readBy: reader.bit, line, place, now) }
        }
        if mayBeAnothers(readings, reader.bit, known, line, place) { doubt(line, place, .twoInWindow, now) }
        if lines[line].passages[place].reported & reader.bit != 0 {
            lines[line].passages[place].repeated |= reader.bit
        }
        lines[line].passages[place].reported |= reader.bit
        if readings.contains(where: \.isLabel) {
            lines[line].passages[place].read |= reader.bit
        } else if readings.contains(where: \.isNoRead) {
            lines[line].passages[place].unread |= reader.bit
        }
        lines[line].passages[place].foreseen += foreseen
        // A parcel's readings are complete when every reader that looks at each parcel has spoken and one of them read it;
        // else the windows' end is awaited, because a hand scanner may still come.
        let passage = lines[line].passages[place]
        let all = lines[line].everyParcelReaders
        if case .collecting = passage.phase, all != 0, passage.reported & all == all, !passage.numbers.isEmpty {
            resolve(line, place, now)
        }
    }

    /// Whether what a reader of every parcel says may be about another parcel: it says of one both that it has a label and that it
    /// has none, or gives it another item number in a second word, or it owes a word about the parcel before, which may come only
    /// now. Where it owed one already then, the only word about that parcel may have been about the one before it, and this one
    /// about that parcel; a second such word in its time says that the reader has lost one and is in step.
    /// - Parameter known: the parcel's numbers before it spoke.
    private mutating func mayBeAnothers(
        _ readings: [Reading], _ bit: UInt64, _ known: [ParcelNumber], _ line: Int, _ place: Int
    ) -> Bool {
        guard lines[line].everyParcelReaders & bit != 0 else { return false }
        let passage = lines[line].passages[place]
        if readings.contains(where: \.isLabel), passage.unread & bit != 0 { return true }
        if readings.contains(where: \.isNoRead), passage.read & bit != 0 { return true }
        guard passage.reported & bit == 0 else { return passage.numbers.count > known.count }
        guard let before = lines[line].wordsBefore(place) else { return false }
        if before.reported & bit == 0 {
            lines[line].passages[place].owed |= bit
            return true
        }
        return before.owed & bit != 0 && before.repeated & bit == 0
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

    /// The first word of each weight and side counts. Another that cannot be of the same parcel says that one of the two is another
    /// parcel's.
    private mutating func note(_ measured: ParcelMeasure, _ line: Int, _ place: Int, _ now: Stamp) {
        guard let before = lines[line].passages[place].measured else {
            lines[line].passages[place].measured = measured
            return
        }
        lines[line].passages[place].measured = before.completed(by: measured)
        if !before.agrees(with: measured) { doubt(line, place, .twoInWindow, now) }
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
        case .measured(let measured):
            record(
                .parcelMeasured(ParcelMeasured(device: reading.device, passage: passage, measured: measured)), now)
            return nil
        case .label(let bytes, let symbology):
            var number: ParcelNumber?
            if case .valid(let found) = settings.numbering.recognise(bytes, symbology: symbology) { number = found }
            record(
                .readingReceived(
                    ReadingReceived(
                        device: reading.device, passage: passage, symbology: symbology, number: number, label: bytes,
                        frame: reading.frame, sighting: reading.sighting)),
                now)
            return number
        }
    }

    /// The readings are complete: asks the manifest, or holds what has no number.
    mutating func resolve(_ line: Int, _ place: Int, _ now: Stamp) {
        let passage = lines[line].passages[place]
        guard !passage.numbers.isEmpty else {
            // That its label's picture was set aside or read in two ways says all: why nothing was read.
            if passage.reads.others == 0,
                passage.doubts.contains(.labelSetAside) || passage.doubts.contains(.labelDisputed)
            {
                return hold(line, place, [], now)
            }
            let reason = passage.reads.others == 0 ? Reason.noRead : .unknownNumber(count: passage.reads.others)
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

extension Reading {
    /// What it says against its parcel, whatever else was read on it.
    var doubt: Reason? {
        guard case .failed(let trouble) = content else { return nil }
        switch trouble.code {
        case .frameSetAside: return .labelSetAside
        case .readersDisagree: return .labelDisputed
        default: return nil
        }
    }

    fileprivate var isLabel: Bool {
        if case .label = content { true } else { false }
    }

    fileprivate var isNoRead: Bool {
        switch content {
        case .noRead, .failed: true
        case .label, .measured: false
        }
    }
}
