import Foundation
import Platform

/// A camera's pictures: 2048 × 1024 pixels of grey noise with a label in it, another place each time.
struct BenchFrames: Sendable {
    static let width = 2048
    static let height = 1024

    let folder: String
    private let frames: [[UInt8]]

    init(folder: String) throws {
        self.folder = folder
        let label = try Picture("Tests/Labels/Images/code128.pgm")
        guard label.width <= Self.width, label.height <= Self.height else { throw BenchFault("the label is too large") }
        var noise: UInt64 = 88_172_645_463_325_252
        frames = (0..<8).map { place in
            var pixels = [UInt8](repeating: 0, count: Self.width * Self.height)
            for pixel in pixels.indices {
                noise ^= noise << 13
                noise ^= noise >> 7
                noise ^= noise << 17
                pixels[pixel] = 96 + UInt8(noise & 0x1F)
            }
            let left = (Self.width - label.width) * place / 7
            let top = (Self.height - label.height) * (7 - place) / 7
            for row in 0..<label.height {
                let start = (top + row) * Self.width + left
                pixels.replaceSubrange(start..<(start + label.width), with: label.row(row))
            }
            return Array("P5\n\(Self.width) \(Self.height)\n255\n".utf8) + pixels
        }
    }

    /// As a careful camera does: under a passing name, then renamed.
    func write(_ turn: Int) throws {
        try Data(frames[turn % frames.count]).write(to: URL(fileURLWithPath: "\(folder)/.\(turn)"))
        guard Files.move("\(folder)/.\(turn)", to: "\(folder)/\(turn).pgm") else { throw BenchFault("no picture") }
    }

    /// A picture in PGM, binary, without comments.
    private struct Picture {
        let width: Int
        let height: Int
        private let pixels: ArraySlice<UInt8>

        init(_ path: String) throws {
            let bytes = try Files.read(path, limit: 1 << 24)
            let head = bytes.prefix(64).split(maxSplits: 4, whereSeparator: { $0 == 10 || $0 == 32 })
            guard head.count == 5, let width = Int(String(decoding: head[1], as: UTF8.self)),
                let height = Int(String(decoding: head[2], as: UTF8.self)), bytes.count >= width * height
            else { throw BenchFault("\(path): no PGM") }
            self.width = width
            self.height = height
            pixels = bytes.suffix(width * height)
        }

        func row(_ row: Int) -> ArraySlice<UInt8> {
            pixels[(pixels.startIndex + row * width)..<(pixels.startIndex + (row + 1) * width)]
        }
    }
}
