import Foundation
import HTTPClient
import Platform

/// The person at the inspection lane when nobody else is there: takes the oldest parcels out of a lane that is nearly full,
/// so that the demo's line does not stand still. Opens nothing and decides nothing.
struct DemoColleague {
    static let person = DemoSetup.Person(account: "lane-inspector", role: "inspector")

    private struct Live: Decodable {
        struct Line: Decodable { let laneFree: Int? }

        let lines: [Line]
    }

    private struct Holds: Decodable {
        struct Hold: Decodable {
            let id: String
            let state: String
            let raised_ms: Int64
        }

        let holds: [Hold]
    }

    /// With so many free places the lane is left to whoever tries the demo.
    private static let enough = 9
    /// The newest ones stay where they are.
    private static let left = 3
    private static let period: Int64 = 3_000_000_000

    private let client: ConsoleClient
    private var next: Int64 = 0

    init(console: String) throws(Exit) {
        client = try ConsoleClient(console, account: Self.person.account, password: Self.person.password)
    }

    /// Looks after the lane now and then; what the console refuses is tried again later.
    mutating func turn(at now: Int64) {
        guard now >= next else { return }
        next = now + Self.period
        try? work()
    }

    private func work() throws(Exit) {
        let live: Live = try ask("/api/live/now")
        guard live.lines.contains(where: { ($0.laneFree ?? .max) < Self.enough }) else { return }
        let open: Holds = try ask("/api/holds?which=open&limit=200")
        let inLane = open.holds.filter { $0.state == "diverted" }.sorted { $0.raised_ms < $1.raised_ms }
        for hold in inLane.dropLast(Self.left) {
            // A parcel that nobody may move is refused, and stays.
            let path = "/api/holds/" + hold.id.replacing("/", with: "%2F") + "/steps"
            _ = try client.post(path, .bytes(Array(#"{"step":"received"}"#.utf8)))
        }
    }

    private func ask<Answer: Decodable>(_ path: String) throws(Exit) -> Answer {
        let answer = try ConsoleClient.require(try client.get(path))
        do { return try JSONDecoder().decode(Answer.self, from: Data(answer.body)) } catch {
            throw .notSo("\(path): \(error)")
        }
    }
}
