/// Code 39 that holds all of ASCII: a `$`, `/`, `%` or `+` and a letter stand for another character (ISO/IEC 16388, annex A). Nothing in
/// the bars says whether they do, or whether they stand for themselves.
enum Code39Text {
    /// What such data says, where it can hardly say anything else: every one of those signs has its letter, one at least makes a small
    /// letter, and it does not begin with a `+`, as data of the Health Industry Bar Code does. Else nil.
    static func wholeASCII(_ data: [UInt8]) -> [UInt8]? {
        guard data.first != UInt8(ascii: "+") else { return nil }
        var said: [UInt8] = []
        var hasSmall = false
        var place = 0
        while place < data.count {
            let sign = data[place]
            guard [0x24, 0x25, 0x2B, 0x2F].contains(sign) else {
                said.append(sign)
                place += 1
                continue
            }
            guard place + 1 < data.count, let character = character(sign, data[place + 1]) else { return nil }
            hasSmall = hasSmall || sign == 0x2B
            said.append(character)
            place += 2
        }
        return hasSmall ? said : nil
    }

    private static func character(_ sign: UInt8, _ letter: UInt8) -> UInt8? {
        guard (0x41...0x5A).contains(letter) else { return nil }
        let place = letter - 0x41
        switch (sign, place) {
        case (0x24, _): return 0x01 + place
        case (0x2B, _): return 0x61 + place
        case (0x2F, 0...14): return 0x21 + place
        case (0x2F, 25): return 0x3A
        case (0x25, 0...4): return 0x1B + place
        case (0x25, 5...9): return 0x3B + place - 5
        case (0x25, 10...14): return 0x5B + place - 10
        case (0x25, 15...19): return 0x7B + place - 15
        case (0x25, 20): return 0x00
        case (0x25, 21): return 0x40
        case (0x25, 22): return 0x60
        case (0x25, 23...25): return 0x7F
        default: return nil
        }
    }
}
