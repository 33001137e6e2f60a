import Parcels
import Words

/// What `identify` says to people.
struct IdentifyWords {
    let found: Identification
    let numbering: Numbering
    let language: Language

    /// One line for a number.
    func line(_ number: String) -> String {
        var parts = [judgement]
        if let taken = found.taken, found.isValid {
            if let carrier = name(of: taken) { parts.append(say("carrier", [("carrier", carrier)])) }
            if let service = taken.service { parts.append(service.text(language)) }
            if let remark { parts.append(remark) }
        }
        if found.hasDroppedHyphens { parts.append(say("hyphens")) }
        if let others { parts.append(others) }
        let alike = found.lookAlikes.map(\.number)
        if !alike.isEmpty { parts.append(say("look-alikes", [("numbers", alike.joined(separator: ", "))])) }
        return Terminal.plain(number) + ": " + parts.map { Terminal.plain($0) }.joined(separator: "; ")
    }

    /// Why a number is not valid, or what weakens one that is; nil where there is nothing to say.
    var reason: String? {
        switch found.outcome {
        case .valid: remark
        case .invalid(let candidate): candidate.fault.map { language == .english ? "\($0)" : $0.text(language) }
        case .lengthOnly: say("length-only", [("schemes", schemes(found.candidates.filter { $0.fault == nil }))])
        case .noParcel: say("no-parcel")
        case .broken(let fault): fault.text(language)
        case .unknown: say("unknown")
        }
    }

    private var judgement: String {
        switch found.outcome {
        case .valid(let candidate):
            say(
                "valid",
                [
                    ("scheme", candidate.scheme.rawValue), ("canonical", candidate.canonical.description),
                    ("evidence", Catalogue.text("evidence-class.\(candidate.evidence.rawValue)", language)),
                ])
        case .invalid(let candidate): say("invalid", [("scheme", candidate.scheme.rawValue), ("why", reason ?? "")])
        case .broken: say("broken", [("why", reason ?? "")])
        case .lengthOnly, .noParcel, .unknown: reason ?? ""
        }
    }

    private var remark: String? {
        guard let taken = found.taken else { return nil }
        if !taken.isConfirmed { return say("unconfirmed") }
        guard found.choice == .firstOfEquals else { return nil }
        let equals = found.candidates.filter {
            $0.scheme != taken.scheme && $0.fault == nil && $0.evidence == taken.evidence && $0.isConfirmed
        }
        return say("first-of-equals", [("schemes", schemes(equals))])
    }

    /// Weaker candidates beside the one that was taken.
    private var others: String? {
        guard let taken = found.taken else { return nil }
        let weaker = found.candidates.filter {
            $0.scheme != taken.scheme && $0.fault == nil && (!found.isValid || $0.evidence < taken.evidence)
        }
        return weaker.isEmpty ? nil : say("also", [("schemes", schemes(weaker))])
    }

    private func schemes(_ candidates: [Identification.Candidate]) -> String {
        candidates.map(\.scheme.rawValue).joined(separator: ", ")
    }

    /// The operator's name as the site has it, or the carrier's word.
    private func name(of candidate: Identification.Candidate) -> String? {
        candidate.carrier.map { numbering.profile(of: candidate.scheme)?.name(language) ?? $0 }
    }

    private func say(_ key: String, _ arguments: [(name: String, value: String)] = []) -> String {
        Catalogue.text("identify." + key, language, arguments)
    }
}
