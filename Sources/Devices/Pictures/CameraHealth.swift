import Labels
import Readings
import Synchronization
import Workers

/// Compares a camera's pictures with what they were when it was calibrated, so that a trouble is told before reading falls.
final class CameraHealth: Sendable {
    /// One picture of so many is looked at: what is watched for changes slowly.
    static let share = 4
    /// After so many pictures in a row whose worker ended, no more are looked at: reading comes first.
    static let failureLimit = 3

    private struct State {
        var watch: CameraWatch
        var pictures = 0
        var failures = 0
    }

    private let device: DeviceID
    private let state: Mutex<State>
    private let report: @Sendable (DeviceEvent) -> Void

    init(_ device: DeviceID, _ baseline: FrameBaseline, report: @escaping @Sendable (DeviceEvent) -> Void) {
        self.device = device
        self.report = report
        state = Mutex(State(watch: CameraWatch(baseline)))
    }

    /// Counts a picture.
    /// - Returns: whether it is to be looked at.
    func wantsNext() -> Bool {
        state.withLock { state in
            guard state.failures < Self.failureLimit else { return false }
            defer { state.pictures = (state.pictures + 1) % Self.share }
            return state.pictures == 0
        }
    }

    /// Takes what became of a picture that was looked at.
    func take(_ outcome: DecodePool.Outcome) {
        switch outcome {
        case .measured(let view): take(view.statistics)
        case .failed(let trouble) where trouble.isOfTheFrame:
            let failures = state.withLock { state in
                state.failures += 1
                return state.failures
            }
            if failures == Self.failureLimit {
                report(.outOfBaseline(device, Trouble(.cameraUnwatched, trouble.description)))
            }
        case .decoded, .rendered, .fault, .failed: break
        }
    }

    private func take(_ frame: FrameStatistics) {
        let changes = state.withLock { state in
            state.failures = 0
            return state.watch.take(frame)
        }
        for change in changes {
            switch change {
            case .worse(let finding): report(.outOfBaseline(device, finding.asTrouble))
            case .well(let trouble): report(.backInBaseline(device, trouble.code))
            }
        }
    }
}

extension CameraTrouble {
    var code: Trouble.Code {
        switch self {
        case .focusFell: .cameraFocusFell
        case .tooDark: .cameraTooDark
        case .saturated: .cameraSaturated
        case .uneven: .cameraUneven
        case .blocked: .cameraBlocked
        case .moved: .cameraMoved
        case .otherSize: .cameraOtherSize
        }
    }
}

extension CameraWatch.Finding {
    fileprivate var asTrouble: Trouble { Trouble(trouble.code, "\(usual) → \(measured)") }
}
