import Parcels
import Readings

/// Puts the key presses of a scanner that behaves as a keyboard together to labels, and knows a person's typing from a
/// scanner's: what a person types never becomes a label.
public struct KeyboardDecoder: Sendable {
    /// How a family of scanners types.
    public struct Habits: Sendable, Hashable {
        public let layout: KeyboardLayout
        /// Keys that end a label. Never empty.
        public let ends: Set<End>
        /// The longest usual time between two keys: half of a label's keys must follow one another as fast.
        public let keyGap_ms: Int
        public let sizeLimit: Int
        /// Whether each label begins with its AIM symbology identifier.
        public let hasSymbology: Bool
        /// Whether it types what its layout lacks as Alt and the byte's number on the keypad.
        public let altCodes: Bool
        /// Whether it types control characters as Ctrl and a key.
        public let controlKeys: Bool

        public init(
            layout: KeyboardLayout, ends: Set<End> = [.enter], keyGap_ms: Int = 40, sizeLimit: Int = 512,
            hasSymbology: Bool = false, altCodes: Bool = false, controlKeys: Bool = false
        ) {
            self.layout = layout
            self.ends = ends
            self.keyGap_ms = keyGap_ms
            self.sizeLimit = min(max(1, sizeLimit), Reading.sizeLimit)
            self.hasSymbology = hasSymbology
            self.altCodes = altCodes
            self.controlKeys = controlKeys
        }
    }

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
    private var down: [UInt8] = []
    private var capsLock = false
    private var altNumber: [UInt8] = []
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
    }

    /// Takes one input report as it came.
    /// - Parameter now: monotonic nanoseconds.
    public mutating func take(_ bytes: [UInt8], now: Int64) -> [Outcome] {
        guard !isSetAside, let first = bytes.first, report.reportID == 0 || first == report.reportID else { return [] }
        var outcomes = expire(now)
        guard !isSetAside else { return outcomes }
        guard let (modifiers, keys) = report.read(bytes) else {
            drop()
            return outcomes + [.lost(.shortReport(bytes.count))]
        }
        if keys.contains(where: { KeyboardKey.errors.contains($0) }) {
            // Which keys are down is unknown; what was under way may lack some.
            begin(now)
            broken = .rollover
            return outcomes
        }
        let held = Modifiers(modifiers)
        if !held.alt, !altNumber.isEmpty { endAltNumber() }
        if held.system {
            outcomes.append(setAside(.combination(0xE3)))
            return outcomes
        }
        let pressed = keys.enumerated().filter { place, key in
            !down.contains(key) && !keys[..<place].contains(key)
        }.map(\.element)
        down = keys
        for key in pressed {
            if let outcome = press(key, held, now) { outcomes.append(outcome) }
            if isSetAside { break }
        }
        return outcomes
    }

    /// Ends what waits for keys that do not come; to be called now and then.
    public mutating func expire(_ now: Int64) -> [Outcome] {
        guard let last = presses.last, now - last > Int64(habits.keyGap_ms * Self.pause) * 1_000_000 else { return [] }
        if let slow { return [setAside(slow)] }
        drop()
        return strike(.noEnd)
    }

    /// Forgets a half label.
    public mutating func drop() {
        text = []
        broken = nil
        accent = nil
        altNumber = []
        presses = []
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
        if held.alt {
            guard habits.altCodes, !held.control, let digit = KeyboardKey.keypad(key), (0x30...0x39).contains(digit)
            else {
                return setAside(.combination(key))
            }
            begin(now)
            if altNumber.count < 5 { altNumber.append(digit) }
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
        guard habits.controlKeys, case .character(let character) = habits.layout.level(of: stroke, capsLock: false),
            (0x40...0x7A).contains(character.value)
        else { return setAside(.combination(key)) }
        begin(now)
        append(UInt8(character.value) & 0x1F)
        return nil
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

    private mutating func endAltNumber() {
        let number = altNumber.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        altNumber = []
        if let byte = UInt8(exactly: number) { append(byte) } else { broken = broken ?? .unknownKey(0xE2) }
    }

    private mutating func append(_ character: Unicode.Scalar) { for byte in String(character).utf8 { append(byte) } }

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
        let (label, symbology) = habits.hasSymbology ? Self.split(text) : (text, nil)
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
        let gaps = zip(presses, presses.dropFirst()).map { $1 - $0 }.sorted()
        let usual = gaps[gaps.count / 2]
        return usual > Int64(habits.keyGap_ms) * 1_000_000 ? .slow(gap_ms: Int(usual / 1_000_000)) : nil
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
