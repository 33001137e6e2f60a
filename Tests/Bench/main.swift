import Foundation
import Glibc
import Platform

// Benchmarks of the released gateway. Run by `make bench`, from the repository's root.
let quick = CommandLine.arguments.contains("--quick")
let words = CommandLine.arguments.dropFirst()
let only = words.first { !$0.hasPrefix("--") }
guard words.allSatisfy({ $0 == "--quick" || Benchmarks.names.contains($0) }) else {
    print("usage: parcelgate-bench [--quick] [NAME]; without a name all of them")
    print("names: " + Benchmarks.names.joined(separator: ", "))
    exit(2)
}
do {
    try Benchmarks(program: ".build/release/parcelgate", isQuick: quick).run(only)
} catch {
    print("bench: \(error)")
    exit(3)
}
