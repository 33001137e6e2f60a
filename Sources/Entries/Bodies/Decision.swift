import JSON
import Parcels

/// The decision on one passage at one stage, with all that explains it. A clear is the permit: there is no clear without
/// one and no permit without a clear.
public struct Decision: EntryContent {
    public static let kind = EntryKind.passageDecided

    /// What was decided. Pending is no decision, so it cannot be said here.
    public enum Outcome: Sendable, Hashable {
        case clear(Permit)
        case needs(Stage)
        case hold
    }

    public let passage: PassageID
    public let line: LineID
    public let stage: Stage
    public let outcome: Outcome
    public let number: ParcelNumber?
    public let reasons: [Reason]
    /// What rules noted without holding.
    public let notes: [Reason]
    /// Evidence that was there, and evidence that was not there and that the policy did not ask for.
    public let held: [Evidence]
    public let waived: [Evidence]
    public let versions: Versions
    /// The hold whose controlled delivery let the parcel go on although rules speak against it; they are among the notes.
    public let controlled: HoldID?
    /// The decision saw every entry up to this sequence.
    public let horizon: UInt64
    /// What was declared, as the rules saw it.
    public private(set) var declared: DeclaredFacts?

    /// What the parcel weighed and measured, as the rules saw it; nil where nothing measured it.
    public let measured: ParcelMeasure?

    /// Which documents were in force.
    public struct Versions: Sendable, Hashable, Codable {
        public let policy: Int
        public let rules: Int
        public let lists: Int
        /// How many bulletins of authorities had been taken in; nil without any.
        public let bulletins: Int?

        public init(policy: Int, rules: Int, lists: Int, bulletins: Int? = nil) {
            self.bulletins = bulletins
            self.policy = policy
            self.rules = rules
            self.lists = lists
        }

        func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.field("policy", policy)
            writer.field("rules", rules)
            writer.field("lists", lists)
            writer.field("bulletins", ifThere: bulletins)
            writer.endObject()
        }
    }

    public init(
        passage: PassageID, line: LineID, stage: Stage, outcome: Outcome, number: ParcelNumber?, reasons: [Reason],
        notes: [Reason] = [], held: [Evidence], waived: [Evidence], versions: Versions, horizon: UInt64,
        declared: DeclaredFacts?, measured: ParcelMeasure? = nil, controlled: HoldID? = nil
    ) {
        self.passage = passage
        self.line = line
        self.stage = stage
        self.outcome = outcome
        self.number = number
        self.reasons = reasons
        self.notes = notes
        self.held = held
        self.waived = waived
        self.versions = versions
        self.horizon = horizon
        self.declared = declared
        self.measured = measured
        self.controlled = controlled
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("passage", ifThere: passage)
        writer.field("line", line.name)
        writer.field("stage", stage.rawValue)
        switch outcome {
        case .clear(let permit):
            writer.field("verdict", "clear")
            writer.key("permit")
            writer.beginObject()
            writer.field("number", Int(permit.number.number))
            writer.field("track", Int(permit.track.number))
            switch permit.expiry {
            case .encoder(let count): writer.field("encoder", Int(count.raw))
            case .afterInduction(let milliseconds): writer.field("after_ms", Int(milliseconds))
            }
            writer.endObject()
        case .needs(let stage):
            writer.field("verdict", "needs")
            writer.field("next", stage.rawValue)
        case .hold: writer.field("verdict", "hold")
        }
        writer.field("number", ifThere: number)
        if !reasons.isEmpty {
            writer.key("reasons")
            writer.value(reasons)
        }
        if !notes.isEmpty {
            writer.key("notes")
            writer.value(notes)
        }
        writer.key("held")
        writer.value(held)
        writer.key("waived")
        writer.value(waived)
        writer.key("versions")
        versions.write(to: &writer)
        if let controlled {
            writer.key("controlled")
            writer.value(controlled)
        }
        writer.key("horizon")
        writer.value(horizon)
        if let declared {
            writer.key("declared")
            declared.write(to: &writer)
        }
        if let measured {
            writer.key("measured")
            measured.write(to: &writer)
        }
    }

    public func writePersonal(to writer: inout JSONWriter) -> Bool { declared?.writePersonal(to: &writer) ?? false }

    public mutating func attach(personal: [UInt8]) throws { try declared?.attach(personal: personal) }

    mutating func attach(parties: DeclaredFacts.Parties) { declared?.attach(parties) }
}

extension Decision {
    private enum Keys: String, CodingKey {
        case passage, line, stage, verdict, permit, next, number, reasons, notes, held, waived, versions, horizon,
            declared, measured, controlled
    }

    private struct WrittenPermit: Decodable {
        let number: PermitNumber
        let track: TrackID
        let encoder: UInt32?
        let after_ms: UInt32?
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Keys.self)
        let passage = try fields.decode(PassageID.self, forKey: .passage)
        let line = try fields.decode(LineID.self, forKey: .line)
        let outcome: Outcome
        switch try fields.decode(String.self, forKey: .verdict) {
        case "clear":
            let permit = try fields.decode(WrittenPermit.self, forKey: .permit)
            let expiry: Expiry
            if let encoder = permit.encoder {
                expiry = .encoder(EncoderCount(encoder))
            } else {
                expiry = .afterInduction(milliseconds: permit.after_ms ?? 0)
            }
            outcome = .clear(
                Permit(
                    line: line, track: permit.track, epoch: passage.epoch, number: permit.number, passage: passage,
                    expiry: expiry))
        case "needs": outcome = .needs(try fields.decode(Stage.self, forKey: .next))
        case "hold": outcome = .hold
        case let other:
            throw DecodingError.dataCorruptedError(
                forKey: .verdict, in: fields, debugDescription: "'\(other)' is no verdict")
        }
        self.init(
            passage: passage, line: line, stage: try fields.decode(Stage.self, forKey: .stage), outcome: outcome,
            number: try fields.decodeIfPresent(ParcelNumber.self, forKey: .number),
            reasons: try fields.decodeIfPresent([Reason].self, forKey: .reasons) ?? [],
            notes: try fields.decodeIfPresent([Reason].self, forKey: .notes) ?? [],
            held: try fields.decode([Evidence].self, forKey: .held),
            waived: try fields.decode([Evidence].self, forKey: .waived),
            versions: try fields.decode(Versions.self, forKey: .versions),
            horizon: try fields.decode(UInt64.self, forKey: .horizon),
            declared: try fields.decodeIfPresent(DeclaredFacts.self, forKey: .declared),
            measured: try fields.decodeIfPresent(ParcelMeasure.self, forKey: .measured),
            controlled: try fields.decodeIfPresent(HoldID.self, forKey: .controlled))
    }
}
