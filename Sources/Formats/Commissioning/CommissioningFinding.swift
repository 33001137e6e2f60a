/// One thing that is wrong with a scanner, as its labels arrive.
public struct CommissioningFinding: Sendable, Hashable {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// Arguments: `layout`, what it types; `expected`, what the site file says.
        case layout
        /// `changes`.
        case characters
        case caseSwapped = "case-swapped"
        case caseUpper = "case-upper"
        case caseLower = "case-lower"
        case separatorDropped = "separator-dropped"
        /// `seen`.
        case separatorAltered = "separator-altered"
        case repeatsDropped = "repeats-dropped"
        case repeatsAdded = "repeats-added"
        /// `count`.
        case cutOff = "cut-off"
        /// `seen`.
        case front
        case back
        /// `seen` and `end`: what the driver takes for the end of a label is only its beginning.
        case endSplit = "end-split"
        case trimmed
        case zeroDropped = "zero-dropped"
        case checkDropped = "check-dropped"
        case fullASCII = "full-ascii"
        case latin1
        case lettersLost = "letters-lost"
        case identifierTyped = "identifier-typed"
        case identifierMissing = "identifier-missing"
        /// `seen`.
        case identifierWrong = "identifier-wrong"
        case gs1Unmarked = "gs1-unmarked"
        case other
        /// `kind`: none of its labels arrived.
        case kindOff = "kind-off"
        /// `kind`, as a note: many sites have no such codes.
        case kindAbsent = "kind-absent"
        /// `count`: this length arrives, the next does not.
        case lengthLimit = "length-limit"
        case checkRequired = "check-required"
        /// Labels that did not arrive, and no better word for why.
        case missing
        /// `start`, `end`, as the driver says; `seen_start`, `seen_end`, as they came.
        case framing
        /// `bytes`: so many came, and no label among them. `start` and `end`, as the driver says.
        case noise
        case silence
        /// A keyboard: labels without the key that ends them.
        case endKey = "end-key"
        /// `sign`.
        case slowKeys = "slow-keys"
        case controlKeys = "control-keys"
        case person
    }

    public let code: Code
    /// The labels that show it, by their letters; empty where it is all of them.
    public let labels: [String]
    public let arguments: [(name: String, value: String)]

    init(_ code: Code, _ labels: [String] = [], _ arguments: [(name: String, value: String)] = []) {
        self.code = code
        self.labels = labels
        self.arguments = arguments
    }

    /// Whether it is told and is no fault.
    public var isNote: Bool { code == .kindAbsent }

    public static func == (left: CommissioningFinding, right: CommissioningFinding) -> Bool {
        left.code == right.code && left.labels == right.labels
            && left.arguments.elementsEqual(right.arguments) { $0.name == $1.name && $0.value == $1.value }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(labels)
    }

    init(_ alteration: Alteration, _ labels: [String], _ expectation: ScannerExpectation) {
        switch alteration {
        case .layout(let name):
            self.init(.layout, labels, [("layout", name), ("expected", expectation.layout?.name ?? "")])
        case .characters(let changes):
            let text = changes.prefix(8).map { "\($0.printed) → \($0.arrived)" }.joined(separator: ", ")
            self.init(.characters, labels, [("changes", text)])
        case .letterCase(.swapped): self.init(.caseSwapped, labels)
        case .letterCase(.upper): self.init(.caseUpper, labels)
        case .letterCase(.lower): self.init(.caseLower, labels)
        case .separator([]): self.init(.separatorDropped, labels)
        case .separator(let bytes): self.init(.separatorAltered, labels, [("seen", Self.text(bytes))])
        case .repeatsDropped: self.init(.repeatsDropped, labels)
        case .repeatsAdded: self.init(.repeatsAdded, labels)
        case .cutOff(let count): self.init(.cutOff, labels, [("count", String(count))])
        case .front(let bytes) where expectation.framing != nil && bytes.allSatisfy { $0 == 0x0A || $0 == 0x0D }:
            self.init(
                .endSplit, labels, [("seen", Self.text(bytes)), ("end", Self.text(expectation.framing?.end ?? []))])
        case .front(let bytes): self.init(.front, labels, [("seen", Self.text(bytes))])
        case .back(let bytes): self.init(.back, labels, [("seen", Self.text(bytes))])
        case .trimmed: self.init(.trimmed, labels)
        case .zeroDropped: self.init(.zeroDropped, labels)
        case .checkDropped: self.init(.checkDropped, labels)
        case .fullASCII: self.init(.fullASCII, labels)
        case .latin1: self.init(.latin1, labels)
        case .lettersLost: self.init(.lettersLost, labels)
        case .identifierTyped: self.init(.identifierTyped, labels)
        case .identifierMissing: self.init(.identifierMissing, labels)
        case .identifierWrong(let seen): self.init(.identifierWrong, labels, [("seen", "]\(seen)")])
        case .gs1Unmarked: self.init(.gs1Unmarked, labels)
        case .other: self.init(.other, labels)
        }
    }

    /// Bytes for people: as text where they are that, control characters by name.
    static func text(_ bytes: [UInt8]) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return bytes.map { ControlCharacter.text($0) }.joined()
        }
        return text.unicodeScalars.map { $0.isASCII ? ControlCharacter.text(UInt8($0.value)) : String($0) }.joined()
    }
}
