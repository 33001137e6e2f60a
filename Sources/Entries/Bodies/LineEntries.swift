import JSON
import Parcels
import Readings

/// An earlier clear is taken back, or a parcel that was never seen is to be held as soon as it comes: by a person, or by a
/// list or rule that came into force later.
public struct RecallOrdered: EntryContent, Hashable {
    public static let kind = EntryKind.recallOrdered

    public let number: ParcelNumber
    /// The passage that was cleared last, as the records know it; nil when there was none.
    public let passage: PassageID?
    /// The line of that passage.
    public let line: LineID?
    public let reasons: [Reason]
    /// Nil where a list or a rule ordered it.
    public let by: AccountID?
    /// The ground as the person wrote it; personal, since it may name people.
    public private(set) var note: String?

    private enum CodingKeys: String, CodingKey {
        case number, passage, line, reasons, by
    }

    public init(
        number: ParcelNumber, passage: PassageID?, line: LineID?, reasons: [Reason], by: AccountID?,
        note: String? = nil
    ) {
        self.number = number
        self.passage = passage
        self.line = line
        self.reasons = reasons
        self.by = by
        self.note = note
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("number", ifThere: number)
        writer.field("passage", ifThere: passage)
        writer.field("line", ifThere: line?.name)
        writer.key("reasons")
        writer.value(reasons)
        writer.field("by", ifThere: by?.name)
    }

    public func writePersonal(to writer: inout JSONWriter) -> Bool { PersonalNote.write(note, to: &writer) }

    public mutating func attach(personal: [UInt8]) throws { note = try PersonalNote.read(personal) }
}

/// Do not open, do not move: the belts of an area stop because of one parcel. This entry's sequence is the halt's number.
public struct LineHalted: EntryContent, Hashable {
    public static let kind = EntryKind.lineHalted

    /// The lines that stop together.
    public let lines: [LineID]
    public let hold: HoldID
    public let passage: PassageID?
    /// Nil where a rule asked for it.
    public let by: AccountID?

    public init(lines: [LineID], hold: HoldID, passage: PassageID?, by: AccountID?) {
        self.lines = lines
        self.hold = hold
        self.passage = passage
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.key("lines")
        writer.beginArray()
        for line in lines { writer.value(line.name) }
        writer.endArray()
        writer.key("hold")
        writer.value(hold)
        writer.field("passage", ifThere: passage)
        writer.field("by", ifThere: by?.name)
    }
}

/// What two persons may order together.
public enum LineOrder: String, Sendable, Hashable, Codable, CaseIterable {
    /// The area of a halt is safe: its hold becomes an ordinary one and the lines may run.
    case returnToWork = "return-to-work"
    /// The induction is slowed instead of stopped although the inspection lane is full, for some minutes.
    case runWithFullLane = "run-with-full-lane"
    /// An authority has ordered in writing that a held parcel goes on under its watch: a clear of its own kind.
    case controlledDelivery = "controlled-delivery"
}

/// One person asks for an order; it is nothing before another has confirmed it. This entry's sequence is its number.
public struct LineOrderAsked: EntryContent, Hashable {
    public static let kind = EntryKind.lineOrderAsked

    public let order: LineOrder
    public let line: LineID
    /// The halt to be ended.
    public let halt: UInt64?
    /// The hold whose parcel is to go on.
    public let hold: HoldID?
    /// How long a timed order lasts, in minutes.
    public let minutes: Int?
    public let by: AccountID
    /// The ground; personal, since it may name people.
    public private(set) var note: String?

    private enum CodingKeys: String, CodingKey {
        case order, line, halt, hold, minutes, by
    }

    public init(
        order: LineOrder, line: LineID, halt: UInt64?, hold: HoldID? = nil, minutes: Int?, by: AccountID, note: String?
    ) {
        self.order = order
        self.line = line
        self.halt = halt
        self.hold = hold
        self.minutes = minutes
        self.by = by
        self.note = note
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("order", order.rawValue)
        writer.field("line", line.name)
        if let halt {
            writer.key("halt")
            writer.value(halt)
        }
        if let hold {
            writer.key("hold")
            writer.value(hold)
        }
        writer.field("minutes", ifThere: minutes)
        writer.field("by", by.name)
    }

    public func writePersonal(to writer: inout JSONWriter) -> Bool { PersonalNote.write(note, to: &writer) }

    public mutating func attach(personal: [UInt8]) throws { note = try PersonalNote.read(personal) }
}

/// A second person confirmed an order: it is in force from here on.
public struct LineOrdered: EntryContent, Hashable {
    public static let kind = EntryKind.lineOrdered

    public let order: LineOrder
    public let line: LineID
    public let halt: UInt64?
    public let hold: HoldID?
    public let minutes: Int?
    /// The entry that asked for it.
    public let asked: UInt64
    public let askedBy: AccountID
    public let by: AccountID

    public init(_ asked: LineOrderAsked, sequence: UInt64, by: AccountID) {
        order = asked.order
        line = asked.line
        halt = asked.halt
        hold = asked.hold
        minutes = asked.minutes
        self.asked = sequence
        askedBy = asked.by
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("order", order.rawValue)
        writer.field("line", line.name)
        if let halt {
            writer.key("halt")
            writer.value(halt)
        }
        if let hold {
            writer.key("hold")
            writer.value(hold)
        }
        writer.field("minutes", ifThere: minutes)
        writer.key("asked")
        writer.value(asked)
        writer.field("askedBy", askedBy.name)
        writer.field("by", by.name)
    }
}

/// The induction of a line is let run, slowed or stopped.
public struct InductionChanged: EntryContent, Hashable {
    public static let kind = EntryKind.inductionChanged

    public enum Why: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nothing speaks against it.
        case room
        case laneNearlyFull = "lane-nearly-full"
        case laneFull = "lane-full"
        /// Do not open, do not move.
        case halted
        /// The lane is full, and two persons let the line run on for some minutes.
        case orderedOn = "ordered-on"
    }

    public let line: LineID
    public let induction: Induction
    public let why: Why
    /// Free places of the inspection lane; nil when nobody knows.
    public let laneFree: Int?

    public init(line: LineID, induction: Induction, why: Why, laneFree: Int?) {
        self.line = line
        self.induction = induction
        self.why = why
        self.laneFree = laneFree
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("line", line.name)
        writer.field("induction", induction.rawValue)
        writer.field("why", why.rawValue)
        writer.field("laneFree", ifThere: laneFree)
    }
}

/// A sentence that a person wrote, as the only personal part of an entry.
enum PersonalNote {
    private struct Shape: Codable {
        let note: String
    }

    static func write(_ note: String?, to writer: inout JSONWriter) -> Bool {
        guard let note else { return false }
        writer.beginObject()
        writer.field("note", note)
        writer.endObject()
        return true
    }

    static func read(_ personal: [UInt8]) throws -> String { try PersonalPart.read(Shape.self, personal).note }
}
