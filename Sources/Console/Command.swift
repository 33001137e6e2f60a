import Entries
import Inspection
import Journal
import Parcels
import People
import Readings
import Records
import Screening
import Workers

/// What a person may ask of the site. Each becomes an entry, or is refused.
public enum Command: Sendable {
    case step(StepRequest)
    case acknowledge(alarm: UInt64, by: AccountID)
    /// A missing parcel was found, or taken off the belt by hand.
    case close(PassageID, by: AccountID)
    case propose(DocumentKind, text: String, hash: String, by: AccountID)
    case approve(DocumentKind, number: Int, by: AccountID)
    /// Takes out of force the version whose holds raised this alarm.
    case rollBack(alarm: UInt64, by: AccountID)
    case change(AccountChanged, by: AccountID)
    /// A manifest file that has arrived; the site takes it over.
    case importManifest(path: String, name: String, options: ImportOptions, by: AccountID)
    /// A picture's file that has arrived for a hold; the site takes it over.
    case addPicture(HoldID, path: String, by: AccountID)
    /// An authority's bulletin with its signature.
    case importBulletin([UInt8], signature: [UInt8], name: String, by: AccountID)
    case session(SessionChanged)
    /// Somebody is about to see personal data; it is written down first.
    case showPersonal(PersonalShown)
    /// Do not open, do not move: what a person points at.
    case halt(HaltTarget, by: AccountID)
    /// The first person's part of an order for a line.
    case askOrder(LineOrderAsked)
    /// The second person's part.
    case confirmOrder(UInt64, by: AccountID)
    /// Take an earlier clear back, or hold a parcel as soon as it comes.
    case recall(RecallOrdered)
    case proposeErasure(ParcelNumber, ground: String, by: AccountID)
    case approveErasure(Int, by: AccountID)
    case table(TableOrder)
    /// Let a device sound as it does for a parcel that is held: a person hears whether it does.
    case checkDevice(DeviceID, by: AccountID)
}

/// What a person suspects: a parcel on a belt, an open hold, or what lies on a table without a belt.
public enum HaltTarget: Sendable, Hashable {
    case passage(PassageID)
    case hold(HoldID)
    case table(String)
}

/// What became of a command.
public enum CommandOutcome: Sendable {
    /// It is durable, as the entry with this sequence.
    case done(UInt64)
    /// A document came into force by it, or a manifest was taken in: the details.
    case imported(ManifestImported)
    /// A picture was kept: the texts of the labels in it.
    case pictured(labels: [String])
    case bulletin(BulletinTaken)
    case proposed(DocumentKind, number: Int)
    case approved(isActive: Bool)
    case erasure(Int)
    /// It does not fit what is; the code is in the catalogue (`problem.`).
    case refused(code: String, arguments: [(String, String)])
    /// The journal cannot be written or the site is too busy: nothing happened.
    case unavailable
}

/// How it stands with one issuer's bulletins.
public struct BulletinStatus: Sendable, Hashable {
    public let issuer: String
    public let name: BilingualText
    /// none, current, gap, stale or damaged.
    public let state: String
    /// Of the newest one; nil where none has come.
    public let newest: BulletinTaken?
    /// Serial numbers that did not come.
    public let missing: [UInt64]
    /// How many lists count.
    public let lists: Int

    public init(
        issuer: String, name: BilingualText, state: String, newest: BulletinTaken?, missing: [UInt64], lists: Int
    ) {
        self.issuer = issuer
        self.name = name
        self.state = state
        self.newest = newest
        self.missing = missing
        self.lists = lists
    }
}

/// What the console asks of the rest of the gateway; the gateway implements it.
public protocol SiteControl: Sendable {
    /// Carries a command out and waits until it is durable, at most until the monotonic `deadline` (ns).
    func perform(_ command: Command, until deadline: Int64) -> CommandOutcome

    /// A picture's file as a JPEG that a browser shows, made in a worker; nil when that could not be done until the monotonic
    /// `deadline` (ns).
    func rendered(_ picture: [UInt8], until deadline: Int64) -> [UInt8]?

    /// The newest pictures of the cameras and what was decided on each, the newest first.
    func frames() -> [SeenFrame]

    func picture(of frame: FrameID) -> FramePicture

    /// The site as it is now.
    func live() -> LiveState

    /// Where the journal stands, signed; nil before its first entry.
    func anchor() -> SignedAnchor?

    func account(_ id: AccountID) -> Account?
    func accounts() -> [Account]
    func documents() -> [DocumentVersion]
    func erasures() -> [Erasure]

    /// The issuers of bulletins, as the site file names them.
    func bulletins() -> [BulletinStatus]

    /// What is wrong with a document, in words with line and column; nil when it can come into force.
    func fault(in kind: DocumentKind, _ text: [UInt8]) -> String?

    /// Everything that is wrong with a document that is being written, and how the rules' own tests come out; nil when too many are
    /// being checked already.
    func check(_ kind: DocumentKind, _ text: [UInt8]) -> DocumentCheck?

    func vocabulary() -> ListVocabulary

    /// Asks one rule of a document about the site's parcels of the last month, in the background; an older question is left.
    /// - Returns: the number by which `tried` tells how it does.
    func tryRule(_ id: String, in text: [UInt8]) -> Int

    /// Nil for a number that was never given, or so long ago that it is forgotten.
    func tried(_ number: Int) -> RuleTried?

    /// What can be said of the rules of a passage by now; one of which nothing is known yet is read in the background.
    func explained(_ passage: PassageID) -> Explained

    /// Judges the rules in force by the site's parcels of the last month, in the background; what is under way goes on.
    func judgeRules()

    func rulesJudged() -> RulesJudged
}
