import Manifests

/// A manifest file. Its first byte says where it is cut in two: the items, or the error, must be the same as in one piece.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzManifestRows(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let cut = input.first else { return 0 }
    let file = input.dropFirst()
    let place = min(file.startIndex + Int(cut), file.endIndex)
    let whole = read([file])
    let halves = read([file[..<place], file[place...]])
    precondition(whole.items == halves.items && whole.error == halves.error)
    if let error = whole.error { precondition(error.line > 0 && error.column > 0 && !error.found.isEmpty) }
    return 0
}

private func read(_ parts: [ArraySlice<UInt8>]) -> (items: [ManifestItem], error: ManifestError?) {
    var reader = ManifestReader()
    var items: [ManifestItem] = []
    do throws(ManifestError) {
        for part in parts { try reader.take(part) { item throws(ManifestError) in items.append(item) } }
        try reader.finish { item throws(ManifestError) in items.append(item) }
        return (items, nil)
    } catch {
        return (items, error)
    }
}
