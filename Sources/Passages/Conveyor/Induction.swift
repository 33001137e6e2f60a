import Entries
import Parcels
import Readings

extension Conveyor {
    /// The sorter and the gateway agree on an epoch, or they do not fit and nothing is cleared.
    mutating func introduce(_ line: Int, _ hello: SorterHello, _ now: Stamp) {
        let layout = lines[line].layout
        lines[line].isAgreed = false
        let inspection = layout.inspectionExit
        guard hello.line == layout.id, Int(hello.defaultExit) == inspection, Int(hello.exits) == layout.exits.count
        else {
            let trouble = Trouble(
                .otherLine,
                "\(hello.line), default exit \(hello.defaultExit), \(hello.exits) exits ≠ \(layout.id), inspection exit "
                    + "\(inspection), \(layout.exits.count) exits")
            record(
                .sorterChanged(
                    SorterChanged(
                        line: layout.id, state: .disagreed, sorterEpoch: hello.epoch, detail: trouble.description)),
                now,
                urgent: true)
            return raiseFault(line, trouble, now)
        }
        // A sorter that has seen a later epoch would refuse every permit, and rightly: this journal is older than one that
        // it has worked with.
        if hello.epoch > epoch { raiseEpoch(above: hello.epoch, now) }
        lines[line].eyes = nil
        lines[line].lastPulse = nil
        noteBelt(line, hello.encoder, now)
        lines[line].lastPulse = (hello.encoder, hello.time_ms, now.monotonic)
        lines[line].isAgreed = true
        trustFromHere(line, now)
        // On a belt that was empty, or that nobody knows yet, the first parcel is the first.
        if !lines[line].passages.isEmpty || !lines[line].restarted.isEmpty { expectUnknown(line) }
        record(
            .sorterChanged(SorterChanged(line: layout.id, state: .agreed, sorterEpoch: hello.epoch, detail: "")), now,
            urgent: true)
        add(.agree(line: line, epoch))
        // What changed while there was no link, the sorter has not heard.
        add(.induction(line: line, lines[line].induction))
        if !lines[line].halts.isEmpty { add(.stop(line: line, nil)) }
        clock.heartbeat = 0
    }

    mutating func loseSorter(_ line: Int, _ why: Trouble, _ now: Stamp) {
        guard lines[line].isAgreed else { return }
        lines[line].isAgreed = false
        record(
            .sorterChanged(SorterChanged(line: id(line), state: .lost, sorterEpoch: nil, detail: why.description)), now,
            urgent: true)
        record(.alarmRaised(AlarmRaised(.linkLost, line: id(line), detail: why.description)), now)
        for place in lines[line].passages.indices where !lines[line].passages[place].isDecided {
            hold(line, place, [.linkLost], now)
        }
    }

    /// Telegrams are missing, an induction perhaps: the parcels beside the unknown one cannot be told from it.
    mutating func missTelegrams(_ line: Int, _ count: Int, _ now: Stamp) {
        raiseFault(line, Trouble(.telegramsMissing, String(count)), now)
        loseOne(line, now)
    }

    /// A parcel may have come that no telegram told of: it casts doubt on the newest one and on the next.
    mutating func loseOne(_ line: Int, _ now: Stamp) {
        if let last = lines[line].passages.indices.last { doubt(line, last, .positionLost, now) }
        trustFromHere(line, now)
        expectUnknown(line)
    }

    /// Parcels may be on the belt that no telegram told of: what the readers say of the next one may be about them.
    mutating func expectUnknown(_ line: Int) {
        guard let trusted = lines[line].trustedFrom else { return }
        lines[line].mayHaveMissed = trusted == .max
        guard trusted < .max else { return }
        lines[line].expectUnknown(before: trusted - Int64(lines[line].layout.minimumGap_mm) * 1000)
    }

    mutating func induct(
        _ line: Int, _ track: TrackID, front: EncoderCount, tail: EncoderCount, time_ms: UInt32, _ now: Stamp
    ) {
        noteBelt(line, tail, now)
        lines[line].eyes?.inducted &+= 1
        var doubts: [Reason] = []
        if let earlier = lines[line].place(of: track) {
            // The same telegram again: it is answered by the passage that is there.
            if lines[line].passages[earlier].frontCount == front { return }
            record(
                .alarmRaised(
                    AlarmRaised(
                        .trackReused, line: id(line), passage: lines[line].passages[earlier].id,
                        detail: track.description)), now)
            doubts.append(.trackReused(track))
            doubt(line, earlier, .trackReused(track), now)
        }
        lines[line].restarted[track] = nil
        let place = measure(line, front, tail, time_ms, now)
        let layout = lines[line].layout
        let length = Int((place.tail - place.front) / 1000)
        var gap: Int?
        if let before = lines[line].passages.last {
            gap = Int((place.front - before.tail) / 1000)
            if let gap, gap < layout.minimumGap_mm {
                let reason = Reason.gapTooShort(gap_mm: gap, minimum_mm: layout.minimumGap_mm)
                doubts.append(reason)
                doubt(line, lines[line].passages.count - 1, reason, now)
            }
        }
        if length > layout.maximumLength_mm || length <= 0 {
            doubts.append(.tooLong(length_mm: length, maximum_mm: layout.maximumLength_mm))
        }
        if !lines[line].isAgreed {
            doubts.append(.notReady(.sorter))
        } else if let trusted = lines[line].trustedFrom, place.front < trusted {
            doubts.append(.positionLost)
        }
        let opened = PassageOpened(
            line: layout.id, track: track, front: hasEncoder(line) ? front.raw : nil,
            tail: hasEncoder(line) ? tail.raw : nil,
            plc_ms: Int(time_ms), length_mm: length, gap_mm: gap)
        let id = PassageID(epoch: epoch, sequence: record(.passageOpened(opened), now))
        lines[line].balance.inducted += 1
        lines[line].passages.append(
            Passage(
                id: id, track: track, front: place.front, tail: place.tail, frontCount: front, length_mm: length,
                doubts: doubts))
        clock.due[line] = 0
    }

    private func hasEncoder(_ line: Int) -> Bool {
        if case .encoder = lines[line].layout.measure { return true }
        return false
    }

    /// Positions of front and tail. Without an encoder the telegram's counts are the sorter's milliseconds.
    private func measure(
        _ line: Int, _ front: EncoderCount, _ tail: EncoderCount, _ time_ms: UInt32, _ now: Stamp
    ) -> (front: Int64, tail: Int64) {
        switch lines[line].layout.measure {
        case .encoder:
            return (
                lines[line].belt.position(of: front, at: now.monotonic),
                lines[line].belt.position(of: tail, at: now.monotonic)
            )
        case .time(let speed):
            let tailAt = lines[line].belt.position(at: now.monotonic) ?? 0
            let blocked_ms = Int64(tail.distance(from: front))
            return (tailAt - blocked_ms * Int64(speed), tailAt)
        }
    }

    /// Notes why a parcel cannot be cleared, whatever has been decided about it so far.
    mutating func doubt(_ line: Int, _ place: Int, _ reason: Reason, _ now: Stamp) {
        switch lines[line].passages[place].phase {
        case .collecting, .lookingUp:
            if !lines[line].passages[place].doubts.contains(reason) {
                lines[line].passages[place].doubts.append(reason)
            }
        case .cleared: withdraw(line, place, because: reason, now)
        case .withdrawing, .held: break
        }
    }
}
