import Console
import Entries
import Gateway
import JSON
import Passages
import Platform
import Screening
import Starter
import YAML

/// What rules do to a site's own parcels: those that decided them, and those that nobody has proposed yet.
extension RulesCommand {
    static func backtest(_ arguments: inout Arguments) throws(Exit) {
        let path = try arguments.required("site")
        let kind = try kind(&arguments)
        let format = try arguments.option("format") ?? "text"
        guard format == "text" || format == "json" else {
            throw .usage("--format: expected text or json, found '\(format)'")
        }
        let (site, budget) = try self.site(
            path, hours: try arguments.number("hours", in: 1...8_760),
            parcels: try arguments.number("parcels", in: 1...1_000_000))
        let file = try arguments.next("FILE")
        try arguments.end()
        let content = try read(file)
        try parse(kind, content, file)
        let replayed: DocumentReplayed?
        do throws(GatewayError) { replayed = try Backtest.run(site, kind, content, budget) } catch {
            throw .environment("\(error)")
        }
        guard let replayed else { throw .notSo("\(file): it does not fit the documents in force") }
        if format == "json" {
            var writer = JSONWriter()
            writer.beginObject()
            replayed.write(to: &writer)
            writer.endObject()
            Terminal.say(String(decoding: writer.bytes, as: UTF8.self))
        } else {
            for line in describe(replayed) { Terminal.say(line) }
        }
        if replayed.isOverBudget { throw .notSo() }
    }

    private static func describe(_ replayed: DocumentReplayed) -> [String] {
        var lines = [
            "\(replayed.parcels) parcels asked about, \(replayed.heldThen) were held, \(replayed.heldNow) would be",
            "held by this document: \(replayed.byDocument) (budget \(replayed.budget_percent) %)",
            "newly held: \(replayed.newlyHeld), no longer held: \(replayed.newlyFree)",
        ]
        if replayed.erased > 0 { lines.append("persons erased, not asked about: \(replayed.erased)") }
        for share in replayed.shares {
            let examples = share.examples.map(\.description).joined(separator: ", ")
            lines.append(
                "  \(share.what): \(share.held), newly \(share.fresh)" + (examples.isEmpty ? "" : " (\(examples))"))
        }
        return lines
    }

    static func benchmark(_ arguments: inout Arguments) throws(Exit) {
        var lists = StarterDocuments.lists
        let path = try arguments.option("lists")
        if let path { lists = try read(path) }
        let site = try arguments.option("site")
        let hours = try arguments.number("hours", in: 1...8_760)
        let parcels = try arguments.number("parcels", in: 1...1_000_000)
        let format = try arguments.option("format") ?? "text"
        guard format == "text" || format == "json" else {
            throw .usage("--format: expected text or json, found '\(format)'")
        }
        let file = try arguments.next("FILE")
        try arguments.end()
        let content = try read(file)
        let (rules, snapshot): (RuleDocument, ScreeningSnapshot)
        do throws(YAMLError) {
            rules = try RuleFile.parse(content, file: file)
            snapshot = try ScreeningSnapshot(
                rules: rules, rulesVersion: 1, lists: try ListFile.parse(lists, file: path ?? "starter"),
                listsVersion: 1, at: Clocks.wall())
        } catch { throw .notSo("\(error)") }
        var facts = snapshot.testFacts(of: rules)
        if let site {
            facts = []
            var history = History()
            try forEachParcel(
                of: site, hours: hours, parcels: parcels,
                remember: snapshot.asksHistory ? { history.note(PastParcel($0)) } : nil
            ) { parcel in
                if parcel.trusted { history.advance(to: parcel.at) }
                facts.append(snapshot.allFacts(Subject(parcel), history))
            }
        }
        guard !facts.isEmpty else {
            throw .notSo(
                site == nil
                    ? "\(file): expected rules with tests, found none: give --site, and its parcels are asked about"
                    : "\(file): the site has no parcels of these hours: give more --hours")
        }
        let benchmark = RulesBenchmark(snapshot, facts)
        if format == "json" {
            Terminal.say(benchmark.json)
        } else {
            for line in benchmark.lines { Terminal.say(line) }
        }
    }

    static func explain(_ arguments: inout Arguments) throws(Exit) {
        let (site, budget) = try site(
            try arguments.required("site"), hours: try arguments.number("hours", in: 1...8_760),
            parcels: try arguments.number("parcels", in: 1...1_000_000))
        let language = try language(&arguments)
        let number = try arguments.next("NUMBER")
        let ids = try arguments.rest()
        let canonical = site.settings.numbering.identify(Array(number.utf8)).taken?.canonical.description ?? number
        let found: ExplainedParcel?
        do throws(GatewayError) { found = try Explaining.find(site, canonical, budget) } catch {
            throw .environment("\(error)")
        }
        guard let found else {
            throw .notSo("\(number): no decision of the last \(budget.hours) hours: give more --hours")
        }
        let asked: AskedParcel
        switch found.told {
        case .asked(let parcel, _): asked = parcel
        case .notAsked: throw .notSo("\(number): no rule was asked")
        case .noDocument(let kind, let version):
            throw .notSo(
                "\(kind.rawValue) \(version), by which this parcel was decided, cannot be read from the journal")
        }
        let explanations = (ids.isEmpty ? asked.said : ids).compactMap { asked.explanation(of: $0) }
        for id in ids where !explanations.contains(where: { $0.rule.id == id }) {
            throw .notSo("there was no rule '\(id)' in rules \(found.parcel.decision.versions.rules)")
        }
        for line in ExplainReport(language: language).lines(found, canonical, explanations) {
            Terminal.say(Terminal.plain(line))
        }
    }

    static func shadow(_ arguments: inout Arguments) throws(Exit) {
        let site = try arguments.required("site")
        let hours = try arguments.number("hours", in: 1...8_760)
        let parcels = try arguments.number("parcels", in: 1...1_000_000)
        let format = try arguments.option("format") ?? "text"
        guard format == "text" || format == "json" else {
            throw .usage("--format: expected text or json, found '\(format)'")
        }
        try arguments.end()
        var report = ShadowReport()
        try forEachParcel(of: site, hours: hours, parcels: parcels) { report.add($0.decision) }
        if format == "json" {
            Terminal.say(report.json)
        } else {
            for line in report.lines { Terminal.say(line) }
        }
    }

    static func quality(_ arguments: inout Arguments) throws(Exit) {
        var lists = StarterDocuments.lists
        let path = try arguments.option("lists")
        if let path { lists = try read(path) }
        let (site, budget) = try site(
            try arguments.required("site"), hours: try arguments.number("hours", in: 1...8_760),
            parcels: try arguments.number("parcels", in: 1...1_000_000))
        let format = try arguments.option("format") ?? "text"
        guard format == "text" || format == "json" else {
            throw .usage("--format: expected text or json, found '\(format)'")
        }
        let file = try arguments.next("FILE")
        try arguments.end()
        let content = try read(file)
        let snapshot: ScreeningSnapshot
        do throws(YAMLError) {
            snapshot = try ScreeningSnapshot(
                rules: try RuleFile.parse(content, file: file), rulesVersion: 1,
                lists: try ListFile.parse(lists, file: path ?? "starter"), listsVersion: 1, at: Clocks.wall())
        } catch { throw .notSo("\(error)") }
        let quality: RuleQuality.Result
        do throws(GatewayError) { quality = try RuleJudging.run(site, snapshot, budget) } catch {
            throw .environment("\(error)")
        }
        let report = QualityReport(quality)
        if format == "json" {
            Terminal.say(report.json)
        } else {
            for line in report.lines { Terminal.say(line) }
        }
    }

    static func draws(_ arguments: inout Arguments) throws(Exit) {
        let (site, budget) = try site(
            try arguments.required("site"), hours: try arguments.number("hours", in: 1...8_760),
            parcels: try arguments.number("parcels", in: 1...1_000_000))
        try arguments.end()
        let check: DrawCheck
        do throws(GatewayError) { check = try DrawCheck.run(site, budget) } catch { throw .environment("\(error)") }
        Terminal.say(
            "\(check.parcels) parcels asked about by rules that draw, \(check.drawn) draws of them agree; "
                + "\(check.unshown) whose secret has not been shown yet, \(check.unread) whose documents cannot be read, "
                + "\(check.unseeded) held before the first secret of their run"
        )
        for entry in check.broken { Terminal.say("entry \(entry): the secret that was shown does not fit its hash") }
        for difference in check.differences.prefix(20) {
            let what =
                difference.isDrawn ? "was drawn, and should not have been" : "was not drawn, and should have been"
            Terminal.say("\(difference.number), passage \(difference.passage), rule \(difference.rule): \(what)")
        }
        guard check.broken.isEmpty, check.differences.isEmpty else {
            throw .notSo(
                "\(check.differences.count) draws and \(check.broken.count) secrets are not what they should be")
        }
    }

    /// A site, and which of its parcels are looked at.
    private static func site(
        _ path: String, hours: Int?, parcels: Int?
    ) throws(Exit) -> (SiteConfiguration, HoldBudget) {
        let configuration: SiteConfiguration
        do throws(SiteFile.Fault) { configuration = try SiteFile.read(path) } catch { throw .environment("\(error)") }
        var budget = configuration.holdBudget
        budget.hours = hours ?? budget.hours
        budget.parcels = parcels ?? budget.parcels
        return (configuration, budget)
    }

    /// Calls `take` for the parcels of a site's last hours.
    private static func forEachParcel(
        of site: String, hours: Int?, parcels: Int?, remember: ((DeclaredParcel) -> Void)? = nil,
        _ take: (DecidedParcel) -> Void
    ) throws(Exit) {
        let (configuration, budget) = try self.site(site, hours: hours, parcels: parcels)
        do throws(GatewayError) {
            try Backtest.forEachParcel(of: configuration, budget, remember: remember, take)
        } catch { throw .environment("\(error)") }
    }
}
