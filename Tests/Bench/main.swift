import Foundation
import Glibc
import Platform

// Benchmarks of the released gateway. Run by `make bench`, from the repository's root.
if CommandLine.arguments.dropFirst().first == LabelsPeer.serveWord { LabelsPeer.serve() }
let quick = CommandLine.arguments.contains("--quick")
let words = CommandLine.arguments.dropFirst()
let only = words.first { !$0.hasPrefix("--") }
guard words.allSatisfy({ $0 == "--quick" || Benchmarks.allNames.contains($0) }) else {
    print("usage: parcelgate-bench [--quick] [NAME]; without a name all of them")
    print("names: " + Benchmarks.allNames.joined(separator: ", "))
    exit(2)
}
do {
    try Benchmarks(program: ".build/release/parcelgate", isQuick: quick).run(only)
} catch {
    print("bench: \(error)")
    exit(3)
}
