/// The facts that rules may ask for, told to those who write rules. What each means stands in the message catalogue
/// as `fact.NAME`, with hyphens for the underscores.
public enum FactCatalogue {
    public struct Entry: Sendable, Hashable {
        public let name: String
        /// As the language writes it: `list(string)`.
        public let type: String
        /// A condition that asks for it.
        public let example: String
    }

    public static let all: [Entry] = ParcelFacts.schema.facts.map { fact in
        guard let example = examples[fact.name] else { preconditionFailure("the fact '\(fact.name)' has no example") }
        return Entry(name: fact.name, type: fact.type.description, example: example)
    }

    private static let examples: [String: String] = [
        "line": "line == 'L1'", "number": "number.startsWith('EB')", "scheme": "scheme == 's10'",
        "number_evidence": "number_evidence == 'check-digit'", "numbers": "size(numbers) < 2",
        "country": "country in ['VN', 'LA']", "length_mm": "length_mm < 600",
        "readers": "'tunnel' in readers", "label_quality": "!('F' in label_quality)",
        "measured_weight_g": "measured_weight_g < weight_g + 500",
        "measured_length_mm": "measured_length_mm > 250", "measured_width_mm": "measured_width_mm < measured_length_mm",
        "measured_height_mm": "measured_height_mm * measured_width_mm < 100000",
        "other_labels": "other_labels <= 3", "service": "service == 'EMS'",
        "origin": "origin == 'VN'", "destination": "destination != 'US'", "office": "office.startsWith('58')",
        "contents": "contents.exists(c, folded(c).contains('sach'))",
        "hs_codes": "hs_codes.exists(h, h.startsWith('4901'))", "quantity": "quantity <= 20",
        "weight_g": "weight_g > 1000", "declared_length_mm": "math.abs(declared_length_mm - length_mm) < 50",
        "value_vnd": "value_vnd < 1000000", "cod_vnd": "cod_vnd > 0", "sender.name": "size(sender.name) > 3",
        "sender.phone": "!listed('phones', sender.phone)",
        "sender.address": "folded(sender.address).contains('le loi')",
        "sender.account": "sender.account.startsWith('KH')", "sender.device": "size(sender.device) > 3",
        "receiver.name": "receiver.name != sender.name", "receiver.phone": "receiver.phone.startsWith('09')",
        "receiver.address": "has(receiver.address)", "manifest.version": "manifest.version <= 3",
        "manifest.age_min": "manifest.age_min < 1440", "keywords.strong": "!('ARM' in keywords.strong)",
        "keywords.weak": "keywords.weak.all(category, terms, size(terms) < 3)",
        "keywords.everyday": "size(keywords.everyday) < 4", "keywords.flagged": "!('DRUG' in keywords.flagged)",
        "history.sender.parcels_1d": "history.sender.parcels_1d < 50",
        "history.sender.parcels_7d": "history.sender.parcels_7d < 200",
        "history.sender.parcels_30d": "history.sender.parcels_30d < 500",
        "history.sender.receivers_7d": "history.sender.receivers_7d < 10",
        "history.sender.receivers_30d": "history.sender.receivers_30d < 30",
        "history.sender.received_30d": "history.sender.received_30d == 0",
        "history.sender.recent": "history.sender.recent.filter(p, p.cod_vnd == cod_vnd).size() < 5",
        "history.receiver.parcels_1d": "history.receiver.parcels_1d < 5",
        "history.receiver.parcels_7d": "history.receiver.parcels_7d < 20",
        "history.receiver.parcels_30d": "history.receiver.parcels_30d < 40",
        "history.receiver.senders_7d": "history.receiver.senders_7d < 10",
        "history.receiver.senders_30d": "history.receiver.senders_30d < 30",
        "history.receiver.sent_30d": "history.receiver.sent_30d == 0",
        "history.receiver.recent": "!history.receiver.recent.exists(p, 'pipe' in p.rules && p.age_min < 10080)",
        "history.pair.parcels_7d": "history.pair.parcels_7d < 3",
        "history.pair.parcels_30d": "history.pair.parcels_30d < 10",
        "history.receiver_address.parcels_1d": "history.receiver_address.parcels_1d < 20",
        "history.receiver_address.parcels_7d": "history.receiver_address.parcels_7d < 50",
        "history.receiver_address.parcels_30d": "history.receiver_address.parcels_30d < 100",
        "history.account.parcels_1d": "history.account.parcels_1d < 200",
        "history.account.parcels_7d": "history.account.parcels_7d < 1000",
        "history.account.parcels_30d": "history.account.parcels_30d < 4000",
        "history.account.receivers_7d": "history.account.receivers_7d < 500",
        "history.account.receivers_30d": "history.account.receivers_30d < 2000",
        "history.device.parcels_1d": "history.device.parcels_1d < 20",
        "history.device.parcels_7d": "history.device.parcels_7d < 60",
        "history.device.parcels_30d": "history.device.parcels_30d < 150",
        "history.device.senders_7d": "history.device.senders_7d < 3",
        "history.device.senders_30d": "history.device.senders_30d < 5",
        "history.office.parcels_1d": "history.office.parcels_1d < 5000",
        "history.office.parcels_7d": "history.office.parcels_7d < 20000",
        "history.office.parcels_30d": "history.office.parcels_30d < 80000",
        "history.office.same_weight_7d": "history.office.same_weight_7d < 10",
    ]
}
