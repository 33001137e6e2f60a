import Foundation

/// Throws for property tests: SplitMix64, from a seed that is printed, so that a failure can be repeated with
/// `PARCELGATE_TEST_SEED`.
public struct SeededDice: RandomNumberGenerator {
    private var state: UInt64

    public init(_ purpose: String) {
        let given = ProcessInfo.processInfo.environment["PARCELGATE_TEST_SEED"].flatMap { UInt64($0) }
        state = given ?? UInt64.random(in: .min ... .max)
        print("\(purpose): seed \(state)")
    }

    /// For what must be the same in every run.
    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    public mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

    public mutating func within(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }

    /// True in so many of a hundred throws.
    public mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

    public mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }
}
