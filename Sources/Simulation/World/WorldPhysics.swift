import Entries
import Parcels
import Passages
import Readings

extension LineWorld {
    enum Stage {
        case eye
        case scanner
        /// A reading that comes late.
        case lateRead
        case approach
        case diverter
        case inspection
        case outbound
    }

    /// What the belt brings next, and at which position of the belt.
    mutating func nextPhysical() -> (stage: Stage, position: Int64)? {
        while made < wanted, parcels.count < atEye + 2, sorter.induction != .stop { make() }
        skipGone()
        var next: (stage: Stage, position: Int64)?
        func offer(_ stage: Stage, _ position: Int64) {
            if next.map({ position < $0.position }) ?? true { next = (stage, position) }
        }
        if atEye < parcels.count { offer(.eye, parcels[atEye].tail) }
        let misplaced: Int64 = plan.sabotage == .readerMisplaced ? 600_000 : 0
        if atScanner < atEye { offer(.scanner, parcels[atScanner].tail + WorldLine.scanner + misplaced) }
        if let late = lateReads.map(\.position).min() { offer(.lateRead, late) }
        if atApproach < atEye { offer(.approach, parcels[atApproach].front + WorldLine.approach) }
        if atDiverter < atEye { offer(.diverter, parcels[atDiverter].front + WorldLine.diverter) }
        if atInspection < atDiverter { offer(.inspection, parcels[atInspection].tail + WorldLine.inspectionExit) }
        if atOutbound < atDiverter { offer(.outbound, parcels[atOutbound].tail + WorldLine.outboundExit) }
        return next
    }

    /// Each exit sees only the parcels that went its way.
    private mutating func skipGone() {
        while atInspection < atDiverter, parcels[atInspection].gone?.exit != 1 { atInspection += 1 }
        while atOutbound < atDiverter, parcels[atOutbound].gone?.exit != 2 { atOutbound += 1 }
        let done = min(atScanner, min(atInspection, atOutbound))
        guard done >= 256 else { return }
        parcels.removeFirst(done)
        atEye -= done
        atScanner -= done
        atApproach -= done
        atDiverter -= done
        atInspection -= done
        atOutbound -= done
    }

    mutating func happen(_ physical: (stage: Stage, position: Int64)) {
        switch physical.stage {
        case .eye: passEye()
        case .scanner: passScanner()
        case .lateRead: sayLate()
        case .approach:
            let parcel = parcels[atApproach]
            atApproach += 1
            if !parcel.isTakenAway, !parcel.isStray { sorter.approach(parcel.track, encoder: wires.encoder) }
        case .diverter: passDiverter()
        case .inspection:
            leave(parcels[atInspection], by: 1)
            atInspection += 1
        case .outbound:
            leave(parcels[atOutbound], by: 2)
            atOutbound += 1
        }
        exchange()
    }

    private mutating func passEye() {
        let parcel = parcels[atEye]
        atEye += 1
        if !parcel.isStray {
            sorter.induct(
                parcel.track, front: count(at: parcel.front), tail: count(at: parcel.tail),
                time_ms: time_ms(at: parcel.front))
        }
        if random.once(in: plan.beltStopped) { beltRunsAgain = now + random.between(100_000_000, 3_000_000_000) }
        if random.once(in: plan.linkLost) {
            sorter.disconnect()
            gateway.disconnect()
            gateway.handle(.sorterLost(line: 0, why: Trouble(.connectionBroke)), &sorter, &wires, stamp)
            linkReturns = now + random.between(200_000_000, 4_000_000_000)
        }
        if random.once(in: plan.sorterRestarted) {
            sorter.restart()
            gateway.disconnect()
            gateway.handle(.sorterLost(line: 0, why: Trouble(.closedByPeer)), &sorter, &wires, stamp)
            linkReturns = now + random.between(200_000_000, 2_000_000_000)
        }
        disturb()
        prepareFaults()
    }

    private mutating func passScanner() {
        let parcel = parcels[atScanner]
        atScanner += 1
        guard !parcel.isTakenAway || random.once(in: 2) else { return }
        prepareFaults()
        read(parcel.labels)
    }

    private mutating func passDiverter() {
        let parcel = parcels[atDiverter]
        let gone =
            parcel.isStray
            ? (UInt8(1), Permit?.none)
            : sorter.divert(parcel.track, encoder: wires.encoder, time_ms: wires.time_ms)
        parcels[atDiverter].gone = parcel.isTakenAway ? (0, nil) : gone
        if plan.sabotage == .sorterPassesEverything { parcels[atDiverter].gone = (2, gone.1) }
        atDiverter += 1
    }

    private mutating func leave(_ parcel: WorldParcel, by exit: UInt8) {
        if exit == 2 {
            report.passed += 1
            checkPassed(parcel)
        } else {
            report.inspected += 1
        }
        sorter.exit(parcel.isStray ? nil : parcel.track, at: exit, encoder: wires.encoder, time_ms: wires.time_ms)
        guard exit == 1, let number = parcel.number, random.once(in: 4) else { return }
        returning.append(number)
        if newerDice.once(in: plan.released) { release(number) }
    }

    // MARK: Making parcels

    private mutating func make() {
        made += 1
        report.parcels += 1
        let isStray = random.once(in: plan.stray)
        var gap = random.between(150_000, 500_000)
        // A stray that lies against another parcel is that parcel to every sensor: it is laid down with a gap of its own.
        if isStray { gap = 400_000 }
        if random.once(in: plan.tailgating), !isStray { gap = random.between(5_000, 95_000) }
        let length = random.once(in: plan.tooLong) ? 900_000 : random.between(100_000, 700_000)
        // While the induction stood the belt ran on: nobody lays a parcel into the past.
        let front = max(nextFront, moved) + gap
        nextFront = front + length + (isStray ? 300_000 : 0)
        let number = chooseNumber()
        var labels: [[UInt8]] = []
        if !random.once(in: plan.unreadable) { labels.append(number.canonical.bytes) }
        if random.once(in: plan.foreignLabel) { labels.append(Array("8934563138165".utf8)) }
        if random.once(in: plan.twoLabels) { labels.append(freshNumber(declared: random.once(in: 2)).canonical.bytes) }
        if !random.once(in: plan.trackReused) { nextTrack = nextTrack % 99_999_999 + 1 }
        guard let track = TrackID(nextTrack) else { return }
        parcels.append(
            WorldParcel(
                front: front, length: length, labels: labels, number: number, track: track, isStray: isStray,
                isTakenAway: random.once(in: plan.takenAway)))
    }

    private mutating func chooseNumber() -> ParcelNumber {
        if let released = returning.popLast() { return released }
        if !recent.isEmpty, random.once(in: plan.copied) { return recent[random.below(recent.count)] }
        let number = freshNumber(declared: !random.once(in: plan.undeclared))
        if recent.count < 64 { recent.append(number) } else { recent[random.below(64)] = number }
        return number
    }

    private mutating func freshNumber(declared: Bool) -> ParcelNumber {
        while true {
            let serial = (0..<8).map { _ in UInt8(random.below(10)) }
            let text = Array("EB".utf8) + serial.map { $0 + 48 } + [S10.checkDigit(serial) + 48] + Array("VN".utf8)
            guard let number = ParcelNumber(scheme: .s10, canonical: text), manifest[number] == nil else { continue }
            if declared { manifest[number] = Self.declaration(number) }
            if manifest.count > 4096 { manifest.removeAll(keepingCapacity: true) }
            return number
        }
    }
}
