/// Where the labels of a telegram stand, for what must not be kept of them.
extension TextDialect {
    struct LabelPlace: Hashable {
        let range: Range<Int>
        let isBase64: Bool
    }

    /// Nil for a telegram of which nobody can say where its labels are.
    func labels(in telegram: ArraySlice<UInt8>) -> [LabelPlace]? {
        switch read(telegram).meaning {
        case .heartbeat, .empty, .answer, .complaint, .measured(_, beside: nil): return []
        case .unknown: return nil
        case .codes, .noRead, .measured: break
        }
        if saysNoRead(telegram) { return [] }
        var text = telegram
        if let pattern = self.telegram {
            // A scale's telegram has none.
            guard let group = pattern.codes else { return [] }
            guard let place = pattern.pattern.captures(telegram)?[group] else { return nil }
            if pattern.isBase64 { return [LabelPlace(range: place, isBase64: true)] }
            text = telegram[place]
        }
        var places: [LabelPlace] = []
        while !text.isEmpty {
            let part = separator.map { text.part(before: $0) } ?? text
            text = text.dropFirst(part.count + (separator?.count ?? 0))
            if part.isEmpty || saysNoRead(part) { continue }
            places.append(place(of: part))
        }
        return places
    }

    private func place(of part: ArraySlice<UInt8>) -> LabelPlace {
        var label = part.startIndex..<part.endIndex
        var isBase64 = false
        if let code, let place = code.pattern.captures(part)?[code.label] { (label, isBase64) = (place, code.isBase64) }
        // The symbology identifier before a code is no part of it.
        let hasIdentifier = label.count >= 3 && part[label.lowerBound] == 0x5D
        return LabelPlace(
            range: (hasIdentifier ? label.lowerBound + 3 : label.lowerBound)..<label.upperBound, isBase64: isBase64)
    }
}
