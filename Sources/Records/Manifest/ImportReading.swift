import Manifests
import Parcels

/// How a manifest file is to be taken in.
public struct ImportOptions: Sendable, Equatable {
    /// What becomes of a file with rows that cannot be taken.
    public enum BrokenRows: String, Sendable, CaseIterable {
        /// The whole file is refused.
        case refuseFile = "refuse-file"
        /// The other rows are taken in; those stay undeclared, so that their parcels are held where the policy asks for a
        /// manifest.
        case leaveOut = "leave-out"
    }

    /// Nil to recognise it.
    public let encoding: TextEncoding?
    public let brokenRows: BrokenRows
    /// Which numbers are item numbers.
    public let numbering: Numbering

    public init(
        encoding: TextEncoding? = nil, brokenRows: BrokenRows = .refuseFile, numbering: Numbering = .standard
    ) {
        self.encoding = encoding
        self.brokenRows = brokenRows
        self.numbering = numbering
    }
}

/// What has been read of one import's file so far.
struct ImportReading {
    struct Counts {
        var rows = 0
        var added = 0
        var updated = 0
        var unchanged = 0
        var withdrawn = 0
    }

    var counts = Counts()
    var refused: [ManifestError] = []
    /// What made the rest of the file unreadable.
    var fault: ManifestError?
    var encoding: TextEncoding?
    /// The numbers of the rows that were written.
    var rows: (lowerBound: Int64, upperBound: Int64) = (0, -1)
    /// Why nothing of the file was taken in.
    private(set) var error: String?

    mutating func note(_ outcome: ItemWriter.Outcome, _ item: ManifestItem) {
        switch outcome {
        case .changed(.added): counts.added += 1
        case .changed(.updated): counts.updated += 1
        case .changed(.withdrawn): counts.withdrawn += 1
        case .unchanged: counts.unchanged += 1
        case .notDeclared:
            refused.append(
                ManifestError(
                    line: item.line, column: 1, field: "action", expected: "a number that is declared",
                    found: "\(item.number), which is not"))
            return
        }
        counts.rows += 1
    }

    /// Nothing of the file is taken in: what was counted no longer counts.
    mutating func refuse() {
        let first =
            fault.map { fault in refused.first.map { $0.line < fault.line ? $0 : fault } ?? fault } ?? refused.first
        error = first?.description
        if let fault { refused.append(fault) }
        counts = Counts()
        rows = (0, -1)
    }
}
