import Foundation
import PrintedLabels
import TestSupport

/// The time of a belt camera's frame of 2048 × 1024 pixels with two labels, over many different frames.
struct LabelsBelt {
    let count: Int

    func run(_ table: inout ResultTable) throws {
        let ours = try OurReader(.belt)
        let readers: [any LabelsReader] = [try ZBarReader(), try LabelsPeer.system(), ours]
        var times = [[Int64]](repeating: [], count: readers.count)
        var read = [Int](repeating: 0, count: readers.count)
        var symbols = 0
        var wrong = 0
        for turn in 0..<count {
            var dice = SeededDice(seed: LabelsDegraded.seed &+ UInt64(turn))
            guard let specimen = LabelPictures.belt(&dice) else { throw BenchFault("no frame") }
            symbols += specimen.truths.count
            for (place, reader) in readers.enumerated() {
                let answer = try reader.read(specimen.image)
                times[place].append(answer.elapsed_ns)
                read[place] += answer.right(specimen)
                if place == readers.count - 1 { wrong += answer.wrong(specimen).count }
            }
        }
        for (place, reader) in readers.enumerated() {
            let spread = Spread(times[place])
            let isOurs = place == readers.count - 1
            table.add(
                "belt frame: symbols read by \(reader.name)", unit: "%",
                value: 100 * Double(read[place]) / Double(max(1, symbols)))
            let (median, p99) = (Double(spread.median) / 1e6, Double(spread.p99) / 1e6)
            if isOurs {
                table.add("belt frame: p50 of \(reader.name)", unit: "ms", value: median, limit: 15)
                table.add("belt frame: p99 of \(reader.name)", unit: "ms", value: p99, limit: 40)
            } else {
                table.add("belt frame: p50 of \(reader.name)", unit: "ms", value: median)
                table.add("belt frame: p99 of \(reader.name)", unit: "ms", value: p99)
            }
        }
        table.add("belt frame: wrong reads by \(ours.name)", unit: "reads", value: Double(wrong), limit: 0)
    }
}
