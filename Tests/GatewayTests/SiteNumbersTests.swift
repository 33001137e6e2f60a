import Foundation
import Parcels
import TestSupport
import Testing
import YAML

@testable import Gateway

@Suite("The site's numbers")
struct SiteNumbersTests {
    private static func numbering(_ text: String) throws -> Numbering {
        try NumberReader.numbering(try YAMLParser.parse(Array(text.utf8), file: "n.yaml"))
    }

    private static func fault(_ text: String) -> String? {
        #expect(throws: YAMLError.self) { try numbering(text) }?.description
    }

    private static let own = """
        identity: [s10, sscc, our-post]
        operators:
          - scheme: our-post
            name: {vi: Bưu chính ta, en: Our Post}
            masks: ["OP########", "OPX*{6,14}"]
            confirmed: true

        """

    @Test func aSiteWithoutASectionHasTheStandard() throws {
        let sample = try SiteSample()
        try sample.write(SiteSample.text)
        #expect(try SiteFile.read(sample.path).settings.numbering == .standard)
        #expect(Numbering.standard.identity == [.s10, .sscc])
    }

    @Test func anOperatorOfTheSiteIsRecognised() throws {
        let sample = try SiteSample()
        let section = "numbers:\n" + Self.own.split(separator: "\n").map { "  " + $0 + "\n" }.joined()
        try sample.write(SiteSample.text + section)
        let numbering = try SiteFile.read(sample.path).settings.numbering
        let found = numbering.identify(Array("OP12345678".utf8))
        #expect(found.taken?.carrier == "our-post")
        #expect(numbering.profile(of: try #require(found.taken?.scheme))?.name(.vietnamese) == "Bưu chính ta")
        guard case .valid(let number) = numbering.recognise(Array("OP12345678".utf8)) else {
            Issue.record("not recognised")
            return
        }
        #expect(number.scheme.rawValue == "our-post")
        // The shipped operators are there beside it.
        #expect(numbering.operators.count == OperatorProfile.shipped.count + 1)
    }

    @Test func aSiteConfirmsAShippedOperator() throws {
        let numbering = try Self.numbering(
            """
            identity: [viettel-post]
            operators:
              - {scheme: viettel-post, name: {vi: V, en: V}, masks: ["VTP*{6,14}"], confirmed: true}
            """)
        #expect(numbering.identify(Array("VTP12345678".utf8)).taken?.carrier == "viettel-post")
        #expect(numbering.operators.count == OperatorProfile.shipped.count)
    }

    @Test func aSiteMayDoWithoutTheShippedOperators() throws {
        let numbering = try Self.numbering("shipped: false\n")
        #expect(numbering.operators.isEmpty)
        #expect(!numbering.identify(Array("SPXVN012345678901".utf8)).isValid)
    }

    @Test(arguments: [
        (
            "identity: [viettel-post]",
            "n.yaml:1:12: expected an operator whose numbers are confirmed, found 'viettel-post'"
        ),
        (
            "identity: [nobody]",
            "n.yaml:1:12: expected s10, sscc, another scheme of the program, or one of the operators, found 'nobody'"
        ),
        ("identity: [S10]", "n.yaml:1:12: expected the name of a scheme"),
        ("shipped: perhaps", "n.yaml:1:10: expected"),
        ("operator: []", "n.yaml:1:1: expected one of identity, operators, shipped, found an unknown field 'operator'"),
        (
            "operators: [{scheme: ups, name: {vi: a, en: a}, masks: ['A###'], confirmed: true}]",
            "n.yaml:1:22: expected a name that no scheme of the program has, found 'ups'"
        ),
        (
            "operators: [{scheme: a b, name: {vi: a, en: a}, masks: ['A###'], confirmed: true}]",
            "n.yaml:1:22: expected 1 to 16 small letters"
        ),
        (
            "operators: [{scheme: a, name: {vi: a, en: a}, masks: [], confirmed: true}]",
            "n.yaml:1:54: expected 1 to 16 masks"
        ),
        (
            "operators: [{scheme: a, name: {vi: a, en: a}, masks: ['A#'], confirmed: true}]",
            "n.yaml:1:55: expected a mask of numbers of 4 to 40 characters, found 'A#'"
        ),
        (
            "operators: [{scheme: a, name: {vi: a, en: a}, masks: ['VTP.{6}?'], confirmed: true}]",
            "n.yaml:1:55: expected # (a digit), @ (a letter), * (either)"
        ),
        (
            "operators: [{scheme: a, name: {vi: a, en: a}, masks: ['####']}]",
            "n.yaml:1:13: expected a field 'confirmed'"
        ),
        (
            "operators: [{scheme: a, name: {vi: a, en: a}, masks: ['####'], confirmed: true}, {scheme: a, name: {vi: a, en: a}, masks: ['####'], confirmed: true}]",
            "n.yaml:1:82: expected each operator's scheme once"
        ),
    ])
    func mistakesAreNamedWithTheirPlace(text: String, message: String) throws {
        let fault = try #require(Self.fault(text))
        #expect(fault.hasPrefix(message), "\(fault)")
    }

    /// The guide shows the shipped operators as a site would write them.
    @Test func theGuideShowsTheShippedOperators() throws {
        let guide = String(decoding: try TestFiles.content("docs/integrator/identifiers.md"), as: UTF8.self)
        let blocks = guide.components(separatedBy: "```")
        let shown = try #require(blocks.first { $0.hasPrefix("yaml\nshipped: false\n") })
        let numbering = try Self.numbering(String(shown.dropFirst("yaml\n".count)))
        #expect(numbering.operators == OperatorProfile.shipped)
    }
}
