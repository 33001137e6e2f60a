import Parcels
import TestSupport
import Testing

@testable import Screening

/// What the history counts, against a model that keeps all parcels in a list and counts anew each time.
struct HistoryTests {
    /// Parcels as they were noted, with the time that the history had then.
    private struct Model {
        struct Noted {
            let parcel: PastParcel
            var second: Int64
            var isDated: Bool
        }

        var noted: [Noted] = []
        var second: Int64 = 0

        mutating func advance(_ now: Int64) {
            second = max(second, now)
            for place in noted.indices where !noted[place].isDated {
                noted[place].second = second
                noted[place].isDated = true
            }
            noted.removeAll { second - $0.second >= 30 * 86_400 }
        }

        mutating func note(_ parcel: PastParcel) {
            if let now = parcel.second { advance(now) }
            guard !noted.contains(where: { $0.parcel.number == parcel.number }) else { return }
            noted.append(Noted(parcel: parcel, second: second, isDated: parcel.second != nil))
        }

        func others(_ declaration: Declaration) -> [Noted] { noted.filter { $0.parcel.number != declaration.number } }

        func counts(_ others: [Noted]) -> [Int] {
            [1, 7, 30].map { days in others.filter { second - $0.second < days * 86_400 }.count }
        }

        func different(_ others: [Noted], days: Int64, _ key: (PastParcel) -> UInt64?) -> Int {
            Set(others.filter { second - $0.second < days * 86_400 }.compactMap { key($0.parcel) }).count
        }
    }

    private struct World {
        var dice: SeededDice
        let numbers: [ParcelNumber]

        mutating func party() -> Party {
            switch dice.below(10) {
            case 0: Party()
            case 1: Party(name: ["Nguyễn Văn An", "Trần Bình"][dice.below(2)], address: address())
            default: Party(name: "X", phone: PhoneNumber("09050001\(10 + dice.below(12))"), address: address())
            }
        }

        mutating func address() -> String {
            dice.happens(20) ? "" : "\(1 + dice.below(3)) \(["Lê Lợi", "LE LOI"][dice.below(2)]), Huế"
        }

        mutating func sender() -> Party {
            var sender = party()
            if dice.happens(60) { sender.account = ["KH-001", "kh 001", "KH-002", "?"][dice.below(4)] }
            if dice.happens(60) { sender.device = "phone-\(dice.below(3))" }
            return sender
        }

        mutating func declaration() -> Declaration {
            Declaration(
                number: numbers[dice.below(numbers.count)], service: "EMS", origin: "VN", destination: "VN",
                sender: sender(), receiver: party(), contents: [],
                weight_g: dice.happens(20) ? nil : 100 + dice.below(4), length_mm: nil, value_vnd: nil,
                paymentOnDelivery_vnd: dice.happens(50) ? nil : 1000 * dice.below(3),
                office: ["", "580000", "600000"][dice.below(3)],
                source: ManifestReference(importNumber: 1, line: 1, version: 1, imported: 0))
        }
    }

    private func numbers(_ count: Int) throws -> [ParcelNumber] {
        try (0..<count).map { place in
            let digits = String(place)
            let serial = String(repeating: "0", count: 8 - digits.count) + digits
            let check = S10.checkDigit(serial.utf8.map { $0 - 48 })
            return try #require(ParcelNumber(scheme: .s10, canonical: Array("EB\(serial)\(check)VN".utf8)))
        }
    }

    private func compare(_ history: History, _ model: Model, _ declaration: Declaration) {
        let seen = history.seen(declaration)
        let others = model.others(declaration)
        let keys = declaration.keys
        func list(_ counts: HistorySeen.Counts?) -> [Int]? {
            counts.map { [Int($0.day), Int($0.week), Int($0.month)] }
        }
        let sent = others.filter { $0.parcel.keys.sender == keys.sender }
        #expect(list(seen.sender) == (keys.sender == nil ? nil : model.counts(sent)))
        let got = others.filter { $0.parcel.keys.receiver == keys.receiver }
        #expect(list(seen.receiver) == (keys.receiver == nil ? nil : model.counts(got)))
        if let sender = keys.sender, let counts = seen.sender {
            #expect(Int(counts.othersInWeek) == model.different(sent, days: 7) { $0.keys.receiver })
            #expect(Int(counts.othersInMonth) == model.different(sent, days: 30) { $0.keys.receiver })
            #expect(Int(counts.elsewhere) == others.filter { $0.parcel.keys.receiver == sender }.count)
        }
        if let receiver = keys.receiver, let counts = seen.receiver {
            #expect(Int(counts.othersInWeek) == model.different(got, days: 7) { $0.keys.sender })
            #expect(Int(counts.othersInMonth) == model.different(got, days: 30) { $0.keys.sender })
            #expect(Int(counts.elsewhere) == others.filter { $0.parcel.keys.sender == receiver }.count)
        }
        if keys.sender != nil, keys.receiver != nil {
            let pair = model.counts(sent.filter { $0.parcel.keys.receiver == keys.receiver })
            #expect(seen.pair.map { [Int($0.week), Int($0.month)] } == Array(pair[1...]))
        } else {
            #expect(seen.pair == nil)
        }
        let booked = others.filter { $0.parcel.keys.account == keys.account }
        #expect(list(seen.account) == (keys.account == nil ? nil : model.counts(booked)))
        if let counts = seen.account {
            #expect(Int(counts.othersInWeek) == model.different(booked, days: 7) { $0.keys.receiver })
            #expect(Int(counts.othersInMonth) == model.different(booked, days: 30) { $0.keys.receiver })
        }
        let typed = others.filter { $0.parcel.keys.device == keys.device }
        #expect(list(seen.device) == (keys.device == nil ? nil : model.counts(typed)))
        if let counts = seen.device {
            #expect(Int(counts.othersInWeek) == model.different(typed, days: 7) { $0.keys.sender })
            #expect(Int(counts.othersInMonth) == model.different(typed, days: 30) { $0.keys.sender })
        }
        let there = others.filter { $0.parcel.keys.receiverAddress == keys.receiverAddress }
        #expect(list(seen.address) == (keys.receiverAddress == nil ? nil : model.counts(there)))
        let office = declaration.office
        let accepted = others.filter { $0.parcel.office == office }
        #expect(list(seen.office) == (office.isEmpty ? nil : model.counts(accepted)))
        let same = accepted.filter { $0.parcel.weight_g == declaration.weight_g }
        let weighs = !office.isEmpty && declaration.weight_g != nil
        #expect(list(seen.sameWeight) == (weighs ? model.counts(same) : nil))
        for (isSender, all, key) in [(true, sent, keys.sender), (false, got, keys.receiver)] {
            let recent = history.recent(declaration, ofSender: isSender)
            let expected = key == nil ? nil : Array(all.reversed().prefix(HistorySeen.recentLimit))
            #expect(recent?.map(\.age_min) == expected?.map { Int(model.second - $0.second) / 60 })
            #expect(recent?.map(\.rules) == expected?.map(\.parcel.rules))
            #expect(recent?.map { Int($0.event.weight_g) } == expected?.map { $0.parcel.weight_g ?? Int(UInt32.max) })
            let other = isSender ? keys.receiver : keys.sender
            #expect(
                recent?.map(\.isWithSame)
                    == expected?.map {
                        other != nil && (isSender ? $0.parcel.keys.receiver : $0.parcel.keys.sender) == other
                    })
            #expect(recent?.map(\.isFromSameOffice) == expected?.map { !office.isEmpty && $0.parcel.office == office })
        }
    }

    @Test func itCountsAsAListOfAllParcelsDoes() throws {
        var world = World(dice: SeededDice("history"), numbers: try numbers(400))
        let rules = ["a", "b", "c"].map { Reason.rule(RuleReference(id: $0, version: 1), vi: "x", en: "x") }
        for pace in [600, 20_000, 200_000] {
            var (history, model) = (History(), Model())
            var now: Int64 = 1_700_000_000
            for _ in 0..<400 {
                now += Int64(world.dice.below(pace))
                if world.dice.happens(3) { now += Int64(world.dice.below(3_000_000)) }
                // A clock that goes back.
                if world.dice.happens(3) { now -= Int64(world.dice.below(100_000)) }
                let declaration = world.declaration()
                let isTrusted = !world.dice.happens(10)
                if isTrusted {
                    history.advance(to: now * 1_000_000_000)
                    model.advance(now)
                }
                compare(history, model, declaration)
                let parcel = PastParcel(
                    declaration, length_mm: world.dice.below(900), said: rules.filter { _ in world.dice.happens(20) },
                    now: isTrusted ? now * 1_000_000_000 : nil)
                history.note(parcel)
                model.note(parcel)
                #expect(history.count == model.noted.count && history.isWhole)
            }
        }
    }

    /// Parcels decided by a clock that is not to be trusted, such as in a start's first minutes, are not taken for old when it is.
    @Test func whatHasNoTimeIsDatedByTheNextDecision() throws {
        var world = World(dice: SeededDice("undated history"), numbers: try numbers(3))
        var history = History()
        let declaration = world.declaration()
        history.note(PastParcel(declaration, length_mm: 1, said: [], now: nil))
        let now: Int64 = 1_700_000_000_000_000_000
        // Time that passes meanwhile leaves it as it is.
        history.rest(at: now)
        #expect(history.count == 1)
        history.advance(to: now + 5_000_000_000)
        #expect(history.count == 1)
        history.rest(at: now + 30 * 86_400_000_000_000)
        #expect(history.count == 1)
        history.rest(at: now + 30 * 86_400_000_000_000 + 5_000_000_000)
        #expect(history.count == 0)
    }

    /// What has no room any more is said to be wanting until its time would have been over anyway.
    @Test func aFullHistoryIsNotWhole() throws {
        var world = World(dice: SeededDice("full history"), numbers: try numbers(400))
        var history = History(limit: 10)
        var now: Int64 = 1_700_000_000
        for place in 0..<11 {
            #expect(history.isWhole)
            var declaration = world.declaration()
            declaration = Declaration(
                number: world.numbers[place], service: "", origin: "", destination: "", sender: declaration.sender,
                receiver: declaration.receiver, contents: [], weight_g: 1, length_mm: nil, value_vnd: nil,
                paymentOnDelivery_vnd: nil, office: "1", source: declaration.source)
            now += 3_600
            history.note(PastParcel(declaration, length_mm: 0, said: [], now: now * 1_000_000_000))
        }
        #expect(!history.isWhole && history.count == 10)
        let forgotten: Int64 = 1_700_000_000 + 3_600
        history.advance(to: (forgotten + 30 * 86_400 - 1) * 1_000_000_000)
        #expect(!history.isWhole)
        history.advance(to: (forgotten + 30 * 86_400) * 1_000_000_000)
        #expect(history.isWhole && history.count == 10)
        history.advance(to: (now + 30 * 86_400) * 1_000_000_000)
        #expect(history.count == 0)
    }

    /// What had to be forgotten before anybody knew its time is missed until 30 days after somebody does.
    @Test(arguments: [true, false]) func whatIsForgottenWithoutATimeIsMissed(isForgotten: Bool) throws {
        var world = World(dice: SeededDice("forgotten without a time"), numbers: try numbers(3))
        var history = History(limit: 2)
        for number in isForgotten ? world.numbers : Array(world.numbers.prefix(2)) {
            let other = world.declaration()
            let declaration = Declaration(
                number: number, service: "", origin: "", destination: "", sender: other.sender,
                receiver: other.receiver, contents: [], weight_g: 1, length_mm: nil, value_vnd: nil,
                paymentOnDelivery_vnd: nil, office: "1", source: other.source)
            history.note(PastParcel(declaration, length_mm: 0, said: [], now: nil))
        }
        if !isForgotten { history.lose() }
        #expect(!history.isWhole)
        let now: Int64 = 1_700_000_000_000_000_000
        history.advance(to: now)
        #expect(!history.isWhole)
        history.advance(to: now + (30 * 86_400 - 1) * 1_000_000_000)
        #expect(!history.isWhole)
        history.advance(to: now + 30 * 86_400 * 1_000_000_000)
        #expect(history.isWhole)
    }

    /// Rows come and go, places are used again, and every key has its own row.
    @Test func theTableHasWhatWasPutThere() {
        var dice = SeededDice("history table")
        var table = HistoryTable<NumberRow>()
        var model: [UInt64: UInt32] = [:]
        // Keys of few shards and few slots, so that they meet.
        func key() -> UInt64 {
            UInt64(dice.below(3)) << 52 | UInt64(dice.below(2)) << 32 | UInt64(dice.below(100))
                << UInt64(dice.below(2) * 25)
        }
        for step in 0..<40_000 {
            let key = key()
            if dice.happens(50) {
                let place = table.place(key)
                table[place].parcel = UInt32(step)
                model[key] = UInt32(step)
            } else if let place = table.find(key) {
                #expect(model.removeValue(forKey: key) == table[place].parcel)
                table.remove(place)
            } else {
                #expect(model[key] == nil)
            }
            #expect(table.count == model.count)
        }
        for (key, parcel) in model { #expect(table.find(key).map { table[$0].parcel } == parcel) }
    }

    /// Keys that all want one slot are found all the same: the table grows until they have room.
    @Test func keysOfOneSlotFindRoom() {
        var table = HistoryTable<NumberRow>()
        // The slot is told by the lower half: these differ little in it.
        let keys = (0..<300).map { UInt64($0) << 20 }
        for (place, key) in keys.enumerated() { table[table.place(key)].parcel = UInt32(place) }
        for (place, key) in keys.enumerated() { #expect(table.find(key).map { table[$0].parcel } == UInt32(place)) }
        for key in keys.dropFirst(100) { if let place = table.find(key) { table.remove(place) } }
        for (place, key) in keys.enumerated() {
            #expect(table.find(key).map { table[$0].parcel } == (place < 100 ? UInt32(place) : nil))
        }
    }
}
