import Testing

@testable import Readings

@Suite("Grades of print")
struct PrintGradeTests {
    @Test func aGradeIsReadAsItIsWritten() throws {
        for grade in 0...4 {
            for parameter in PrintGrade.Parameter.allCases.map(Optional.some) + [nil] {
                guard let made = PrintGrade(grade, parameter) else { continue }
                #expect(PrintGrade(made.description) == made)
            }
        }
        #expect(PrintGrade("4") == PrintGrade(4, nil))
        #expect(try #require(PrintGrade(2, .modulation)).description == "2/MOD")
    }

    /// Fixed readers write what they like.
    @Test(arguments: ["", "A", "3", "5", "4/MOD", "2/", "2/XYZ", "2/MOD/1", "-1/SC", "2.5/SC", "٢/SC", "22/SC", "87%"])
    func anotherDevicesGradeIsNone(text: String) { #expect(PrintGrade(text) == nil) }

    @Test func onlyTheHighestGradeNamesNoParameter() {
        #expect(PrintGrade(4, .contrast) == nil && PrintGrade(3, nil) == nil && PrintGrade(5, .contrast) == nil)
    }
}
