import YAML

/// What a scanner is told, byte by byte.
extension DriverFile {
    /// The field `commands`: bytes for each thing that the gateway may have to say.
    static func commands(_ fields: inout Fields, sizeLimit: Int) throws(YAMLError) -> [ScannerCommand: [UInt8]] {
        guard let node = fields.optional("commands") else { return [:] }
        var words = try Fields(node, expected: "enable, disable, good_read, bad_read, trigger_on, trigger_off")
        var commands: [ScannerCommand: [UInt8]] = [:]
        for command in ScannerCommand.allCases {
            guard let node = words.optional(command.rawValue) else { continue }
            let bytes = try bytes(node)
            guard (1...sizeLimit).contains(bytes.count) else { throw node.problem(expected: "1 to \(sizeLimit) bytes") }
            commands[command] = bytes
        }
        try words.noMore()
        return commands
    }

    /// The output report of a HID scanner that takes the maker's commands.
    static func output(_ node: Node) throws(YAMLError) -> PointOfSaleOutput {
        var fields = try Fields(node, expected: "report_id, size and length")
        let lengthNode = try fields.required("length")
        let length: PointOfSaleOutput.Length =
            switch try lengthNode.text("counted, none or a number") {
            case "counted": .counted
            case "none": .none
            default: .fixed(try lengthNode.integer(in: 0...UInt8.max))
            }
        let sizeNode = fields.optional("size")
        let output = PointOfSaleOutput(
            reportID: try fields.required("report_id").integer(in: 0...255),
            size: try sizeNode?.integer(in: 4...PointOfSaleOutput.sizeLimit), length: length)
        try fields.noMore()
        return output
    }
}

/// Families that speak makers' own protocols on the USB bus.
extension DriverFile {
    static func oem(_ fields: inout Fields) throws(YAMLError) -> DriverProfile.USBOEM {
        DriverProfile.USBOEM(
            models: try namedModels(&fields),
            form: try fields.required("form").word(["hand-held": .handHeld, "table-top": .tableTop]),
            badRead: try fields.optional("bad_read_beep")?.word(["error": .errorBeep, "not-on-file": .notOnFileBeep])
                ?? .errorBeep,
            partialLimit_ms: try fields.optional("partial_limit_ms")?.integer(in: 10...10_000) ?? 500)
    }

    static func snapi(_ fields: inout Fields) throws(YAMLError) -> DriverProfile.USBSNAPI {
        DriverProfile.USBSNAPI(
            models: try namedModels(&fields),
            goodBeep: try fields.optional("good_read_beep")?.integer(in: 0...25) ?? 0,
            badBeep: try fields.optional("bad_read_beep")?.integer(in: 0...25) ?? 17,
            partialLimit_ms: try fields.optional("partial_limit_ms")?.integer(in: 10...10_000) ?? 1_000)
    }

    static func usbSerial(_ fields: inout Fields) throws(YAMLError) -> DriverProfile.USBSerial {
        let wire = try fields.required("packing").word(
            [
                "cdc-acm": USBSerialWire.cdcACM, "symbol": .symbol, "opticon": .opticon, "metrologic": .metrologic,
            ])
        let commandsNode = fields.optional("commands")
        if let commandsNode, wire == .symbol {
            throw commandsNode.problem(expected: "no commands", advice: "a scanner with this packing takes none")
        }
        let commands = try self.commands(&fields, sizeLimit: USBSerialWire.commandLimit)
        func line(_ name: String) throws(YAMLError) -> [UInt8]? {
            guard let node = fields.optional(name) else { return nil }
            let bytes = try bytes(node)
            guard (1...USBSerialWire.commandLimit).contains(bytes.count), wire != .symbol else {
                throw node.problem(expected: "1 to \(USBSerialWire.commandLimit) bytes, for a scanner that takes some")
            }
            return bytes
        }
        let opening = try line("opening"), closing = try line("closing")
        // Models are named as those of a port of the system are, each with its product.
        return DriverProfile.USBSerial(
            wire: wire, commands: commands, opening: opening, closing: closing,
            text: try text(&fields, .serial, talks: false))
    }

    private static func namedModels(_ fields: inout Fields) throws(YAMLError) -> [DriverProfile.USBModel] {
        let node = try fields.required("models")
        let models = try models(&fields)
        guard models.allSatisfy({ $0.product != nil }) else {
            throw node.problem(
                expected: "a product for each model", advice: "the product says that a scanner is in this mode")
        }
        return models
    }
}
