import Console
import Entries
import Parcels
import Passages
import Readings

/// The lines, tables and devices as people see them.
extension LineCore {
    /// What is wrong with a printer, as its last label showed.
    func printerTrouble(_ printer: DeviceID) -> String? {
        devices.all(at: outside.clock.stamp().monotonic).first { $0.id == printer.name && $0.state == "faulty" }?.detail
    }

    func live(holdsChanged: UInt64) -> LiveState {
        let now = outside.clock.stamp()
        let views = (0..<conveyor.lineCount).map { conveyor.view($0, at: now.monotonic) }
        let inLane = Set(views.flatMap(\.halts).filter(\.isInLane).map(\.sequence))
        var state = LiveState(
            now: now.utc, epoch: conveyor.epoch, sequence: conveyor.sequence, committed: conveyor.committed,
            journalFault: journalFault, lines: views.indices.map { line($0, views[$0], now) },
            devices: devices.all(at: now.monotonic),
            alarms: books.alarms.map { alarm in
                var alarm = alarm
                alarm.hold = alarm.passage.flatMap(PassageID.init).flatMap { books.holds.open(of: $0) }?.description
                return alarm
            }, openHolds: books.holds.openCount, holdsChanged: holdsChanged, scan: scan,
            manifestItems: manifest.items, manifestNewest: manifest.newest)
        state.halts = books.orders.halts.map { halt in
            let held = books.holds[halt.halted.hold]
            var shown = LiveState.Halt(
                sequence: halt.sequence, lines: halt.halted.lines.map(\.name), hold: halt.halted.hold.description,
                passage: halt.halted.passage?.description, by: halt.halted.by?.name, at: halt.at,
                isInLane: inLane.contains(halt.sequence))
            let passage = views.lazy.flatMap(\.passages).first { $0.id == halt.halted.passage }
            shown.number = (held?.number ?? passage?.number)?.description
            shown.front_mm = passage.map { Int($0.front_mm) }
            shown.state = held?.state.rawValue
            return shown
        }
        state.orders = books.orders.waiting.map { waiting in
            LiveState.Order(
                sequence: waiting.sequence, order: waiting.asked.order.rawValue, line: waiting.asked.line.name,
                halt: waiting.asked.halt, hold: waiting.asked.hold?.description, minutes: waiting.asked.minutes,
                by: waiting.asked.by.name, at: waiting.at, ground: waiting.asked.note)
        }
        state.manifestLimit_min = conveyor.manifestLimit_min
        state.tables = (0..<conveyor.counterCount).map { table($0, now) }
        return state
    }

    private func line(_ line: Int, _ view: LineView, _ now: Stamp) -> LiveState.Line {
        var state = LiveState.Line(id: view.id.name)
        state.isConnected = view.isAgreed
        state.isMoving = view.isMoving
        state.speed_mm_s = view.speed_mm_s
        state.missing = conveyor.missing(line: line).map(\.rawValue)
        state.balance = conveyor.balance(line)
        state.laneFree = view.laneFree
        state.laneFull = view.laneFull
        state.stopped = view.stopped?.rawValue
        state.induction = view.induction.rawValue
        state.inductionWhy = view.inductionWhy.rawValue
        state.runsOnUntil = view.runsOnUntil.map { now.utc + ($0 - now.monotonic) }
        state.passages = view.passages.map { passage in
            LiveState.Passage(
                id: passage.id.description, track: passage.track.number, front_mm: passage.front_mm,
                length_mm: passage.length_mm, number: passage.number?.description,
                state: LiveState.Passage.State(passage.state), hold: passage.hold?.description,
                hadPermit: passage.hadPermit)
        }
        return state
    }
}

extension LiveState.Passage.State {
    init(_ state: LineView.State) {
        self =
            switch state {
            case .reading: .reading
            case .deciding: .deciding
            case .cleared: .cleared
            case .permitted: .permitted
            case .held: .held
            case .missing: .missing
            }
    }
}
