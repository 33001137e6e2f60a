import Formats
import Foundation
import Platform

/// How fast bytes of scanners become labels on one core, in bytes a second, without threads or devices. Beside it what the same
/// bytes take to be looked at once: the machine's own limit for anything that reads each byte.
struct DecoderLoop {
    /// Labels as parcels have them.
    private static let labels = (0..<64).map { Array("EB\(12_345_678 + $0 * 7_919)VN".utf8) }

    /// - Returns: bytes a second of `rounds` runs, for reports of a keyboard scanner.
    func keyboard(_ rounds: Int) throws -> [Double] {
        let file = "drivers/keyboard-layouts/us.yaml"
        let layout = try KeyboardLayoutFile.parse([UInt8](Data(contentsOf: URL(filePath: file))), file: file)
        let reports = Self.labels.flatMap { label in Self.typed(label, layout) }
        return (0..<rounds).map { _ in
            var decoder = KeyboardDecoder(KeyboardDecoder.Habits(layout: layout))
            return rate(reports) { report, now in
                decoder.take(report, now: now).count { if case .label = $0 { true } else { false } }
            }
        }
    }

    /// The same for reports in HID POS.
    func pointOfSale(_ rounds: Int) -> [Double] {
        let layout = PointOfSaleLayout(
            reportID: 2, size: 64, lengthAt: 1, symbologyAt: 2, dataAt: 5, dataSize: 56, vendorCodeAt: nil,
            continuedAt: (63, 0))
        let reports = Self.labels.map { label in
            [2, UInt8(label.count), 0x5D, 0x43, 0x30] + label + [UInt8](repeating: 0, count: 59 - label.count)
        }
        return (0..<rounds).map { _ in
            var decoder = PointOfSaleDecoder(layout: layout)
            return rate(reports) { report, now in
                if case .label = decoder.take(report, now: now) { 1 } else { 0 }
            }
        }
    }

    /// The same for telegrams of text, in pieces as a socket gives them.
    func text(_ rounds: Int) throws -> [Double] {
        guard let framing = TextFraming(start: [2], end: [3]) else { throw BenchFault("no framing") }
        let dialect = TextDialect(
            framing: framing, noRead: [Array("NoRead".utf8)], heartbeat: [], separator: [0x3B], hasSymbology: false)
        let pieces: [[UInt8]] = (0..<16).map { _ in Self.labels.flatMap { label -> [UInt8] in [2] + label + [3] } }
        return (0..<rounds).map { _ in
            var framer = TextFramer(framing)
            return rate(pieces, labels: Self.labels.count) { piece, _ in
                var count = 0
                framer.feed(piece)
                while let found = framer.next() {
                    if case .telegram(let place) = found,
                        case .codes = dialect.meaning(of: framer.buffer[place])
                    {
                        count += 1
                    }
                }
                return count
            }
        }
    }

    /// Bytes a second of looking at each byte once.
    func looking(_ rounds: Int) -> [Double] {
        let bytes = [UInt8](repeating: 0x41, count: 1 << 20)
        return (0..<rounds).map { _ in
            let start = Clocks.processCPU()
            var sum = 0
            for turn in 0..<32 { for byte in bytes { sum &+= Int(byte) ^ turn } }
            precondition(sum != 0)
            return Double(32 * bytes.count) / Double(Clocks.processCPU() - start) * 1e9
        }
    }

    /// - Parameter labels: that each piece holds; each report of a label holds its part of one.
    private func rate(_ pieces: [[UInt8]], labels: Int? = nil, _ take: ([UInt8], Int64) -> Int) -> Double {
        let turns = max(1, 16_000_000 / pieces.reduce(0) { $0 + $1.count })
        var found = 0
        var now: Int64 = 0
        let start = Clocks.processCPU()
        for _ in 0..<turns {
            for piece in pieces {
                now += 1_000_000
                found += take(piece, now)
            }
        }
        let time = Clocks.processCPU() - start
        let wanted = turns * (labels.map { $0 * pieces.count } ?? Self.labels.count)
        precondition(found == wanted, "\(found) labels of \(wanted)")
        return Double(turns * pieces.reduce(0) { $0 + $1.count }) / Double(time) * 1e9
    }

    /// Boot reports: each key down and up, Shift where it is needed, Enter at the end.
    private static func typed(_ label: [UInt8], _ layout: KeyboardLayout) -> [[UInt8]] {
        func press(_ key: UInt8, _ modifiers: UInt8) -> [[UInt8]] {
            [[modifiers, 0, key, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0]]
        }
        let strokes = label.flatMap { layout.strokes(for: Unicode.Scalar($0)) ?? [] }
        return strokes.flatMap { press($0.key, $0.shift ? 2 : 0) } + press(0x28, 0)
    }
}
