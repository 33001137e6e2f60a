import Entries
import Parcels
import Readings
import Screening

/// What happens to the lines. Lines are named by their place in the site file.
public enum ConveyorEvent: Sendable {
    case sorter(line: Int, FromSorter)
    case sorterLost(line: Int, why: Trouble)
    /// So many telegrams of the sorter are missing: a parcel may be on the belt that nobody announced.
    case sorterMissed(line: Int, Int)
    /// A telegram could not be read or had been seen before.
    case sorterFault(line: Int, what: Trouble)

    /// What a device read at one moment: all codes of one telegram, so that no code of a parcel is decided without the
    /// others. With it the manifest's answers for its numbers, where they were asked already.
    case read([Reading], [Foreseen])
    /// The manifest's answer: the declarations found among the numbers asked for; nil when it could not be asked.
    case lookedUp(PassageID, line: Int, [Declaration]?)
    /// The manifest's answer for a parcel that got its number at the table.
    case lookedUpForHold(HoldID, ParcelNumber, [Declaration]?)
    /// Whether the permit had left for the sorter when it was taken back.
    case withdrawn(line: Int, PermitNumber, wasSent: Bool)

    case durable(through: UInt64)
    case journal(isWell: Bool)
    /// Whether the journal is what its last anchor says.
    case anchor(fits: Bool)
    case policy(EvidencePolicy, version: Int)
    case screening(ScreeningSnapshot)
    /// The parcels of before this run have been read.
    indirect case history(History)
    /// Parcels are drawn by another secret from now on.
    case seeded(SamplingSeed)
    /// Another room's entry, to be numbered and recorded: a hold's step, a sign-in, an import. The token comes back with
    /// the number.
    case record(EntryBody, urgent: Bool, token: UInt64?)
    /// A person suspects a parcel that must be neither opened nor moved. The token comes back with the halt's number.
    case suspect(Suspect, by: AccountID, token: UInt64)
    /// Something happened at a table without a belt, named by its place in the site file.
    case counter(Int, CounterEvent)
    /// Time has passed.
    case tick
}

/// The manifest's answer for one number: its declaration, or that there is none.
public struct Foreseen: Sendable {
    public let number: ParcelNumber
    public let declaration: Declaration?

    public init(number: ParcelNumber, declaration: Declaration?) {
        self.number = number
        self.declaration = declaration
    }
}

/// What the lines want done.
public enum ConveyorEffect: Sendable {
    /// To be made durable, in this order.
    case record(Entry, urgent: Bool)
    /// The sequence that a token's entry was given.
    case numbered(token: UInt64, sequence: UInt64)
    case lookUp(PassageID, line: Int, [ParcelNumber])
    case lookUpForHold(HoldID, ParcelNumber)
    /// Put a held parcel's picture on the disk.
    case keepPicture(FrameID, from: DeviceID, PassageID, HoldID)
    /// Take a permit back before it is sent, and say whether it had been.
    case withdraw(line: Int, PermitNumber)
    /// Tell the sorter not to use a permit that it may have.
    case revoke(line: Int, Permit)
    case answer(line: Int, TrackID, NoPermit)
    /// Answer the sorter's hello: from here on permits of this epoch are valid.
    case agree(line: Int, Epoch)
    case heartbeat(line: Int, committed: UInt64)
    /// Tell the sorter how to take parcels in.
    case induction(line: Int, Induction)
    /// Stop the belt at once.
    case stop(line: Int, TrackID?)
    /// Tell a reader to look, or that it need not look any more.
    case trigger(DeviceID, isOn: Bool)
    case counter(Int, CounterEffect)
}
