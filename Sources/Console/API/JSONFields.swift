import JSON
import Words

/// Fields of an answer.
extension JSONWriter {
    mutating func field(_ name: StaticString, _ value: String) {
        key(name)
        self.value(value)
    }

    mutating func field(_ name: StaticString, _ value: Int) {
        key(name)
        self.value(value)
    }

    mutating func field(_ name: StaticString, _ value: Bool) {
        key(name)
        self.value(value)
    }

    /// A list of objects.
    mutating func list<Item>(_ name: String, _ items: [Item], _ write: (inout JSONWriter, Item) -> Void) {
        key(named: name)
        beginArray()
        for item in items {
            beginObject()
            write(&self, item)
            endObject()
        }
        endArray()
    }

    /// A text in both languages.
    mutating func both(_ name: StaticString, vi: String, en: String) {
        key(name)
        beginObject()
        field("vi", vi)
        field("en", en)
        endObject()
    }

    /// A fault's words, which its reader worded in English.
    mutating func fault(_ name: StaticString, _ english: String) {
        both(name, vi: FaultText.text(english, .vietnamese), en: english)
    }
}
