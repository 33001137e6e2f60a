import Formats
import Foundation
import Labels
import Parcels
import Platform
import Readings
import Synchronization
import TestSupport
import Testing
import Workers

@testable import Devices

/// A folder of pictures, with real files and real workers.
@Suite("Folders of pictures")
struct ImageFolderTests {
    private final class Reports: Sendable {
        private let events = Mutex<[DeviceEvent]>([])

        func take(_ event: DeviceEvent) { events.withLock { $0.append(event) } }

        /// One line for each report: its labels, or why there are none.
        var lines: [String] {
            events.withLock { events in
                events.compactMap { event in
                    guard case .readings(let readings) = event else { return nil }
                    return readings.map { reading in
                        switch reading.content {
                        case .label(let bytes, let aim):
                            "\(aim.map { "\($0)" } ?? "-") " + String(decoding: bytes, as: UTF8.self)
                        case .noRead: "no read"
                        case .measured: "measured"
                        case .failed(let trouble): trouble.code.rawValue
                        }
                    }.sorted().joined(separator: ", ")
                }
            }
        }

        var readings: [Reading] {
            events.withLock { events in
                events.flatMap { event -> [Reading] in
                    if case .readings(let readings) = event { readings } else { [] }
                }
            }
        }

        var states: [DeviceState] {
            events.withLock { events in
                events.compactMap { if case .changed(_, let state, _) = $0 { state } else { nil } }
            }
        }

        var outOfBaseline: [Trouble] {
            events.withLock { events in
                events.compactMap { if case .outOfBaseline(_, let trouble) = $0 { trouble } else { nil } }
            }
        }

        var dropped: Int {
            events.withLock { events in
                events.reduce(0) { if case .dropped(_, let count) = $1 { $0 + count } else { $0 } }
            }
        }

        var failed: [Trouble.Code] {
            events.withLock { events in
                events.compactMap { if case .frameFailed(_, _, let trouble) = $0 { trouble.code } else { nil } }
            }
        }

        func eventually(_ isSo: () -> Bool) -> Bool {
            let limit = Clocks.monotonic() + 60_000_000_000
            while Clocks.monotonic() < limit {
                if isSo() { return true }
                _ = Waiting.wait(for: -1, 0, deadline: Clocks.monotonic() + 5_000_000)
            }
            return false
        }
    }

    private let reports = Reports()
    private let folder: TestFolder
    private let hub: DeviceHub
    private let decoding: Decoding

    init() throws {
        folder = try TestFolder()
        hub = try DeviceHub()
        var settings = DecodePool.Settings()
        settings.program = TestFiles.built("parcelgate")
        decoding = Decoding(pool: try DecodePool(settings), shelf: FrameShelf())
    }

    private func start(_ path: String? = nil, baseline: FrameBaseline? = nil) throws {
        let drivers = try DriverLibrary(folder: TestFiles.root + "/drivers")
        let configuration = DeviceConfiguration(
            id: try #require(DeviceID("camera")), profile: try #require(drivers.profiles["image-folder"]),
            place: .folder(path ?? folder.path), baseline: baseline)
        let reports = reports
        try hub.start(
            [configuration], decoding: decoding,
            stamp: { Stamp(utc: 0, boot: BootID(1), monotonic: Clocks.monotonic(), trusted: true) },
            report: { reports.take($0) })
        #expect(reports.eventually { !reports.states.isEmpty })
    }

    private func close() {
        let limit = Clocks.monotonic() + 60_000_000_000
        hub.close(until: limit)
        decoding.pool.close(until: limit)
    }

    /// Of a picture that is grey all over.
    private static func blank(_ level: UInt8) throws -> FrameStatistics {
        let image = try #require(GreyImage(width: 100, height: 80, pixels: [UInt8](repeating: level, count: 8_000)))
        return try #require(FrameStatistics(image))
    }

    private func picture(_ name: String) throws -> [UInt8] { try TestFiles.content("Tests/Labels/Images/" + name) }

    /// As a camera does that is careful.
    private func rename(_ content: [UInt8], as name: String) throws {
        try Files.replace(folder.path + "/." + name, with: content)
        #expect(Files.move(folder.path + "/." + name, to: folder.path + "/" + name))
    }

    private func write(_ content: [UInt8], as name: String) throws {
        try Data(content).write(to: URL(filePath: folder.path + "/" + name))
    }

    @Test func allCodesOfAPictureAreOneReport() throws {
        try start()
        defer { close() }
        try rename(try picture("two.png"), as: "1.png")
        #expect(reports.eventually { reports.lines.count == 1 })
        #expect(reports.lines == ["C0 EB123456785VN, Q1 Số 12 Trần Phú"])
        let frame = Frame(try picture("two.png"))
        #expect(reports.readings.allSatisfy { $0.frame == frame.id })
        #expect(decoding.shelf[frame.id] == frame.file)
        #expect(reports.readings.allSatisfy { $0.sighting?.corners.count ?? 0 >= 3 && $0.sighting?.place != nil })
        let logged = try #require(decoding.log.newest.first)
        #expect(logged.frame == frame.id && logged.isRead)
        #expect(try Files.names(in: folder.path).isEmpty)
    }

    /// The labels are read as ever; that the camera's pictures have another size than it was calibrated with is told beside it,
    /// once four of those that are looked at, each fourth one, have shown it.
    @Test func aCalibratedCamerasPicturesAreCompared() throws {
        try start(baseline: FrameBaseline([try Self.blank(90)]))
        defer { close() }
        let count = (CameraWatch.strangers - 1) * CameraHealth.share + 1
        for number in 1...count {
            #expect(reports.outOfBaseline.isEmpty)
            try rename(try picture("code128.pgm"), as: "\(number).pgm")
            #expect(reports.eventually { reports.lines.count == number })
        }
        #expect(reports.eventually { !reports.outOfBaseline.isEmpty })
        #expect(reports.outOfBaseline == [Trouble(.cameraOtherSize, "100 → 352")])
        #expect(reports.lines == [String](repeating: "C0 EB123456785VN", count: count))
        #expect(!reports.states.contains(.faulty))
    }

    /// What is seen worse is told once, and its end.
    @Test func aCamerasHealthIsToldByItsChanges() throws {
        let (light, dark) = (try Self.blank(200), try Self.blank(100))
        let (baseline, device) = (try #require(FrameBaseline([light])), try #require(DeviceID("camera")))
        let health = CameraHealth(device, baseline, report: { [reports] in reports.take($0) })
        #expect((0..<8).map { _ in health.wantsNext() } == [true, false, false, false, true, false, false, false])
        func take(_ frame: FrameStatistics) { health.take(.measured(CameraView(statistics: frame, target: nil))) }
        for _ in 0..<80 { take(light) }
        #expect(reports.outOfBaseline.isEmpty)
        for _ in 0..<160 { take(dark) }
        #expect(reports.outOfBaseline == [Trouble(.cameraTooDark, "200 → 100")])
        close()
    }

    /// Reading comes first: pictures that end the workers when they are looked at are looked at no more, and that is told.
    @Test func aCameraWhosePicturesEndTheWorkersIsWatchedNoMore() throws {
        let (usual, device) = (try Self.blank(200), try #require(DeviceID("camera")))
        let health = CameraHealth(
            device, try #require(FrameBaseline([usual])), report: { [reports] in reports.take($0) })
        let died = DecodePool.Outcome.failed(Trouble(.workerDied, "SIGSEGV"))
        health.take(died)
        health.take(died)
        health.take(.measured(CameraView(statistics: usual, target: nil)))
        health.take(died)
        health.take(.failed(Trouble(.framesRefused, "1")))
        health.take(.fault(.tooSmall))
        health.take(died)
        #expect(reports.outOfBaseline.isEmpty && health.wantsNext())
        health.take(died)
        #expect(reports.outOfBaseline == [Trouble(.cameraUnwatched, "worker-died: SIGSEGV")])
        health.take(died)
        #expect(reports.outOfBaseline.count == 1 && (0..<8).allSatisfy { _ in !health.wantsNext() })
        close()
    }

    @Test func picturesWrittenInPlaceAreTakenWhenTheyAreWhole() throws {
        try start()
        defer { close() }
        for (place, name) in ["code128.png", "code128.jpg", "code128.tif", "code128.pgm"].enumerated() {
            try write(try picture(name), as: name.uppercased())
            #expect(reports.eventually { reports.lines.count == place + 1 })
        }
        #expect(Set(reports.lines) == ["C0 EB123456785VN"])
    }

    @Test func aPictureWithoutACodeAndOneThatIsCutOffAreNoReads() throws {
        try start()
        defer { close() }
        let names = ["blank.png", "cut-code128.png", "cut-code128.jpg", "cut-code128.tif", "cut-code128.pgm"]
        for name in names { try rename(try picture(name), as: name) }
        #expect(reports.eventually { reports.lines.count == names.count })
        #expect(reports.lines.sorted() == ["no read"] + [String](repeating: "picture-damaged", count: 4))
        #expect(reports.failed.isEmpty)
        // Each can be looked at afterwards, with why it was not read.
        #expect(decoding.log.newest.count == names.count && !decoding.log.newest.contains(where: \.isRead))
        let troubles = decoding.log.newest.compactMap {
            if case .failed(let trouble) = $0.outcome { trouble.code } else { nil }
        }
        #expect(troubles == [Trouble.Code](repeating: .pictureDamaged, count: 4))
    }

    /// A writer that stops in the middle and keeps the file open.
    @Test func aPictureWhoseWriterStoppedIsCutOff() throws {
        try start()
        defer { close() }
        let path = folder.path + "/half.png"
        // One open from its making on: an empty file that is closed would be a picture too.
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT, 0o600)
        try #require(descriptor >= 0)
        let writer = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try writer.write(contentsOf: Data(try picture("code128.png").prefix(100)))
        #expect(reports.eventually { reports.lines == ["picture-cut-off"] })
        #expect(try Files.names(in: folder.path).isEmpty)
    }

    @Test func linksAndPipesAreNotFollowed() throws {
        try start()
        defer { close() }
        let outside = folder.path + "-secret"
        try Data(try picture("code128.png")).write(to: URL(filePath: outside))
        defer { try? FileManager.default.removeItem(atPath: outside) }
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/.link", withDestinationPath: outside)
        #expect(Files.move(folder.path + "/.link", to: folder.path + "/link.png"))
        #expect(unsafe mkfifo(folder.path + "/.pipe", 0o600) == 0)
        #expect(Files.move(folder.path + "/.pipe", to: folder.path + "/pipe.png"))
        #expect(reports.eventually { reports.lines == ["picture-damaged", "picture-damaged"] })
        #expect(Files.exists(outside))
    }

    @Test func filesOfOtherNamesAreLeftAlone() throws {
        try write(try picture("code128.png"), as: "notes.txt")
        try start()
        defer { close() }
        try rename(try picture("code128.png"), as: "frame.part")
        try rename(try picture("code128.png"), as: "frame.png")
        #expect(reports.eventually { reports.lines.count == 1 })
        #expect(try Files.names(in: folder.path) == ["frame.part", "notes.txt"])
    }

    /// When they were taken nobody knows: none is attached to a parcel by guess.
    @Test func picturesFromBeforeTheStartAreDroppedAndCounted() throws {
        for number in 0..<3 { try write(try picture("code128.png"), as: "\(number).png") }
        try start()
        defer { close() }
        #expect(reports.eventually { reports.dropped == 3 })
        try rename(try picture("gs1-128.png"), as: "new.png")
        #expect(reports.eventually { reports.lines == ["C1 00340123450000000000"] })
    }

    @Test func aFolderThatIsNotThereIsAFault() throws {
        try start("/nowhere/at-all")
        defer { close() }
        #expect(reports.states.first == .faulty)
    }

    @Test func aFolderThatGoesAwayIsGone() throws {
        try start()
        defer { close() }
        try FileManager.default.removeItem(atPath: folder.path)
        #expect(reports.eventually { reports.states.contains(.gone) })
    }
}
