import Foundation
import Labels
import Parcels
import Platform
import PrintedLabels
import Synchronization
import TestSupport

/// What readers say that is not there: strips with everything that can happen to them, and pictures in which nothing may be read. A
/// wrong read is kept in `.build/bench/wrong` as a picture whose name has the seed.
struct LabelsWrong: Sendable {
    static let folder = ".build/bench/wrong"
    static let seed: UInt64 = 7_000_000_000

    /// What one reader did.
    struct Count {
        var symbols = 0
        var right = 0
        /// By what was in the picture: `mixed` or the distractor's name.
        var wrong: [String: Int] = [:]

        static func + (one: Count, other: Count) -> Count {
            Count(
                symbols: one.symbols + other.symbols, right: one.right + other.right,
                wrong: one.wrong.merging(other.wrong, uniquingKeysWith: +))
        }
    }

    let count: Int
    let names: [String]
    /// Pictures kept of each reader's wrong reads; all of the project's own.
    private static let keptOfOthers = 50

    init(count: Int) throws {
        self.count = count
        names = try Self.readers().map(\.name)
        try Files.makeDirectory(".build/bench")
        try Files.makeDirectory(Self.folder)
        for name in try Files.names(in: Self.folder) {
            try FileManager.default.removeItem(atPath: Self.folder + "/" + name)
        }
    }

    /// Ours knows, as at a site without numbers of its own, that a 2 of 5 has 14 digits; the others cannot be told.
    private static func readers() throws -> [any LabelsReader] {
        [try ZBarReader(), try LabelsPeer.system()] + [LabelsPeer.newest()].compactMap { $0 } + [
            try OurReader(.hard, interleaved: .gtin)
        ]
    }

    /// Two thirds are strips. The same number is always the same picture.
    static func specimen(_ turn: Int) -> (what: String, specimen: Specimen)? {
        var dice = SeededDice(seed: seed &+ UInt64(turn))
        if turn % 3 < 2 { return MixedStrips.shot(&dice).map { ("mixed", $0) } }
        let distractor = Distractor.allCases[turn / 3 % Distractor.allCases.count]
        return distractor.shot(&dice).map { (distractor.rawValue, $0) }
    }

    private final class Sum: Sendable {
        let counts: Mutex<[Count]>
        let faults = Mutex<[String]>([])
        let left: Mutex<Int>
        let isDone: EventFlag

        init(readers: Int, threads: Int) throws {
            counts = Mutex([Count](repeating: Count(), count: readers))
            left = Mutex(threads)
            isDone = try EventFlag()
        }
    }

    /// On two threads, as the machine has two cores; the pictures are dealt out in turn.
    func run() throws -> [Count] {
        let threads = 2
        let sum = try Sum(readers: names.count, threads: threads)
        for thread in 0..<threads {
            _ = try OwnThread("wrong \(thread)") { [self] in
                do { try work(thread, threads, sum) } catch { sum.faults.withLock { $0.append("\(error)") } }
                let left = sum.left.withLock { left in
                    left -= 1
                    return left
                }
                if left == 0 { sum.isDone.raise() }
            }
        }
        sum.isDone.wait(until: nil)
        if let fault = sum.faults.withLock({ $0.first }) { throw BenchFault(fault) }
        return sum.counts.withLock { $0 }
    }

    private func work(_ first: Int, _ step: Int, _ sum: Sum) throws {
        let readers = try Self.readers()
        for turn in stride(from: first, to: count, by: step) {
            guard let (what, specimen) = Self.specimen(turn) else { throw BenchFault("no picture \(turn)") }
            for reader in readers { try reader.give(specimen.image) }
            for (place, reader) in readers.enumerated() {
                let answer = try reader.answer()
                let wrong = answer.wrong(specimen)
                let isOurs = place == readers.count - 1
                let before = sum.counts.withLock { counts in
                    let before = counts[place].wrong.values.reduce(0, +)
                    counts[place].symbols += specimen.truths.count
                    counts[place].right += answer.right(specimen)
                    if !wrong.isEmpty { counts[place].wrong[what, default: 0] += wrong.count }
                    return before
                }
                if !wrong.isEmpty, isOurs || before < Self.keptOfOthers {
                    try keep(specimen, what, turn, reader.name, wrong)
                }
            }
            if turn > 0, turn % 10_000 == 0 { print("labels-wrong: \(turn) of \(count)") }
        }
    }

    private func keep(_ specimen: Specimen, _ what: String, _ turn: Int, _ reader: String, _ wrong: [LabelsAnswer.Read])
        throws
    {
        let name = "\(reader.replacing(" ", with: "-"))-\(what)-\(turn)"
        try Data(specimen.file).write(to: URL(fileURLWithPath: "\(Self.folder)/\(name).pgm"))
        let truths = specimen.truths.map { "\($0.kind.rawValue) '\(Self.shown($0.bytes))'" }.joined(separator: ", ")
        let reads = wrong.map { "\($0.symbology) '\(Self.shown($0.bytes))'" }.joined(separator: ", ")
        let text = "in it: \(truths.isEmpty ? "nothing" : truths)\nread: \(reads)\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(Self.folder)/\(name).txt"))
    }

    private static func shown(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.map { $0 < 0x20 ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
    }

    func report(_ counts: [Count], _ table: inout ResultTable) {
        for (place, name) in names.enumerated() {
            let count = counts[place]
            let wrong = count.wrong.values.reduce(0, +)
            let parts = count.wrong.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            print("labels-wrong: \(name): read \(count.right) of \(count.symbols), wrong \(wrong) (\(parts))")
            table.add(
                "mixed strips: read by \(name)", unit: "%",
                value: 100 * Double(count.right) / Double(max(1, count.symbols)))
            if place == names.count - 1 {
                table.add(
                    "wrong reads in \(self.count) pictures by \(name)", unit: "reads", value: Double(wrong), limit: 0)
            } else {
                table.add("wrong reads in \(self.count) pictures by \(name)", unit: "reads", value: Double(wrong))
            }
        }
    }
}
