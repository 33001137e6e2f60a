import JSON

/// Reading of the plain personal part of an entry.
enum PersonalPart {
    static func read<Part: Decodable>(_ type: Part.Type, _ plain: [UInt8]) throws -> Part {
        try JSONReader().read(type, from: plain)
    }
}
