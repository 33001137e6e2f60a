/// GS1 data as a label has it: the elements of an element string, of its form with brackets that people read, or of a Digital
/// Link.
public struct ElementString: Sendable, Equatable {
    public enum Form: String, Sendable, Hashable, CaseIterable {
        case raw = "element-string"
        /// `(00)106141412345678908(10)A1`
        case brackets
        /// `https://example.com/00/106141412345678908?10=A1`
        case link = "digital-link"
    }

    public struct Element: Sendable, Hashable {
        public let identifier: String
        /// GS1's data title.
        public let title: String
        public let value: String
    }

    public static let sizeLimit = 4096

    public let form: Form
    /// The data as an element string, as GS1 symbols carry it.
    let bytes: [UInt8]
    let walked: [ElementWalk.Element]
    /// What is wrong with the first element that cannot be read; those before it are good.
    public let fault: ElementFault?

    /// Nil where the text has none of the forms.
    /// - Parameter symbology: that of a reader which sent one; an element string without brackets is taken only from a symbology
    ///   that carries them, or where it has a separator.
    public init?(_ text: [UInt8], symbology: SymbologyIdentifier? = nil) {
        guard (2...Self.sizeLimit).contains(text.count) else { return nil }
        if DigitalLink.hasBeginning(text) {
            guard let bytes = DigitalLink(text)?.elements else { return nil }
            self.init(.link, bytes)
        } else if text[0] == 0x28 {
            guard let (bytes, identifiers) = Self.withoutBrackets(text) else { return nil }
            self.init(.brackets, bytes, expecting: identifiers)
        } else {
            guard symbology?.carriesElements ?? Self.hasSeparator(text) else { return nil }
            self.init(.raw, text)
        }
    }

    private init(_ form: Form, _ bytes: [UInt8], expecting identifiers: [Int]? = nil) {
        var walk = ElementWalk(bytes)
        var elements: [ElementWalk.Element] = []
        var fault: ElementFault?
        do throws(ElementFault) {
            while let element = try walk.next() {
                if let identifiers,
                    !identifiers.indices.contains(elements.count)
                        || identifiers[elements.count] != element.identifier
                {
                    throw ElementFault(
                        kind: .value, identifier: element.what.number, offset: element.start)
                }
                elements.append(element)
            }
            // A scanner that sends one separator drops none; brackets and paths say where an element ends.
            if form == .raw, !walk.hasSeparator, let last = elements.last {
                fault = HiddenKey.search(bytes, behind: last, of: elements)
            }
        } catch { fault = error }
        self.form = form
        self.bytes = bytes
        self.fault = fault
        walked = elements
    }

    public var elements: [Element] {
        walked.map { element in
            Element(
                identifier: element.what.number, title: element.what.title,
                value: String(decoding: bytes[element.value], as: UTF8.self))
        }
    }

    /// The data as a symbol carries it, of the form with brackets: GS only where a separator is needed. What the elements hold is
    /// not looked at. Nil where an element has no known identifier, or nothing behind it.
    public static func carried(_ text: [UInt8]) -> [UInt8]? {
        guard let (bytes, identifiers) = withoutBrackets(text) else { return nil }
        let elements = bytes.split(separator: 0x1D, omittingEmptySubsequences: false)
        guard elements.count == identifiers.count else { return nil }
        var made: [UInt8] = []
        var needsSeparator = false
        for (element, identifier) in zip(elements, identifiers) {
            let what = ApplicationIdentifier.all[identifier]
            guard element.count > what.number.utf8.count else { return nil }
            if needsSeparator { made.append(0x1D) }
            made += element
            needsSeparator = !what.isPredefined
        }
        return made
    }

    /// The form that people read.
    public var bracketed: String { elements.map { "(\($0.identifier))\($0.value)" }.joined() }

    private static func hasSeparator(_ text: [UInt8]) -> Bool {
        text.indices.contains { $0 > 0 && ElementWalk.separator(text, at: $0) > 0 }
    }

    /// An element string of the same elements, each parted from the next, and the identifiers that stood in brackets.
    private static func withoutBrackets(_ text: [UInt8]) -> ([UInt8], [Int])? {
        var bytes: [UInt8] = []
        var identifiers: [Int] = []
        bytes.reserveCapacity(text.count)
        var place = 0
        while place < text.count {
            if let (close, identifier) = bracket(text, at: place) {
                if !identifiers.isEmpty { bytes.append(0x1D) }
                identifiers.append(identifier)
                bytes += text[place + 1..<close]
                place = close + 1
            } else {
                guard !identifiers.isEmpty else { return nil }
                // People write spaces, which are no data.
                if text[place] != 0x20 { bytes.append(text[place]) }
                place += 1
            }
        }
        return (bytes, identifiers)
    }

    /// Where the bracket closes around an identifier that begins here, and the identifier's place in `ApplicationIdentifier.all`;
    /// data may have brackets of its own.
    private static func bracket(_ text: [UInt8], at place: Int) -> (close: Int, identifier: Int)? {
        guard text[place] == 0x28 else { return nil }
        for size in 2...4 where place + size + 1 < text.count && text[place + size + 1] == 0x29 {
            guard let found = ApplicationIdentifier.find(text, at: place + 1, end: place + size + 1),
                found.size == size
            else { return nil }
            return (place + size + 1, found.place)
        }
        return nil
    }
}

/// A parcel's key that may be hidden at the end of data of open length: the separator before it was dropped, or the data only
/// looks so.
enum HiddenKey {
    /// - Returns: a fault where the last element's data ends with an SSCC or GSIN whose check digit holds and no parcel's key stands
    ///   before it: nobody can tell which it is.
    static func search(
        _ bytes: [UInt8], behind last: ElementWalk.Element, of elements: [ElementWalk.Element]
    ) -> ElementFault? {
        guard !last.what.isPredefined, last.what.sizes.count > 1, !elements.contains(where: { $0.isParcelKey }) else {
            return nil
        }
        for (identifier, size) in [("00", 18), ("402", 17)] {
            let start = last.value.upperBound - size - identifier.utf8.count
            guard start >= last.value.lowerBound + 1, bytes[start...].starts(with: identifier.utf8) else { continue }
            var walk = ElementWalk(bytes, from: start)
            if let found = try? walk.next(), found.isParcelKey {
                return ElementFault(kind: .dropped, identifier: last.what.number, offset: start)
            }
        }
        return nil
    }
}

extension ElementWalk.Element {
    /// Whether it is the key of a logistic unit, a shipment or a consignment.
    var isParcelKey: Bool {
        identifier == ApplicationIdentifier.unit || identifier == ApplicationIdentifier.shipment
            || identifier == ApplicationIdentifier.consignment
    }

    /// Whether it is one of the company's own identifiers 91 to 96, in which carriers number parcels.
    var isCompanys: Bool {
        let number = what.number.utf8
        return number.count == 2 && number.first == 57 && (49...54).contains(number.last ?? 0)
    }
}

extension SymbologyIdentifier {
    /// Whether its data is GS1 elements: the four of `isGS1`, and GS1 DotCode.
    var carriesElements: Bool { isGS1 || (letter, modifier) == (0x4A, 0x31) }
}
