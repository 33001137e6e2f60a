import Labels
import Platform
import TestSupport
import Testing

@testable import Workers

/// `Tests/SandboxProbe` is a worker that tries what a worker may not.
@Suite("The sandbox of workers")
struct SandboxTests {
    static func probe() -> String { TestFiles.built("SandboxProbe") }

    private func failure(of what: String, limit_ms: Int = 20_000) -> WorkerFailure? {
        do throws(WorkerFailure) {
            let worker = try WorkerProcess(program: Self.probe(), arguments: [what])
            _ = try worker.ask(.decode(.normal), [1], limit_ms: limit_ms)
            return nil
        } catch { return error }
    }

    @Test(arguments: ["open-file", "make-file", "socket", "fork", "program", "trace", "code"])
    func aWorkerThatLeavesItsSandboxIsEnded(_ attempt: String) {
        #expect(failure(of: attempt) == .died("SIGSYS"))
        #expect(!Files.exists("/tmp/taken-over"))
    }

    @Test func aWorkerThatCrashesIsTold() { #expect(failure(of: "abort") == .died("SIGABRT")) }

    @Test func aWorkerThatSpinsIsEndedByTheKernel() { #expect(failure(of: "spin") == .died("SIGKILL")) }

    @Test func aWorkerThatIsSilentIsEndedAtTheDeadline() { #expect(failure(of: "wait", limit_ms: 100) == .hung) }

    @Test func aWorkerThatEndsWithoutAnAnswerIsTold() { #expect(failure(of: "nothing") == .died("a signal")) }

    @Test func answersThatMakeNoSenseAreNotTaken() {
        #expect(failure(of: "nonsense") == .babbled)
        #expect(failure(of: "endless") == .babbled)
    }

    @Test func aProgramThatIsNoWorkerIsNotStarted() {
        for program in ["/bin/true", "/nowhere/at-all"] {
            #expect {
                try WorkerProcess(program: program, arguments: [])
            } throws: { error in
                if case .notStarted(let why)? = error as? WorkerFailure { return why.contains(program) }
                return false
            }
        }
    }

    @Test func memoryBeyondTheLimitIsNotGiven() throws {
        let worker = try WorkerProcess(program: Self.probe(), arguments: ["memory"])
        #expect(try worker.ask(.decode(.normal), [1], limit_ms: 20_000) == .fault(.noMemory))
    }

    @Test func aWorkerInheritsNoLibraryThatIsPutBeforeOthers() throws {
        let worker = try WorkerProcess(program: Self.probe(), arguments: ["environment"])
        #expect(try worker.ask(.decode(.normal), [1], limit_ms: 20_000) == .fault(.damaged("none")))
    }
}
