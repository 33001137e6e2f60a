import Parcels

/// What rules may ask of the history: the facts `history.…`.
enum HistoryFacts {
    /// An earlier parcel of the same sender or receiver.
    static let past = RecordType(
        "past_parcel",
        [
            .init("age_min", .int), .init("weight_g", .int), .init("length_mm", .int), .init("value_vnd", .int),
            .init("cod_vnd", .int), .init("same_sender", .bool), .init("same_receiver", .bool),
            .init("same_office", .bool), .init("rules", .list(.string)),
        ])

    private static let counts: [RecordType.Field] = [
        .init("parcels_1d", .int), .init("parcels_7d", .int), .init("parcels_30d", .int),
    ]

    static let group = RecordType.Field(
        "history",
        .record(
            RecordType(
                "history",
                [
                    .init(
                        "sender",
                        .record(
                            RecordType(
                                "history.sender",
                                counts + [
                                    .init("receivers_7d", .int), .init("receivers_30d", .int),
                                    .init("received_30d", .int), .init("recent", .list(.record(past))),
                                ]))),
                    .init(
                        "receiver",
                        .record(
                            RecordType(
                                "history.receiver",
                                counts + [
                                    .init("senders_7d", .int), .init("senders_30d", .int), .init("sent_30d", .int),
                                    .init("recent", .list(.record(past))),
                                ]))),
                    .init("pair", .record(RecordType("history.pair", Array(counts.dropFirst())))),
                    .init("receiver_address", .record(RecordType("history.receiver_address", counts))),
                    .init(
                        "account",
                        .record(
                            RecordType(
                                "history.account",
                                counts + [.init("receivers_7d", .int), .init("receivers_30d", .int)]))),
                    .init(
                        "device",
                        .record(
                            RecordType(
                                "history.device", counts + [.init("senders_7d", .int), .init("senders_30d", .int)]))),
                    .init(
                        "office",
                        .record(RecordType("history.office", counts + [.init("same_weight_7d", .int)]))),
                ])))

    private static let slots = Slots()

    private struct Slots: Sendable {
        let sender = Party("history.sender", others: "receivers", elsewhere: "received_30d")
        let receiver = Party("history.receiver", others: "senders", elsewhere: "sent_30d")
        let account = Others("history.account", others: "receivers")
        let device = Others("history.device", others: "senders")
        let address = Counted("history.receiver_address")
        let office = Counted("history.office")
        let pairWeek = slot("history.pair.parcels_7d"), pairMonth = slot("history.pair.parcels_30d")
        let sameWeight = slot("history.office.same_weight_7d")

        struct Counted: Sendable {
            let day: Int, week: Int, month: Int

            init(_ path: String) {
                day = slot(path + ".parcels_1d")
                week = slot(path + ".parcels_7d")
                month = slot(path + ".parcels_30d")
            }
        }

        struct Others: Sendable {
            let counted: Counted
            let othersWeek: Int, othersMonth: Int

            init(_ path: String, others: String) {
                counted = Counted(path)
                othersWeek = slot("\(path).\(others)_7d")
                othersMonth = slot("\(path).\(others)_30d")
            }
        }

        struct Party: Sendable {
            let counts: Others
            let elsewhere: Int, recent: Int

            init(_ path: String, others: String, elsewhere: String) {
                counts = Others(path, others: others)
                self.elsewhere = slot("\(path).\(elsewhere)")
                recent = slot("\(path).recent")
            }
        }

        private static func slot(_ name: String) -> Int {
            guard let slot = ParcelFacts.schema.slot(of: name) else { preconditionFailure("no fact '\(name)'") }
            return slot
        }
    }

    /// All of them.
    static let all = FactSet(ParcelFacts.schema.facts.filter { $0.name.hasPrefix("history.") }.map(\.slot))

    static func add(_ history: History, _ declaration: Declaration, asked: FactSet, to facts: inout Facts) {
        let seen = history.seen(declaration)
        func set(_ slot: Int, _ count: UInt32) { if asked.contains(slot) { facts[slot] = .int(Int64(count)) } }
        func set(_ slots: Slots.Counted, _ counts: HistorySeen.Counts?) {
            guard let counts else { return }
            set(slots.day, counts.day)
            set(slots.week, counts.week)
            set(slots.month, counts.month)
        }
        func set(_ slots: Slots.Others, _ counts: HistorySeen.Counts?) {
            guard let counts else { return }
            set(slots.counted, counts)
            set(slots.othersWeek, counts.othersInWeek)
            set(slots.othersMonth, counts.othersInMonth)
        }
        func set(_ slots: Slots.Party, _ counts: HistorySeen.Counts?, isSender: Bool) {
            guard let counts else { return }
            set(slots.counts, counts)
            set(slots.elsewhere, counts.elsewhere)
            guard asked.contains(slots.recent), let recent = history.recent(declaration, ofSender: isSender) else {
                return
            }
            facts[slots.recent] = .list(ExpressionList(recent.map { .record(record($0, isSender: isSender)) }))
        }
        set(slots.sender, seen.sender, isSender: true)
        set(slots.receiver, seen.receiver, isSender: false)
        set(slots.address, seen.address)
        set(slots.account, seen.account)
        set(slots.device, seen.device)
        set(slots.office, seen.office)
        if let pair = seen.pair {
            set(slots.pairWeek, pair.week)
            set(slots.pairMonth, pair.month)
        }
        if let sameWeight = seen.sameWeight { set(slots.sameWeight, sameWeight.week) }
    }

    private static func record(_ parcel: HistorySeen.Past, isSender: Bool) -> ExpressionRecord {
        func amount(_ number: UInt32) -> ExpressionValue? {
            number == HistoryEvent.nowhere ? nil : .int(Int64(number))
        }
        let event = parcel.event
        return ExpressionRecord(
            past,
            [
                .int(Int64(parcel.age_min)), amount(event.weight_g),
                event.length_mm == 0 ? nil : .int(Int64(event.length_mm)), amount(event.value_vnd),
                amount(event.cod_vnd), .bool(isSender || parcel.isWithSame), .bool(!isSender || parcel.isWithSame),
                .bool(parcel.isFromSameOffice), .list(ExpressionList(parcel.rules.map { .string($0) })),
            ])
    }
}
