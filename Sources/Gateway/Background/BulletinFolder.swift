import Foundation
import Platform
import Screening

/// A watched folder: pairs of `NAME` and `NAME.minisig` that have come to rest.
struct BulletinFolder {
    struct Found {
        let name: String
        let content: [UInt8]
        let signature: [UInt8]
    }

    private struct Look: Hashable {
        let size: Int
        let changed: Date
    }

    /// Files beyond so many are not looked at.
    static let limit = 2_000

    private let path: String
    private var looks: [String: [Look]] = [:]
    private var done: [String: [Look]] = [:]

    init(_ path: String) { self.path = path }

    /// Pairs that are new since the last time and did not change since then: who copies them is done.
    mutating func look() -> [Found] {
        let names = ((try? Files.names(in: path)) ?? []).filter { $0.hasSuffix(".minisig") }.prefix(Self.limit)
        var found: [Found] = []
        var seen: [String: [Look]] = [:]
        for signature in names {
            let name = String(signature.dropLast(8))
            guard let first = look(at: name), let second = look(at: signature) else { continue }
            let look = [first, second]
            seen[name] = look
            guard done[name] != look, looks[name] == look else { continue }
            done[name] = look
            guard let content = try? Files.read("\(path)/\(name)", limit: BulletinFile.sizeLimit),
                let bytes = try? Files.read("\(path)/\(signature)", limit: 1 << 16)
            else { continue }
            found.append(Found(name: name, content: content, signature: bytes))
        }
        looks = seen
        done = done.filter { seen[$0.key] != nil }
        return found
    }

    private func look(at name: String) -> Look? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)"),
            attributes[.type] as? FileAttributeType == .typeRegular, let size = attributes[.size] as? Int,
            let changed = attributes[.modificationDate] as? Date
        else { return nil }
        return Look(size: size, changed: changed)
    }
}
