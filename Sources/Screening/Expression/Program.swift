import TimeZones

/// A checked expression in the form in which it is evaluated: flat, and without a reference to count in its steps.
final class Program: Sendable {
    let steps: [Step]
    /// Where each step is written.
    let positions: [Position]
    /// Steps that are operands of others, for steps with any number of them.
    let operands: [Int32]
    let constants: [ExpressionValue]
    let names: [String]
    let patterns: [WeighedPattern]
    let zones: [TimeZoneRules]
    let calls: [Call]
    let hostTests: [HostTest]
    let slots: [Int]
    let comprehensions: [Comprehension]
    let bindings: [Binding]
    let registers: Int
    let root: Int32

    /// One node. Operands are indices of steps; runs of operands, `first` and `count`, stand in `operands`.
    enum Step: Sendable {
        case constant(Int32)
        case fact(slot: Int32)
        /// Whether one of a run in `slots` is present.
        case anyPresent(first: Int32, count: Int32)
        case local(Int32)
        case field(Int32, name: Int32, place: Int32)
        case optionalField(Int32, name: Int32, place: Int32)
        case hasField(Int32, name: Int32)
        case and(first: Int32, count: Int32)
        case or(first: Int32, count: Int32)
        case conditional(Int32, Int32, Int32)
        case not(Int32)
        case test(Test, Int32, Int32)
        /// A fact against a constant; the steps of both stand right before.
        case testOfFact(Test, slot: Int32, constant: Int32)
        /// A constant against a fact.
        case testByFact(Test, constant: Int32, slot: Int32)
        /// A comprehension's variable against a constant.
        case testOfLocal(Test, register: Int32, constant: Int32)
        case matches(Int32, pattern: Int32)
        case zoned(TimePart, Int32, zone: Int32)
        case unary(UnaryFunction, Int32)
        case binary(BinaryFunction, Int32, Int32)
        /// A function of the host that asks two values for yes or no.
        case hostTest(Int32, Int32, Int32)
        case call(Int32, first: Int32, count: Int32)
        case list(first: Int32, count: Int32)
        /// Keys and values in turn.
        case map(first: Int32, count: Int32)
        /// An operand of a list, or a value of a map, that is left out where it is empty.
        case optionalElement(Int32)
        case binding(Int32)
        case quantifier(Int32)
        case gathering(Int32)
        case failing(message: Int32)

        /// Whether `truth` answers it: it is yes or no, and nothing else.
        var isTruth: Bool {
            switch self {
            case .anyPresent, .hasField, .and, .or, .not, .test, .testOfFact, .testByFact, .testOfLocal, .matches,
                .quantifier:
                true
            default: false
            }
        }
    }

    /// A call whose overload is chosen by the arguments' types at run time, where more than one is possible.
    struct Call: Sendable {
        let name: String
        let overloads: [Overload]
    }

    /// A call of a host's function of two values. A class, so that a call counts no reference of its parts.
    final class HostTest: Sendable {
        let function: HostFunction
        let test: HostFunction.PairTest
        private let takesTexts: Bool

        init?(_ function: HostFunction) {
            guard let test = function.test else { return nil }
            self.function = function
            self.test = test
            takesTexts = function.parameters == [.string, .string]
        }

        func takes(_ left: ExpressionValue, _ right: ExpressionValue) -> Bool {
            if takesTexts, case .string = left, case .string = right { return true }
            return left.fits(function.parameters[0]) && right.fits(function.parameters[1])
        }
    }

    struct Comprehension: Sendable {
        let sort: Syntax.Comprehension.Sort
        let range: Int32
        let register: Int
        let hasTwo: Bool
        let predicate: Int32?
        let transform: Int32?
    }

    struct Binding: Sendable {
        let sort: Syntax.Binding.Sort
        let register: Int
        let source: Int32
        let body: Int32
    }

    init(_ parts: Compiler, root: Int32, registers: Int) {
        steps = parts.steps
        positions = parts.positions
        operands = parts.operands
        constants = parts.constants
        names = parts.names
        patterns = parts.patterns
        zones = parts.zones
        calls = parts.calls
        hostTests = parts.hostTests
        slots = parts.slots
        comprehensions = parts.comprehensions
        bindings = parts.bindings
        self.registers = registers
        self.root = root
    }
}
