import Labels
import Parcels
import Readings
import Synchronization
import Testing
import Workers

@testable import Devices

/// What a picture reports to the line, and what is remembered of it.
@Suite("Reports of pictures")
struct FrameReportTests {
    private let device: DeviceID
    private let log = FrameLog()
    private let frame = Frame([1, 2, 3])

    init() throws { device = try #require(DeviceID("camera")) }

    private func symbol(_ text: String, polygon: [(Int32, Int32)], quality: PrintQuality? = nil) -> Symbol {
        Symbol(
            symbology: .code128, aim: nil, bytes: Array(text.utf8),
            polygon: polygon.map { Symbol.Point(x: $0.0, y: $0.1) },
            evidence: Symbol.Evidence(decoders: [.parcelgate], lines: 9, quality: quality))
    }

    /// The events of one picture.
    private func events(_ outcome: DecodePool.Outcome) -> [DeviceEvent] {
        final class Events: Sendable { let taken = Mutex<[DeviceEvent]>([]) }
        let events = Events()
        let stamp = Stamp(utc: 7, boot: BootID(1), monotonic: 1, trusted: true)
        FrameReport(device: device, seen: stamp, log: log) { event in events.taken.withLock { $0.append(event) } }
            .take(outcome, frame.id)
        return events.taken.withLock { $0 }
    }

    private func readings(_ events: [DeviceEvent]) -> [Reading] {
        events.flatMap { event -> [Reading] in
            if case .readings(let readings) = event { readings } else { [] }
        }
    }

    @Test func aLabelCarriesItsPlaceAndHowItIsPrinted() throws {
        let quality = PrintQuality(contrast: 80, edgeContrast: 50, modulation: 55, defects: 22, decodability: 70)
        let seen = symbol("1", polygon: [(0, 0), (100, 0), (100, 41), (0, 41)], quality: quality)
        let decoded = Decoded(width: 200, height: 100, symbols: [seen])
        let reading = try #require(readings(events(.decoded(decoded, elapsed_us: 1))).first)
        let sighting = try #require(reading.sighting)
        #expect(sighting.place == LabelSighting.Point(50, 21) && sighting.corners.count == 4)
        // Modulation and defects both give C; the first in the standard's order is named.
        #expect(sighting.quality == "2/MOD")
        #expect(reading.frame == frame.id && log.newest.first?.at == 7)
    }

    @Test func whatWasNotMeasuredIsNotSaid() throws {
        let decoded = Decoded(width: 200, height: 100, symbols: [symbol("1", polygon: [])])
        #expect(try #require(readings(events(.decoded(decoded, elapsed_us: 1))).first).sighting == nil)
    }

    @Test func readersThatDifferAreATroubleAndNothingIsANoRead() throws {
        let disputed = RefusedSymbol(
            symbology: .code128, bytes: [49], decoders: [.zbar], polygon: [], doubt: .disagreement)
        let weak = RefusedSymbol(symbology: .itf, bytes: [49], decoders: [.zbar], polygon: [], doubt: .oneWitness)
        for (refused, expected) in [
            ([disputed], Reading.Content.failed(Trouble(.readersDisagree))), ([weak], .noRead), ([], .noRead),
        ] {
            let decoded = Decoded(width: 1, height: 1, symbols: [], refused: refused)
            #expect(readings(events(.decoded(decoded, elapsed_us: 1))).map(\.content) == [expected])
            #expect(log.newest.first?.isRead == false)
        }
    }

    /// The disputed label may be the parcel's own and the one beside it an old one; a disputed product code says nothing of that.
    @Test func aDisputedItemNumberIsToldBesideOtherLabels() {
        for (text, isTold) in [("EB123456799VN", true), ("9780804816632", false)] {
            let disputed = RefusedSymbol(
                symbology: .code128, bytes: Array(text.utf8), decoders: [.zbar], polygon: [], doubt: .disagreement)
            let other = symbol("EB123456785VN", polygon: [])
            let decoded = Decoded(width: 1, height: 1, symbols: [other], refused: [disputed])
            let told: [Reading.Content] = isTold ? [.failed(Trouble(.readersDisagree))] : []
            #expect(
                readings(events(.decoded(decoded, elapsed_us: 1))).map(\.content)
                    == [.label(Array("EB123456785VN".utf8), nil)] + told)
        }
    }

    /// A picture that ends its decoder is told with its hash; one that is damaged is not to blame for anything.
    @Test func aPictureThatEndsItsDecoderIsTold() {
        let died = events(.failed(Trouble(.workerDied, "SIGSEGV")))
        #expect(died.contains { if case .frameFailed(_, frame.id, _) = $0 { true } else { false } })
        #expect(log.newest.first?.outcome == .failed(Trouble(.workerDied, "SIGSEGV")))
        for outcome in [DecodePool.Outcome.failed(Trouble(.framesRefused, "1")), .fault(.unknownFormat)] {
            #expect(!events(outcome).contains { if case .frameFailed = $0 { true } else { false } })
        }
        #expect(log.newest.count == 3)
    }
}
