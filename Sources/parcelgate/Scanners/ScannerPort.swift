import CPlatform
import Formats
import Glibc
import Platform
import Simulation

/// The device's end of what joins it with the gateway.
protocol ScannerPort: AnyObject {
    /// What a person must know of it to point a site file at it.
    var place: String { get }
    /// Waits until the gateway is there. False when it is not by the monotonic `deadline` (ns), or `stop` was raised.
    func connect(until deadline: Int64, stop: EventFlag) throws(Exit) -> Bool
    func send(_ transfer: ScannerTransfer) throws(Exit)
    /// What the gateway sent; waits for something until the deadline.
    func receive(until deadline: Int64, stop: EventFlag) throws(Exit) -> [ScannerTransfer]
    /// Disconnect, stall, overflow, unplug or plug.
    func happen(_ event: Tape.Event) throws(Exit)
    /// Waits until the gateway has taken everything, and leaves.
    func finish() throws(Exit)
}

/// The options that say where a port is.
enum ScannerPorts {
    static let help = """
        where it is:
          --listen ADDRESS       TCP: the gateway connects to it (the site file says connect)
          --connect ADDRESS      TCP: it connects to the gateway (the site file says listen)
          --send-to ADDRESS      UDP: datagrams to the gateway
          --port PATH            serial: a pseudo terminal, with this symbolic link to it
          --bus SOCKET --name N  USB: a device of the virtual bus (Tests/VirtualUSB)
        """

    /// Nil when no option says where.
    static func open(_ arguments: inout Arguments) throws(Exit) -> (Tape.Transport, any ScannerPort)? {
        let listen = try arguments.option("listen")
        let connect = try arguments.option("connect")
        let sendTo = try arguments.option("send-to")
        let path = try arguments.option("port")
        let bus = try arguments.option("bus")
        let name = try arguments.option("name")
        let given = [listen, connect, sendTo, path, bus].count { $0 != nil }
        guard given <= 1 else { throw .usage("one of --listen, --connect, --send-to, --port, --bus is enough") }
        if let bus {
            guard let name else { throw .usage("--bus needs --name, a device of the virtual bus") }
            return (.usb, try BusPort(bus, name))
        }
        guard name == nil else { throw .usage("--name goes with --bus") }
        if let listen { return (.tcp, try StreamPort(listeningOn: try LineProcess.address(listen))) }
        if let connect { return (.tcp, StreamPort(connectingTo: try LineProcess.address(connect))) }
        if let sendTo { return (.udp, try DatagramPort(try LineProcess.address(sendTo))) }
        if let path { return (.serial, try TerminalPort(path)) }
        return nil
    }

    /// Raised by SIGINT and SIGTERM. To be called before there are other threads.
    static func stopFlag() throws(Exit) -> EventFlag {
        let signals = platform_signal_fd()
        guard signals >= 0 else { throw .environment("signals cannot be caught") }
        do throws(SystemError) {
            let stop = try EventFlag()
            _ = try OwnThread("signals") {
                Waiting.wait(for: signals, POLLIN, deadline: nil)
                stop.raise()
            }
            return stop
        } catch { throw .environment("\(error)") }
    }
}
