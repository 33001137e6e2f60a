import YAML

/// Reads a layout of `drivers/keyboard-layouts`. Every error names file, line and column, what was expected and what was
/// found.
public enum KeyboardLayoutFile {
    public static func parse(_ content: [UInt8], file: String) throws(YAMLError) -> KeyboardLayout {
        var fields = try Fields(try YAMLParser.parse(content, file: file), expected: "a keyboard layout's fields")
        let name = try fields.required("layout").text("the layout's name")
        let title = try fields.required("title").text("what people call it")
        var dead: [Unicode.Scalar: [Unicode.Scalar: Unicode.Scalar]] = [:]
        if let node = fields.optional("dead") {
            for (accent, table) in try Fields(node, expected: "accents, each with what it makes of which character").all
            {
                var made: [Unicode.Scalar: Unicode.Scalar] = [:]
                for (base, composed) in try Fields(table, expected: "what the accent makes of which character").all {
                    made[try character(base)] = try character(composed)
                }
                dead[try character(accent)] = made
            }
        }
        var keys: [UInt8: [KeyboardLayout.Level]] = [:]
        let keysNode = try fields.required("keys")
        for (keyNode, levels) in try Fields(keysNode, expected: "HID usages, each with what its key gives").all {
            let key = try key(keyNode)
            guard keys[key] == nil else { throw keyNode.problem(expected: "each key once") }
            keys[key] = try self.levels(levels, dead)
        }
        guard !keys.isEmpty else { throw keysNode.problem(expected: "at least one key") }
        var shifted: Set<UInt8> = []
        for node in try fields.optional("caps_lock")?.list() ?? [] {
            let key = try key(node)
            guard keys[key] != nil else { throw node.problem(expected: "a key of this layout") }
            shifted.insert(key)
        }
        try fields.noMore()
        return KeyboardLayout(name: name, title: title, keys: keys, dead: dead, shiftedByCapsLock: shifted)
    }

    private static func key(_ node: Node) throws(YAMLError) -> UInt8 {
        let key: UInt8 = try node.integer(in: 0...UInt8.max)
        guard KeyboardKey.isTyping(key) else {
            throw node.problem(
                expected: "the HID usage of a key that types: 0x04 to 0x27, 0x2C to 0x38, 0x64 or 0x87 to 0x89")
        }
        return key
    }

    private static func levels(
        _ node: Node, _ dead: [Unicode.Scalar: [Unicode.Scalar: Unicode.Scalar]]
    ) throws(YAMLError) -> [KeyboardLayout.Level] {
        let items = try node.list()
        guard (1...4).contains(items.count) else {
            throw node.problem(expected: "1 to 4 texts: plain, with Shift, with AltGr, with both")
        }
        var levels: [KeyboardLayout.Level] = []
        for item in items {
            let text = try item.text("a character")
            if text.isEmpty {
                levels.append(.nothing)
            } else if text.hasPrefix("dead ") {
                let rest = text.dropFirst(5).unicodeScalars
                guard let accent = rest.first, rest.count == 1, dead[accent] != nil else {
                    throw item.problem(expected: "'dead' and an accent that stands under 'dead'")
                }
                levels.append(.dead(accent))
            } else {
                levels.append(.character(try character(item)))
            }
        }
        return levels
    }

    private static func character(_ node: Node) throws(YAMLError) -> Unicode.Scalar {
        let text = try node.text("a character").unicodeScalars
        guard let first = text.first, text.count == 1, first.value >= 0x20, !(0x7F...0x9F).contains(first.value) else {
            throw node.problem(expected: "one printable character")
        }
        return first
    }
}
