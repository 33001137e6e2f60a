import Glibc
import Parcels
import Patterns

/// What the telegrams of a text device mean.
public struct TextDialect: Sendable, Hashable {
    /// A telegram by which the device complains.
    public struct Complaint: Sendable, Hashable {
        public let pattern: BytePattern
        /// What it means, for the technician.
        public let words: String

        public init(pattern: BytePattern, words: String) {
            self.pattern = pattern
            self.words = words
        }
    }

    public let framing: TextFraming
    /// Whole telegrams, or single codes in one, that say that nothing was read.
    public let noRead: [[UInt8]]
    public var noReadPattern: BytePattern? { didSet { isPlain = false } }
    /// Telegrams that only say that the device lives.
    public let heartbeat: [[UInt8]]
    public var heartbeatPattern: BytePattern? { didSet { isPlain = false } }
    /// What parts several codes in one telegram; nil when there is only one.
    public let separator: [UInt8]?
    /// Whether each code begins with its AIM symbology identifier.
    public let hasSymbology: Bool
    /// A whole telegram that holds codes, with the groups of `TelegramGroups`; nil when all of it is codes.
    public var telegram: TelegramGroups? { didSet { isPlain = false } }
    /// A single code; nil when all of it is the label.
    public var code: CodeGroups? { didSet { isPlain = false } }
    /// Telegrams that are neither codes nor complaints: answers to commands.
    public var answers: [BytePattern] = [] { didSet { isPlain = false } }
    public var complaints: [Complaint] = [] { didSet { isPlain = false } }
    /// In what it tells weights and sides; nil for a device that tells none.
    public var units: MeasureUnits?
    /// The device's own names of symbologies.
    public var symbologies: [[UInt8]: SymbologyIdentifier] = [:]
    /// The device may say anything until its first telegram that makes sense.
    public var hasBootText = false
    /// Whether telegrams are understood without patterns.
    private var isPlain = true

    public init(
        framing: TextFraming, noRead: [[UInt8]], heartbeat: [[UInt8]], separator: [UInt8]?, hasSymbology: Bool
    ) {
        self.framing = framing
        self.noRead = noRead
        self.heartbeat = heartbeat
        self.separator = separator
        self.hasSymbology = hasSymbology
    }

    public enum Meaning: Sendable, Hashable {
        case codes([TextCode])
        case noRead
        /// What the parcel weighs and measures, and the codes beside it: none where the device read none, nil from one that reads
        /// no labels.
        case measured(ParcelMeasure, beside: [TextCode]?)
        case heartbeat
        case empty
        /// An answer to a command that nobody waits for.
        case answer
        /// The device complains; what that means, and its own figure where the pattern has a group `number`.
        case complaint(String)
        /// It fits none of what the family says.
        case unknown
    }

    /// Most codes that one telegram may have; what comes after is dropped.
    public static let codeLimit = 32

    public func meaning(of telegram: [UInt8]) -> Meaning { read(telegram[...]).meaning }

    public func meaning(of telegram: ArraySlice<UInt8>) -> Meaning { read(telegram).meaning }

    /// A telegram's meaning, the running number that the device gave it, and the index that it hands back with it.
    func read(_ telegram: ArraySlice<UInt8>) -> (meaning: Meaning, serial: Int?, pack: Int?) {
        if telegram.isEmpty { return (.empty, nil, nil) }
        if isPlain { return (plain(telegram), nil, nil) }
        if heartbeat.holds(telegram) || heartbeatPattern?.matches(telegram) == true { return (.heartbeat, nil, nil) }
        for complaint in complaints {
            guard let found = complaint.pattern.captures(telegram) else { continue }
            let number = complaint.pattern.group("number").flatMap { found[$0] }.map { telegram[$0].prefix(8) } ?? []
            let figure = number.allSatisfy { (0x21...0x7E).contains($0) } ? String(decoding: number, as: UTF8.self) : ""
            return (.complaint(figure.isEmpty ? complaint.words : figure + " " + complaint.words), nil, nil)
        }
        for answer in answers where answer.matches(telegram) { return (.answer, nil, nil) }
        if saysNoRead(telegram) { return (.noRead, nil, nil) }
        guard let pattern = self.telegram else {
            return (codes(in: telegram, TextCode.Facts(), hasFacts: false), nil, nil)
        }
        guard let found = pattern.pattern.captures(telegram) else { return (.unknown, nil, nil) }
        var facts = TextCode.Facts()
        let hasFacts = pattern.common.read(telegram, found, into: &facts)
        let serial = pattern.common.serial.flatMap { found[$0] }.flatMap { Decimal.whole(telegram[$0]) }
        let pack = facts.pack.flatMap { Decimal.whole($0[...]) }
        let measured = units.flatMap { pattern.measures?.read(telegram, found, in: $0) }
        guard let group = pattern.codes else {
            // A scale that weighed nothing has looked and found nothing.
            return (measured.map { .measured($0, beside: nil) } ?? .noRead, serial, pack)
        }
        let text = found[group].map { telegram[$0] } ?? []
        let meaning = pattern.isBase64 ? decoded(text, facts, hasFacts) : codes(in: text, facts, hasFacts: hasFacts)
        return (meaning.with(measured), serial, pack)
    }

    private func decoded(_ text: ArraySlice<UInt8>, _ facts: TextCode.Facts, _ hasFacts: Bool) -> Meaning {
        guard let decoded = Base64Text.decode(text) else { return .unknown }
        return saysNoRead(decoded[...]) ? .noRead : codes(in: decoded[...], facts, hasFacts: hasFacts)
    }

    /// What most readers send: a telegram with one code costs its label and the list of one.
    private func plain(_ telegram: ArraySlice<UInt8>) -> Meaning {
        if heartbeat.holds(telegram) { return .heartbeat }
        if noRead.holds(telegram) { return .noRead }
        if let separator, telegram.hasPlace(of: separator) {
            return codes(in: telegram, TextCode.Facts(), hasFacts: false)
        }
        return labelled(telegram, nil, nil).map { .codes([$0]) } ?? .noRead
    }

    private func codes(in text: ArraySlice<UInt8>, _ facts: TextCode.Facts, hasFacts: Bool) -> Meaning {
        var codes: [TextCode] = []
        var hasUnknown = false
        var rest = text
        for _ in 0..<Self.codeLimit where !rest.isEmpty {
            let part = separator.map { rest.part(before: $0) } ?? rest
            rest = rest.dropFirst(part.count + (separator?.count ?? 0))
            if part.isEmpty || saysNoRead(part) { continue }
            if let found = code {
                guard let captures = found.pattern.captures(part) else {
                    hasUnknown = true
                    continue
                }
                if let code = read(part, found, captures, facts, hasFacts) { codes.append(code) }
            } else if let code = labelled(part, nil, hasFacts ? facts : nil) {
                codes.append(code)
            }
        }
        return codes.isEmpty ? hasUnknown ? .unknown : .noRead : .codes(codes)
    }

    private func read(
        _ part: ArraySlice<UInt8>, _ groups: CodeGroups, _ found: BytePattern.Captures, _ facts: TextCode.Facts,
        _ hasFacts: Bool
    ) -> TextCode? {
        guard let place = found[groups.label] else { return nil }
        var label = part[place]
        if groups.isBase64 {
            guard let decoded = Base64Text.decode(label) else { return nil }
            label = decoded[...]
        }
        if saysNoRead(label) { return nil }
        var facts = facts
        let more = groups.read(part, found, into: &facts)
        let symbology = groups.symbology.flatMap { found[$0] }.flatMap { self.symbology(part[$0]) }
        return labelled(label, symbology, hasFacts || more ? facts : nil)
    }

    func saysNoRead(_ text: ArraySlice<UInt8>) -> Bool {
        noRead.holds(text) || noReadPattern?.matches(text) == true
    }

    private func symbology(_ name: ArraySlice<UInt8>) -> SymbologyIdentifier? {
        if let known = symbologies[Array(name)] { return known }
        return name.count <= 3 ? SymbologyIdentifier(String(decoding: name, as: UTF8.self)) : nil
    }

    private func labelled(
        _ text: ArraySlice<UInt8>, _ symbology: SymbologyIdentifier?, _ facts: TextCode.Facts?
    ) -> TextCode? {
        if hasSymbology, text.count >= 3, text[text.startIndex] == 0x5D,
            let symbology = SymbologyIdentifier(
                letter: text[text.startIndex + 1], modifier: text[text.startIndex + 2])
        {
            let label = text.dropFirst(3)
            return label.isEmpty ? nil : TextCode(label: Array(label), symbology: symbology, facts: facts)
        }
        return text.isEmpty ? nil : TextCode(label: Array(text), symbology: symbology, facts: facts)
    }
}

extension TextDialect.Meaning {
    /// With what the same telegram tells of the parcel's weight and sides.
    fileprivate func with(_ measured: ParcelMeasure?) -> Self {
        switch (measured, self) {
        case (let measured?, .codes(let codes)): .measured(measured, beside: codes)
        case (let measured?, .noRead): .measured(measured, beside: [])
        default: self
        }
    }
}

extension [[UInt8]] {
    fileprivate func holds(_ text: ArraySlice<UInt8>) -> Bool {
        for place in indices where self[place].count == text.count && text.elementsEqual(self[place]) { return true }
        return false
    }
}

extension ArraySlice<UInt8> {
    /// All before the first separator; all of it when there is none.
    func part(before separator: [UInt8]) -> ArraySlice<UInt8> {
        var place = startIndex
        while let found = self[place...].firstIndex(of: separator[0]) {
            if self[found...].starts(with: separator) { return self[..<found] }
            place = found + 1
        }
        return self
    }

    /// Whether a separator may stand in it: whether its first byte does.
    fileprivate func hasPlace(of separator: [UInt8]) -> Bool {
        unsafe withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return false }
            return unsafe memchr(start, Int32(separator[0]), bytes.count) != nil
        }
    }
}
