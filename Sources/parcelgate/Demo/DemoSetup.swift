import Foundation
import Glibc
import HTTPClient
import Platform
import Simulation

/// Sets the demo's site up through the console's API, as people would: accounts, manifest, and documents that two persons
/// approve. What is there already stays.
struct DemoSetup {
    struct Person {
        let account: String
        let role: String

        var password: String { "demo-\(account)" }
    }

    static let people = [
        Person(account: "operator", role: "operator"), Person(account: "inspector", role: "inspector"),
        Person(account: "supervisor", role: "supervisor"), Person(account: "deputy-head", role: "supervisor"),
        Person(account: "security", role: "security-officer"),
        Person(account: "counter-clerk", role: "counter-clerk"),
        DemoColleague.person,
    ]

    let site: DemoSite

    func run(_ children: DemoChildren) throws(Exit) {
        try waitForConsole(children)
        try makeAccounts()
        let supervisor = try signIn("supervisor")
        let deputy = try signIn("deputy-head")
        try importManifest(supervisor)
        for kind in DemoSite.documents { try bringIntoForce(kind, supervisor, deputy) }
    }

    var welcome: String {
        let accounts = Self.people.dropLast().map { person in
            "    " + person.account.padding(toLength: 14, withPad: " ", startingAt: 0) + person.password
        }
        return """

            The demo site runs.

              Console:   \(site.console)/
              Accounts:
            \(accounts.joined(separator: "\n"))

              Try first:
            \(site.line == nil ? tableTrial : lineTrial)
                    4. Check the journal while it is written:
                       \(CommandLine.arguments[0]) audit verify --site \(site.siteFile)

              The alarm about an unknown device is staged: a keyboard, which is no scanner, is plugged in.

              Files and logs: \(site.directory)/    Stop: Ctrl-C    Again: the same command goes on where it stopped.

            """
    }

    private var lineTrial: String {
        """
                1. Sign in as 'operator': parcels move along the belt; most pass, some are held, each with its reason.
                2. In another browser (or a private window) sign in as 'inspector', press 2 for the holds, open one,
                   take it up, record what was found, and release it or have it seized. The operator's page changes at once.
                3. Scan a parcel at the inspection table; its hold opens on the console:
                   \(CommandLine.arguments[0]) simulate scan --control \(site.control) --device newland --layout newland NUMBER
        """
    }

    private var tableTrial: String {
        let town = DemoTown()
        let items = (0..<400).map { town.item($0) }
        let plain = items.filter {
            $0.isDeclared && $0.contents == "quần áo" && $0.receiver.phone != DemoTown.wantedPhone
        }
        let held = items.first { $0.isDeclared && $0.contents.hasPrefix("nòng thép") }
        let scan = "\(CommandLine.arguments[0]) simulate scan --control \(site.control) --device honeywell"
        return """
                    1. Sign in as 'counter-clerk': the table's page opens. Scan a parcel with the simulated USB hand scanner; GO:
                       \(scan) \(plain.first?.number.description ?? "")
                       \(scan) \(plain.dropFirst().first?.number.description ?? "")
                       and one that is held; its tag is printed to \(site.directory)/tags:
                       \(scan) \(held?.number.description ?? "")
                    2. Press C and scan the tag or the parcel into the cage; press B, scan a bag's number (VNDAKTO0001) and the
                       parcels into it, and the bag's number again to close it. One that was not cleared is refused.
                    3. Labels can also be typed, or scanned with a scanner that types, into the page. In another browser sign in
                       as 'inspector' and press 2 for the holds.
            """
    }

    private func waitForConsole(_ children: DemoChildren) throws(Exit) {
        let deadline = Clocks.monotonic() + 30_000_000_000
        while Clocks.monotonic() < deadline {
            if let answer = try? HTTPClient.ask("GET", site.console + "/api/health", timeout_s: 2),
                answer.status > 0
            {
                return
            }
            guard children.areRunning else {
                throw .environment("the gateway did not start; see \(site.log)/gateway.log")
            }
            _ = Waiting.wait(for: -1, 0, deadline: Clocks.monotonic() + 100_000_000)
        }
        throw .environment("no console at \(site.console) after 30 s; see \(site.log)")
    }

    private func signIn(_ account: String) throws(Exit) -> ConsoleClient {
        try ConsoleClient(site.console, account: account, password: "demo-\(account)")
    }

    private func makeAccounts() throws(Exit) {
        // The first sign-in's file is there until the demo has used it.
        guard let text = (try? Files.read(site.firstSignIn, limit: 1024)).map({ String(decoding: $0, as: UTF8.self) }),
            let password = text.split(separator: "\n").compactMap({
                $0.hasPrefix("password: ") ? $0.dropFirst(10) : nil
            }).first
        else { return }
        let admin = try ConsoleClient(site.console, account: "admin", password: String(password))
        for person in Self.people {
            let body = #"{"account":"\#(person.account)","roles":["\#(person.role)"],"password":"\#(person.password)"}"#
            _ = try ConsoleClient.require(try admin.post("/api/accounts", .bytes(Array(body.utf8))))
        }
        try? FileManager.default.removeItem(atPath: site.firstSignIn)
    }

    private func importManifest(_ supervisor: ConsoleClient) throws(Exit) {
        let answer = try supervisor.post(
            "/api/manifests?name=demo.csv", .bytes(Array(DemoManifest.text.utf8)), type: "text/csv", timeout_s: 300)
        _ = try ConsoleClient.require(answer)
    }

    private func bringIntoForce(_ kind: String, _ first: ConsoleClient, _ second: ConsoleClient) throws(Exit) {
        struct Documents: Decodable {
            struct Document: Decodable {
                let kind: String
                let isActive: Bool
                let text: String
            }

            let documents: [Document]
        }
        let text: [UInt8]
        do throws(SystemError) { text = try Files.read("\(site.directory)/\(kind).yaml", limit: 4 << 20) } catch {
            throw .environment("\(error)")
        }
        let there = try ConsoleClient.require(try first.get("/api/documents"))
        let documents = (try? JSONDecoder().decode(Documents.self, from: Data(there.body)))?.documents ?? []
        if documents.contains(where: { $0.kind == kind && $0.isActive && Array($0.text.utf8) == text }) { return }
        struct Proposed: Decodable {
            let number: Int
        }
        let answer = try ConsoleClient.require(
            try first.post("/api/documents/\(kind)", .bytes(text), type: "application/yaml"))
        guard let proposed = try? JSONDecoder().decode(Proposed.self, from: Data(answer.body)) else {
            throw .notSo("the console did not say which version it took")
        }
        for client in [first, second] { try approve("/api/documents/\(kind)/\(proposed.number)/approvals", client) }
    }

    /// A proposal can be approved when it has been tried on the parcels of the last shift.
    private func approve(_ path: String, _ client: ConsoleClient) throws(Exit) {
        let end = Clocks.monotonic() + 120_000_000_000
        while true {
            let answer = try client.post(path, .none)
            let isTrying = answer.status == 409 && ConsoleClient.problem(answer).hasPrefix("replay-running")
            guard isTrying, Clocks.monotonic() < end else {
                _ = try ConsoleClient.require(answer)
                return
            }
            usleep(100_000)
        }
    }
}
