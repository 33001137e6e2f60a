import Formats

/// Makes a tape of a session without a gateway: what the script awaits counts as sent.
public enum TapeMaker {
    /// How long a scanner takes to answer.
    private static let answerTime_us: Int64 = 500

    public static func tape(of session: consuming ScannerSession, family: String, seed: UInt64) -> Tape {
        var session = session
        var time: Int64 = 0
        var entries = [Tape.Entry(0, .connect)]
        while let step = session.next() {
            switch step {
            case .pause(let us): time += us
            case .event(let event): entries.append(Tape.Entry(time, event))
            case .await(let transfer):
                entries.append(Tape.Entry(time, .transfer(.out, transfer.channel, transfer.bytes)))
                let answers = session.hear(transfer)
                if !answers.isEmpty { time += answerTime_us }
                for event in answers { entries.append(Tape.Entry(time, event)) }
            }
        }
        return Tape(
            family: family, transport: session.transport, maker: .simulator(seed: seed), isMasked: false,
            entries: entries, expected: session.expected ?? [])
    }
}
