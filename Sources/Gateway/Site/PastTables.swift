import Entries
import Parcels
import Passages
import Readings
import Records

/// What the tables and the bags were before.
struct PastTables {
    let clears: Clears
    let tables: [CounterPast]

    static func read(
        _ site: SiteConfiguration, _ records: String, _ now: Stamp
    ) throws(RecordsError) -> PastTables {
        let offset = Int64(site.utcOffset_s(at: now.utc / 1_000_000_000)) * 1_000_000_000
        let dayLength: Int64 = 86_400_000_000_000
        let validity = Int64(site.settings.clearValidity_min) * 60_000_000_000
        let past = try TableRestoration.read(
            records, clearsSince: now.utc - validity, clearLimit: site.settings.sightingLimit,
            tables: site.tables.map(\.layout.id), rowLimit: CounterPast.rowLimit,
            midnight: (now.utc + offset) / dayLength * dayLength - offset)
        var clears = Clears(limit: site.settings.sightingLimit)
        for clear in past.clears {
            clears.give(
                clear.number,
                Clears.Clear(
                    passage: clear.passage, at: now.monotonic - (now.utc - clear.at), isGiven: true, bag: clear.bag,
                    bagLabel: clear.bagLabel))
        }
        for bag in past.openBags { clears.name(bag.id, bag.label) }
        for recall in past.recalls {
            clears.restore(
                CounterView.Recall(number: recall.number, bag: recall.bag, label: recall.label, hold: recall.hold))
        }
        let tables = site.tables.map { table in
            let id = table.layout.id
            var counts = CounterCounts()
            if let day = past.days[id] {
                counts.scanned = day.scanned
                counts.cleared = day.cleared
                counts.held = day.held
                counts.caged = day.caged
                counts.bagged = day.bagged
                counts.refused = day.refused
            }
            return CounterPast(
                table: id, counts: counts, at: now.utc,
                rows: (past.rows[id] ?? []).map {
                    CounterView.Row(
                        number: $0.number, state: $0.isClear ? .cleared : .held, hold: $0.hold, at: $0.at)
                },
                bag: past.openBags.last { $0.table == id }.map {
                    CounterPast.Bag(
                        id: $0.id, label: $0.label, parcels: $0.parcels, refused: $0.refused, takenOut: $0.takenOut)
                }, uncaged: past.uncaged[id] ?? [])
        }
        return PastTables(clears: clears, tables: tables)
    }
}
