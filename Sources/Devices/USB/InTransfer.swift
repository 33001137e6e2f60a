import CUSB

/// One asynchronous read of an interrupt or bulk endpoint. It lives on the USB thread and must not be let go while it is under way.
@safe final class InTransfer {
    enum Ending {
        case completed([UInt8])
        case cancelled
        case noDevice
        case stalled
        case failed(Int)
    }

    private let pointer: UnsafeMutablePointer<libusb_transfer>
    private(set) var isUnderWay = false
    private let finished: (InTransfer, Ending) -> Void

    /// - Parameter finished: called by the library within its event handling.
    init?(
        _ handle: OpaquePointer, endpoint: UInt8, isBulk: Bool, size: Int,
        finished: @escaping (InTransfer, Ending) -> Void
    ) {
        guard let pointer = unsafe libusb_alloc_transfer(0) else { return nil }
        unsafe self.pointer = pointer
        self.finished = finished
        let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
        unsafe libusb_fill_interrupt_transfer(
            pointer, handle, endpoint, buffer, Int32(size), Self.callback, Unmanaged.passUnretained(self).toOpaque(), 0)
        if isBulk { unsafe pointer.pointee.type = UInt8(LIBUSB_TRANSFER_TYPE_BULK.rawValue) }
    }

    deinit {
        unsafe pointer.pointee.buffer.deallocate()
        unsafe libusb_free_transfer(pointer)
    }

    /// Begins to read. Returns the library's code, 0 for success.
    func submit() -> Int32 {
        let status = unsafe libusb_submit_transfer(pointer)
        isUnderWay = status == 0
        return status
    }

    func cancel() { if isUnderWay { unsafe libusb_cancel_transfer(pointer) } }

    private static let callback: libusb_transfer_cb_fn = { transfer in
        guard let data = unsafe transfer?.pointee.user_data else { return }
        unsafe Unmanaged<InTransfer>.fromOpaque(data).takeUnretainedValue().end()
    }

    private func end() {
        isUnderWay = false
        switch unsafe pointer.pointee.status {
        case LIBUSB_TRANSFER_COMPLETED:
            let bytes = unsafe UnsafeBufferPointer(
                start: pointer.pointee.buffer, count: Int(pointer.pointee.actual_length))
            unsafe finished(self, .completed(Array(bytes)))
        case LIBUSB_TRANSFER_CANCELLED: finished(self, .cancelled)
        case LIBUSB_TRANSFER_NO_DEVICE: finished(self, .noDevice)
        case LIBUSB_TRANSFER_STALL: finished(self, .stalled)
        default: unsafe finished(self, .failed(Int(pointer.pointee.status.rawValue)))
        }
    }
}
