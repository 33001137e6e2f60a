import Labels
import Readings
import Synchronization

/// Compares a camera's pictures with what they were when it was calibrated, so that a trouble is told before reading falls.
final class CameraHealth: Sendable {
    /// One picture of so many is looked at: what is watched for changes slowly.
    static let share = 4

    private struct State {
        var watch: CameraWatch
        var pictures = 0
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
            defer { state.pictures = (state.pictures + 1) % Self.share }
            return state.pictures == 0
        }
    }

    /// Takes what a worker has measured.
    func take(_ frame: FrameStatistics) {
        for change in state.withLock({ $0.watch.take(frame) }) {
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
