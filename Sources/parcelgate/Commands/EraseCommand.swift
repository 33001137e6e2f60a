import Foundation

/// Erases the personal data of one parcel.
enum EraseCommand: Subcommand {
    static let name = "erase"
    static let summary = "ask for the erasure of a parcel's personal data, or order it as the second person"
    static let help = """
        usage: parcelgate erase request NUMBER --ground TEXT
               parcelgate erase approve ERASURE
               parcelgate erase list
        \(ConsoleClient.options)

        Two persons are needed. What is erased: names, telephone numbers, addresses, labels and notes of every entry about
        the parcel (their keys are overwritten), its items and its rows in kept manifests. The journal's chain stays whole.

        example: parcelgate erase request EB123456785VN --ground "the receiver asked for it, letter of 3 May" --account lan
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        switch try arguments.next("request, approve or list") {
        case "request":
            let number = try arguments.next("NUMBER")
            let ground = try arguments.required("ground")
            let client = try ConsoleClient.signIn(&arguments)
            try arguments.end()
            guard let body = try? JSONEncoder().encode(["number": number, "ground": ground]) else {
                throw .usage("the ground is no text")
            }
            Terminal.say(try ConsoleClient.require(try client.post("/api/erasures", .bytes(Array(body)))).text)
        case "approve":
            let word = try arguments.next("ERASURE")
            guard let erasure = Int(word) else { throw .usage("expected an erasure's number, found '\(word)'") }
            let client = try ConsoleClient.signIn(&arguments)
            try arguments.end()
            Terminal.say(
                try ConsoleClient.require(try client.post("/api/erasures/\(erasure)/approval", .none)).text)
        case "list":
            let client = try ConsoleClient.signIn(&arguments)
            try arguments.end()
            Terminal.say(try ConsoleClient.require(try client.get("/api/erasures")).text)
        case let other: throw .usage("expected request, approve or list, found '\(other)'")
        }
    }
}
