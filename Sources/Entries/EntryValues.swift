import JSON
import Parcels
import Readings

/// How the values that many entries share are written.
extension JSONWriter {
    mutating func value(_ boot: BootID) {
        beginText()
        for place in 0..<8 {
            let nibble = UInt8(truncatingIfNeeded: boot.bits >> UInt32(28 - 4 * place) & 15)
            put(nibble < 10 ? nibble + 48 : nibble + 87)
        }
        endText()
    }

    mutating func value(_ passage: PassageID) { reference(passage.epoch, passage.sequence) }

    mutating func value(_ hold: HoldID) { reference(hold.epoch, hold.sequence) }

    mutating func value(_ bag: BagID) { reference(bag.epoch, bag.sequence) }

    mutating func value(_ number: ParcelNumber) {
        beginObject()
        key("scheme")
        value(number.scheme.rawValue)
        key("number")
        beginText()
        for place in 0..<Int(number.canonical.count) { put(number.canonical[place]) }
        endText()
        endObject()
    }

    mutating func value(_ symbology: SymbologyIdentifier) {
        beginText()
        put(symbology.letter)
        put(symbology.modifier)
        endText()
    }

    mutating func value(_ reason: Reason) {
        beginObject()
        key("code")
        value(reason.code.rawValue)
        if !reason.arguments.isEmpty {
            key("arguments")
            beginObject()
            for (name, argument) in reason.arguments {
                key(named: name)
                switch argument {
                case .text(let text): value(text)
                case .number(let number): value(number)
                }
            }
            endObject()
        }
        if let rule = reason.rule {
            key("rule")
            beginObject()
            key("id")
            value(rule.id)
            key("version")
            value(rule.version)
            endObject()
        }
        key("vi")
        value(reason.vi)
        key("en")
        value(reason.en)
        endObject()
    }

    mutating func value(_ reasons: [Reason]) {
        beginArray()
        for reason in reasons { value(reason) }
        endArray()
    }

    mutating func value(_ evidence: [Evidence]) {
        beginArray()
        for item in evidence { value(item.rawValue) }
        endArray()
    }

    mutating func field(_ name: StaticString, _ text: String) {
        key(name)
        value(text)
    }

    mutating func field(_ name: StaticString, _ number: Int) {
        key(name)
        value(number)
    }

    mutating func field(_ name: StaticString, ifThere text: String?) {
        if let text { field(name, text) }
    }

    mutating func field(_ name: StaticString, ifThere number: Int?) {
        if let number { field(name, number) }
    }

    mutating func field(_ name: StaticString, ifThere passage: PassageID?) {
        guard let passage else { return }
        key(name)
        value(passage)
    }

    mutating func field(_ name: StaticString, ifThere number: ParcelNumber?) {
        guard let number else { return }
        key(name)
        value(number)
    }

    private mutating func reference(_ epoch: Epoch, _ sequence: UInt64) {
        beginText()
        put(decimal: UInt64(epoch))
        put(0x2F)
        put(decimal: sequence)
        endText()
    }
}
