import Entries

/// What an account may do. A role is a row of the table; a new role is a new row.
public enum Permission: String, Sendable, Hashable, CaseIterable {
    case seeLine = "see-line"
    case seeHolds = "see-holds"
    /// Names, telephone numbers and addresses; each look is logged.
    case seePersonal = "see-personal"
    case inspect
    case acknowledgeAlarms = "acknowledge-alarms"
    case closeMissing = "close-missing"
    /// Stop the belt: do not open, do not move.
    case halt
    /// Order together with another person what stops or runs a line.
    case orderLines = "order-lines"
    /// Take an earlier clear back.
    case recall
    case importManifests = "import-manifests"
    case proposeDocuments = "propose-documents"
    case approveDocuments = "approve-documents"
    case manageAccounts = "manage-accounts"
    /// Every entry of the journal, without its personal part.
    case searchJournal = "search-journal"
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
                .halt,
            ]
        case .inspector:
            [
                .seeLine,
                .seeHolds,
                .seePersonal,
                .inspect,
                .acknowledgeAlarms,
                .searchJournal,
                .halt,
                .recall,
            ]
        case .supervisor:
            [
                .seeLine,
                .seeHolds,
                .seePersonal,
                .acknowledgeAlarms,
                .closeMissing,
                .importManifests,
                .proposeDocuments,
                .approveDocuments,
                .searchJournal,
                .halt,
                .orderLines,
                .recall,
            ]
        case .administrator: [.seeLine, .manageAccounts]
        case .counterClerk: [.seeLine, .workTable]
        }
    }

    public static func allows(_ permission: Permission, to roles: [Role]) -> Bool {
        roles.contains { permissions(of: $0).contains(permission) }
    }
}
