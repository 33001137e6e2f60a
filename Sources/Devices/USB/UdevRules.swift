import Formats

/// The udev rules that give a group the right to open the scanners that driver families know.
public enum UdevRules {
    /// The rules of each model, sorted, so that the same families always give the same file. A device that is in none of them
    /// keeps what the system gives it.
    /// - Parameter group: the Unix group that the gateway runs in.
    public static func text(for library: DriverLibrary, group: String = "parcelgate") -> String {
        var lines = [
            "# Made by: parcelgate devices udev --drivers FOLDER. Lets the group \(group) open these scanners.",
            "# Install as /etc/udev/rules.d/70-parcelgate.rules, run `udevadm control --reload`, plug the scanner in again.",
        ]
        for (family, profile) in library.profiles.sorted(by: { $0.key < $1.key }) {
            guard !profile.models.isEmpty else { continue }
            lines.append("# \(family)")
            for model in profile.models {
                let rights = "GROUP=\"\(group)\", MODE=\"0660\""
                let device = "SUBSYSTEM==\"usb\", ENV{DEVTYPE}==\"usb_device\", \(ids("ATTR", model))"
                if case .text = profile.kind {
                    // A serial port; ModemManager would send it commands when it is plugged in. It looks for its mark at
                    // the USB device first, and at the port.
                    lines.append("\(device), \(ignored)")
                    lines.append("SUBSYSTEM==\"tty\", \(ids("ATTRS", model)), \(ignored), \(rights)")
                    continue
                }
                // A serial port that is read without the system's own driver: ModemManager must not speak to it either.
                let isPort = if case .usbSerial = profile.kind { true } else { false }
                lines.append("\(device), " + (isPort ? ignored + ", " : "") + rights)
                // The way around the gateway: whoever may read this node reads labels.
                lines.append("SUBSYSTEM==\"hidraw\", \(ids("ATTRS", model)), \(rights)")
                if case .usbKeyboard = profile.kind {
                    // The kernel's keyboard driver lets go of it at once, so that it types into nothing while the gateway
                    // does not run either.
                    lines.append(
                        "SUBSYSTEM==\"usb\", ACTION==\"bind\", DRIVER==\"usbhid\", \(ids("ATTRS", model)), "
                            + "RUN+=\"/bin/sh -c 'echo $kernel > /sys/bus/usb/drivers/usbhid/unbind'\"")
                }
            }
        }
        return lines.joined(separator: "\n")
    }

    private static let ignored = "ENV{ID_MM_DEVICE_IGNORE}=\"1\""

    /// Whether rules, ours or others, give rights on a vendor's USB devices.
    public static func givesRights(_ rules: String, vendor: UInt16) -> Bool {
        rules.split(separator: "\n").contains { line in
            !line.hasPrefix("#") && line.contains("MODE=") && !line.contains("\"hidraw\"")
                && line.lowercased().contains("{idvendor}==\"\(hexadecimal(vendor))\"")
        }
    }

    private static func ids(_ attribute: String, _ model: DriverProfile.USBModel) -> String {
        let product = model.product.map { ", \(attribute){idProduct}==\"\(hexadecimal($0))\"" } ?? ""
        return "\(attribute){idVendor}==\"\(hexadecimal(model.vendor))\"\(product)"
    }

    private static func hexadecimal(_ number: UInt16) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
