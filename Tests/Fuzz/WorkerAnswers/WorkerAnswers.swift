import Labels
import Workers

/// A worker that was taken over answers what it likes: what is taken of it can be written again and is the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWorkerAnswers(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let answer = WorkerAnswer(bytes) else { return 0 }
    precondition(WorkerAnswer(answer.bytes) == answer)
    if case .decoded(let decoded, _) = answer {
        precondition(decoded.symbols.count <= Symbol.countLimit && decoded.refused.count <= Symbol.countLimit)
    }
    return 0
}
