/// What people look for in a journal.
enum JournalQuestions {
    /// A part of a number: three digits in which many parcels have a share, six, or the whole number.
    static func part(_ turn: Int) -> String {
        let number = String(decoding: BenchSite.label(turn * 7919 % BenchSite.items), as: UTF8.self)
        switch turn % 3 {
        case 0: return number
        case 1: return String(number.dropFirst(5).prefix(6))
        default: return String(number.dropFirst(7).prefix(3))
        }
    }

    /// A question of another kind each time.
    /// - Parameter last: the newest entry's moment, milliseconds UTC.
    static func question(_ turn: Int, last: Int64) -> String {
        let line = "r-L\(turn % 100)"
        let from = last - Int64(turn % 60 + 1) * 1_000
        return switch turn % 6 {
        case 0, 1: "number=\(part(turn / 6))"
        case 2: "device=\(line)"
        case 3: "kind=hold.raised&from_ms=\(from)"
        case 4: "device=\(line)&kind=reading.received&from_ms=\(from)&until_ms=\(from + 500)"
        default: "account=first"
        }
    }
}
