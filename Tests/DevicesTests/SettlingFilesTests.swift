import Readings
import Testing

@testable import Devices

@Suite("Files of a folder that settle")
struct SettlingFilesTests {
    private static let second: Int64 = 1_000_000_000

    private static func at(_ moment: Double) -> Stamp {
        Stamp(utc: 0, boot: BootID(1), monotonic: 1000 * second + Int64(moment * 1e9), trusted: true)
    }

    private var files = SettlingFiles(settle_ms: 100, partialLimit_ms: 2_000)

    private mutating func settled(_ moment: Double) -> [SettlingFiles.Settled] {
        files.takeSettled(Self.at(moment).monotonic)
    }

    @Test mutating func aFileThatWasMovedInIsWholeAtOnce() {
        files.take("a.png", .movedIn, Self.at(0))
        #expect(files.nextDue == Self.at(-0.1).monotonic + 100_000_000)
        #expect(settled(0) == [SettlingFiles.Settled(name: "a.png", seen: Self.at(0), isWhole: true)])
        #expect(settled(9).isEmpty && files.nextDue == nil)
    }

    /// Its moment is when it was first seen, however long it took to write it.
    @Test mutating func aFileThatIsWrittenInPlaceIsWholeWhenNobodyTouchesIt() {
        files.take("a.png", .created, Self.at(0))
        files.take("a.png", .modified, Self.at(0.3))
        files.take("a.png", .closed, Self.at(0.5))
        #expect(settled(0.59).isEmpty)
        // A server that writes in pieces opens it again.
        files.take("a.png", .modified, Self.at(0.59))
        #expect(settled(1.5).isEmpty)
        files.take("a.png", .closed, Self.at(1.5))
        #expect(settled(1.61) == [SettlingFiles.Settled(name: "a.png", seen: Self.at(0), isWhole: true)])
    }

    @Test mutating func aFileWhoseWriterDiedIsCutOff() {
        files.take("a.png", .created, Self.at(0))
        files.take("a.png", .modified, Self.at(1))
        #expect(settled(2.9).isEmpty)
        #expect(settled(3) == [SettlingFiles.Settled(name: "a.png", seen: Self.at(0), isWhole: false)])
    }

    @Test mutating func aFileThatIsTakenAwayIsForgotten() {
        files.take("a.png", .created, Self.at(0))
        files.take("a.png", .gone, Self.at(0.1))
        #expect(settled(9).isEmpty && files.nextDue == nil)
    }

    @Test mutating func filesAreTakenInTheOrderInWhichTheyCame() {
        for (place, name) in ["c", "a", "b"].enumerated() { files.take(name, .movedIn, Self.at(Double(place) / 10)) }
        #expect(settled(1).map(\.name) == ["c", "a", "b"])
    }

    @Test mutating func filesOnTheirWayAreBoundedAndCounted() {
        for number in 0..<SettlingFiles.limit + 5 { files.take("\(number)", .created, Self.at(0)) }
        #expect(settled(9).count == SettlingFiles.limit)
        #expect(files.takeRefused() == 5 && files.takeRefused() == 0)
    }
}
