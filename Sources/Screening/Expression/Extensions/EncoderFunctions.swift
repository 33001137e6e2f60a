/// The extension `encoders`: bytes as text of base 64 (RFC 4648, section 4) and back.
enum EncoderFunctions {
    static let overloads: [String: [Overload]] = [
        "base64.encode": [
            .extended([.bytes], .string) { (arguments, meter) throws(ExpressionFault) in
                guard case .bytes(let bytes) = arguments[0] else {
                    throw .noSuchOverload(of: "base64.encode", found: [arguments[0].typeName])
                }
                try meter.charge(bytes: 4 * bytes.count)
                return .string(encoded(bytes))
            }
        ],
        "base64.decode": [
            .extended([.string], .bytes) { (arguments, meter) throws(ExpressionFault) in
                guard case .string(let text) = arguments[0] else {
                    throw .noSuchOverload(of: "base64.decode", found: [arguments[0].typeName])
                }
                try meter.charge(bytes: 4 * text.utf8.count)
                guard let bytes = decoded(text) else { throw .malformed(text.excerpt, as: "text of base 64") }
                return .bytes(bytes)
            }
        ],
    ]

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let places: [UInt8] = {
        var places = [UInt8](repeating: 255, count: 256)
        for (place, letter) in alphabet.enumerated() { places[Int(letter)] = UInt8(place) }
        return places
    }()

    static func encoded(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for first in stride(from: 0, to: bytes.count, by: 3) {
            let three = (0..<3).map { first + $0 < bytes.count ? UInt32(bytes[first + $0]) : 0 }
            let bits = three[0] << 16 | three[1] << 8 | three[2]
            let count = min(3, bytes.count - first) + 1
            for place in 0..<4 {
                text.append(place < count ? alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes, with or without what fills the last four letters up; nil where it is no such text.
    static func decoded(_ text: String) -> [UInt8]? {
        var letters = Array(text.utf8)[...]
        if letters.count % 4 == 0 { for _ in 0..<2 where letters.last == UInt8(ascii: "=") { letters.removeLast() } }
        guard letters.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(letters.count * 3 / 4)
        var (bits, held) = (UInt32(0), 0)
        for letter in letters {
            let place = places[Int(letter)]
            guard place < 64 else { return nil }
            bits = bits << 6 | UInt32(place)
            held += 6
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
            }
        }
        return bytes
    }
}
