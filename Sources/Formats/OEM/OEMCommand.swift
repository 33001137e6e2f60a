/// What a scanner in IBM OEM mode is told: eleven bytes, which go out as an output report without an id.
public enum OEMCommand: Sendable, Hashable, CaseIterable {
    case enable
    case disable
    case beep
    case errorBeep
    case notOnFileBeep

    public static let size = 11

    public var bytes: [UInt8] {
        let head: [UInt8] =
            switch self {
            case .enable: [0x11]
            case .disable: [0x12]
            case .beep: [0x30, 0x00, 0x04]
            case .errorBeep: [0x30, 0x00, 0x05]
            case .notOnFileBeep: [0x30, 0x00, 0x06]
            }
        return head + [UInt8](repeating: 0, count: Self.size - head.count)
    }
}
