import Entries
import Parcels
import Readings

/// Which parcel this is, by the numbers read on it and the declarations found for them.
struct Identity: Sendable {
    let number: ParcelNumber?
    let declaration: Declaration?
    let reasons: [Reason]

    /// One number that a manifest knows settles it; so does the only number, or the only one of the preferred scheme, that has a
    /// check digit. A number without one, of a scheme that the site has named, says which parcel this is only if a manifest knows it.
    init(numbers: [ParcelNumber], found: [Declaration]) {
        switch found.count {
        case 1:
            number = found[0].number
            declaration = found[0]
            reasons = []
        case 0:
            declaration = nil
            let checked = numbers.filter(\.hasCheckDigit)
            let postal = checked.filter { $0.scheme == .s10 }
            let candidates = postal.isEmpty ? checked : postal
            number = candidates.count == 1 ? candidates[0] : nil
            if candidates.count == 1 {
                reasons = []
            } else if numbers.count == 1, checked.isEmpty {
                reasons = [.weakNumber(numbers[0])]
            } else {
                reasons = [.ambiguous(numbers)]
            }
        default:
            number = nil
            declaration = nil
            reasons = [.ambiguous(found.map(\.number))]
        }
    }
}

/// What the evidence policy makes of what is there.
struct Weighed: Sendable {
    var held: [Evidence] = []
    var waived: [Evidence] = []
    var reasons: [Reason] = []
}

extension Conveyor {
    /// Holds evidence against the policy of the parcel's flow. Doubts about singling out are reasons of their own.
    func weigh(_ identity: Identity, _ line: LineID, _ now: Stamp) -> Weighed {
        var weighed = Weighed()
        guard let policy else { return weighed }
        let declaration = identity.declaration
        let flow = policy.flow(
            line: line, origin: declaration?.origin ?? identity.number?.country ?? "",
            service: declaration?.service ?? "")
        func weigh(_ evidence: Evidence, _ isThere: Bool) {
            if isThere {
                weighed.held.append(evidence)
            } else if flow.required.contains(evidence) {
                weighed.reasons.append(.missing(evidence))
            } else {
                weighed.waived.append(evidence)
            }
        }
        weigh(.identity, identity.number != nil)
        weigh(.manifest, declaration != nil)
        weigh(.acceptance, declaration.map { !$0.office.isEmpty } ?? false)
        if flow.stages.contains(.image) {
            weighed.reasons.append(.missing(.image))
        } else {
            weigh(.image, false)
        }
        let isCurrent = snapshot?.bulletinsAreCurrent ?? false
        // A site that takes bulletins of nobody waives nothing by it.
        if isCurrent || flow.required.contains(.bulletin) { weigh(.bulletin, isCurrent) }
        weighed.held.append(.singledOut)
        if let limit = flow.manifestLimit_min, let declaration, flow.required.contains(.manifest), now.trusted {
            let age = Int((now.utc - declaration.source.imported) / 60_000_000_000)
            if age > limit { weighed.reasons.append(.stale(.manifest, age_min: age, limit_min: limit)) }
        }
        return weighed
    }

    /// Notes why an open passage cannot be cleared, wherever on the site it is.
    mutating func doubt(_ passage: PassageID, _ reason: Reason, _ now: Stamp) {
        for line in lines.indices {
            if let place = lines[line].place(of: passage) { return doubt(line, place, reason, now) }
        }
        for counter in counters.indices where counters[counter].current?.id == passage {
            doubtCurrent(counter, [reason], now)
        }
    }

    /// What earlier passages and holds of the same number say against a clear. A copied label is held on both parcels.
    mutating func standingReasons(_ number: ParcelNumber, _ line: Int, _ place: Int, _ now: Stamp) -> [Reason] {
        let passage = lines[line].passages[place].id
        if let open = standing.hold(on: number) {
            record(
                .alarmRaised(
                    AlarmRaised(.openHoldOnBelt, line: id(line), passage: passage, detail: open.description)), now)
            return [.openHold(open)]
        }
        guard let earlier = sightings[number], earlier.passage != passage else { return [] }
        switch earlier.state {
        case .inspected: return fingerprintReasons(earlier, lines[line].passages[place])
        case .recirculated:
            // Only the line that sent it round gets it back.
            guard earlier.line == line else { break }
            let rounds = earlier.rounds + 1
            let isTooOften = rounds > settings.roundLimit
            return fingerprintReasons(earlier, lines[line].passages[place])
                + (isTooOften ? [.recirculatedTooOften(times: rounds)] : [])
        case .passed(let at):
            let window = Int64(settings.copyWindow_s) * 1_000_000_000
            guard now.monotonic - at <= window else { return [] }
            // One of the two is not what its label says: the one that passed is sought.
            seek(
                number, passage: earlier.passage, line: whereSeen(earlier), [.copiedLabel(number, other: passage)], now)
        case .underWay, .unknown:
            doubt(earlier.passage, .copiedLabel(number, other: passage), now)
        }
        return [.copiedLabel(number, other: earlier.passage)]
    }

    /// What a number that a held parcel gets at the inspection table says, if another parcel had it: one of the two is not
    /// what its label says, and both are held.
    mutating func copyReasons(_ hold: HoldID, _ number: ParcelNumber, _ now: Stamp) -> [Reason] {
        let own = standing.passages(of: hold)
        guard let earlier = sightings[number], !own.contains(earlier.passage) else { return [] }
        let other = own.last.map { Reason.copiedLabel(number, other: $0) }
        switch earlier.state {
        case .inspected, .recirculated, .unknown: return []
        case .passed(let at):
            guard now.monotonic - at <= Int64(settings.copyWindow_s) * 1_000_000_000 else { return [] }
            if let other { seek(number, passage: earlier.passage, line: whereSeen(earlier), [other], now) }
        case .underWay: if let other { doubt(earlier.passage, other, now) }
        }
        return [.copiedLabel(number, other: earlier.passage)]
    }

    /// Where a number was seen: a table is named by its own place.
    func whereSeen(_ sighting: Sightings.Sighting) -> LineID {
        lines.indices.contains(sighting.line) ? id(sighting.line) : counters[max(0, -1 - sighting.line)].layout.id
    }

    /// A number that came back must be on the same thing.
    private func fingerprintReasons(_ earlier: Sightings.Sighting, _ passage: Passage) -> [Reason] {
        var reasons: [Reason] = []
        if let before = earlier.length_mm, abs(before - passage.length_mm) > settings.lengthTolerance_mm {
            reasons.append(.fingerprintMismatch(measured_mm: passage.length_mm, before_mm: before))
        }
        if let before = earlier.weight_g, let weight = passage.measured?.weight_g,
            !ParcelMeasure.areOfOneParcel(weight_g: weight, before)
        {
            reasons.append(.weightMismatch(measured_g: weight, before_g: before))
        }
        return reasons
    }

    /// Remembers that a number is under way on a parcel.
    mutating func see(_ number: ParcelNumber, _ line: Int, _ passage: Passage) {
        var rounds = 0
        if let earlier = sightings[number], case .recirculated = earlier.state { rounds = earlier.rounds + 1 }
        sightings.see(
            number,
            Sightings.Sighting(
                passage: passage.id, line: line, state: .underWay, length_mm: passage.length_mm,
                weight_g: passage.measured?.weight_g, rounds: rounds))
    }
}
