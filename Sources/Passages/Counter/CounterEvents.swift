import Entries
import Parcels
import Readings

/// What happens at a table without a belt, beside the readings of its scanners.
public enum CounterEvent: Sendable {
    /// A person took the table for this kind of work, or left it.
    case turned(TableMode, by: AccountID)
    /// A label was typed or scanned into the console's page.
    case typed([UInt8], by: AccountID)
    /// A person says that the parcel has no label that can be read.
    case unread(by: AccountID)
    case bagOpened(BagLabel?, by: AccountID)
    case bagClosed(by: AccountID)
    /// The manifest's answer: the declarations found; nil when it could not be asked.
    case lookedUp(PassageID, [Declaration]?)
    /// The gate shows GO for this permit.
    case shown(PermitNumber)
    /// Whether GO had been shown when the permit was taken back.
    case withdrawn(PermitNumber, wasShown: Bool)
    /// What became of a scan into the cage.
    case caged(HoldID?, ParcelNumber?, CageOutcome)
}

public enum CageOutcome: Sendable, Hashable {
    case received
    /// It lies in the cage, or an inspector has it.
    case alreadyThere
    case noHold
}

/// What a table wants done.
public enum CounterEffect: Sendable {
    case lookUp(PassageID, [ParcelNumber])
    /// The gate may show GO for this passage alone; for none.
    case expect(PassageID?)
    /// Take a permit back, end its GO, and say whether it had been shown.
    case withdraw(PermitNumber)
    /// Receive a held parcel into the cage, if there is such a hold.
    case cage(HoldID?, ParcelNumber?, by: AccountID)
    /// Print the tag of a hold, once its entry is durable.
    case printTag(HoldID)
}

/// Why what a person asks of a table cannot be done.
public enum CounterFault: String, Error, Sendable, Hashable, CaseIterable {
    case noBag = "table-no-bag"
    case bagIsOpen = "table-bag-is-open"
    /// A parcel whose clear was withdrawn is still in it.
    case bagHasRecall = "table-bag-has-recall"
    /// No scans are taken for another's account.
    case takenByAnother = "table-taken"
}
