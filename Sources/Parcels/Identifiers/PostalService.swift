import Words

/// What the first letters of an S10 number say about the service (UPU S10, table of service indicators).
public enum PostalService: String, Sendable, Hashable, CaseIterable {
    case parcel
    case express
    case commerce
    case tracked
    case bag
    case reply
    case registered
    case untracked
    case insured
    /// Of domestic, bilateral or multilateral use: the posts concerned agree on what it means.
    case agreed

    /// Nil where the indicator is reserved or free.
    /// - Parameter indicator: two capital letters.
    public init?(_ indicator: String) {
        let letters = Array(indicator.utf8)
        guard letters.count == 2 else { return nil }
        switch (letters[0], letters[1]) {
        case (0x43, _): self = .parcel
        case (0x45, _): self = .express
        case (0x48, _): self = .commerce
        case (0x4C, _): self = .tracked
        case (0x4D, _): self = .bag
        case (0x51, 0x41...0x4D): self = .reply
        case (0x52, _): self = .registered
        case (0x55, _): self = .untracked
        case (0x56, _): self = .insured
        case (0x42, _), (0x44, _), (0x4E, _), (0x50, _), (0x5A, _), (0x41, 0x56...0x5A), (0x47, 0x41), (0x47, 0x44):
            self = .agreed
        default: return nil
        }
    }

    public func text(_ language: Language) -> String { Catalogue.text("postal-service.\(rawValue)", language) }
}
