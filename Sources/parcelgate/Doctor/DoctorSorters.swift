import Gateway
import Parcels

extension Doctor {
    mutating func checkSorter(_ line: SiteConfiguration.Line) {
        let id = line.layout.id
        var facts = [("line", id.name), ("address", line.sorter.description)]
        guard let seen = SorterProbe.listen(to: line.sorter) else { return bad("sorter", facts) }
        let inspection = line.layout.inspectionExit
        facts += [("exit", String(seen.hello.defaultExit)), ("inspection", String(inspection))]
        if Int(seen.hello.defaultExit) != inspection { bad("default-exit", facts) } else { ok("default-exit", facts) }
        if seen.hello.line != id { bad("line-name", facts + [("found", seen.hello.line.name)]) }
        let outbound = line.layout.exits.filter { $0.kind == .outbound }.map(\.number)
        if let passed = seen.exits.first(where: { outbound.contains(Int($0)) }) {
            bad("silence", facts + [("passed", String(passed))])
        } else if seen.says == .running {
            note("silence-runs", facts)
        } else if seen.says == nil {
            bad("silence-unknown", facts)
        } else {
            ok("silence", facts)
        }
    }
}
