import TimeZones

/// The parts of instants and durations that CEL can ask for (langdef.md, "Date/Time Functions").
enum TimePart: UInt8, Sendable {
    case fullYear, month, date, dayOfMonth, dayOfWeek, dayOfYear, hours, minutes, seconds, milliseconds

    /// The part of an instant in UTC, or of a duration.
    func of(_ value: ExpressionValue) throws(ExpressionFault) -> ExpressionValue {
        switch value {
        case .timestamp(let timestamp): return .int(part(of: timestamp, offset: 0))
        case .duration(let nanoseconds):
            guard let part = part(ofDuration: nanoseconds) else { break }
            return .int(part)
        default: break
        }
        throw .noSuchOverload(of: name, found: [value.typeName])
    }

    /// The part of an instant in a zone: UTC or a fixed offset.
    func of(_ value: ExpressionValue, zone: ExpressionValue) throws(ExpressionFault) -> ExpressionValue {
        guard case .timestamp(let timestamp) = value, case .string(let zone) = zone else {
            throw ExpressionValue.noOverload(name, value, zone)
        }
        guard let offset = TimeZoneOffset.seconds(of: zone) else {
            throw .malformed(
                zone.excerpt,
                as: "time zone: UTC, an offset such as +07:00, or a name that the expression itself spells out")
        }
        return .int(part(of: timestamp, offset: offset))
    }

    /// The part of an instant as clocks in a zone of the tz database show it.
    func of(_ value: ExpressionValue, in zone: TimeZoneRules) throws(ExpressionFault) -> ExpressionValue {
        guard case .timestamp(let timestamp) = value else {
            throw .noSuchOverload(of: name, found: [value.typeName, "string"])
        }
        return .int(part(of: timestamp, offset: zone.offset_s(at: timestamp.seconds)))
    }

    private var name: String { "get\("\(self)".prefix(1).uppercased())\("\(self)".dropFirst())" }

    private func part(of timestamp: ExpressionTimestamp, offset: Int64) -> Int64 {
        let time = CivilTime(seconds: timestamp.seconds + offset)
        return switch self {
        case .fullYear: time.year
        case .month: time.month - 1
        case .date: time.day
        case .dayOfMonth: time.day - 1
        case .dayOfWeek: time.dayOfWeek
        case .dayOfYear: time.dayOfYear
        case .hours: time.hour
        case .minutes: time.minute
        case .seconds: time.second
        case .milliseconds: Int64(timestamp.nanoseconds) / 1_000_000
        }
    }

    /// A duration as whole hours, minutes or seconds; of milliseconds only those beyond its whole seconds.
    private func part(ofDuration nanoseconds: Int64) -> Int64? {
        switch self {
        case .hours: nanoseconds / 3_600_000_000_000
        case .minutes: nanoseconds / 60_000_000_000
        case .seconds: nanoseconds / 1_000_000_000
        case .milliseconds: nanoseconds / 1_000_000 % 1_000
        default: nil
        }
    }
}
