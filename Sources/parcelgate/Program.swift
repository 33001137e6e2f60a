import Gateway
import Glibc

/// One command of the program.
protocol Subcommand: SendableMetatype {
    static var name: String { get }
    /// One line for the list of commands.
    static var summary: String { get }
    /// What `--help` prints: usage, options, an example.
    static var help: String { get }
    static func run(_ arguments: inout Arguments) throws(Exit)
}

@main
enum Program {
    private static let commands: [any Subcommand.Type] = [
        RunCommand.self, DemoCommand.self, DoctorCommand.self, DevicesCommand.self, IdentifyCommand.self,
        LabelsCommand.self, ManifestCommand.self, RulesCommand.self, KeywordsCommand.self, BulletinCommand.self,
        HoldsCommand.self,
        AuditCommand.self, JournalCommand.self, BackupCommand.self, RestoreCommand.self, EraseCommand.self,
        CalibrateCommand.self, SimulateCommand.self, WorkerCommand.self,
    ]

    static func main() {
        var words = Array(CommandLine.arguments.dropFirst())
        guard let name = words.first else {
            Terminal.warn(overview)
            exit(2)
        }
        words.removeFirst()
        if name == "--version" { return Terminal.say("parcelgate \(Version.text)") }
        if name == "--help" || name == "help" { return Terminal.say(overview) }
        guard let command = commands.first(where: { $0.name == name }) else {
            Terminal.warn("parcelgate: there is no command '\(Terminal.plain(name))'\n\n" + overview)
            exit(2)
        }
        if words.prefix(while: { $0 != "--" }).contains("--help") { return Terminal.say(command.help) }
        var arguments = Arguments(words, command: name)
        do throws(Exit) {
            try command.run(&arguments)
        } catch {
            // The message may quote a file's words.
            if !error.message.isEmpty { Terminal.warn("parcelgate \(name): \(Terminal.plainLines(error.message))") }
            exit(error.status)
        }
        if Terminal.hasLostOutput {
            Terminal.warn("parcelgate \(name): the output could not be written")
            exit(3)
        }
    }

    private static var overview: String {
        let width = commands.map { $0.name.count }.max() ?? 0
        let list = commands.map { command in
            "  " + command.name + String(repeating: " ", count: width - command.name.count + 2) + command.summary
        }
        return """
            parcelgate \(Version.text): a parcel screening gateway
            A parcel is cleared only by a durable, explained decision; everything else goes to inspection.

            usage: parcelgate COMMAND [OPTION…]    (each COMMAND has --help)

            \(list.joined(separator: "\n"))

            exit status: 0 success, 1 the thing checked is not so, 2 wrong usage, 3 environment
            """
    }
}
