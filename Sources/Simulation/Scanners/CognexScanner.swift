import Formats

/// Cognex DataMan: DMCC commands end with CR LF. As it comes from the maker it answers nothing, and what it does not know
/// vanishes; once `SET COM.DMCC-RESPONSE 1` came, answers are `||checksum:id[status]` and what it reads is pushed with status 1,
/// in base64.
public struct CognexScanner: ScannerSimulator {
    private var isExtended: Bool
    private var received: [UInt8] = []

    public init(isExtended: Bool) { self.isExtended = isExtended }

    public let channel = Tape.Channel.tcp

    public func reading(of code: SimulatedCode) -> Tape.Expectation { .label(code.label, nil) }

    public func canSend(_ code: SimulatedCode) -> Bool {
        !code.label.isEmpty && (isExtended || !code.label.contains { $0 == 13 || $0 == 10 })
    }

    public mutating func scan(_ codes: [SimulatedCode]) -> [ScannerTransfer] { codes.map { result($0.label) } }

    public mutating func noRead() -> [ScannerTransfer] { [result(Array("NoRead".utf8))] }

    private func result(_ text: [UInt8]) -> ScannerTransfer {
        isExtended ? line("||0:0[1]" + Self.base64(text)) : ScannerTransfer(.tcp, text + [13, 10])
    }

    public mutating func hear(_ transfer: ScannerTransfer) -> [ScannerTransfer] {
        var answers: [ScannerTransfer] = []
        for byte in transfer.bytes {
            received.append(byte)
            guard received.suffix(2) == [13, 10] else {
                if received.count > 1024 { received = [] }
                continue
            }
            answers += answer(String(decoding: received.dropLast(2), as: UTF8.self))
            received = []
        }
        return answers
    }

    private mutating func answer(_ command: String) -> [ScannerTransfer] {
        guard command.hasPrefix("||"), let mark = command.firstIndex(of: ">") else { return [] }
        let header = command[..<mark].dropFirst(2)
        let id = header.split(separator: ":", omittingEmptySubsequences: false).dropFirst().first ?? "0"
        let words = command[command.index(after: mark)...].uppercased().split(separator: " ")
        var status = 0
        var data = ""
        switch words {
        case ["SET", "COM.DMCC-RESPONSE", "1"]: isExtended = true
        case ["SET", "COM.DMCC-RESPONSE", "0"]: isExtended = false
        case ["GET", "DEVICE.TYPE"]: data = "DM370"
        case ["GET", "DEVICE.FIRMWARE-VER"]: data = "6.1.16_sr4"
        case ["TRIGGER", "ON"], ["TRIGGER", "OFF"], ["BEEP"]: break
        default: status = words.first == "SET" || words.first == "GET" || words.first == "BEEP" ? 102 : 101
        }
        return isExtended ? [line("||0:\(id.isEmpty ? "0" : id)[\(status)]\(data)")] : []
    }

    private func line(_ text: String) -> ScannerTransfer { ScannerTransfer(.tcp, Array(text.utf8) + [13, 10]) }

    private static func base64(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start...].prefix(3)
            let number = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            for place in 0..<4 {
                text.append(place > part.count ? UInt8(ascii: "=") : letters[number >> (18 - 6 * place) & 63])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
