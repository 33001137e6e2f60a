import Parcels

/// Sequences of words by their hashes. Different words of one hash are one word here: what is found is compared afterwards.
struct WordTrie: Sendable {
    /// What comes next: the node and the hash of the next word in one number, open addressing, 0 for an empty place.
    private let edges: [UInt64]
    private let targets: [Int32]
    private let mask: Int
    /// A bit for each edge, at a place of its own: that a word goes on no term is mostly told in near memory.
    private let bits: [UInt64]
    /// The highest place of a bit.
    private let bitMask: UInt64
    /// For each node the first place of its patterns in `patterns`; one more for the end.
    private let firsts: [Int32]
    private let patterns: [Int32]

    /// Letters of the longest pattern: what is taken apart is put together up to so many.
    private let longest: Int

    /// Calls `take` for each pattern whose words stand in a row: their first one in the text, and their last. Words that may be
    /// pieces of one are read both ways.
    func find(in text: FoldedText, _ take: (_ pattern: Int, _ opening: Int, _ closing: Int) -> Void) {
        let words = text.words.span
        let edges = edges.span
        let targets = targets.span
        let firsts = firsts.span
        let bits = bits.span
        for opening in words.indices {
            var node: Int32 = 0
            var closing = opening
            while closing < words.count {
                guard closing + 1 == words.count || !words[closing + 1].mayGoOn else {
                    follow(node, text, opening, closing, take)
                    break
                }
                let edge = Self.edge(node, words[closing].hash)
                let bit = edge & bitMask
                guard bits[Int(bit / 64)] & 1 << (bit % 64) != 0 else { break }
                var place = Self.place(edge, mask)
                while edges[place] != 0, edges[place] != edge { place = (place + 1) & mask }
                guard edges[place] != 0 else { break }
                node = targets[place]
                for pattern in firsts[Int(node)]..<firsts[Int(node) + 1] {
                    take(Int(patterns[Int(pattern)]), opening, closing)
                }
                closing += 1
            }
        }
    }

    /// The same from a node and a word on, for words that have pieces.
    private func follow(
        _ node: Int32, _ text: FoldedText, _ opening: Int, _ place: Int,
        _ take: (_ pattern: Int, _ opening: Int, _ closing: Int) -> Void
    ) {
        guard place < text.words.count else { return }
        let first = text.words[place].first
        var last = place
        var hash = text.words[place].hash
        while true {
            let next = next(node, hash)
            if next > 0 {
                for pattern in firsts[Int(next)]..<firsts[Int(next) + 1] {
                    take(Int(patterns[Int(pattern)]), opening, last)
                }
                follow(next, text, opening, last + 1, take)
            }
            last += 1
            guard last < text.words.count, text.words[last].mayGoOn, text.words[last].end - first <= longest else {
                return
            }
            let letters = text.letters[Int(text.words[last].first)..<Int(text.words[last].end)]
            hash = MatchingKey.hash(hash, adding: letters)
        }
    }

    /// 0 where no term goes on so.
    private func next(_ node: Int32, _ hash: UInt64) -> Int32 {
        let edge = Self.edge(node, hash)
        var place = Self.place(edge, mask)
        while edges[place] != 0 {
            if edges[place] == edge { return targets[place] }
            place = (place + 1) & mask
        }
        return 0
    }

    @inline(__always)
    private static func place(_ edge: UInt64, _ mask: Int) -> Int { Int(truncatingIfNeeded: edge >> 32) & mask }

    @inline(__always)
    private static func edge(_ node: Int32, _ hash: UInt64) -> UInt64 {
        let mixed = (hash ^ UInt64(UInt32(bitPattern: node)) &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
        return mixed == 0 ? 1 : mixed
    }

    /// A trie under construction.
    struct Maker {
        private var next: [UInt64: Int32] = [:]
        private var patterns: [[Int32]] = [[]]
        private var longest = 0

        /// - Parameter letters: of all its words together: more than one word of it ever has.
        mutating func add(_ pattern: Int, _ hashes: [UInt64], letters: Int) {
            longest = max(longest, letters)
            var node: Int32 = 0
            for hash in hashes {
                let edge = WordTrie.edge(node, hash)
                if let known = next[edge] {
                    node = known
                } else {
                    node = Int32(patterns.count)
                    next[edge] = node
                    patterns.append([])
                }
            }
            patterns[Int(node)].append(Int32(pattern))
        }

        func made() -> WordTrie {
            var size = 16
            while size < 2 * next.count { size *= 2 }
            var edges = [UInt64](repeating: 0, count: size)
            var targets = [Int32](repeating: 0, count: size)
            // At least eight bits an edge, so that at most about one of eight bits is set.
            let bitCount = 4 * size
            var bits = [UInt64](repeating: 0, count: bitCount / 64)
            for (edge, target) in next {
                let bit = edge & UInt64(bitCount - 1)
                bits[Int(bit / 64)] |= 1 << (bit % 64)
                var place = WordTrie.place(edge, size - 1)
                while edges[place] != 0 { place = (place + 1) & (size - 1) }
                edges[place] = edge
                targets[place] = target
            }
            return WordTrie(
                edges: edges, targets: targets, mask: size - 1, bits: bits, bitMask: UInt64(bitCount - 1),
                firsts: patterns.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.count)) },
                patterns: Array(patterns.joined()), longest: longest)
        }
    }
}
