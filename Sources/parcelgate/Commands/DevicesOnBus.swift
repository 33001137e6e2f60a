import Devices
import Formats

/// `parcelgate devices list`: what is on the USB bus. Nothing is opened.
enum DevicesOnBus {
    static func say(_ library: DriverLibrary) {
        // What can hold files or be a network is no scanner, and still worth knowing.
        let found = BusList.read(.all).filter { item in
            item.interfaces.interfaces.contains { $0.class == 0x03 } || item.interfaces.has(.storage)
                || item.interfaces.has(.network) || !families(item, library).isEmpty
        }
        for item in found { Terminal.say(line(item, library)) }
        if found.isEmpty { Terminal.say("no scanner, HID, storage or network device on the bus") }
    }

    /// A line: ids and port, what it calls itself, what it shows, who would read it. Its own texts are made harmless.
    private static func line(_ item: BusList.Item, _ library: DriverLibrary) -> String {
        var parts = [item.description]
        if let title = item.title { parts.append(Terminal.plain(title)) }
        parts.append(item.serial.map { "serial \(Terminal.plain($0))" } ?? "no serial number")
        parts.append(item.interfaces.words)
        return parts.joined(separator: " · ") + ": " + reader(item, library)
    }

    private static func reader(_ item: BusList.Item, _ library: DriverLibrary) -> String {
        let families = families(item, library)
        guard !families.isEmpty else { return "no family; it would not be opened" }
        let allowing = families.filter { $0.allows(item.interfaces, pinned: nil) }
        guard allowing.isEmpty else { return allowing.map(\.family).joined(separator: ", ") }
        let foreign = families.map { "\($0.family) has no \(USBInterfaceSet($0.foreign(item.interfaces)).words)" }
        return "it would not be opened: " + foreign.joined(separator: "; ")
    }

    private static func families(_ item: BusList.Item, _ library: DriverLibrary) -> [DriverProfile] {
        library.profiles.values.filter { $0.reads(vendor: item.vendor, product: item.product) }
            .sorted { $0.family < $1.family }
    }
}
