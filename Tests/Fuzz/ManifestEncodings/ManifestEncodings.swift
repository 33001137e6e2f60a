import Manifests

/// A manifest file in an encoding that its first byte chooses; its second says where it is cut in two. The items and the
/// errors must be the same as in one piece, and what a legacy encoding does not have is refused, never replaced.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzManifestEncodings(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard input.count >= 2 else { return 0 }
    let encodings = TextEncoding.allCases
    let encoding = encodings[Int(input[0]) % encodings.count]
    let file = input.dropFirst(2)
    let place = min(file.startIndex + Int(input[1]), file.endIndex)
    let whole = read([file], encoding)
    let halves = read([file[..<place], file[place...]], encoding)
    precondition(whole.items == halves.items && whole.errors == halves.errors)
    for error in whole.errors { precondition(error.line > 0 && error.column > 0 && !error.found.isEmpty) }
    if [.tcvn3, .vni, .windows1258].contains(encoding) {
        for item in whole.items { precondition(!item.sender.name.unicodeScalars.contains("\u{FFFD}")) }
    }
    return 0
}

private func read(
    _ parts: [ArraySlice<UInt8>], _ encoding: TextEncoding
) -> (items: [ManifestItem], errors: [ManifestError]) {
    var reader = ManifestReader(encoding)
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
