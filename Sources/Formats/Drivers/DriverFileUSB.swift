import Parcels
import YAML

/// Families of devices on the USB bus.
extension DriverFile {
    static func pointOfSale(_ fields: inout Fields) throws(YAMLError) -> DriverProfile.USBPointOfSale {
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
        let output = try fields.optional("output").map { node throws(YAMLError) in try self.output(node) }
        return DriverProfile.USBPointOfSale(
            models: models,
            fallback: try fields.optional("fallback").map { node throws(YAMLError) in try layout(node) },
            ignoresDescriptor: try fields.optional("ignore_descriptor")?.boolean() ?? false, answers: answers,
            vendorCodes: codes, vendorCodeAt: try fields.optional("vendor_code_at")?.integer(in: 0...4095),
            afterOpen: afterOpen,
            partialLimit_ms: try fields.optional("partial_limit_ms")?.integer(in: 10...10_000) ?? 500, output: output,
            commands: try output.map { output throws(YAMLError) in
                try commands(&fields, sizeLimit: output.dataLimit)
            } ?? [:])
    }

    static func interfaces(_ node: Node) throws(YAMLError) -> [USBInterfacePattern] {
        var found: [USBInterfacePattern] = []
        for item in try node.list() {
            guard let pattern = USBInterfacePattern(try item.text("an interface")) else {
                throw item.problem(expected: "class:subclass:protocol in hexadecimal, such as 03:01:01 or 03:*:*")
            }
            found.append(pattern)
        }
        guard !found.isEmpty else { throw node.problem(expected: "at least one interface, such as 03:00:00") }
        return found
    }

    static func models(_ fields: inout Fields) throws(YAMLError) -> [DriverProfile.USBModel] {
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

    static func keyboard(
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
                altCodes: try fields.optional("alt_codes")?.word([
                    "no": KeyboardDecoder.AltCodes.none, "yes": .bytes, "bytes": .bytes, "windows": .windows,
                ]) ?? KeyboardDecoder.AltCodes.none,
                controlKeys: try fields.optional("control_keys")?.boolean() ?? false,
                unicodeKeys: try fields.optional("unicode_keys")?.boolean() ?? false,
                compose: try fields.optional("compose").map { node throws(YAMLError) in try typing(node) }))
    }

    /// How Vietnamese text is typed, of a family or of a unit.
    public static func typing(_ node: Node) throws(YAMLError) -> VietnameseTyping {
        try node.word(["telex": .telex, "vni": .vni])
    }

    static func layout(_ node: Node) throws(YAMLError) -> PointOfSaleLayout {
        var fields = try Fields(node, expected: "a report's layout")
        var continued: (Int, Int)?
        let continuedNode = fields.optional("continued")
        let isWord = if case .scalar? = continuedNode?.content { true } else { false }
        if let node = continuedNode, isWord {
            _ = try node.word(["when-full": true])
        } else if let node = continuedNode {
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
            vendorCodeAt: try fields.optional("vendor_code_at")?.integer(in: 0...4095), continuedAt: continued,
            continuesWhenFull: isWord)
        try fields.noMore()
        guard layout.dataAt + layout.dataSize <= layout.size, (layout.lengthAt ?? 0) < layout.size,
            (layout.symbologyAt ?? 0) + 2 < layout.size, (layout.vendorCodeAt ?? 0) < layout.size,
            (layout.continuedAt?.byte ?? 0) < layout.size
        else { throw node.problem(expected: "fields that lie within the report's size") }
        return layout
    }
}
