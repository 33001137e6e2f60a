import Formats
import Platform
import Simulation

/// No device at all: what it would send is printed as the lines of a tape, without times.
final class PaperPort: ScannerPort {
    let place = "printed"

    func connect(until deadline: Int64, stop: EventFlag) throws(Exit) -> Bool { true }

    func send(_ transfer: ScannerTransfer) throws(Exit) {
        Terminal.say(
            String(
                TapeFile.line(Tape.Entry(0, .transfer(.in, transfer.channel, transfer.bytes))).dropFirst(2).dropLast()))
    }

    func receive(until deadline: Int64, stop: EventFlag) throws(Exit) -> [ScannerTransfer] {
        stop.wait(until: deadline)
        return []
    }

    func happen(_ event: Tape.Event) throws(Exit) {
        Terminal.say(String(TapeFile.line(Tape.Entry(0, event)).dropFirst(2).dropLast()))
    }

    func finish() throws(Exit) {}
}
