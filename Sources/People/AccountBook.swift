import Entries

/// An account as its entries have made it.
public struct Account: Sendable, Hashable {
    public let id: AccountID
    public let roles: [Role]
    public let isActive: Bool
    /// Argon2id text; nil when its slot was erased.
    public let password: String?

    public func may(_ permission: Permission) -> Bool { isActive && PermissionTable.allows(permission, to: roles) }
}

/// Why a change of accounts is refused.
public enum AccountFault: Error, Sendable, Hashable {
    case notAllowed
    case passwordTooShort(minimum: Int)
    case passwordTooLong(maximum: Int)
    case noRole
    /// The last active administrator would be gone.
    case lastAdministrator

    public var code: String {
        switch self {
        case .notAllowed: "not-allowed"
        case .passwordTooShort: "password-too-short"
        case .passwordTooLong: "password-too-long"
        case .noRole: "no-role"
        case .lastAdministrator: "last-administrator"
        }
    }
}

/// All accounts of the site, made by entries alone.
public struct AccountBook: Sendable {
    public static let passwordMinimum = 12
    public static let passwordMaximum = 256

    private var accounts: [AccountID: Account] = [:]

    public init() {}

    public subscript(id: AccountID) -> Account? { accounts[id] }

    public var isEmpty: Bool { accounts.isEmpty }

    public var all: [Account] { accounts.values.sorted { $0.id.name < $1.id.name } }

    public mutating func note(_ body: EntryBody) {
        guard case .accountChanged(let changed) = body else { return }
        accounts[changed.account] = Account(
            id: changed.account, roles: changed.roles, isActive: changed.active,
            password: changed.password ?? accounts[changed.account]?.password)
    }

    /// Checks a password's length; what it is worth is its owner's business.
    public static func check(password: String) throws(AccountFault) {
        if password.count < passwordMinimum { throw .passwordTooShort(minimum: passwordMinimum) }
        if password.utf8.count > passwordMaximum { throw .passwordTooLong(maximum: passwordMaximum) }
    }

    /// Checks that `by` may make this change.
    public func check(_ change: AccountChanged, by: AccountID) throws(AccountFault) {
        guard let actor = accounts[by], actor.may(.manageAccounts) else { throw .notAllowed }
        guard !change.roles.isEmpty else { throw .noRole }
        let remaining = accounts.values.filter { $0.id != change.account && $0.may(.manageAccounts) }
        if remaining.isEmpty, !(change.active && change.roles.contains(.administrator)) { throw .lastAdministrator }
    }
}
