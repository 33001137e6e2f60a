import Foundation
import Glibc
import Platform

// Benchmarks of the released gateway. Run by `make bench`, from the repository's root.
let quick = CommandLine.arguments.contains("--quick")
let only = CommandLine.arguments.dropFirst().first { !$0.hasPrefix("--") }
do {
    try Benchmarks(program: ".build/release/parcelgate", isQuick: quick).run(only)
} catch {
    print("bench: \(error)")
    exit(3)
}
