import Parcels

/// The rules, lists and keywords in force, compiled. It never changes; a newer version is another snapshot.
public final class ScreeningSnapshot: Sendable {
    public let rulesVersion: Int
    public let listsVersion: Int

    public init(rulesVersion: Int, listsVersion: Int) {
        self.rulesVersion = rulesVersion
        self.listsVersion = listsVersion
    }

    public func screen(_ subject: borrowing Subject) -> Screened { Screened() }
}
