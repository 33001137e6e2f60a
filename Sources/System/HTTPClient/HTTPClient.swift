import CCurl

/// One answer of a server.
public struct HTTPAnswer: Sendable {
    public let status: Int
    public let body: [UInt8]
    /// Names in small letters; of several with one name the last.
    public let headers: [String: String]

    public var text: String { String(decoding: body, as: UTF8.self) }
}

/// Why there was no answer at all.
public struct HTTPFailure: Error, Sendable, CustomStringConvertible {
    public let url: String
    public let reason: String

    public var description: String { "\(url): \(reason)" }
}

/// Asks web servers, by libcurl.
public enum HTTPClient {
    public enum Body: Sendable {
        case none
        case bytes([UInt8])
        case file(String)
    }

    /// One exchange; any status is an answer.
    /// - Parameter authority: a PEM file of certificates to trust instead of the system's.
    public static func ask(
        _ method: String, _ url: String, headers: [String] = [], body: Body = .none, authority: String? = nil,
        timeout_s: Int = 30
    ) throws(HTTPFailure) -> HTTPAnswer {
        let collector = Collector()
        var message = [CChar](repeating: 0, count: 256)
        let status = unsafe withTexts(headers + ["Expect:"]) { headers in
            let context = unsafe Unmanaged.passUnretained(collector).toOpaque()
            switch body {
            case .none:
                return unsafe http_exchange(
                    method, url, headers, nil, 0, nil, authority, timeout_s, Collector.take, context, &message,
                    message.count)
            case .bytes(let bytes):
                return unsafe http_exchange(
                    method, url, headers, bytes, bytes.count, nil, authority, timeout_s, Collector.take, context,
                    &message,
                    message.count)
            case .file(let path):
                return unsafe http_exchange(
                    method, url, headers, nil, 0, path, authority, timeout_s, Collector.take, context, &message,
                    message.count)
            }
        }
        guard status >= 0 else {
            let reason = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw HTTPFailure(url: url, reason: reason)
        }
        return HTTPAnswer(status: status, body: collector.body, headers: collector.headers)
    }

    private final class Collector {
        var body: [UInt8] = []
        var headers: [String: String] = [:]

        static let take: @convention(c) (UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, Int) -> Void = {
            context, kind, bytes, size in
            guard let context = unsafe context, let bytes = unsafe bytes else { return }
            let collector = unsafe Unmanaged<Collector>.fromOpaque(context).takeUnretainedValue()
            let part = unsafe Array(UnsafeRawBufferPointer(start: bytes, count: size))
            if kind == 0 {
                collector.body += part
            } else {
                collector.add(header: String(decoding: part, as: UTF8.self))
            }
        }

        private func add(header line: String) {
            guard let colon = line.firstIndex(of: ":") else { return }
            let value = line[line.index(after: colon)...].drop { $0 == " " }.prefix { !$0.isNewline }
            headers[line[..<colon].lowercased()] = String(value)
        }
    }

    /// Hands the texts over as a NULL-ended list of C strings.
    private static func withTexts<Result>(
        _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = unsafe texts.map { text -> UnsafeMutablePointer<CChar> in
            let bytes = text.utf8CString
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
            for (place, byte) in bytes.enumerated() { unsafe (copy + place).initialize(to: byte) }
            return unsafe copy
        }
        defer { unsafe copies.forEach { unsafe $0.deallocate() } }
        let list = unsafe copies.map { unsafe UnsafePointer<CChar>?($0) } + [nil]
        return unsafe list.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("the list has at least its end") }
            return unsafe body(start)
        }
    }
}
