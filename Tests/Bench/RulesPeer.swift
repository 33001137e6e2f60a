import Foundation
import Screening

/// Another implementation of the language, asked the same conditions about the same parcels in a process of its own. Times are taken
/// there.
struct RulesPeer: Decodable {
    static let names = ["cel-python", "common-expression-language", "zen-engine", "ezrules"]
    /// How many rules it is asked for one parcel.
    static let rules = 200

    let version: String
    /// Nanoseconds of each typical condition; nil for one that it cannot be asked.
    let typical: [Double?]
    /// Nanoseconds of all rules for one parcel.
    let parcel: Double
    /// For people: how many answers were yes.
    let agreed: String

    private struct Questions: Encodable {
        let typical: [String]
        let rules: [String]
        /// The values that `listed` knows, by kind.
        let listed: [String: [String]]
        let parcels: [JSONValue]
    }

    /// Nil, said in one line, where Python does not have it.
    static func run(_ name: String, _ parcels: [JSONValue], rules: [String]) throws -> RulesPeer? {
        let python = ProcessInfo.processInfo.environment["PARCELGATE_PYTHON"] ?? ".build/venv/bin/python"
        let (to, from) = (Pipe(), Pipe())
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, "Tests/Bench/peers/cel_peer.py", name]
        process.standardInput = to
        process.standardOutput = from
        process.standardError = FileHandle.nullDevice
        try process.run()
        let questions = Questions(
            typical: RulesLoop.typical, rules: rules, listed: RulesWorld.listed(), parcels: parcels)
        // A script that ended at once reads nothing: the answer then says so.
        signal(SIGPIPE, SIG_IGN)
        try? to.fileHandleForWriting.write(contentsOf: try JSONEncoder().encode(questions))
        try? to.fileHandleForWriting.close()
        let answer = from.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard let peer = try? JSONDecoder().decode(RulesPeer.self, from: answer) else {
            print("skipped: PyPI's \(name); \(python) does not have it (make bench installs it)")
            return nil
        }
        return peer
    }

    /// The parcels' facts as nested objects; what is absent is left out.
    static func facts(_ snapshot: ScreeningSnapshot, _ subjects: [Subject]) -> [JSONValue] {
        subjects.map { subject in
            let facts = snapshot.allFacts(subject, History())
            var object: [String: JSONValue] = [:]
            for fact in facts.schema.facts {
                guard let value = facts[fact.slot].map(JSONValue.init) else { continue }
                let parts = fact.name.split(separator: ".").map(String.init)
                guard parts.count == 2 else {
                    object[fact.name] = value
                    continue
                }
                var group: [String: JSONValue] = [:]
                if case .object(let before)? = object[parts[0]] { group = before }
                group[parts[1]] = value
                object[parts[0]] = .object(group)
            }
            return .object(object)
        }
    }
}

/// The kinds of values that a parcel's facts have.
indirect enum JSONValue: Encodable {
    case int(Int64)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(_ value: ExpressionValue) {
        switch value {
        case .int(let value): self = .int(value)
        case .string(let text): self = .text(text)
        case .list(let list): self = .list(list.elements.map(JSONValue.init))
        case .map(let map):
            self = .object(
                map.entries.reduce(into: [:]) { object, entry in
                    if case .string(let key) = entry.key { object[key] = JSONValue(entry.value) }
                })
        default: self = .text(value.description)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .int(let value): try container.encode(value)
        case .text(let text): try container.encode(text)
        case .list(let elements): try container.encode(elements)
        case .object(let fields): try container.encode(fields)
        }
    }
}
