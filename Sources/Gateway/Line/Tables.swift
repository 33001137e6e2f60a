import Devices
import Formats
import Foundation
import Parcels
import Platform
import Readings
import Sorter

/// What the tables without a belt reach out to: their gates and the printers of tags. None of it waits.
struct Tables: Sendable {
    let layouts: [SiteConfiguration.Table]
    let gates: [GateSign]
    private let printers: [DeviceID: LabelPrinter]
    private let siteName: String
    private let zone: TimeZone

    init(_ site: SiteConfiguration) throws(SystemError) {
        layouts = site.tables
        gates = site.tables.map { GateSign(table: $0.layout.id) }
        var printers: [DeviceID: LabelPrinter] = [:]
        for printer in site.printers { printers[printer.id] = try LabelPrinter(printer) }
        self.printers = printers
        siteName = site.name.vi
        zone = TimeZone(identifier: site.zone) ?? .gmt
    }

    func start(_ lines: LineThread) throws(SystemError) {
        for (counter, gate) in gates.enumerated() { gate.start { lines.offer(.shown(counter: counter, $0)) } }
        for printer in printers.values {
            _ = try printer.start(report: { lines.offer(.device($0)) }) { hold, isPrinted in
                lines.offer(.printed(printer.id, hold, isPrinted))
            }
        }
    }

    func close() { for printer in printers.values { printer.end() } }

    func place(of table: String) -> Int? { layouts.firstIndex { $0.layout.id.name == table } }

    func printer(of counter: Int) -> DeviceID? { layouts[counter].printer }

    /// - Parameter at: nanoseconds UTC.
    /// - Returns: false when the printer has too much to do; true also where there is none.
    func print(
        _ hold: HoldID, number: ParcelNumber?, reasons: [Reason], ruleNames: RuleNames, at: Int64, counter: Int
    ) -> Bool {
        guard let id = layouts[counter].printer, let printer = printers[id] else { return true }
        let format = Date.VerbatimFormatStyle(
            format:
                "\(day: .twoDigits)/\(month: .twoDigits)/\(year: .defaultDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
            locale: Locale(identifier: "vi"), timeZone: zone, calendar: Calendar(identifier: .gregorian))
        let tag = HoldTag(
            hold: hold, number: number, reasons: reasons, ruleNames: ruleNames, site: siteName,
            time: Date(timeIntervalSince1970: Double(at) / 1e9).formatted(format))
        return printer.offer(LabelPrinter.Job(hold: hold, bytes: tag.zpl()))
    }
}
