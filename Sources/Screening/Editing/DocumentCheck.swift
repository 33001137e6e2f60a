import YAML

/// What is wrong at one place of a document; lines and columns count from 1, columns in characters.
public struct DocumentFault: Sendable, Hashable {
    public let line: Int
    public let column: Int
    public let expected: String
    public let found: String
    /// Empty where there is none.
    public let advice: String

    public init(_ error: YAMLError) {
        self.init(
            at: Position(line: error.mark.line, column: error.mark.column), error.expected, error.found,
            advice: error.advice)
    }

    init(at position: Position, _ expected: String, _ found: String, advice: String = "") {
        line = position.line
        column = position.column
        self.expected = expected
        self.found = found
        self.advice = advice
    }
}

/// What a document's author wants to know while writing: everything that is wrong, and how the rules' own tests come out.
public struct DocumentCheck: Sendable {
    /// At most so many faults are told, and so many tests.
    public static let faultLimit = 100
    public static let testLimit = 2_000

    /// A rule, and the line where it begins.
    public struct Rule: Sendable, Hashable {
        public let id: String
        public let line: Int
    }

    /// One of a rule's own tests.
    public struct Test: Sendable, Hashable {
        public let rule: String
        public let line: Int
        /// `speaks`, `silent` or `fails`.
        public let expected: String
        public let found: String
        /// Why it fails, in English.
        public let why: String?

        public var isPassed: Bool { expected == found }
    }

    /// In the order of the document.
    public internal(set) var faults: [DocumentFault] = []
    /// Whether what is wrong beyond them was not looked for.
    public internal(set) var hasMoreFaults = false
    public internal(set) var rules: [Rule] = []
    public internal(set) var tests: [Test] = []
    /// Tests that were not asked: there were too many, or the time was over.
    public internal(set) var testsLeft = 0

    public init() {}

    public init(faults: [DocumentFault]) { self.faults = Array(faults.prefix(Self.faultLimit)) }

    var isFull: Bool { faults.count >= Self.faultLimit }

    mutating func add(_ fault: DocumentFault) {
        guard !isFull else { return hasMoreFaults = true }
        faults.append(fault)
    }
}
