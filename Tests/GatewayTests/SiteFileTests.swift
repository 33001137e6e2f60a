import Devices
import Formats
import Foundation
import Parcels
import Passages
import Platform
import Readings
import TestSupport
import Testing

@testable import Gateway

@Suite("The site file")
struct SiteFileTests {
    private let sample: SiteSample

    init() throws { sample = try SiteSample() }

    /// The example names its drivers' folder beside it.
    @Test func theExampleSaysWhatItSays() throws {
        let file = try TestFiles.content("packaging/example/site.yaml")
        try FileManager.default.createSymbolicLink(
            atPath: sample.folder.path + "/drivers", withDestinationPath: TestFiles.root + "/drivers")
        try Data(file).write(to: URL(filePath: sample.path))
        let site = try SiteFile.read(sample.path)
        #expect(site.id == "kontum-demo")
        #expect(site.name.en == "Kon Tum sorting centre (demo)")
        #expect(site.zone == "Asia/Ho_Chi_Minh" && site.utcOffset_s(at: 1_795_000_000) == 7 * 3600)
        #expect(site.data == sample.folder.path + "/data")
        #expect(site.console == SocketAddress("127.0.0.1:8480"))
        #expect(site.settings.copyWindow_s == 21_600 && site.settings.lengthTolerance_mm == 250)
        #expect(site.devices.map(\.id.name) == ["tunnel-1", "hand-1", "table-1"])
        #expect(site.devices.map(\.profile.family) == ["dws-text-tcp", "honeywell-hid-pos", "newland-hid-pos"])
        #expect(site.tableDevices.map(\.name) == ["table-1"])
        let line = try #require(site.lines.first)
        #expect(site.lines.count == 1 && line.layout.id.name == "L1")
        #expect(line.sorter == SocketAddress("127.0.0.1:9100"))
        #expect(line.layout.measure == .encoder(micrometresPerCount: 500))
        #expect(line.layout.stations.map(\.name) == ["tunnel", "hand"])
        #expect(line.layout.inspectionExit == 1)
    }

    @Test func everyFieldOfALineIsTaken() throws {
        let layout = try #require(try sample.read().lines.first).layout
        #expect(layout.maximumLength_mm == 800 && layout.minimumGap_mm == 150 && layout.diverter_mm == 3000)
        let station = try #require(layout.stations.first)
        #expect(station.name == "tunnel" && station.distance_mm == 1000 && station.tolerance_mm == 60)
        #expect(station.readers.map(\.device.name) == ["tunnel", "hand"])
        #expect(layout.exits.map(\.number) == [1, 2])
        #expect(layout.exits.map(\.kind) == [.inspection, .outbound])
        #expect(layout.exits.map(\.distance_mm) == [3800, 4200])
    }

    @Test func screeningMayBeLeftOut() throws {
        let site = try sample.read(
            try SiteSample.changed("screening: {copy_window_s: 60, length_tolerance_mm: 20}", ""))
        let usual = Conveyor.Settings()
        #expect(site.settings.copyWindow_s == usual.copyWindow_s)
        #expect(site.settings.lengthTolerance_mm == usual.lengthTolerance_mm)
    }

    /// `docs/integrator/site-file.md` names them.
    @Test func whatScreeningIsWithoutTheFieldsIsTheDocumentedValue() throws {
        let document = String(decoding: try TestFiles.content("docs/integrator/site-file.md"), as: UTF8.self)
        let usual = Conveyor.Settings()
        #expect(document.contains("(1 to 604800; \(usual.copyWindow_s))"))
        #expect(document.contains("may differ from the declared one (1 to 10000; \(usual.lengthTolerance_mm))"))
    }

    @Test func aLineWithoutAnEncoderHasASpeed() throws {
        let site = try sample.read(try SiteSample.changed("encoder_um_per_count: 500", "speed_mm_s: 900"))
        #expect(site.lines.first?.layout.measure == .time(speed_mm_s: 900))
    }

    @Test func aReaderOfTextIsConnectedToOrListenedFor() throws {
        for (word, listens) in [("connect", false), ("listen", true)] {
            let text = try SiteSample.changed("tcp: {connect: \"127.0.0.1:9200\"}", "tcp: {\(word): \"10.0.0.9:2112\"}")
            let address = try #require(SocketAddress("10.0.0.9:2112"))
            switch try #require(try sample.read(text).devices.first).place {
            case .tcpClient(let found): #expect(!listens && found == address)
            case .tcpServer(let found): #expect(listens && found == address)
            case .usb, .udp, .serial, .folder: Issue.record("a reader of text over TCP is elsewhere")
            }
        }
    }

    @Test func whoMaySpeakAsAReaderIsNamed() throws {
        let tcp = "tcp: {connect: \"127.0.0.1:9200\"}"
        let listening = try sample.read(
            try SiteSample.changed(tcp, "tcp: {listen: \"0.0.0.0:9200\", from: [10.0.0.5, 10.0.0.6]}"))
        #expect(listening.devices[0].peers == ["10.0.0.5", "10.0.0.6"])
        let datagrams = try sample.read(
            try SiteSample.changed(
                "driver: sick-text-tcp, " + tcp,
                "driver: text-udp, udp: {listen: \"0.0.0.0:9200\", from: [10.0.0.5]}"))
        guard case .udp(let address) = datagrams.devices[0].place else { return _ = Issue.record("no UDP") }
        #expect(address.description == "0.0.0.0:9200" && datagrams.devices[0].peers == ["10.0.0.5"])
    }

    @Test func aSerialPortHasItsPathAndItsSettings() throws {
        let tcp = "driver: sick-text-tcp, tcp: {connect: \"127.0.0.1:9200\"}"
        let usual = try SiteSample.changed(tcp, "driver: serial-text, serial: {path: /dev/serial/by-id/usb-x}")
        guard case .serial(let place) = try sample.read(usual).devices[0].place else {
            return _ = Issue.record("no port")
        }
        #expect(place == SerialPlace(path: "/dev/serial/by-id/usb-x", line: SerialLine()))
        let all = "path: /dev/ttyS0, baud: 19200, bits: 7, parity: even, stop: 2, flow: hardware"
        guard
            case .serial(let other) = try sample.read(
                try SiteSample.changed(tcp, "driver: serial-text, serial: {\(all)}")
            ).devices[0].place
        else { return _ = Issue.record("no port") }
        #expect(
            other.line == SerialLine(baud: 19_200, bits: 7, parity: .even, stopBits: 2, flow: .hardware)
                && other.line.description == "19200 7E2, hardware flow control")
    }

    @Test func aKeyboardScannerMayHaveAnotherLayoutThanItsFamily() throws {
        let honeywell = "driver: honeywell-hid-pos, usb: {vendor: 0x0c2e, product: 0x0b6a}"
        let units: [(String, String, VietnameseTyping?)] = [
            ("", "us", nil), (", layout: cs", "cs", nil), (", compose: telex", "us", .telex),
            (", layout: vn, compose: vni", "vn", .vni),
        ]
        for (more, layout, compose) in units {
            let text = try SiteSample.changed(
                honeywell, "driver: zebra-keyboard, usb: {vendor: 0x05e0, product: 0x1200}" + more)
            guard case .usbKeyboard(let family) = try sample.read(text).devices[1].profile.kind else {
                return _ = Issue.record("no keyboard")
            }
            #expect(family.habits.layout.name == layout && family.habits.compose == compose)
        }
    }

    @Test func aUnitsInterfacesMayBePinned() throws {
        func place(_ more: String) throws -> USBPlace? {
            let text = try SiteSample.changed("product: 0x0b6a", "product: 0x0b6a" + more)
            guard case .usb(let place) = try sample.read(text).devices[1].place else { return nil }
            return place
        }
        #expect(try place("")?.interfaces == nil)
        #expect(try place(", interfaces: [03:01:01, 03:00:00]")?.interfaces?.description == "03:00:00 03:01:01")
        for wrong in ["[]", "[03:*:*]", "[3]", "03:00:00"] {
            #expect(throws: (any Error).self) { try place(", interfaces: \(wrong)") }
        }
    }

    @Test func aFolderOfPicturesIsTakenFromWhereTheSiteFileLies() throws {
        let device = "driver: image-folder, "
        for (folder, path) in [("/srv/frames", "/srv/frames"), ("frames", sample.folder.path + "/frames")] {
            let text = try SiteSample.changed("tcp: {connect: \"127.0.0.1:9200\"}", "folder: \(folder)")
                .replacing("driver: sick-text-tcp, ", with: device)
            guard case .folder(let found) = try #require(try sample.read(text).devices.first).place else {
                return #expect(Bool(false), "a folder")
            }
            #expect(found == path)
        }
    }

    @Test func aCameraHasItsProfileWhereOneIsNamed() throws {
        let example = try TestFiles.content("calibration/cameras/example/example.yaml")
        let learnt = try TestFiles.content("Tests/Fuzz/Corpus/Documents/camera-lens").dropFirst()
        for (name, content) in [("new", example), ("learnt", Array(learnt))] {
            let text = String(decoding: content, as: UTF8.self)
            try Data(text.utf8).write(to: URL(filePath: sample.folder.path + "/others-\(name).yaml"))
            let own = text.replacing("camera: example", with: "camera: tunnel").replacing(
                "camera: \"example\"", with: "camera: tunnel")
            try Data(own.utf8).write(to: URL(filePath: sample.folder.path + "/\(name).yaml"))
        }
        func read(_ more: String) throws -> DeviceConfiguration? {
            try sample.read(
                try SiteSample.changed("tcp: {connect: \"127.0.0.1:9200\"}", "folder: frames" + more)
                    .replacing("driver: sick-text-tcp, ", with: "driver: image-folder, ")
            ).devices.first
        }
        #expect(try read("")?.baseline == nil)
        #expect(try read(", calibration: learnt.yaml")?.baseline?.width == 800)
        for (name, why) in [
            ("new.yaml", "a profile that knows ordinary pictures"), ("none.yaml", "a camera's profile"),
            ("site.yaml", "a field 'camera'"),
            ("others-learnt.yaml", "expected the profile of tunnel, not that of example, found"),
        ] {
            #expect { try read(", calibration: \(name)") } throws: { "\($0)".contains(why) }
        }
    }

    @Test func aUnitHasItsSerialAndItsPort() throws {
        let text = try SiteSample.changed("product: 0x0b6a", "product: 2922, serial: \"S1\", port: 1-2.3")
        guard case .usb(let place) = try sample.read(text).devices[1].place else { return #expect(Bool(false)) }
        #expect(place == USBPlace(vendor: 0x0C2E, product: 0x0B6A, serial: "S1", port: "1-2.3"))
    }

    /// Which is which must not depend on the order in which they are plugged in.
    @Test(arguments: [("serial: A", "serial: B"), ("port: 1-1", "port: 1-2"), ("serial: A, port: 1-1", "port: 1-2")])
    func unitsThatAreAlikeAreToldApart(first: String, second: String) throws {
        let text = try SiteSample.changed("product: 0x0b6a", "product: 1, " + first)
            .replacing("product: 0x0b6b", with: "product: 1, " + second)
        #expect(try sample.read(text).devices.count == 3)
    }

    @Test func aReadersFamilySaysHowItReports() throws {
        for (family, reports) in [("sick-text-tcp", true), ("text-tcp", false)] {
            let profile = try DriverLibrary(folder: TestFiles.root + "/drivers").profiles[family]
            guard case .text(let text)? = profile?.kind else { return #expect(Bool(false), "\(family)") }
            let site = try sample.read(try SiteSample.changed("driver: sick-text-tcp", "driver: \(family)"))
            let readers = try #require(site.lines.first?.layout.stations.first?.readers)
            #expect(readers[0].reportsEveryParcel == text.reportsEveryParcel, "\(family): \(reports)")
            #expect(readers[0].latency_ms == text.latency_ms)
            #expect(!readers[1].reportsEveryParcel && readers[1].latency_ms == 0)
        }
    }

    @Test func devicesAtNoStationStandAtATable() throws {
        #expect(try sample.read().tableDevices.map(\.name) == ["table"])
        #expect(try sample.read(SiteSample.text + SiteSample.secondLine).tableDevices.isEmpty)
    }

    @Test func aSiteHasSeveralLines() throws {
        let site = try sample.read(SiteSample.text + SiteSample.secondLine)
        #expect(site.lines.map(\.layout.id.name) == ["L1", "L2"])
        #expect(site.lines.map(\.sorter.port) == [9100, 9101])
        #expect(site.lines.map(\.name.vi) == ["một", "hai"])
    }

    @Test(arguments: ["UTC", "Asia/Saigon", "Etc/GMT-7", "America/Argentina/Buenos_Aires"])
    func aZoneMayHaveAnyOfItsNames(zone: String) throws {
        #expect(try sample.read(try SiteSample.changed("Asia/Ho_Chi_Minh", zone)).id == "test")
    }

    @Test func pathsAreTakenFromWhereTheFileLies() throws {
        #expect(try sample.read().data == sample.folder.path + "/data")
        #expect(try sample.read(try SiteSample.changed("data: data", "data: /var/lib/x")).data == "/var/lib/x")
    }

    @Test func aListOfExitsMayHaveARecirculation() throws {
        let more =
            "{number: 2, kind: outbound, distance_mm: 4200}\n      - {number: 99, kind: recirculation, distance_mm: 3000}"
        let site = try sample.read(try SiteSample.changed("{number: 2, kind: outbound, distance_mm: 4200}", more))
        #expect(site.lines.first?.layout.exits.map(\.kind) == [.inspection, .outbound, .recirculation])
    }
}
