import Words

/// The codes of reasons. They are written in journals and must never change their meaning.
public enum ReasonCode: String, Sendable, Hashable, Codable, CaseIterable {
    case noRead = "no-read"
    case labelSetAside = "label-set-aside"
    case unknownNumber = "unknown-number"
    case evidenceMissing = "evidence-missing"
    case evidenceStale = "evidence-stale"
    case ambiguousIdentity = "ambiguous-identity"
    case copiedLabel = "copied-label"
    case openHold = "open-hold"
    case gapTooShort = "gap-too-short"
    case tooLong = "too-long"
    case twoInWindow = "two-in-window"
    case lengthMismatch = "length-mismatch"
    case positionLost = "position-lost"
    case rule
    case ruleFailed = "rule-failed"
    case late
    case permitRefused = "permit-refused"
    case restart
    case notReady = "not-ready"
    case lookupFailed = "lookup-failed"
    case linkLost = "link-lost"
    case trackReused = "track-reused"
    case diverted
    case contradiction
    case stray
    case escape
    case recalled
    case fingerprintMismatch = "fingerprint-mismatch"
    case weightMismatch = "weight-mismatch"
    case recirculatedTooOften = "recirculated-too-often"
    case readersDisagree = "readers-disagree"
    case suspectedByPerson = "suspected-by-person"
    case encoderJumped = "encoder-jumped"
    /// At a table: no durable decision before its deadline or the next scan.
    case undecided
    /// At bag closing: no clear for this parcel.
    case noClear = "no-clear"
    case clearWithdrawn = "clear-withdrawn"
    case clearStale = "clear-stale"
    /// The only number has no check digit, and no manifest knows it.
    case weakNumber = "weak-number"
    /// Two decoders read different data on one label of a picture.
    case labelDisputed = "label-disputed"
    /// What a rule that is only tried would have done. It holds nothing.
    case shadow
    /// A rule refers the parcel before it may be loaded.
    case referral
    /// A rule drew the parcel by lot.
    case sample

    /// A rule spoke.
    public var isSaid: Bool { self == .rule || self == .referral || self == .sample }

    /// Given by rules and lists.
    public var isOfRules: Bool { isSaid || self == .ruleFailed }

    /// Whether one passage is one parcel, and which one. It is said of a passage: what was found in a parcel does not answer it when
    /// its number is read again.
    public var isOfPassage: Bool {
        switch self {
        case .gapTooShort, .tooLong, .twoInWindow, .positionLost, .encoderJumped, .trackReused, .readersDisagree,
            .contradiction, .labelSetAside, .labelDisputed:
            true
        default: false
        }
    }

    /// Given by the evidence policy.
    public var isOfEvidence: Bool { self == .evidenceMissing || self == .evidenceStale }
}

/// A rule with the version that was in force.
public struct RuleReference: Sendable, Hashable, Codable {
    public let id: String
    public let version: Int

    public init(id: String, version: Int) {
        self.id = id
        self.version = version
    }
}

/// One reason of a decision: a code with typed arguments, the rule if one spoke, and the text in both languages as it
/// stood when the decision was made.
public struct Reason: Sendable, Hashable, Codable {
    public enum Argument: Sendable, Hashable {
        case text(String)
        case number(Int)
    }

    public let code: ReasonCode
    /// In the order in which the factories give them.
    public let arguments: [(name: String, value: Argument)]
    public let rule: RuleReference?
    public let vi: String
    public let en: String

    public func text(_ language: Language) -> String {
        switch language {
        case .vietnamese: vi
        case .english: en
        }
    }

    init(_ code: ReasonCode, _ arguments: [(name: String, value: Argument)] = [], rule: RuleReference? = nil) {
        self.init(code, arguments, rule: rule) { language in
            Catalogue.text(
                "reason." + code.rawValue, language, arguments.map { ($0.name, $0.value.text(language)) })
        }
    }

    init(
        _ code: ReasonCode, _ arguments: [(name: String, value: Argument)], rule: RuleReference?,
        text: (Language) -> String
    ) {
        self.code = code
        self.arguments = arguments
        self.rule = rule
        vi = text(.vietnamese)
        en = text(.english)
    }

    public static func == (first: Reason, second: Reason) -> Bool {
        first.code == second.code && first.rule == second.rule && first.vi == second.vi && first.en == second.en
            && first.arguments.count == second.arguments.count
            && zip(first.arguments, second.arguments).allSatisfy { $0.name == $1.name && $0.value == $1.value }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(rule)
        hasher.combine(en)
    }
}

extension Reason.Argument {
    func text(_ language: Language) -> String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        }
    }
}
