import Entries
import People
import Testing
import Words

@Suite("Permissions")
struct PermissionTests {
    /// Who may do what, written out a second time: a change of the table is a change here.
    private static let expected: [Role: Set<Permission>] = [
        .operator: [
            .seeLine,
            .seeHolds,
            .acknowledgeAlarms,
            .checkDevices,
            .halt,
        ],
        .inspector: [
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
        ],
        .supervisor: [
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
        ],
        .administrator: [.seeLine, .manageAccounts, .seeAccounts],
        .securityOfficer: [.seeLine, .seeHolds, .searchJournal, .seeAccounts],
        .counterClerk: [.seeLine, .checkDevices, .workTable, .halt],
    ]

    @Test(arguments: Role.allCases)
    func everyRoleMayDoExactlyWhatIsWritten(role: Role) {
        #expect(PermissionTable.permissions(of: role) == Self.expected[role])
        for permission in Permission.allCases {
            #expect(
                PermissionTable.allows(permission, to: [role]) == Self.expected[role]?.contains(permission),
                "\(permission)")
        }
    }

    @Test func everyPermissionIsSomebodys() {
        #expect(Permission.allCases.allSatisfy { PermissionTable.allows($0, to: Role.allCases) })
    }

    @Test func noRoleMayDoNothing() {
        #expect(!Permission.allCases.contains { PermissionTable.allows($0, to: []) })
    }

    @Test func severalRolesAddUp() {
        #expect(PermissionTable.allows(.inspect, to: [.operator, .inspector]))
        #expect(PermissionTable.allows(.manageAccounts, to: [.inspector, .administrator]))
        #expect(!PermissionTable.allows(.approveDocuments, to: [.operator, .inspector, .administrator]))
    }

    /// Nobody who keeps accounts decides about parcels, and nobody who decides about parcels keeps accounts.
    @Test func accountsAndParcelsAreKeptApart() {
        for role in Role.allCases where PermissionTable.allows(.manageAccounts, to: [role]) {
            let others: [Permission] = [.inspect, .approveDocuments, .proposeDocuments, .seePersonal]
            #expect(!others.contains { PermissionTable.allows($0, to: [role]) })
        }
    }

    @Test func everyPermissionHasItsPhrase() {
        #expect(Permission.allCases.filter { Catalogue.phrase("permission." + $0.rawValue) == nil }.isEmpty)
    }
}
