import Labels

/// Image files of every format: a picture of as many pixels as it says, or a fault; never half a picture.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzImageFiles(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let file = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let image = try? ImageFile.read(file) else { return 0 }
    precondition(ImageFormat(file) != nil)
    precondition(image.pixels.count == image.width * image.height && image.pixels.count <= ImageLimits.pixels)
    if image.pixels.count <= 1 << 16 { precondition(ImageFile.rendered(image, side: 64) != nil) }
    return 0
}
