import Platform
import Workers

/// The sandboxed processes; the gateway starts them itself.
enum WorkerCommand: Subcommand {
    static let name = "worker"
    static let summary = "read pictures in a sandbox; the gateway starts it"
    static let help = """
        usage: parcelgate worker decode

        Reads pictures for a gateway that has started it, in a sandbox without files and sockets. It is of no use on its own:
        'parcelgate labels decode' reads the labels in picture files.

        example: parcelgate worker decode    (as a gateway runs it)
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let what = try arguments.next("decode")
        guard what == "decode" else { throw .usage("expected decode, found '\(what)'") }
        try arguments.end()
        do throws(SystemError) { try DecodeWorker.run() } catch { throw .environment("\(error)") }
    }
}
