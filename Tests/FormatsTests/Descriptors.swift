import Formats

/// Report descriptors of the virtual USB devices (Tests/VirtualUSB/devices), and ways to write bytes.
enum Descriptors {
    /// Length at 1, AIM at 2, data at 5, the vendor's code at 61, the bit at 63.
    static let honeywell = bytes(
        """
        05 8c 09 02 a1 01 09 12 a1 02 85 02 15 00 26 ff 00 75 08 95 01 05 01 09 3b 81 02 95 03 05 8c 09
        fb 09 fc 09 fd 81 02 95 38 09 fe 82 02 01 95 01 06 66 ff 09 04 81 02 81 03 05 8c 09 ff 25 01 75
        01 81 02 75 07 81 03 c0 06 66 ff 09 20 a1 02 85 fd 26 ff 00 75 08 95 3f 09 21 91 02 85 fe 95 01
        09 22 b1 02 c0 c0
        """)

    /// Length at 1, data at 2, no AIM.
    static let newland = bytes(
        """
        05 8c 09 02 a1 01 09 12 a1 02 85 02 15 00 26 ff 00 75 08 95 01 05 01 09 3b 81 02 05 8c 95 38 09
        fe 82 02 01 95 04 81 03 95 01 06 00 ff 09 01 81 02 05 8c 09 ff 25 01 75 01 81 02 75 07 81 03 c0
        06 00 ff 09 02 a1 02 85 04 26 ff 00 75 08 95 3f 09 03 91 02 c0 c0
        """)

    /// As Honeywell's, said with a usage range and long usages.
    static let zebra = bytes(
        """
        05 8c 09 02 a1 01 15 00 26 ff 00 75 08 85 02 0a 12 00 a1 02 95 01 05 01 09 3b 81 02 05 8c 95 03
        1a fb 00 2a fd 00 81 02 95 38 0a fe 00 82 02 01 95 02 06 45 ff 09 01 81 02 05 8c 25 01 75 01 95
        01 0a ff 00 81 02 95 07 81 03 c0 c0
        """)

    /// A keyboard: no scanner.
    static let keyboard = bytes(
        """
        05 01 09 06 a1 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 03 95 05 75 01
        05 08 19 01 29 05 91 02 95 01 75 03 91 03 95 06 75 08 15 00 26 ff 00 05 07 19 00 2a ff 00 81 00
        c0
        """)

    static func bytes(_ hexadecimal: String) -> [UInt8] {
        hexadecimal.split { $0 == " " || $0 == "\n" }.compactMap { UInt8($0, radix: 16) }
    }
}
