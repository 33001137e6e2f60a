import Glibc
import Platform
import Testing

@testable import Console

/// Peers that take too long are cut off; those that wait for us are not.
@Suite("Patience with peers")
struct PatienceTests {
    /// Two ends of a connection.
    private struct Pair: ~Copyable {
        let ours: Descriptor
        let theirs: Descriptor

        init() {
            var ends: [Int32] = [-1, -1]
            unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
            ours = Descriptor(ends[0])
            theirs = Descriptor(ends[1])
        }

        /// Nothing was sent: only an end can be seen.
        var isCut: Bool { Waiting.wait(for: theirs.number, POLLIN, deadline: 0).first != 0 }
    }

    private let later = Clocks.monotonic() + Patience.head + 2_000_000_000

    @Test func whoTakesTooLongIsCutOff() throws {
        let patience = try Patience()
        let peer = Pair()
        patience.begin(1, socket: peer.ours.number)
        patience.letGo(Clocks.monotonic())
        let isCutEarly = peer.isCut
        patience.letGo(later)
        let isCut = peer.isCut
        #expect(!isCutEarly && isCut)
    }

    @Test func whoIsInTimeOrWaitsForUsIsNot() throws {
        let patience = try Patience()
        let inTime = Pair()
        patience.begin(1, socket: inTime.ours.number)
        patience.expect(1, within: Patience.body)
        let waiting = Pair()
        patience.begin(2, socket: waiting.ours.number)
        patience.expect(2, within: nil)
        // Its socket's number may be another's by now.
        let ended = Pair()
        patience.begin(3, socket: ended.ours.number)
        patience.end(3)
        patience.letGo(later)
        let areCut = [inTime.isCut, waiting.isCut, ended.isCut]
        #expect(areCut == [false, false, false])
    }
}
