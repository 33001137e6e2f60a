import Foundation
import Parcels
import Platform
import Screening

/// A history with as many senders as a large site has in a month, asked and told in turns as the line does.
struct HistoryLoop {
    /// Nanoseconds for each parcel that is counted, and for each that is asked about.
    struct Times {
        var noting: [Int64] = []
        var asking: [Int64] = []
    }

    let senders: Int
    private let month_s: Int64 = 30 * 86_400
    private let source = ManifestReference(importNumber: 1, line: 1, version: 1, imported: 0)

    /// Everyone different: the most that so many parcels can take. A parcel each from so many senders to as many receivers at as many
    /// addresses, spread over a little less than 30 days.
    func filled() throws -> History {
        var history = History()
        for place in 0..<senders {
            let second = 1_700_000_000 + Int64(place) * (month_s - 3_600) / Int64(senders)
            history.note(try parcel(place, second))
        }
        precondition(history.count == senders && history.isWhole, "the history lost parcels")
        return history
    }

    /// Goes on for so many parcels at the same pace: for each that comes, an old one leaves each window.
    func goOn(_ history: inout History, _ count: Int) throws -> Times {
        let rules = try RuleFile.parse(Array(Self.rule.utf8), file: "rules")
        let snapshot = try ScreeningSnapshot(rules: rules, rulesVersion: 1, lists: .none, listsVersion: 0, at: nil)
        guard let line = LineID("L1") else { throw BenchFault("no line") }
        var times = Times()
        for place in senders..<senders + count {
            // Half of them are known already.
            let who = place.isMultiple(of: 2) ? place : Int.random(in: 0..<place)
            let second = 1_700_000_000 + Int64(place) * (month_s - 3_600) / Int64(senders)
            let declaration = try declaration(place, who)
            let subject = Subject(
                line: line, number: declaration.number, numbers: [declaration.number], declaration: declaration,
                length_mm: 300, now: second * 1_000_000_000)
            let begin = Clocks.monotonic()
            history.advance(to: second * 1_000_000_000)
            let screened = snapshot.screen(subject, history)
            let asked = Clocks.monotonic()
            history.note(PastParcel(declaration, length_mm: 300, said: [], now: second * 1_000_000_000))
            times.asking.append(asked - begin)
            times.noting.append(Clocks.monotonic() - asked)
            precondition(screened.holds.isEmpty, "\(screened.holds)")
        }
        return times
    }

    private func parcel(_ place: Int, _ second: Int64) throws -> PastParcel {
        PastParcel(try declaration(place, place), length_mm: 300, said: [], now: second * 1_000_000_000)
    }

    private func declaration(_ place: Int, _ who: Int) throws -> Declaration {
        let serial = String(place % 100_000_000)
        let digits = String(repeating: "0", count: 8 - serial.count) + serial
        let check = S10.checkDigit(digits.utf8.map { $0 - 48 })
        guard let number = ParcelNumber(scheme: .s10, canonical: Array("EB\(digits)\(check)VN".utf8)) else {
            throw BenchFault("no number for \(place)")
        }
        return Declaration(
            number: number, service: "EMS", origin: "VN", destination: "VN",
            sender: Party(name: "Nguyễn Văn An", phone: PhoneNumber("09\(10_000_000 + who)")),
            receiver: Party(
                name: "Trần Thị Bình", phone: PhoneNumber("03\(10_000_000 + who)"),
                address: "\(who) Lê Lợi, P. Bến Nghé, Q.1, TP.HCM"), contents: [], weight_g: 100 + place % 900,
            length_mm: nil, value_vnd: nil, paymentOnDelivery_vnd: nil, office: "\(580_000 + place % 200)",
            source: source)
    }

    private static let rule = """
        rules:
          - id: often
            version: 1
            name: {vi: a, en: a}
            text: {vi: a, en: a}
            when: history.sender.parcels_7d > 100000 || history.receiver.senders_30d > 100000 || history.office.same_weight_7d > 1000000
            ground: bench
        """
}

extension Benchmarks {
    func history(_ table: inout ResultTable) throws {
        let loop = HistoryLoop(senders: isQuick ? 100_000 : 1_000_000)
        let before = try residentKilobytes()
        let begin = Clocks.monotonic()
        var history = try loop.filled()
        let filling = Double(Clocks.monotonic() - begin) / Double(loop.senders)
        let megabytes = Double(try residentKilobytes() - before) / 1024
        table.add(
            "history of \(loop.senders) senders, receivers and addresses", unit: "MB", [megabytes],
            limit: isQuick ? 40 : 200)
        table.add("history: a parcel read in", unit: "ns", value: filling)
        let times = try loop.goOn(&history, isQuick ? 20_000 : 200_000)
        table.add(
            "history: time passes and its rule is asked", unit: "ns", times.asking.map(Double.init), limit: 10_000)
        table.add("history: a parcel counted", unit: "ns", times.noting.map(Double.init), limit: 10_000)
    }

    /// What the program itself holds of the machine's memory.
    private func residentKilobytes() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS") }
        guard let number = line?.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) }) else {
            throw BenchFault("/proc/self/status has no VmRSS")
        }
        return number
    }
}
