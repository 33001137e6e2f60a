import Console
import Entries
import Journal
import Parcels
import People
import Platform

/// What the console may ask, answered by the lines' thread and those beside it.
struct GatewayControl: SiteControl {
    let lines: LineThread
    let background: Gateway.Background

    func perform(_ command: Command, until deadline: Int64) -> CommandOutcome {
        guard let pending = try? PendingOutcome() else { return .unavailable }
        if case .importManifest(let path, let name, let options, let by) = command {
            background.imports.take(Imports.Order(path: path, name: name, options: options, by: by, pending: pending))
        } else {
            lines.offer(.command(command, pending))
        }
        let outcome = pending.wait(until: deadline)
        if case .imported(let imported) = outcome {
            background.imports.mark(imported.number)
            background.itemIndexing.wake()
        }
        return outcome
    }

    func live() -> LiveState { lines.live }

    func anchor() -> SignedAnchor? { background.anchoring.make() }

    func account(_ id: AccountID) -> Account? { lines.accounts[id] }

    func accounts() -> [Account] { lines.accounts.all }

    func erasures() -> [Erasure] { lines.erasures.all }

    func documents() -> [DocumentVersion] { lines.documents.all }

    func fault(in kind: DocumentKind, _ text: [UInt8]) -> String? { background.documents.fault(in: kind, text) }
}
