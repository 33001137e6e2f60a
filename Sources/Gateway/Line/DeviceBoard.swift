import Console
import Devices
import Entries
import Readings

/// The devices as the console shows them, and the entries that their changes become.
struct DeviceBoard: Sendable {
    private var devices: [String: LiveState.Device] = [:]
    private var order: [String] = []
    /// Those that have a sound for a parcel that is held.
    private let audible: Set<DeviceID>
    /// How many are the site's own.
    private let siteCount: Int
    private var healths: [String: DeviceHealth] = [:]
    /// In what cameras are out of their baselines, the newest last.
    private var offBaseline: [String: [Trouble]] = [:]
    /// Devices that were there and have left.
    private var away: Set<String> = []
    private var refusals = RefusalLimit()
    /// What was refused too often to be written; that it leaves is not written either.
    private var keptBack: Set<String> = []
    /// When the statistics are written next, monotonic nanoseconds.
    private var nextCount: Int64

    static let countPeriod: Int64 = 3_600_000_000_000

    /// So many others are shown.
    static let refusedLimit = 32

    /// - Parameters:
    ///   - audible: those that have a sound for a parcel that is held.
    ///   - counted: what was counted of them before.
    ///   - identified: what they said of themselves before.
    ///   - now: monotonic nanoseconds.
    init(
        _ ids: [DeviceID], audible: Set<DeviceID> = [], counted: [DeviceCounted] = [],
        identified: [DeviceIdentified] = [], at now: Int64 = 0
    ) {
        self.audible = audible
        siteCount = ids.count
        nextCount = now + Self.countPeriod
        for id in ids {
            var device = LiveState.Device(id: id.name, state: "gone", detail: "")
            device.canSound = audible.contains(id)
            device.identity = identified.last { $0.device == id }?.identity
            show(device)
            healths[id.name] = counted.last { $0.device == id }.map(DeviceHealth.init) ?? DeviceHealth()
        }
    }

    /// - Parameter now: monotonic nanoseconds.
    func all(at now: Int64) -> [LiveState.Device] {
        order.compactMap { devices[$0] }.map { device in
            var device = device
            device.recent.forget(at: now)
            if let health = healths[device.id] {
                device.total = LiveState.DeviceTotal(
                    since_ms: health.since_ms, working_s: health.working_s(at: now), goodReads: health.goodReads,
                    noReads: health.noReads, troubles: health.troubles, reconnects: health.reconnects)
                device.usualNoReads = health.usual
                device.isWorse = health.isWorse
                device.flaps = health.flaps(at: now)
            }
            return device
        }
    }

    /// Why a device cannot be heard now, as a refusal's code; nil when it can.
    func silence(_ id: DeviceID) -> String? {
        guard let device = devices[id.name] else { return "unknown-device" }
        guard audible.contains(id) else { return "device-silent" }
        return [DeviceChanged.State.working, .faulty].map(\.rawValue).contains(device.state) ? nil : "device-away"
    }

    /// The entries that a reading makes necessary.
    mutating func count(_ reading: Reading) -> [EntryBody] {
        guard var device = devices[reading.device.name] else { return [] }
        let isNoRead =
            switch reading.content {
            case .noRead, .failed: true
            case .label, .measured: false
            }
        device.readings += 1
        device.newest = reading.stamp.utc
        device.recent.count(isNoRead: isNoRead, at: reading.stamp.monotonic)
        if !isNoRead { device.newestGood = reading.stamp.utc }
        devices[reading.device.name] = device
        guard healths[reading.device.name]?.look(read: !isNoRead) == true else { return [] }
        let shares = [
            device.recent.looks == 0 ? 0 : Double(device.recent.noReads) / Double(device.recent.looks),
            healths[reading.device.name]?.usual ?? 0,
        ]
        let detail = shares.map { String(Int(($0 * 100).rounded())) + " %" }.joined(separator: " > ")
        return [.alarmRaised(AlarmRaised(.deviceWorse, device: reading.device, detail: detail))]
    }

    /// Each hour: what was counted, where anything was.
    mutating func tick(at now: Stamp) -> [EntryBody] {
        guard now.monotonic >= nextCount else { return [] }
        nextCount = now.monotonic + Self.countPeriod
        return counted(at: now.monotonic)
    }

    /// What was counted and is not written yet.
    mutating func counted(at now: Int64) -> [EntryBody] {
        order.compactMap { name in
            DeviceID(name).flatMap { healths[name]?.take($0, at: now) }.map { .deviceCounted($0) }
        } + refusals.takeUnwritten().map { Self.unwritten($0.count, of: $0.name) }
    }

    private static func unwritten(_ count: Int, of name: String) -> EntryBody {
        .loadRefused(LoadRefused(queue: "refusals of " + name, count: count))
    }

    /// The entries of a change; none when nothing changed.
    mutating func take(_ event: DeviceEvent, at now: Stamp) -> [EntryBody] {
        switch event {
        case .readings: return []
        case .changed(let id, let state, let detail):
            guard devices[id.name]?.state != state.rawValue || devices[id.name]?.detail != detail else { return [] }
            // One that had a trouble and is well again was there all the time.
            let isReturn = state == .working && away.remove(id.name) != nil
            if state == .gone, devices[id.name]?.wasSeen == true { away.insert(id.name) }
            var flaps: Int?
            if state == .working {
                if isReturn { devices[id.name]?.reconnects += 1 }
                devices[id.name]?.wasSeen = true
                flaps = healths[id.name]?.come(again: isReturn, at: now)
            } else {
                healths[id.name]?.leave(at: now.monotonic)
            }
            if state == .faulty {
                devices[id.name]?.troubles += 1
                healths[id.name]?.trouble()
            }
            devices[id.name]?.state = state.rawValue
            // A camera that comes back is still out of its baseline.
            let isPlain = state == .working && detail.isEmpty
            devices[id.name]?.detail = isPlain ? offBaseline[id.name]?.last?.description ?? "" : detail
            if keptBack.remove(id.name) != nil, state == .gone {
                forget(id)
                return []
            }
            var entries: [EntryBody] = [
                .deviceChanged(
                    DeviceChanged(
                        device: id, state: DeviceChanged.State(rawValue: state.rawValue) ?? .faulty, detail: detail))
            ]
            if state == .faulty { entries.append(.alarmRaised(AlarmRaised(.deviceFault, device: id, detail: detail))) }
            if let flaps {
                entries.append(.alarmRaised(AlarmRaised(.deviceFlapping, device: id, detail: String(flaps))))
            }
            if state == .gone { forget(id) }
            return entries
        case .identified(let id, let identity):
            guard devices[id.name] != nil, devices[id.name]?.identity != identity else { return [] }
            devices[id.name]?.identity = identity
            return [.deviceIdentified(DeviceIdentified(device: id, identity: identity))]
        case .refused(let port, let trouble): return refuse(nil, port, trouble, .deviceRefused, at: now)
        case .suspicious(let id, let port, let trouble): return refuse(id, port, trouble, .deviceSuspicious, at: now)
        case .peerRefused(let id, let trouble):
            let name = "\(id) \(trouble.fact)"
            guard case .write(let unwritten, _) = refusals.admit(name, at: now.monotonic) else { return [] }
            let alarm = EntryBody.alarmRaised(AlarmRaised(.peerRefused, device: id, detail: trouble.description))
            return (unwritten > 0 ? [Self.unwritten(unwritten, of: name)] : []) + [alarm]
        case .dropped(let id, let count):
            devices[id.name]?.troubles += 1
            healths[id.name]?.trouble()
            devices[id.name]?.detail = Trouble(.readingsDropped, String(count)).description
            return [.loadRefused(LoadRefused(queue: "device " + id.name, count: count))]
        case .frameFailed(let id, let frame, let trouble):
            devices[id.name]?.detail = trouble.description
            var entries: [EntryBody] = [.frameFailed(FrameFailed(device: id, frame: frame, trouble: trouble))]
            if trouble.code == .frameSetAside {
                entries.append(.alarmRaised(AlarmRaised(.deviceFault, device: id, detail: trouble.description)))
            }
            return entries
        case .outOfBaseline(let id, let trouble):
            offBaseline[id.name, default: []].removeAll { $0.code == trouble.code }
            offBaseline[id.name]?.append(trouble)
            devices[id.name]?.detail = trouble.description
            devices[id.name]?.troubles += 1
            healths[id.name]?.trouble()
            return [.alarmRaised(AlarmRaised(.deviceFault, device: id, detail: trouble.description))]
        case .backInBaseline(let id, let code):
            offBaseline[id.name]?.removeAll { $0.code == code }
            // What else it is out of its baseline in is shown then.
            if devices[id.name].flatMap({ Trouble(description: $0.detail) })?.code == code {
                devices[id.name]?.detail = offBaseline[id.name]?.last?.description ?? ""
            }
            return []
        }
    }

    /// - Parameter id: nil for what is no device of the site: it is shown by its port.
    private mutating func refuse(
        _ id: DeviceID?, _ port: String, _ trouble: Trouble, _ alarm: AlarmCode, at now: Stamp
    ) -> [EntryBody] {
        guard let id = id ?? DeviceID("usb." + port) else { return [] }
        let detail = trouble.description
        let before = devices[id.name]?.state
        if before != nil {
            devices[id.name]?.state = DeviceChanged.State.refused.rawValue
            devices[id.name]?.detail = detail
            devices[id.name]?.troubles += 1
            healths[id.name]?.leave(at: now.monotonic)
            healths[id.name]?.trouble()
        } else if devices.count - siteCount < Self.refusedLimit {
            show(LiveState.Device(id: id.name, state: DeviceChanged.State.refused.rawValue, detail: detail))
        }
        let change = EntryBody.deviceChanged(DeviceChanged(device: id, state: .refused, detail: detail))
        guard case .write(let unwritten, let isLast) = refusals.admit(id.name, at: now.monotonic) else {
            // That one works no more is written in any case: the lines must know it.
            if before == DeviceState.working.rawValue || before == DeviceState.faulty.rawValue { return [change] }
            if before != DeviceChanged.State.refused.rawValue { keptBack.insert(id.name) }
            return []
        }
        keptBack.remove(id.name)
        var entries = unwritten > 0 ? [Self.unwritten(unwritten, of: id.name)] : []
        entries += [change, .alarmRaised(AlarmRaised(alarm, device: id, detail: detail))]
        if isLast {
            let count = String(RefusalLimit.count)
            entries.append(.alarmRaised(AlarmRaised(.deviceFlapping, device: id, detail: count)))
        }
        return entries
    }

    /// What is no device of the site is shown while it is there.
    private mutating func forget(_ id: DeviceID) {
        guard let place = order.firstIndex(of: id.name), place >= siteCount else { return }
        order.remove(at: place)
        devices[id.name] = nil
    }

    private mutating func show(_ device: LiveState.Device) {
        devices[device.id] = device
        order.append(device.id)
    }
}
