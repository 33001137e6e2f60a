import Entries
import Parcels
import Readings

extension Conveyor {
    /// Under this name the journal has what was typed or scanned into the console's page.
    public static let page = "console"

    /// A scanner of a table read something.
    mutating func scan(_ counter: Int, _ readings: [Reading], _ foreseen: [Foreseen], _ now: Stamp) {
        scan(counter, readings, foreseen, by: counters[counter].clerk, now)
    }

    mutating func take(_ event: CounterEvent, at counter: Int, _ now: Stamp) {
        switch event {
        case .turned(let mode, let account): turn(counter, mode, account, now)
        case .typed(let label, let account):
            guard let page = DeviceID(Self.page) else { return }
            scan(
                counter, [Reading(device: page, content: .label(label, nil), stamp: now)], [], by: account, now)
        case .unread(let account): holdUnlabelled(counter, [.noRead], by: account, now)
        case .bagOpened(let label, let account): openBag(counter, label, account, now)
        case .bagClosed(let account): closeBag(counter, account, now)
        case .lookedUp(let passage, let found): takeLookUp(counter, passage, found, now)
        case .shown(let permit): takeGo(counter, permit, now)
        case .withdrawn(let permit, let wasShown): takeWithdrawal(counter, permit, wasShown: wasShown, now)
        case .caged(let hold, let number, let outcome): showCaged(counter, hold, number, outcome, now)
        }
    }

    /// Why what a person asks cannot be done; nil when it can.
    public func fault(_ event: CounterEvent, at counter: Int) -> CounterFault? {
        switch event {
        case .bagOpened: return counters[counter].bag == nil ? nil : .bagIsOpen
        case .bagClosed:
            guard let bag = counters[counter].bag else { return .noBag }
            return clears.recalls.contains { $0.bag == bag.id } ? .bagHasRecall : nil
        case .typed(_, let account), .unread(let account):
            guard let clerk = counters[counter].clerk, clerk != account else { return nil }
            return .takenByAnother
        default: return nil
        }
    }

    private mutating func turn(_ counter: Int, _ mode: TableMode, _ account: AccountID, _ now: Stamp) {
        guard counters[counter].mode != mode || counters[counter].clerk != account else { return }
        // Only who has taken it leaves it: another's page that is closed changes nothing.
        if mode == .left, counters[counter].clerk != account { return }
        record(
            .tableTurned(TableTurned(table: counters[counter].layout.id, mode: mode, by: account)), now, urgent: true)
        finish(counter, now)
        counters[counter].mode = mode
        counters[counter].clerk = mode == .left ? nil : account
        counters[counter].showing = nil
        counters[counter].lastLabel = nil
    }

    private mutating func scan(
        _ counter: Int, _ readings: [Reading], _ foreseen: [Foreseen], by: AccountID?, _ now: Stamp
    ) {
        var labels: [(bytes: [UInt8], number: ParcelNumber?)] = []
        for case .label(let bytes, let symbology) in readings.map(\.content) {
            var number: ParcelNumber?
            if case .valid(let found) = settings.numbering.recognise(bytes, symbology: symbology) { number = found }
            labels.append((bytes, number))
        }
        guard let first = labels.first else { return recordAtCounter(readings, passage: nil, now) }
        let isAgain = isRescan(counter, first.bytes, now)
        counters[counter].lastLabel = (first.bytes, now.monotonic)
        guard !isAgain else { return recordAtCounter(readings, passage: counters[counter].current?.id, now) }
        if let order = TableWord(first.bytes) {
            recordAtCounter(readings, passage: nil, now)
            return obey(counter, order, by, now)
        }
        switch counters[counter].mode {
        case .screening, .left: screen(counter, readings, labels, foreseen, by, now)
        case .cage:
            recordAtCounter(readings, passage: nil, now)
            cage(counter, labels, by, now)
        case .bag:
            recordAtCounter(readings, passage: nil, now)
            // A label beside one that is in doubt may be an old one's, with a clear of its own.
            putIntoBag(counter, readings.contains { $0.doubt != nil } ? [] : labels, by, now)
        }
    }

    /// The trigger was pulled twice, or the parcel is turned in the beam.
    private func isRescan(_ counter: Int, _ label: [UInt8], _ now: Stamp) -> Bool {
        guard let last = counters[counter].lastLabel, last.bytes == label else { return false }
        return now.monotonic - last.at <= Int64(counters[counter].layout.rescan_ms) * 1_000_000
    }

    private mutating func screen(
        _ counter: Int, _ readings: [Reading], _ labels: [(bytes: [UInt8], number: ParcelNumber?)],
        _ foreseen: [Foreseen], _ by: AccountID?, _ now: Stamp
    ) {
        finish(counter, now)
        guard labels.contains(where: { $0.number != nil }) else {
            recordAtCounter(readings, passage: nil, now)
            add(.counter(counter, .expect(nil)))
            // A person who scans a tag asks about its parcel.
            let hold = labels.lazy.compactMap { HoldID(String(decoding: $0.bytes, as: UTF8.self)) }.first
            return show(counter, hold == nil ? .noNumber : .alreadyHeld, hold: hold)
        }
        open(counter, readings, by: by, now)
        var numbers: [ParcelNumber] = []
        for number in labels.compactMap(\.number) where !numbers.contains(number) { numbers.append(number) }
        counters[counter].current?.numbers = numbers
        counters[counter].current?.doubts = readings.compactMap(\.doubt)
        guard let passage = counters[counter].current?.id else { return }
        if numbers.allSatisfy({ number in foreseen.contains { $0.number == number } }) {
            takeLookUp(
                counter, passage,
                numbers.compactMap { number in foreseen.last { $0.number == number }?.declaration }, now)
        } else {
            add(.counter(counter, .lookUp(passage, numbers)))
        }
    }

    /// Holds what has no label that was read.
    mutating func holdUnlabelled(_ counter: Int, _ reasons: [Reason], by account: AccountID, _ now: Stamp) {
        finish(counter, now)
        open(counter, [], by: account, now)
        holdCurrent(counter, reasons, now)
    }

    private mutating func open(_ counter: Int, _ readings: [Reading], by: AccountID?, _ now: Stamp) {
        counters[counter].tracks = counters[counter].tracks % 99_999_999 + 1
        guard let track = TrackID(counters[counter].tracks) else { return }
        let device = readings.first?.device
        let scanned = PassageScanned(
            table: counters[counter].layout.id, track: track, device: device?.name == Self.page ? nil : device, by: by)
        let id = PassageID(epoch: epoch, sequence: record(.passageScanned(scanned), now))
        recordAtCounter(readings, passage: id, now)
        counters[counter].current = CounterPassage(id: id, track: track, opened: now.monotonic)
        count(counter, now) { $0.scanned += 1 }
        add(.counter(counter, .expect(id)))
        show(counter, .deciding, passage: id)
    }

    private mutating func recordAtCounter(_ readings: [Reading], passage: PassageID?, _ now: Stamp) {
        for reading in readings { recordReading(reading, passage: passage, now) }
    }

    private mutating func obey(_ counter: Int, _ order: TableWord, _ by: AccountID?, _ now: Stamp) {
        guard let by else { return show(counter, .nobody) }
        switch order {
        case .screen: turn(counter, .screening, by, now)
        case .cage: turn(counter, .cage, by, now)
        case .bag: turn(counter, .bag, by, now)
        case .unread: take(.unread(by: by), at: counter, now)
        case .open: openBag(counter, nil, by, now)
        case .close: closeBag(counter, by, now)
        }
    }

    // MARK: What a person sees

    mutating func show(
        _ counter: Int, _ state: CounterView.Showing.State, passage: PassageID? = nil, number: ParcelNumber? = nil,
        hold: HoldID? = nil, reasons: [Reason] = []
    ) {
        counters[counter].serial += 1
        counters[counter].showing = CounterView.Showing(
            state: state, passage: passage, number: number, hold: hold, reasons: reasons)
    }

    mutating func list(
        _ counter: Int, _ number: ParcelNumber?, _ state: CounterView.Showing.State, _ hold: HoldID?, _ now: Stamp
    ) {
        counters[counter].rows.insert(
            CounterView.Row(number: number, state: state, hold: hold, at: now.utc), at: 0)
        if counters[counter].rows.count > Counter.rowLimit { counters[counter].rows.removeLast() }
    }

    /// The counts are the day's: they begin anew at the site's midnight.
    mutating func count(_ counter: Int, _ now: Stamp, _ change: (inout CounterCounts) -> Void) {
        let day = Self.day(now.utc, settings.utcOffset_s)
        if counters[counter].day != day {
            counters[counter].day = day
            counters[counter].counts = CounterCounts()
        }
        change(&counters[counter].counts)
    }

    static func day(_ utc: Int64, _ offset_s: Int) -> Int64 { (utc / 1_000_000_000 + Int64(offset_s)) / 86_400 }
}

/// Labels that are orders to the table, so that a person needs no keyboard; they lie printed beside it.
public enum TableWord: String, Sendable, CaseIterable {
    case screen = "TABLE-SCREEN"
    case cage = "TABLE-CAGE"
    case bag = "TABLE-BAG"
    case unread = "TABLE-UNREAD"
    case open = "TABLE-OPEN"
    case close = "TABLE-CLOSE"

    init?(_ bytes: [UInt8]) {
        guard bytes.count <= 16 else { return nil }
        self.init(rawValue: String(decoding: bytes, as: UTF8.self).uppercased())
    }
}
