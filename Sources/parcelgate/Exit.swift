/// How a command ends when it does not succeed.
struct Exit: Error {
    let status: Int32
    let message: String

    /// The thing that was checked is not so.
    static func notSo(_ message: String = "") -> Exit { Exit(status: 1, message: message) }

    /// The command was called wrongly.
    static func usage(_ message: String) -> Exit { Exit(status: 2, message: message) }

    /// The machine or another program does not let it.
    static func environment(_ message: String) -> Exit { Exit(status: 3, message: message) }
}
