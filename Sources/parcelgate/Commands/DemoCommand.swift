import CPlatform
import Foundation
import Glibc
import HTTPClient
import Platform

/// A site to look at: the released gateway with an ordinary site file, and simulated devices as processes of their own.
enum DemoCommand: Subcommand {
    static let name = "demo"
    static let summary = "run a demo site: the gateway, a simulated line, reader and USB hand scanner"
    static let help = """
        usage: parcelgate demo [--site line|table] [--directory FOLDER] [--share FOLDER] [--virtual-usb PROGRAM]

        Starts a demo site and prints the console's address, the accounts, and what to try first. Run again it goes on where
        it stopped. The gateway does not know that it is in a demo: its site file is an ordinary one.
          --site KIND            line: a sorting line; table: a post office without a belt (default line)
          --directory FOLDER     where the demo keeps its files (default demo-data, of a table demo-table)
          --share FOLDER         where drivers/ and packaging/example/ are (default .)
          --virtual-usb PROGRAM  the virtual USB host (default .build/virtual-usb in the share folder)

        example: parcelgate demo --directory /tmp/demo
        """

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let word = try arguments.option("site") ?? DemoSite.Kind.line.rawValue
        guard let kind = DemoSite.Kind(rawValue: word) else {
            throw .usage("--site: expected line or table, found '\(word)'")
        }
        let directory = try arguments.option("directory") ?? (kind == .line ? "demo-data" : "demo-table")
        let share = try arguments.option("share") ?? "."
        let usb = try arguments.option("virtual-usb") ?? share + "/.build/virtual-usb"
        try arguments.end()
        let site = try DemoSite.prepare(kind, directory, share)
        let children = try DemoChildren.start(site, virtualUSB: usb, share: share)
        let signals = platform_signal_fd()
        do throws(Exit) {
            let setup = DemoSetup(site: site)
            try setup.run(children)
            Terminal.say(setup.welcome)
        } catch {
            children.stop()
            throw error
        }
        // A demo of an earlier version has no such account.
        var colleague = try? DemoColleague(console: site.console)
        while children.areRunning {
            colleague?.turn(at: Clocks.monotonic())
            let seen = Waiting.wait(for: signals, POLLIN, deadline: Clocks.monotonic() + 500_000_000)
            if seen.first != 0 {
                children.stop()
                return
            }
        }
        children.stop()
        throw .environment("a process of the demo ended by itself; see \(site.directory)/log")
    }
}
