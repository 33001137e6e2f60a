import Testing

@testable import Parcels

@Suite("GS1 Digital Links")
struct DigitalLinkTests {
    private static func pairs(_ text: String) -> [String]? {
        ElementString(Array(text.utf8))?.elements.map { "\($0.identifier)=\($0.value)" }
    }

    @Test(arguments: [
        ("https://id.gs1.org/00/106141412345678908", ["00=106141412345678908"]),
        ("http://example.com/00/106141412345678908", ["00=106141412345678908"]),
        ("HTTPS://EXAMPLE.COM/00/106141412345678908/", ["00=106141412345678908"]),
        ("https://post.example:8443/track/v1/00/106141412345678908", ["00=106141412345678908"]),
        (
            "https://example.com/01/09506000134352/10/A%2F1/21/B?17=260101&3103=000195&linkType=all#top",
            ["01=09506000134352", "10=A/1", "21=B", "17=260101", "3103=000195"]
        ),
        ("https://example.com/01/9506000134352", ["01=09506000134352"]),
        ("https://example.com/402/06141411234567890?400=1%202", nil),
        ("https://example.com/402/06141411234567890?400=12;403=x", ["402=06141411234567890", "400=12", "403=x"]),
    ])
    func elementsAreReadFromPathAndQuery(text: String, elements: [String]?) throws {
        let found = try #require(ElementString(Array(text.utf8)))
        #expect(found.form == .link)
        if let elements {
            #expect(found.fault == nil)
            #expect(Self.pairs(text) == elements)
        } else {
            // A space is no character of GS1's.
            #expect(found.fault?.kind == .characters)
        }
    }

    @Test(arguments: [
        "https://example.com/", "https://example.com", "https:///00/106141412345678908",
        "https://example.com/00", "https://example.com/0/1", "https://example.com/xx/106141412345678908",
        "https://example.com/10/A", "https://example.com/00/10%6", "https://example.com/00/%GG",
        "ftp://example.com/00/106141412345678908", "https:/example.com/00/106141412345678908",
    ])
    func otherAddressesAreNone(text: String) {
        #expect(ElementString(Array(text.utf8)) == nil)
    }

    @Test func anSSCCOfALinkSaysWhichParcelThisIs() throws {
        let number = try #require(ParcelNumber(scheme: .sscc, canonical: Array("106141412345678908".utf8)))
        let link = "https://id.gs1.org/00/106141412345678908"
        #expect(Recognition.of(Array(link.utf8)) == .valid(number))
        #expect(Recognition.of(Array(link.utf8), symbology: SymbologyIdentifier("Q1")) == .valid(number))
        #expect(Recognition.of(Array("https://id.gs1.org/00/106141412345678907".utf8)) == .unknown)
        #expect(Recognition.of(Array("https://id.gs1.org/01/09506000134352".utf8)) == .unknown)
    }
}
