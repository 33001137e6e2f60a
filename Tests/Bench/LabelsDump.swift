import Foundation
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
            try Data(specimen.file).write(to: URL(fileURLWithPath: "\(folder)/\(name).pgm"))
            count += 1
            for said in specimen.truths {
                let digits = said.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                truth += "\(name).pgm,\(said.kind.rawValue),\(digits)\n"
            }
        }
        for kind in LabelsDegraded.kinds {
            for degradation in Degradation.allCases {
                for level in degradation.levels(kind) {
                    for turn in 0..<perLevel {
                        var dice = SeededDice(seed: LabelsDegraded.seed &+ UInt64(turn))
                        guard let specimen = degradation.strip(kind, level, &dice).shot(&dice) else { continue }
                        try keep(specimen, "\(kind.rawValue)-\(degradation.rawValue)-\(level)-\(turn)")
                    }
                }
            }
        }
        for turn in 0..<(20 * perLevel) {
            var dice = SeededDice(seed: LabelsDegraded.seed &+ UInt64(turn))
            if let specimen = MixedStrips.shot(&dice) { try keep(specimen, "mixed-\(turn)") }
            let distractor = Distractor.allCases[turn % Distractor.allCases.count]
            if let specimen = distractor.shot(&dice) { try keep(specimen, "\(distractor.rawValue)-\(turn)") }
        }
        for (turn, label) in CarrierLabel.allCases.enumerated() {
            var dice = SeededDice(seed: LabelsDegraded.seed &+ UInt64(turn))
            if let specimen = LabelPictures.label(label, pixelsPerMillimetre: 6, &dice) {
                try keep(specimen, "label-\(label.rawValue)")
            }
            if let specimen = LabelPictures.belt(&dice) { try keep(specimen, "belt-\(turn)") }
        }
        for kind in PrintedKind.allCases {
            var dice = SeededDice(seed: LabelsDegraded.seed)
            var strip = Strip(kind)
            strip.pixelsPerModule = kind == .maxicode ? 5 : 3
            if let specimen = strip.shot(&dice) { try keep(specimen, "good-\(kind.rawValue)") }
        }
        try Files.replace(folder + "/truth.csv", with: Array(truth.utf8))
        print("\(count) pictures in \(folder)")
    }
}
