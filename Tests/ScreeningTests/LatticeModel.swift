import Parcels

@testable import Screening

/// Keywords as a lattice of readings: at each plain word every word that may begin there, and every term walked through them. It is
/// slow, says in a page what a match is, and knows neither teencode nor terms written as one word.
struct LatticeModel {
    struct Word: Hashable {
        let letters: [UInt8]
        let marked: [UInt8]
        let start: Int
        let end: Int
        let span: Int

        var hasMarks: Bool { marked.count != letters.count }
    }

    /// Which of the terms are found, and where.
    static func matches(_ terms: [String], in text: String) -> Set<Match> {
        let lattice = readings(text)
        var matches: Set<Match> = []
        for (number, term) in terms.enumerated() {
            let words = readings(term).compactMap(\.first)
            func walk(_ place: Int, _ word: Int, _ start: Int?) {
                guard place < lattice.count else { return }
                for reading in lattice[place] where reading.letters == words[word].letters {
                    guard !words[word].hasMarks || !reading.hasMarks || reading.marked == words[word].marked else {
                        continue
                    }
                    let start = start ?? reading.start
                    if word + 1 == words.count {
                        matches.insert(Match(term: number, start: start, end: reading.end))
                    } else {
                        walk(place + reading.span, word + 1, start)
                    }
                }
            }
            for place in lattice.indices { walk(place, 0, nil) }
        }
        return matches
    }

    struct Match: Hashable {
        let term: Int
        let start: Int
        let end: Int
    }

    private static func readings(_ text: String) -> [[Word]] {
        let folded = FoldedText(text)
        let tokens = folded.words.map { word in
            Token(
                letters: Array(folded.letters[Int(word.first)..<Int(word.end)]), start: Int(word.start),
                end: Int(word.stop), tied: word.isTied)
        }
        var readings = tokens.map { [$0.word(span: 1)] }
        for (place, token) in tokens.enumerated() {
            if let plain = token.withLettersForDigits { readings[place].append(plain.word(span: 1)) }
        }
        for run in joinable(tokens) {
            for first in run.dropLast() {
                var joined = tokens[first]
                for last in (first + 1)..<run.upperBound {
                    joined = joined.joined(with: tokens[last])
                    for word in [joined, joined.withLettersForDigits].compactMap({ $0?.word(span: last - first + 1) })
                    where !readings[first].contains(word) {
                        readings[first].append(word)
                    }
                }
            }
        }
        return readings
    }

    private struct Token {
        var letters: [FoldedText.Letter]
        var digitsAsLetters = false
        var start: Int
        var end: Int
        /// Only weak separators stand between this word and the one before.
        var tied: Bool

        private func base(_ letter: FoldedText.Letter) -> UInt8 {
            guard digitsAsLetters, letter.base < 58 else { return letter.base }
            return Array("oizeasgtbg".utf8)[Int(letter.base - 48)]
        }

        func word(span: Int) -> Word {
            let tone = letters.map(\.tone).max() ?? 0
            let marked = letters.flatMap { [base($0)] + ($0.shape == 0 ? [] : [0x80 + $0.shape]) }
            return Word(
                letters: letters.map(base), marked: tone == 0 ? marked : marked + [0x90 + tone], start: start, end: end,
                span: span)
        }

        func joined(with next: Token) -> Token {
            Token(letters: letters + next.letters, start: start, end: next.end, tied: tied)
        }

        /// The word with letters for its digits, where it has both.
        var withLettersForDigits: Token? {
            guard letters.contains(where: { $0.base < 58 }), letters.contains(where: { $0.base > 96 }) else {
                return nil
            }
            var token = self
            token.digitsAsLetters = true
            return token
        }
    }

    /// Runs of plain words that may be one word taken apart: tied by weak separators, or single letters in a row.
    private static func joinable(_ words: [Token]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        while start < words.count {
            var end = start + 1
            while end < words.count, words[end].tied { end += 1 }
            if end - start > 1 { runs.append(start..<end) }
            start = end
        }
        start = 0
        while start < words.count {
            var end = start
            while end < words.count, words[end].letters.count == 1 { end += 1 }
            if end - start > 1, !runs.contains(start..<end) { runs.append(start..<end) }
            start = max(end, start + 1)
        }
        return runs
    }
}
