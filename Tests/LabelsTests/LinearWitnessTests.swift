import PrintedLabels
import Readings
import TestSupport
import Testing

@testable import Labels

/// The second look of our own reader at a place where another one was alone.
@Suite("Second looks")
struct LinearWitnessTests {
    /// An EAN-13 moved by some modules while it was taken, where it lies in the picture, and its digits.
    private func blurred(_ seed: UInt64, level: Double = 1.75) throws -> (
        image: GreyImage, box: OrientedBox, digits: [UInt8]
    ) {
        var dice = SeededDice(seed: seed)
        let strip = Degradation.motion.strip(.ean13, level, &dice)
        let specimen = try #require(strip.shot(&dice))
        let truth = try #require(specimen.truths.first)
        // The sheet has a margin of one millimetre, and the symbol its quiet zones of eleven and seven modules.
        let pixels = strip.pixelsPerModule
        let (left, width) = (Int32((1 / strip.module_mm + 11) * pixels), Int32(95 * pixels))
        let (top, bottom) = (Int32(Double(specimen.image.height) * 0.4), Int32(Double(specimen.image.height) * 0.6))
        let box = try #require(
            OrientedBox(
                around: [(left, top), (left + width, top), (left + width, bottom), (left, bottom)].map {
                    Symbol.Point(x: $0.0, y: $0.1)
                }))
        return (specimen.image, box, truth.bytes)
    }

    @Test func itSaysTheDigitsWithoutBeingToldThem() throws {
        var (right, wrong) = (0, 0)
        for seed in 100..<112 as Range<UInt64> {
            let (image, box, digits) = try blurred(seed)
            let witness = LinearWitness(image: image, effort: .normal, isOver: { false })
            guard let read = witness.look(at: box, for: .ean13) else { continue }
            if Sighting(read).bytes == digits { right += 1 } else { wrong += 1 }
        }
        #expect(right >= 10 && wrong <= 1, "\(right) right, \(wrong) wrong")
    }

    /// At the belt it looks once, and says no wrong digits where it says some.
    @Test func atTheBeltItLooksOnce() throws {
        var (right, wrong) = (0, 0)
        for seed in 100..<112 as Range<UInt64> {
            let (image, box, digits) = try blurred(seed, level: 1.25)
            let witness = LinearWitness(image: image, effort: .belt, isOver: { false })
            guard let read = witness.look(at: box, for: .ean13) else { continue }
            if Sighting(read).bytes == digits { right += 1 } else { wrong += 1 }
        }
        #expect(right >= 8 && wrong <= 1, "\(right) right, \(wrong) wrong")
    }

    @Test func paperAndNoiseHaveNoDigits() throws {
        var dice = SeededDice(seed: 4)
        let pixels = (0..<300 * 80).map { _ in UInt8(160 + dice.below(60)) }
        let image = try #require(GreyImage(width: 300, height: 80, pixels: pixels))
        let box = try #require(
            OrientedBox(around: [(40, 20), (240, 20), (240, 60), (40, 60)].map { Symbol.Point(x: $0.0, y: $0.1) }))
        let witness = LinearWitness(image: image, effort: .normal, isOver: { false })
        #expect(witness.look(at: box, for: .ean13) == nil)
    }

    @Test func aDeadlineEndsItAndOtherSymbologiesHaveNoSecondLook() throws {
        let (image, box, _) = try blurred(100)
        #expect(LinearWitness(image: image, effort: .normal, isOver: { true }).look(at: box, for: .ean13) == nil)
        for symbology in [Symbology.code128, .itf, .qrcode] {
            let witness = LinearWitness(image: image, effort: .normal, isOver: { false })
            #expect(witness.look(at: box, for: symbology) == nil)
        }
    }
}
