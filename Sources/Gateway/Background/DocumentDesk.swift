import Console
import Entries
import Passages
import People
import Platform
import Screening
import Synchronization
import YAML

/// Turns documents into what the lines use: it reads and compiles away from the lines' thread.
final class DocumentDesk: Sendable {
    private enum Work: Sendable {
        case document(DocumentVersion)
        /// A list began or ended, or the clock's trust changed.
        case moment(Int64?)
        case bulletins(BulletinsInForce)
    }

    private struct State {
        var rules = RuleDocument.none
        var rulesVersion = 0
        var lists = ListDocument.none
        var listsVersion = 0
        /// Lists are in force, and their text cannot be read: no parcel is asked about by the rules alone.
        var lacksLists = false
        var policyVersion = 0
        var moment: Int64?
        var bulletins = BulletinsInForce.none
        /// The lists, keywords and bulletins in force with no rules, once somebody has asked for them.
        var besides: ScreeningSnapshot?
    }

    /// What is still to be done; a newer document takes the place of an older one, so that none can find no room.
    private struct Wanted {
        var documents: [DocumentKind: DocumentVersion] = [:]
        var moment: Int64??
        var bulletins: BulletinsInForce?
        var isClosed = false

        mutating func take() -> [Work] {
            var works = DocumentKind.allCases.compactMap { documents[$0] }.map { Work.document($0) }
            if let bulletins { works.append(.bulletins(bulletins)) }
            if let moment { works.append(.moment(moment)) }
            documents = [:]
            moment = nil
            bulletins = nil
            return works
        }
    }

    /// The snapshots that the lines may still have. They let go of one when they get the next; whoever lets go of the last reference
    /// frees thousands of rules, and that must not be a line.
    private let given = Mutex<[ScreeningSnapshot]>([])
    private let wanted = Mutex(Wanted())
    private let wake: EventFlag
    private let utcOffset_s: @Sendable (Int64) -> Int
    private let state: Mutex<State>

    /// - Parameter utcOffset_s: of the site's time at a moment (seconds since 1970 UTC).
    init(utcOffset_s: @escaping @Sendable (Int64) -> Int, moment: Int64?) throws(SystemError) {
        self.utcOffset_s = utcOffset_s
        wake = try EventFlag()
        state = Mutex(State(moment: moment))
    }

    /// - Parameter give: takes what came into force, on this thread.
    func start(give: @escaping @Sendable (ConveyorEvent) -> Void) throws(SystemError) {
        _ = try OwnThread("documents", .later) { [self] in
            while !wanted.withLock({ $0.isClosed }) {
                wake.wait(until: nil)
                wake.lower()
                for work in wanted.withLock({ $0.take() }) {
                    guard let event = take(work) else { continue }
                    let old = keep(event)
                    give(event)
                    // Freed here: the lines have had the one after it since long ago.
                    _ = old
                }
            }
        }
    }

    /// - Returns: the one that no line has any more.
    private func keep(_ event: ConveyorEvent) -> ScreeningSnapshot? {
        guard case .screening(let snapshot) = event else { return nil }
        return given.withLock { given in
            given.append(snapshot)
            return given.count > 2 ? given.removeFirst() : nil
        }
    }

    func activate(_ document: DocumentVersion) {
        wanted.withLock { $0.documents[document.kind] = document }
        wake.raise()
    }

    func reach(_ moment: Int64?) {
        wanted.withLock { $0.moment = .some(moment) }
        wake.raise()
    }

    /// What the authorities' bulletins add up to has changed.
    func take(_ bulletins: BulletinsInForce) {
        wanted.withLock { $0.bulletins = bulletins }
        wake.raise()
    }

    func close() {
        wanted.withLock { $0.isClosed = true }
        wake.raise()
    }

    /// What a document means at once: for the start, before the lines run.
    func prepare(_ bulletins: BulletinsInForce) {
        state.withLock { state in
            state.bulletins = bulletins
            state.besides = nil
        }
    }

    /// What the documents in force mean at once, and those that cannot be read: a list's text is sealed, and its key may be lost.
    /// Lists come before rules: the first snapshot has both, or there is none.
    func prepare(_ inForce: (DocumentKind) -> DocumentVersion?) -> (events: [ConveyorEvent], unread: [DocumentVersion])
    {
        let documents = [DocumentKind.policy, .lists, .rules].compactMap(inForce)
        let events = documents.compactMap { take(.document($0)) }
        for event in events { _ = keep(event) }
        return (events, documents.filter { fault(in: $0.kind, Array($0.text.utf8)) != nil })
    }

    /// What is wrong with a text, in words; nil when it can come into force.
    func fault(in kind: DocumentKind, _ text: [UInt8]) -> String? {
        do throws(YAMLError) {
            switch kind {
            case .policy: _ = try PolicyFile.parse(text, file: "policy")
            case .rules:
                let rules = try RuleFile.parse(text, file: "rules", utcOffset_s: utcOffset_s)
                _ = try ScreeningSnapshot(rules: rules, rulesVersion: 0, lists: .none, listsVersion: 0, at: nil)
            case .lists: _ = try ListFile.parse(text, file: "lists", utcOffset_s: utcOffset_s)
            }
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// The first test of proposed rules that says otherwise than its author wrote, with the lists and keywords in force; or the first
    /// declaration that proposed keyword packs tell otherwise. A document in force stays in force whatever its tests say
    /// after the others have changed.
    func failedTest(in kind: DocumentKind, _ text: [UInt8]) -> String? {
        if kind == .lists {
            let lists = try? ListFile.parse(text, file: "lists", utcOffset_s: utcOffset_s)
            return lists?.failedTests().first.map { "\($0)" }
        }
        guard kind == .rules, let rules = try? RuleFile.parse(text, file: "rules", utcOffset_s: utcOffset_s),
            rules.testCount > 0
        else {
            return nil
        }
        let state = state.withLock { $0 }
        return (try? Self.snapshot(rules, state.lists, state))?.failedTests(of: rules).first.map { "\($0)" }
    }

    /// A proposed document as a question, beside those that are in force; nil when it does not read.
    func question(_ document: DocumentVersion) -> Replay.Question? {
        let text = Array(document.text.utf8)
        let state = state.withLock { $0 }
        var (rules, lists) = (state.rules, state.lists)
        guard !state.lacksLists || document.kind != .rules else { return nil }
        do throws(YAMLError) {
            switch document.kind {
            case .policy: return .policy(try PolicyFile.parse(text, file: "policy"))
            case .rules: rules = try RuleFile.parse(text, file: "rules", utcOffset_s: utcOffset_s)
            case .lists: lists = try ListFile.parse(text, file: "lists", utcOffset_s: utcOffset_s)
            }
            return .screening(try Self.snapshot(rules, lists, state))
        } catch { return nil }
    }

    /// Rules and lists that are not in force, beside the bulletins that are. What begins later is asked about now.
    private static func snapshot(
        _ rules: RuleDocument, _ lists: ListDocument, _ state: State
    ) throws(YAMLError) -> ScreeningSnapshot {
        try ScreeningSnapshot(
            rules: rules, rulesVersion: 0, lists: lists, listsVersion: 0, bulletins: state.bulletins, at: state.moment,
            foreseeing: true)
    }

    /// Everything that is wrong with a document that is being written, beside those in force.
    /// - Parameter goesOn: asked before each of the rules' own tests; false leaves those that remain.
    func check(_ kind: DocumentKind, _ text: [UInt8], goesOn: () -> Bool) -> DocumentCheck {
        switch kind {
        case .lists: return ListChecking.check(text, utcOffset_s: utcOffset_s)
        case .policy:
            do throws(YAMLError) { _ = try PolicyFile.parse(text, file: "policy") } catch {
                return DocumentCheck(faults: [DocumentFault(error)])
            }
            return DocumentCheck()
        case .rules: return RuleChecking.check(text, beside: listsInForce, utcOffset_s: utcOffset_s, goesOn: goesOn)
        }
    }

    /// One rule of a document that is being written, beside the lists in force; nil when there is none of that id, or it or the
    /// lists cannot be read.
    func rule(_ id: String, in text: [UInt8]) -> TriedRule? {
        guard !state.withLock({ $0.lacksLists }) else { return nil }
        return try? TriedRule(id, in: text, beside: listsInForce, utcOffset_s: utcOffset_s)
    }

    /// What rules may name of the lists, keywords and bulletins in force.
    var vocabulary: ListVocabulary {
        let state = state.withLock { $0 }
        return ListVocabulary(
            kinds: Set((state.lists.lists + state.bulletins.lists).map(\.kind)).sorted(),
            categories: Set(state.lists.packs.map(\.category)).sorted())
    }

    /// The lists, keywords and bulletins in force, with no rules.
    private var listsInForce: ScreeningSnapshot {
        let state = state.withLock { $0 }
        if let made = state.besides { return made }
        let made = (try? Self.snapshot(.none, state.lists, state)) ?? ScreeningSnapshot()
        // What has changed meanwhile stays: then it is made again.
        self.state.withLock { now in
            let isSame =
                now.listsVersion == state.listsVersion && now.moment == state.moment
                && now.bulletins.number == state.bulletins.number
            if isSame { now.besides = made }
        }
        return made
    }

    /// What the lines have now; nil before there are rules.
    var inForce: ScreeningSnapshot? { given.withLock { $0.last } }

    /// The documents that a proposal is tried with: itself, and the others in force.
    func versions(with document: DocumentVersion) -> Decision.Versions {
        let state = state.withLock { $0 }
        func number(_ kind: DocumentKind, _ inForce: Int) -> Int { document.kind == kind ? document.number : inForce }
        return Decision.Versions(
            policy: number(.policy, state.policyVersion), rules: number(.rules, state.rulesVersion),
            lists: number(.lists, state.listsVersion))
    }

    /// A text that does not read leaves what was in force; it was read before it could be proposed.
    private func take(_ work: Work) -> ConveyorEvent? {
        defer { state.withLock { $0.besides = nil } }
        switch work {
        case .moment(let moment): state.withLock { $0.moment = moment }
        case .bulletins(let bulletins): state.withLock { $0.bulletins = bulletins }
        case .document(let document):
            let text = Array(document.text.utf8)
            switch document.kind {
            case .policy:
                guard let policy = try? PolicyFile.parse(text, file: "policy") else { return nil }
                state.withLock { $0.policyVersion = document.number }
                return .policy(policy, version: document.number)
            case .rules:
                guard let rules = try? RuleFile.parse(text, file: "rules", utcOffset_s: utcOffset_s) else { return nil }
                state.withLock { state in
                    state.rules = rules
                    state.rulesVersion = document.number
                }
            case .lists:
                guard let lists = try? ListFile.parse(text, file: "lists", utcOffset_s: utcOffset_s) else {
                    state.withLock { state in if state.listsVersion == 0 { state.lacksLists = true } }
                    return nil
                }
                state.withLock { state in
                    state.lists = lists
                    state.lacksLists = false
                    state.listsVersion = document.number
                }
            }
        }
        return state.withLock { state in
            guard state.rulesVersion > 0, !state.lacksLists else { return nil }
            let snapshot = try? ScreeningSnapshot(
                rules: state.rules, rulesVersion: state.rulesVersion, lists: state.lists,
                listsVersion: state.listsVersion, bulletins: state.bulletins, at: state.moment)
            return snapshot.map { .screening($0) }
        }
    }
}
