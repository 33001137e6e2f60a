import Parcels
import Platform

/// How many numbers one core identifies in a second, over a mix of all schemes: numbers that are valid, that fail their check, and that
/// are nobody's. Beside it what the same bytes take to be looked at once: the machine's own limit for anything that reads each byte.
struct IdentifyLoop {
    /// A number of each scheme, and what labels have beside those.
    static let numbers: [[UInt8]] = [
        "EB123456785VN", "EB 123 456 785 VN", "EB123456789VN", "106141412345678908", "00106141412345678908",
        "106141412345678907", "9405803699300124287899", "420221539101026837331000039521", "92748931507708513018050063",
        "03071790000523483741", "1Z5R89390357567127", "1Z5R89390357567128", "K1506235620", "986578788855",
        "041441760228964", "9611020987654312345672", "9622001900000000000000776632517510",
        "1001901781990001000300617767839437", "32971510360102447848540980802018", "008182709980000020033350276C",
        "09980000020034D", "7035114477138472", "07209562763", "80003280379", "320595463938", "KYV009956937",
        "C11031500001879", "D10011354453707", "3318810025", "JJD0002257639032011", "JVGL0123456789",
        "GM2951173225174494", "60120172242323", "TBA000000000000", "C1004444444", "D576002440000001718010",
        "GFUS01011884214461", "LTN74207623N1", "LX17635035", "1LS717793482164", "1LS7119013618127-1",
        "1LSCXVE0058631Y", "SP029692510000920746", "YT2229521272164446", "SPXVN012345678901", "800000000000",
        "VTP12345678", "S1234567.MB12.D5.123456789", "GAN6DKKU12", "8936012345678", "not a number", "(01)9506000134352",
        "]C100106141412345678908" + "10AB12", "https://id.gs1.org/00/106141412345678908",
    ].map { Array($0.utf8) }

    /// Numbers a second of `rounds` runs.
    func identify(_ rounds: Int, turns: Int) -> [Double] {
        let numbering = Numbering.standard
        let expected = Self.numbers.count { numbering.identify($0).isValid }
        return (0..<rounds).map { _ in
            var valid = 0
            let start = Clocks.processCPU()
            for _ in 0..<turns {
                for number in Self.numbers where numbering.identify(number).isValid { valid += 1 }
            }
            let time = Clocks.processCPU() - start
            precondition(valid == turns * expected, "\(valid) valid numbers of \(turns * expected)")
            return Double(turns * Self.numbers.count) / Double(time) * 1e9
        }
    }

    /// The same for looking at each of their bytes once.
    func looking(_ rounds: Int, turns: Int) -> [Double] {
        (0..<rounds).map { _ in
            let start = Clocks.processCPU()
            var sum = 0
            for turn in 0..<turns {
                for number in Self.numbers { for byte in number { sum &+= Int(byte) ^ turn } }
            }
            precondition(sum != 0)
            return Double(turns * Self.numbers.count) / Double(Clocks.processCPU() - start) * 1e9
        }
    }
}
