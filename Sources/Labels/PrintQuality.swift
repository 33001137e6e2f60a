import Readings

/// How well a linear symbol is printed and pictured, measured on its scan reflectance profile in the terms of ISO/IEC 15416.
public struct PrintQuality: Sendable, Hashable {
    /// Symbol contrast, percent of full reflectance.
    public let contrast: UInt8
    /// The least contrast of an edge, percent of full reflectance.
    public let edgeContrast: UInt8
    /// The least contrast of an edge as percent of the symbol's.
    public let modulation: UInt8
    /// The greatest irregularity within an element, percent of the symbol's contrast.
    public let defects: UInt8
    /// How far the widths are from those at which they would be misread, percent.
    public let decodability: UInt8

    public init(contrast: UInt8, edgeContrast: UInt8, modulation: UInt8, defects: UInt8, decodability: UInt8) {
        self.contrast = contrast
        self.edgeContrast = edgeContrast
        self.modulation = modulation
        self.defects = defects
        self.decodability = decodability
    }

    /// The grade of one parameter, from 4 (A) to 0 (F) (ISO/IEC 15416, table of grades).
    public func grade(of parameter: PrintGrade.Parameter) -> Int {
        let least: (UInt8, [UInt8]) -> Int = { value, limits in limits.count { value >= $0 } }
        return switch parameter {
        case .contrast: least(contrast, [20, 40, 55, 70])
        case .edgeContrast: edgeContrast >= 15 ? 4 : 0
        case .modulation: least(modulation, [40, 50, 60, 70])
        case .defects: 4 - [16, 21, 26, 31].count { defects >= $0 }
        case .decodability: least(decodability, [25, 37, 50, 62])
        }
    }

    /// From 4 (A) to 0 (F), the lowest of all parameters.
    public var grade: Int { PrintGrade.Parameter.allCases.map(grade(of:)).min() ?? 0 }

    /// The grade with the parameter that set it.
    public var printGrade: PrintGrade? {
        PrintGrade(grade, grade == 4 ? nil : PrintGrade.Parameter.allCases.first { grade(of: $0) == grade })
    }
}
