import JSON

/// A table without a belt at one moment, as its page draws it.
public struct TableState: Sendable, Hashable {
    /// A reason in few words, without what it knows of the parcel.
    public struct Reason: Sendable, Hashable {
        public var vi: String
        public var en: String

        public init(vi: String, en: String) {
            self.vi = vi
            self.en = en
        }
    }

    public struct Showing: Sendable, Hashable {
        /// What the last scan came to, by its code (`table-state.` in the catalogue).
        public var state: String
        public var number: String?
        public var hold: String?
        public var reasons: [Reason]

        public init(state: String, number: String?, hold: String?, reasons: [Reason]) {
            self.state = state
            self.number = number
            self.hold = hold
            self.reasons = reasons
        }
    }

    public struct Row: Sendable, Hashable {
        public var state: String
        public var number: String?
        public var hold: String?
        /// Nanoseconds UTC.
        public var at: Int64

        public init(state: String, number: String?, hold: String?, at: Int64) {
            self.state = state
            self.number = number
            self.hold = hold
            self.at = at
        }
    }

    public struct Bag: Sendable, Hashable {
        public var id: String
        public var label: String?
        public var parcels: Int
        public var refused: Int

        public init(id: String, label: String?, parcels: Int, refused: Int) {
            self.id = id
            self.label = label
            self.parcels = parcels
            self.refused = refused
        }
    }

    /// A parcel in a bag whose clear was withdrawn.
    public struct Recall: Sendable, Hashable {
        public var number: String
        public var bag: String
        public var hold: String

        public init(number: String, bag: String, hold: String) {
            self.number = number
            self.bag = bag
            self.hold = hold
        }
    }

    public var id: String
    public var mode: String
    public var clerk: String?
    /// Rises with everything that a person must hear.
    public var serial: UInt64
    /// The gate shows GO until this moment (nanoseconds UTC); nil is STOP.
    public var goUntil: Int64?
    public var showing: Showing?
    public var uncaged: [String]
    public var bag: Bag?
    public var recalls: [Recall]
    public var rows: [Row]
    /// By name: scanned, cleared, held, caged, bagged, refused.
    public var counts: [String: Int]
    /// What is missing for a clear, by its code.
    public var missing: [String]
    /// What is wrong with its printer; nil when nothing is, or it has none.
    public var printerTrouble: String?
    public var hasPrinter: Bool

    public init(id: String) {
        self.id = id
        mode = "left"
        serial = 0
        uncaged = []
        recalls = []
        rows = []
        counts = [:]
        missing = []
        hasPrinter = false
    }
}

extension TableState {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.value(id)
        writer.key("mode")
        writer.value(mode)
        writer.optional("clerk", clerk)
        writer.key("serial")
        writer.value(serial)
        writer.optional("goUntil_ms", goUntil.map { $0 / 1_000_000 })
        if let showing {
            writer.key("showing")
            showing.write(to: &writer)
        }
        writer.key("uncaged")
        writer.beginArray()
        for hold in uncaged { writer.value(hold) }
        writer.endArray()
        if let bag {
            writer.key("bag")
            writer.beginObject()
            writer.key("id")
            writer.value(bag.id)
            writer.optional("label", bag.label)
            writer.key("parcels")
            writer.value(bag.parcels)
            writer.key("refused")
            writer.value(bag.refused)
            writer.endObject()
        }
        writer.key("recalls")
        writer.beginArray()
        for recall in recalls {
            writer.beginObject()
            writer.key("number")
            writer.value(recall.number)
            writer.key("bag")
            writer.value(recall.bag)
            writer.key("hold")
            writer.value(recall.hold)
            writer.endObject()
        }
        writer.endArray()
        writer.key("rows")
        writer.beginArray()
        for row in rows {
            writer.beginObject()
            writer.key("state")
            writer.value(row.state)
            writer.optional("number", row.number)
            writer.optional("hold", row.hold)
            writer.key("at_ms")
            writer.value(row.at / 1_000_000)
            writer.endObject()
        }
        writer.endArray()
        writer.key("counts")
        writer.beginObject()
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
            writer.key(named: name)
            writer.value(count)
        }
        writer.endObject()
        writer.key("missing")
        writer.beginArray()
        for code in missing { writer.value(code) }
        writer.endArray()
        writer.key("hasPrinter")
        writer.value(hasPrinter)
        writer.optional("printerTrouble", printerTrouble)
        writer.endObject()
    }
}

extension TableState.Showing {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("state")
        writer.value(state)
        writer.optional("number", number)
        writer.optional("hold", hold)
        writer.key("reasons")
        writer.beginArray()
        for reason in reasons {
            writer.beginObject()
            writer.key("vi")
            writer.value(reason.vi)
            writer.key("en")
            writer.value(reason.en)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
