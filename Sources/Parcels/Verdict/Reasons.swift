import Words

/// Every reason that the gateway itself can give. The arguments are listed here once, so that none can be forgotten; their
/// order is alphabetical, as a decoded reason has it.
extension Reason {
    public static let noRead = Reason(.noRead)
    public static let labelSetAside = Reason(.labelSetAside)
    public static let labelDisputed = Reason(.labelDisputed)
    public static let lookupFailed = Reason(.lookupFailed)
    public static let late = Reason(.late)
    public static let restart = Reason(.restart)
    public static let linkLost = Reason(.linkLost)
    public static let diverted = Reason(.diverted)
    public static let stray = Reason(.stray)
    public static let twoInWindow = Reason(.twoInWindow)
    public static let positionLost = Reason(.positionLost)
    public static let undecided = Reason(.undecided)
    public static let noClear = Reason(.noClear)
    public static let clearWithdrawn = Reason(.clearWithdrawn)

    public static func unknownNumber(count: Int) -> Reason { Reason(.unknownNumber, [("count", .number(count))]) }

    public static func missing(_ evidence: Evidence) -> Reason {
        naming(.evidenceMissing, "evidence", evidence.rawValue, "evidence.", [])
    }

    public static func stale(_ evidence: Evidence, age_min: Int, limit_min: Int) -> Reason {
        naming(
            .evidenceStale, "evidence", evidence.rawValue, "evidence.",
            [("age_min", .number(age_min)), ("limit_min", .number(limit_min))])
    }

    public static func ambiguous(_ numbers: [ParcelNumber]) -> Reason {
        Reason(.ambiguousIdentity, [("numbers", .text(numbers.map(\.description).joined(separator: ", ")))])
    }

    /// Nothing but its form speaks for the number.
    public static func weakNumber(_ number: ParcelNumber) -> Reason {
        Reason(.weakNumber, [("number", .text(number.description))])
    }

    public static func copiedLabel(_ number: ParcelNumber, other: PassageID) -> Reason {
        Reason(.copiedLabel, [("number", .text(number.description)), ("other", .text(other.description))])
    }

    public static func openHold(_ hold: HoldID) -> Reason { Reason(.openHold, [("hold", .text(hold.description))]) }

    public static func gapTooShort(gap_mm: Int, minimum_mm: Int) -> Reason {
        Reason(.gapTooShort, [("gap_mm", .number(gap_mm)), ("minimum_mm", .number(minimum_mm))])
    }

    public static func tooLong(length_mm: Int, maximum_mm: Int) -> Reason {
        Reason(.tooLong, [("length_mm", .number(length_mm)), ("maximum_mm", .number(maximum_mm))])
    }

    public static func lengthMismatch(measured_mm: Int, declared_mm: Int) -> Reason {
        Reason(.lengthMismatch, [("declared_mm", .number(declared_mm)), ("measured_mm", .number(measured_mm))])
    }

    /// A rule's own words in both languages, its placeholders already filled.
    public static func rule(_ rule: RuleReference, vi: String, en: String) -> Reason {
        Reason(.rule, [], rule: rule) { $0 == .vietnamese ? vi : en }
    }

    public static func ruleFailed(_ rule: RuleReference, why: String) -> Reason {
        Reason(.ruleFailed, [("rule", .text(rule.id)), ("why", .text(why))], rule: rule)
    }

    /// A referral before loading, with the rule's own words.
    public static func referral(_ kind: Referral, _ rule: RuleReference, vi: String, en: String) -> Reason {
        Reason(.referral, [("kind", .text(kind.rawValue.uppercased()))], rule: rule) { language in
            Catalogue.text(
                "reason.referral", language,
                [
                    ("kind", Catalogue.text("referral." + kind.rawValue, language)),
                    ("text", language == .vietnamese ? vi : en),
                ])
        }
    }

    /// Drawn by lot, one of so many.
    public static func sample(oneIn: Int, _ rule: RuleReference, vi: String, en: String) -> Reason {
        Reason(.sample, [("one_in", .number(oneIn))], rule: rule) { language in
            Catalogue.text(
                "reason.sample", language,
                [("one_in", String(oneIn)), ("text", language == .vietnamese ? vi : en)])
        }
    }

    /// What a rule that is only tried would have done.
    /// - Parameter would: `hold`, `do-not-open`, `note`, or `fail` where it failed.
    public static func shadow(_ rule: RuleReference, would: String, vi: String, en: String) -> Reason {
        Reason(.shadow, [("would", .text(would))], rule: rule) { language in
            Catalogue.text(
                "reason.shadow", language, [("would", would), ("text", language == .vietnamese ? vi : en)])
        }
    }

    public static func permitRefused(_ answer: PermitAnswer) -> Reason {
        naming(.permitRefused, "why", answer.rawValue, "permit-answer.", [])
    }

    public static func notReady(_ what: Readiness) -> Reason {
        naming(.notReady, "what", what.rawValue, "readiness.", [])
    }

    public static func trackReused(_ track: TrackID) -> Reason {
        Reason(.trackReused, [("track", .text(track.description))])
    }

    public static func contradiction(_ number: ParcelNumber) -> Reason {
        Reason(.contradiction, [("number", .text(number.description))])
    }

    public static let encoderJumped = Reason(.encoderJumped)

    /// A person took the clear back, or asked for the parcel to be held.
    public static func recalled(by account: String) -> Reason { Reason(.recalled, [("account", .text(account))]) }

    /// A person at the belt or the table suspects what must not be opened or moved.
    public static func suspected(by account: String) -> Reason {
        Reason(.suspectedByPerson, [("account", .text(account))])
    }

    /// The number came back on something of another length.
    public static func weightMismatch(measured_g: Int, before_g: Int) -> Reason {
        Reason(.weightMismatch, [("before_g", .number(before_g)), ("measured_g", .number(measured_g))])
    }

    public static func fingerprintMismatch(measured_mm: Int, before_mm: Int) -> Reason {
        Reason(.fingerprintMismatch, [("before_mm", .number(before_mm)), ("measured_mm", .number(measured_mm))])
    }

    public static func recirculatedTooOften(times: Int) -> Reason {
        Reason(.recirculatedTooOften, [("times", .number(times))])
    }

    /// Two readers saw one label differently.
    public static func readersDisagree(_ one: ParcelNumber, _ other: ParcelNumber) -> Reason {
        Reason(.readersDisagree, [("one", .text(one.description)), ("other", .text(other.description))])
    }

    public static func clearStale(age_min: Int, limit_min: Int) -> Reason {
        Reason(.clearStale, [("age_min", .number(age_min)), ("limit_min", .number(limit_min))])
    }

    public static func escape(exit: Int) -> Reason { Reason(.escape, [("exit", .number(exit))]) }

    /// One argument is a code in the record and a phrase of the catalogue, `prefix` and the code, in the text.
    private static func naming(
        _ code: ReasonCode, _ name: String, _ value: String, _ prefix: String, _ more: [(name: String, value: Argument)]
    ) -> Reason {
        let arguments = (more + [(name, .text(value))]).sorted { $0.name < $1.name }
        return Reason(code, arguments, rule: nil) { language in
            let texts = arguments.map { argument in
                (
                    argument.name,
                    argument.name == name ? Catalogue.text(prefix + value, language) : argument.value.text(language)
                )
            }
            return Catalogue.text("reason." + code.rawValue, language, texts)
        }
    }
}
