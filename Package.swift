// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]
let strictC: [CSetting] = [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]
let strictCXX: [CXXSetting] = [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]

/// A room of the program (see docs/developer/rooms.md). It may import only what is named here.
func room(_ name: String, _ imports: [String] = [], excluding: [String] = []) -> Target {
    .target(
        name: name, dependencies: imports.map { .byName(name: $0) }, path: "Sources/\(name)",
        exclude: excluding, swiftSettings: strict)
}

/// A small Swift wrapper around one C library, open to every room.
func wrapper(_ name: String, _ imports: [String] = []) -> Target {
    .target(
        name: name, dependencies: imports.map { .byName(name: $0) }, path: "Sources/System/\(name)",
        swiftSettings: strict)
}

func systemLibrary(_ name: String, pkgConfig: String, debian: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([debian])])
}

func shim(_ name: String, linking libraries: [String] = []) -> Target {
    .target(
        name: name, path: "Sources/System/\(name)", cSettings: strictC, cxxSettings: strictCXX,
        linkerSettings: libraries.map { .linkedLibrary($0) })
}

func tests(_ name: String, _ imports: [String]) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: imports.map { .byName(name: $0) }, path: "Tests/\(name)Tests",
        swiftSettings: strict)
}

let system: [Target] = [
    shim("CPlatform"),
    wrapper("Platform", ["CPlatform"]),
    systemLibrary("CSodium", pkgConfig: "libsodium", debian: "libsodium-dev"),
    wrapper("Crypto", ["CSodium"]),
    systemLibrary("CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),
    wrapper("SQLite", ["CSQLite"]),
    systemLibrary("CYAML", pkgConfig: "yaml-0.1", debian: "libyaml-dev"),
    wrapper("YAML", ["CYAML"]),
    wrapper("JSON"),
    shim("CRE2", linking: ["re2"]),
    wrapper("Patterns", ["CRE2"]),
]

let rooms: [Target] = [
    room("Words"),
    room("Parcels", ["Words"]),
    room("Readings", ["Parcels"]),
    room("Entries", ["Parcels", "Readings", "JSON"]),
    room("Formats", ["Parcels", "Readings", "YAML"]),
    room("Journal", ["Entries", "Platform", "Crypto", "SQLite", "JSON"]),
    room("Manifests", ["Parcels"]),
    room("Inspection", ["Entries"]),
    room("People", ["Entries"]),
    room("Records", ["Journal", "Inspection", "People", "Manifests", "SQLite", "Crypto", "JSON"]),
    room("Sorter", ["Formats", "Journal", "Platform"]),
    room("Simulation", ["Passages", "Journal", "Sorter", "Formats"]),
    room("Screening", ["Parcels", "Patterns", "YAML"]),
    room("Passages", ["Entries", "Screening", "YAML"]),
]

let checks: [Target] = [
    tests("Simulation", ["Simulation"]),
    tests("Words", ["Words"]),
    tests("Parcels", ["Parcels", "Words"]),
    tests("Screening", ["Screening"])
]

let package = Package(
    name: "parcelgate",
    targets: system + rooms + checks,
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
