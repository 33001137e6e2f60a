import Crypto
import Foundation
import Gateway
import Platform
import Screening
import YAML

/// Checks authorities' bulletins and takes them in.
enum BulletinCommand: Subcommand {
    static let name = "bulletin"
    static let summary = "check or import a signed bulletin, or show how it stands with their issuers"
    static let help = """
        usage: parcelgate bulletin check --site FILE [--signature FILE.minisig] FILE
               parcelgate bulletin import [--signature FILE.minisig] FILE [--url URL] [--account NAME]
               parcelgate bulletin list [--url URL] [--account NAME]

        A bulletin is a YAML file that its issuer has signed with minisign (docs/integrator/bulletins.md). Check tries the
        signature and the text with the site file's keys, without a gateway; list is status 1 when one is not current.
          --signature FILE   the signature (default: FILE.minisig)
          --site FILE        the site file with the issuers' public keys
        \(ConsoleClient.options)

        example: parcelgate bulletin import monday.yaml --account supervisor
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        switch try arguments.next("check, import or list") {
        case "check": try check(&arguments)
        case "import": try importFile(&arguments)
        case "list": try list(&arguments)
        case let other: throw .usage("expected check, import or list, found '\(other)'")
        }
    }

    private static func check(_ arguments: inout Arguments) throws(Exit) {
        let path = try arguments.required("site")
        let signature = try arguments.option("signature")
        let file = try arguments.next("FILE")
        try arguments.end()
        let site: SiteConfiguration
        do throws(SiteFile.Fault) { site = try SiteFile.read(path) } catch { throw .environment("\(error)") }
        let content = try read(file, BulletinFile.sizeLimit)
        let keys = site.bulletins.issuers.flatMap(\.keys)
        let signed = signature ?? file + ".minisig"
        let bytes = try readSignature(signed)
        let key: MinisignKey
        do throws(MinisignFault) { key = try Minisign(bytes).verify(content, by: keys) } catch {
            switch error {
            case .malformed(let line): throw .notSo("\(signed):\(line): no minisign signature")
            case .unknownKey(let name): throw .notSo("\(file): signed by key \(name), which \(path) does not name")
            case .invalid: throw .notSo("\(file): its signature is not of this text")
            case .comment: throw .notSo("\(file): the trusted comment of its signature was changed")
            }
        }
        let bulletin: Bulletin
        do throws(YAMLError) {
            bulletin = try BulletinFile.parse(content, file: file, utcOffset_s: { site.utcOffset_s(at: $0) })
        } catch { throw .notSo("\(error)") }
        guard site.bulletins.issuers.first(where: { $0.id == bulletin.issuer })?.keys.contains(key) == true else {
            throw .notSo("\(file): key \(key.name) is not one of '\(bulletin.issuer)'")
        }
        Terminal.say(
            "\(file): \(bulletin.issuer) \(bulletin.serial), \(bulletin.lists.count) lists, signed by \(key.name)")
    }

    private static func importFile(_ arguments: inout Arguments) throws(Exit) {
        let signature = try arguments.option("signature")
        let file = try arguments.next("FILE")
        let client = try ConsoleClient.signIn(&arguments)
        try arguments.end()
        struct Form: Encodable {
            let bulletin: String
            let signature: String
            let name: String
        }
        guard let text = String(validating: try read(file, BulletinFile.sizeLimit), as: UTF8.self),
            let signed = String(validating: try readSignature(signature ?? file + ".minisig"), as: UTF8.self)
        else { throw .notSo("\(file): it or its signature is no UTF-8 text") }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        guard let form = try? JSONEncoder().encode(Form(bulletin: text, signature: signed, name: name)) else {
            throw .notSo("\(file): it cannot be sent")
        }
        struct Taken: Decodable {
            let issuer: String
            let serial: UInt64
            let lists: Int
        }
        let answer = try ConsoleClient.require(try client.post("/api/bulletins", .bytes(Array(form))))
        guard let taken = try? JSONDecoder().decode(Taken.self, from: Data(answer.body)) else {
            throw .notSo("the gateway's answer was not understood")
        }
        Terminal.say("\(taken.issuer) \(taken.serial): \(taken.lists) lists taken in")
    }

    private static func list(_ arguments: inout Arguments) throws(Exit) {
        let client = try ConsoleClient.signIn(&arguments)
        try arguments.end()
        struct Answer: Decodable {
            struct Issuer: Decodable {
                let issuer: String
                let state: String
                let serial: UInt64?
                let missing: [UInt64]
                let lists: Int
            }
            let issuers: [Issuer]
        }
        let answer = try ConsoleClient.require(try client.get("/api/bulletins"))
        guard let found = try? JSONDecoder().decode(Answer.self, from: Data(answer.body)) else {
            throw .notSo("the gateway's answer was not understood")
        }
        for issuer in found.issuers {
            let serial = issuer.serial.map { "serial \($0)" } ?? "no bulletin"
            let missing =
                issuer.missing.isEmpty ? "" : ", missing " + issuer.missing.map(String.init).joined(separator: " ")
            Terminal.say("\(issuer.issuer): \(issuer.state), \(serial), \(issuer.lists) lists\(missing)")
        }
        if found.issuers.contains(where: { $0.state != "current" }) { throw .notSo() }
    }

    private static func read(_ file: String, _ limit: Int) throws(Exit) -> [UInt8] {
        do throws(SystemError) { return try Files.read(file, limit: limit) } catch { throw .environment("\(error)") }
    }

    private static func readSignature(_ file: String) throws(Exit) -> [UInt8] { try read(file, 1 << 16) }
}
