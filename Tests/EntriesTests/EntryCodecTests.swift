import Foundation
import JSON
import TestSupport
import Testing

@testable import Entries

@Suite("Entries as written and read")
struct EntryCodecTests {
    private static func content(_ entry: Entry, slot: UInt64? = nil) -> [UInt8] {
        var writer = JSONWriter()
        entry.write(site: "kontum", slot: slot, to: &writer)
        return writer.bytes
    }

    private static func personal(_ entry: Entry) -> [UInt8]? {
        var writer = JSONWriter()
        return entry.writePersonal(to: &writer) ? writer.bytes : nil
    }

    @Test(arguments: EntryKind.allCases)
    func everyKindIsWrittenTheSameAfterItIsRead(kind: EntryKind) throws {
        for body in try Samples.bodies(kind) {
            let entry = Samples.entry(body)
            let personal = Self.personal(entry)
            let written = Self.content(entry, slot: personal.map { _ in 9 })
            let again = try Entry.read(written) { slot in slot == 9 ? personal : nil }
            #expect(again.body.kind == kind)
            #expect(
                String(decoding: Self.content(again, slot: personal.map { _ in 9 }), as: UTF8.self)
                    == String(decoding: written, as: UTF8.self))
            #expect(Self.personal(again) == personal)
        }
    }

    @Test(arguments: EntryKind.allCases)
    func everyKindIsOneValidJSONObject(kind: EntryKind) throws {
        for body in try Samples.bodies(kind) {
            let entry = Samples.entry(body)
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(Self.content(entry))) as? [String: Any])
            #expect(Set(object.keys) == ["site", "epoch", "sequence", "at", "kind", "version", "body"])
            #expect(object["kind"] as? String == kind.rawValue)
            #expect(object["body"] is [String: Any])
            if let personal = Self.personal(entry) {
                #expect(try JSONSerialization.jsonObject(with: Data(personal)) is [String: Any])
            }
        }
    }

    @Test func theEnvelopeIsWrittenAsTheJournalDocumentFixesIt() throws {
        let entry = Samples.entry(.siteAlive(SiteAlive()))
        #expect(
            String(decoding: Self.content(entry, slot: 9), as: UTF8.self)
                == #"{"site":"kontum","epoch":7,"sequence":4294967296,"at":{"utc":1795000000123456789,"boot":"00abcdef","#
                + #""monotonic":987654321,"trusted":true},"kind":"site.alive","version":1,"slot":9,"body":{}}"#)
        let read = try Entry.read(Self.content(entry))
        #expect(read.epoch == 7)
        #expect(read.sequence == 4_294_967_296)
        #expect(read.stamp == Samples.stamp)
    }

    @Test func anUnknownKindIsALaterPrograms() throws {
        let text = String(decoding: Self.content(Samples.entry(.siteAlive(SiteAlive()))), as: UTF8.self)
        let later = Array(text.replacing("site.alive", with: "site.dreaming").utf8)
        let fault = #expect(throws: EntryFault.self) { try Entry.read(later) }
        #expect(
            fault?.description
                == "an entry of kind site.dreaming, version 1, was written by a newer program; read it with that one")
    }

    @Test(arguments: EntryKind.allCases)
    func aLaterVersionOfAnyKindIsRefused(kind: EntryKind) throws {
        let body = try #require(try Samples.bodies(kind).first)
        let text = String(decoding: Self.content(Samples.entry(body)), as: UTF8.self)
        let later = text.replacing(
            "\"version\":\(body.version),\"body\"", with: "\"version\":\(body.version + 1),\"body\"")
        #expect(later != text)
        let fault = #expect(throws: EntryFault.self) { try Entry.read(Array(later.utf8)) }
        let message =
            "an entry of kind \(kind.rawValue), version \(body.version + 1), was written by a newer program; read it with that one"
        #expect(fault?.description == message)
    }

    @Test(arguments: ["", "{}", "[]", "null", "{\"site\":\"k\"}", "\u{FFFD}"])
    func whatIsNoEntryIsRefused(text: String) {
        let fault = #expect(throws: EntryFault.self) { try Entry.read(Array(text.utf8)) }
        #expect(fault?.description.hasPrefix("not a journal entry: ") == true)
    }

    @Test func anEntryCutOffAnywhereIsRefused() throws {
        for body in [try #require(try Samples.bodies(.passageDecided).first), .siteAlive(SiteAlive())] {
            let written = Self.content(Samples.entry(body))
            for count in 0..<written.count {
                #expect(throws: EntryFault.self) { try Entry.read(Array(written.prefix(count))) }
            }
        }
    }

    @Test func anEntryWithAChangedByteNeverCrashes() throws {
        var dice = SeededDice("entries with changed bytes")
        for body in try Samples.bodies() {
            let written = Self.content(Samples.entry(body))
            for _ in 0..<40 {
                var changed = written
                changed[dice.below(changed.count)] = UInt8.random(in: .min ... .max, using: &dice)
                guard let read = try? Entry.read(changed) else { continue }
                // What could be read can be written, and reads the same.
                let again = try Entry.read(Self.content(read))
                #expect(Self.content(again) == Self.content(read))
            }
        }
    }

    @Test func everyKindOfBodyIsInTheSamples() throws {
        #expect(Set(try Samples.bodies().map(\.kind)) == Set(EntryKind.allCases))
    }

    @Test func kindsAreNamesWithOneDot() {
        #expect(EntryKind.allCases.allSatisfy { $0.rawValue.wholeMatch(of: /[a-z]+\.[a-z]+/) != nil })
    }
}
