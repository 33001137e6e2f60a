import Formats
import Readings

/// What becomes of the reports of one USB scanner from the moment that a transfer has completed: decoded, bounded, handed on.
package struct ReportIntake {
    /// What its owner is to do, since it needs the device for it.
    enum Order {
        case send([UInt8])
        case giveUp(Trouble)
    }

    /// More in a row that is no label than this, and the device is given up until it is plugged in again.
    private static let faultLimit = 20

    private let id: DeviceID
    private let port: String
    /// What is shown while all is well.
    private let title: String
    private let report: (DeviceEvent) -> Void
    private var decoder: ScannerDecoder
    /// What came and was no label, since the last one.
    private var faults = 0
    private var limit = ReadingLimit()

    init(
        _ id: DeviceID, port: String, title: String, _ decoder: ScannerDecoder,
        report: @escaping (DeviceEvent) -> Void
    ) {
        self.id = id
        self.port = port
        self.title = title
        self.decoder = decoder
        self.report = report
    }

    /// For a HID POS family's reports without a device, to measure; nil for a family without a layout of its own.
    package init?(
        _ id: DeviceID, _ family: DriverProfile.USBPointOfSale, report: @escaping (DeviceEvent) -> Void
    ) {
        guard let layout = family.fallback else { return nil }
        let decoder = PointOfSaleDecoder(
            layout: layout, answers: family.answers, vendorCodes: family.vendorCodes,
            partialLimit_ms: family.partialLimit_ms)
        self.init(
            id, port: "", title: "", .pointOfSale(decoder, PointOfSaleVoice(family, nil)), report: report)
    }

    /// The last that the scanner hears before it is let go of.
    var farewell: [UInt8]? { decoder.farewell }

    mutating func begin(mayRead: Bool, _ now: Stamp) -> [Order] { take(decoder.begin(mayRead: mayRead, now), now) }

    mutating func tell(_ command: ScannerCommand, _ now: Stamp) -> [Order] { take(decoder.tell(command, now), now) }

    /// Ends what waits for more that does not come.
    mutating func expire(_ now: Stamp) -> [Order] { take(decoder.expire(now), now) }

    /// Forgets a half label.
    mutating func drop() { decoder.drop() }

    mutating func take(_ bytes: [UInt8], _ now: Stamp) -> [Order] { take(decoder.take(bytes, now), now) }

    /// A transfer that completed, where nothing can be sent back.
    package mutating func replay(_ bytes: [UInt8], _ now: Stamp) { _ = take(bytes, now) }

    private mutating func take(_ outcomes: [ScannerDecoder.Outcome], _ now: Stamp) -> [Order] {
        var orders: [Order] = []
        for outcome in outcomes {
            switch outcome {
            case .reading(let content, let stamp):
                faults = 0
                guard limit.admit(now.monotonic) else { break }
                report(.readings([Reading(device: id, content: content, stamp: stamp)]))
            case .fault(let what):
                faults += 1
                if faults > Self.faultLimit { orders.append(.giveUp(Trouble(.malformedReports, what))) }
            case .person(let sign):
                // It stays claimed and is read on, so that what it types reaches nobody.
                report(.suspicious(id, port: port, Trouble(.typesLikePerson, sign)))
            case .send(let bytes): orders.append(.send(bytes))
            case .trouble(let trouble): report(.changed(id, .faulty, detail: trouble.description))
            case .well: report(.changed(id, .working, detail: title))
            }
        }
        let dropped = limit.takeDropped()
        if dropped > 0 { report(.dropped(id, count: dropped)) }
        return orders
    }
}
