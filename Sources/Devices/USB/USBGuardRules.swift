import Formats

/// Rules for USBGuard (usbguard-rules.conf(5)) that let scanners onto the bus and nothing else: with them the kernel itself
/// leaves alone what the gateway would not open.
public enum USBGuardRules {
    private static let head = [
        "# Made by: parcelgate devices usbguard. Add to the rules for hubs, keyboard and disks of this machine, which",
        "# `usbguard generate-policy` prints; with ImplicitPolicyTarget=block everything else is blocked.",
    ]

    /// The units of a site: each by all that the site file says of it.
    public static func text(for devices: [DeviceConfiguration]) -> String {
        var lines = head
        for device in devices {
            guard case .usb(let place) = device.place else { continue }
            var rule = "allow id \(id(place.vendor, place.product))"
            if let serial = place.serial { rule += " serial \(quoted(serial))" }
            if let port = place.port { rule += " via-port \(quoted(port))" }
            if let pinned = place.interfaces {
                rule += " with-interface equals { \(pinned) }"
            } else {
                rule += " " + subset(device.profile.interfaces)
            }
            lines.append(rule + " label \(quoted("parcelgate \(device.id.name)"))")
        }
        return lines.joined(separator: "\n")
    }

    /// All models of all families.
    public static func text(for library: DriverLibrary) -> String {
        var lines = head
        for (family, profile) in library.profiles.sorted(by: { $0.key < $1.key }) {
            for model in profile.models {
                lines.append(
                    "allow id \(id(model.vendor, model.product)) \(subset(profile.interfaces)) "
                        + "label \(quoted("parcelgate \(family)"))")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// No interface but these (`match-all`: what the device has is a subset).
    private static func subset(_ patterns: [USBInterfacePattern]) -> String {
        "with-interface match-all { \(patterns.map(\.description).joined(separator: " ")) }"
    }

    private static func id(_ vendor: UInt16, _ product: UInt16?) -> String {
        USBDevice.hexadecimal(vendor) + ":" + (product.map(USBDevice.hexadecimal) ?? "*")
    }

    /// A text in quotes, with what would end it, and what is no printable ASCII, as its bytes.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C: quoted += "\\" + String(Unicode.Scalar(byte))
            case 0x20...0x7E: quoted += String(Unicode.Scalar(byte))
            default: quoted += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return quoted + "\""
    }
}
