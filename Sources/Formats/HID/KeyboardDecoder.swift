import Parcels
import Readings

/// Puts the key presses of a scanner that behaves as a keyboard together to labels, and knows a person's typing from a
/// scanner's: what a person types never becomes a label.
public struct KeyboardDecoder: Sendable {
    public enum End: Sendable, Hashable, CaseIterable {
        case enter
        case tab
    }

    /// Why it was taken for a person's keyboard.
    public enum Sign: Sendable, Hashable {
        /// A key that no scanner presses: backspace, an arrow, a function key. Its HID usage.
        case key(UInt8)
        /// A key with Ctrl, Alt or the system key.
        case combination(UInt8)
        /// Half of the keys followed one another in this time or more.
        case slow(gap_ms: Int)
        /// Again and again a text without its end, or one too short for a label.
        case noLabels
    }

    /// Why a text is no label.
    public enum Loss: Sendable, Hashable {
        case noEnd
        case tooShort
        case tooLong
        /// The keyboard could not tell which keys were down.
        case rollover
        /// A key that the layout gives no character for.
        case unknownKey(UInt8)
        case shortReport(Int)
    }

    public enum Outcome: Sendable, Hashable {
        /// - Parameter begun: when its first key came, monotonic nanoseconds.
        case label([UInt8], SymbologyIdentifier?, begun: Int64)
        case lost(Loss)
        /// It is set aside from here on: nothing that it types is taken.
        case person(Sign)
    }

    /// Shorter texts are no labels: a key and Enter, pressed together by chance, must not become a reading.
    public static let shortest = 4
    /// After a pause of so many usual gaps the rest of a label does not come. One delay of the machine is no pause.
    static let pause = 5
    /// So many texts in a row that are no labels, and it is taken for a person.
    static let strikeLimit = 3

    private let habits: Habits
    private let report: KeyboardReport
    /// The longest pause within a label, in nanoseconds.
    private let longest: Int64
    private var down = KeySet()
    private var capsLock = false
    private var alt: AltCode?
    private var unicode: UnicodeKeys?
    private var accent: Unicode.Scalar?
    private var text: [UInt8] = []
    private var broken: Loss?
    /// When its keys were pressed.
    private var presses: [Int64] = []
    private var strikes = 0
    public private(set) var isSetAside = false

    public init(_ habits: Habits, report: KeyboardReport = .boot) {
        self.habits = habits
        self.report = report
        longest = Int64(habits.keyGap_ms * Self.pause) * 1_000_000
    }

    /// Takes one input report as it came.
    /// - Parameter now: monotonic nanoseconds.
    public mutating func take(_ bytes: [UInt8], now: Int64) -> [Outcome] {
        guard !isSetAside, let first = bytes.first, report.reportID == 0 || first == report.reportID else { return [] }
        var outcomes: [Outcome] = []
        if let last = presses.last, now - last > longest {
            outcomes = expire(now)
            guard !isSetAside else { return outcomes }
        }
        guard bytes.count >= report.size else {
            drop()
            return outcomes + [.lost(.shortReport(bytes.count))]
        }
        // Every second report: all keys are up, nothing is held.
        if report.reportID == 0, alt == nil, unicode == nil, bytes.reduce(0, |) == 0 {
            down = KeySet()
            return outcomes
        }
        let places = report.keysAt..<(report.keysAt + report.keyCount)
        var keys = KeySet()
        for place in places {
            if KeyboardKey.errors.contains(bytes[place]) {
                // Which keys are down is unknown; what was under way may lack some.
                begin(now)
                broken = .rollover
                return outcomes
            }
        }
        let held = Modifiers(bytes[report.modifiersAt])
        if !held.alt, alt != nil { endAltCode() }
        if !held.control, let unicode { take(unicode.release()) }
        if held.system {
            outcomes.append(setAside(.combination(0xE3)))
            return outcomes
        }
        for place in places {
            let key = bytes[place]
            guard key != 0, keys.insert(key), !down.contains(key), !isSetAside else { continue }
            if let outcome = press(key, held, now) { outcomes.append(outcome) }
        }
        down = keys
        return outcomes
    }

    /// Ends what waits for keys that do not come; to be called now and then.
    public mutating func expire(_ now: Int64) -> [Outcome] {
        guard let last = presses.last, now - last > longest else { return [] }
        if let slow { return [setAside(slow)] }
        drop()
        return strike(.noEnd)
    }

    /// Forgets a half label.
    public mutating func drop() {
        text = []
        broken = nil
        accent = nil
        alt = nil
        unicode = nil
        presses.removeAll(keepingCapacity: true)
    }

    // MARK: Keys

    private struct Modifiers {
        let shift, control, alt, altGr, system: Bool

        /// Bits as in the boot report: Ctrl, Shift, Alt, system key on the left, then on the right. Ctrl and Alt on the left
        /// together are AltGr.
        init(_ bits: UInt8) {
            let isPair = bits & 0x05 == 0x05
            shift = bits & 0x22 != 0
            altGr = bits & 0x40 != 0 || isPair
            control = bits & 0x10 != 0 || (bits & 0x01 != 0 && !isPair)
            alt = bits & 0x04 != 0 && !isPair
            system = bits & 0x88 != 0
        }
    }

    private mutating func press(_ key: UInt8, _ held: Modifiers, _ now: Int64) -> Outcome? {
        if let number = unicode { return press(key, held, number, now) }
        if held.alt {
            var code = alt ?? AltCode(habits.altCodes)
            guard habits.altCodes != .none, !held.control, code.take(key, habits.layout) else {
                return setAside(.combination(key))
            }
            begin(now)
            alt = code
            return nil
        }
        if held.control { return control(key, held, now) }
        switch key {
        case KeyboardKey.capsLock: capsLock.toggle()
        case KeyboardKey.numLock, KeyboardKey.scrollLock: break
        case KeyboardKey.enter, KeyboardKey.keypadEnter: return end(.enter, 0x0D, now)
        case KeyboardKey.tab: return end(.tab, 0x09, now)
        default:
            if let byte = KeyboardKey.keypad(key) {
                begin(now)
                append(byte)
            } else if KeyboardKey.isTyping(key) {
                begin(now)
                type(KeyboardLayout.Stroke(key: key, shift: held.shift, altGr: held.altGr))
            } else {
                return setAside(.key(key))
            }
        }
        return nil
    }

    private mutating func control(_ key: UInt8, _ held: Modifiers, _ now: Int64) -> Outcome? {
        let stroke = KeyboardLayout.Stroke(key: key, shift: false, altGr: held.altGr)
        if habits.unicodeKeys, held.shift, habits.layout.level(of: stroke, capsLock: false) == .character("u") {
            begin(now)
            unicode = UnicodeKeys()
            return nil
        }
        guard habits.controlKeys, case .character(let character) = habits.layout.level(of: stroke, capsLock: false),
            (0x40...0x7A).contains(character.value)
        else { return setAside(.combination(key)) }
        begin(now)
        append(UInt8(character.value) & 0x1F)
        return nil
    }

    /// A key of a character's number.
    private mutating func press(_ key: UInt8, _ held: Modifiers, _ number: UnicodeKeys, _ now: Int64) -> Outcome? {
        guard !held.alt else { return setAside(.combination(key)) }
        let isEnd = key == KeyboardKey.enter || key == KeyboardKey.keypadEnter
        guard isEnd || KeyboardKey.isTyping(key) || KeyboardKey.keypad(key) != nil else { return setAside(.key(key)) }
        begin(now)
        var number = number
        let step = number.take(key, shift: held.shift, control: held.control, habits.layout)
        unicode = number
        take(step)
        return nil
    }

    private mutating func take(_ step: UnicodeKeys.Step) {
        guard case .ends(let character) = step else { return }
        unicode = nil
        if let character { append(character) } else { broken = broken ?? .unknownKey(0xE0) }
    }

    private mutating func type(_ stroke: KeyboardLayout.Stroke) {
        switch habits.layout.level(of: stroke, capsLock: capsLock) {
        case .nothing: broken = broken ?? .unknownKey(stroke.key)
        case .dead(let next):
            if let accent { append(accent) }
            accent = next
        case .character(let character):
            guard let accent else { return append(character) }
            self.accent = nil
            // An accent and a character that make none: both stand, as the layouts' own system has it.
            guard let composed = habits.layout.composed(accent, character) else {
                append(accent)
                return append(character)
            }
            append(composed)
        }
    }

    private mutating func endAltCode() {
        let bytes = alt?.bytes
        alt = nil
        if let bytes { for byte in bytes { append(byte) } } else { broken = broken ?? .unknownKey(0xE2) }
    }

    private mutating func append(_ character: Unicode.Scalar) {
        if character.isASCII { return append(UInt8(truncatingIfNeeded: character.value)) }
        for byte in String(character).utf8 { append(byte) }
    }

    private mutating func append(_ byte: UInt8) {
        if text.count < habits.sizeLimit { text.append(byte) } else { broken = broken ?? .tooLong }
    }

    /// Notes a key of a text. Beyond the longest label more times say nothing more.
    private mutating func begin(_ now: Int64) {
        if presses.count < 2 * habits.sizeLimit { presses.append(now) } else { presses[presses.count - 1] = now }
    }

    // MARK: Endings

    private mutating func end(_ end: End, _ byte: UInt8, _ now: Int64) -> Outcome? {
        guard habits.ends.contains(end) else {
            begin(now)
            append(byte)
            return nil
        }
        guard let begun = presses.first else { return nil }
        begin(now)
        if let accent { append(accent) }
        defer { drop() }
        if let slow { return setAside(slow) }
        if let broken { return .lost(broken) }
        guard text.count >= Self.shortest else { return strike(.tooShort).first }
        strikes = 0
        var (label, symbology) = habits.hasSymbology ? Self.split(text) : (text, nil)
        if let compose = habits.compose, let typed = String(validating: label, as: UTF8.self) {
            label = Array(compose.composed(typed).utf8)
            guard label.count <= habits.sizeLimit else { return .lost(.tooLong) }
        }
        return .label(label, symbology, begun: begun)
    }

    /// The AIM symbology identifier in front, and the label behind it.
    private static func split(_ text: [UInt8]) -> ([UInt8], SymbologyIdentifier?) {
        guard text.count > 3, text[0] == 0x5D, let found = SymbologyIdentifier(letter: text[1], modifier: text[2])
        else {
            return (text, nil)
        }
        return (Array(text[3...]), found)
    }

    /// The sign of a person when the keys so far, enough for a label, came too slowly.
    private var slow: Sign? {
        guard presses.count > Self.shortest else { return nil }
        let limit = Int64(habits.keyGap_ms) * 1_000_000
        let count = presses.count - 1
        var quick = 0
        for place in 0..<count where presses[place + 1] - presses[place] <= limit { quick += 1 }
        // The middle one of the gaps, by size, is within the limit.
        if quick > count / 2 { return nil }
        let gaps = (0..<count).map { presses[$0 + 1] - presses[$0] }.sorted()
        return .slow(gap_ms: Int(gaps[count / 2] / 1_000_000))
    }

    private mutating func strike(_ loss: Loss) -> [Outcome] {
        strikes += 1
        return strikes < Self.strikeLimit ? [.lost(loss)] : [setAside(.noLabels)]
    }

    private mutating func setAside(_ sign: Sign) -> Outcome {
        drop()
        isSetAside = true
        return .person(sign)
    }
}
