import Parcels
import Readings

/// A scanner in IBM OEM (SurePOS) mode, hand-held (usage 4B00) or table-top (4A00). It reads only once it has been told to,
/// and says in its status that it does: a bit that is not seen means that the scanner is asked once more, and then that
/// somebody must look.
public struct OEMDialogue: ScannerDialogue {
    public enum Form: Sendable, Hashable {
        case handHeld
        case tableTop

        /// The usage on the maker's page of its report descriptor, and in its interface's name.
        public var usage: UInt16 { self == .handHeld ? 0x4B00 : 0x4A00 }
    }

    private enum Scanning {
        /// Told not to read.
        case off
        case asked(at: Int64, again: Bool)
        case proven
        /// It did not answer; it is asked again now and then.
        case silent(asked: Int64)
    }

    /// How long the proof may take, and how often a scanner that gives none is asked again.
    private static let proofLimit: Int64 = 1_000_000_000
    private static let silentPeriod: Int64 = 10_000_000_000

    private let form: Form
    private let badRead: OEMCommand
    private var parts: LabelParts
    private var partCode: OEMLabelIdentifier.Code?
    private var scanning = Scanning.off
    private var isBroken = false

    /// - Parameters:
    ///   - badRead: what a held parcel sounds like.
    ///   - partialLimit_ms: how long the parts of one label may take.
    public init(_ form: Form, badRead: OEMCommand = .errorBeep, partialLimit_ms: Int = 500) {
        self.form = form
        self.badRead = badRead
        parts = LabelParts(limit_ms: partialLimit_ms)
    }

    public var farewell: [UInt8]? { OEMCommand.disable.bytes }

    public mutating func begin(mayRead: Bool, now: Int64) -> [ScannerOutcome] {
        tell(mayRead ? .enable : .disable, now: now)
    }

    public mutating func tell(_ command: ScannerCommand, now: Int64) -> [ScannerOutcome] {
        switch command {
        case .enable:
            if case .silent = scanning {
                scanning = .silent(asked: now)
            } else {
                scanning = .asked(at: now, again: false)
            }
            return [.send(OEMCommand.enable.bytes)]
        case .disable:
            let wasSilent = isSilent
            scanning = .off
            return [.send(OEMCommand.disable.bytes)] + (wasSilent && !isBroken ? [.well] : [])
        case .goodRead: return [.send(OEMCommand.beep.bytes)]
        case .badRead: return [.send(badRead.bytes)]
        case .triggerOn, .triggerOff: return []
        }
    }

    public mutating func take(_ bytes: [UInt8], now: Int64) -> [ScannerOutcome] {
        var outcomes = expireParts(now)
        do throws(OEMReport.Fault) {
            guard let report = try OEMReport(bytes) else { return outcomes }
            outcomes += note(report.status)
            outcomes += self.label(in: report, now)
        } catch {
            drop()
            guard case .length(let length, let size) = error else { return outcomes }
            outcomes.append(.malformed("a length of \(length) in a report of \(size) bytes"))
        }
        return outcomes
    }

    public mutating func expire(_ now: Int64) -> [ScannerOutcome] {
        var outcomes = expireParts(now)
        switch scanning {
        case .asked(let at, let again) where now - at >= Self.proofLimit:
            if again {
                scanning = .silent(asked: now)
                outcomes.append(.trouble(Trouble(.scannerSilent)))
            } else {
                scanning = .asked(at: now, again: true)
                outcomes.append(.send(OEMCommand.enable.bytes))
            }
        case .silent(let asked) where now - asked >= Self.silentPeriod:
            scanning = .silent(asked: now)
            outcomes.append(.send(OEMCommand.enable.bytes))
        default: break
        }
        return outcomes
    }

    public mutating func drop() {
        parts.drop()
        partCode = nil
    }

    // MARK: Status

    private var isSilent: Bool {
        if case .silent = scanning { return true }
        return false
    }

    private mutating func note(_ status: OEMStatus) -> [ScannerOutcome] {
        var outcomes: [ScannerOutcome] = []
        if status.isBroken, !isBroken {
            outcomes.append(.trouble(Trouble(.scannerBroken, status.description)))
        }
        let wasIll = isSilent || isBroken
        isBroken = status.isBroken
        // Once it is proven the bit counts no more: some firmware leaves it out of reports that nobody asked for.
        if status.mayRead { prove() }
        if wasIll, !isSilent, !isBroken { outcomes.append(.well) }
        return outcomes
    }

    private mutating func prove() {
        switch scanning {
        case .asked, .silent: scanning = .proven
        case .off, .proven: break
        }
    }

    // MARK: Labels

    /// Forgets a label whose rest is overdue: the next report begins another one, of whatever code.
    private mutating func expireParts(_ now: Int64) -> [ScannerOutcome] {
        guard parts.expire(now) else { return [] }
        partCode = nil
        return [LabelParts.restMissing]
    }

    private mutating func label(in report: OEMReport, _ now: Int64) -> [ScannerOutcome] {
        // The status alone, and answers to questions: no scans.
        if report.payload.isEmpty || report.status.hasDirectData || report.status.hasSettings { return [] }
        guard let identifier = OEMLabelIdentifier(report.payload) else {
            drop()
            return [.malformed("\(report.payload.count) bytes without a label identifier")]
        }
        let data = report.payload.dropLast(identifier.size)
        guard partCode.map({ $0 == identifier.code }) ?? true else {
            drop()
            return [.malformed("a label that goes on as another code")]
        }
        guard parts.add(digits(data, identifier), now: now) else {
            drop()
            return [LabelParts.tooLong]
        }
        partCode = identifier.code
        guard !identifier.isContinued else { return [] }
        partCode = nil
        let label = parts.finish()
        if label.isEmpty { return [] }
        // A label is the best proof that it reads.
        let wasSilent = isSilent
        prove()
        return (wasSilent && !isBroken ? [.well] : []) + [.label(label, identifier.symbology)]
    }

    /// A table-top scanner's UPC and EAN digits are the bytes 0 to 9.
    private func digits(_ data: ArraySlice<UInt8>, _ identifier: OEMLabelIdentifier) -> ArraySlice<UInt8> {
        guard form == .tableTop, identifier.isRetail else { return data }
        return ArraySlice(data.map { $0 <= 9 ? $0 + 0x30 : $0 })
    }
}
