import Platform
import PrintedLabels
import TestSupport

/// Printed labels as PGM files, to be looked at and to try a reader on: `.build/bench/labels/KIND-DEGRADATION-LEVEL-TURN.pgm`, and
/// `truth.csv` with what each says, in hexadecimal.
struct LabelsDump {
    let perLevel: Int

    func run() throws {
        let folder = ".build/bench/labels"
        try Files.makeDirectory(".build/bench")
        try Files.makeDirectory(folder)
        var truth = "file,kind,bytes\n"
        var count = 0
        func keep(_ specimen: Specimen, _ name: String) throws {
            try Files.replace("\(folder)/\(name).pgm", with: specimen.file)
            count += 1
            for said in specimen.truths {
                let digits = said.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                truth += "\(name).pgm,\(said.kind.rawValue),\(digits)\n"
            }
        }
        for kind in LabelsDegraded.kinds {
            for degradation in Degradation.allCases {
                for level in degradation.levels {
                    for turn in 0..<perLevel {
                        var dice = SeededDice(seed: LabelsDegraded.seed &+ UInt64(turn))
                        guard let specimen = degradation.strip(kind, level).shot(&dice) else { continue }
                        try keep(specimen, "\(kind.rawValue)-\(degradation.rawValue)-\(level)-\(turn)")
                    }
                }
            }
        }
        try Files.replace(folder + "/truth.csv", with: Array(truth.utf8))
        print("\(count) pictures in \(folder)")
    }
}
