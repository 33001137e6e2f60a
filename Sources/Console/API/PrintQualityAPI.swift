import Entries
import JSON
import Parcels
import Readings
import Records

extension API {
    static let printLimit = 100

    /// How the labels of each office's parcels are printed, the worst first.
    func printQuality() throws -> Response {
        let lines = try records().printQuality(site.live().now, limit: Self.printLimit)
        return json { writer in
            writer.beginObject()
            writer.key("lines")
            writer.beginArray()
            for line in lines { line.write(to: &writer) }
            writer.endArray()
            writer.endObject()
        }
    }

    /// Who sent the newest badly printed parcels, after the look and its ground were written down. The senders are opened from
    /// the decisions' sealed parts: those that were erased are not among them.
    func badPrinters(_ request: Request, _ caller: Caller) throws -> Response {
        let (ground, note) = try self.ground(request)
        let bad = try records().badlyPrinted()
        _ = try perform(.showPersonal(PersonalShown(account: caller.account.id, ground: ground, note: note)))
        var senders = BadPrinters()
        for (decision, grade) in bad {
            guard case .passageDecided(let decided)? = entries.entry(decision, personal: true)?.body,
                let declared = decided.declared, let sender = declared.parties?.sender
            else { continue }
            senders.add(sender, office: declared.office, grade)
        }
        return json { writer in
            writer.beginObject()
            writer.key("senders")
            writer.beginArray()
            for sender in senders.worst.prefix(Self.printLimit) {
                writer.beginObject()
                writer.key("name")
                writer.value(sender.party.name)
                writer.optional("phone", sender.party.phone?.digits)
                writer.texts("offices", sender.offices.sorted())
                writer.key("labels")
                writer.value(sender.labels)
                writer.optional("lowest", sender.lowest?.name)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
    }
}

/// Senders of badly printed parcels, each with how many were his.
struct BadPrinters {
    struct Sender {
        let party: Party
        var offices: Set<String> = []
        var labels = 0
        fileprivate var reasons: [PrintGrade.Parameter: Int] = [:]

        /// What set the grade of most of them.
        var lowest: PrintGrade.Parameter? {
            PrintGrade.Parameter.allCases.max { reasons[$0, default: 0] < reasons[$1, default: 0] }
        }
    }

    private var senders: [String: Sender] = [:]

    /// One sender has one telephone number, however he writes his name; without one his name, in small letters, tells.
    mutating func add(_ party: Party, office: String, _ grade: PrintGrade) {
        let key = party.phone?.digits ?? party.name.lowercased()
        guard !key.isEmpty, let parameter = grade.parameter else { return }
        var sender = senders[key] ?? Sender(party: party)
        sender.labels += 1
        if !office.isEmpty { sender.offices.insert(office) }
        sender.reasons[parameter, default: 0] += 1
        senders[key] = sender
    }

    /// Those of the most labels first.
    var worst: [Sender] {
        senders.sorted { ($1.value.labels, $0.key) < ($0.value.labels, $1.key) }.map(\.value)
    }
}

extension PrintQualityLine {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("office")
        writer.value(office)
        writer.key("service")
        writer.value(service)
        writer.key("labels")
        writer.value(labels)
        writer.key("bad")
        writer.value(bad)
        writer.key("grades")
        writer.beginArray()
        for count in grades { writer.value(count) }
        writer.endArray()
        writer.optional("lowest", lowest?.name)
        writer.key("weeks")
        writer.beginArray()
        for week in weeks {
            writer.beginObject()
            writer.key("labels")
            writer.value(week.labels)
            writer.key("bad")
            writer.value(week.bad)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
