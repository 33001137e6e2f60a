import CPlatform
import Glibc
import Platform
import Synchronization

/// A fixed reader as a process: for each parcel that passes its station it sends one telegram, `STX label;label ETX`, or
/// `STX NoRead ETX`; one that weighs and measures ends it with `,kilograms,length,width,height`.
enum ReaderProcess {
    static func run(_ arguments: inout Arguments) throws(Exit) {
        let listen = try LineProcess.address(try arguments.required("listen"))
        let views = try LineProcess.address(try arguments.required("views"))
        let weighs = arguments.flag("weighs")
        try arguments.end()
        platform_die_with_parent(SIGTERM)
        signal(SIGPIPE, SIG_IGN)
        do throws(SystemError) {
            let listener = try Sockets.listen(on: listen)
            let stop = try EventFlag()
            Terminal.say("reader on \(listen)")
            var host: Descriptor?
            ViewFeed.follow(views, stop: stop) { view in
                // The newest host is served, as readers do.
                while let peer = Sockets.accept(from: listener.number) { host = consume peer }
                guard view.station == "tunnel", let socket = host?.number else { return }
                let telegram = [0x02] + content(view) + (weighs ? measures(view) : []) + [0x03]
                if Sockets.send(telegram[...], to: socket) == nil { host = nil }
            }
        } catch { throw .environment("\(error)") }
    }

    private static func measures(_ view: ViewFeed.View) -> [UInt8] {
        guard view.measures.count == 4 else { return [] }
        let grams = String(view.measures[0] % 1000)
        let weight = "\(view.measures[0] / 1000).\(String(repeating: "0", count: 3 - grams.utf8.count))\(grams)"
        return Array(([weight] + view.measures.dropFirst().map(String.init)).reduce("") { $0 + "," + $1 }.utf8)
    }

    private static func content(_ view: ViewFeed.View) -> [UInt8] {
        guard view.isReadable, !view.labels.isEmpty else { return Array("NoRead".utf8) }
        return Array(view.labels.joined(separator: [0x3B]))
    }
}
