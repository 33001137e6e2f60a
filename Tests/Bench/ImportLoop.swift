import Foundation
import HTTPClient
import Platform
import Synchronization

/// Imports manifests one after another until it is stopped.
final class ImportLoop: @unchecked Sendable {
    // Used by its own thread after it has started; the site's session does not change meanwhile.
    private let site: BenchSite
    private let files: [String]
    private let stop: EventFlag
    private let count = Mutex(0)

    init(site: BenchSite, files: [String], stop: EventFlag) {
        self.site = site
        self.files = files
        self.stop = stop
    }

    var done: Int { count.withLock { $0 } }

    func start() throws {
        _ = try OwnThread("imports") { [self] in
            var turn = 0
            while !stop.isRaised {
                if (try? site.ask("POST", "/api/manifests?name=again.csv", .file(files[turn % files.count]))) != nil {
                    count.withLock { $0 += 1 }
                }
                turn += 1
            }
        }
    }
}
