import Formats
import Readings

/// A USB scanner that is a serial port: its packets unpacked, its text taken as any other text device's.
struct USBSerialText {
    let commands: [ScannerCommand: [UInt8]]
    let opening: [UInt8]?
    let closing: [UInt8]?
    private let wire: USBSerialWire
    private let makeIntake: () -> TextIntake
    private var intake: TextIntake

    init(
        _ configuration: DeviceConfiguration, _ family: DriverProfile.USBSerial, report: @escaping (DeviceEvent) -> Void
    ) {
        wire = family.wire
        commands = family.commands
        opening = family.opening
        closing = family.closing
        makeIntake = { TextIntake(configuration.id, family.text.dialect, report: report) }
        intake = makeIntake()
    }

    mutating func take(_ packet: [UInt8], _ now: Stamp) {
        let bytes = wire.payload(of: packet)
        if !bytes.isEmpty { intake.take(Array(bytes), now) }
    }

    /// Forgets a half text.
    mutating func drop() { intake = makeIntake() }
}
