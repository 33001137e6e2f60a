import CUSB
import Formats

/// Tells a scanner things, one after the other, in order, without waiting. It lives on the USB thread.
@safe final class USBOutput {
    enum Route: Sendable, Hashable {
        /// Interrupt or bulk OUT.
        case endpoint(USBEndpoint)
        /// SET_REPORT of an output report on endpoint 0 (HID 1.11, 7.2.2); the report's id is in its first byte where there are
        /// ids.
        case setReport(interface: UInt8, hasID: Bool)
        /// The maker's own request on endpoint 0.
        case vendor(request: UInt8)
    }

    /// When so much waits the device does not take what it is told; the oldest is forgotten.
    private static let waitingLimit = 32
    /// So many that failed in a row are a trouble.
    private static let failureLimit = 3

    /// A vendor's request to an interface.
    private static let vendorType: UInt8 = 0x41

    private let route: Route
    private var transfer: OutTransfer?
    private var waiting: [[UInt8]] = []
    private var failures = 0
    private var isOver = false
    private let report: (News) -> Void

    enum News {
        /// It takes nothing that it is told; the library's status.
        case deaf(Int32)
        case hearsAgain
        case noDevice
    }

    /// - Parameter report: called on the USB thread, within the library's event handling too.
    init?(_ handle: OpaquePointer, _ route: Route, report: @escaping (News) -> Void) {
        self.route = route
        self.report = report
        transfer = unsafe OutTransfer(handle) { [unowned self] status in finished(status) }
        if transfer == nil { return nil }
    }

    /// What a tape keeps of a message.
    /// - Parameter isPort: whether it goes to a port, not in reports.
    func tapeEvent(_ bytes: [UInt8], isPort: Bool) -> Tape.Event {
        guard case .vendor(let request) = route else { return .transfer(.out, isPort ? .endpoint : .report, bytes) }
        let count = bytes.count
        let setup = [Self.vendorType, request, 0, 0, 0, 0, UInt8(count & 0xFF), UInt8(count >> 8 & 0xFF)]
        return .transfer(.out, .control, setup + bytes)
    }

    var isQuiet: Bool { transfer.map { !$0.isUnderWay } ?? true }

    func send(_ bytes: [UInt8]) {
        guard !isOver else { return }
        if waiting.count == Self.waitingLimit { waiting.removeFirst() }
        waiting.append(bytes)
        sendNext()
    }

    /// Forgets what waits. The last word, if there is one, goes out behind what is under way.
    func end(with farewell: [UInt8]?) {
        guard !isOver else { return }
        waiting = farewell.map { [$0] } ?? []
        if farewell == nil { transfer?.cancel() }
        sendNext()
        isOver = true
    }

    private func sendNext() {
        guard let transfer, !transfer.isUnderWay, !waiting.isEmpty else { return }
        let bytes = waiting.removeFirst()
        let status: Int32 =
            switch route {
            case .endpoint(let endpoint): transfer.submit(bytes, to: endpoint)
            case .setReport(let interface, let hasID):
                transfer.submit(
                    bytes, type: 0x21, request: 0x09, value: 0x0200 | UInt16(hasID ? bytes.first ?? 0 : 0),
                    index: UInt16(interface))
            case .vendor(let request):
                transfer.submit(bytes, type: Self.vendorType, request: request, value: 0, index: 0)
            }
        if status != 0 { note(status == LIBUSB_ERROR_NO_DEVICE.rawValue ? nil : status) }
    }

    private func finished(_ status: Int32) {
        switch UInt32(status) {
        case LIBUSB_TRANSFER_COMPLETED.rawValue:
            if failures >= Self.failureLimit, !isOver { report(.hearsAgain) }
            failures = 0
        case LIBUSB_TRANSFER_CANCELLED.rawValue: break
        case LIBUSB_TRANSFER_NO_DEVICE.rawValue: note(nil)
        default: note(status)
        }
        sendNext()
    }

    /// - Parameter status: nil when the device has gone.
    private func note(_ status: Int32?) {
        guard let status else {
            waiting = []
            if !isOver { report(.noDevice) }
            return
        }
        failures += 1
        if failures == Self.failureLimit, !isOver { report(.deaf(status)) }
    }
}
