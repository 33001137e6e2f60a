import Entries
import Parcels
import Passages

/// What people do at the line, and what they and the machine's counters do to it.
extension LineWorld {
    /// Now and then the lane is full, a person suspects a parcel, the encoder jumps.
    mutating func disturb() {
        if laneRoomAt == nil, random.once(in: plan.laneFull) {
            report.fullLanes += 1
            laneRoomAt = now + random.between(1_000_000_000, 20_000_000_000)
            sorter.report(lane: 1, free: 0, isFull: true)
        }
        if returnToWorkAt == nil, random.once(in: plan.suspected) { suspect() }
        if random.once(in: plan.countJump) {
            report.jumps += 1
            // Farther than a belt runs between two heartbeats: what slips less looks like a belt that runs or stops.
            let far = random.between(WorldLine.speed_um_ms * 1_000 / WorldLine.um_per_count * 2, 40_000)
            countShift &+= UInt32(truncatingIfNeeded: random.once(in: 2) ? far : -far)
            wires.encoder = count(at: moved)
        }
    }

    /// Somebody points at a parcel on the belt, before or behind the diverter.
    private mutating func suspect() {
        let passages = gateway.conveyor.view(0, at: now).passages
        guard !passages.isEmpty, let account = AccountID("op") else { return }
        let passage = passages[random.below(passages.count)]
        // What the diverter has let go already a stop may still catch, a permit no more.
        let isBefore = parcels[atDiverter..<max(atDiverter, atEye)].contains { $0.track == passage.track }
        let isOnce = parcels.count { $0.track == passage.track } == 1
        report.halts += 1
        if isBefore, isOnce, sorter.isConnected { suspected.insert(passage.id) }
        if plan.sabotage == .nobodyListens { return }
        gateway.handle(.suspect(.passage(passage.id), by: account, token: 1), &sorter, &wires, stamp)
        returnToWorkAt = now + random.between(1_000_000_000, 30_000_000_000)
        if sorter.isStoppedByOrder { beltRunsAgain = .max }
        exchange()
    }

    /// A halt that a restart brought back, or a belt that was stopped by one that a crash took away, does not stay for ever;
    /// and the lane's sensor reports again what a lost telegram said.
    mutating func beAtHand() {
        let isHalted = sorter.isStoppedByOrder || gateway.conveyor.missing(line: 0).contains(.halt)
        if returnToWorkAt == nil, isHalted { returnToWorkAt = now + 5_000_000_000 }
        if laneRoomAt == nil, sorter.induction != .run { sorter.report(lane: 1, free: 40, isFull: false) }
    }

    /// The lane has been cleared, or two persons end a halt and start the belt.
    mutating func work() {
        if let room = laneRoomAt, room <= now {
            laneRoomAt = nil
            sorter.report(lane: 1, free: 40, isFull: false)
        }
        if let back = returnToWorkAt, back <= now {
            returnToWorkAt = nil
            endHalts()
        }
        exchange()
    }

    /// An inspector has a parcel in hand, finds nothing and releases its hold.
    mutating func release(_ number: ParcelNumber) {
        guard let hold = durable.standing.hold(on: number), let account = AccountID("thao") else { return }
        report.releases += 1
        let step = HoldStepped(hold: hold, step: .released, by: account, finding: nil)
        gateway.handle(.record(.holdStepped(step), urgent: true, token: nil), &sorter, &wires, stamp)
    }

    private mutating func endHalts() {
        guard let first = AccountID("chi"), let second = AccountID("binh") else { return }
        for halt in gateway.conveyor.view(0, at: now).halts {
            let asked = LineOrderAsked(
                order: .returnToWork, line: layout.id, halt: halt.sequence, minutes: nil, by: first, note: nil)
            let ordered = LineOrdered(asked, sequence: halt.sequence, by: second)
            gateway.handle(.record(.lineOrdered(ordered), urgent: true, token: nil), &sorter, &wires, stamp)
        }
        sorter.startByHand()
        if beltRunsAgain == .max, sorter.watch(time_ms: wires.time_ms) { beltRunsAgain = nil }
    }
}
