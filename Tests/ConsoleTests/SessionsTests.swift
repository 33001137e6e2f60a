import Entries
import People
import Testing

@testable import Console

@Suite("Sessions")
struct SessionsTests {
    private static let second: Int64 = 1_000_000_000

    private let sessions = Sessions()
    private let lan: Account

    init() throws { lan = try ConsoleRig.account("lan", [.inspector]) }

    private enum Ending: Equatable {
        case opened
        case refused
        case wait(Int)
    }

    private func ending(
        _ account: Account?, _ password: String = ConsoleRig.password, as id: AccountID? = nil, now: Int64 = 0
    ) throws -> Ending {
        switch sessions.signIn(try #require(id ?? account?.id), password, account: account, now: now) {
        case .opened: .opened
        case .refused: .refused
        case .wait(let seconds): .wait(seconds)
        }
    }

    private func token(now: Int64 = 0, _ account: Account? = nil) throws -> String {
        let account = account ?? lan
        guard
            case .opened(let token, _) = sessions.signIn(account.id, ConsoleRig.password, account: account, now: now)
        else {
            Issue.record("not let in")
            return ""
        }
        return token
    }

    @Test func theRightPasswordOpensASession() throws {
        guard case .opened(let token, let session) = sessions.signIn(lan.id, ConsoleRig.password, account: lan, now: 5)
        else { return #expect(Bool(false), "not let in") }
        #expect(session.account == lan.id && session.used == 5)
        #expect(token.count == 64 && session.csrf.count == 32 && !token.contains(session.csrf))
        #expect(sessions.session(token, now: 6)?.csrf == session.csrf)
    }

    @Test func eachSessionHasATokenOfItsOwn() throws {
        var tokens: Set<String> = []
        var marks: Set<String> = []
        for _ in 0..<50 {
            let token = try token()
            tokens.insert(token)
            if let session = sessions.session(token, now: 0) { marks.insert(session.csrf) }
        }
        #expect(tokens.count == 50 && marks.count == 50)
    }

    @Test(arguments: ["", "wrong", "correct horse battery ", "Correct horse battery", "correct horse battery\u{0}"])
    func anotherPasswordIsRefused(password: String) throws {
        #expect(try ending(lan, password) == .refused)
    }

    @Test func whoMayNotComeInIsRefusedWithTheRightPassword() throws {
        #expect(try ending(nil, as: AccountID("nobody")) == .refused)
        #expect(try ending(try ConsoleRig.account("gone", [.operator], isActive: false)) == .refused)
        #expect(try ending(try ConsoleRig.account("erased", [.operator], password: nil)) == .refused)
    }

    @Test func afterFiveWrongPasswordsTheAccountWaits() throws {
        for _ in 0..<Sessions.failureLimit { #expect(try ending(lan, "wrong", now: 0) == .refused) }
        #expect(try ending(lan, now: 0) == .wait(31))
        #expect(try ending(lan, now: Sessions.failurePause - 1) == .wait(1))
        // One more wrong one after the pause, and it waits again.
        #expect(try ending(lan, "wrong", now: Sessions.failurePause) == .refused)
        #expect(try ending(lan, now: Sessions.failurePause + 1) == .wait(30))
        #expect(try ending(lan, now: 2 * Sessions.failurePause) == .opened)
    }

    @Test func anAccountThatDoesNotExistWaitsToo() throws {
        let nobody = AccountID("nobody")
        for _ in 0..<Sessions.failureLimit { #expect(try ending(nil, "x", as: nobody, now: 0) == .refused) }
        guard case .wait = try ending(nil, "x", as: nobody, now: 0) else { return #expect(Bool(false), "no wait") }
    }

    @Test func oneAccountsMistakesAreNotAnothers() throws {
        for _ in 0..<Sessions.failureLimit { _ = try ending(lan, "wrong", now: 0) }
        #expect(try ending(try ConsoleRig.account("hung", [.operator])) == .opened)
    }

    @Test func comingInForgetsTheMistakes() throws {
        for _ in 1..<Sessions.failureLimit { _ = try ending(lan, "wrong", now: 0) }
        #expect(try ending(lan) == .opened)
        #expect(try ending(lan, "wrong", now: 0) == .refused)
        #expect(try ending(lan) == .opened)
    }

    @Test func aSessionEndsWhenItIsNotUsed() throws {
        let token = try token()
        #expect(sessions.session(token, now: Sessions.idleLimit - 1) != nil)
        // The use above counts.
        #expect(sessions.session(token, now: 2 * Sessions.idleLimit - 2) != nil)
        #expect(sessions.session(token, now: 3 * Sessions.idleLimit - 2) == nil)
        #expect(sessions.session(token, now: 0) == nil)
    }

    @Test func signingOutEndsThisSessionOnly() throws {
        let (first, second) = (try token(), try token())
        sessions.signOut(first)
        #expect(sessions.session(first, now: 0) == nil)
        #expect(sessions.session(second, now: 0) != nil)
        sessions.signOut("no token")
    }

    @Test(arguments: ["", "x", String(repeating: "0", count: 64)])
    func anInventedTokenIsNoSession(token: String) throws {
        _ = try self.token()
        #expect(sessions.session(token, now: 0) == nil)
    }

    /// The one that was not used for longest makes room.
    @Test func sessionsAreBounded() throws {
        let first = try token(now: 1)
        let second = try token(now: 2)
        #expect(sessions.session(first, now: 3) != nil)
        for place in 0..<(Sessions.sessionLimit - 1) { _ = try token(now: 10 + Int64(place)) }
        #expect(sessions.session(second, now: 5_000) == nil)
        #expect(sessions.session(first, now: 5_000) != nil)
    }
}
