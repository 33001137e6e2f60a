import Foundation
import Labels
import Platform
import Readings
import Words
import Workers

/// The pictures of a calibration, looked at by a worker process.
enum CalibratePictures {
    struct Picture {
        let file: String
        let hash: String
        let sighting: TargetSighting
    }

    /// How long a worker may take for a picture.
    private static let limit_ms = 30_000

    /// Pictures that all show the sheet.
    static func read(_ files: [String], _ options: CalibrateCommand.Options) throws(Exit) -> [Picture] {
        var pictures: [Picture] = []
        var faults: [String] = []
        try each(files, .measure, options) { file, frame, outcome in
            switch outcome {
            case .success(let view):
                switch view.target {
                case .success(let sighting):
                    pictures.append(Picture(file: file, hash: "\(frame.id)", sighting: sighting))
                case .failure(let fault): faults.append("\(file): " + options.words("fault." + fault.name))
                case nil: break
                }
            case .failure(let why): faults.append("\(file): \(why.text)")
            }
        }
        guard faults.isEmpty else { throw .notSo(faults.map(Terminal.plain).joined(separator: "\n")) }
        return pictures
    }

    /// Why a file was not looked at.
    struct Unread: Error {
        let text: String

        init(tooSmall options: CalibrateCommand.Options) {
            text = options.words("fault.too-small", [("side", String(FrameStatistics.side))])
        }

        init(_ trouble: Trouble, _ options: CalibrateCommand.Options) {
            text = Catalogue.text(
                "trouble." + trouble.code.rawValue, options.language, [("fact", trouble.fact)])
        }
    }

    /// Calls `take` for each file, in order.
    static func each(
        _ files: [String], _ task: WorkerTask, _ options: CalibrateCommand.Options,
        _ take: (String, Frame, Result<CameraView, Unread>) -> Void
    ) throws(Exit) {
        var settings = DecodePool.Settings()
        settings.workers = 1
        let pool: DecodePool
        do throws(SystemError) { pool = try DecodePool(settings) } catch { throw .environment("\(error)") }
        defer { pool.close(until: Clocks.monotonic() + 5_000_000_000) }
        for file in files {
            let content: [UInt8]
            do throws(SystemError) { content = try Files.read(file, limit: ImageLimits.bytes) } catch {
                throw .environment("\(error)")
            }
            let frame = Frame(content)
            // Twice the limit and the worker's own start.
            let deadline = Clocks.monotonic() + Int64(limit_ms) * 2_000_000 + 30_000_000_000
            switch pool.wait(task, for: frame, limit_ms: limit_ms, until: deadline) {
            case .measured(let view) where task != .measure || view.target != nil:
                take(file, frame, .success(view))
            case .fault(.tooSmall):
                take(file, frame, .failure(Unread(tooSmall: options)))
            case .fault(let fault):
                take(file, frame, .failure(Unread(Trouble(.pictureDamaged, "\(fault)"), options)))
            case .failed(let trouble): take(file, frame, .failure(Unread(trouble, options)))
            case .decoded, .rendered, .measured:
                take(file, frame, .failure(Unread(Trouble(.workerDied, "answer"), options)))
            }
        }
    }

    /// The time as ISO 8601 has it, in UTC.
    static func now() -> String {
        Date(timeIntervalSince1970: Double(Clocks.wall() / 1_000_000_000)).formatted(.iso8601)
    }
}
