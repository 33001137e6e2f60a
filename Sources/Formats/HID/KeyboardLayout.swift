/// Which character each key of a keyboard layout gives. A keyboard sends keys, not characters: a scanner that behaves as one
/// must be read with the layout that it is programmed for.
public struct KeyboardLayout: Sendable, Hashable {
    /// What one key gives with one state of Shift and AltGr.
    public enum Level: Sendable, Hashable {
        case nothing
        case character(Unicode.Scalar)
        /// An accent that waits for the next key.
        case dead(Unicode.Scalar)
    }

    /// A key pressed with its modifiers.
    public struct Stroke: Sendable, Hashable {
        /// HID usage of the keyboard page.
        public let key: UInt8
        public let shift: Bool
        public let altGr: Bool

        public init(key: UInt8, shift: Bool, altGr: Bool) {
            self.key = key
            self.shift = shift
            self.altGr = altGr
        }
    }

    public let name: String
    /// For people, in the language of who uses it.
    public let title: String
    /// By HID usage: plain, with Shift, with AltGr, with both; what is missing at the end gives nothing.
    let keys: [UInt8: [Level]]
    /// By accent and following character.
    let dead: [Unicode.Scalar: [Unicode.Scalar: Unicode.Scalar]]
    /// Keys that are no letters and that Caps Lock shifts all the same.
    let shiftedByCapsLock: Set<UInt8>
    private let inverse: [Unicode.Scalar: [Stroke]]
    /// What each key gives: eight places a key, for Caps Lock, AltGr and Shift.
    private let table: [Level]

    init(
        name: String, title: String, keys: [UInt8: [Level]],
        dead: [Unicode.Scalar: [Unicode.Scalar: Unicode.Scalar]], shiftedByCapsLock: Set<UInt8>
    ) {
        self.name = name
        self.title = title
        self.keys = keys
        self.dead = dead
        self.shiftedByCapsLock = shiftedByCapsLock
        inverse = Self.inverse(keys, dead)
        table = Self.table(keys, shiftedByCapsLock)
    }

    /// - Parameter capsLock: whether it is on.
    public func level(of stroke: Stroke, capsLock: Bool) -> Level {
        table[Int(stroke.key) << 3 | (capsLock ? 4 : 0) | (stroke.altGr ? 2 : 0) | (stroke.shift ? 1 : 0)]
    }

    /// The character that an accent and the character behind it make; nil when they make none.
    public func composed(_ accent: Unicode.Scalar, _ base: Unicode.Scalar) -> Unicode.Scalar? { dead[accent]?[base] }

    /// The keys that type a character with Caps Lock off; nil when the layout cannot.
    public func strokes(for character: Unicode.Scalar) -> [Stroke]? { inverse[character] }

    /// The printable ASCII characters that the layout cannot type: a label with one of them never arrives whole.
    public var untypable: [Unicode.Scalar] {
        (0x20...0x7E as ClosedRange<UInt8>).map { Unicode.Scalar($0) }.filter { inverse[$0] == nil }
    }

    private static func table(_ keys: [UInt8: [Level]], _ shiftedByCapsLock: Set<UInt8>) -> [Level] {
        var table = [Level](repeating: .nothing, count: 256 << 3)
        for (key, levels) in keys {
            let isShifted = shiftedByCapsLock.contains(key) || isLetter(levels)
            for place in 0..<8 {
                // With AltGr, Caps Lock shifts nothing.
                let shifts = place & 4 != 0 && place & 2 == 0 && isShifted
                let level = (place & 3) ^ (shifts ? 1 : 0)
                if level < levels.count { table[Int(key) << 3 | place] = levels[level] }
            }
        }
        return table
    }

    /// A letter, which Caps Lock shifts.
    private static func isLetter(_ levels: [Level]) -> Bool {
        guard levels.count > 1, case .character(let plain) = levels[0], case .character(let shifted) = levels[1] else {
            return false
        }
        return plain != shifted && plain.properties.uppercaseMapping == String(shifted)
    }

    private static func inverse(
        _ keys: [UInt8: [Level]], _ dead: [Unicode.Scalar: [Unicode.Scalar: Unicode.Scalar]]
    ) -> [Unicode.Scalar: [Stroke]] {
        var found: [Unicode.Scalar: [Stroke]] = [:]
        var accents: [Unicode.Scalar: Stroke] = [:]
        for (key, levels) in keys.sorted(by: { $0.key < $1.key }) {
            for (place, level) in levels.enumerated() {
                let stroke = Stroke(key: key, shift: place & 1 == 1, altGr: place & 2 == 2)
                switch level {
                case .nothing: break
                case .character(let character): if found[character] == nil { found[character] = [stroke] }
                case .dead(let accent): if accents[accent] == nil { accents[accent] = stroke }
                }
            }
        }
        let direct = found
        for (accent, stroke) in accents.sorted(by: { $0.key < $1.key }) {
            for (base, composed) in dead[accent] ?? [:] where found[composed] == nil {
                if let rest = direct[base] { found[composed] = [stroke] + rest }
            }
        }
        return found
    }
}
