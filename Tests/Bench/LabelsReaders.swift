import CZBar
import Labels
import Parcels
import Platform
import PrintedLabels
import Readings

/// What one reader said about one picture.
struct LabelsAnswer {
    struct Read: Hashable {
        let symbology: String
        let bytes: [UInt8]
        /// As the reader itself turns the bytes into text, in UTF-8.
        let text: [UInt8]

        init(symbology: String, bytes: [UInt8], text: [UInt8]? = nil) {
            self.symbology = symbology
            self.bytes = bytes
            self.text = text ?? bytes
        }
    }

    var reads: [Read] = []
    var elapsed_ns: Int64 = 0
    /// It went down over the picture.
    var hasCrashed = false

    /// Symbols of the picture that it read.
    func right(_ specimen: Specimen) -> Int {
        specimen.truths.count { truth in reads.contains { truth.isSaid(by: $0.bytes) } }
    }

    /// What it read that is not there.
    func wrong(_ specimen: Specimen) -> [Read] {
        Array(Set(reads.filter { read in !specimen.truths.contains { $0.isSaid(by: read.bytes) } }))
    }
}

/// A reader of bar codes that is measured. A picture is given first and its answer taken later, so that readers in other processes
/// work meanwhile.
protocol LabelsReader: AnyObject {
    var name: String { get }
    func give(_ image: GreyImage) throws
    func answer() throws -> LabelsAnswer
}

extension LabelsReader {
    /// One picture with nothing beside it.
    func read(_ image: GreyImage) throws -> LabelsAnswer {
        try give(image)
        return try answer()
    }
}

/// The project's pipeline at one effort, without a deadline.
final class OurReader: LabelsReader {
    let name: String
    private let effort: Effort
    private let interleaved: InterleavedLengths
    private let decoder: LabelDecoder
    private var image: GreyImage?

    /// - Parameter interleaved: the lengths of interleaved 2 of 5 that a site would have.
    init(_ effort: Effort, interleaved: InterleavedLengths = .any) throws {
        guard let decoder = LabelDecoder() else { throw BenchFault("no memory for a decoder") }
        name = "ours \(effort.rawValue)"
        self.effort = effort
        self.interleaved = interleaved
        self.decoder = decoder
    }

    func give(_ image: GreyImage) { self.image = image }

    func answer() throws -> LabelsAnswer {
        guard let image else { throw BenchFault("\(name): no picture was given") }
        let start = Clocks.monotonic()
        let found = decoder.decode(image, effort: effort, interleaved: interleaved).symbols
        return LabelsAnswer(
            reads: found.map {
                LabelsAnswer.Read(symbology: $0.symbology.name, bytes: $0.bytes, text: Array($0.text.utf8))
            },
            elapsed_ns: Clocks.monotonic() - start)
    }
}

/// zbar by itself, as zbarimg uses it: one look along every line.
@safe final class ZBarReader: LabelsReader {
    let name = "zbar"
    private let scanner: OpaquePointer
    private var image: GreyImage?

    init() throws {
        guard let scanner = unsafe czbar_new(1) else { throw BenchFault("no memory for zbar") }
        unsafe self.scanner = scanner
    }

    deinit { unsafe czbar_free(scanner) }

    func give(_ image: GreyImage) { self.image = image }

    func answer() throws -> LabelsAnswer {
        guard let image else { throw BenchFault("zbar: no picture was given") }
        var answer = LabelsAnswer()
        let start = Clocks.monotonic()
        _ = unsafe image.pixels.withUnsafeBufferPointer { pixels in
            unsafe withUnsafeMutablePointer(to: &answer.reads) { reads in
                unsafe czbar_scan(
                    scanner, pixels.baseAddress, UInt32(image.width), UInt32(image.height), 32, reads
                ) { context, found in
                    guard let context = unsafe context, let found = unsafe found?.pointee, let data = unsafe found.data
                    else { return }
                    let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: found.size))
                    unsafe context.assumingMemoryBound(to: [LabelsAnswer.Read].self).pointee.append(
                        LabelsAnswer.Read(symbology: "type \(found.type)", bytes: bytes))
                }
            }
        }
        answer.elapsed_ns = Clocks.monotonic() - start
        return answer
    }
}
