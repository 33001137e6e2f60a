import Parcels
import Platform

/// The folder that holds a journal's segments.
public struct SegmentFolder: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    public struct Name: Sendable, Hashable {
        public let file: String
        public let epoch: Epoch
        public let first: UInt64
    }

    /// The segments in the order of their entries.
    public func segments() throws(StorageFailure) -> [Name] {
        let files: [String]
        do throws(SystemError) {
            try Files.makeDirectory(path)
            files = try Files.names(in: path)
        } catch { throw StorageFailure(error) }
        return files.compactMap(Self.parse).sorted { ($0.first, $0.epoch) < ($1.first, $1.epoch) }
    }

    func fullPath(_ file: String) -> String { path + "/" + file }

    /// `segment-<epoch>-<first sequence>.db`
    private static func parse(_ file: String) -> Name? {
        guard file.hasPrefix("segment-"), file.hasSuffix(".db") else { return nil }
        let parts = file.dropLast(3).split(separator: "-")
        guard parts.count == 3, let epoch = Epoch(parts[1]), let first = UInt64(parts[2]) else { return nil }
        return Name(file: file, epoch: epoch, first: first)
    }
}

/// The journal read from outside: for the projections that catch up, for `audit`, and for people.
public struct JournalReader: Sendable {
    public let folder: SegmentFolder

    public init(folder: String) { self.folder = SegmentFolder(folder) }

    /// Records from a sequence on, at most `limit`, in order. Opens the files only for this call.
    public func records(from sequence: UInt64, limit: Int) throws(StorageFailure) -> [Record] {
        let segments = try folder.segments()
        var found: [Record] = []
        for (place, segment) in segments.enumerated() {
            let next = place + 1 < segments.count ? segments[place + 1].first : UInt64.max
            guard next > sequence else { continue }
            let reader = try SegmentReader(folder.fullPath(segment.file))
            found += try reader.records(from: max(sequence, segment.first), limit: limit - found.count)
            if found.count >= limit { break }
        }
        return found
    }

    /// The last entry; nil in a journal that has none.
    public func last() throws(StorageFailure) -> Record? {
        for segment in try folder.segments().reversed() {
            if let record = try SegmentReader(folder.fullPath(segment.file)).last() { return record }
        }
        return nil
    }

    public struct Verified: Sendable, Hashable {
        public let segments: Int
        public let entries: Int
        public let head: Head
    }

    /// Checks every segment, every hash, and that each segment begins where the one before ends.
    public func verify(site: String) throws(StorageFailure) -> Verified {
        var head = Head.none
        var entries = 0
        let segments = try folder.segments()
        for segment in segments {
            let path = folder.fullPath(segment.file)
            // The gateway is about to begin this one.
            if segment == segments.last, try SegmentReader(path).isBlank() { break }
            let summary = try SegmentReader(path).verify(site: site)
            guard summary.previous == head.hash, summary.first == head.sequence + 1 else {
                throw .broken(
                    "\(path): begins after entry \(summary.first - 1), the one before ends with \(head.sequence)")
            }
            guard summary.head.epoch >= head.epoch else {
                throw .broken("\(path): its epoch is lower than the one before")
            }
            entries += summary.count
            head =
                summary.count > 0
                ? summary.head : Head(epoch: summary.head.epoch, sequence: head.sequence, hash: head.hash)
        }
        return Verified(segments: segments.count, entries: entries, head: head)
    }
}
