import YAML

/// From when until when something counts: nanoseconds UTC, from the first and until the second; nil where there is no such moment.
struct Validity: Sendable, Hashable {
    let from: Int64?
    let until: Int64?

    /// - Parameters:
    ///   - moment: nanoseconds UTC; nil when the clock is not to be trusted: then nothing has ended yet, and everything has
    ///     begun.
    ///   - foreseeing: whether what has not begun yet counts, too.
    func holds(at moment: Int64?, foreseeing: Bool = false) -> Bool {
        guard let moment else { return true }
        if let from, moment < from, !foreseeing { return false }
        if let until, moment >= until { return false }
        return true
    }

    /// When it begins or ends.
    var moments: [Int64] { [from, until].compactMap { $0 } }

    /// Reads `valid_from` and `valid_until`.
    static func read(_ fields: inout Fields, _ utcOffset_s: (Int64) -> Int) throws(YAMLError) -> Validity {
        let from = fields.optional("valid_from")
        let until = fields.optional("valid_until")
        return Validity(
            from: try from.map { node throws(YAMLError) in try ListFile.date(node, utcOffset_s) },
            until: try until.map { node throws(YAMLError) in try ListFile.date(node, utcOffset_s) })
    }
}
