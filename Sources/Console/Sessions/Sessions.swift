import Crypto
import Entries
import People
import Synchronization

/// Who is signed in. Sessions live in memory only: after a restart everybody signs in again.
final class Sessions: Sendable {
    struct Session: Sendable {
        let account: AccountID
        /// The hash of the password that opened it: with another password the session has ended.
        let password: String?
        /// To be sent back with every request that changes something (against cross-site request forgery).
        let csrf: String
        /// Monotonic nanoseconds.
        let opened: Int64
        var used: Int64
    }

    static let sessionLimit = 1_000
    /// A session that was not used for so long has ended.
    static let idleLimit: Int64 = 8 * 3600 * 1_000_000_000
    /// After so many wrong passwords an account waits.
    static let failureLimit = 5
    static let failurePause: Int64 = 30_000_000_000

    private struct State {
        var sessions: [String: Session] = [:]
        var failures: [AccountID: (count: Int, last: Int64)] = [:]
    }

    private let state = Mutex(State())
    /// One password is hashed at a time: each takes 64 MiB.
    private let hashing = Mutex(())

    enum SignIn {
        case opened(token: String, Session)
        case refused
        /// Too many wrong passwords: again after so many seconds.
        case wait(seconds: Int)
    }

    /// Checks a password. The answer takes as long for an account that does not exist.
    func signIn(_ id: AccountID, _ password: String, account: Account?, now: Int64) -> SignIn {
        if let wait = state.withLock({ waiting($0.failures[id], now) }) { return .wait(seconds: wait) }
        let isRight = hashing.withLock { _ in
            Password.matches(password, hash: account?.password ?? Self.nobody)
        }
        guard isRight, let account, account.isActive, account.password != nil else {
            state.withLock { state in
                if state.failures.count > 10_000 { state.failures.removeAll() }
                state.failures[id] = ((state.failures[id]?.count ?? 0) + 1, now)
            }
            return .refused
        }
        let token = Randomness.token(32)
        let session = Session(
            account: id, password: account.password, csrf: Randomness.token(16), opened: now, used: now)
        state.withLock { state in
            state.failures[id] = nil
            state.sessions = state.sessions.filter { now - $0.value.used < Self.idleLimit }
            if state.sessions.count >= Self.sessionLimit,
                let oldest = state.sessions.min(by: { $0.value.used < $1.value.used })
            {
                state.sessions[oldest.key] = nil
            }
            state.sessions[token] = session
        }
        return .opened(token: token, session)
    }

    /// The session of a token, used now.
    func session(_ token: String, now: Int64) -> Session? {
        state.withLock { state in
            guard let session = state.sessions[token], now - session.used < Self.idleLimit else {
                state.sessions[token] = nil
                return nil
            }
            state.sessions[token]?.used = now
            return session
        }
    }

    /// Whether a token's session is still that of an account; a look that does not count as use.
    func isOpen(_ token: String, for account: Account) -> Bool {
        state.withLock { state in
            guard let session = state.sessions[token] else { return false }
            return account.isActive && session.account == account.id && session.password == account.password
        }
    }

    func signOut(_ token: String) { _ = state.withLock { $0.sessions.removeValue(forKey: token) } }

    /// The open sessions of an account, the newest use first.
    func open(for account: Account, now: Int64) -> [Session] {
        guard account.isActive else { return [] }
        return state.withLock { state in
            state.sessions.values.filter {
                $0.account == account.id && $0.password == account.password && now - $0.used < Self.idleLimit
            }
        }.sorted { $0.used > $1.used }
    }

    /// Ends all sessions of an account.
    /// - Returns: how many there were.
    func end(for account: AccountID) -> Int {
        state.withLock { state in
            let before = state.sessions.count
            state.sessions = state.sessions.filter { $0.value.account != account }
            return before - state.sessions.count
        }
    }

    private func waiting(_ failures: (count: Int, last: Int64)?, _ now: Int64) -> Int? {
        guard let failures, failures.count >= Self.failureLimit else { return nil }
        let left = failures.last + Self.failurePause - now
        return left > 0 ? Int(left / 1_000_000_000) + 1 : nil
    }

    /// A hash that no password has, for accounts that do not exist.
    private static let nobody = Password.hash(Randomness.token(16)) ?? ""
}
