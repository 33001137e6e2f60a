import JSON
import Parcels

/// What a person may do at the site. The permission table is in the room People.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
    case `operator`
    case inspector
    case supervisor
    case administrator
    case securityOfficer = "security-officer"
    /// Works at a table without a belt: scans, cages, bags.
    case counterClerk = "counter-clerk"
}

/// An account was made or changed.
public struct AccountChanged: EntryContent, Hashable {
    public static let kind = EntryKind.accountChanged

    public let account: AccountID
    public let roles: [Role]
    public let active: Bool
    /// Nil for the account that the gateway itself makes at its first start.
    public let by: AccountID?
    /// The password's Argon2id text; sealed with the personal part.
    public private(set) var password: String?

    private enum CodingKeys: String, CodingKey {
        case account, roles, active, by
    }

    public init(account: AccountID, roles: [Role], active: Bool, by: AccountID?, password: String?) {
        self.account = account
        self.roles = roles
        self.active = active
        self.by = by
        self.password = password
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("account", account.name)
        writer.key("roles")
        writer.beginArray()
        for role in roles { writer.value(role.rawValue) }
        writer.endArray()
        writer.key("active")
        writer.value(active)
        writer.field("by", ifThere: by?.name)
    }

    private struct Personal: Codable {
        let password: String
    }

    public func writePersonal(to writer: inout JSONWriter) -> Bool {
        guard let password else { return false }
        writer.beginObject()
        writer.field("password", password)
        writer.endObject()
        return true
    }

    public mutating func attach(personal: [UInt8]) throws {
        password = try PersonalPart.read(Personal.self, personal).password
    }
}

/// Somebody signed in or out, or tried to.
public struct SessionChanged: EntryContent, Hashable {
    public static let kind = EntryKind.sessionChanged

    public enum Change: String, Sendable, Hashable, Codable, CaseIterable {
        case opened
        case closed
        case expired
        case refused
    }

    public let account: AccountID
    public let change: Change

    public init(account: AccountID, change: Change) {
        self.account = account
        self.change = change
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("account", account.name)
        writer.field("change", change.rawValue)
    }
}
