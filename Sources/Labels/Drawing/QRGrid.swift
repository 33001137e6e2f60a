/// The modules of a QR symbol while it is drawn.
struct QRGrid {
    private let side: Int
    private(set) var dark: [Bool]
    /// Finders, timing, alignment, format and version: no data lies there, and no mask changes them.
    private var isPattern: [Bool]

    init(_ version: QRVersion) {
        side = version.side
        dark = [Bool](repeating: false, count: side * side)
        isPattern = dark
        for place in 0..<side {
            set(6, place, place.isMultiple(of: 2))
            set(place, 6, place.isMultiple(of: 2))
        }
        for (row, column) in [(3, 3), (3, side - 4), (side - 4, 3)] { drawFinder(row, column) }
        let centres = version.alignments
        for row in centres {
            for column in centres {
                let isFinder =
                    (row == 6 && column == 6) || (row == 6 && column == side - 7) || (row == side - 7 && column == 6)
                if !isFinder { drawAlignment(row, column) }
            }
        }
        drawFormat(mask: 0)
        if version.number >= 7 { drawVersion(version.number) }
    }

    private mutating func set(_ row: Int, _ column: Int, _ isDark: Bool) {
        dark[row * side + column] = isDark
        isPattern[row * side + column] = true
    }

    private mutating func drawFinder(_ centre: Int, _ middle: Int) {
        for row in (centre - 4)...(centre + 4) where (0..<side).contains(row) {
            for column in (middle - 4)...(middle + 4) where (0..<side).contains(column) {
                let ring = max(abs(row - centre), abs(column - middle))
                set(row, column, ring != 2 && ring != 4)
            }
        }
    }

    private mutating func drawAlignment(_ centre: Int, _ middle: Int) {
        for row in (centre - 2)...(centre + 2) {
            for column in (middle - 2)...(middle + 2) {
                set(row, column, max(abs(row - centre), abs(column - middle)) != 1)
            }
        }
    }

    /// Level and mask with the checks of a BCH code, twice.
    private mutating func drawFormat(mask: Int) {
        // Level M is 00.
        var rest = mask
        for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
        let bits = (mask << 10 | rest) ^ 0x5412
        for place in 0..<15 {
            let isDark = bits >> place & 1 == 1
            switch place {
            case 0...5: set(place, 8, isDark)
            case 6: set(7, 8, isDark)
            case 7: set(8, 8, isDark)
            case 8: set(8, 7, isDark)
            default: set(8, 14 - place, isDark)
            }
            if place < 8 { set(8, side - 1 - place, isDark) } else { set(side - 15 + place, 8, isDark) }
        }
        set(side - 8, 8, true)
    }

    private mutating func drawVersion(_ number: Int) {
        var rest = number
        for _ in 0..<12 { rest = rest << 1 ^ (rest >> 11) * 0x1F25 }
        let bits = number << 12 | rest
        for place in 0..<18 {
            let isDark = bits >> place & 1 == 1
            set(place / 3, side - 11 + place % 3, isDark)
            set(side - 11 + place % 3, place / 3, isDark)
        }
    }

    /// Lays codewords into what is left, upwards and downwards in columns of two from the right.
    mutating func place(_ codewords: [UInt8]) {
        var bit = 0
        var column = side - 1
        var isUpward = true
        while column > 0 {
            // The column of the timing pattern is left out.
            if column == 6 { column = 5 }
            for step in 0..<side {
                let row = isUpward ? side - 1 - step : step
                for each in [column, column - 1] where !isPattern[row * side + each] {
                    guard bit < codewords.count * 8 else { continue }
                    dark[row * side + each] = codewords[bit / 8] >> (7 - bit % 8) & 1 == 1
                    bit += 1
                }
            }
            isUpward.toggle()
            column -= 2
        }
    }

    /// The symbol under one of the eight masks.
    func masked(_ mask: Int) -> QRGrid {
        var grid = self
        for row in 0..<side {
            for column in 0..<side where !isPattern[row * side + column] {
                if Self.turns(mask, row, column) { grid.dark[row * side + column].toggle() }
            }
        }
        grid.drawFormat(mask: mask)
        return grid
    }

    private static func turns(_ mask: Int, _ row: Int, _ column: Int) -> Bool {
        switch mask {
        case 0: (row + column) % 2 == 0
        case 1: row % 2 == 0
        case 2: column % 3 == 0
        case 3: (row + column) % 3 == 0
        case 4: (row / 2 + column / 3) % 2 == 0
        case 5: row * column % 2 + row * column % 3 == 0
        case 6: (row * column % 2 + row * column % 3) % 2 == 0
        default: ((row + column) % 2 + row * column % 3) % 2 == 0
        }
    }

    /// How hard it is to read (ISO/IEC 18004, 7.8.3): long runs, squares of one colour, what looks like a finder, and too much
    /// of one colour.
    var penalty: Int {
        var sum = 0
        for place in 0..<side {
            let row = (0..<side).map { dark[place * side + $0] }
            let column = (0..<side).map { dark[$0 * side + place] }
            sum += Self.penalty(row) + Self.penalty(column)
        }
        for row in 0..<(side - 1) {
            for column in 0..<(side - 1) {
                let first = dark[row * side + column]
                if dark[row * side + column + 1] == first, dark[(row + 1) * side + column] == first,
                    dark[(row + 1) * side + column + 1] == first
                {
                    sum += 3
                }
            }
        }
        let share = dark.count { $0 } * 20 - dark.count * 10
        return sum + 10 * (abs(share) / dark.count)
    }

    /// Of one row or column.
    private static func penalty(_ line: [Bool]) -> Int {
        var sum = 0
        var run = 0
        for place in line.indices {
            run = place > 0 && line[place] == line[place - 1] ? run + 1 : 1
            if run == 5 { sum += 3 } else if run > 5 { sum += 1 }
        }
        let finder = [true, false, true, true, true, false, true]
        let blank = [Bool](repeating: false, count: 4)
        for start in 0..<max(0, line.count - 10) {
            let part = line[start..<(start + 11)]
            if part.elementsEqual(finder + blank) || part.elementsEqual(blank + finder) { sum += 40 }
        }
        return sum
    }
}
