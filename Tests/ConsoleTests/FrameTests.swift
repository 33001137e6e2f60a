import Entries
import Labels
import Parcels
import Readings
import Testing
import Workers

@testable import Console

/// What the console says of the cameras' pictures, and to whom.
@Suite("Pictures of cameras over the API")
struct FrameTests {
    private let rig: ConsoleRig
    private let frame = Frame(Array("P5 a picture".utf8))

    init() throws { rig = try ConsoleRig() }

    private func device(_ name: String) throws -> DeviceID { try #require(DeviceID(name)) }

    /// A number and a name on one label, and something that two readers read differently.
    private var look: SeenFrame.Outcome {
        let polygon = [(10, 20), (110, 20), (110, 60), (10, 60)].map { Symbol.Point(x: $0.0, y: $0.1) }
        let quality = PrintQuality(contrast: 80, edgeContrast: 50, modulation: 55, defects: 10, decodability: 70)
        let number = Symbol(
            symbology: .code128, aim: nil, bytes: Array("EB123456785VN".utf8), polygon: polygon,
            evidence: Symbol.Evidence(decoders: [.zbar, .zxing], lines: 9, quality: quality))
        let person = Symbol(
            symbology: .qrcode, aim: nil, bytes: Array("Nguyễn Thị Lan <b>".utf8), polygon: polygon,
            evidence: Symbol.Evidence(decoders: [.zbar]))
        let disputed = RefusedSymbol(
            symbology: .itf, bytes: [48, 49], decoders: [.zxing], polygon: polygon, doubt: .disagreement)
        return .looked(
            SeenFrame.Look(
                Decoded(width: 640, height: 480, symbols: [number, person], refused: [disputed], isCutShort: true),
                elapsed_us: 1234))
    }

    private func note(_ outcome: SeenFrame.Outcome, of id: FrameID?, _ name: String = "camera", at: Int64 = 0) throws {
        rig.site.log.note(outcome, of: id, from: try device(name), at: at * 1_000_000)
    }

    private func frames(_ query: [String: String] = [:], as who: String = "operator") throws -> [[String: Any]] {
        let answer = rig.answer(.get, "api/frames", try rig.signIn(who), query: query)
        #expect(answer.status == 200)
        return try #require(try answer.json["frames"] as? [[String: Any]])
    }

    private func fetch(_ what: String, as who: String = "inspector") throws -> Response {
        rig.answer(.get, "api/frames/\(frame.id.text)/\(what)", try rig.signIn(who))
    }

    @Test func theListSaysWhatWasDecidedAndNoPersonalText() throws {
        try note(look, of: frame.id, at: 7)
        let list = try frames(as: "inspector")
        let seen = try #require(list.first)
        #expect(seen["at_ms"] as? Int == 7 && seen["isRead"] as? Bool == true && seen["isCutShort"] as? Bool == true)
        #expect(seen["width"] as? Int == 640 && seen["height"] as? Int == 480 && seen["elapsed_us"] as? Int == 1234)
        let symbols = try #require(seen["symbols"] as? [[String: Any]])
        #expect(symbols.map { $0["number"] as? String } == ["EB123456785VN", nil, nil])
        #expect(symbols.map { $0["doubt"] as? String } == [nil, nil, "disagreement"])
        #expect(symbols[0]["decoders"] as? [String] == ["zbar", "zxing"] && symbols[0]["lines"] as? Int == 9)
        let quality = try #require(symbols[0]["quality"] as? [String: Any])
        #expect(quality["grade"] as? Int == 2 && quality["lowest"] as? String == "modulation")
        #expect((symbols[0]["corners"] as? [[String: Int]])?.last == ["x": 10, "y": 60])
        let text = rig.answer(.get, "api/frames", try rig.signIn("inspector")).text
        #expect(!text.contains("Lan"))
        #expect(rig.site.performed.isEmpty)
    }

    @Test func theListIsNewestFirstAndCanBeNarrowed() throws {
        try note(.failed(Trouble(.workerHung, "1000")), of: frame.id, at: 1)
        try note(look, of: frame.id, at: 2)
        try note(.failed(Trouble(.pictureDamaged, "no file")), of: nil, "other", at: 3)
        let times: ([String: String]) throws -> [Int?] = { try frames($0).map { $0["at_ms"] as? Int } }
        #expect(try times([:]) == [3, 2, 1])
        #expect(try times(["unread": "true"]) == [3, 1])
        #expect(try times(["device": "camera"]) == [2, 1])
        #expect(try times(["device": "camera", "unread": "true", "limit": "5"]) == [1])
        #expect(try times(["limit": "1"]) == [3])
        #expect(
            try frames().map { $0["trouble"] as? String } == ["picture-damaged: no file", nil, "worker-hung: 1000"])
        for query in [["unread": "perhaps"], ["limit": "0"], ["limit": "201"], ["limit": "all"]] {
            #expect(rig.answer(.get, "api/frames", try rig.signIn("operator"), query: query).code == "query")
        }
    }

    @Test func thePicturesPlaceIsSaid() throws {
        try note(look, of: frame.id)
        #expect(try frames().first?["picture"] as? String == "gone")
        rig.site.show(.withheld, of: frame.id)
        #expect(try frames().first?["picture"] as? String == "withheld")
        rig.site.show(.there(frame.file), of: frame.id)
        #expect(try frames().first?["picture"] as? String == "there")
    }

    /// The look is an entry before anything is shown.
    @Test(arguments: ["picture", "texts"])
    func aLookIsWrittenDownFirst(what: String) throws {
        try note(look, of: frame.id)
        rig.site.show(.there(frame.file), of: frame.id)
        let answer = try fetch(what)
        #expect(answer.status == 200 && answer.header("Cache-Control") == "no-store")
        guard case .showPersonal(let shown)? = rig.site.performed.first, rig.site.performed.count == 1 else {
            Issue.record("nothing was written down")
            return
        }
        #expect(shown.frame == frame.id && shown.device?.name == "camera" && shown.ground == .reading)
        #expect(shown.account.name == "inspector")
    }

    @Test func thePictureIsMadeAnewByAWorker() throws {
        try note(look, of: frame.id)
        rig.site.show(.there(frame.file), of: frame.id)
        let answer = try fetch("picture")
        #expect(answer.type == "image/jpeg" && answer.text == "rendered")
        #expect(try fetch("texts").json["texts"] as? [String] == ["EB123456785VN", "Nguyễn Thị Lan <b>", "01"])
    }

    @Test func nothingIsShownThatIsNotThere() throws {
        #expect(try fetch("picture").code == "unknown-frame")
        try note(look, of: frame.id)
        let gone = try fetch("picture")
        #expect(gone.status == 404 && gone.code == "frame-gone")
        rig.site.show(.withheld, of: frame.id)
        let withheld = try fetch("picture")
        #expect(withheld.status == 409 && withheld.code == "picture-withheld")
        #expect(rig.site.performed.isEmpty)
        rig.site.show(.there(Array("no picture".utf8)), of: frame.id)
        #expect(try fetch("picture").code == "no-picture")
    }

    @Test func withoutAJournalNothingIsShown() throws {
        let rig = try ConsoleRig(outcome: .unavailable)
        rig.site.log.note(look, of: frame.id, from: try device("camera"), at: 0)
        rig.site.show(.there(frame.file), of: frame.id)
        let visitor = try rig.signIn("inspector")
        for what in ["picture", "texts"] {
            #expect(rig.answer(.get, "api/frames/\(frame.id.text)/\(what)", visitor).status == 503)
        }
    }
}
