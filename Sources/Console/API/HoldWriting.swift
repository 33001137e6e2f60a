import Entries
import Inspection
import JSON
import Parcels
import Records

/// Holds as the API answers them.
extension API {
    func write(_ line: HoldCauses.Line, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("code")
        writer.value(line.cause.code.rawValue)
        writer.optional("subject", line.cause.subject)
        writer.key("now")
        writer.value(line.cause.now)
        writer.key("before")
        writer.value(line.cause.before)
        writer.key("isRising")
        writer.value(line.isRising)
        if let why = line.why {
            writer.key("why")
            writer.beginObject()
            writer.key("code")
            writer.value(why.code)
            writer.key("arguments")
            writer.beginObject()
            for argument in why.arguments {
                writer.key(named: argument.name)
                writer.value(argument.value)
            }
            writer.endObject()
            writer.endObject()
        }
        writer.endObject()
    }

    func write(_ picture: PictureRecord, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("sequence")
        writer.value(picture.sequence)
        writer.key("at_ms")
        writer.value(picture.at / 1_000_000)
        writer.optional("device", picture.device)
        writer.optional("by", picture.by)
        writer.key("withheld")
        writer.value(picture.isWithheld)
        writer.endObject()
    }

    func write(_ hold: HoldSummary, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.value(hold.hold.description)
        writer.key("sequence")
        writer.value(hold.hold.sequence)
        writer.key("line")
        writer.value(hold.line)
        writer.optional("number", hold.number)
        writer.key("raised_ms")
        writer.value(hold.raised / 1_000_000)
        writer.key("updated_ms")
        writer.value(hold.updated / 1_000_000)
        writer.key("recall")
        writer.value(hold.isRecall)
        writer.key("state")
        writer.value(hold.state)
        writer.optional("inspector", hold.inspector)
        writer.optional("finding", hold.finding)
        writer.key("awaitsScreening")
        writer.value(hold.awaitsScreening)
        writer.key("reasons")
        writer.beginArray()
        for reason in hold.reasons {
            writer.beginObject()
            writer.key("code")
            writer.value(reason.code.rawValue)
            writer.optional("rule", reason.rule.map { "\($0.id) v\($0.version)" })
            writer.key("vi")
            writer.value(reason.vi)
            writer.key("en")
            writer.value(reason.en)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    func write(_ step: HoldStepRecord, to writer: inout JSONWriter, personal: Bool) {
        writer.beginObject()
        writer.key("sequence")
        writer.value(step.sequence)
        writer.key("step")
        writer.value(step.step)
        writer.key("at_ms")
        writer.value(step.at / 1_000_000)
        writer.optional("by", step.by)
        writer.optional("finding", step.finding)
        writer.optional("number", step.number)
        if step.hasNote, personal, case .holdStepped(let stepped)? = entries.entry(step.sequence, personal: true)?.body
        {
            writer.optional("note", stepped.note)
        }
        if step.step == "screened", let entry = entries.entry(step.sequence, personal: false) {
            writer.field("asked", PassageID(epoch: entry.epoch, sequence: entry.sequence).description)
        }
        if step.hasNote {
            writer.key("hasNote")
            writer.value(true)
        }
        writer.endObject()
    }

    func write(_ passage: PassageRecord, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.value(passage.passage.description)
        writer.key("line")
        writer.value(passage.line)
        writer.key("track")
        writer.value(passage.track)
        writer.key("opened_ms")
        writer.value(passage.opened / 1_000_000)
        writer.optional("ended_ms", passage.ended.map { $0 / 1_000_000 })
        writer.optional("number", passage.number)
        writer.optional("verdict", passage.verdict)
        writer.optional("how", passage.how)
        writer.optional("exit", passage.exit)
        writer.endObject()
    }

    func write(_ declared: DeclaredFacts, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("service")
        writer.value(declared.service)
        writer.key("origin")
        writer.value(declared.origin)
        writer.key("destination")
        writer.value(declared.destination)
        writer.key("office")
        writer.value(declared.office)
        writer.optional("weight_g", declared.weight_g.map { Int64($0) })
        writer.optional("length_mm", declared.length_mm.map { Int64($0) })
        writer.optional("value_vnd", declared.value_vnd.map { Int64($0) })
        writer.optional("cod_vnd", declared.paymentOnDelivery_vnd.map { Int64($0) })
        writer.key("imported_ms")
        writer.value(declared.source.imported / 1_000_000)
        writer.key("import")
        writer.value(declared.source.importNumber)
        writer.key("line")
        writer.value(declared.source.line)
        writer.key("version")
        writer.value(declared.source.version)
        writer.key("contents")
        writer.beginArray()
        for line in declared.contents {
            writer.beginObject()
            writer.key("description")
            writer.value(line.description)
            writer.optional("quantity", line.quantity.map { Int64($0) })
            writer.optional("hsCode", line.hsCode)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    func write(_ parties: DeclaredFacts.Parties, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("sender")
        write(parties.sender, to: &writer)
        writer.key("receiver")
        write(parties.receiver, to: &writer)
        writer.endObject()
    }

    func write(_ party: Party, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("name")
        writer.value(party.name)
        writer.optional("phone", party.phone?.digits)
        writer.key("address")
        writer.value(party.address)
        writer.optional("account", party.account)
        writer.optional("device", party.device)
        writer.endObject()
    }
}
