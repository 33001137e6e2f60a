import Parcels
import Testing

@testable import Screening

/// The rules and lists that the project ships (packaging/example).
@Suite("Example rules and lists")
struct ExampleDocumentsTests {
    private static func holds(_ change: (inout ScreeningRig) -> Void) throws -> [String] {
        var rig = ScreeningRig()
        change(&rig)
        let screened = try rig.screened(try ScreeningRig.example())
        #expect(screened.holds.allSatisfy { $0.code == .rule }, "\(screened.holds.map(\.en))")
        return screened.holds.compactMap(\.rule?.id)
    }

    @Test func theyCompileAndHaveTheirRules() throws {
        #expect(try ScreeningRig.example().ruleCount >= 12)
        #expect(try ScreeningRig.example(at: nil).ruleCount >= 12)
    }

    /// Words of public reports (VIETNAM.md, 4), as they are written to hide them too.
    @Test(arguments: [
        ("nòng thép, phụ kiện máy bơm", "declared-gun-part"), ("nong thep", "declared-gun-part"),
        ("kim hỏa", "declared-gun-part"),
        ("l.i.n.h k.i.ệ.n súng", "declared-gun-part"), ("đạn chì 4.5", "declared-gun-part"),
        ("súng hơi cồn", "declared-weapon"),
        ("s.ú.n.g hơi đồ chơi", "declared-weapon"), ("5úng hơi", "declared-weapon"), ("sung dien", "declared-weapon"),
        ("dùi cui điện", "declared-support-tool"), ("bình xịt hơi cay", "declared-support-tool"),
        ("còng số 8", "declared-support-tool"),
        ("pháo hoa nổ 36 quả", "declared-fireworks"), ("giàn 36", "declared-fireworks"),
        ("KClO3", "declared-fireworks"),
        ("ma túy đá", "declared-drugs"), ("cần sa", "declared-drugs"), ("ketamine", "declared-drugs"),
        ("can sa", "declared-drugs"),
        ("th.u.ố.c lá điện tử", "declared-e-cigarettes"), ("thuoc la dien tu", "declared-e-cigarettes"),
    ])
    func suspectDeclarationsAreHeld(contents: String, rule: String) throws {
        #expect(try Self.holds { $0.contents = ["quần áo", contents] }.contains(rule))
    }

    @Test(arguments: [
        "quần áo", "giày dép", "sách giáo khoa", "đồ chơi trẻ em", "phụ kiện điện thoại", "cà phê bột", "mỹ phẩm",
        "đồ gia dụng",
        "linh kiện máy tính", "nông sản khô", "quà lưu niệm", "đèn bàn", "vải may", "dụng cụ nhà bếp", "súng bắn keo",
        "súng phun sơn",
        "nòng nọc", "pháo hoa giấy", "nông cụ thép", "máy bơm hơi", "ấm đun điện", "khóa cửa", "kẹo dừa", "bằng khen",
    ])
    func harmlessDeclarationsAreNot(contents: String) throws {
        #expect(try Self.holds { $0.contents = [contents] }.isEmpty)
    }

    /// Whoever copies an example has a rule that speaks.
    @Test(arguments: FactCatalogue.all.map(\.name))
    func theExampleOfEachFactIsTrueOfAParcel(_ name: String) throws {
        let entry = try #require(FactCatalogue.all.first { $0.name == name })
        var rig = ScreeningRig()
        rig.cod_vnd = 100_000
        rig.length_mm = 320
        (rig.sender.account, rig.sender.device) = ("KH-00123", "Android-77")
        let screened = try rig.screened(try ScreeningRig.snapshot(ScreeningRig.rule("\"\(entry.example)\"")))
        #expect(screened.holds.map { $0.rule?.id } == ["r"], "\(entry.example): \(screened.holds.map(\.en))")
        #expect(entry.example.contains(name))
    }

    @Test(arguments: ["0905000111", "+84905000111", "84 905 000 111"])
    func aTelephoneNumberOfTheBulletinIsHeld(phone: String) throws {
        #expect(try Self.holds { $0.receiver.phone = PhoneNumber(phone) } == ["bulletin-receiver-phone"])
        #expect(try Self.holds { $0.sender.phone = PhoneNumber(phone) } == ["bulletin-sender-phone"])
    }

    @Test func theReasonNamesTheBulletinInBothLanguages() throws {
        var rig = ScreeningRig()
        rig.receiver.phone = PhoneNumber("0905000111")
        let reason = try #require(try rig.screened(try ScreeningRig.example()).holds.first)
        #expect(reason.vi == "Số điện thoại người nhận có trong bản tin công an số 12/2026")
        #expect(reason.en == "The receiver's telephone number is in police bulletin 12/2026")
    }

    @Test func aBulletinCountsUntilItsEndWhereTheClockIsTrusted() throws {
        var rig = ScreeningRig()
        rig.receiver.phone = PhoneNumber("0905000111")
        let later = ScreeningRig.now + 1_500 * ScreeningRig.day
        #expect(try rig.screened(try ScreeningRig.example(at: later)).holds.isEmpty)
        #expect(try rig.screened(try ScreeningRig.example(at: nil)).holds.count == 1)
    }

    @Test func aNameOfTheBulletinIsHeld() throws {
        for name in ["Nguyễn Văn Không Có Thật", "NGUYEN VAN KHONG CO THAT"] {
            #expect(try Self.holds { $0.receiver.name = name } == ["bulletin-names"])
            #expect(try Self.holds { $0.sender.name = name } == ["bulletin-names"])
        }
    }

    /// Whoever leaves the sender's name empty must not carry a wanted receiver past the bulletin.
    @Test func aNameOfTheBulletinIsHeldWhenTheOtherIsMissing() throws {
        let name = "Nguyễn Văn Không Có Thật"
        for (receiver, sender) in [(name, ""), ("", name)] {
            let held = try Self.holds { rig in
                rig.receiver.name = receiver
                rig.sender.name = sender
            }
            #expect(held == ["bulletin-names"])
        }
    }

    @Test func aBlockedAddressIsHeld() throws {
        #expect(try Self.holds { $0.receiver.address = "1 duong Khong Co That" } == ["block-address"])
    }

    @Test(
        arguments: [
            (120, 3_500_000, "giấy tờ, phôi bằng", true), (400, 3_500_000, "phôi bằng", false),
            (120, 500_000, "phôi bằng", false),
            (120, nil, "phôi bằng", false), (120, 3_500_000, "giấy tờ", false),
        ] as [(Int, Int?, String, Bool)])
    func forgedPapersAreAPatternOfThree(weight_g: Int, cod_vnd: Int?, contents: String, isHeld: Bool) throws {
        let held = try Self.holds { rig in
            rig.weight_g = weight_g
            rig.cod_vnd = cod_vnd
            rig.contents = [contents]
        }
        #expect(held == (isHeld ? ["forged-documents-pattern"] : []))
    }

    @Test func anUndeclaredParcelIsTheEvidencePolicysBusiness() throws {
        #expect(try Self.holds { $0.isDeclared = false }.isEmpty)
    }
}
