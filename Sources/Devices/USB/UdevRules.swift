import Formats

/// The udev rules that give a group the right to open the scanners that driver families know.
public enum UdevRules {
    /// One rule a model, sorted, so that the same families always give the same file.
    /// - Parameter group: the Unix group that the gateway runs in.
    public static func text(for library: DriverLibrary, group: String = "parcelgate") -> String {
        var lines = [
            "# Made by: parcelgate devices udev --drivers FOLDER. Lets the group \(group) open these scanners.",
            "# Install as /etc/udev/rules.d/70-parcelgate.rules, run `udevadm control --reload`, plug the scanner in again.",
        ]
        for (family, profile) in library.profiles.sorted(by: { $0.key < $1.key }) {
            guard case .usbPointOfSale(let scanners) = profile.kind else { continue }
            lines.append("# \(family)")
            for model in scanners.models {
                let product = model.product.map { ", ATTR{idProduct}==\"\(hexadecimal($0))\"" } ?? ""
                lines.append(
                    "SUBSYSTEM==\"usb\", ENV{DEVTYPE}==\"usb_device\", ATTR{idVendor}==\"\(hexadecimal(model.vendor))\"\(product), "
                        + "GROUP=\"\(group)\", MODE=\"0660\"")
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func hexadecimal(_ number: UInt16) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
