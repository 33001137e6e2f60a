/// A size of QR symbols, and what its bytes become.
struct QRVersion {
    let number: Int

    init(_ number: Int) { self.number = number }

    var side: Int { 17 + 4 * number }

    /// Rows and columns of the alignment patterns' centres.
    var alignments: [Int] {
        guard number > 1 else { return [] }
        let count = number / 7 + 2
        let step = number == 32 ? 26 : (number * 4 + count * 2 + 1) / (count * 2 - 2) * 2
        return [6] + (0..<(count - 1)).map { side - 7 - (count - 2 - $0) * step }
    }

    /// Modules that are no pattern and no format.
    private var dataModules: Int {
        var count = (16 * number + 128) * number + 64
        if number >= 2 {
            let rows = number / 7 + 2
            count -= (25 * rows - 10) * rows - 55
            if number >= 7 { count -= 36 }
        }
        return count
    }

    private var allCodewords: Int { dataModules / 8 }
    private var blocks: Int { Self.blockCounts[number - 1] }
    private var checksPerBlock: Int { Self.checkCounts[number - 1] }
    private var dataCodewords: Int { allCodewords - blocks * checksPerBlock }

    /// Bits of the count behind the mode.
    private var countBits: Int { number < 10 ? 8 : 16 }

    /// Most bytes that it holds.
    var capacity: Int { (dataCodewords * 8 - 4 - countBits) / 8 }

    /// Mode, count, bytes, end and padding.
    func codewords(_ bytes: [UInt8]) -> [UInt8] {
        var bits: [Bool] = []
        func append(_ value: Int, _ count: Int) {
            for place in (0..<count).reversed() { bits.append(value >> place & 1 == 1) }
        }
        append(0b0100, 4)
        append(bytes.count, countBits)
        for byte in bytes { append(Int(byte), 8) }
        let room = dataCodewords * 8
        append(0, min(4, room - bits.count))
        append(0, (8 - bits.count % 8) % 8)
        var found = stride(from: 0, to: bits.count, by: 8).map { place in
            bits[place..<(place + 8)].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        var isEven = true
        while found.count < dataCodewords {
            found.append(isEven ? 0xEC : 0x11)
            isEven.toggle()
        }
        return found
    }

    /// The codewords parted into blocks, each with its checks, and drawn in turn from all of them.
    func interleaved(_ data: [UInt8]) -> [UInt8] {
        let code = ReedSolomon(checks: checksPerBlock)
        let shorter = dataCodewords / blocks
        let longerBlocks = dataCodewords % blocks
        var parts: [[UInt8]] = []
        var place = 0
        for block in 0..<blocks {
            let size = shorter + (block < blocks - longerBlocks ? 0 : 1)
            parts.append(Array(data[place..<(place + size)]))
            place += size
        }
        var found: [UInt8] = []
        for column in 0...shorter {
            for part in parts where column < part.count { found.append(part[column]) }
        }
        let checks = parts.map { code.checks(of: $0) }
        for column in 0..<checksPerBlock {
            for check in checks { found.append(check[column]) }
        }
        return found
    }

    /// Level M, ISO/IEC 18004 table 9.
    private static let checkCounts = [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28,
        28,
        28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ]
    private static let blockCounts = [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31,
        33, 35,
        37, 38, 40, 43, 45, 47, 49,
    ]
}

/// Reed-Solomon checks over GF(256) with x⁸ + x⁴ + x³ + x² + 1, as QR codes have them.
struct ReedSolomon {
    /// The generator's coefficients below its highest, highest first.
    private let generator: [UInt8]

    init(checks count: Int) {
        var generator = [UInt8](repeating: 0, count: count)
        generator[count - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<count {
            for place in 0..<count {
                generator[place] = Self.product(generator[place], root)
                if place + 1 < count { generator[place] ^= generator[place + 1] }
            }
            root = Self.product(root, 2)
        }
        self.generator = generator
    }

    func checks(of data: [UInt8]) -> [UInt8] {
        var rest = [UInt8](repeating: 0, count: generator.count)
        for byte in data {
            let factor = byte ^ rest.removeFirst()
            rest.append(0)
            for place in rest.indices { rest[place] ^= Self.product(generator[place], factor) }
        }
        return rest
    }

    private static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var product = 0
        for place in (0..<8).reversed() {
            product = product << 1 ^ (product >> 7) * 0x11D
            product ^= Int(right >> place & 1) * Int(left)
        }
        return UInt8(product)
    }
}
