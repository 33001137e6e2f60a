// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]
/// Loops over pixels: without optimisation the tests of the readers take three times as long.
let strictLoops = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]
let strictC: [CSetting] = [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]
let strictCXX: [CXXSetting] = [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]

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

let system: [Target] = [
    shim("CPlatform"),
    wrapper("Platform", ["CPlatform"]),
    systemLibrary("CSodium", pkgConfig: "libsodium", debian: "libsodium-dev"),
    wrapper("Crypto", ["CSodium"]),
    systemLibrary("CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),
    shim("CSQLiteLocks", linking: ["sqlite3"]),
    wrapper("SQLite", ["CSQLite", "CSQLiteLocks"]),
    systemLibrary("CYAML", pkgConfig: "yaml-0.1", debian: "libyaml-dev"),
    wrapper("YAML", ["CYAML"]),
    wrapper("JSON"),
    systemLibrary("CUSB", pkgConfig: "libusb-1.0", debian: "libusb-1.0-0-dev"),
    shim("CCurl", linking: ["curl"]),
    wrapper("HTTPClient", ["CCurl"]),
    shim("CGnuTLS", linking: ["gnutls"]),
    wrapper("Certificates", ["CGnuTLS", "Platform"]),
    shim("CMicroHTTPD", linking: ["microhttpd"]),
    .target(
        name: "CPages", path: "Sources/System/CPages",
        cSettings: strictC + [.headerSearchPath("../../Console/Pages")]),
    .target(
        name: "CStarter", path: "Sources/System/CStarter",
        cSettings: strictC + [
            .headerSearchPath("../../../packaging/starter/keywords"), .headerSearchPath("../../../packaging/starter"),
        ]),
    wrapper("Starter", ["CStarter"]),
    shim("CRE2", linking: ["re2"]),
    wrapper("Patterns", ["CRE2"]),
    wrapper("TimeZones", ["Platform"]),
    shim("CZBar", linking: ["zbar"]),
    shim("CZXing", linking: ["ZXing"]),
    // The inner loops of the reader of linear codes: they run over every pixel, and are of no use unoptimised.
    .target(
        name: "CLinear", path: "Sources/System/CLinear",
        cSettings: strictC + [.unsafeFlags(["-O3", "-ffast-math"])]),
    shim("CImages", linking: ["spng", "turbojpeg", "tiff"]),
    shim("CSandbox", linking: ["seccomp"]),
]

/// The rooms, each with the rooms that it names and the wrappers that it uses. A room stands below all that it names, and
/// sees what those name in turn.
let plan: [(room: String, names: [String], wrappers: [String])] = [
    ("Words", [], []),
    ("Parcels", ["Words"], []),
    ("Readings", ["Parcels"], []),
    ("Entries", ["Parcels", "Readings"], ["JSON"]),
    ("Formats", ["Parcels", "Readings"], ["YAML", "Patterns"]),
    ("Manifests", ["Parcels"], []),
    ("Labels", ["Readings"], ["CZBar", "CZXing", "CImages", "CLinear", "YAML"]),
    ("Screening", ["Parcels"], ["Patterns", "TimeZones", "YAML", "Crypto"]),
    ("Passages", ["Entries", "Screening"], ["YAML"]),
    ("Inspection", ["Entries"], []),
    ("People", ["Entries"], []),
    ("Oversight", ["Entries"], []),
    ("Journal", ["Entries"], ["CPlatform", "Platform", "Crypto", "SQLite", "JSON"]),
    ("Records", ["Journal", "Inspection", "People", "Manifests"], ["Platform", "SQLite", "Crypto", "JSON"]),
    ("Workers", ["Labels", "Readings"], ["Platform", "Crypto", "CSandbox"]),
    ("Devices", ["Formats", "Workers"], ["Platform", "YAML", "CUSB", "Patterns"]),
    ("Sorter", ["Formats", "Journal"], ["Platform"]),
    (
        "Console", ["Records", "Screening", "Inspection", "People", "Workers"],
        ["Platform", "Crypto", "Certificates", "JSON", "CMicroHTTPD", "CPages"]
    ),
    (
        "Gateway",
        [
            "Passages", "Screening", "Inspection", "People", "Oversight", "Journal", "Records", "Workers", "Devices",
            "Sorter", "Console",
        ], ["Platform", "Crypto", "Certificates", "YAML", "JSON", "HTTPClient", "SQLite"]
    ),
    ("Simulation", ["Passages", "Journal", "Sorter", "Formats"], []),
]

/// The commands see every room.
let program: Target = .executableTarget(
    name: "parcelgate",
    dependencies: (plan.map(\.room) + ["Platform", "Crypto", "Certificates", "JSON", "YAML", "HTTPClient", "Starter"])
        .map {
            .byName(name: $0)
        },
    path: "Sources/parcelgate", swiftSettings: strict)

func seen(from names: [String]) -> Set<String> {
    names.reduce(into: Set(names)) { all, name in
        all.formUnion(seen(from: plan.first { $0.room == name }?.names ?? []))
    }
}

let rooms: [Target] = plan.map { room, names, wrappers in
    .target(
        name: room, dependencies: (seen(from: names).sorted() + wrappers).map { .byName(name: $0) },
        path: "Sources/\(room)", exclude: room == "Console" ? ["Pages"] : [],
        swiftSettings: room == "Labels" ? strictLoops : strict)
}

func tests(_ room: String, wrappers: [String] = []) -> Target {
    .testTarget(
        name: "\(room)Tests", dependencies: (seen(from: [room]).sorted() + wrappers).map { .byName(name: $0) },
        path: "Tests/\(room)Tests", swiftSettings: room == "Labels" ? strictLoops : strict)
}

let allChecks: [Target] = [
    tests("Journal", wrappers: ["Platform", "Crypto", "SQLite", "JSON"]),
    tests("Passages"),
    tests("Sorter"),
    tests("Records", wrappers: ["Platform", "SQLite", "TestSupport"]),
    tests("Simulation"),
    // Seeded dice and the places of test files, for the tests of the leaf rooms.
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict),
    // Printed labels under a camera. Its loops over pixels are fast in every build.
    .target(
        name: "CPrintedLabels", path: "Tests/CPrintedLabels",
        cSettings: strictC + [.unsafeFlags(["-O3", "-ffast-math"])], linkerSettings: [.linkedLibrary("zint")]),
    .target(
        name: "PrintedLabels",
        dependencies: (seen(from: ["Labels"]).sorted() + ["CPrintedLabels", "TestSupport"]).map { .byName(name: $0) },
        path: "Tests/PrintedLabels", swiftSettings: strictLoops),
    tests("Words"),
    tests("Readings", wrappers: ["TestSupport"]),
    tests("Parcels", wrappers: ["TestSupport"]),
    tests("Screening", wrappers: ["YAML", "TestSupport"]),
    tests("Entries", wrappers: ["JSON", "TestSupport"]),
    tests("Formats", wrappers: ["YAML", "TestSupport"]),
    tests("Manifests", wrappers: ["TestSupport"]),
    tests("Inspection"),
    tests("People"),
    tests("Oversight"),
    tests("Gateway", wrappers: ["Platform", "YAML", "TestSupport"]),
    tests("Console", wrappers: ["Platform", "Crypto", "Certificates", "HTTPClient", "TestSupport"]),
    tests("Labels", wrappers: ["Platform", "YAML", "TestSupport", "PrintedLabels"]),
    // A worker that has been taken over, for the tests of the sandbox.
    .executableTarget(
        name: "SandboxProbe", dependencies: ["CSandbox"], path: "Tests/SandboxProbe", cSettings: strictC),
    tests("Workers", wrappers: ["Platform", "TestSupport"]),
    tests("Devices", wrappers: ["Platform", "YAML", "TestSupport"]),
    .testTarget(
        name: "JSONTests", dependencies: ["JSON", "TestSupport"], path: "Tests/JSONTests", swiftSettings: strict),
    .testTarget(
        name: "SystemTests",
        dependencies: ["YAML", "SQLite", "CSQLite", "Crypto", "Patterns", "TimeZones", "Platform", "TestSupport"],
        path: "Tests/SystemTests", swiftSettings: strict),
]

/// All tests of a run; with `PARCELGATE_TESTS=Formats,Devices` in the environment those of these rooms alone, for whoever works
/// in one room and does not want to build the others.
let checks: [Target] =
    Context.environment["PARCELGATE_TESTS"].map { wanted in
        let names = wanted.split(separator: ",").map { String($0) + "Tests" }
        return allChecks.filter { $0.type != .test || names.contains($0.name) }
    } ?? allChecks

/// The load generator of `make bench`; it is built only for it.
let bench: [Target] =
    Context.environment["PARCELGATE_BENCH"] == nil
    ? []
    : [
        .executableTarget(
            name: "parcelgate-bench",
            dependencies: (seen(from: ["Simulation", "Devices", "Records"]).sorted() + [
                "CPlatform", "Platform", "HTTPClient", "CZBar", "CZXingPeer", "PrintedLabels", "TestSupport",
            ]).map { .byName(name: $0) },
            path: "Tests/Bench", exclude: ["peers"], swiftSettings: strict),
        // The system's zxing-cpp by itself, to be measured beside ours.
        .target(
            name: "CZXingPeer", path: "Tests/CZXingPeer", cxxSettings: strictCXX,
            linkerSettings: [.linkedLibrary("ZXing")]),
    ]

/// One libFuzzer target: a file with `LLVMFuzzerTestOneInput`. `Tests/Fuzz/run.sh` builds it with the sanitizers and runs it.
/// `CFuzzer` has the start that such a file lacks.
func fuzz(_ name: String, _ names: [String], wrappers: [String] = []) -> Target {
    .executableTarget(
        name: "Fuzz\(name)",
        dependencies: (seen(from: names).sorted() + wrappers + ["CFuzzer"]).map { .byName(name: $0) },
        path: "Tests/Fuzz/\(name)", swiftSettings: strict)
}

/// Built only for `Tests/Fuzz/run.sh`.
let fuzzers: [Target] =
    Context.environment["PARCELGATE_FUZZ"] == nil
    ? []
    : [
        .target(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer", cSettings: strictC),
        fuzz("ScannerReports", ["Formats"]),
        fuzz("KeyboardReports", ["Formats"]),
        fuzz("SorterTelegrams", ["Formats"]),
        fuzz("TextTelegrams", ["Formats", "Readings"], wrappers: ["Patterns"]),
        fuzz("Tapes", ["Formats"]),
        fuzz("ManifestRows", ["Manifests"]),
        fuzz("ManifestEncodings", ["Manifests"]),
        fuzz("Identifiers", ["Parcels"]),
        fuzz("ElementStrings", ["Parcels"]),
        fuzz("Documents", ["Formats", "Passages", "Labels"], wrappers: ["YAML"]),
        fuzz("Expressions", ["Screening"]),
        fuzz("Keywords", ["Screening"]),
        fuzz("Bulletins", ["Screening"], wrappers: ["Crypto", "YAML"]),
        fuzz("JournalEntries", ["Entries"], wrappers: ["JSON"]),
        fuzz("ImageFiles", ["Labels"]),
        fuzz("LabelPixels", ["Labels"]),
        fuzz("WorkerAnswers", ["Workers"]),
    ]

let package = Package(
    name: "parcelgate",
    targets: system + rooms + [program] + checks + fuzzers + bench,
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
