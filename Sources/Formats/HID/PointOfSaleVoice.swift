/// What a HID POS scanner is told: the family's own bytes where it has some, else by the usages of its report descriptor.
public struct PointOfSaleVoice: Sendable {
    private let output: PointOfSaleOutput?
    private let commands: [ScannerCommand: [UInt8]]
    private var switches: PointOfSaleSwitches?

    public init(_ family: DriverProfile.USBPointOfSale, _ descriptor: ReportDescriptor?) {
        output = family.output
        commands = family.commands
        switches = family.ignoresDescriptor ? nil : descriptor.flatMap(PointOfSaleSwitches.init)
    }

    /// The output report, its id first where there are ids; nil when there is no word for it.
    public mutating func report(_ command: ScannerCommand) -> [UInt8]? {
        if let output, let bytes = commands[command] { return output.report(bytes) }
        return switches?.report(command)
    }

    /// What it hears when it is let go of: only where the family says how.
    public var farewell: [UInt8]? {
        output.flatMap { output in commands[.disable].map(output.report) }
    }
}
