import Formats
import Readings
import TestSupport
import Testing

@testable import Devices

/// Default deny: what may be opened, and what is said of all else.
@Suite("Which device on the bus may be opened")
struct USBAdmissionTests {
    private static let vendor: UInt16 = 0x0C2E
    private static let product: UInt16 = 0x0B6A

    private static func set(_ texts: [String]) -> USBInterfaceSet {
        USBInterfaceSet(texts.compactMap { USBInterfacePattern($0)?.exactly })
    }

    private static func unit(
        port: String = "1-1", serial: String? = nil, _ interfaces: String..., vendor: UInt16 = vendor
    ) -> USBAdmission.Unit {
        USBAdmission.Unit(
            vendor: vendor, product: product, port: port, serial: serial,
            interfaces: set(interfaces.isEmpty ? ["03:00:00"] : interfaces))
    }

    private static func profile(_ transport: String = "usb-hid-pos") throws -> DriverProfile {
        let path = "drivers/keyboard-layouts/us.yaml"
        let us = try KeyboardLayoutFile.parse(try TestFiles.content(path), file: path)
        let more = transport == "usb-keyboard" ? "layout: us\nend: [enter]\n" : ""
        let text = "family: f\ntransport: \(transport)\nmodels: [{vendor: 0x0c2e, product: 0x0b6a, name: x}]\n\(more)"
        return try DriverFile.parse(Array(text.utf8), file: "f", layouts: ["us": us])
    }

    private static func device(
        _ name: String, serial: String? = nil, port: String? = nil, interfaces: [String]? = nil,
        transport: String = "usb-hid-pos"
    ) throws -> DeviceConfiguration {
        DeviceConfiguration(
            id: try #require(DeviceID(name)), profile: try profile(transport),
            place: .usb(
                USBPlace(
                    vendor: vendor, product: product, serial: serial, port: port, interfaces: interfaces.map(set))))
    }

    private static func verdict(
        _ admission: USBAdmission, _ unit: USBAdmission.Unit, inUse: String...
    ) -> USBAdmission.Verdict { admission.verdict(unit) { inUse.contains($0.name) } }

    private static func code(_ verdict: USBAdmission.Verdict) -> Trouble.Code? {
        switch verdict {
        case .refused(let trouble), .suspicious(_, let trouble), .unusable(_, let trouble): trouble.code
        case .open, .inUse, .ignored: nil
        }
    }

    @Test func aUnitOfTheSiteWithItsUsualInterfacesIsOpened() throws {
        let admission = USBAdmission([try Self.device("a")])
        #expect(Self.verdict(admission, Self.unit()) == .open(0))
        #expect(Self.verdict(admission, Self.unit("03:00:00", "03:00:00")) == .open(0))
    }

    @Test(
        arguments: [
            ["03:00:00", "03:01:01"], ["03:00:00", "08:06:50"], ["03:00:00", "02:06:00", "0a:00:00"], ["08:06:50"],
            ["03:00:00", "ff:00:00"], ["03:01:02"], [],
        ]) func whatAScannerDoesNotShowIsSuspicious(interfaces: [String]) throws
    {
        let admission = USBAdmission([try Self.device("a")])
        let unit = USBAdmission.Unit(
            vendor: Self.vendor, product: Self.product, port: "1-1", serial: nil, interfaces: Self.set(interfaces))
        guard case .suspicious(let id, let trouble) = Self.verdict(admission, unit) else {
            return #expect(Bool(false), "\(Self.verdict(admission, unit))")
        }
        #expect(id?.name == "a" && trouble.code == .interfacesNotAllowed)
        #expect(trouble.fact.contains("1-1"))
    }

    @Test func aScannerSetAsAKeyboardIsAMistakeAndNotOpenedEither() throws {
        let admission = USBAdmission([try Self.device("a")])
        guard case .unusable(let id, let trouble) = Self.verdict(admission, Self.unit("03:01:01")) else {
            return #expect(Bool(false))
        }
        #expect(id.name == "a" && trouble.code == .isKeyboard)
    }

    @Test func keyboardFamiliesShowAKeyboardAndNoStorage() throws {
        let admission = USBAdmission([try Self.device("a", transport: "usb-keyboard")])
        #expect(Self.verdict(admission, Self.unit("03:01:01")) == .open(0))
        #expect(Self.verdict(admission, Self.unit("03:01:01", "03:00:00")) == .open(0))
        #expect(Self.code(Self.verdict(admission, Self.unit("03:01:01", "08:06:50"))) == .interfacesNotAllowed)
    }

    /// What was opened with one set must not come with another, even with one that its family may show.
    @Test func aUnitThatComesBackWithOtherInterfacesIsSuspicious() throws {
        var admission = USBAdmission([try Self.device("a", transport: "usb-keyboard")])
        let id = try #require(DeviceID("a"))
        admission.note(id, Self.set(["03:01:01"]))
        #expect(Self.verdict(admission, Self.unit("03:01:01")) == .open(0))
        for interfaces in [["03:01:01", "03:00:00"], ["03:00:00"], ["03:01:01", "03:01:01"]] {
            let unit = USBAdmission.Unit(
                vendor: Self.vendor, product: Self.product, port: "1-4", serial: nil, interfaces: Self.set(interfaces))
            guard case .suspicious(id, let trouble) = Self.verdict(admission, unit) else {
                #expect(Bool(false), "\(interfaces)")
                continue
            }
            #expect(trouble.code == .interfacesChanged && trouble.fact.hasPrefix("03:01:01 → "))
        }
    }

    @Test func whatTheSiteFilePinsIsAllAndEnough() throws {
        let pinned = USBAdmission([try Self.device("a", interfaces: ["03:01:01", "03:00:00"])])
        #expect(Self.verdict(pinned, Self.unit("03:00:00", "03:01:01")) == .open(0))
        #expect(Self.code(Self.verdict(pinned, Self.unit("03:00:00"))) == .interfacesNotAllowed)
        #expect(Self.code(Self.verdict(pinned, Self.unit("03:00:00", "03:01:01", "03:01:01"))) == .interfacesNotAllowed)
    }

    // MARK: Identical units

    @Test func unitsAreToldApartByTheirSerialNumbers() throws {
        let admission = USBAdmission([
            try Self.device("a", serial: "S1"), try Self.device("b", serial: "S2"),
        ])
        for port in ["1-1", "1-2"] {
            #expect(Self.verdict(admission, Self.unit(port: port, serial: "S1")) == .open(0))
            #expect(Self.verdict(admission, Self.unit(port: port, serial: "S2")) == .open(1))
        }
        let stranger = Self.verdict(admission, Self.unit(serial: "S3"))
        #expect(Self.code(stranger) == .serialUnknown)
        if case .refused(let trouble) = stranger { #expect(trouble.fact.hasSuffix("S3")) }
        #expect(Self.code(Self.verdict(admission, Self.unit(serial: nil))) == .serialMissing)
        // Only the whole number, byte for byte: é in one character or two.
        #expect(Self.code(Self.verdict(admission, Self.unit(serial: "S1 "))) == .serialUnknown)
        let accents = USBAdmission([try Self.device("a", serial: "\u{E9}")])
        #expect(Self.code(Self.verdict(accents, Self.unit(serial: "e\u{301}"))) == .serialUnknown)
    }

    @Test func unitsWithoutNumbersAreToldApartByTheirPorts() throws {
        let admission = USBAdmission([try Self.device("a", port: "1-1"), try Self.device("b", port: "1-2")])
        #expect(Self.verdict(admission, Self.unit(port: "1-1"), inUse: "b") == .open(0))
        #expect(Self.verdict(admission, Self.unit(port: "1-2"), inUse: "a") == .open(1))
        #expect(Self.code(Self.verdict(admission, Self.unit(port: "1-3"))) == .otherPort)
    }

    @Test func aSerialAndAPortMustBothFit() throws {
        let admission = USBAdmission([try Self.device("a", serial: "S1", port: "1-1")])
        #expect(Self.verdict(admission, Self.unit(serial: "S1")) == .open(0))
        #expect(Self.code(Self.verdict(admission, Self.unit(port: "1-2", serial: "S1"))) == .otherPort)
        #expect(Self.code(Self.verdict(admission, Self.unit(serial: "S2"))) == .serialUnknown)
    }

    @Test func aSecondUnitIsNotTheFirst() throws {
        let admission = USBAdmission([try Self.device("a")])
        #expect(Self.verdict(admission, Self.unit(port: "1-2"), inUse: "a") == .inUse)
        // A suspicious one beside the working one is nobody: the working one goes on.
        guard case .suspicious(nil, _) = Self.verdict(admission, Self.unit(port: "1-2", "08:06:50"), inUse: "a") else {
            return #expect(Bool(false))
        }
    }

    // MARK: Strangers

    @Test(
        arguments: [
            (["03:01:01"], Trouble.Code.notOnList), (["03:00:00"], .notOnList), (["08:06:50"], .foreignStorage),
            (["03:01:01", "08:06:50"], .foreignStorage), (["e0:01:03", "0a:00:00"], .foreignNetwork),
            (["02:06:00"], .foreignNetwork),
        ]) func strangersAreNamed(interfaces: [String], code: Trouble.Code) throws
    {
        let admission = USBAdmission([try Self.device("a")])
        let unit = USBAdmission.Unit(
            vendor: 0x0781, product: 0x5567, port: "1-4", serial: "x", interfaces: Self.set(interfaces))
        guard case .refused(let trouble) = Self.verdict(admission, unit) else { return #expect(Bool(false)) }
        #expect(trouble.code == code && trouble.fact == "0781:5567 · 1-4 · \(Self.set(interfaces))")
    }

    @Test(arguments: [["09:00:00"], ["0e:01:00"], ["ff:00:00"], ["02:02:01", "0a:00:00"], []])
    func whatIsNoScannersBusinessIsLeftAlone(interfaces: [String]) throws {
        let admission = USBAdmission([try Self.device("a")])
        let unit = USBAdmission.Unit(
            vendor: 1, product: 1, port: "1-4", serial: nil, interfaces: Self.set(interfaces))
        #expect(Self.verdict(admission, unit) == .ignored)
    }

    /// Whatever a device claims to be, it is opened only where every single thing fits.
    @Test func nothingIsOpenedThatDiffersInAnything() throws {
        var dice = SeededDice("devices on the bus")
        let admission = USBAdmission([
            try Self.device("a", serial: "S1", port: "1-1"), try Self.device("b", serial: "S2"),
        ])
        let kinds = ["03:00:00", "03:01:01", "08:06:50", "02:06:00", "ff:00:00"]
        var opened = 0
        for _ in 0..<5_000 {
            let interfaces = (0...dice.below(2)).map { _ in kinds[dice.below(3) == 0 ? dice.below(kinds.count) : 0] }
            let unit = USBAdmission.Unit(
                vendor: dice.below(4) == 0 ? 0x0C2F : Self.vendor, product: dice.below(4) == 0 ? 1 : Self.product,
                port: ["1-1", "1-2"][dice.below(2)], serial: [nil, "S1", "S2", "S3"][dice.below(4)],
                interfaces: Self.set(interfaces))
            guard case .open(let index) = Self.verdict(admission, unit) else { continue }
            opened += 1
            #expect(unit.vendor == Self.vendor && unit.product == Self.product)
            #expect(unit.serial == (index == 0 ? "S1" : "S2") && (index == 1 || unit.port == "1-1"))
            #expect(unit.interfaces.interfaces.allSatisfy { $0 == USBInterface(3, 0, 0) })
        }
        #expect(opened > 100)
    }
}
