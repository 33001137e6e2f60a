import CUSB
import Glibc
import Platform

/// Waits for the library's descriptors and for ours at once, so that a command or the stop is taken at the moment it comes.
@safe final class USBWaiting {
    private let context: OpaquePointer
    private let flags: [Int32]
    private var polled: [pollfd] = []
    /// The library opened or closed a descriptor since they were listed.
    private var isStale = true

    /// - Parameter flags: our own descriptors, readable when there is something to do.
    init(_ context: OpaquePointer, flags: [Int32]) {
        unsafe self.context = context
        self.flags = flags
        unsafe libusb_set_pollfd_notifiers(
            context, { _, _, data in unsafe USBWaiting.spoil(data) }, { _, data in unsafe USBWaiting.spoil(data) },
            Unmanaged.passUnretained(self).toOpaque())
    }

    /// To be called before this is let go of.
    func end() { unsafe libusb_set_pollfd_notifiers(context, nil, nil, nil) }

    private static func spoil(_ data: UnsafeMutableRawPointer?) {
        guard let data = unsafe data else { return }
        unsafe Unmanaged<USBWaiting>.fromOpaque(data).takeUnretainedValue().isStale = true
    }

    /// Waits until there is something to do, at most `limit_ms`, and lets the library do its part.
    /// - Returns: whether one of our own descriptors is readable.
    func wait(limit_ms: Int) -> Bool {
        if isStale { list() }
        var next = timeval()
        var limit = Int32(limit_ms)
        // The library's own deadlines, where it does not watch over them by a descriptor.
        if unsafe libusb_get_next_timeout(context, &next) == 1 {
            limit = min(limit, Int32(clamping: next.tv_sec * 1_000 + next.tv_usec / 1_000 + 1))
        }
        let count = unsafe poll(&polled, nfds_t(polled.count), limit)
        var none = timeval()
        unsafe libusb_handle_events_timeout_completed(context, &none, nil)
        return count > 0 && polled.prefix(flags.count).contains { $0.revents != 0 }
    }

    private func list() {
        isStale = false
        polled = flags.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard let found = unsafe libusb_get_pollfds(context) else { return }
        defer { unsafe libusb_free_pollfds(found) }
        var place = 0
        while let item = unsafe found[place] {
            unsafe polled.append(pollfd(fd: item.pointee.fd, events: item.pointee.events, revents: 0))
            place += 1
        }
    }
}
