import Glibc
import Platform

/// Pictures of held parcels in a backup: sealed files whose names are the hashes of their contents, in folders of two digits.
/// They are sealed at the site already, and their keys lie in the journal: a plain copy can be read by nobody.
enum PictureCopies {
    /// Makes `target` what `source` is: copies what it lacks, and takes away what the source has no more.
    static func bring(from source: String, to target: String) throws(SystemError) {
        guard Files.exists(source) else { return }
        try Files.makeDirectory(target, mode: 0o700)
        let wanted = Set(try Files.names(in: source))
        for name in try Files.names(in: target) where !wanted.contains(name) {
            try bring([], from: "\(source)/\(name)", to: "\(target)/\(name)")
            unsafe rmdir("\(target)/\(name)")
        }
        for name in wanted {
            // A name that is being written begins with a dot, or ends before it is whole.
            let files = try Files.names(in: "\(source)/\(name)").filter { $0.count == hashLength }
            try Files.makeDirectory("\(target)/\(name)", mode: 0o700)
            try bring(Set(files), from: "\(source)/\(name)", to: "\(target)/\(name)")
        }
    }

    private static let hashLength = 64

    private static func bring(_ wanted: Set<String>, from source: String, to target: String) throws(SystemError) {
        let there = Set(try Files.names(in: target))
        for name in there.subtracting(wanted) { _ = unsafe unlink("\(target)/\(name)") }
        let lacking = wanted.subtracting(there)
        for name in lacking {
            try Files.copy("\(source)/\(name)", to: "\(target)/.\(name)", mode: 0o600)
            guard Files.move("\(target)/.\(name)", to: "\(target)/\(name)") else {
                throw SystemError("rename \(target)/.\(name)")
            }
        }
        if let any = lacking.first { try Files.syncDirectory(of: "\(target)/\(any)") }
    }
}
