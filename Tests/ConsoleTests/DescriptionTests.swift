import Foundation
import TestSupport
import Testing

@testable import Console

@Suite("The description of the API")
struct DescriptionTests {
    private static func read(_ bytes: [UInt8]) throws -> NSDictionary {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary)
    }

    private let document: NSDictionary

    init() throws { document = try Self.read(Description.document()) }

    /// The committed copy is what is served; when it is not, the new one lies in `.build/openapi.json`.
    @Test func theCommittedCopyIsWhatIsServed() throws {
        let committed = try Self.read(try TestFiles.content("docs/integrator/openapi.json"))
        if committed != document {
            let data = try JSONSerialization.data(
                withJSONObject: document, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
            try (data + Data([10])).write(to: URL(filePath: TestFiles.root + "/.build/openapi.json"))
        }
        #expect(committed == document, "look at it, then: cp .build/openapi.json docs/integrator/openapi.json")
    }

    @Test func everyRouteIsDescribedOnce() throws {
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        var names: Set<String> = []
        for route in RouteTable.routes {
            let operation = try #require(
                paths[route.path]?[route.method.rawValue.lowercased()] as? [String: Any], "\(route.path)")
            #expect(names.insert(try #require(operation["operationId"] as? String)).inserted)
            let parameters = operation["parameters"] as? [[String: Any]] ?? []
            let places = parameters.filter { $0["in"] as? String == "path" }.compactMap { $0["name"] as? String }
            #expect(places == route.placeNames)
        }
        #expect(names.count == paths.values.reduce(0) { $0 + $1.count })
    }

    @Test func everyShapeThatIsNamedIsThereAndUsed() throws {
        let shapes = try #require((document["components"] as? [String: Any])?["schemas"] as? [String: Any])
        var named: Set<String> = []
        func walk(_ value: Any) {
            if let object = value as? [String: Any] {
                if let name = object["$ref"] as? String { named.insert(name) }
                object.values.forEach(walk)
            } else if let list = value as? [Any] {
                list.forEach(walk)
            }
        }
        walk(document)
        let prefix = "#/components/schemas/"
        let found = Set(named.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) })
        #expect(found == Set(shapes.keys))
    }

    @Test func onlyOpenRoutesAreOpenAndChangesNeedTheToken() throws {
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        for route in RouteTable.routes {
            let operation = paths[route.path]?[route.method.rawValue.lowercased()] as? [String: Any]
            let schemes = (operation?["security"] as? [[String: Any]])?.first.map { Set($0.keys) } ?? []
            if case .everybody = route.access {
                #expect(schemes.isEmpty)
            } else {
                #expect(schemes == (route.method == .get ? ["session"] : ["session", "token"]), "\(route.path)")
            }
        }
    }
}
