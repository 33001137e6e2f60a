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
    precondition(whole.items == halves.items && whole.errors == halves.errors)
    for error in whole.errors { precondition(error.line > 0 && error.column > 0 && !error.found.isEmpty) }
    return 0
}

private func read(_ parts: [ArraySlice<UInt8>]) -> (items: [ManifestItem], errors: [ManifestError]) {
    var reader = ManifestReader()
    var items: [ManifestItem] = []
    var errors: [ManifestError] = []
    func take(_ line: ManifestLine) {
        switch line {
        case .item(let item): items.append(item)
        case .refused(let error): errors.append(error)
        }
    }
    do throws(ManifestError) {
        for part in parts { try reader.take(part, take) }
        try reader.finish(take)
    } catch { errors.append(error) }
    return (items, errors)
}
