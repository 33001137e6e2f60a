import Console
import Devices
import Entries
import Readings

/// The devices as the console shows them, and the entries that their changes become.
struct DeviceBoard: Sendable {
    private var devices: [String: LiveState.Device] = [:]
    private var order: [String] = []
    /// How many are the site's own.
    private let siteCount: Int

    /// So many others are shown.
    static let refusedLimit = 32

    init(_ ids: [DeviceID]) {
        siteCount = ids.count
        for id in ids { show(LiveState.Device(id: id.name, state: "gone", detail: "")) }
    }

    /// - Parameter now: monotonic nanoseconds.
    func all(at now: Int64) -> [LiveState.Device] {
        order.compactMap { devices[$0] }.map { device in
            var device = device
            device.recent.forget(at: now)
            return device
        }
    }

    mutating func count(_ reading: Reading) {
        guard var device = devices[reading.device.name] else { return }
        let isNoRead = reading.content == .noRead
        device.readings += 1
        device.newest = reading.stamp.utc
        device.recent.count(isNoRead: isNoRead, at: reading.stamp.monotonic)
        devices[reading.device.name] = device
    }

    /// The entries of a change; none when nothing changed.
    mutating func take(_ event: DeviceEvent) -> [EntryBody] {
        switch event {
        case .readings: return []
        case .changed(let id, let state, let detail):
            guard devices[id.name]?.state != state.rawValue || devices[id.name]?.detail != detail else { return [] }
            let wasSeen = devices[id.name]?.wasSeen ?? false
            if state == .working {
                if wasSeen, devices[id.name]?.state != state.rawValue { devices[id.name]?.reconnects += 1 }
                devices[id.name]?.wasSeen = true
            }
            if state == .faulty { devices[id.name]?.troubles += 1 }
            devices[id.name]?.state = state.rawValue
            devices[id.name]?.detail = detail
            var entries: [EntryBody] = [
                .deviceChanged(
                    DeviceChanged(
                        device: id, state: DeviceChanged.State(rawValue: state.rawValue) ?? .faulty, detail: detail))
            ]
            if state == .faulty { entries.append(.alarmRaised(AlarmRaised(.deviceFault, device: id, detail: detail))) }
            return entries
        case .refused(let port, let description):
            guard let id = DeviceID("usb." + port) else { return [] }
            if devices[id.name] == nil, devices.count - siteCount < Self.refusedLimit {
                show(LiveState.Device(id: id.name, state: "refused", detail: description))
            }
            return [
                .deviceChanged(DeviceChanged(device: id, state: .refused, detail: description)),
                .alarmRaised(AlarmRaised(.deviceRefused, device: id, detail: description)),
            ]
        case .dropped(let id, let count):
            devices[id.name]?.troubles += 1
            devices[id.name]?.detail = Trouble(.readingsDropped, String(count)).description
            return [.loadRefused(LoadRefused(queue: "device " + id.name, count: count))]
        case .frameFailed(let id, let frame, let trouble):
            devices[id.name]?.detail = trouble.description
            var entries: [EntryBody] = [.frameFailed(FrameFailed(device: id, frame: frame, trouble: trouble))]
            if trouble.code == .frameSetAside {
                entries.append(.alarmRaised(AlarmRaised(.deviceFault, device: id, detail: trouble.description)))
            }
            return entries
        }
    }

    private mutating func show(_ device: LiveState.Device) {
        devices[device.id] = device
        order.append(device.id)
    }
}
