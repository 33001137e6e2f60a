import JSON
import Parcels
import Readings

/// One entry of the site's journal: where it stands, when it was made, and what it says.
public struct Entry: Sendable {
    public let epoch: Epoch
    public let sequence: UInt64
    public let stamp: Stamp
    public let body: EntryBody
    /// The key slot of the sealed part, of an entry that was read from a journal and has one.
    public let slot: UInt64?

    public init(epoch: Epoch, sequence: UInt64, stamp: Stamp, body: EntryBody, slot: UInt64? = nil) {
        self.epoch = epoch
        self.sequence = sequence
        self.stamp = stamp
        self.body = body
        self.slot = slot
    }

    /// Writes the content: `{"site","epoch","sequence","at":{…},"kind","version","slot"?,"body":{…}}`.
    /// - Parameter slot: the key slot of the sealed part, nil when there is none.
    public func write(site: String, slot: UInt64?, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("site")
        writer.value(site)
        writer.key("epoch")
        writer.value(epoch)
        writer.key("sequence")
        writer.value(sequence)
        writer.key("at")
        writer.beginObject()
        writer.key("utc")
        writer.value(stamp.utc)
        writer.key("boot")
        writer.value(stamp.boot)
        writer.key("monotonic")
        writer.value(stamp.monotonic)
        writer.key("trusted")
        writer.value(stamp.trusted)
        writer.endObject()
        writer.key("kind")
        writer.value(body.kind.rawValue)
        writer.key("version")
        writer.value(body.version)
        if let slot {
            writer.key("slot")
            writer.value(slot)
        }
        writer.key("body")
        writer.beginObject()
        body.write(to: &writer)
        writer.endObject()
        writer.endObject()
    }

    /// Writes the personal part, one JSON object, if the entry has one.
    /// - Returns: false, with nothing written, when it has none.
    public func writePersonal(to writer: inout JSONWriter) -> Bool { body.writePersonal(to: &writer) }
}
