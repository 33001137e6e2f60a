import Entries

/// What an account may do. A role is a row of the table; a new role is a new row.
public enum Permission: String, Sendable, Hashable, CaseIterable {
    case seeLine = "see-line"
    case seeHolds = "see-holds"
    /// Names, telephone numbers and addresses; each look is logged.
    case seePersonal = "see-personal"
    case inspect
    case acknowledgeAlarms = "acknowledge-alarms"
    /// Let a device sound.
    case checkDevices = "check-devices"
    case closeMissing = "close-missing"
    /// Stop the belt: do not open, do not move.
    case halt
    /// Order together with another person what stops or runs a line.
    case orderLines = "order-lines"
    /// Take an earlier clear back.
    case recall
    /// Declared items and imports, personal data masked.
    case seeManifests = "see-manifests"
    case importManifests = "import-manifests"
    case importBulletins = "import-bulletins"
    case proposeDocuments = "propose-documents"
    case approveDocuments = "approve-documents"
    case manageAccounts = "manage-accounts"
    /// Accounts, their roles, and who signed in when.
    case seeAccounts = "see-accounts"
    /// Every entry of the journal, without its personal part.
    case searchJournal = "search-journal"
    /// Ask for the erasure of a parcel's personal data, or order what another person asked for.
    case erasePersonal = "erase-personal"
    /// Scan, cage and bag parcels at a table without a belt.
    case workTable = "work-table"
}

/// The one table of who may do what.
public enum PermissionTable {
    public static func permissions(of role: Role) -> Set<Permission> {
        switch role {
        case .operator:
            [
                .seeLine,
                .seeHolds,
                .acknowledgeAlarms,
                .checkDevices,
                .halt,
            ]
        case .inspector:
            [
                .seeLine,
                .seeHolds,
                .seePersonal,
                .seeManifests,
                .inspect,
                .acknowledgeAlarms,
                .checkDevices,
                .searchJournal,
                .halt,
                .recall,
            ]
        case .supervisor:
            [
                .seeLine,
                .seeHolds,
                .seePersonal,
                .seeManifests,
                .acknowledgeAlarms,
                .checkDevices,
                .closeMissing,
                .importManifests,
                .importBulletins,
                .proposeDocuments,
                .approveDocuments,
                .searchJournal,
                .halt,
                .orderLines,
                .recall,
                .erasePersonal,
            ]
        case .administrator: [.seeLine, .manageAccounts, .seeAccounts]
        // Looks, and changes nothing.
        case .securityOfficer: [.seeLine, .seeHolds, .searchJournal, .seeAccounts]
        case .counterClerk: [.seeLine, .checkDevices, .workTable, .halt]
        }
    }

    public static func allows(_ permission: Permission, to roles: [Role]) -> Bool {
        roles.contains { permissions(of: $0).contains(permission) }
    }
}
