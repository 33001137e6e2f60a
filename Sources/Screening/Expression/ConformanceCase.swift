import Foundation

/// One case of the language's public conformance suite (google/cel-spec, tests/simple), in its JSON form.
struct ConformanceCase: Decodable {
    let file: String
    let section: String
    let name: String
    let expr: String
    let container: String?
    let disableCheck: Bool?
    let disableMacros: Bool?
    let checkOnly: Bool?
    let bindings: [String: Binding]?
    let typeEnv: [Declaration]?
    let value: Value?
    let evalError: Failing?
    let typedResult: TypedResult?

    /// The cases of a file of the suite.
    static func all(in json: [UInt8]) throws -> [ConformanceCase] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return try decoder.decode([ConformanceCase].self, from: Data(json))
    }

    struct Binding: Decodable { let value: Value }
    /// That an error is expected; the words of its message are each implementation's own.
    struct Failing: Decodable {}

    struct TypedResult: Decodable {
        let deducedType: Declared
        let result: Value?
    }

    struct Declaration: Decodable {
        let name: String
        let ident: Ident?
        let function: Function?

        struct Ident: Decodable { let type: Declared }
        struct Function: Decodable { let overloads: [Signature] }
        struct Signature: Decodable {
            let params: [Declared]?
            let resultType: Declared
            let isInstanceFunction: Bool?
        }
    }

    /// A value, or nil inside for a form that only protocol buffers have.
    struct Value: Decodable {
        let expected: ExpressionValue?

        private enum Key: String, CodingKey {
            case nullValue, boolValue, int64Value, uint64Value, doubleValue, stringValue, bytesValue, listValue
            case mapValue, typeValue
        }
        private struct List: Decodable { let values: [Value]? }
        private struct Map: Decodable { let entries: [Entry]? }
        private struct Entry: Decodable {
            let key: Value
            let value: Value
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Key.self)
            guard let key = fields.allKeys.first else {
                expected = nil
                return
            }
            switch key {
            case .nullValue: expected = .null
            case .boolValue: expected = .bool(try fields.decode(Bool.self, forKey: key))
            case .int64Value: expected = Int64(try fields.decode(String.self, forKey: key)).map { .int($0) }
            case .uint64Value: expected = UInt64(try fields.decode(String.self, forKey: key)).map { .uint($0) }
            case .doubleValue: expected = .double(try fields.decode(Double.self, forKey: key))
            case .stringValue: expected = .string(try fields.decode(String.self, forKey: key))
            case .bytesValue:
                let text = try fields.decode(String.self, forKey: key)
                expected = Data(base64Encoded: text).map { .bytes(Array($0)) }
            case .listValue:
                let values = try fields.decode(List.self, forKey: key).values ?? []
                let elements = values.compactMap(\.expected)
                expected = elements.count == values.count ? .list(ExpressionList(elements)) : nil
            case .mapValue:
                let entries = try fields.decode(Map.self, forKey: key).entries ?? []
                let pairs = entries.flatMap { [$0.key.expected, $0.value.expected] }.compactMap { $0 }
                expected = pairs.count == 2 * entries.count ? .map(try ExpressionMap(pairs: pairs)) : nil
            case .typeValue: expected = .type(try fields.decode(String.self, forKey: key))
            }
        }
    }

    /// A type, or nil inside for one that the language here does not have.
    struct Declared: Decodable {
        let type: ExpressionType?

        private enum Key: String, CodingKey {
            case primitive, null, dyn, wellKnown, listType, mapType, abstractType, typeParam, type
        }
        private struct List: Decodable { let elemType: Declared? }
        private struct Map: Decodable {
            let keyType: Declared?
            let valueType: Declared?
        }
        private struct Abstract: Decodable {
            let name: String
            let parameterTypes: [Declared]?
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Key.self)
            guard let key = fields.allKeys.first else {
                type = .dyn
                return
            }
            switch key {
            case .primitive, .wellKnown: type = Self.named[try fields.decode(String.self, forKey: key)]
            case .null: type = .null
            case .dyn: type = .dyn
            case .listType: type = .list(try fields.decode(List.self, forKey: key).elemType?.type ?? .dyn)
            case .mapType:
                let map = try fields.decode(Map.self, forKey: key)
                type = .map(map.keyType?.type ?? .dyn, map.valueType?.type ?? .dyn)
            case .abstractType:
                let abstract = try fields.decode(Abstract.self, forKey: key)
                type = .opaque(abstract.name, (abstract.parameterTypes ?? []).map { $0.type ?? .dyn })
            case .typeParam: type = .parameter(try fields.decode(String.self, forKey: key))
            case .type: type = .type(try fields.decode(Declared.self, forKey: key).type ?? .dyn)
            }
        }

        private static let named: [String: ExpressionType] = [
            "BOOL": .bool, "INT64": .int, "UINT64": .uint, "DOUBLE": .double, "STRING": .string, "BYTES": .bytes,
            "TIMESTAMP": .timestamp, "DURATION": .duration, "ANY": .dyn,
        ]
    }
}
