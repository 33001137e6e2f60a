import Formats
import Readings

/// Decides which device on the bus may be opened: one of the site's by vendor, product, port and serial number, that shows
/// the interfaces which a scanner of its family may show, and the same ones as before. Everything else stays closed.
struct USBAdmission {
    /// A device as the system describes it; nothing of it was opened.
    struct Unit {
        let vendor: UInt16
        let product: UInt16
        /// Bus and ports, as `1-1.2`.
        let port: String
        /// Nil where it has none.
        let serial: String?
        let interfaces: USBInterfaceSet

        /// For people: `0c2e:0b6a · 1-1 · 03:00:00`.
        var description: String {
            "\(USBDevice.hexadecimal(vendor)):\(USBDevice.hexadecimal(product)) · \(port)"
                + (interfaces.interfaces.isEmpty ? "" : " · \(interfaces)")
        }
    }

    enum Verdict: Equatable {
        /// The place of its configuration.
        case open(Int)
        /// A unit just like it works already; that one may be leaving.
        case inUse
        /// It is no scanner's business.
        case ignored
        case refused(Trouble)
        /// It is one of the site's, and set so that it cannot be read.
        case unusable(DeviceID, Trouble)
        case suspicious(DeviceID?, Trouble)
    }

    private let configurations: [DeviceConfiguration]
    /// What the units of this run have shown.
    private var known: [DeviceID: USBInterfaceSet] = [:]

    init(_ configurations: [DeviceConfiguration]) { self.configurations = configurations }

    /// - Parameter inUse: devices of the site that work.
    func verdict(_ unit: Unit, inUse: (DeviceID) -> Bool) -> Verdict {
        let fitting = configurations.indices.filter { place($0)?.fits(unit) ?? false }
        guard !fitting.isEmpty else { return stranger(unit) }
        let wanted = fitting.filter { index in
            // Bytes: texts that only look alike are different numbers.
            guard let serial = place(index)?.serial else { return true }
            return unit.serial.map { Array($0.utf8) == Array(serial.utf8) } ?? false
        }
        guard let index = wanted.first else {
            guard let serial = unit.serial else { return .refused(Trouble(.serialMissing, unit.description)) }
            return .refused(Trouble(.serialUnknown, "\(unit.description) · \(Self.shown(serial))"))
        }
        let configuration = configurations[index], id = configuration.id
        let isInUse = inUse(id)
        if let trouble = fault(unit, configuration) {
            guard trouble.code != .isKeyboard else { return .unusable(id, trouble) }
            return .suspicious(isInUse ? nil : id, trouble)
        }
        return isInUse ? .inUse : .open(index)
    }

    /// Notes what a unit shows that was opened: it must not show anything else in this run.
    mutating func note(_ id: DeviceID, _ interfaces: USBInterfaceSet) { known[id] = interfaces }

    private func place(_ index: Int) -> USBPlace? {
        guard case .usb(let place) = configurations[index].place else { return nil }
        return place
    }

    /// What is wrong with what it shows.
    private func fault(_ unit: Unit, _ configuration: DeviceConfiguration) -> Trouble? {
        guard case .usb(let place) = configuration.place else { return nil }
        if let known = known[configuration.id], known != unit.interfaces {
            return Trouble(.interfacesChanged, "\(known) → \(unit.description)")
        }
        if let pinned = place.interfaces {
            guard pinned != unit.interfaces else { return nil }
            let more = unit.interfaces.beyond(pinned)
            return Trouble(.interfacesNotAllowed, Self.words(more.isEmpty ? unit.interfaces.interfaces : more, unit))
        }
        let foreign = configuration.profile.foreign(unit.interfaces)
        // One that shows nothing, or whose descriptors cannot be read, is known by nothing.
        guard foreign.isEmpty, !unit.interfaces.interfaces.isEmpty else {
            // Set to another mode than its family's: a mistake, and one that its user can mend.
            if unit.interfaces.isOnlyKeyboard { return Trouble(.isKeyboard) }
            return Trouble(.interfacesNotAllowed, Self.words(foreign, unit))
        }
        return nil
    }

    /// What is not on the list at all: whatever can type, hold files or be a network is told of.
    private func stranger(_ unit: Unit) -> Verdict {
        let isOurs = configurations.indices.contains { index in
            place(index).map { $0.vendor == unit.vendor && $0.product == unit.product } ?? false
        }
        if isOurs { return .refused(Trouble(.otherPort, unit.description)) }
        if unit.interfaces.has(.storage) { return .refused(Trouble(.foreignStorage, unit.description)) }
        if unit.interfaces.has(.network) { return .refused(Trouble(.foreignNetwork, unit.description)) }
        guard unit.interfaces.interfaces.contains(where: { $0.class == 0x03 }) else { return .ignored }
        return .refused(Trouble(.notOnList, unit.description))
    }

    private static func words(_ interfaces: [USBInterface], _ unit: Unit) -> String {
        "\(USBInterfaceSet(interfaces).words) · \(unit.description)"
    }

    /// A number that the device names itself: as much of it as a person needs.
    private static func shown(_ serial: String) -> String { String(serial.unicodeScalars.prefix(64)) }
}
