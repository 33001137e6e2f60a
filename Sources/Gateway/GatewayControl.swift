import Console
import Entries
import Parcels
import People
import Platform

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
        if case .importManifest(let path, let name, let by) = command {
            background.imports.take(Imports.Order(path: path, name: name, by: by, pending: pending))
        } else if case .importBulletin(let content, let signature, let name, let by) = command {
            background.bulletins.take(
                Bulletins.Order(content: content, signature: signature, name: name, by: by, pending: pending))
        } else {
            lines.offer(.command(command, pending))
        }
        let outcome = pending.wait(until: deadline)
        if case .imported(let imported) = outcome { background.imports.mark(imported.number) }
        return outcome
    }

    func live() -> LiveState { lines.live }

    func account(_ id: AccountID) -> Account? { lines.accounts[id] }

    func accounts() -> [Account] { lines.accounts.all }

    func documents() -> [DocumentVersion] { lines.documents.all }

    func bulletins() -> [BulletinStatus] { background.bulletins.statuses }

    func fault(in kind: DocumentKind, _ text: [UInt8]) -> String? { background.documents.fault(in: kind, text) }
}
