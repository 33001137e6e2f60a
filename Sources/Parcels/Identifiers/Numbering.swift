/// What a site knows about numbers: the operators whose parcels it has, and the schemes whose numbers say which parcel this is.
public struct Numbering: Sendable, Hashable {
    private let site: Site

    /// S10, SSCC, and the operators that the program knows; no number of theirs is a parcel's identity.
    public static let standard = Numbering()

    /// - Parameter identity: schemes beside S10 and SSCC.
    public init(identity: [Scheme] = [], operators: [OperatorProfile] = OperatorProfile.shipped) {
        site = Site([.s10, .sscc] + identity.filter { $0 != .s10 && $0 != .sscc }, operators)
    }

    /// Numbers of these schemes alone are a parcel's identity. S10 and SSCC are always among them.
    public var identity: [Scheme] { site.identity }
    public var operators: [OperatorProfile] { site.operators }
    /// The lengths that the site's numbers may have in interleaved 2 of 5: those of the schemes of `identity` whose numbers are digits
    /// of one length, and the GTIN's. A part of a number whose length changes would be another number.
    public var interleavedLengths: InterleavedLengths { site.interleaved }
    private var hasMore: Bool { site.identity.count > 2 }

    public static func == (first: Self, second: Self) -> Bool {
        first.identity == second.identity && first.operators == second.operators
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(identity)
        hasher.combine(operators)
    }

    /// Kept once: every answer about a number holds on to it.
    private final class Site: Sendable {
        let identity: [Scheme]
        let operators: [OperatorProfile]
        /// The operators' masks by the length of the number that they fit.
        let masks: [[Mask]]
        let interleaved: InterleavedLengths

        init(_ identity: [Scheme], _ operators: [OperatorProfile]) {
            self.identity = identity
            self.operators = operators
            let own = operators.filter { identity.contains($0.scheme) }.flatMap(\.masks).filter(\.isDigitsOfOneLength)
            interleaved = InterleavedLengths(
                [14] + identity.flatMap { KnownScheme($0)?.digitLengths ?? [] } + own.map(\.lengths.lowerBound))
            masks = (0...CanonicalNumber.sizeLimit).map { size in
                operators.enumerated().flatMap { profile, facts in
                    facts.masks.enumerated().compactMap { place, mask in
                        guard mask.lengths.contains(size) else { return nil }
                        let first = mask.runs.first.flatMap { $0.fewest > 0 ? $0.kind : nil }
                        return Mask(
                            profile: profile, place: place, isDigitsOfOneLength: mask.isDigitsOfOneLength, first: first)
                    }
                }
            }
        }
    }

    private struct Mask: Sendable {
        /// The operator's place, and the mask's with it.
        let profile: Int
        let place: Int
        let isDigitsOfOneLength: Bool
        /// What its first character must be, which settles most masks; nil where that is not told by the first run.
        let first: NumberMask.Kind?
    }

    /// Recognises what may say which parcel this is. One number that several of the site's schemes fit is nobody's.
    public func recognise(_ text: [UInt8], symbology: SymbologyIdentifier? = nil) -> Recognition {
        let found = Recognition.of(text, symbology: symbology)
        guard hasMore, found == .unknown, text.count <= Recognition.sizeLimit, let number = NumberText(text),
            // Data of GS1 is what its identifiers say, and a code of EAN or UPC (`E`) is a product's, whatever its length.
            symbology?.carriesElements != true, symbology?.letter != 0x45
        else { return found }
        var fitting: ParcelNumber?
        var isShared = false
        // A part of an interleaved 2 of 5 (`I`) is a shorter number of a scheme whose length changes.
        let isInterleaved = symbology?.letter == 0x49
        each(number) { form in
            guard form.fault == nil, identity.contains(form.scheme), !isInterleaved || form.isDigitsOfOneLength else {
                return
            }
            let one = ParcelNumber(recognised: form.scheme, CanonicalNumber(number, form.place))
            isShared = isShared || fitting.map { $0.scheme != one.scheme } ?? false
            fitting = one
        }
        guard let fitting, !isShared else { return .unknown }
        return .valid(fitting)
    }

    /// What an error says was expected of an item number.
    public var expectedNumber: String {
        guard hasMore else { return "a UPU S10 or SSCC number" }
        return "a number of the schemes " + identity.map(\.rawValue).joined(separator: ", ")
    }

    /// The operator whose scheme it is, if it is one.
    public func profile(of scheme: Scheme) -> OperatorProfile? { operators.first { $0.scheme == scheme } }

    /// Calls `found` for every scheme that a text has the form of: the program's own in their order, then the operators in the
    /// site's. What has the shape of S10 or SSCC is no operator's.
    @inline(__always)
    func each(_ number: NumberText, _ found: (NumberForm) -> Void) {
        var hasShape = false
        KnownForms(text: number).each { form in
            if form.known == .s10 || form.known == .sscc { hasShape = true }
            found(NumberForm(form))
        }
        if !hasShape { eachOperator(number, found) }
    }

    private func eachOperator(_ number: NumberText, _ found: (NumberForm) -> Void) {
        var last = -1
        for one in site.masks[number.count] where one.profile != last && one.first?.takes(number[0]) != false {
            let profile = operators[one.profile]
            let mask = profile.masks[one.place]
            guard mask.matches(number) else { continue }
            last = one.profile
            found(
                NumberForm(
                    scheme: profile.scheme, known: nil, place: 0..<number.count, evidence: mask.evidence,
                    isConfirmed: profile.isConfirmed, isDigitsOfOneLength: one.isDigitsOfOneLength, fault: nil))
        }
    }
}

/// A scheme that a text has the form of, and what that form gives.
struct NumberForm: Sendable, Equatable {
    let scheme: Scheme
    /// Nil for an operator of the site's.
    let known: KnownScheme?
    let place: Range<Int>
    let evidence: NumberEvidence
    let isConfirmed: Bool
    /// Whether the scheme's numbers are digits alone, all of one length or, of a known scheme, of its few.
    let isDigitsOfOneLength: Bool
    let fault: NumberFault?

    init(
        scheme: Scheme, known: KnownScheme?, place: Range<Int>, evidence: NumberEvidence, isConfirmed: Bool,
        isDigitsOfOneLength: Bool, fault: NumberFault?
    ) {
        self.scheme = scheme
        self.known = known
        self.place = place
        self.evidence = evidence
        self.isConfirmed = isConfirmed
        self.isDigitsOfOneLength = isDigitsOfOneLength
        self.fault = fault
    }

    init(_ form: KnownForm) {
        let facts = form.known.facts
        self.init(
            scheme: facts.scheme, known: form.known, place: form.place, evidence: facts.evidence, isConfirmed: true,
            isDigitsOfOneLength: true, fault: form.fault)
    }

    /// Which of several is taken: a check that holds before a structure, a confirmed form before one that is only told. 0 where
    /// a check fails.
    var rank: Int {
        guard fault == nil else { return 0 }
        switch evidence {
        case .checkDigit: return 5
        case .structure: return isConfirmed ? 4 : 3
        case .length: return isConfirmed ? 2 : 1
        }
    }
}
