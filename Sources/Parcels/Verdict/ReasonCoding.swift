/// A reason as the journal writes it: `{"code", "arguments": {name: text or number}, "rule": {"id", "version"}, "vi",
/// "en"}`.
extension Reason {
    private enum Keys: String, CodingKey {
        case code, arguments, rule, vi, en
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
        init(_ text: String) { stringValue = text }
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Keys.self)
        let vi = try fields.decode(String.self, forKey: .vi)
        let en = try fields.decode(String.self, forKey: .en)
        var arguments: [(name: String, value: Argument)] = []
        if fields.contains(.arguments) {
            let named = try fields.nestedContainer(keyedBy: Name.self, forKey: .arguments)
            for name in named.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
                if let number = try? named.decode(Int.self, forKey: name) {
                    arguments.append((name.stringValue, .number(number)))
                } else {
                    arguments.append((name.stringValue, .text(try named.decode(String.self, forKey: name))))
                }
            }
        }
        self.init(
            try fields.decode(ReasonCode.self, forKey: .code), arguments,
            rule: try fields.decodeIfPresent(RuleReference.self, forKey: .rule)
        ) { $0 == .vietnamese ? vi : en }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Keys.self)
        try fields.encode(code, forKey: .code)
        if !arguments.isEmpty {
            var named = fields.nestedContainer(keyedBy: Name.self, forKey: .arguments)
            for (name, value) in arguments {
                switch value {
                case .text(let text): try named.encode(text, forKey: Name(name))
                case .number(let number): try named.encode(number, forKey: Name(name))
                }
            }
        }
        try fields.encodeIfPresent(rule, forKey: .rule)
        try fields.encode(vi, forKey: .vi)
        try fields.encode(en, forKey: .en)
    }
}
