import Formats

/// The scanners that can be simulated, by the protocol that they speak.
public enum ScannerCatalogue {
    /// What may be chosen beside the protocol.
    public struct Options: Sendable {
        /// Text goes over TCP, UDP or a serial port.
        public var transport: Tape.Transport = .tcp
        public var layout: KeyboardScanner.Layout = .us
        /// It answers commands from the start (Cognex, Keyence).
        public var answers = false
        public var start: [UInt8]?
        public var end: [UInt8]?
        public var separator: [UInt8]?
        public var noRead: [UInt8]?
        public var hasAIM = false

        public init() {}

        fileprivate func habits(_ usual: TextScanner.Habits) -> TextScanner.Habits {
            TextScanner.Habits(
                start: start ?? usual.start, end: end ?? usual.end, separator: separator ?? usual.separator,
                noRead: noRead ?? usual.noRead, hasAIM: hasAIM || usual.hasAIM)
        }

        fileprivate var textChannel: Tape.Channel {
            switch transport {
            case .udp: .udp
            case .serial: .serial
            case .tcp, .usb: .tcp
            }
        }
    }

    public struct Entry: Sendable {
        public let name: String
        public let about: String
        /// Where it can be; the first is usual.
        public let transports: [Tape.Transport]
        let make: @Sendable (Options) -> any ScannerSimulator

        public func simulator(_ options: Options = Options()) -> any ScannerSimulator { make(options) }
    }

    private static let anywhere: [Tape.Transport] = [.tcp, .udp, .serial]

    private static func text(
        _ name: String, _ about: String, _ habits: TextScanner.Habits, _ transports: [Tape.Transport] = anywhere
    ) -> Entry {
        Entry(name: name, about: about, transports: transports) {
            TextScanner($0.habits(habits), over: $0.textChannel)
        }
    }

    public static let all: [Entry] = [
        Entry(name: "hid-pos-honeywell", about: "HID POS as Honeywell lays it out", transports: [.usb]) { _ in
            PointOfSaleScanner(.honeywell)
        },
        Entry(name: "hid-pos-newland", about: "HID POS as Newland lays it out", transports: [.usb]) { _ in
            PointOfSaleScanner(.newland)
        },
        Entry(name: "hid-microscan", about: "Omron Microscan's own HID reports", transports: [.usb]) { _ in
            PointOfSaleScanner(.microscan)
        },
        Entry(name: "keyboard", about: "a scanner that types (--layout us, de, fr, cs)", transports: [.usb]) {
            KeyboardScanner($0.layout)
        },
        Entry(name: "oem-hand-held", about: "IBM/OEM, usage 4B00", transports: [.usb]) { _ in OEMScanner(.handHeld) },
        Entry(name: "oem-table-top", about: "IBM/OEM, usage 4A00", transports: [.usb]) { _ in OEMScanner(.tableTop) },
        Entry(name: "snapi", about: "Zebra's SNAPI", transports: [.usb]) { _ in SNAPIScanner() },
        Entry(name: "usb-serial-symbol", about: "Symbol's serial framing", transports: [.usb]) { _ in
            USBSerialScanner(.symbol)
        },
        Entry(name: "usb-serial-opticon", about: "Opticon's serial framing", transports: [.usb]) { _ in
            USBSerialScanner(.opticon)
        },
        Entry(name: "usb-serial-metrologic", about: "Metrologic's serial framing", transports: [.usb]) { _ in
            USBSerialScanner(.metrologic)
        },
        Entry(name: "usb-serial-cdc", about: "a standard serial port, CDC-ACM", transports: [.usb]) { _ in
            USBSerialScanner(.cdc)
        },
        text("text", "text in any framing: STX code;code ETX, NoRead", TextScanner.Habits()),
        text(
            "hand-text", "a hand scanner on a serial port: text and CR",
            TextScanner.Habits(start: [], end: [13], separator: [], noRead: []), [.serial, .tcp, .udp]),
        text("sick", "SICK CLV and Lector: STX code;code ETX, NoRead", TextScanner.Habits()),
        text(
            "datalogic", "Datalogic Matrix: STX … ETX CR LF, CAN for no read",
            TextScanner.Habits(end: [3, 13, 10], noRead: [0x18])),
        text(
            "omron", "Omron Microscan: text and CR LF",
            TextScanner.Habits(start: [], end: [13, 10], separator: [44], noRead: Array("NOREAD".utf8))),
        text(
            "hikrobot", "Hikrobot ID: text and CR LF, NoRead",
            TextScanner.Habits(start: [], end: [13, 10], separator: [0x3B])),
        Entry(
            name: "datalogic-ds", about: "Datalogic DS and DX behind a controller: AM output, Protocol Index",
            transports: [.tcp]
        ) { _ in DatalogicScanner() },
        Entry(name: "keyence", about: "Keyence SR: text and CR, OK and ER answers, NUM", transports: [.tcp]) {
            KeyenceScanner(answersTriggers: $0.answers)
        },
        Entry(name: "cognex", about: "Cognex DataMan: DMCC", transports: [.tcp]) {
            CognexScanner(isExtended: $0.answers)
        },
        Entry(name: "cola-a", about: "SICK with CoLa A beside its results", transports: [.tcp]) { _ in
            ColaScanner(.a)
        },
        Entry(name: "cola-b", about: "SICK with CoLa B beside its results", transports: [.tcp]) { _ in
            ColaScanner(.b)
        },
    ]
}
