import Formats
import Foundation
import TestSupport
import Testing

@testable import Devices

@Suite("The library of drivers")
struct DriverLibraryTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func add(_ family: String, _ text: String) throws {
        let path = folder.path + "/" + family
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try text.write(toFile: path + "/driver.yaml", atomically: true, encoding: .utf8)
    }

    private func fault() -> String? {
        #expect(throws: DriverLibrary.Fault.self) { try DriverLibrary(folder: folder.path) }
            .map { "\($0)".replacing(folder.path + "/", with: "") }
    }

    private static let text = "transport: tcp-text\nreports: on-read\nframing: {end: <CR>}\n"

    /// Each folder of the repository's drivers is a family with a driver that can be read.
    @Test func everyShippedDriverIsLoaded() throws {
        let folders = try TestFiles.names(in: "drivers").filter { !$0.contains(".") && $0 != "keyboard-layouts" }
        let library = try DriverLibrary(folder: TestFiles.root + "/drivers")
        #expect(folders.count >= 6)
        #expect(library.profiles.keys.sorted() == folders)
        for (family, profile) in library.profiles { #expect(profile.family == family) }
    }

    @Test(
        arguments: [
            (0x0C2E, 0x0B6A, ["honeywell-hid-pos"]),
            // A vendor's other products are its family's too.
            (0x0C2E, 0xFFFF, ["honeywell-hid-pos"]),
            (0x1EAB, 0x1D10, ["newland-hid-pos"]),
            // The same scanner in keyboard mode, and as a serial port.
            (0x1EAB, 0x1D03, ["newland-keyboard"]),
            (0x1EAB, 0x1D06, ["serial-text", "usb-cdc-text"]),
            (0x05E0, 0x1300, ["ibm-oem-handheld", "standard-hid-pos"]),
            (0x067E, 0x0809, ["standard-hid-pos"]),
            (0x067E, 0x080A, []),
            (0x046D, 0xC31C, []),
            (0, 0, []),
        ] as [(UInt16, UInt16, [String])])
    func aUnitIsReadByItsFamily(vendor: UInt16, product: UInt16, families: [String]) throws {
        let library = try DriverLibrary(folder: TestFiles.root + "/drivers")
        let found = library.profiles.filter { $0.value.reads(vendor: vendor, product: product) }.keys.sorted()
        #expect(found == families)
    }

    @Test func aFolderWithoutDriversIsEmpty() throws {
        try "notes".write(toFile: folder.path + "/README.md", atomically: true, encoding: .utf8)
        try FileManager.default.createDirectory(atPath: folder.path + "/empty", withIntermediateDirectories: true)
        #expect(try DriverLibrary(folder: folder.path).profiles.isEmpty)
    }

    @Test func aMistakeIsNamedWithFileLineAndColumn() throws {
        try add("good", "family: good\n" + Self.text)
        try add("mine", "family: mine\ntransport: tcp-text\nreports: on-read\nframing: {ned: <CR>}\n")
        #expect(fault() == "mine/driver.yaml:4:10: expected a field 'end', found none here")
    }

    @Test(arguments: [
        ("", "mine/driver.yaml:1:1: expected a document, found an empty file"),
        ("family: [", "mine/driver.yaml:"),
        ("family: mine\n", "mine/driver.yaml:1:1: expected a field 'transport', found none here"),
        ("- family\n", "mine/driver.yaml:1:1: expected a driver's fields, found a list"),
        (
            "family: mine\ntransport: usb-hid-pos\nmodels: [{vendor: 0, name: x}]\n",
            "mine/driver.yaml:3:19: expected a whole number from 1 to 65535, found '0'"
        ),
    ])
    func aMalformedDriverIsRefused(text: String, message: String) throws {
        try add("mine", text)
        let found = fault()
        #expect(found?.hasPrefix(message) == true, "\(found ?? "")")
    }

    @Test func theFolderHasTheFamilysName() throws {
        try add("mine", "family: yours\n" + Self.text)
        #expect(
            fault() == "drivers/mine: its driver.yaml is of family 'yours'; the folder must have the family's name")
    }

    @Test func layoutsStandBesideTheFamiliesByTheirFilesNames() throws {
        let path = folder.path + "/keyboard-layouts"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try "layout: vn\ntitle: x\nkeys: {0x04: [a]}\n".write(
            toFile: path + "/vn.yaml", atomically: true, encoding: .utf8)
        try add(
            "mine",
            "family: mine\ntransport: usb-keyboard\nmodels: [{vendor: 1, product: 2, name: x}]\nlayout: vn\nend: [tab]\n"
        )
        let library = try DriverLibrary(folder: folder.path)
        #expect(library.layouts.keys.sorted() == ["vn"] && library.profiles.keys.sorted() == ["mine"])
        try FileManager.default.moveItem(atPath: path + "/vn.yaml", toPath: path + "/xx.yaml")
        #expect(
            fault() == "keyboard-layouts/xx.yaml: it is the layout 'vn'; the file must have the layout's name")
    }

    @Test func aFolderThatIsNotThereIsNamed() {
        let path = folder.path + "/none"
        let found = #expect(throws: DriverLibrary.Fault.self) { try DriverLibrary(folder: path) }
        #expect(found.map { "\($0)" } == "open directory \(path): No such file or directory")
    }

    @Test func aDriverBeyondItsLimitIsRefused() throws {
        try add("mine", "family: mine\n" + Self.text + "#" + String(repeating: "x", count: 1 << 20))
        #expect(fault()?.hasPrefix("read mine/driver.yaml: it is longer than the limit of 1048576 bytes") == true)
    }
}
