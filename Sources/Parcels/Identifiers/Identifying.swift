extension Numbering {
    /// Says all that can be said about a number as typed or scanned.
    /// - Parameters:
    ///   - text: bytes; an AIM symbology identifier may stand before them (`]C1`), spaces are dropped, small letters raised, and
    ///     hyphens dropped where no scheme has them.
    ///   - symbology: of the reader, where it is known otherwise.
    public func identify(_ text: [UInt8], symbology: SymbologyIdentifier? = nil) -> Identification {
        if text.count > 3, text[0] == 0x5D, let prefix = SymbologyIdentifier(letter: text[1], modifier: text[2]) {
            return read(Array(text[3...]), prefix)
        }
        return read(text, symbology)
    }

    private func read(_ text: [UInt8], _ symbology: SymbologyIdentifier?) -> Identification {
        let number = NumberText(text)
        if let number, !isElements(number, symbology) { return plain(number) }
        if let string = ElementString(text, symbology: symbology) {
            return Identification(string.outcome, self, string: string)
        }
        guard let number else { return Identification(.unknown, self) }
        return plain(number)
    }

    /// Whether it is more in GS1 data than a bare SSCC, with or without its identifier.
    private func isElements(_ number: NumberText, _ symbology: SymbologyIdentifier?) -> Bool {
        guard symbology?.carriesElements == true else { return false }
        let isUnit = number.isDigits && (number.count == 18 || (number.count == 20 && number.begins("00")))
        return !isUnit
    }

    private func plain(_ number: NumberText) -> Identification {
        let choice = choose(number)
        if choice.outcome == .unknown, number.hasHyphen, let bare = number.withoutHyphens() {
            let again = choose(bare)
            if again.outcome != .unknown { return answer(again, .init(number: bare, hasDroppedHyphens: true)) }
        }
        return answer(choice, .init(number: number, hasDroppedHyphens: false))
    }

    private func choose(_ number: NumberText) -> NumberChoice {
        var choice = NumberChoice()
        each(number) { choice.weigh($0) }
        return choice
    }

    private func answer(_ choice: NumberChoice, _ plain: Identification.Plain) -> Identification {
        let outcome: Identification.Outcome
        switch (choice.outcome, choice.best, choice.wrong) {
        case (.taken, let best?, _): outcome = .valid(.init(best, plain.number))
        // Digits alone whose check fails for one may be another's who has none.
        case (.wrong, _, _) where choice.lengths > 0 && plain.number.isDigits: outcome = .lengthOnly
        case (.wrong, _, let wrong?): outcome = .invalid(.init(wrong, plain.number))
        case (.lengthOnly, _, _): outcome = .lengthOnly
        default: outcome = .unknown
        }
        return Identification(outcome, self, plain: plain)
    }
}

extension ElementString {
    /// The parcel's number among GS1 data: the logistic unit's, else the shipment's, else the consignment's, else a carrier's in
    /// the company's own identifiers 91 to 96. A route (403) or a postcode (420, 421) is none.
    var outcome: Identification.Outcome {
        // An SSCC that stands before what cannot be read is complete by itself.
        if let first = walked.first, first.identifier == ApplicationIdentifier.unit,
            let unit = candidates(first).first
        {
            return .valid(unit)
        }
        let all = candidates
        if let fault {
            if let wrong = all.first(where: { $0.fault != nil && $0.form.known == .sscc }) { return .invalid(wrong) }
            return .broken(fault)
        }
        for key in [KnownScheme.sscc, .gsin, .ginc] {
            if let candidate = all.first(where: { $0.form.known == key }) { return .valid(candidate) }
        }
        if let carriers = all.first(where: { $0.fault == nil }) { return .valid(carriers) }
        return all.first.map { .invalid($0) } ?? .noParcel
    }

    var candidates: [Identification.Candidate] {
        var all: [Identification.Candidate] = []
        for element in walked { all += candidates(element) }
        guard let fault else { return all }
        if fault.kind == .check, fault.identifier == "00" { return all + wrongUnit(fault.offset + 2) }
        // Digits of a carrier's own between a postcode and the end, whose separator is missing.
        if fault.kind == .separator, let number = NumberText(bytes) { all += carriers(number) }
        return all
    }

    private func candidates(_ element: ElementWalk.Element) -> [Identification.Candidate] {
        let known: KnownScheme
        switch element.identifier {
        case ApplicationIdentifier.unit: known = .sscc
        case ApplicationIdentifier.shipment: known = .gsin
        case ApplicationIdentifier.consignment: known = .ginc
        case _ where element.isCompanys:
            guard let number = NumberText(bytes[element.start..<element.value.upperBound]) else { return [] }
            return carriers(number)
        default: return []
        }
        let value = bytes[element.value]
        guard value.allSatisfy(CanonicalNumber.isAllowed), let number = NumberText(value) else { return [] }
        return [.init(NumberForm(KnownForm(known: known, place: 0..<number.count, fault: nil)), number)]
    }

    private func carriers(_ number: NumberText) -> [Identification.Candidate] {
        var all: [Identification.Candidate] = []
        KnownForms(text: number).each { form in
            // An identifier and its data of 18 digits in all are no SSCC.
            guard form.known.facts.carrier != nil else { return }
            all.append(.init(NumberForm(form), number))
        }
        return all
    }

    /// An SSCC whose check digit fails.
    private func wrongUnit(_ start: Int) -> [Identification.Candidate] {
        guard start + 18 <= bytes.count, let number = NumberText(bytes[start..<start + 18]) else { return [] }
        var all: [Identification.Candidate] = []
        KnownForms(text: number).each { all.append(.init(NumberForm($0), number)) }
        return all
    }
}
