import CZXingPeer
import Foundation
import Glibc
import Labels
import Platform

/// A reader in a process of its own: pictures go to its standard input, a JSON line comes back for each, with the time that reading
/// took there. One that goes down over a picture has not read it, and is started again.
final class LabelsPeer: LabelsReader {
    let name: String
    private(set) var version = ""
    private let command: [String]
    private var process = Process()
    private var input: FileHandle?
    private var output: FileHandle?
    private var rest: [UInt8] = []
    private var isWaiting = false

    private init(_ name: String, _ command: [String]) throws {
        self.name = name
        self.command = command
        try start()
    }

    /// Debian's zxing-cpp, in this program's own child.
    static func system() throws -> LabelsPeer {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return try LabelsPeer("zxing", [own, serveWord])
    }

    /// The newest from PyPI. `PARCELGATE_PYTHON` names another interpreter that has it; nil, said in one line, without.
    static func newest() -> LabelsPeer? {
        let python = ProcessInfo.processInfo.environment["PARCELGATE_PYTHON"] ?? ".build/venv/bin/python"
        if let peer = try? LabelsPeer("zxing newest", ["/usr/bin/env", python, "Tests/Bench/peers/zxing_peer.py"]) {
            print("PyPI's zxing-cpp \(peer.version)")
            return peer
        }
        print("skipped: PyPI's zxing-cpp; \(python) does not have it (make deps)")
        return nil
    }

    private func start() throws {
        // Otherwise a peer that goes down takes the bench with it.
        signal(SIGPIPE, SIG_IGN)
        let (to, from) = (Pipe(), Pipe())
        process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardInput = to
        process.standardOutput = from
        process.standardError = FileHandle.nullDevice
        try process.run()
        input = to.fileHandleForWriting
        output = from.fileHandleForReading
        rest = []
        guard let line = line(), let said = try? JSONDecoder().decode(Version.self, from: line) else {
            throw BenchFault("\(name): it does not start")
        }
        version = said.version
    }

    private struct Version: Decodable { let version: String }
    private struct Answer: Decodable {
        let ns: Int64
        let symbols: [[String]]
    }

    func give(_ image: GreyImage) throws {
        var head = [UInt8]()
        for size in [UInt32(image.width), UInt32(image.height)] {
            head += (0..<4).map { UInt8(truncatingIfNeeded: size >> (8 * $0)) }
        }
        isWaiting = (try? input?.write(contentsOf: Data(head + image.pixels))) != nil
    }

    func answer() throws -> LabelsAnswer {
        guard isWaiting, let line = line(), let said = try? JSONDecoder().decode(Answer.self, from: line) else {
            process.terminate()
            process.waitUntilExit()
            try start()
            return LabelsAnswer(hasCrashed: true)
        }
        return LabelsAnswer(
            reads: said.symbols.map {
                LabelsAnswer.Read(symbology: $0[0], bytes: Self.bytes($0[1]), text: Self.bytes($0[2]))
            },
            elapsed_ns: said.ns)
    }

    private func line() -> Data? {
        guard let output else { return nil }
        while true {
            if let end = rest.firstIndex(of: 10) {
                defer { rest.removeSubrange(...end) }
                return Data(rest[..<end])
            }
            let more = output.availableData
            if more.isEmpty { return nil }
            rest += more
        }
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func bytes(_ digits: String) -> [UInt8] {
        let values = digits.compactMap(\.hexDigitValue)
        return stride(from: 0, to: values.count - 1, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    }

    // MARK: The child

    static let serveWord = "serve-zxing"

    /// Reads pictures with the system's zxing-cpp until there are no more.
    static func serve() -> Never {
        func whole(_ count: Int) -> [UInt8]? {
            var bytes: [UInt8] = []
            while bytes.count < count {
                guard let more = try? FileHandle.standardInput.read(upToCount: count - bytes.count), !more.isEmpty
                else {
                    return nil
                }
                bytes += more
            }
            return bytes
        }
        func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
        say(#"{"version":"1.4"}"#)
        while let head = whole(8) {
            let sizes = [0, 4].map { start in (0..<4).reduce(0) { $0 | Int(head[start + $1]) << (8 * $1) } }
            guard let pixels = whole(sizes[0] * sizes[1]) else { break }
            var reads: [String] = []
            let start = Clocks.monotonic()
            _ = unsafe withUnsafeMutablePointer(to: &reads) { reads in
                unsafe czxing_peer_scan(pixels, Int32(sizes[0]), Int32(sizes[1]), reads) {
                    context, name, data, size, text in
                    guard let context = unsafe context, let name = unsafe name, let text = unsafe text else { return }
                    let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: size))
                    let said = unsafe Array(String(cString: text).utf8)
                    unsafe context.assumingMemoryBound(to: [String].self).pointee.append(
                        "[\"\(String(cString: name))\",\"\(LabelsPeer.hex(bytes))\",\"\(LabelsPeer.hex(said))\"]")
                }
            }
            say("{\"ns\":\(Clocks.monotonic() - start),\"symbols\":[\(reads.joined(separator: ","))]}")
        }
        exit(0)
    }
}
