/// Devices and lines that are not there, as processes of their own that speak the real protocols.
enum SimulateCommand: Subcommand {
    static let name = "simulate"
    static let summary =
        "run a simulated line, reader or hand scanner (they speak the real protocols), or seeded worlds"
    static let help = """
        usage: parcelgate simulate line --listen ADDRESS --views ADDRESS --state FILE [--line NAME] [--speed MM_S] [--gap MIN-MAX]
               parcelgate simulate reader --listen ADDRESS --views ADDRESS [--weighs]
               parcelgate simulate hand --control SOCKET --device NAME --views ADDRESS
               parcelgate simulate scan --control SOCKET --device NAME [--layout honeywell|newland] LABEL
               parcelgate simulate scanner PROTOCOL --script FILE WHERE   ('simulate scanner' prints how)
               parcelgate simulate manifest
               parcelgate simulate law [--parcels N] [--seed S] [--world-size N] [--edition N]

        line      a belt with its eyes, diverter, lane and PLC (docs/integrator/plc.md); publishes what scanners can see
        reader    a fixed reader that sends STX label ETX for what the line shows it, or NoRead; with what it weighs and measures
        hand      a HID POS hand scanner on the virtual USB bus, used on what the reader could not read
        scan      one scan of that scanner
        scanner   any scanner, by its protocol, with a script and faults, or onto a tape
        manifest  prints the demo's manifest
        law       seeded worlds of parcels and faults; ends with 'N parcels, M broken invariants, seed S'

        example: parcelgate simulate law --parcels 1000000 --seed 7
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        switch try arguments.next("what to simulate") {
        case "line": try LineProcess.run(&arguments)
        case "reader": try ReaderProcess.run(&arguments)
        case "hand": try HandScannerProcess.run(&arguments)
        case "scan": try HandScannerProcess.scanOnce(&arguments)
        case "scanner":
            if arguments.isEmpty { return Terminal.say(ScannerProcess.help) }
            try ScannerProcess.run(&arguments)
        case "manifest":
            try arguments.end()
            Terminal.say(DemoManifest.text)
        case "law": try LawProcess.run(&arguments)
        case let other: throw .usage("'\(other)' cannot be simulated; see 'parcelgate simulate --help'")
        }
    }
}
