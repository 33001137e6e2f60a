import CMicroHTTPD
import Certificates
import Glibc
import Platform
import Synchronization

/// The HTTP server: the library's epoll thread reads and writes, workers of our own answer. A handler may wait (for the disk,
/// for a password's hash); the event streams go on meanwhile.
@safe public final class HTTPServer: Sendable {
    public typealias Handler = @Sendable (Request) -> Response

    static let connectionLimit: UInt32 = 512
    /// Connections of one address: a proxy before the console serves a whole site by one.
    static let limitEach: UInt32 = 256
    static let idleLimit_s: UInt32 = 60
    /// Requests that may take minutes have workers of their own: nobody else waits for them.
    static let slowWorkers = 2

    private struct Job: Sendable {
        let exchange: Exchange
        let request: Request
    }

    /// The daemon may be stopped from any thread.
    @safe private struct Daemon: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private let jobs: BoundedQueue<Job>
    private let slowJobs: BoundedQueue<Job>
    private let patience: Patience
    private let isUpload: @Sendable (Request) -> Bool
    private let folder: String
    private let daemon = Mutex<Daemon?>(nil)
    private let threads: Mutex<[OwnThread]> = Mutex([])
    private let suspensions = Suspensions()
    private let isSecure = Mutex(false)

    /// - Parameters:
    ///   - folder: where large bodies go while they arrive.
    ///   - isUpload: whether a request, of which only the head has arrived, may bring a large body and take long.
    public init(folder: String, isUpload: @escaping @Sendable (Request) -> Bool = { _ in false }) throws(SystemError) {
        self.folder = folder
        self.isUpload = isUpload
        jobs = try BoundedQueue(capacity: 256)
        slowJobs = try BoundedQueue(capacity: 16)
        patience = try Patience()
        try Files.makeDirectory(folder)
    }

    /// Listens and answers.
    /// - Parameters:
    ///   - certificate: with it the server speaks TLS, and nothing else.
    ///   - makeHandler: makes a handler for each worker, which it alone uses.
    /// - Returns: the port, which is another one than asked for when that was 0.
    public func start(
        on address: SocketAddress, certificate: ServerCertificate? = nil, workers: Int = 4,
        makeHandler: @escaping @Sendable () -> (Request) -> Response
    ) throws(SystemError) -> UInt16 {
        let suspensions = suspensions
        for number in 0..<(workers + Self.slowWorkers) {
            let jobs = number < workers ? jobs : slowJobs
            let thread = try OwnThread("console-\(number)", .later) {
                let handler = makeHandler()
                var batch: [Job] = []
                while jobs.take(into: &batch, limit: 1, until: nil) {
                    for job in batch {
                        job.exchange.answer(handler(job.request))
                        suspensions.resume(job.exchange.connection)
                    }
                    batch.removeAll(keepingCapacity: true)
                }
            }
            threads.withLock { $0.append(thread) }
        }
        try patience.start()
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        isSecure.withLock { $0 = certificate != nil }
        let started = unsafe http_start(
            address.number, address.port, Self.access, Self.completed, Self.connected, context, Self.connectionLimit,
            Self.limitEach, Self.idleLimit_s, certificate.map { $0.chain + [0] }?.map { CChar(bitPattern: $0) },
            certificate.map { $0.key + [0] }?.map { CChar(bitPattern: $0) })
        guard let started = unsafe started else { throw SystemError("listen on \(address)") }
        daemon.withLock { unsafe $0 = Daemon(pointer: started) }
        return unsafe http_port(started)
    }

    public func close() {
        jobs.close()
        slowJobs.close()
        patience.close()
        suspensions.close()
        let stopped = daemon.withLock { $0.take() }
        if let stopped { unsafe MHD_stop_daemon(stopped.pointer) }
    }

    // MARK: The library's thread

    private static let access: MHD_AccessHandlerCallback = { context, connection, url, method, _, upload, size, state in
        guard let context = unsafe context, let connection = unsafe connection, let url = unsafe url,
            let method = unsafe method, let size = unsafe size, let state = unsafe state
        else { return .NO }
        let server = unsafe Unmanaged<HTTPServer>.fromOpaque(context).takeUnretainedValue()
        guard let pointer = unsafe state.pointee else {
            return unsafe server.begin(connection, String(cString: url), String(cString: method), state)
        }
        let exchange = unsafe Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
        if unsafe size.pointee > 0, let upload = unsafe upload {
            let bytes = unsafe UnsafeRawBufferPointer(start: upload, count: size.pointee).bindMemory(to: UInt8.self)
            unsafe exchange.take(bytes, folder: exchange.isUpload ? server.folder : nil)
            unsafe size.pointee = 0
            return .YES
        }
        if let response = exchange.takeResponse() { return unsafe server.send(response, connection) }
        return exchange.isDispatched ? .YES : unsafe server.dispatch(exchange, connection)
    }

    private static let connected: MHD_NotifyConnectionCallback = { context, connection, _, code in
        guard let context = unsafe context, let connection = unsafe connection else { return }
        let patience = unsafe Unmanaged<HTTPServer>.fromOpaque(context).takeUnretainedValue().patience
        let id = Int(bitPattern: connection)
        if code == .CONNECTION_NOTIFY_STARTED {
            unsafe patience.begin(id, socket: http_socket(connection))
        } else {
            patience.end(id)
        }
    }

    private static let completed: MHD_RequestCompletedCallback = { context, connection, state, _ in
        if let context = unsafe context, let connection = unsafe connection {
            unsafe Unmanaged<HTTPServer>.fromOpaque(context).takeUnretainedValue().patience.expect(
                Int(bitPattern: connection), within: Patience.rest)
        }
        guard let state = unsafe state, let pointer = unsafe state.pointee else { return }
        unsafe Unmanaged<Exchange>.fromOpaque(pointer).release()
        unsafe state.pointee = nil
    }

    private func begin(
        _ connection: OpaquePointer, _ url: String, _ method: String,
        _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    ) -> MHD_Result {
        guard let method = Request.Method(rawValue: method) else {
            return unsafe refuse(
                405, "method-not-allowed", url.split(separator: "/").map(String.init), connection,
                [("Allow", "GET, HEAD, POST, DELETE")])
        }
        let path = url.split(separator: "/").map(String.init)
        let head = unsafe Request(
            method: method, path: path, headers: Self.values(connection, .HEADER_KIND, lowercased: true))
        let exchange = unsafe Exchange(connection: connection, method: method, path: path, isUpload: isUpload(head))
        patience.expect(exchange.connection.id, within: Patience.body)
        unsafe state.pointee = Unmanaged.passRetained(exchange).toOpaque()
        return .YES
    }

    private func dispatch(_ exchange: Exchange, _ connection: OpaquePointer) -> MHD_Result {
        let (body, refused) = exchange.finishBody()
        if let refused { return unsafe refuse(refused, "body-not-taken", exchange.path, connection) }
        let request = unsafe Request(
            method: exchange.method, path: exchange.path, query: Self.values(connection, .GET_ARGUMENT_KIND),
            headers: Self.values(connection, .HEADER_KIND, lowercased: true), body: body)
        patience.expect(exchange.connection.id, within: nil)
        // Suspended before a worker can resume it.
        guard suspensions.suspend(exchange.connection) else {
            return unsafe refuse(503, "busy", exchange.path, connection)
        }
        guard (exchange.isUpload ? slowJobs : jobs).offer(Job(exchange: exchange, request: request)) else {
            exchange.answer(Problem.response(503, "busy", to: request))
            suspensions.resume(exchange.connection)
            return .YES
        }
        return .YES
    }

    private func refuse(
        _ status: Int, _ code: String, _ path: [String], _ connection: OpaquePointer,
        _ headers: [(String, String)] = []
    ) -> MHD_Result {
        let wish = unsafe MHD_lookup_connection_value(connection, .HEADER_KIND, "Accept-Language")
        let language = unsafe Request.language(wish.map { unsafe String(cString: $0) })
        return unsafe send(Problem.response(status, code, path: path, language: language, headers), connection)
    }

    private static func values(
        _ connection: OpaquePointer, _ kind: MHD_ValueKind, lowercased: Bool = false
    ) -> [String: String] {
        var found: [String: String] = [:]
        unsafe withUnsafeMutablePointer(to: &found) { place in
            _ = unsafe MHD_get_connection_values(
                connection, kind,
                { place, _, name, value in
                    guard let place = unsafe place, let name = unsafe name else { return .YES }
                    let found = unsafe place.assumingMemoryBound(to: [String: String].self)
                    guard unsafe found.pointee.count < 64 else { return .NO }
                    unsafe found.pointee[String(cString: name)] = unsafe value.map { unsafe String(cString: $0) } ?? ""
                    return .YES
                }, place)
        }
        guard lowercased else { return found }
        return Dictionary(found.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    private func send(_ response: Response, _ connection: OpaquePointer) -> MHD_Result {
        let made: OpaquePointer?
        switch response.body {
        case .bytes(let bytes):
            unsafe made = bytes.withUnsafeBytes { buffer in
                unsafe MHD_create_response_from_buffer(
                    buffer.count, UnsafeMutableRawPointer(mutating: buffer.baseAddress), .RESPMEM_MUST_COPY)
            }
        case .events(let stream):
            unsafe http_no_timeout(connection)
            unsafe made = EventSender.response(stream, connection, suspensions)
        }
        guard let made = unsafe made else { return .NO }
        defer { unsafe MHD_destroy_response(made) }
        unsafe MHD_add_response_header(made, "Content-Type", response.type)
        let strict = isSecure.withLock { $0 } ? Self.transport : []
        for (name, value) in Self.standing + strict + response.headers {
            unsafe MHD_add_response_header(made, name, value)
        }
        return unsafe MHD_queue_response(connection, UInt32(response.status), made)
    }

    /// A browser that was here once over TLS does not come without it.
    private static let transport = [("Strict-Transport-Security", "max-age=31536000")]

    /// Headers of every answer.
    private static let standing = [
        ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
        (
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
        ),
    ]
}

/// Feeds one event stream to the library.
@safe private final class EventSender {
    private let stream: EventStream
    private let connection: Exchange.Connection
    private let suspensions: Suspensions

    private init(_ stream: EventStream, _ connection: OpaquePointer, _ suspensions: Suspensions) {
        self.stream = stream
        self.suspensions = suspensions
        unsafe self.connection = Exchange.Connection(pointer: connection)
    }

    static func response(
        _ stream: EventStream, _ connection: OpaquePointer, _ suspensions: Suspensions
    ) -> OpaquePointer? {
        let sender = unsafe EventSender(stream, connection, suspensions)
        let place = sender.connection
        stream.onWake { suspensions.resume(place) }
        return unsafe MHD_create_response_from_callback(
            UInt64.max, 32_768,
            { context, _, buffer, limit in
                guard let context = unsafe context, let buffer = unsafe buffer else { return -1 }
                return unsafe Unmanaged<EventSender>.fromOpaque(context).takeUnretainedValue().fill(buffer, limit)
            }, Unmanaged.passRetained(sender).toOpaque(),
            { context in
                guard let context = unsafe context else { return }
                let sender = unsafe Unmanaged<EventSender>.fromOpaque(context).takeRetainedValue()
                sender.stream.forgetWake()
                sender.stream.close()
            })
    }

    private func fill(_ buffer: UnsafeMutablePointer<CChar>, _ limit: Int) -> Int {
        switch stream.next(limit: limit, wait: { suspensions.suspend(connection) }) {
        case .bytes(let bytes):
            unsafe bytes.withUnsafeBytes { source in
                unsafe UnsafeMutableRawPointer(buffer).copyMemory(
                    from: source.baseAddress ?? UnsafeRawPointer(buffer), byteCount: source.count)
            }
            return bytes.count
        case .wait: return 0
        case .end: return -1
        }
    }
}
