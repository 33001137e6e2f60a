import Formats
import Labels
import Words

/// The labels that a scanner is put into service with, as a page to print: HTML without anything from outside.
enum LabelPage {
    /// 0.33 mm: the narrowest element that every hand scanner reads.
    private static let module_um = 330
    /// QR modules are square, and read from farther away.
    private static let dot_um = 500
    private static let barHeight_mm = 11

    static func html(_ language: Language) -> String {
        func words(_ key: String) -> String { escaped(Catalogue.text("commissioning." + key, language)) }
        let labels = CommissioningLabel.all.map { label in
            """
            <section>
            <h2>\(label.name)</h2>
            <div><p>\(escaped(label.kind.rawValue)). \(words("label." + label.name.lowercased()))</p>
            \(drawing(label))
            <code>\(escaped(shown(label.content)))</code></div>
            </section>
            """
        }
        return """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <title>parcelgate: \(words("sheet.title"))</title>
            <style>
            @page { size: A4; margin: 12mm 14mm }
            body { margin: 0 auto; width: 182mm; font: 9pt/1.25 sans-serif; color: #000; background: #fff }
            h1 { font-size: 14pt; margin: 0 0 1mm }
            p { margin: 0 0 1mm }
            section { display: flex; gap: 2mm; padding: 2.5mm 0; border-top: 0.2mm solid #999; break-inside: avoid }
            h2 { flex: none; width: 5mm; font-size: 13pt; margin: 0 }
            svg { display: block; flex: none }
            code { font: 8pt monospace; overflow-wrap: anywhere }
            </style>
            </head>
            <body>
            <h1>\(words("sheet.title"))</h1>
            <p>\(words("sheet.print"))</p>
            <svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="4mm" viewBox="0 0 100 4"><path d="M0.1 0v4M99.9 0v4M0 \
            2h100M50 1v2" stroke="#000" stroke-width="0.2" fill="none"/></svg>
            <p>\(words("sheet.use"))</p>
            <p>\(words("sheet.note"))</p>
            \(labels.joined(separator: "\n"))
            </body>
            </html>
            """
    }

    private static func drawing(_ label: CommissioningLabel) -> String {
        if label.kind == .qr {
            return QRDrawing.symbol(label.content).map { SVGDrawing.svg($0, module_um: dot_um) } ?? ""
        }
        let symbol =
            switch label.kind {
            case .code128: Code128Drawing.symbol(label.content)
            case .gs1: Code128Drawing.gs1(label.content)
            case .code39: Code39Drawing.symbol(label.content)
            case .interleaved: InterleavedDrawing.symbol(label.content)
            case .retail: RetailDrawing.symbol(label.content)
            case .qr: BarSymbol?.none
            }
        return symbol.map { SVGDrawing.svg($0, module_um: module_um, height_mm: barHeight_mm) } ?? ""
    }

    /// With spaces and GS to be seen.
    private static func shown(_ content: [UInt8]) -> String {
        String(decoding: content.flatMap { $0 == 0x1D ? Array("<GS>".utf8) : [$0] }, as: UTF8.self)
            .replacing(" ", with: "␣")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
