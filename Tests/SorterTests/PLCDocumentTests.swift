import Formats
import Foundation
import Parcels
import Testing

/// The integrator's page and the codec say the same.
@Suite struct PLCDocumentTests {
    private func examples() throws -> (fromSorter: [[UInt8]], fromGateway: [[UInt8]]) {
        var root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        root.removeLast(3)
        let text = try String(contentsOfFile: root.joined(separator: "/") + "/docs/integrator/plc.md", encoding: .utf8)
        var found: (fromSorter: [[UInt8]], fromGateway: [[UInt8]]) = ([], [])
        var isFromGateway = false
        for line in text.split(separator: "\n") {
            if line == "from the gateway:" { isFromGateway = true }
            guard line.hasPrefix("  PG1") else { continue }
            let telegram = Array(line.dropFirst(2).utf8) + [13, 10]
            if isFromGateway { found.fromGateway.append(telegram) } else { found.fromSorter.append(telegram) }
        }
        return found
    }

    @Test func plcDocumentExamplesAreTelegrams() throws {
        let line = try #require(LineID("L1"))
        let (fromSorter, fromGateway) = try examples()
        #expect(fromSorter.count == 11)
        #expect(fromGateway.count == 8)
        for telegram in fromSorter {
            let read = try SorterCodec.readFromSorter(telegram)
            #expect(SorterCodec.write(read) == telegram)
        }
        for telegram in fromGateway {
            let read = try SorterCodec.readFromGateway(telegram, line: line)
            #expect(SorterCodec.write(read) == telegram)
        }
    }

    @Test func documentShowsEveryKindOfTelegram() throws {
        let (fromSorter, fromGateway) = try examples()
        func kinds(_ telegrams: [[UInt8]]) -> Set<String> {
            Set(telegrams.map { String(decoding: $0[13..<15], as: UTF8.self) })
        }
        #expect(kinds(fromSorter) == ["HI", "IN", "RQ", "PA", "EX", "LN", "HB", "SD", "NK"])
        #expect(kinds(fromGateway) == ["HR", "PM", "NP", "RV", "HB", "IC", "SP"])
    }
}
