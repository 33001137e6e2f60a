import Formats
import Readings

/// Makes readings of the bytes that a text device sends, over whichever transport.
struct TextIntake {
    private let configuration: DeviceConfiguration
    private let dialect: TextDialect
    private let report: (DeviceEvent) -> Void
    private var framer: TextFramer
    private var limit = ReadingLimit()

    init(_ configuration: DeviceConfiguration, _ dialect: TextDialect, report: @escaping (DeviceEvent) -> Void) {
        self.configuration = configuration
        self.dialect = dialect
        self.report = report
        framer = TextFramer(dialect.framing)
    }

    /// Takes more bytes and reports what they complete.
    /// - Parameter now: when they arrived.
    mutating func take(_ bytes: [UInt8], _ now: Stamp) {
        for case .telegram(let telegram) in framer.take(bytes) {
            switch dialect.meaning(of: telegram) {
            case .heartbeat, .empty: continue
            case .noRead: send([.noRead], now)
            case .codes(let codes): send(codes.map { .label($0.label, $0.symbology) }, now)
            }
        }
        let dropped = limit.takeDropped()
        if dropped > 0 { report(.dropped(configuration.id, count: dropped)) }
    }

    private mutating func send(_ contents: [Reading.Content], _ now: Stamp) {
        guard limit.admit(now.monotonic) else { return }
        report(.readings(contents.map { Reading(device: configuration.id, content: $0, stamp: now) }))
    }
}
