import Devices
import Formats

/// Shows driver families and what is on the USB bus.
enum DevicesCommand: Subcommand {
    static let name = "devices"
    static let summary = "list driver families, and the scanners on the USB bus"
    static let help = """
        usage: parcelgate devices families --drivers FOLDER
               parcelgate devices layouts --drivers FOLDER
               parcelgate devices list --drivers FOLDER
               parcelgate devices udev --drivers FOLDER

        Families prints what the folder of drivers knows. Layouts prints the keyboard layouts beside them, each with the
        printable characters that it cannot type. List prints the HID devices on the bus and which family would read
        them; it opens none of them. Udev prints the rules file that lets the group parcelgate open the scanners of all
        families, and nothing else.

        example: parcelgate devices list --drivers /usr/share/parcelgate/drivers
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let what = try arguments.next("families, layouts, list or udev")
        guard ["families", "layouts", "list", "udev"].contains(what) else {
            throw .usage("expected families, layouts, list or udev, found '\(what)'")
        }
        let folder = try arguments.required("drivers")
        try arguments.end()
        let library: DriverLibrary
        do throws(DriverLibrary.Fault) { library = try DriverLibrary(folder: folder) } catch {
            throw .environment("\(error)")
        }
        switch what {
        case "families":
            for (name, profile) in library.profiles.sorted(by: { $0.key < $1.key }) {
                switch profile.kind {
                case .usbPointOfSale(let family):
                    Terminal.say("\(name): USB HID POS, \(family.models.map(\.name).joined(separator: ", "))")
                case .usbKeyboard(let family):
                    Terminal.say(
                        "\(name): USB keyboard, layout \(family.habits.layout.name), "
                            + family.models.map(\.name).joined(separator: ", "))
                case .text(let family):
                    let medium = family.medium == .tcp ? "text over TCP" : "text over a serial port"
                    Terminal.say("\(name): \(medium)" + (family.defaultPort.map { ", port \($0)" } ?? ""))
                case .imageFolder: Terminal.say("\(name): pictures in a folder")
                }
            }
        case "layouts":
            for (name, layout) in library.layouts.sorted(by: { $0.key < $1.key }) {
                let lacks = layout.untypable.map { String($0) }.joined(separator: " ")
                Terminal.say(
                    "\(name): \(Terminal.plain(layout.title)), "
                        + (lacks.isEmpty ? "types every printable character" : "cannot type \(lacks)"))
            }
        case "list":
            let found = BusList.read()
            for device in found {
                let families = library.profiles.values.filter {
                    $0.reads(vendor: device.vendor, product: device.product)
                }.map(\.family)
                    .sorted()
                Terminal.say(
                    "\(Terminal.plain(device.description)): "
                        + (families.isEmpty ? "no family; it would not be opened" : families.joined(separator: ", ")))
            }
            if found.isEmpty { Terminal.say("no HID device on the bus") }
        default: Terminal.say(UdevRules.text(for: library))
        }
    }
}
