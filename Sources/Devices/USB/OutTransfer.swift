import CUSB

/// One asynchronous write, by whichever way the device takes it. It lives on the USB thread and must not be let go while it is
/// under way.
@safe final class OutTransfer {
    /// The longest message.
    static let sizeLimit = 512
    /// A setup packet comes before the bytes of a control transfer.
    private static let setupSize = 8
    private static let limit_ms: UInt32 = 500

    private let pointer: UnsafeMutablePointer<libusb_transfer>
    private let buffer: UnsafeMutablePointer<UInt8>
    private let handle: OpaquePointer
    private let finished: (Int32) -> Void
    private(set) var isUnderWay = false

    /// - Parameter finished: called by the library within its event handling, with the transfer's status.
    init?(_ handle: OpaquePointer, finished: @escaping (Int32) -> Void) {
        guard let pointer = unsafe libusb_alloc_transfer(0) else { return nil }
        unsafe self.pointer = pointer
        unsafe self.handle = handle
        self.finished = finished
        unsafe buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.setupSize + Self.sizeLimit)
    }

    deinit {
        unsafe libusb_free_transfer(pointer)
        unsafe buffer.deallocate()
    }

    /// Sends bytes to an endpoint. Returns the library's code, 0 for success.
    func submit(_ bytes: [UInt8], to endpoint: USBEndpoint) -> Int32 {
        let count = min(bytes.count, Self.sizeLimit)
        for place in 0..<count { unsafe buffer[place] = bytes[place] }
        unsafe libusb_fill_interrupt_transfer(
            pointer, handle, endpoint.address, buffer, Int32(count), Self.callback,
            Unmanaged.passUnretained(self).toOpaque(), Self.limit_ms)
        if endpoint.isBulk { unsafe pointer.pointee.type = UInt8(LIBUSB_TRANSFER_TYPE_BULK.rawValue) }
        return submit()
    }

    /// Sends bytes as a request on endpoint 0. Returns the library's code, 0 for success.
    func submit(_ bytes: [UInt8], type: UInt8, request: UInt8, value: UInt16, index: UInt16) -> Int32 {
        let count = min(bytes.count, Self.sizeLimit)
        unsafe libusb_fill_control_setup(buffer, type, request, value, index, UInt16(count))
        for place in 0..<count { unsafe buffer[Self.setupSize + place] = bytes[place] }
        unsafe libusb_fill_control_transfer(
            pointer, handle, buffer, Self.callback, Unmanaged.passUnretained(self).toOpaque(), Self.limit_ms)
        return submit()
    }

    func cancel() { if isUnderWay { unsafe libusb_cancel_transfer(pointer) } }

    private func submit() -> Int32 {
        let status = unsafe libusb_submit_transfer(pointer)
        isUnderWay = status == 0
        return status
    }

    private static let callback: libusb_transfer_cb_fn = { transfer in
        guard let data = unsafe transfer?.pointee.user_data else { return }
        unsafe Unmanaged<OutTransfer>.fromOpaque(data).takeUnretainedValue().end()
    }

    private func end() {
        isUnderWay = false
        finished(Int32(unsafe pointer.pointee.status.rawValue))
    }
}
