import Parcels

/// Which evidence a clear needs, for each flow of parcels. Versioned and put in force by two persons.
public struct EvidencePolicy: Sendable, Hashable {
    public let flows: [Flow]

    /// The first flow that fits a parcel is its flow; the last one fits all.
    public struct Flow: Sendable, Hashable {
        public let name: String
        /// ISO country codes of the parcel's origin; empty fits all.
        public let origins: Set<String>
        public let services: Set<String>
        public let lines: Set<LineID>
        public let required: Set<Evidence>
        /// The stages that must be passed, in order; automatic is always the first.
        public let stages: [Stage]
        /// How old a declaration may be, in minutes; nil for any age.
        public let manifestLimit_min: Int?

        public init(
            name: String, origins: Set<String>, services: Set<String>, lines: Set<LineID>, required: Set<Evidence>,
            stages: [Stage], manifestLimit_min: Int?
        ) {
            self.name = name
            self.origins = origins
            self.services = services
            self.lines = lines
            self.required = required
            self.stages = stages
            self.manifestLimit_min = manifestLimit_min
        }

        var fitsAll: Bool { origins.isEmpty && services.isEmpty && lines.isEmpty }
    }

    /// Nil unless the last flow fits all, so that no parcel is without one.
    public init?(flows: [Flow]) {
        guard flows.last?.fitsAll == true else { return nil }
        self.flows = flows
        fallback = flows[flows.count - 1]
    }

    /// Asks for everything there is: nothing passes under it that has not been seen in every way.
    public static let refusingAll = EvidencePolicy(
        fallback: Flow(
            name: "everything", origins: [], services: [], lines: [], required: Set(Evidence.allCases),
            stages: [.automatic, .image], manifestLimit_min: nil))

    private init(fallback: Flow) {
        flows = [fallback]
        self.fallback = fallback
    }

    private let fallback: Flow

    func flow(line: LineID, origin: String, service: String) -> Flow {
        for flow in flows {
            if !flow.origins.isEmpty, !flow.origins.contains(origin) { continue }
            if !flow.services.isEmpty, !flow.services.contains(service) { continue }
            if !flow.lines.isEmpty, !flow.lines.contains(line) { continue }
            return flow
        }
        return fallback
    }
}
