import Entries
import Parcels
import Screening

/// What can be said of the rules of one passage, as far as the gateway has read it back.
public enum Explained: Sendable {
    case reading
    case parcel(ExplainedParcel)
    /// There is no such passage.
    case unknown
    case undecided
    /// The journal or the records could not be read.
    case failed
    /// Too many are being read already.
    case busy
}

/// A decided parcel with what its rules can be asked.
public struct ExplainedParcel: Sendable {
    /// What is known of the parcels before it.
    public enum Earlier: String, Sendable, CaseIterable {
        /// No rule asks about them.
        case unasked = "not-asked"
        case reading
        case known
        /// They could not be read, or not before the time was over.
        case late
    }

    public enum Told: Sendable {
        case asked(AskedParcel, Earlier)
        /// It was held before any rule was asked.
        case notAsked
        /// A document of that decision is not in the journal, or cannot be read any more: a list's key may be lost.
        case noDocument(DocumentKind, Int)
    }

    public let parcel: DecidedParcel
    public let told: Told
    /// Bulletins were in force and cannot be read any more.
    public let lacksBulletins: Bool

    public init(_ parcel: DecidedParcel, _ told: Told, lacksBulletins: Bool = false) {
        self.parcel = parcel
        self.told = told
        self.lacksBulletins = lacksBulletins
    }
}
