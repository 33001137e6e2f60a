import CImages

/// What a picture may cost.
public enum ImageLimits {
    /// Bytes of a file: a 20-megapixel camera's raw frame.
    public static let bytes = 64 << 20
    /// Pixels: 8192 × 8192.
    public static let pixels = 64 << 20
    /// Pixels along one side.
    public static let side = 65_535
}

/// What is wrong with an image file.
public enum ImageFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// Its first bytes are of none of the formats that are read.
    case unknownFormat
    /// It ends too early or contradicts itself; what its reader found.
    case damaged(String)
    case tooLarge
    /// Smaller than any camera's picture.
    case tooSmall
    case noMemory

    public var description: String {
        switch self {
        case .unknownFormat: "expected a PNG, JPEG, TIFF, BMP or PGM file"
        case .damaged(let why): "the picture is cut off or damaged: \(why)"
        case .tooLarge:
            "larger than the limits of \(ImageLimits.bytes >> 20) MiB, \(ImageLimits.pixels) pixels and \(ImageLimits.side) a side"
        case .tooSmall: "smaller than \(FrameStatistics.side) pixels a side"
        case .noMemory: "not enough memory for the picture"
        }
    }
}

/// The formats of image files that are read.
public enum ImageFormat: String, Sendable, Hashable, CaseIterable {
    case png
    case jpeg
    case tiff
    case bmp
    case pgm

    /// By the first bytes; names are not trusted.
    public init?(_ file: [UInt8]) {
        let starts: (UInt8...) -> Bool = { file.starts(with: $0) }
        if starts(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A) {
            self = .png
        } else if starts(0xFF, 0xD8, 0xFF) {
            self = .jpeg
        } else if starts(0x49, 0x49, 0x2A, 0) || starts(0x4D, 0x4D, 0, 0x2A) || starts(0x49, 0x49, 0x2B, 0)
            || starts(0x4D, 0x4D, 0, 0x2B)
        {
            self = .tiff
        } else if starts(0x42, 0x4D) {
            self = .bmp
        } else if starts(0x50, 0x35) {
            self = .pgm
        } else {
            return nil
        }
    }

    /// The media type (RFC 6838).
    public var mediaType: String {
        switch self {
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .tiff: "image/tiff"
        case .bmp: "image/bmp"
        case .pgm: "image/x-portable-graymap"
        }
    }
}

/// Image files, which come from outside: this runs in workers only.
public enum ImageFile {
    /// Reads one whole file. A picture that is cut off is an error, never half a picture.
    public static func read(_ file: [UInt8]) throws(ImageFault) -> GreyImage {
        guard file.count <= ImageLimits.bytes else { throw .tooLarge }
        switch ImageFormat(file) {
        case .pgm: return try GreyMap.read(file)
        case .bmp: return try Bitmap.read(file)
        case .png: return try unsafe read(file) { unsafe cimages_png($0, $1, $2, $3, $4) }
        case .jpeg: return try unsafe read(file) { unsafe cimages_jpeg($0, $1, $2, $3, $4) }
        case .tiff: return try unsafe read(file) { unsafe cimages_tiff($0, $1, $2, $3, $4) }
        case nil: throw .unknownFormat
        }
    }

    private typealias Reader = (
        UnsafePointer<UInt8>?, Int, UInt64, UnsafeMutablePointer<cimages_grey>, UnsafeMutablePointer<CChar>
    ) -> Int32

    private static func read(_ file: [UInt8], by reader: Reader) throws(ImageFault) -> GreyImage {
        var image = unsafe cimages_grey(pixels: nil, width: 0, height: 0)
        var message = [CChar](repeating: 0, count: Int(CIMAGES_MESSAGE_SIZE))
        let status = unsafe file.withUnsafeBufferPointer { bytes in
            unsafe message.withUnsafeMutableBufferPointer { text in
                guard let text = text.baseAddress else { return Int32(CIMAGES_NO_MEMORY.rawValue) }
                return unsafe reader(bytes.baseAddress, bytes.count, UInt64(ImageLimits.pixels), &image, text)
            }
        }
        guard status == 0, let pixels = unsafe image.pixels else {
            switch cimages_status(UInt32(status)) {
            case CIMAGES_TOO_LARGE: throw .tooLarge
            case CIMAGES_NO_MEMORY: throw .noMemory
            default:
                let words = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
                throw .damaged(String(decoding: words, as: UTF8.self))
            }
        }
        defer { unsafe cimages_free(pixels) }
        let (width, height) = unsafe (Int(image.width), Int(image.height))
        let made = unsafe GreyImage(
            width: width, height: height,
            pixels: Array(UnsafeBufferPointer(start: pixels, count: width * height)))
        guard let made else { throw .tooLarge }
        return made
    }

    /// A picture as a JPEG file that any browser shows, no longer than `side` pixels each way; nil without memory.
    public static func rendered(_ image: GreyImage, side: Int = 2048) -> [UInt8]? {
        var shown = image
        while max(shown.width, shown.height) > side, let half = shown.halved { shown = half }
        var file: UnsafeMutablePointer<UInt8>?
        var size = 0
        let status = unsafe shown.pixels.withUnsafeBufferPointer { pixels in
            unsafe cimages_encode_jpeg(
                pixels.baseAddress, UInt32(shown.width), UInt32(shown.height), 85, &file, &size)
        }
        guard status == 0, let file = unsafe file else { return nil }
        defer { unsafe cimages_free(file) }
        return unsafe Array(UnsafeBufferPointer(start: file, count: size))
    }
}
