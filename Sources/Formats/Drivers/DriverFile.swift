import Parcels
import Patterns
import Readings
import YAML

/// Reads `driver.yaml`. Every error names file, line and column, what was expected and what was found.
public enum DriverFile {
    /// - Parameter layouts: the keyboard layouts that a family may name.
    public static func parse(
        _ content: [UInt8], file: String, layouts: [String: KeyboardLayout] = [:]
    ) throws(YAMLError) -> DriverProfile {
        var fields = try Fields(try YAMLParser.parse(content, file: file), expected: "a driver's fields")
        let family = try fields.required("family").text("the family's name")
        let transport = try fields.required("transport")
        let kind: DriverProfile.Kind
        switch try transport.text("a transport") {
        case "usb-hid-pos": kind = .usbPointOfSale(try pointOfSale(&fields))
        case "usb-keyboard": kind = .usbKeyboard(try keyboard(&fields, layouts))
        case "usb-oem": kind = .usbOEM(try oem(&fields))
        case "usb-snapi": kind = .usbSNAPI(try snapi(&fields))
        case "usb-serial": kind = .usbSerial(try usbSerial(&fields))
        case "tcp-text": kind = .text(try text(&fields, .tcp))
        case "udp-text": kind = .text(try text(&fields, .udp))
        case "serial-text": kind = .text(try text(&fields, .serial))
        case "image-folder": kind = .imageFolder(try imageFolder(&fields))
        default:
            throw transport.problem(
                expected: "one of usb-hid-pos, usb-keyboard, usb-oem, usb-snapi, usb-serial, tcp-text, udp-text, "
                    + "serial-text, image-folder")
        }
        var interfaces: [USBInterfacePattern]?
        if !kind.usualInterfaces.isEmpty, let node = fields.optional("interfaces") {
            interfaces = try self.interfaces(node)
        }
        try fields.noMore()
        return DriverProfile(family: family, kind: kind, interfaces: interfaces)
    }

    static func imageFolder(_ fields: inout Fields) throws(YAMLError) -> DriverProfile.ImageFolder {
        let patternNode = try fields.required("name_pattern")
        let pattern = try patternNode.text("a pattern of file names")
        do throws(PatternError) { _ = try Pattern(pattern) } catch {
            throw patternNode.problem(expected: "a pattern in RE2's syntax (\(error.reason))")
        }
        return DriverProfile.ImageFolder(
            namePattern: pattern, settle_ms: try fields.optional("settle_ms")?.integer(in: 0...2_000) ?? 50,
            partialLimit_ms: try fields.optional("partial_limit_ms")?.integer(in: 100...60_000) ?? 2_000,
            decodeLimit_ms: try fields.optional("decode_limit_ms")?.integer(in: 10...10_000) ?? 1_000,
            effort: try fields.optional("effort")?.word(["belt": .belt, "normal": .normal, "hard": .hard])
                ?? Effort.belt,
            reportsEveryParcel: try fields.required("reports").word(["every-parcel": true, "on-read": false]),
            latency_ms: try fields.optional("latency_ms")?.integer(in: 0...5_000) ?? 0)
    }

    static func symbology(_ node: Node) throws(YAMLError) -> SymbologyIdentifier {
        guard let found = SymbologyIdentifier(try node.text("an AIM symbology identifier")) else {
            throw node.problem(expected: "an AIM symbology identifier such as C1")
        }
        return found
    }

    /// Bytes written as text with control characters by name: `<STX>`, `<CR><LF>`, `<0x18>`.
    static func bytes(_ node: Node) throws(YAMLError) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(try node.text("bytes").utf8)[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            bytes += rest[..<open]
            guard let close = rest[open...].firstIndex(of: UInt8(ascii: ">")),
                let byte = ControlCharacter.byte(named: Substring(decoding: rest[(open + 1)..<close], as: UTF8.self))
            else { throw node.problem(expected: "a control character such as <STX> or <0x1D>") }
            bytes.append(byte)
            rest = rest[(close + 1)...]
        }
        return bytes + rest
    }
}
