import CMicroHTTPD
import Crypto
import Glibc
import Platform
import Synchronization

/// One request on its way through the server. The library's thread fills it, a worker answers it, the library's thread sends
/// the answer.
@safe final class Exchange: Sendable {
    /// The library allows a suspended connection to be resumed from any thread.
    @safe struct Connection: @unchecked Sendable {
        let pointer: OpaquePointer

        var id: Int { unsafe Int(bitPattern: pointer) }
    }

    private struct State {
        var body: [UInt8] = []
        var file: Int32 = -1
        var filePath: String?
        var size = 0
        var refused: Int?
        var response: Response?
        var isDispatched = false
    }

    /// Bodies up to this size are kept in memory.
    static let memoryLimit = 256 << 10
    static let fileLimit = 256 << 20

    let connection: Connection
    let method: Request.Method
    let path: [String]
    /// It may bring a large body and take long.
    let isUpload: Bool
    private let state = Mutex(State())

    init(connection: OpaquePointer, method: Request.Method, path: [String], isUpload: Bool) {
        self.isUpload = isUpload
        unsafe self.connection = Connection(pointer: connection)
        self.method = method
        self.path = path
    }

    deinit {
        state.withLock { state in
            if state.file >= 0 { Glibc.close(state.file) }
            if let path = state.filePath { _ = unsafe unlink(path) }
        }
    }

    /// Takes a part of the body.
    /// - Parameter folder: where a large one goes; nil when only small ones are taken here.
    func take(_ bytes: UnsafeBufferPointer<UInt8>, folder: String?) {
        state.withLock { state in
            state.size += bytes.count
            guard state.refused == nil else { return }
            if state.file < 0, state.size <= Self.memoryLimit {
                return unsafe state.body.append(contentsOf: bytes)
            }
            guard let folder, state.size <= Self.fileLimit else { return state.refused = 413 }
            if state.file < 0 {
                let path = "\(folder)/upload-\(Randomness.token(8))"
                state.file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
                guard state.file >= 0 else { return state.refused = 507 }
                state.filePath = path
                let start = state.body
                state.body = []
                if (try? Files.writeAll(start, to: state.file, path: path)) == nil { return state.refused = 507 }
            }
            if (unsafe try? Files.writeAll(Array(bytes), to: state.file, path: "upload")) == nil { state.refused = 507 }
        }
    }

    /// The whole body; a status where it was not taken.
    func finishBody() -> (body: Request.Body, refused: Int?) {
        state.withLock { state in
            state.isDispatched = true
            if let refused = state.refused { return (.none, refused) }
            if state.file >= 0 {
                Glibc.close(state.file)
                state.file = -1
                return (state.filePath.map { .file($0) } ?? .none, nil)
            }
            return (state.body.isEmpty ? .none : .bytes(state.body), nil)
        }
    }

    var isDispatched: Bool { state.withLock { $0.isDispatched } }

    func answer(_ response: Response) { state.withLock { $0.response = response } }

    func takeResponse() -> Response? { state.withLock { $0.response.take() } }
}
