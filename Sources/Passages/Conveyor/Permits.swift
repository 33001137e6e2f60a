import Entries
import Parcels
import Readings

extension Conveyor {
    /// The sorter asks for a parcel at the diverter. The permit, if there is one, was sent when it became durable: what is
    /// said here is only why there is none.
    mutating func request(_ line: Int, _ track: TrackID, _ encoder: EncoderCount, _ now: Stamp) {
        noteBelt(line, encoder, now)
        guard let place = lines[line].place(of: track) else { return add(.answer(line: line, track, .unknown)) }
        switch lines[line].passages[place].phase {
        case .collecting, .lookingUp, .withdrawing: add(.answer(line: line, track, .pending))
        case .held: add(.answer(line: line, track, .held))
        case .cleared: break
        }
    }

    mutating func takeAnswer(
        _ line: Int, _ track: TrackID, _ epoch: Epoch, _ permit: PermitNumber, _ answer: PermitAnswer, _ now: Stamp
    ) {
        guard let place = lines[line].place(of: track), let clearance = lines[line].passages[place].clearance,
            epoch == self.epoch, clearance.permit.number == permit
        else {
            return raiseFault(line, Trouble(.unknownPermit, "\(epoch)/\(permit.number), \(track)"), now)
        }
        // The first answer counts: a sorter that refuses a repetition still has the first permit.
        guard clearance.answer == nil else { return }
        let passage = lines[line].passages[place].id
        lines[line].passages[place].clearance?.answer = answer
        record(.permitAnswered(PermitAnswered(passage: passage, permit: permit, answer: answer)), now)
        guard answer != .accepted else { return }
        record(
            .alarmRaised(
                AlarmRaised(.permitRefused, line: id(line), passage: passage, detail: answer.rawValue)), now)
        if case .cleared = lines[line].passages[place].phase { hold(line, place, [.permitRefused(answer)], now) }
    }

    /// Takes a clear back. Whether the permit has left is known only where it is sent.
    mutating func withdraw(_ line: Int, _ place: Int, because reason: Reason, _ now: Stamp) {
        guard let clearance = lines[line].passages[place].clearance else { return }
        lines[line].passages[place].phase = .withdrawing(because: [reason])
        add(.withdraw(line: line, clearance.permit.number))
    }

    mutating func takeWithdrawal(_ line: Int, _ permit: PermitNumber, wasSent: Bool, _ now: Stamp) {
        guard let place = lines[line].passages.firstIndex(where: { $0.clearance?.permit.number == permit }),
            case .withdrawing(let reasons) = lines[line].passages[place].phase,
            let clearance = lines[line].passages[place].clearance
        else { return }
        recordHold(line, place, reasons, now)
        raiseHold(line, place, reasons, recall: wasSent, now)
        // The sorter may still be in time to divert it; whether it was shows at the exit.
        if wasSent { add(.revoke(line: line, clearance.permit)) }
    }
}
