/// The whole answer to whose number a text is: what it was taken for and why, what else it fits, and what it carries. All but the
/// outcome is worked out when it is asked for.
public struct Identification: Sendable {
    public enum Outcome: Sendable, Equatable {
        case valid(Candidate)
        case invalid(Candidate)
        /// Only its length fits, of several schemes or of one whose form is only told.
        case lengthOnly
        /// GS1 data that has no parcel's key.
        case noParcel
        /// GS1 data that cannot be read to its end.
        case broken(ElementFault)
        case unknown
    }

    /// Why the one that was taken was taken.
    public enum Choice: String, Sendable, Hashable {
        /// Nothing else fits.
        case only
        /// What else fits has weaker evidence, or a check that fails.
        case strongest
        /// Others have evidence as strong; the first in the fixed order is taken.
        case firstOfEquals = "first-of-equals"
    }

    /// What a text was when it is no GS1 data.
    struct Plain: Sendable {
        let number: NumberText
        let hasDroppedHyphens: Bool
    }

    public let outcome: Outcome
    let numbering: Numbering
    let plain: Plain?
    let string: ElementString?

    init(_ outcome: Outcome, _ numbering: Numbering, plain: Plain? = nil, string: ElementString? = nil) {
        self.outcome = outcome
        self.numbering = numbering
        self.plain = plain
        self.string = string
    }

    public var isValid: Bool { if case .valid = outcome { true } else { false } }

    /// What it was taken for, right or wrong.
    public var taken: Candidate? {
        switch outcome {
        case .valid(let candidate), .invalid(let candidate): candidate
        case .lengthOnly, .noParcel, .broken, .unknown: nil
        }
    }

    /// Every scheme that fits, in a fixed order: first the program's own, then the site's operators.
    public var candidates: [Candidate] {
        if let string { return string.candidates }
        guard let number = plain?.number else { return [] }
        var all: [Candidate] = []
        numbering.each(number) { all.append(Candidate($0, number)) }
        return all
    }

    /// Nil where nothing was taken.
    public var choice: Choice? {
        guard case .valid(let taken) = outcome else { return nil }
        let ranks = candidates.map(\.form.rank)
        guard ranks.count > 1 else { return .only }
        return ranks.count { $0 >= taken.form.rank } > 1 && string == nil ? .firstOfEquals : .strongest
    }

    /// GS1 elements, or the named places of another number.
    public var elements: [NumberPart] {
        if let string { return string.elements.map { NumberPart($0.identifier, $0.value, title: $0.title) } }
        return taken?.parts ?? []
    }

    /// How GS1 data was written; nil for other numbers.
    public var form: ElementString.Form? { string?.form }

    /// Hyphens that stand in no scheme were dropped.
    public var hasDroppedHyphens: Bool { plain?.hasDroppedHyphens ?? false }

    /// What it might have been, if characters that look alike were confused: for a person, to look at the label again.
    public var lookAlikes: [LookAlike] {
        guard !isValid, let number = plain?.number else { return [] }
        return LookAlike.proposals(number)
    }
}

extension Identification {
    /// A scheme that the number has the form of.
    public struct Candidate: Sendable, Equatable {
        let form: NumberForm
        let text: NumberText

        init(_ form: NumberForm, _ text: NumberText) {
            self.form = form
            self.text = text
        }

        public static func == (first: Self, second: Self) -> Bool {
            first.form == second.form && first.canonical == second.canonical
        }

        public var scheme: Scheme { form.scheme }
        public var evidence: NumberEvidence { form.evidence }
        public var algorithm: CheckAlgorithm? { form.known?.facts.algorithm }
        /// Whether the form is known from the operator or its labels, or only told.
        public var isConfirmed: Bool { form.isConfirmed }
        /// Nil where what the scheme checks holds.
        public var fault: NumberFault? { form.fault }
        public var canonical: CanonicalNumber { CanonicalNumber(text, form.place) }

        /// Whose number it is: `post:` and the country for S10. Nil where the number does not tell, or where its form is only told.
        public var carrier: String? {
            switch form.known {
            case .s10: return form.fault == nil ? "post:" + text.text(11..<13) : nil
            case .licencePlate: return LicencePlate.agency(text)?.carrier
            case .some(let known): return known.facts.carrier.map { "\($0)" }
            case nil: return form.isConfirmed ? form.scheme.rawValue : nil
            }
        }

        /// The issuing post's country, for a valid S10.
        public var country: String? { form.known == .s10 && form.fault == nil ? text.text(11..<13) : nil }

        public var service: PostalService? { form.known == .s10 ? PostalService(text.text(0..<2)) : nil }

        var parts: [NumberPart] {
            form.known.map { KnownForm(known: $0, place: form.place, fault: nil).parts(text) } ?? []
        }
    }
}
