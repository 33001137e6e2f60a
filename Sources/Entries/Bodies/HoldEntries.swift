import JSON
import Parcels
import Readings

/// A parcel is to be inspected. This entry's place names the hold.
public struct HoldRaised: EntryContent, Hashable {
    public static let kind = EntryKind.holdRaised

    public let line: LineID
    /// Nil for a stray, which has no passage.
    public let passage: PassageID?
    public let number: ParcelNumber?
    public let reasons: [Reason]
    /// An earlier clear is withdrawn: the parcel may have left already.
    public let recall: Bool

    public init(line: LineID, passage: PassageID?, number: ParcelNumber?, reasons: [Reason], recall: Bool) {
        self.line = line
        self.passage = passage
        self.number = number
        self.reasons = reasons
        self.recall = recall
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("line", line.name)
        writer.field("passage", ifThere: passage)
        writer.field("number", ifThere: number)
        writer.key("reasons")
        writer.value(reasons)
        writer.key("recall")
        writer.value(recall)
    }
}

/// Something more is known of a hold: another passage of the same parcel, or a further reason.
public struct HoldJoined: EntryContent, Hashable {
    public static let kind = EntryKind.holdJoined

    public let hold: HoldID
    public let passage: PassageID?
    public let reasons: [Reason]

    public init(hold: HoldID, passage: PassageID?, reasons: [Reason]) {
        self.hold = hold
        self.passage = passage
        self.reasons = reasons
    }

    public func write(to writer: inout JSONWriter) {
        writer.key("hold")
        writer.value(hold)
        writer.field("passage", ifThere: passage)
        writer.key("reasons")
        writer.value(reasons)
    }
}

/// A step in a hold's life.
public struct HoldStepped: EntryContent, Hashable {
    public static let kind = EntryKind.holdStepped

    public enum Step: String, Sendable, Hashable, Codable, CaseIterable {
        /// The sorter saw the parcel at the inspection exit.
        case diverted
        /// The parcel is at the table.
        case received
        /// An inspector has taken it up.
        case inspecting
        /// An unread parcel got its number.
        case identified
        case found
        case released
        case returned
        case seized
        case handedOver = "handed-over"
        /// An authority ordered in writing that the parcel goes on under its watch, and two persons carried it out.
        case controlled = "controlled-delivery"
    }

    public let hold: HoldID
    public let step: Step
    /// Nil where a machine saw it.
    public let by: AccountID?
    public let number: ParcelNumber?
    /// What was found, by its code in the catalogue.
    public let finding: Finding?
    /// What a person wrote; personal, since it may name people.
    public private(set) var note: String?

    private enum CodingKeys: String, CodingKey {
        case hold, step, by, number, finding
    }

    public init(
        hold: HoldID, step: Step, by: AccountID?, number: ParcelNumber? = nil, finding: Finding? = nil,
        note: String? = nil
    ) {
        self.hold = hold
        self.step = step
        self.by = by
        self.number = number
        self.finding = finding
        self.note = note
    }

    public func write(to writer: inout JSONWriter) {
        writer.key("hold")
        writer.value(hold)
        writer.field("step", step.rawValue)
        writer.field("by", ifThere: by?.name)
        writer.field("number", ifThere: number)
        writer.field("finding", ifThere: finding?.rawValue)
    }

    public func writePersonal(to writer: inout JSONWriter) -> Bool { PersonalNote.write(note, to: &writer) }

    public mutating func attach(personal: [UInt8]) throws { note = try PersonalNote.read(personal) }
}

/// A parcel that got its number at the table was screened by it: a real decision, which a person carries out.
public struct HoldScreened: EntryContent, Hashable {
    public static let kind = EntryKind.holdScreened

    public let hold: HoldID
    public let number: ParcelNumber
    /// Empty when nothing speaks against the parcel.
    public let reasons: [Reason]
    public let versions: Decision.Versions
    /// As the rules were told where the parcel is; nil in entries of before.
    public let line: LineID?
    public private(set) var declared: DeclaredFacts?

    public init(
        hold: HoldID, number: ParcelNumber, reasons: [Reason], versions: Decision.Versions, line: LineID? = nil,
        declared: DeclaredFacts?
    ) {
        self.hold = hold
        self.line = line
        self.number = number
        self.reasons = reasons
        self.versions = versions
        self.declared = declared
    }

    public func write(to writer: inout JSONWriter) {
        writer.key("hold")
        writer.value(hold)
        writer.field("number", ifThere: number)
        writer.key("reasons")
        writer.value(reasons)
        writer.key("versions")
        versions.write(to: &writer)
        writer.field("line", ifThere: line?.name)
        if let declared {
            writer.key("declared")
            declared.write(to: &writer)
        }
    }

    public func writePersonal(to writer: inout JSONWriter) -> Bool { declared?.writePersonal(to: &writer) ?? false }

    public mutating func attach(personal: [UInt8]) throws { try declared?.attach(personal: personal) }
}

/// What an inspector found. A finding is a suspicion until an authority says otherwise.
public enum Finding: String, Sendable, Hashable, Codable, CaseIterable {
    case asDeclared = "as-declared"
    case recoded
    case falseDeclaration = "false-declaration"
    case weapon
    case supportTool = "support-tool"
    case explosive
    case firework
    case drug
    case forgedDocument = "forged-document"
    case other

    /// Whether such a parcel may go on.
    public var isHarmless: Bool { self == .asDeclared || self == .recoded }
}
