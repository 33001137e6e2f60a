import Parcels
import Patterns
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
        case "tcp-text": kind = .text(try text(&fields, .tcp))
        case "serial-text": kind = .text(try text(&fields, .serial))
        case "image-folder": kind = .imageFolder(try imageFolder(&fields))
        default:
            throw transport.problem(
                expected: "one of usb-hid-pos, usb-keyboard, tcp-text, serial-text, image-folder")
        }
        try fields.noMore()
        return DriverProfile(family: family, kind: kind)
    }

    private static func pointOfSale(_ fields: inout Fields) throws(YAMLError) -> DriverProfile.USBPointOfSale {
        let models = try models(&fields)
        var codes: [UInt8: SymbologyIdentifier] = [:]
        if let node = fields.optional("vendor_codes") {
            for pair in try Fields(node).all {
                codes[try pair.key.integer(in: 0...UInt8.max)] = try symbology(pair.value)
            }
        }
        var answers: Set<SymbologyIdentifier> = []
        for node in try fields.optional("answers")?.list() ?? [] { answers.insert(try symbology(node)) }
        var afterOpen: [UInt8]?
        if let node = fields.optional("after_open_feature") { afterOpen = try bytes(node) }
        return DriverProfile.USBPointOfSale(
            models: models,
            fallback: try fields.optional("fallback").map { node throws(YAMLError) in try layout(node) },
            ignoresDescriptor: try fields.optional("ignore_descriptor")?.boolean() ?? false, answers: answers,
            vendorCodes: codes, vendorCodeAt: try fields.optional("vendor_code_at")?.integer(in: 0...4095),
            afterOpen: afterOpen,
            partialLimit_ms: try fields.optional("partial_limit_ms")?.integer(in: 10...10_000) ?? 500)
    }

    private static func models(_ fields: inout Fields) throws(YAMLError) -> [DriverProfile.USBModel] {
        var models: [DriverProfile.USBModel] = []
        for node in try fields.required("models").list() {
            var model = try Fields(node, expected: "vendor, product and name")
            models.append(
                DriverProfile.USBModel(
                    vendor: try model.required("vendor").integer(in: 1...UInt16.max),
                    product: try model.optional("product")?.integer(in: 0...UInt16.max),
                    name: try model.required("name").text()))
            try model.noMore()
        }
        return models
    }

    private static func keyboard(
        _ fields: inout Fields, _ layouts: [String: KeyboardLayout]
    ) throws(YAMLError) -> DriverProfile.USBKeyboard {
        let modelsNode = try fields.required("models")
        let models = try models(&fields)
        guard models.allSatisfy({ $0.product != nil }) else {
            throw modelsNode.problem(
                expected: "a product for each model", advice: "a vendor of scanners may make keyboards for people too")
        }
        let layoutNode = try fields.required("layout")
        guard let layout = layouts[try layoutNode.text("a keyboard layout")] else {
            throw layoutNode.problem(expected: "one of the layouts " + layouts.keys.sorted().joined(separator: ", "))
        }
        let endNode = try fields.required("end")
        var ends: Set<KeyboardDecoder.End> = []
        for node in try endNode.list() { ends.insert(try node.word(["enter": .enter, "tab": .tab])) }
        guard !ends.isEmpty else { throw endNode.problem(expected: "at least one of enter, tab") }
        return DriverProfile.USBKeyboard(
            models: models,
            habits: KeyboardDecoder.Habits(
                layout: layout, ends: ends, keyGap_ms: try fields.optional("key_gap_ms")?.integer(in: 5...80) ?? 40,
                sizeLimit: try fields.optional("size_limit")?.integer(in: 8...4096) ?? 512,
                hasSymbology: try fields.optional("symbology_prefix")?.boolean() ?? false,
                altCodes: try fields.optional("alt_codes")?.boolean() ?? false,
                controlKeys: try fields.optional("control_keys")?.boolean() ?? false))
    }

    private static func layout(_ node: Node) throws(YAMLError) -> PointOfSaleLayout {
        var fields = try Fields(node, expected: "a report's layout")
        var continued: (Int, Int)?
        if let node = fields.optional("continued") {
            var place = try Fields(node, expected: "byte and bit")
            continued = (try place.required("byte").integer(in: 0...4095), try place.required("bit").integer(in: 0...7))
            try place.noMore()
        }
        let layout = PointOfSaleLayout(
            reportID: try fields.required("report_id").integer(in: 0...255),
            size: try fields.required("size").integer(in: 8...4096),
            lengthAt: try fields.optional("length_at")?.integer(in: 0...4095),
            symbologyAt: try fields.optional("symbology_at")?.integer(in: 0...4093),
            dataAt: try fields.required("data_at").integer(in: 0...4095),
            dataSize: try fields.required("data_size").integer(in: 1...4096),
            vendorCodeAt: try fields.optional("vendor_code_at")?.integer(in: 0...4095), continuedAt: continued)
        try fields.noMore()
        guard layout.dataAt + layout.dataSize <= layout.size, (layout.lengthAt ?? 0) < layout.size,
            (layout.symbologyAt ?? 0) + 2 < layout.size, (layout.vendorCodeAt ?? 0) < layout.size,
            (layout.continuedAt?.byte ?? 0) < layout.size
        else { throw node.problem(expected: "fields that lie within the report's size") }
        return layout
    }

    private static func text(
        _ fields: inout Fields, _ medium: DriverProfile.TextFamily.Medium
    ) throws(YAMLError) -> DriverProfile.TextFamily {
        let modelsNode = medium == .serial ? fields.optional("models") : nil
        let models = try modelsNode.map { _ throws(YAMLError) in try self.models(&fields) } ?? []
        guard models.allSatisfy({ $0.product != nil }) else {
            throw (modelsNode ?? fields.node).problem(
                expected: "a product for each model", advice: "a vendor makes other things with a serial port too")
        }
        var frameNode = try Fields(try fields.required("framing"), expected: "start and end")
        let start = try frameNode.optional("start").map { node throws(YAMLError) in try bytes(node) } ?? []
        let endNode = try frameNode.required("end")
        let limit: Int = try frameNode.optional("size_limit")?.integer(in: 1...65_536) ?? 4096
        guard let framing = TextFraming(start: start, end: try bytes(endNode), sizeLimit: limit) else {
            throw endNode.problem(expected: "1 to 8 bytes")
        }
        try frameNode.noMore()
        var separator: UInt8?
        if let node = fields.optional("separator") {
            let found = try bytes(node)
            guard found.count == 1 else { throw node.problem(expected: "one byte") }
            separator = found[0]
        }
        let dialect = TextDialect(
            framing: framing, noRead: try set(fields.optional("no_read")),
            heartbeat: try set(fields.optional("heartbeat")), separator: separator,
            hasSymbology: try fields.optional("symbology_prefix")?.boolean() ?? false)
        let everyParcel = try fields.required("reports").word(["every-parcel": true, "on-read": false])
        return DriverProfile.TextFamily(
            medium: medium, models: models, dialect: dialect,
            defaultPort: medium == .tcp ? try fields.optional("port")?.integer(in: 1...UInt16.max) : nil,
            reportsEveryParcel: everyParcel, latency_ms: try fields.optional("latency_ms")?.integer(in: 0...5_000) ?? 0)
    }

    private static func imageFolder(_ fields: inout Fields) throws(YAMLError) -> DriverProfile.ImageFolder {
        let patternNode = try fields.required("name_pattern")
        let pattern = try patternNode.text("a pattern of file names")
        do throws(PatternError) { _ = try Pattern(pattern) } catch {
            throw patternNode.problem(expected: "a pattern in RE2's syntax (\(error.reason))")
        }
        return DriverProfile.ImageFolder(
            namePattern: pattern, settle_ms: try fields.optional("settle_ms")?.integer(in: 0...2_000) ?? 50,
            partialLimit_ms: try fields.optional("partial_limit_ms")?.integer(in: 100...60_000) ?? 2_000,
            decodeLimit_ms: try fields.optional("decode_limit_ms")?.integer(in: 10...10_000) ?? 1_000,
            reportsEveryParcel: try fields.required("reports").word(["every-parcel": true, "on-read": false]),
            latency_ms: try fields.optional("latency_ms")?.integer(in: 0...5_000) ?? 0)
    }

    private static func set(_ node: Node?) throws(YAMLError) -> Set<[UInt8]> {
        var found: Set<[UInt8]> = []
        for item in try node?.list() ?? [] { found.insert(try bytes(item)) }
        return found
    }

    private static func symbology(_ node: Node) throws(YAMLError) -> SymbologyIdentifier {
        guard let found = SymbologyIdentifier(try node.text("an AIM symbology identifier")) else {
            throw node.problem(expected: "an AIM symbology identifier such as C1")
        }
        return found
    }

    /// Bytes written as text with control characters by name: `<STX>`, `<CR><LF>`, `<0x18>`.
    static func bytes(_ node: Node) throws(YAMLError) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Substring(try node.text("bytes"))
        while let first = rest.first {
            guard first == "<" else {
                bytes.append(contentsOf: String(first).utf8)
                rest = rest.dropFirst()
                continue
            }
            guard let close = rest.firstIndex(of: ">"),
                let byte = control(rest[rest.index(after: rest.startIndex)..<close])
            else { throw node.problem(expected: "a control character such as <STX> or <0x1D>") }
            bytes.append(byte)
            rest = rest[rest.index(after: close)...]
        }
        return bytes
    }

    private static func control(_ name: Substring) -> UInt8? {
        if name.hasPrefix("0x") { return UInt8(name.dropFirst(2), radix: 16) }
        let names = [
            "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI",
            "DLE",
            "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
        ]
        if name == "LT" { return 0x3C }
        return names.firstIndex(of: String(name)).map(UInt8.init)
    }
}
