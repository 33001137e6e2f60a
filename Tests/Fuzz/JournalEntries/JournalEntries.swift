import Entries
import JSON
import Parcels

/// A stored journal entry: its content, and after the first zero byte its personal part. Whatever can be read can be written, and
/// what was written reads and writes the same again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJournalEntries(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map { Array($0) }
    guard let entry = try? Entry.read(parts[0], open: { _ in parts.count > 1 ? parts[1] : nil }) else { return 0 }
    let written = write(entry)
    guard let again = try? Entry.read(written.content, open: { _ in written.personal }) else {
        preconditionFailure("cannot be read again: \(String(decoding: written.content, as: UTF8.self))")
    }
    precondition(write(again) == written)
    return 0
}

private func write(_ entry: Entry) -> (content: [UInt8], personal: [UInt8]?) {
    var personal = JSONWriter()
    let isPersonal = entry.writePersonal(to: &personal)
    var content = JSONWriter()
    entry.write(site: "site", slot: isPersonal ? 1 : nil, to: &content)
    return (content.bytes, isPersonal ? personal.bytes : nil)
}
