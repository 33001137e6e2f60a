import Crypto
import Foundation
import Testing

@testable import Journal

@Suite struct ChainTests {
    /// The vectors of docs/developer/journal.md, which were made by another program.
    @Test func documentVectorsHold() throws {
        let text = try String(contentsOfFile: repository + "/docs/developer/journal.md", encoding: .utf8)
        func value(_ name: String) throws -> String {
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(name + ":") })
            return String(line.dropFirst(name.count + 1)).trimmingCharacters(in: .whitespaces)
        }
        let key = try #require(text.firstRange(of: "has the key `").map { String(text[$0.upperBound...].prefix(64)) })
        let first = Chain.hash(after: .zero, content: Array(try value("content 1").utf8), sealed: [])
        #expect(first.description == (try value("hash 1")))
        let sealed = Seal.close(
            Array(try value("plain 2").utf8), key: try #require(Hexadecimal.bytes(key)), number: (1, 2))
        #expect(Hexadecimal.text(sealed) == (try value("sealed 2")))
        let second = Chain.hash(after: first, content: Array(try value("content 2").utf8), sealed: sealed)
        #expect(second.description == (try value("hash 2")))
    }

    @Test func hashDependsOnEveryPart() {
        let base = Chain.hash(after: .zero, content: [1, 2], sealed: [3])
        #expect(Chain.hash(after: base, content: [1, 2], sealed: [3]) != base)
        #expect(Chain.hash(after: .zero, content: [1, 2, 3], sealed: []) != base)
        #expect(Chain.hash(after: .zero, content: [1], sealed: [2, 3]) != base)
        #expect(Chain.hash(after: .zero, content: [1, 2], sealed: [4]) != base)
    }
}

/// The repository's root, from where this file lies.
let repository: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
}()
