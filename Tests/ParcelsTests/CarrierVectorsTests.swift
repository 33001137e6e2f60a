import Foundation
import Parcels
import TestSupport
import Testing

/// Public tracking numbers of many carriers, valid and invalid: each is judged as its carrier judges it, and what may say which
/// parcel this is stays S10 and SSCC.
@Suite("Public carrier numbers")
struct CarrierVectorsTests {
    private struct Vector: Decodable {
        let courier: String
        let id: String?
        let number: String
        let valid: Bool

        var isS10: Bool { id == "s10" }
        /// An SSCC tells who packed, not who carries.
        var isSSCC: Bool { id == "fedex_ground_sscc_18" }
    }

    private static func vectors() throws -> [Vector]? {
        guard let file = TestFiles.testData("identifiers/carrier-vectors.json") else { return nil }
        return try JSONDecoder().decode([Vector].self, from: Data(file))
    }

    private static func identified(_ vector: Vector) -> Identification {
        Numbering.standard.identify(Array(vector.number.utf8))
    }

    @Test func validNumbersAreTheirCarriers() throws {
        guard let vectors = try Self.vectors()?.filter(\.valid) else { return }
        #expect(vectors.count > 100)
        for vector in vectors {
            guard case .valid(let found) = Self.identified(vector).outcome else {
                Issue.record("\(vector.courier): \(vector.number)")
                continue
            }
            if vector.isS10 {
                #expect(found.carrier == "post:" + vector.number.suffix(2), "\(vector.number)")
            } else if vector.isSSCC {
                #expect(found.scheme == .sscc, "\(vector.number)")
            } else {
                #expect(found.carrier == vector.courier, "\(vector.number)")
            }
        }
    }

    /// Numbers that are invalid for one carrier and another's own are the other's.
    @Test func invalidNumbersAreRefused() throws {
        guard let vectors = try Self.vectors() else { return }
        let valid = Dictionary(grouping: vectors.filter(\.valid), by: \.number)
        for vector in vectors where !vector.valid {
            guard case .valid(let found) = Self.identified(vector).outcome else { continue }
            let owners = valid[vector.number, default: []]
            #expect(owners.contains { $0.courier == found.carrier && $0.id != vector.id }, "\(vector.number)")
        }
    }

    @Test func s10NumbersAreJudgedAsTheirCarrierDoes() throws {
        guard let vectors = try Self.vectors()?.filter(\.isS10) else { return }
        #expect(vectors.count >= 4)
        for vector in vectors {
            switch Recognition.of(Array(vector.number.utf8)) {
            case .valid(let number): #expect(vector.valid && number.scheme == .s10, "\(vector.number)")
            case .invalid(let scheme, _): #expect(!vector.valid && scheme == .s10, "\(vector.number)")
            case .unknown: Issue.record("\(vector.number)")
            }
        }
    }

    @Test func noOtherCarriersNumberSaysWhichParcelThisIs() throws {
        guard let vectors = try Self.vectors()?.filter({ !$0.isS10 && !$0.isSSCC }) else { return }
        #expect(vectors.count > 100)
        for vector in vectors {
            let text = Array(vector.number.utf8)
            for found in [Recognition.of(text), Numbering.standard.recognise(text)] {
                if case .valid = found { Issue.record("\(vector.id ?? "?"): \(vector.number)") }
            }
        }
    }
}
