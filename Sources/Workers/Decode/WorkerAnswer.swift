import Labels

/// What a worker answers. A worker may have been taken over by the picture that it read: its answer is read as any bytes
/// from outside are.
public enum WorkerAnswer: Sendable, Hashable {
    /// What was found, and the time that it took in microseconds.
    case decoded(Decoded, elapsed_us: Int)
    /// The file is no picture.
    case fault(ImageFault)
    /// The picture as a JPEG file.
    case rendered([UInt8])
    /// What a camera's picture shows of the camera.
    case measured(CameraView)

    /// Most bytes of an answer.
    public static let sizeLimit = 8 << 20

    private static let textLimit = 256

    /// The answer's bytes: its kind, then its fields, numbers with the highest byte first.
    public var bytes: [UInt8] {
        var writer = AnswerWriter()
        switch self {
        case .decoded(let decoded, let elapsed):
            writer.put(byte: 1)
            writer.put(UInt32(clamping: elapsed))
            writer.put(decoded)
        case .fault(let fault):
            writer.put(byte: 2)
            switch fault {
            case .unknownFormat: writer.put(byte: 1)
            case .damaged(let why):
                writer.put(byte: 2)
                writer.bytes += why.utf8.prefix(Self.textLimit)
            case .tooLarge: writer.put(byte: 3)
            case .noMemory: writer.put(byte: 4)
            case .tooSmall: writer.put(byte: 16)
            }
        case .rendered(let file):
            writer.put(byte: 3)
            writer.bytes += file
        case .measured(let view):
            writer.put(byte: 16)
            writer.bytes += view.bytes
        }
        return writer.bytes
    }

    /// Nil for bytes that no worker of this program writes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.sizeLimit else { return nil }
        var reader = AnswerReader(bytes: bytes[...])
        switch reader.byte() {
        case 1:
            guard let elapsed = reader.number(), let decoded = reader.decoded(), reader.bytes.isEmpty else {
                return nil
            }
            self = .decoded(decoded, elapsed_us: Int(elapsed))
        case 2:
            guard let code = reader.byte(), code == 2 || reader.bytes.isEmpty else { return nil }
            switch code {
            case 1: self = .fault(.unknownFormat)
            case 2:
                guard reader.bytes.count <= Self.textLimit else { return nil }
                self = .fault(.damaged(Self.plain(reader.bytes)))
            case 3: self = .fault(.tooLarge)
            case 4: self = .fault(.noMemory)
            case 16: self = .fault(.tooSmall)
            default: return nil
            }
        case 3: self = .rendered(Array(reader.bytes))
        case 16:
            guard let view = CameraView(bytes: reader.bytes) else { return nil }
            self = .measured(view)
        default: return nil
        }
    }

    /// A library's words about hostile bytes may quote them.
    private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.map { (32...126).contains($0) ? $0 : 0x3F }, as: UTF8.self)
    }
}
