import Parcels

/// What is known of one parcel when its rules are asked.
public struct Subject: Sendable {
    public let line: LineID
    public let number: ParcelNumber?
    /// Every valid number that was read on the parcel.
    public let numbers: [ParcelNumber]
    /// The labels that the line's readers read on it; none at a table, where a person has it in hand.
    public let reads: LabelReads
    public let declaration: Declaration?
    /// Measured by the first eye.
    public let length_mm: Int
    /// By scales and dimensioners; nil where there is none.
    public let measured: ParcelMeasure?
    /// Nanoseconds UTC; what a rule sees as the present. Nil where the clock is not to be trusted: then nothing is old.
    public let now: Int64?
    /// By which parcels are drawn; nil where there is none: then every one is.
    public let seed: SamplingSeed?

    public init(
        line: LineID, number: ParcelNumber?, numbers: [ParcelNumber], reads: LabelReads = LabelReads(),
        declaration: Declaration?, length_mm: Int, measured: ParcelMeasure? = nil, now: Int64?,
        seed: SamplingSeed? = nil
    ) {
        self.line = line
        self.number = number
        self.numbers = numbers
        self.reads = reads
        self.declaration = declaration
        self.length_mm = length_mm
        self.measured = measured
        self.now = now
        self.seed = seed
    }
}

/// What the rules said.
public struct Screened: Sendable {
    /// Why the parcel must be held: rules that hold, and rules that failed.
    public var holds: [Reason] = []
    /// What rules noted without holding.
    public var notes: [Reason] = []
    /// Those of them that say: do not open, do not move.
    public var dangers: [Reason] = []

    public init(holds: [Reason] = [], notes: [Reason] = []) {
        self.holds = holds
        self.notes = notes
    }
}
