/// What the readers' sightings of one picture come to: each symbol once, and none on which they differ.
struct Agreement {
    private(set) var symbols: [Symbol] = []
    private(set) var refused: [RefusedSymbol] = []

    init(_ sightings: [Sighting]) {
        for group in Self.groups(Self.parted(sightings.map(Placed.init))) { settle(group) }
    }

    /// zbar gives equal codes of one picture as one, with an outline around all of them: where others saw them apart, it saw each.
    private static func parted(_ sightings: [Placed]) -> [Placed] {
        sightings.flatMap { one in
            guard one.sighting.decoder == .zbar else { return [one] }
            let equal = sightings.filter { $0.sighting.decoder != .zbar && $0.saysTheSame(as: one) && $0.isAt(one) }
            let places = equal.reduce(into: [Placed]()) { places, other in
                if !places.contains(where: { $0.isAt(other) }) { places.append(other) }
            }
            guard places.count > 1 else { return [one] }
            return places.map { place in
                var there = one.sighting
                there.polygon = place.sighting.polygon
                return Placed(there)
            }
        }
    }

    private struct Placed {
        let sighting: Sighting
        let box: OrientedBox?

        init(_ sighting: Sighting) {
            self.sighting = sighting
            box = OrientedBox(around: sighting.polygon)
        }

        func isAt(_ other: Placed) -> Bool {
            guard let box, let there = other.box else { return true }
            return box.isAt(there)
        }

        /// Whether it is a part of what another reader read whole: a line that ran out of the code at an angle, or bars that are
        /// those of something larger. zbar's outline of a linear code may reach around several equal ones and what lies between.
        func isPart(of other: Placed) -> Bool {
            guard sighting.symbology.isLinear, sighting.symbology.proof <= other.sighting.symbology.proof,
                let box, let there = other.box, there.grown(by: 0.1).contains(box)
            else { return false }
            guard other.sighting.symbology.isLinear else { return true }
            return other.sighting.decoder != .zbar && box.halfLength < Self.whole * there.halfLength
        }

        private static let whole = 0.85

        /// Whether another reader says the same of bars that lie less than the code's length away.
        func isOne(with other: Placed) -> Bool {
            guard sighting.decoder != other.sighting.decoder, saysTheSame(as: other), let box, let there = other.box
            else {
                return false
            }
            return box.grown(by: 0.25).contains(there.centerX, there.centerY)
        }

        func saysTheSame(as other: Placed) -> Bool {
            let (one, two) = (sighting, other.sighting)
            return one.symbology.isOne(with: two.symbology)
                && (one.bytes == two.bytes || one.isPlainReading(of: two) || two.isPlainReading(of: one))
        }
    }

    /// Sightings of one place, the strongest first. Two readers that say the same see the same code, though each of them saw another
    /// strip of its bars.
    private static func groups(_ sightings: [Placed]) -> [[Placed]] {
        var groups: [[Placed]] = []
        let sorted = sightings.sorted {
            ($0.sighting.symbology.proof, $0.sighting.bytes.count) > (
                $1.sighting.symbology.proof, $1.sighting.bytes.count
            )
        }
        for sighting in sorted {
            if let place = groups.firstIndex(where: { $0.contains { $0.isAt(sighting) || $0.isOne(with: sighting) } }) {
                groups[place].append(sighting)
            } else {
                groups.append([sighting])
            }
        }
        return groups
    }

    private mutating func settle(_ group: [Placed]) {
        let whole = group.filter { one in
            !group.contains { !$0.saysTheSame(as: one) && one.isPart(of: $0) && !$0.isPart(of: one) }
        }
        var readings: [[Placed]] = []
        for sighting in whole {
            if let place = readings.firstIndex(where: { $0.contains { $0.saysTheSame(as: sighting) } }) {
                readings[place].append(sighting)
            } else {
                readings.append([sighting])
            }
        }
        let judged = steadfast(readings).map { reading in
            (reading.map(\.sighting), Witnesses.doubt(of: reading.map(\.sighting)))
        }
        let credible = judged.filter { $0.1 == nil }.map(\.0)
        let doubted = judged.filter { $0.1 != nil }.map(\.0)
        guard let word = credible.first, credible.count == 1,
            !doubted.contains(where: { Self.contradicts(word, $0) })
        else {
            for (sightings, doubt) in judged {
                refuse(sightings, credible.isEmpty ? doubt ?? .disagreement : .disagreement)
            }
            return
        }
        symbols.append(Self.symbol(word))
        for (sightings, doubt) in judged { if let doubt { refuse(sightings, doubt) } }
    }

    /// The readings without the readers that contradict themselves. A reader that saw two numbers in the bars of one EAN or UPC,
    /// of which every tenth misread line passes the check, is no witness for either; a reading that none but such saw is refused.
    /// Of codes with a better check, or none, two readings stay two.
    private mutating func steadfast(_ readings: [[Placed]]) -> [[Placed]] {
        guard readings.count > 1, readings.allSatisfy({ $0.allSatisfy { $0.sighting.symbology.proof == .weak } }) else {
            return readings
        }
        let torn = Symbol.Decoder.allCases.filter { decoder in
            readings.count { $0.contains { $0.sighting.decoder == decoder } } > 1
        }
        return readings.compactMap { reading in
            let others = reading.filter { !torn.contains($0.sighting.decoder) }
            if others.isEmpty { refuse(reading.map(\.sighting), .disagreement) }
            return others.isEmpty ? nil : others
        }
    }

    /// Whether another reading, which nobody would believe by itself, still puts a word in doubt: another one of the same kind
    /// does; one of another kind only where the word has no strong check.
    private static func contradicts(_ word: [Sighting], _ other: [Sighting]) -> Bool {
        guard let mine = word.first, let theirs = other.first else { return false }
        return mine.symbology.isOne(with: theirs.symbology) || mine.symbology.proof < .strong
    }

    private mutating func refuse(_ sightings: [Sighting], _ doubt: RefusedSymbol.Doubt) {
        guard let first = sightings.first else { return }
        refused.append(
            RefusedSymbol(
                symbology: first.symbology, bytes: first.bytes, decoders: Self.decoders(sightings),
                polygon: first.polygon, doubt: doubt))
    }

    private static func decoders(_ sightings: [Sighting]) -> [Symbol.Decoder] {
        sightings.reduce(into: []) { if !$0.contains($1.decoder) { $0.append($1.decoder) } }
    }

    private static func symbol(_ sightings: [Sighting]) -> Symbol {
        // Who saw more than the plain reading has the data.
        let first = sightings.first { one in !sightings.contains { one.isPlainReading(of: $0) } } ?? sightings[0]
        // zbar's outline may reach around several equal codes: another's is better.
        let outlines = sightings.filter { $0.decoder != .zbar }
        let largest = (outlines.isEmpty ? sightings : outlines).max { area($0) < area($1) } ?? first
        let check: Symbol.Check =
            first.check == .none ? .none : sightings.contains { $0.check == .held } ? .held : .spent
        return Symbol(
            symbology: first.symbology, aim: first.aim, bytes: first.bytes, polygon: largest.polygon,
            evidence: Symbol.Evidence(
                decoders: decoders([first] + sightings), pass: first.pass,
                lines: sightings.map(\.lines).max() ?? 0, check: check,
                quality: sightings.compactMap(\.quality).first),
            alphabetText: sightings.compactMap(\.text).first)
    }

    private static func area(_ sighting: Sighting) -> Double {
        OrientedBox(around: sighting.polygon).map { $0.halfLength * $0.halfBreadth } ?? 0
    }
}

extension Sighting {
    /// Whether it is what zbar makes of a Code 128 with letters beyond ASCII: it does not know FNC4 and gives the letter 128
    /// places below.
    func isPlainReading(of other: Sighting) -> Bool {
        decoder == .zbar && symbology == .code128 && other.symbology == .code128 && other.decoder != .zbar
            && other.bytes.contains { $0 > 127 } && other.bytes.map { $0 & 127 } == bytes
    }
}
