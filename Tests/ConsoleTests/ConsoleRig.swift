import Entries
import Foundation
import Journal
import Parcels
import Platform
import Readings
import Records
import Screening
import Synchronization
import TestSupport
import Testing
import Workers

@testable import Console
@testable import People

/// A site behind the console that notes what it is asked and answers as it is told.
final class FakeSite: SiteControl {
    private let people: Mutex<[AccountID: Account]>
    private let commands = Mutex<[Command]>([])
    private let pictures = Mutex<[String: FramePicture]>([:])
    private let trials = Mutex<[(id: String, text: [UInt8])]>([])
    private let outcome: CommandOutcome
    let log = FrameLog()
    let state: LiveState

    init(_ people: [Account], outcome: CommandOutcome = .done(1), state: LiveState = .sample) {
        self.people = Mutex(Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0) }))
        self.outcome = outcome
        self.state = state
    }

    var performed: [Command] { commands.withLock { $0 } }

    func perform(_ command: Command, until deadline: Int64) -> CommandOutcome {
        commands.withLock { $0.append(command) }
        return outcome
    }

    /// A picture that this site's worker makes: its name, so that a test knows it again.
    func rendered(_ picture: [UInt8], until deadline: Int64) -> [UInt8]? {
        picture.starts(with: Array("P5".utf8)) ? Array("rendered".utf8) : nil
    }

    func frames() -> [SeenFrame] { log.newest }

    func picture(of frame: FrameID) -> FramePicture {
        pictures.withLock { $0[frame.text] } ?? .gone
    }

    /// Puts a picture before the console.
    func show(_ picture: FramePicture, of frame: FrameID) { pictures.withLock { $0[frame.text] = picture } }

    func live() -> LiveState { state }
    func anchor() -> SignedAnchor? { nil }
    func erasures() -> [Erasure] { [] }
    func account(_ id: AccountID) -> Account? { people.withLock { $0[id] } }
    func accounts() -> [Account] { people.withLock { $0.values.sorted { $0.id.name < $1.id.name } } }
    func change(_ account: Account) { people.withLock { $0[account.id] = account } }
    func documents() -> [DocumentVersion] {
        guard let by = AccountID("minh") else { return [] }
        return DocumentKind.allCases.map {
            DocumentVersion(kind: $0, number: 1, text: "text of \($0.rawValue)", hash: "00", by: by)
        }
    }

    func bulletins() -> [BulletinStatus] {
        [
            BulletinStatus(
                issuer: "police", name: BilingualText(vi: "Công an", en: "Police"), state: "gap",
                newest: BulletinTaken(
                    issuer: "police", serial: 4, issued: 1, validUntil: 2, isComplete: false, lists: 1, hash: "00",
                    key: "AB", file: "b.yaml", by: nil), missing: [3], lists: 2)
        ]
    }

    func fault(in kind: DocumentKind, _ text: [UInt8]) -> String? { nil }

    /// The real check of rules, beside no lists; no check at all while the site is busy.
    func check(_ kind: DocumentKind, _ text: [UInt8]) -> DocumentCheck? {
        guard !isBusy.withLock({ $0 }) else { return nil }
        guard kind == .rules else { return ListChecking.check(text, utcOffset_s: { _ in 0 }) }
        return RuleChecking.check(text, beside: ScreeningSnapshot(), utcOffset_s: { _ in 0 }, goesOn: { true })
    }

    func vocabulary() -> ListVocabulary { ListVocabulary(kinds: ["bulletin"], categories: ["ARM"]) }

    func tryRule(_ id: String, in text: [UInt8]) -> Int {
        trials.withLock { trials in
            trials.append((id, text))
            return trials.count
        }
    }

    func tried(_ number: Int) -> RuleTried? {
        guard number == 1, let parcel = ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)) else {
            return nil
        }
        var tried = RuleTried(.done, days: 30, limit: 100)
        (tried.asked, tried.speaks, tried.speaksHeld, tried.fails) = (9, 1, 1, 1)
        (tried.from, tried.to) = (1_000_000, 2_000_000)
        tried.examples = [
            RuleTried.Example(
                passage: PassageID(epoch: 1, sequence: 2), number: parcel, at: 1_000_000, wasHeld: true,
                says: BilingualText(vi: "nặng", en: "heavy"), why: nil),
            RuleTried.Example(
                passage: PassageID(epoch: 1, sequence: 3), number: nil, at: 2_000_000, wasHeld: false, says: nil,
                why: "1:1: absent fact weight_g"),
        ]
        return tried
    }

    /// The rules that were wanted to be tried.
    var tryings: [(id: String, text: [UInt8])] { trials.withLock { $0 } }

    func explained(_ passage: PassageID) -> Explained { explanations.withLock { $0[passage] } ?? .unknown }

    /// What is told of passages.
    let explanations = Mutex<[PassageID: Explained]>([:])

    func judgeRules() { judged.withLock { $0.state = .running } }

    func rulesJudged() -> RulesJudged { judged.withLock { $0 } }

    /// How good its rules are.
    let judged = Mutex(RulesJudged(days: 30, limit: 100))

    /// Whether too many documents are being checked.
    let isBusy = Mutex(false)
}

/// The API without a server: requests go in, answers come out.
struct ConsoleRig {
    let folder: TestFolder
    let site: FakeSite
    let sessions = Sessions()
    let api: API
    let viewers: Viewers

    static let password = "correct horse battery"
    /// Of that password, made with the least work that the hash allows, so that many sign-ins take no time.
    static let hash =
        "$argon2id$v=19$m=8,t=1,p=1$wqmdhYDudmWJNHq2SfvPuQ$yfNdrpx3NDZ9H2b111e+e7u+ovgRFopm/dgcEypl6DQ"

    static func account(
        _ name: String, _ roles: [Role], isActive: Bool = true, password: String? = hash
    ) throws -> Account {
        Account(id: try #require(AccountID(name)), roles: roles, isActive: isActive, password: password)
    }

    /// One account for each role, with the role's name.
    static func everyRole() throws -> [Account] { try Role.allCases.map { try account($0.rawValue, [$0]) } }

    init(_ people: [Account]? = nil, outcome: CommandOutcome = .done(1)) throws {
        folder = try TestFolder()
        site = FakeSite(try people ?? Self.everyRole(), outcome: outcome)
        viewers = try Viewers()
        let path = folder.path
        // Makes the empty records.
        _ = try Projector(path + "/records.db")
        let settings = ConsoleSettings(
            site: "test", name: BilingualText(vi: "thử", en: "test"), zone: "Asia/Ho_Chi_Minh", lines: [],
            recordsPath: path + "/records.db", manifestPath: path + "/manifest.db", itemIndexPath: path + "/search.db",
            journalFolder: path + "/journal", keysFolder: path + "/keys", picturesFolder: path + "/pictures",
            uploadFolder: path, secureCookies: false)
        api = API(settings, site, sessions, viewers)
    }

    /// Who is signed in: what his requests carry.
    struct Visitor {
        let token: String
        let csrf: String
    }

    func signIn(_ name: String) throws -> Visitor {
        let id = try #require(AccountID(name))
        guard
            case .opened(let token, let session) = sessions.signIn(
                id, Self.password, account: site.account(id), now: Clocks.monotonic())
        else {
            Issue.record("\(name) is not let in")
            return Visitor(token: "", csrf: "")
        }
        return Visitor(token: token, csrf: session.csrf)
    }

    func answer(
        _ method: Request.Method, _ path: String, _ visitor: Visitor? = nil, csrf: String? = nil, body: String? = nil,
        query: [String: String] = [:]
    ) -> Response {
        var headers: [String: String] = [:]
        if let visitor {
            headers["cookie"] = "other=1; \(API.cookie)=\(visitor.token)"
            headers["x-csrf-token"] = csrf ?? visitor.csrf
        }
        return api.answer(
            Request(
                method: method, path: path.split(separator: "/").map(String.init), query: query, headers: headers,
                body: body.map { .bytes(Array($0.utf8)) } ?? .none))
    }
}

extension Response {
    var text: String {
        guard case .bytes(let bytes) = body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    var json: [String: Any] {
        get throws { try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]) }
    }

    /// The code of a problem.
    var code: String? { (try? json)?["code"] as? String }

    func header(_ name: String) -> String? { headers.first { $0.0 == name }?.1 }
}

extension LiveState {
    /// A line with one parcel, a device and an alarm.
    static var sample: LiveState {
        var line = Line(id: "L1")
        line.isConnected = true
        line.isMoving = true
        line.speed_mm_s = 900
        line.passages = [
            Passage(
                id: "1-2", track: 7, front_mm: 1234.9, length_mm: 300, number: "EB123456785VN", state: .held, hold: "H1"
            )
        ]
        return LiveState(
            now: 5_000_000_000, epoch: 3, sequence: 12, committed: 11, journalFault: nil, lines: [line],
            devices: [Device(id: "hand", state: "working", detail: "", readings: 4, newest: 4_000_000_000)],
            alarms: [
                Alarm(
                    sequence: 9, code: "stray", line: "L1", passage: nil, device: nil, detail: "2", at: 3_000_000_000)
            ], openHolds: 1, holdsChanged: 6, scan: nil, manifestItems: 10, manifestNewest: 1_000_000)
    }
}
