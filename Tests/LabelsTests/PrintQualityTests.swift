import Readings
import Testing

@testable import Labels

/// Grades of ISO/IEC 15416.
@Suite("Print quality")
struct PrintQualityTests {
    private func quality(
        contrast: UInt8 = 80, edge: UInt8 = 50, modulation: UInt8 = 80, defects: UInt8 = 5, decodability: UInt8 = 80
    ) -> PrintQuality {
        PrintQuality(
            contrast: contrast, edgeContrast: edge, modulation: modulation, defects: defects, decodability: decodability
        )
    }

    @Test(
        arguments: [
            (PrintGrade.Parameter.contrast, [70, 69, 55, 54, 40, 39, 20, 19], [4, 3, 3, 2, 2, 1, 1, 0]),
            (.edgeContrast, [15, 14], [4, 0]),
            (.modulation, [70, 69, 60, 59, 50, 49, 40, 39], [4, 3, 3, 2, 2, 1, 1, 0]),
            (.defects, [15, 16, 20, 21, 25, 26, 30, 31], [4, 3, 3, 2, 2, 1, 1, 0]),
            (.decodability, [62, 61, 50, 49, 37, 36, 25, 24], [4, 3, 3, 2, 2, 1, 1, 0]),
        ] as [(PrintGrade.Parameter, [UInt8], [Int])])
    func eachParameterHasItsLimits(parameter: PrintGrade.Parameter, values: [UInt8], grades: [Int]) {
        for (value, grade) in zip(values, grades) {
            let measured =
                switch parameter {
                case .contrast: quality(contrast: value)
                case .edgeContrast: quality(edge: value)
                case .modulation: quality(modulation: value)
                case .defects: quality(defects: value)
                case .decodability: quality(decodability: value)
                }
            #expect(measured.grade(of: parameter) == grade && measured.grade == grade, "\(parameter) \(value)")
            #expect(measured.printGrade == PrintGrade(grade, grade == 4 ? nil : parameter))
        }
    }

    @Test func theLowestParameterSetsTheGrade() {
        #expect(quality(contrast: 50, decodability: 20).printGrade?.description == "0/DEC")
        #expect(quality(modulation: 55, defects: 22).printGrade?.description == "2/MOD")
        #expect(quality().printGrade?.description == "4")
    }
}
