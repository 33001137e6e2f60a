import Parcels
import TestSupport
import Testing

@Suite("UPU S10 numbers")
struct S10Tests {
    private static func s10(_ text: String) throws(S10.Fault) -> S10 { try S10(Array(text.utf8)) }

    @Test(arguments: [
        "RR473124829FI", "RB123456785GB", "EE471108151FR", "EB000717618HK", "EB123456785VN",
        // The remainders that the standard treats apart: 11 becomes 5, 10 becomes 0.
        "EB000000005VN", "EB000040000VN",
    ])
    func publishedNumbersAreValid(text: String) throws {
        #expect(try Self.s10(text).canonical.description == text)
    }

    @Test func wrongCheckDigitIsRefused() {
        #expect(throws: S10.Fault.checkDigit(found: 9, expected: 5)) { try Self.s10("EB123456789VN") }
        #expect(throws: S10.Fault.checkDigit(found: 1, expected: 0)) { try Self.s10("EB000040001VN") }
    }

    @Test func exactlyOneCheckDigitFitsEachSerial() {
        var dice = SeededDice("S10 check digits")
        for _ in 0..<200 {
            let serial = String(10_000_000 + dice.below(90_000_000))
            let fitting = (0...9).filter { (try? Self.s10("EB\(serial)\($0)VN")) != nil }
            #expect(fitting.count == 1, "\(serial): \(fitting)")
            #expect(fitting.first == Int(S10.checkDigit(serial.utf8.map { $0 - 48 })), "\(serial)")
        }
    }

    @Test(arguments: ["JA", "KA", "SA", "TA", "WA"])
    func reservedServicesAreRefused(service: String) {
        #expect(throws: S10.Fault.reservedService) { try Self.s10(service + "123456785VN") }
    }

    @Test func servicesInUseAreAccepted() throws {
        for letter in "ABCDEFGHILMNOPQRUVXYZ" { #expect(try Self.s10("\(letter)B123456785VN").service == "\(letter)B") }
    }

    @Test(arguments: ["XX", "ZZ", "AA", "EU"])
    func unknownCountriesAreRefused(country: String) {
        #expect(throws: S10.Fault.country) { try Self.s10("EB123456785" + country) }
    }

    @Test(arguments: [
        "", "EB123456785V", "EB123456785VNN", "EB12345678VN5", "1B123456785VN", "EB12345678XVN", "eb123456785vn",
        "EB 23456785VN", "EB123456785V1", "ÉB12345678VN",
    ])
    func otherShapesAreRefused(text: String) {
        #expect(throws: S10.Fault.shape) { try Self.s10(text) }
    }

    @Test func partsAreNamed() throws {
        let number = try Self.s10("CP123456785DE")
        #expect(number.service == "CP")
        #expect(number.country == "DE")
    }

    @Test func faultsAreSaidInWords() {
        #expect("\(S10.Fault.checkDigit(found: 9, expected: 5))" == "the check digit is 9, it should be 5")
    }
}
