import Foundation
import Labels
import Testing

/// Another program's drawing of the same symbols (Debian package zint), for comparison.
enum Zint {
    /// The modules of a symbol, row after row; each row ends with what fills its last four.
    static func rows(_ arguments: [String], _ data: [UInt8]) throws -> [[Bool]] {
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appending(path: "parcelgate-\(UUID().uuidString)")
        try Data(data).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/zint")
        process.arguments = arguments + ["--dump", "-i", file.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "zint \(arguments)")
        return String(decoding: said, as: UTF8.self).split(separator: "\n").map { line in
            line.compactMap(\.hexDigitValue).flatMap { digit in (0..<4).reversed().map { digit >> $0 & 1 == 1 } }
        }
    }

    /// The widths of bars and spaces of a linear symbol.
    static func widths(_ arguments: [String], _ data: [UInt8]) throws -> [Int] {
        let row = try #require(try rows(arguments, data).first)
        var widths: [Int] = []
        var last: Bool?
        for module in row {
            if module == last { widths[widths.count - 1] += 1 } else { widths.append(1) }
            last = module
        }
        // A space at the end is none of the symbol's.
        if last == false { widths.removeLast() }
        return widths
    }
}

/// Symbols as pixels, as a camera would see them.
enum Rendered {
    static func image(_ symbol: BarSymbol, scale: Int = 3) throws -> GreyImage {
        let line =
            [Bool](repeating: false, count: symbol.quietBefore) + symbol.modules
            + [Bool](repeating: false, count: symbol.quietBehind)
        return try image([[Bool]](repeating: line, count: 40), scale)
    }

    static func image(_ symbol: MatrixSymbol, scale: Int = 4) throws -> GreyImage {
        let side = symbol.wholeSide
        let rows = (0..<side).map { row in
            (0..<side).map { column in
                let (row, column) = (row - symbol.quiet, column - symbol.quiet)
                return (0..<symbol.side).contains(row) && (0..<symbol.side).contains(column) && symbol[row, column]
            }
        }
        return try image(rows, scale)
    }

    private static func image(_ rows: [[Bool]], _ scale: Int) throws -> GreyImage {
        let lines = rows.map { row in row.flatMap { [UInt8](repeating: $0 ? 0 : 255, count: scale) } }
        return try #require(
            GreyImage(
                width: rows[0].count * scale, height: rows.count * scale,
                pixels: lines.flatMap { [[UInt8]](repeating: $0, count: scale).joined() }))
    }

    static func read(_ image: GreyImage) throws -> [Symbol] { try #require(LabelDecoder()).decode(image).symbols }
}
