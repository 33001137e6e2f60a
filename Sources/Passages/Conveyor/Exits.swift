import Entries
import Parcels
import Readings

extension Conveyor {
    /// An exit eye saw a parcel. Only this closes a passage.
    mutating func takeExit(
        _ line: Int, _ track: TrackID?, exit: Int, permit: PermitNumber?, _ encoder: EncoderCount, _ now: Stamp
    ) {
        noteBelt(line, encoder, now)
        lines[line].eyes?.exited &+= 1
        guard let track, let place = lines[line].place(of: track) else {
            return takeStranger(line, track, exit: exit, permit: permit, now)
        }
        switch lines[line].layout.kind(ofExit: exit) {
        case .inspection: inspect(line, place, exit, now)
        case .outbound: pass(line, place, exit, permit, now)
        case .recirculation: end(line, place, .recirculated, exit: exit, permit: nil, now)
        case nil:
            record(
                .alarmRaised(
                    AlarmRaised(
                        .sorterFault, line: id(line), detail: Trouble(.unknownExit, String(exit)).description)),
                now)
        }
    }

    private mutating func pass(_ line: Int, _ place: Int, _ exit: Int, _ permit: PermitNumber?, _ now: Stamp) {
        let passage = lines[line].passages[place]
        // A permit is sent only after its decision was durable, so a permit that fits is a durable clear.
        guard let permit, let clearance = passage.clearance, clearance.permit.number == permit else {
            return escape(line, place, exit, now)
        }
        end(line, place, .passed, exit: exit, permit: permit, now)
    }

    private mutating func inspect(_ line: Int, _ place: Int, _ exit: Int, _ now: Stamp) {
        // Whatever arrives in the lane has a hold: an inspector looks at it.
        switch lines[line].passages[place].phase {
        case .held: break
        case .collecting, .lookingUp, .cleared: hold(line, place, [.diverted], now)
        case .withdrawing(let reasons): hold(line, place, reasons, now)
        }
        if let hold = lines[line].passages[place].hold {
            note(.holdStepped(HoldStepped(hold: hold, step: .diverted, by: nil)), now)
            lines[line].inLane.insert(hold)
        }
        bar(line, lines[line].passages[place].id, exit, now)
        end(line, place, .inspected, exit: exit, permit: nil, now)
        regulate(line, now)
    }

    /// A parcel left without leave: the loudest alarm, and no more permits until somebody has answered it.
    private mutating func escape(_ line: Int, _ place: Int, _ exit: Int, _ now: Stamp) {
        let passage = lines[line].passages[place]
        if passage.hold == nil {
            recordHold(line, place, [.escape(exit: exit)], now)
            raiseHold(line, place, [.escape(exit: exit)], recall: true, now)
        } else if let hold = passage.hold {
            note(.holdJoined(HoldJoined(hold: hold, passage: passage.id, reasons: [.escape(exit: exit)])), now)
        }
        raiseEscape(line, passage.id, exit, now)
        end(line, place, .escaped, exit: exit, permit: nil, now)
    }

    private mutating func raiseEscape(_ line: Int, _ passage: PassageID?, _ exit: Int, _ now: Stamp) {
        lines[line].escape = record(
            .alarmRaised(AlarmRaised(.escape, line: id(line), passage: passage, detail: String(exit))), now,
            urgent: true)
    }

    private mutating func end(
        _ line: Int, _ place: Int, _ how: PassageEnded.How, exit: Int, permit: PermitNumber?, _ now: Stamp
    ) {
        let passage = lines[line].remove(place)
        record(.passageEnded(PassageEnded(passage: passage.id, how: how, exit: exit, permit: permit)), now)
        var state = Sightings.State.unknown
        switch how {
        case .passed:
            lines[line].balance.passed += 1
            state = .passed(at: now.monotonic)
        case .inspected:
            lines[line].balance.inspected += 1
            state = .inspected
        case .escaped:
            lines[line].balance.escaped += 1
            state = .passed(at: now.monotonic)
        case .recirculated:
            lines[line].balance.recirculated += 1
            state = .recirculated
        case .removed, .restarted, .expired: lines[line].balance.removed += 1
        }
        if let number = passage.number {
            sightings.change(number, of: passage.id, to: state)
            if how == .passed { standing.forgetReleases(number) }
        }
    }

    /// Something at an exit that no open passage explains.
    private mutating func takeStranger(_ line: Int, _ track: TrackID?, exit: Int, permit: PermitNumber?, _ now: Stamp) {
        let kind = lines[line].layout.kind(ofExit: exit)
        // A parcel that was on the belt when the gateway restarted: it has a hold already.
        if let track, let restarted = lines[line].restarted.removeValue(forKey: track) {
            if kind == .inspection {
                note(.holdStepped(HoldStepped(hold: restarted.hold, step: .diverted, by: nil)), now)
                lines[line].inLane.insert(restarted.hold)
                regulate(line, now)
            } else if permit == nil || permit != restarted.permit {
                note(.holdJoined(HoldJoined(hold: restarted.hold, passage: nil, reasons: [.escape(exit: exit)])), now)
                raiseEscape(line, nil, exit, now)
            }
            return
        }
        lines[line].balance.strays += 1
        record(.straySeen(StraySeen(line: id(line), exit: exit, track: track)), now)
        let leaves = kind == .outbound
        let reasons: [Reason] = leaves ? [.stray, .escape(exit: exit)] : [.stray]
        let sequence = note(
            .holdRaised(HoldRaised(line: id(line), passage: nil, number: nil, reasons: reasons, recall: leaves)), now)
        if leaves {
            raiseEscape(line, nil, exit, now)
        } else {
            record(.alarmRaised(AlarmRaised(.stray, line: id(line), detail: String(exit))), now)
            let hold = HoldID(epoch: epoch, sequence: sequence)
            note(.holdStepped(HoldStepped(hold: hold, step: .diverted, by: nil)), now)
            lines[line].inLane.insert(hold)
            regulate(line, now)
        }
    }
}
