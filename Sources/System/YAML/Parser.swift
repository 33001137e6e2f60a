import CYAML

/// Reads one YAML document into nodes with positions. Anchors, aliases and tags are refused: a configuration is read
/// by people, and an alias can blow up a small file.
@safe public final class YAMLParser {
    public static let sizeLimit = 4 << 20
    static let depthLimit = 32

    private let content: [UInt8]
    private let file: String
    /// On the heap: libyaml keeps a pointer to the parser within itself, so it must not move.
    private let parser: UnsafeMutablePointer<yaml_parser_t>

    private init(_ content: [UInt8], file: String) {
        self.content = content
        self.file = file
        unsafe parser = .allocate(capacity: 1)
    }

    deinit { unsafe parser.deallocate() }

    /// The document's root.
    /// - Throws: `YAMLError` with file, line and column.
    public static func parse(_ content: [UInt8], file: String) throws(YAMLError) -> Node {
        guard content.count <= sizeLimit else {
            throw YAMLError(
                file: file, mark: Mark(line: 1, column: 1), expected: "at most \(sizeLimit) bytes",
                found: "\(content.count) bytes")
        }
        return try YAMLParser(content, file: file).document()
    }

    private func document() throws(YAMLError) -> Node {
        guard unsafe yaml_parser_initialize(parser) == 1 else {
            throw problem(Mark(line: 1, column: 1), "memory for the YAML reader", "none")
        }
        defer { unsafe yaml_parser_delete(parser) }
        var result: Result<Node, YAMLError>?
        unsafe content.withUnsafeBufferPointer { bytes in
            unsafe yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
            result = Result { () throws(YAMLError) -> Node in try root() }
        }
        guard let result else { throw problem(Mark(line: 1, column: 1), "a document", "nothing") }
        return try result.get()
    }

    private enum Event {
        case streamStart, documentStart, documentEnd, end
        case scalar(String, quoted: Bool)
        case sequenceStart, sequenceEnd, mappingStart, mappingEnd
        case refused(String)
    }

    private func root() throws(YAMLError) -> Node {
        while true {
            let (event, mark) = try next()
            switch event {
            case .streamStart, .documentStart: continue
            case .end: throw problem(mark, "a document", "an empty file")
            default:
                let root = try node(event, mark, depth: 0)
                try nothingMore()
                return root
            }
        }
    }

    /// What stands behind the first document would be passed over in silence: a rule below a line of dashes would be none.
    private func nothingMore() throws(YAMLError) {
        while true {
            let (event, mark) = try next()
            switch event {
            case .documentEnd: continue
            case .end: return
            default: throw problem(mark, "one document", "another one behind it")
            }
        }
    }

    private func node(_ event: Event, _ mark: Mark, depth: Int) throws(YAMLError) -> Node {
        guard depth < Self.depthLimit else { throw problem(mark, "at most \(Self.depthLimit) levels", "a deeper one") }
        switch event {
        case .scalar(let text, let quoted):
            return Node(content: .scalar(text, quoted: quoted), mark: mark, file: file)
        case .sequenceStart:
            var items: [Node] = []
            while true {
                let (event, mark) = try next()
                if case .sequenceEnd = event { break }
                items.append(try node(event, mark, depth: depth + 1))
            }
            return Node(content: .sequence(items), mark: mark, file: file)
        case .mappingStart:
            return Node(content: .mapping(try pairs(depth: depth)), mark: mark, file: file)
        case .refused(let what): throw problem(mark, "a plain value", what)
        default: throw problem(mark, "a value", "the end of the document")
        }
    }

    private func pairs(depth: Int) throws(YAMLError) -> [(key: String, keyMark: Mark, value: Node)] {
        var pairs: [(key: String, keyMark: Mark, value: Node)] = []
        var seen: Set<String> = []
        while true {
            let (event, mark) = try next()
            if case .mappingEnd = event { return pairs }
            guard case .scalar(let key, _) = event else { throw problem(mark, "a key", "a list or a mapping") }
            guard seen.insert(key).inserted else { throw problem(mark, "each key once", "'\(key)' again") }
            let (valueEvent, valueMark) = try next()
            pairs.append((key, mark, try node(valueEvent, valueMark, depth: depth + 1)))
        }
    }

    private func next() throws(YAMLError) -> (Event, Mark) {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else {
            let place = unsafe parser.pointee.problem_mark
            let isInText = unsafe parser.pointee.error != YAML_READER_ERROR
            let mark =
                isInText
                ? Mark(line: Int(place.line) + 1, column: Int(place.column) + 1)
                : mark(ofByte: unsafe parser.pointee.problem_offset)
            let reason = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "bytes that are not UTF-8"
            throw problem(mark, "valid YAML", reason)
        }
        defer { unsafe yaml_event_delete(&event) }
        let mark = unsafe Mark(line: Int(event.start_mark.line) + 1, column: Int(event.start_mark.column) + 1)
        return unsafe (Self.read(event), mark)
    }

    /// The reader of bytes, below the parser, tells only an offset.
    private func mark(ofByte offset: Int) -> Mark {
        let before = content.prefix(offset)
        let lineStart = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
        return Mark(line: before.count { $0 == 10 } + 1, column: before.count - lineStart + 1)
    }

    private static func read(_ event: yaml_event_t) -> Event {
        switch unsafe event.type {
        case YAML_STREAM_START_EVENT: return .streamStart
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            if unsafe scalar.anchor != nil || scalar.tag != nil { return .refused("an anchor or a tag") }
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let quoted = unsafe scalar.style != YAML_PLAIN_SCALAR_STYLE
            return unsafe .scalar(String(decoding: bytes, as: UTF8.self), quoted: quoted)
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            return unsafe start.anchor == nil && start.tag == nil ? .sequenceStart : .refused("an anchor or a tag")
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            return unsafe start.anchor == nil && start.tag == nil ? .mappingStart : .refused("an anchor or a tag")
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        case YAML_ALIAS_EVENT: return .refused("an alias")
        default: return .end
        }
    }

    private func problem(_ mark: Mark, _ expected: String, _ found: String) -> YAMLError {
        YAMLError(file: file, mark: mark, expected: expected, found: found)
    }
}
