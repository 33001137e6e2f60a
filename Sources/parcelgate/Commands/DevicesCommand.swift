import Devices
import Formats
import Gateway
import Words

/// Shows driver families and what is on the USB bus.
enum DevicesCommand: Subcommand {
    static let name = "devices"
    static let summary = "list driver families, and the scanners on the USB bus"
    static let help = """
        usage: parcelgate devices families --drivers FOLDER
               parcelgate devices layouts --drivers FOLDER
               parcelgate devices list --drivers FOLDER
               parcelgate devices udev --drivers FOLDER
               parcelgate devices usbguard --site FILE | --drivers FOLDER
               parcelgate devices record --site FILE --device ID --to TAPE   ('devices record' alone prints how)
               parcelgate devices replay TAPE WHERE               ('devices replay' alone prints how)
               parcelgate devices labels --language vi|en > labels.html

        Families prints what the folder of drivers knows. Layouts prints the keyboard layouts beside them, each with the
        printable characters that it cannot type. List prints what could be a scanner, hold files or be a network on the
        bus, what each shows, and which family would read it; it opens none of them. Udev prints the rules file that lets
        the group parcelgate open the scanners of all families, and nothing else. Usbguard prints rules for USBGuard that
        allow the scanners of a site, or all models of all families. Labels prints a page of bar codes to put a scanner
        into service with: print it on A4 at 100 %, and scan it while 'parcelgate doctor --listen' hears.

        example: parcelgate devices list --drivers /usr/share/parcelgate/drivers
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let what = try arguments.next("families, layouts, list, udev, usbguard, record, replay or labels")
        if what == "record" {
            if arguments.isEmpty { return Terminal.say(RecordProcess.help) }
            return try RecordProcess.run(&arguments)
        }
        if what == "replay" {
            if arguments.isEmpty { return Terminal.say(ReplayProcess.help) }
            return try ReplayProcess.run(&arguments)
        }
        if what == "labels" { return try labels(&arguments) }
        guard ["families", "layouts", "list", "udev", "usbguard"].contains(what) else {
            throw .usage("expected families, layouts, list, udev, usbguard, record, replay or labels, found '\(what)'")
        }
        if what == "usbguard", let path = try arguments.option("site") {
            try arguments.end()
            do throws(SiteFile.Fault) { Terminal.say(USBGuardRules.text(for: try SiteFile.read(path).devices)) } catch {
                throw .environment("\(error)")
            }
            return
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
                case .usbOEM(let family):
                    let form = family.form == .handHeld ? "hand-held" : "table-top"
                    Terminal.say("\(name): IBM OEM, \(form), \(family.models.map(\.name).joined(separator: ", "))")
                case .usbSNAPI(let family):
                    Terminal.say("\(name): SNAPI, \(family.models.map(\.name).joined(separator: ", "))")
                case .usbSerial(let family):
                    Terminal.say(
                        "\(name): USB serial port (\(family.wire.rawValue)), "
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
        case "list": DevicesOnBus.say(library)
        case "usbguard": Terminal.say(USBGuardRules.text(for: library))
        default: Terminal.say(UdevRules.text(for: library))
        }
    }

    private static func labels(_ arguments: inout Arguments) throws(Exit) {
        let word = try arguments.required("language")
        try arguments.end()
        guard let language = Language(rawValue: word) else {
            throw .usage("--language: expected vi or en, found '\(word)'")
        }
        Terminal.say(LabelPage.html(language))
    }
}
