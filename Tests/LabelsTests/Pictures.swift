import Labels
import Platform
import TestSupport

/// The pictures of Tests/Labels/Images.
enum Pictures {
    static func file(_ name: String) throws -> [UInt8] {
        try Files.read(TestFiles.root + "/Tests/Labels/Images/" + name, limit: ImageLimits.bytes)
    }
}
