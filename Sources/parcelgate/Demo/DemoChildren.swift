import Foundation
import Glibc
import Platform

/// The demo's processes: line, reader, virtual USB host with the gateway in it, hand scanner.
final class DemoChildren {
    private var processes: [(name: String, process: Process)] = []

    static func start(_ site: DemoSite, virtualUSB: String, share: String) throws(Exit) -> DemoChildren {
        let children = DemoChildren()
        let program = CommandLine.arguments[0]
        guard let itself = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            throw .environment("\(program) cannot be found again")
        }
        guard Files.exists(virtualUSB) else {
            throw .environment("\(virtualUSB) is not there: 'make virtual-usb' builds it")
        }
        let devices = share + "/Tests/VirtualUSB/devices"
        if let line = site.line {
            try children.spawn(
                "line", itself,
                [
                    "simulate", "line", "--listen", "\(line.plc)", "--views", "\(line.views)", "--state",
                    site.directory + "/line-state.txt",
                ], site)
            try children.spawn(
                "reader", itself,
                ["simulate", "reader", "--listen", "\(line.reader)", "--views", "\(line.views)"]
                    + (line.weighs ? ["--weighs"] : []), site)
        }
        try children.spawn(
            "gateway", virtualUSB,
            [
                "--control", site.control, "--device", devices + "/honeywell-voyager-1200g.device", "--device",
                devices + "/newland-fm430.device", "--device", devices + "/keyboard.device", "--", itself, "run",
                "--site",
                site.siteFile,
            ], site)
        // At a table a person scans; on a belt the demo's own.
        if let line = site.line {
            try children.spawn(
                "hand-scanner", itself,
                ["simulate", "hand", "--control", site.control, "--device", "honeywell", "--views", "\(line.views)"],
                site)
        }
        return children
    }

    private func spawn(_ name: String, _ program: String, _ arguments: [String], _ site: DemoSite) throws(Exit) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let path = "\(site.log)/\(name).log"
        guard FileManager.default.createFile(atPath: path, contents: nil), let log = FileHandle(forWritingAtPath: path)
        else { throw .environment("\(path) cannot be written") }
        process.standardOutput = log
        process.standardError = log
        process.standardInput = FileHandle.nullDevice
        do { try process.run() } catch {
            throw .environment("\(program) cannot be started: \(error.localizedDescription)")
        }
        processes.append((name, process))
    }

    var areRunning: Bool { processes.allSatisfy { $0.process.isRunning } }

    /// Ends them, the gateway first, and waits.
    func stop() {
        for (_, process) in processes.reversed() where process.isRunning { process.terminate() }
        for (_, process) in processes { process.waitUntilExit() }
    }
}
