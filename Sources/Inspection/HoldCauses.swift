import Parcels

/// How often each reason held a parcel in the last hour and in the shift before it.
public struct HoldCounts: Sendable {
    public struct Cause: Sendable, Hashable {
        public let code: ReasonCode
        /// The rule, the evidence, or what was not ready; nil where the code says it all.
        public let subject: String?
        public let now: Int
        public let before: Int

        public init(code: ReasonCode, subject: String?, now: Int, before: Int) {
            self.code = code
            self.subject = subject
            self.now = now
            self.before = before
        }
    }

    /// Nanoseconds.
    public static let recent: Int64 = 3600 * 1_000_000_000
    public static let shift: Int64 = 8 * recent

    /// Passages opened and holds raised; a hold with two reasons counts once here and in both causes.
    public let parcelsNow: Int
    public let parcelsBefore: Int
    public let holdsNow: Int
    public let holdsBefore: Int
    public let causes: [Cause]

    public init(parcelsNow: Int, parcelsBefore: Int, holdsNow: Int, holdsBefore: Int, causes: [Cause]) {
        self.parcelsNow = parcelsNow
        self.parcelsBefore = parcelsBefore
        self.holdsNow = holdsNow
        self.holdsBefore = holdsBefore
        self.causes = causes
    }
}

/// What is known of the site now that may explain holds.
public struct HoldCircumstances: Sendable {
    public struct Device: Sendable {
        public let id: String
        public let isWorking: Bool
        /// Its latest looks at labels, and how many of them read nothing.
        public let looks: Int
        public let noReads: Int

        public init(id: String, isWorking: Bool, looks: Int, noReads: Int) {
            self.id = id
            self.isWorking = isWorking
            self.looks = looks
            self.noReads = noReads
        }
    }

    /// Minutes since the newest manifest; nil before the first.
    public let manifestAge_min: Int?
    public let manifestLimit_min: Int?
    public let devices: [Device]

    public init(manifestAge_min: Int?, manifestLimit_min: Int?, devices: [Device]) {
        self.manifestAge_min = manifestAge_min
        self.manifestLimit_min = manifestLimit_min
        self.devices = devices
    }
}

/// Why parcels are held now: the causes of the last hour, the commonest first, each with what explains it.
public enum HoldCauses {
    public struct Line: Sendable, Hashable {
        public let cause: HoldCounts.Cause
        /// At least twice as often as in an hour of the shift before, and no chance: five times or more.
        public let isRising: Bool
        /// A phrase of the catalogue, `why.` and the code; nil where nothing is known that explains it.
        public let why: Why?
    }

    public struct Why: Sendable, Hashable {
        public struct Argument: Sendable, Hashable {
            public let name: String
            public let value: String
        }

        public let code: String
        public let arguments: [Argument]

        init(_ code: String, _ arguments: KeyValuePairs<String, String> = [:]) {
            self.code = code
            self.arguments = arguments.map { Argument(name: $0, value: $1) }
        }
    }

    public static let length = 5
    static let fewest = 5
    /// A device that looked less often is not judged.
    static let fewestLooks = 20
    static let shiftHours = Int(HoldCounts.shift / HoldCounts.recent)

    public static func lines(_ counts: HoldCounts, _ circumstances: HoldCircumstances) -> [Line] {
        let held = counts.causes.filter { $0.now > 0 }.sorted { a, b in
            if a.now != b.now { return a.now > b.now }
            if a.before != b.before { return a.before < b.before }
            return (a.code.rawValue, a.subject ?? "") < (b.code.rawValue, b.subject ?? "")
        }
        return held.prefix(length).map { cause in
            Line(
                cause: cause, isRising: cause.now >= fewest && cause.now * shiftHours >= 2 * cause.before,
                why: why(cause, circumstances))
        }
    }

    private static func why(_ cause: HoldCounts.Cause, _ circumstances: HoldCircumstances) -> Why? {
        switch cause.code {
        case .noRead, .unknownNumber: reading(circumstances)
        case .evidenceMissing where cause.subject == Evidence.identity.rawValue: reading(circumstances)
        case .evidenceStale: manifest(circumstances)
        case .evidenceMissing where cause.subject == Evidence.manifest.rawValue: manifest(circumstances)
        default: nil
        }
    }

    private static func manifest(_ circumstances: HoldCircumstances) -> Why? {
        guard let age = circumstances.manifestAge_min else { return Why("manifest-none") }
        guard let limit = circumstances.manifestLimit_min else {
            return Why("manifest-age", ["age_min": String(age)])
        }
        return Why("manifest-limit", ["age_min": String(age), "limit_min": String(limit)])
    }

    /// The device that is away, else the one that reads worst.
    private static func reading(_ circumstances: HoldCircumstances) -> Why? {
        if let away = circumstances.devices.first(where: { !$0.isWorking }) {
            return Why("device-away", ["device": away.id])
        }
        let judged = circumstances.devices.filter { $0.looks >= fewestLooks && $0.noReads > 0 }
        guard let worst = judged.max(by: { $0.noReads * $1.looks < $1.noReads * $0.looks }) else { return nil }
        return Why("device-reads", ["device": worst.id, "percent": String(worst.noReads * 100 / worst.looks)])
    }
}
