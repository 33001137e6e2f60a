import Inspection
import Parcels
import Testing
import Words

@Suite("Why parcels are held now")
struct HoldCausesTests {
    private typealias Cause = HoldCounts.Cause
    private typealias Device = HoldCircumstances.Device

    private static func lines(
        _ causes: [Cause], age: Int? = 40, limit: Int? = 30, devices: [Device] = []
    ) -> [HoldCauses.Line] {
        HoldCauses.lines(
            HoldCounts(parcelsNow: 100, parcelsBefore: 800, holdsNow: 10, holdsBefore: 10, causes: causes),
            HoldCircumstances(manifestAge_min: age, manifestLimit_min: limit, devices: devices))
    }

    private static func text(_ why: HoldCauses.Why?) -> String? {
        why.map { why in ([why.code] + why.arguments.map { "\($0.name)=\($0.value)" }).joined(separator: " ") }
    }

    @Test func theCommonestStandsFirstAndOldOnesNowhere() {
        let lines = Self.lines([
            Cause(code: .late, subject: nil, now: 2, before: 0), Cause(code: .stray, subject: nil, now: 0, before: 90),
            Cause(code: .rule, subject: "weapons", now: 2, before: 9),
            Cause(code: .noRead, subject: nil, now: 7, before: 4),
        ])
        #expect(lines.map(\.cause.code) == [.noRead, .late, .rule])
    }

    @Test func everyReasonHasItsPhrase() {
        #expect(ReasonCode.allCases.filter { Catalogue.phrase("cause." + $0.rawValue) == nil }.isEmpty)
    }

    @Test func onlyTheFirstFiveAreNamed() {
        let many = (1...9).map { Cause(code: .rule, subject: "r\($0)", now: $0, before: 0) }
        #expect(Self.lines(many).map(\.cause.subject) == ["r9", "r8", "r7", "r6", "r5"])
    }

    /// Eight hours of the shift before are held against one hour now.
    @Test(arguments: [(5, 0, true), (5, 20, true), (5, 21, false), (4, 0, false), (40, 320, false), (40, 160, true)])
    func risingIsTwiceAsOftenAndNoChance(now: Int, before: Int, isRising: Bool) {
        #expect(Self.lines([Cause(code: .late, subject: nil, now: now, before: before)])[0].isRising == isRising)
    }

    @Test func theManifestFeedsAgeExplainsStaleAndMissingDeclarations() {
        let stale = Cause(code: .evidenceStale, subject: "manifest", now: 9, before: 0)
        let missing = Cause(code: .evidenceMissing, subject: "manifest", now: 9, before: 0)
        for cause in [stale, missing] {
            #expect(Self.text(Self.lines([cause])[0].why) == "manifest-limit age_min=40 limit_min=30")
            #expect(Self.text(Self.lines([cause], limit: nil)[0].why) == "manifest-age age_min=40")
            #expect(Self.text(Self.lines([cause], age: nil)[0].why) == "manifest-none")
        }
        let image = Cause(code: .evidenceMissing, subject: "image", now: 9, before: 0)
        #expect(Self.lines([image])[0].why == nil)
    }

    @Test func aDeviceExplainsUnreadParcels() {
        let cause = Cause(code: .noRead, subject: nil, now: 9, before: 0)
        let good = Device(id: "a", isWorking: true, looks: 200, noReads: 2)
        let bad = Device(id: "b", isWorking: true, looks: 40, noReads: 10)
        let rare = Device(id: "c", isWorking: true, looks: 3, noReads: 3)
        #expect(
            Self.text(Self.lines([cause], devices: [good, bad, rare])[0].why) == "device-reads device=b percent=25")
        let away = Device(id: "d", isWorking: false, looks: 0, noReads: 0)
        #expect(Self.text(Self.lines([cause], devices: [bad, away])[0].why) == "device-away device=d")
        #expect(Self.lines([cause], devices: [rare])[0].why == nil)
        #expect(Self.lines([cause], devices: [])[0].why == nil)
    }
}
