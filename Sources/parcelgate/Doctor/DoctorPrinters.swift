import Devices
import Formats
import Glibc
import Platform

extension Doctor {
    mutating func check(_ printer: PrinterConfiguration) {
        let name = [(name: "printer", value: printer.id.name)]
        switch printer.place {
        case .folder(let path):
            let facts = name + [("folder", path)]
            if unsafe access(path, W_OK | X_OK) == 0 {
                ok("printer-folder", facts)
            } else {
                bad("printer-folder", facts)
            }
        case .network(let address): ask(address, name + [("address", address.description)])
        }
    }

    /// A held parcel without a tag is one that nobody recognises in the cage.
    private mutating func ask(_ address: SocketAddress, _ facts: [(name: String, value: String)]) {
        let deadline = Clocks.monotonic() + 2_000_000_000
        guard let stop = try? EventFlag(),
            let printer = Sockets.connect(to: address, until: deadline, stop: stop),
            Sockets.send(ZPLStatus.command[...], to: printer.number) == ZPLStatus.command.count
        else { return bad("printer", facts) }
        var answer: [UInt8] = []
        while answer.count < ZPLStatus.sizeLimit, Clocks.monotonic() < deadline {
            _ = Waiting.wait(for: printer.number, POLLIN, or: stop.descriptor, deadline: deadline)
            guard Sockets.receive(from: printer.number, into: &answer, limit: ZPLStatus.sizeLimit) != .closed else {
                break
            }
            guard let status = ZPLStatus(Array(answer.prefix(ZPLStatus.sizeLimit))) else { continue }
            guard !status.troubles.isEmpty else { return ok("printer", facts) }
            for trouble in status.troubles { bad("printer-" + trouble.rawValue, facts) }
            return
        }
        // Some say nothing while they are out of labels or open, and some never do.
        note("printer-silent", facts)
    }
}
