/// ISO 3166-1 alpha-2 codes.
enum Countries {
    private static let all: [UInt8] = Array(
        """
        ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZ\
        DEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJM\
        JOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPN\
        RNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTR\
        TTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW
        """.utf8)

    /// Whether there is a code, by its place among the 26 × 26 pairs of letters.
    private static let isCode: [Bool] = {
        var table = [Bool](repeating: false, count: 26 * 26)
        for place in stride(from: 0, to: all.count - 1, by: 2) { table[pair(all[place], all[place + 1])] = true }
        return table
    }()

    /// - Parameters:
    ///   - first: a capital letter, as `second`.
    static func contains(_ first: UInt8, _ second: UInt8) -> Bool { isCode[pair(first, second)] }

    static var count: Int { isCode.count { $0 } }

    private static func pair(_ first: UInt8, _ second: UInt8) -> Int { Int(first - 65) * 26 + Int(second - 65) }
}
