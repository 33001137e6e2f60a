import Console
import Devices
import Entries
import Journal
import Parcels
import People
import Platform
import Readings
import Screening
import Workers

/// What the console may ask, answered by the lines' thread and those beside it.
struct GatewayControl: SiteControl {
    let lines: LineThread
    let background: Gateway.Background

    func perform(_ command: Command, until deadline: Int64) -> CommandOutcome {
        if case .approve(let kind, let number, _) = command, let document = lines.documents[kind, number],
            !document.isActive, !document.isRolledBack, !background.replays.ensure(document, until: deadline)
        {
            return .refused(code: "replay-running", arguments: [])
        }
        guard let pending = try? PendingOutcome() else { return .unavailable }
        switch command {
        case .importManifest(let path, let name, let options, let by):
            background.imports.take(Imports.Order(path: path, name: name, options: options, by: by, pending: pending))
        case .addPicture(let hold, let path, let by):
            background.pictures.bring(Pictures.Brought(hold: hold, path: path, by: by, pending: pending))
        case .importBulletin(let content, let signature, let name, let by):
            background.bulletins.take(
                Bulletins.Order(content: content, signature: signature, name: name, by: by, pending: pending))
        default: lines.offer(.command(command, pending))
        }
        let outcome = pending.wait(until: deadline)
        if case .imported(let imported) = outcome {
            background.imports.mark(imported.number)
            background.itemIndexing.wake()
        }
        return outcome
    }

    func rendered(_ picture: [UInt8], until deadline: Int64) -> [UInt8]? {
        let outcome = background.decoding.pool.wait(
            .render, for: Frame(picture), limit_ms: Pictures.limit_ms, until: deadline)
        if case .rendered(let file) = outcome { return file }
        return nil
    }

    func frames() -> [SeenFrame] { background.decoding.log.newest }

    func picture(of frame: FrameID) -> FramePicture {
        if background.decoding.pool.isSuspect(frame) { return .withheld }
        return background.decoding.shelf[frame].map { .there($0) } ?? .gone
    }

    func live() -> LiveState { lines.live }

    func anchor() -> SignedAnchor? { background.anchoring.make() }

    func account(_ id: AccountID) -> Account? { lines.accounts[id] }

    func accounts() -> [Account] { lines.accounts.all }

    func erasures() -> [Erasure] { lines.erasures.all }

    func documents() -> [DocumentVersion] { lines.documents.all }

    func bulletins() -> [BulletinStatus] { background.bulletins.statuses }

    func fault(in kind: DocumentKind, _ text: [UInt8]) -> String? {
        background.documents.fault(in: kind, text) ?? background.documents.failedTest(in: kind, text)
    }

    func check(_ kind: DocumentKind, _ text: [UInt8]) -> DocumentCheck? {
        background.checks.run { goesOn in background.documents.check(kind, text, goesOn: goesOn) }
    }

    func vocabulary() -> ListVocabulary { background.documents.vocabulary }

    func tryRule(_ id: String, in text: [UInt8]) -> Int { background.ruleTrials.want(id, in: text) }

    func tried(_ number: Int) -> RuleTried? { background.ruleTrials[number] }

    func explained(_ passage: PassageID) -> Explained { background.explanations[passage] }

    func judgeRules() { background.ruleJudgements.want() }

    func rulesJudged() -> RulesJudged { background.ruleJudgements.told }
}
