import Parcels
import Screening

/// What the console must know of the site, beside what it asks.
public struct ConsoleSettings: Sendable {
    public struct Line: Sendable {
        public let id: String
        public let name: BilingualText
        public let stations: [(name: String, distance_mm: Int)]
        public let diverter_mm: Int
        public let exits: [(number: Int, kind: String, distance_mm: Int)]

        public init(
            id: String, name: BilingualText, stations: [(name: String, distance_mm: Int)], diverter_mm: Int,
            exits: [(number: Int, kind: String, distance_mm: Int)]
        ) {
            self.id = id
            self.name = name
            self.stations = stations
            self.diverter_mm = diverter_mm
            self.exits = exits
        }
    }

    public struct Table: Sendable {
        public let id: String
        public let name: BilingualText
        /// Where held parcels go.
        public let cage: BilingualText
        public let scanners: [String]

        public init(id: String, name: BilingualText, cage: BilingualText, scanners: [String]) {
            self.id = id
            self.name = name
            self.cage = cage
            self.scanners = scanners
        }
    }

    public let site: String
    public let name: BilingualText
    /// An IANA time zone: pages show times in it.
    public let zone: String
    public let lines: [Line]
    /// Whom to call when a parcel must be neither opened nor moved.
    public let dangerContacts: [DangerContact]
    public let tables: [Table]
    public let recordsPath: String
    public let manifestPath: String
    public let itemIndexPath: String
    public let journalFolder: String
    public let keysFolder: String
    /// Pictures of held parcels, sealed.
    public let picturesFolder: String
    public let uploadFolder: String
    /// Cookies only over TLS; off for plain HTTP on loopback.
    public let secureCookies: Bool
    /// Which numbers are item numbers.
    public let numbering: Numbering

    public init(
        site: String, name: BilingualText, zone: String, lines: [Line], tables: [Table] = [],
        dangerContacts: [DangerContact] = [], recordsPath: String, manifestPath: String, itemIndexPath: String,
        journalFolder: String, keysFolder: String, picturesFolder: String, uploadFolder: String, secureCookies: Bool,
        numbering: Numbering = .standard
    ) {
        self.site = site
        self.name = name
        self.zone = zone
        self.lines = lines
        self.dangerContacts = dangerContacts
        self.tables = tables
        self.recordsPath = recordsPath
        self.manifestPath = manifestPath
        self.itemIndexPath = itemIndexPath
        self.journalFolder = journalFolder
        self.keysFolder = keysFolder
        self.picturesFolder = picturesFolder
        self.uploadFolder = uploadFolder
        self.secureCookies = secureCookies
        self.numbering = numbering
    }
}

/// A person or an authority that the card of a halt names.
public struct DangerContact: Sendable, Hashable {
    public let name: BilingualText
    /// As it is dialled.
    public let phone: String

    public init(name: BilingualText, phone: String) {
        self.name = name
        self.phone = phone
    }
}
