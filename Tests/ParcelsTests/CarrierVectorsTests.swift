import Foundation
import Parcels
import TestSupport
import Testing

/// Public tracking numbers of many carriers: what is S10 or an SSCC is recognised, and nothing else is taken for one.
@Suite("Public carrier numbers")
struct CarrierVectorsTests {
    private struct Vector: Decodable {
        let id: String?
        let number: String
        let valid: Bool
    }

    private static func vectors() throws -> [Vector]? {
        guard let file = TestFiles.testData("identifiers/carrier-vectors.json") else { return nil }
        return try JSONDecoder().decode([Vector].self, from: Data(file))
    }

    private static func scheme(_ vector: Vector) -> (scheme: Scheme?, isValid: Bool) {
        switch Recognition.of(Array(vector.number.utf8)) {
        case .valid(let number): (number.scheme, true)
        case .invalid(let scheme, _): (scheme, false)
        case .unknown: (nil, false)
        }
    }

    @Test func s10NumbersAreJudgedAsTheirCarrierDoes() throws {
        guard let vectors = try Self.vectors()?.filter({ $0.id == "s10" }) else { return }
        #expect(vectors.count >= 4)
        for vector in vectors {
            let found = Self.scheme(vector)
            #expect(found.scheme == .s10, "\(vector.number)")
            #expect(found.isValid == vector.valid, "\(vector.number)")
        }
    }

    @Test func ssccNumbersAreJudgedAsTheirCarrierDoes() throws {
        guard let vectors = try Self.vectors()?.filter({ $0.id == "fedex_ground_sscc_18" }) else { return }
        #expect(!vectors.isEmpty)
        for vector in vectors {
            let found = Self.scheme(vector)
            #expect(found.scheme == .sscc, "\(vector.number)")
            #expect(found.isValid == vector.valid, "\(vector.number)")
        }
    }

    @Test func noOtherCarriersNumberIsTakenForOne() throws {
        guard let vectors = try Self.vectors()?.filter({ $0.id != "s10" && $0.id != "fedex_ground_sscc_18" }) else {
            return
        }
        #expect(vectors.count > 100)
        for vector in vectors { #expect(!Self.scheme(vector).isValid, "\(vector.id ?? "?"): \(vector.number)") }
    }
}
