import Entries

/// Why a bulletin does not follow those that were taken in.
public enum BulletinFault: Error, Sendable, Hashable {
    /// Taken in already.
    case repeated(serial: UInt64)
    /// The issuer is farther: an old one is played again, or another one has its serial number.
    case old(serial: UInt64, newest: UInt64)
    /// Too far beyond the newest one to be believed.
    case tooFar(serial: UInt64, newest: UInt64)
    /// So many have come since the last complete one that another complete one is needed.
    case tooMany(limit: Int)

    public var code: String {
        switch self {
        case .repeated: "bulletin-repeated"
        case .old: "bulletin-old"
        case .tooFar: "bulletin-too-far"
        case .tooMany: "bulletin-too-many"
        }
    }

    /// The serial number or the bound that the words name.
    public var detail: String {
        switch self {
        case .repeated(let serial): String(serial)
        case .old(let serial, _), .tooFar(let serial, _): String(serial)
        case .tooMany(let limit): String(limit)
        }
    }
}

/// The bulletins of every issuer, made by their entries: which is the newest, and which one is missing.
public struct BulletinBook: Sendable {
    public static let gapLimit: UInt64 = 1_000
    public static let countLimit = 500

    /// One issuer's bulletins.
    public struct Issuer: Sendable, Hashable {
        /// Those that count, by serial number.
        public internal(set) var taken: [UInt64: BulletinTaken] = [:]
        public internal(set) var newest: BulletinTaken?
        public internal(set) var missing: Set<UInt64> = []

        public var inOrder: [BulletinTaken] { taken.values.sorted { $0.serial < $1.serial } }
    }

    public enum State: Sendable, Hashable {
        /// None has ever come.
        case none
        case current
        /// At least one before the newest did not come.
        case gap
        /// The next one is overdue.
        case stale
        /// A file that was taken in is gone or changed.
        case damaged

        public var code: String {
            switch self {
            case .none: "none"
            case .current: "current"
            case .gap: "gap"
            case .stale: "stale"
            case .damaged: "damaged"
            }
        }
    }

    private var issuers: [String: Issuer] = [:]
    /// The first serial number that is taken of an issuer.
    private let first: [String: UInt64]
    /// Hashes of all that were ever taken in.
    private var hashes: Set<String> = []
    /// All that were ever taken in, in that order.
    public private(set) var all: [BulletinTaken] = []
    public var count: Int { all.count }

    public init(first: [String: UInt64] = [:]) { self.first = first }

    public subscript(issuer: String) -> Issuer { issuers[issuer] ?? Issuer() }

    public mutating func note(_ body: EntryBody) {
        guard case .bulletinTaken(let taken) = body else { return }
        all.append(taken)
        hashes.insert(taken.hash)
        var issuer = self[taken.issuer]
        let before = issuer.newest?.serial ?? ((first[taken.issuer] ?? taken.serial) - 1)
        if taken.serial > before {
            // A complete one says what those before it said.
            if !taken.isComplete { for serial in (before + 1)..<taken.serial { issuer.missing.insert(serial) } }
            issuer.newest = taken
        }
        issuer.missing.remove(taken.serial)
        if taken.isComplete {
            issuer.missing = issuer.missing.filter { $0 > taken.serial }
            issuer.taken = issuer.taken.filter { $0.key > taken.serial }
        }
        issuer.taken[taken.serial] = taken
        issuers[taken.issuer] = issuer
    }

    /// Whether a file was taken in at some time.
    public func has(_ hash: String) -> Bool { hashes.contains(hash) }

    /// Whether a bulletin may be taken in after those that were. One that was left out may still come.
    public func check(_ name: String, serial: UInt64, hash: String, isComplete: Bool) throws(BulletinFault) {
        let issuer = self[name]
        if hashes.contains(hash) { throw .repeated(serial: serial) }
        if issuer.missing.contains(serial) { return }
        let newest = issuer.newest?.serial ?? ((first[name] ?? serial) - 1)
        guard serial > newest else { throw .old(serial: serial, newest: newest) }
        guard isComplete || serial - newest <= Self.gapLimit else { throw .tooFar(serial: serial, newest: newest) }
        guard isComplete || issuer.taken.count < Self.countLimit else { throw .tooMany(limit: Self.countLimit) }
    }

    /// When the first of these issuers' next bulletin is due: nanoseconds UTC; the largest where none has sent any.
    public func validUntil(of issuers: [String]) -> Int64 {
        issuers.compactMap { self[$0].newest?.validUntil }.min() ?? .max
    }

    /// - Parameter moment: nanoseconds UTC; nil when the clock is not to be trusted: then nothing is overdue.
    public func state(of name: String, at moment: Int64?) -> State {
        let issuer = self[name]
        guard let newest = issuer.newest else { return .none }
        if !issuer.missing.isEmpty { return .gap }
        if let moment, moment >= newest.validUntil { return .stale }
        return .current
    }
}
