import Labels

/// The way of the decoders, and of a camera's measure, through any pixels. The input: the picture's width, then its pixels row after row.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLabelPixels(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = unsafe Array(UnsafeBufferPointer(start: start, count: count))[...]
    guard let width = input.popFirst().map(Int.init), width > 0, let decoder = LabelDecoder() else { return 0 }
    let height = input.count / width
    guard let image = GreyImage(width: width, height: height, pixels: Array(input.prefix(width * height))) else {
        return 0
    }
    // What a worker says of a camera is what its reader believes.
    if let view = CameraView(image, lookForSheet: true) {
        precondition(CameraView(bytes: view.bytes) == view)
        // The decoders have nothing to find on a sheet, and look for it longest.
        if case .success? = view.target { return 0 }
    }
    let symbols = decoder.decode(image, effort: .hard).symbols
    precondition(symbols.count <= Symbol.countLimit)
    for symbol in symbols {
        precondition(!symbol.bytes.isEmpty && symbol.bytes.count <= Symbol.sizeLimit)
        precondition(symbol.polygon.count <= Symbol.pointLimit)
    }
    return 0
}
