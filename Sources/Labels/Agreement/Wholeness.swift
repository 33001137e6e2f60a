import Parcels

/// Whether what a reader saw as a whole code is one, and no part of a longer one. Interleaved 2 of 5 has no mark at its ends that its
/// middle could not have, and a half of an EAN-13 has all that a UPC-E has.
struct Wholeness {
    let image: GreyImage
    /// The lengths that interleaved 2 of 5 may have.
    let interleaved: InterleavedLengths

    /// Start and stop, which a torn digit resembles, and four characters.
    private static let leastCodabar = 6

    /// Why it may be a part; nil where it is whole.
    func doubt(of sighting: Sighting) -> RefusedSymbol.Doubt? {
        switch sighting.symbology {
        case .itf: interleavedDoubt(of: sighting)
        case .codabar: sighting.bytes.count < Self.leastCodabar ? .unknownLength : nil
        // A UPC-E stands for a UPC-A that begins with 0 (GS1 General Specifications 5.2.2.4). Of number system 1 nobody prints any: the
        // left half of an EAN-13, with the bars in its middle, is one.
        case .upce: sighting.bytes.starts(with: [0x30, 0x30]) ? nil : .noQuietZone
        default: nil
        }
    }

    /// It has a length that is known; its quiet zones, or our own reader has seen to them; and bearer bars that do not end at one end
    /// alone.
    private func interleavedDoubt(of sighting: Sighting) -> RefusedSymbol.Doubt? {
        guard let box = OrientedBox(readAlong: sighting.polygon) ?? OrientedBox(around: sighting.polygon) else {
            return .noQuietZone
        }
        // Start and stop, and for each pair of digits six narrow and four wide elements, two and a half times as wide.
        let modules = 9 + Double(sighting.bytes.count) * 8
        guard Self.isGTIN(sighting.bytes) || !BearerBars.areTorn(around: box, modules: modules, in: image),
            sighting.decoder == .parcelgate || QuietZone.isThere(around: box, modules: modules, in: image)
        else { return .noQuietZone }
        return interleaved.contains(sighting.bytes.count) ? nil : .unknownLength
    }

    /// The one number of interleaved 2 of 5 whose length is known: 14 digits with their check (GS1 General Specifications, 7.9). No
    /// part of one is another.
    private static func isGTIN(_ bytes: [UInt8]) -> Bool {
        let digits = bytes.map { $0 &- 0x30 }
        return digits.count == 14 && digits.allSatisfy { $0 < 10 }
            && SSCC.checkDigit(Array(digits.dropLast())) == digits.last
    }
}
