import Foundation
import JSON
import Parcels

/// The kinds of goods of one item as the manifest's JSON column.
enum ContentLines {
    static func text(_ lines: [ContentLine]) -> [UInt8] {
        var writer = JSONWriter(capacity: 128)
        writer.beginArray()
        for line in lines {
            writer.beginObject()
            writer.key("description")
            writer.value(line.description)
            if let quantity = line.quantity {
                writer.key("quantity")
                writer.value(quantity)
            }
            if let code = line.hsCode {
                writer.key("hsCode")
                writer.value(code)
            }
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }

    static func read(_ text: [UInt8]) -> [ContentLine] {
        (try? JSONDecoder().decode([ContentLine].self, from: Data(text))) ?? []
    }
}
