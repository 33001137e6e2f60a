import Entries
import Readings
import SQLite

/// How one office's labels of one service are printed.
public struct PrintQualityLine: Sendable, Hashable {
    /// Of labels with one grade, and the parameter that set it.
    public struct Share: Sendable, Hashable {
        /// Days since 1970 UTC.
        public let day: Int64
        public let grade: PrintGrade
        public let labels: Int

        public init(day: Int64, grade: PrintGrade, labels: Int) {
            self.day = day
            self.grade = grade
            self.labels = labels
        }
    }

    /// A week's labels.
    public struct Week: Sendable, Hashable {
        public var labels = 0
        /// Those below C.
        public var bad = 0
    }

    public static let weekCount = 8

    /// The accepting office and the service as the manifest writes them; both empty where nothing was declared.
    public let office: String
    public let service: String
    /// How many have each grade, from 0 (F) to 4 (A).
    public let grades: [Int]
    /// What set the grade of most of those below C; nil where there are none.
    public let lowest: PrintGrade.Parameter?
    /// Seven days each, the newest last.
    public let weeks: [Week]

    public var labels: Int { grades.reduce(0, +) }

    /// Those below C.
    public var bad: Int { grades.prefix(PrintRecords.bad).reduce(0, +) }

    /// - Parameter today: days since 1970 UTC.
    public init(office: String, service: String, _ shares: [Share], today: Int64) {
        self.office = office
        self.service = service
        var grades = [Int](repeating: 0, count: 5)
        var weeks = [Week](repeating: Week(), count: Self.weekCount)
        var reasons: [PrintGrade.Parameter: Int] = [:]
        for share in shares {
            let isBad = share.grade.grade < PrintRecords.bad
            grades[share.grade.grade] += share.labels
            if isBad, let parameter = share.grade.parameter { reasons[parameter, default: 0] += share.labels }
            // A clock that went wrong has days to come.
            let week = Self.weekCount - 1 - Int(max(0, today - share.day) / 7)
            guard weeks.indices.contains(week) else { continue }
            weeks[week].labels += share.labels
            if isBad { weeks[week].bad += share.labels }
        }
        self.grades = grades
        self.weeks = weeks
        lowest = PrintGrade.Parameter.allCases.max { reasons[$0, default: 0] < reasons[$1, default: 0] }
            .flatMap { reasons[$0, default: 0] > 0 ? $0 : nil }
    }

    /// The share below C that is certain for so few labels: the lower end of Wilson's interval (1927) at z = 1.96. Of one bad label
    /// of one nobody should be told before of forty of a hundred.
    public var certainShare: Double {
        guard labels > 0 else { return 0 }
        let (count, z) = (Double(labels), 1.96)
        let share = Double(bad) / count
        let spread = z * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
        return max(0, (share + z * z / (2 * count) - spread) / (1 + z * z / count))
    }
}

extension RecordsReader {
    /// The offices whose labels are printed worst first.
    /// - Parameters:
    ///   - now: nanoseconds UTC.
    ///   - limit: so many lines at most.
    public func printQuality(_ now: Int64, limit: Int) throws(RecordsError) -> [PrintQualityLine] {
        let today = now / PrintRecords.day
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT office, service, day, grade, parameter, labels FROM print_count WHERE day > ?
                ORDER BY office, service
                """
            ).bind(0, today - PrintRecords.dayLimit)
            var lines: [PrintQualityLine] = []
            var group: (office: String, service: String)?
            var shares: [PrintQualityLine.Share] = []
            func end() {
                guard let (office, service) = group else { return }
                lines.append(PrintQualityLine(office: office, service: service, shares, today: today))
                shares = []
            }
            while try rows.step() {
                let next = (office: rows.text(0), service: rows.text(1))
                if group.map({ $0 != next }) ?? true {
                    end()
                    group = next
                }
                guard let grade = PrintGrade(Int(rows.int(3)), PrintGrade.Parameter(rawValue: rows.text(4))) else {
                    continue
                }
                shares.append(PrintQualityLine.Share(day: rows.int(2), grade: grade, labels: Int(rows.int(5))))
            }
            end()
            let worst = lines.sorted { ($0.certainShare, $0.labels) > ($1.certainShare, $1.labels) }
            return Array(worst.prefix(limit))
        } catch { throw .database(error) }
    }

    /// The decisions on the newest parcels whose labels are printed below C, and their grades, the newest first.
    public func badlyPrinted() throws(RecordsError) -> [(decision: UInt64, grade: PrintGrade)] {
        do throws(SQLiteError) {
            let rows = try database.prepare("SELECT decision, grade, parameter FROM print_bad ORDER BY decision DESC")
            var found: [(decision: UInt64, grade: PrintGrade)] = []
            while try rows.step() {
                guard let grade = PrintGrade(Int(rows.int(1)), PrintGrade.Parameter(rawValue: rows.text(2))) else {
                    continue
                }
                found.append((UInt64(bitPattern: rows.int(0)), grade))
            }
            return found
        } catch { throw .database(error) }
    }
}
