import Formats

/// A scanner that types: boot reports of 8 bytes, a key down and all keys up for each stroke, and Enter at the end.
public struct KeyboardScanner: ScannerSimulator {
    /// Keyboard layouts by what their keys give: key by key in the order of `keys`, without Shift and with it.
    public enum Layout: String, Sendable, Hashable, CaseIterable {
        case us, de, fr, cs

        fileprivate var plain: String {
            switch self {
            case .us: "1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./ `"
            case .de: "1234567890ß·qwertzuiopü+asdfghjklöä#yxcvbnm,.- ·<"
            case .fr: "&é\"'(-è_çà)=azertyuiop·$qsdfghjklmù*wxcvbn,;:! ²<"
            case .cs: "+ěščřžýáíé=·qwertzuiopú)asdfghjklů§·yxcvbnm,.- ;"
            }
        }

        fileprivate var shifted: String {
            switch self {
            case .us: "!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM<>? ~"
            case .de: "!\"§$%&/()=?·QWERTZUIOPÜ*ASDFGHJKLÖÄ'YXCVBNM;:_ °>"
            case .fr: "1234567890°+AZERTYUIOP·£QSDFGHJKLM%µWXCVBN?./§ ·>"
            case .cs: "1234567890%·QWERTZUIOP/(ASDFGHJKL\"!'YXCVBNM?:_ ·"
            }
        }
    }

    /// HID usages of the keys of a keyboard, row by row from the digits on, then the space bar, the key left of 1, and the one
    /// left of the lowest row.
    private static let keys: [UInt8] = [
        0x1E, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2D, 0x2E,
        0x14, 0x1A, 0x08, 0x15, 0x17, 0x1C, 0x18, 0x0C, 0x12, 0x13, 0x2F, 0x30,
        0x04, 0x16, 0x07, 0x09, 0x0A, 0x0B, 0x0D, 0x0E, 0x0F, 0x33, 0x34, 0x31,
        0x1D, 0x1B, 0x06, 0x19, 0x05, 0x11, 0x10, 0x36, 0x37, 0x38, 0x2C, 0x35, 0x64,
    ]
    private static let enter: UInt8 = 0x28
    private static let leftShift: UInt8 = 0x02

    /// Key and modifiers of each character, by its code.
    private let strokes: [UInt8: (key: UInt8, modifiers: UInt8)]

    public init(_ layout: Layout) {
        var strokes: [UInt8: (UInt8, UInt8)] = [:]
        for (text, modifiers) in [(layout.plain, UInt8(0)), (layout.shifted, Self.leftShift)] {
            for (key, character) in zip(Self.keys, text.unicodeScalars) {
                guard character.isASCII, strokes[UInt8(character.value)] == nil else { continue }
                strokes[UInt8(character.value)] = (key, modifiers)
            }
        }
        self.strokes = strokes
    }

    public var channel: Tape.Channel { .report }

    public func canSend(_ code: SimulatedCode) -> Bool { code.label.allSatisfy { strokes[$0] != nil } }

    public func reading(of code: SimulatedCode) -> Tape.Expectation { .label(code.label, nil) }

    public mutating func scan(_ codes: [SimulatedCode]) -> [ScannerTransfer] {
        codes.flatMap { code in
            code.label.compactMap { strokes[$0] } + [(key: Self.enter, modifiers: UInt8(0))]
        }.flatMap { stroke in
            [
                ScannerTransfer(.report, [stroke.modifiers, 0, stroke.key, 0, 0, 0, 0, 0]),
                ScannerTransfer(.report, [UInt8](repeating: 0, count: 8)),
            ]
        }
    }
}
