import Entries
import Inspection
import Parcels
import Testing
import Words

/// Every step from every state: allowed, or refused with exactly this fault.
@Suite("Steps of a hold")
struct HoldStepTests {
    /// How the hold came to its state; each builds on a new book.
    enum Stand: String, CaseIterable, Sendable {
        case raised, diverted, received, inspecting, foundHarmless, foundWeapon, seized, released, returned, handedOver
        case controlled

        func rig() throws -> HoldRig {
            var rig = try HoldRig()
            switch self {
            case .raised: break
            case .diverted: rig.step(.diverted)
            case .received: rig.step(.received)
            case .inspecting: rig.step(.inspecting)
            case .foundHarmless:
                rig.step(.inspecting)
                rig.step(.found, finding: .asDeclared)
            case .foundWeapon:
                rig.step(.inspecting)
                rig.step(.found, finding: .weapon)
            case .seized:
                rig.step(.inspecting)
                rig.step(.found, finding: .weapon)
                rig.step(.seized)
            case .released, .returned:
                rig.step(.inspecting)
                rig.step(.found, finding: .asDeclared)
                rig.step(self == .released ? .released : .returned)
            case .handedOver:
                rig.step(.inspecting)
                rig.step(.found, finding: .weapon)
                rig.step(.seized)
                rig.step(.handedOver)
            case .controlled:
                rig.step(.inspecting)
                rig.step(.found, finding: .weapon)
                rig.step(.controlled)
            }
            return rig
        }

        /// The faults of the steps in the order of their declaration: diverted, received, inspecting, identified, found,
        /// released, returned, seized, handed over, controlled delivery. Nil is allowed.
        func faults(_ lan: AccountID) -> [StepFault?] {
            switch self {
            case .raised, .diverted, .received:
                [
                    .notForPeople, nil, nil, .notTaken, .notTaken, .notTaken, .notTaken, .notTaken, .needsFinding,
                    .notForPeople,
                ]
            case .inspecting:
                [
                    .notForPeople, .takenBy(lan), nil, .alreadyIdentified, nil, .needsFinding, .needsFinding,
                    .needsFinding, .needsFinding, .notForPeople,
                ]
            case .foundHarmless:
                [
                    .notForPeople, .takenBy(lan), nil, .alreadyIdentified, nil, nil, nil,
                    .contradictsFinding(.asDeclared), .needsFinding, .notForPeople,
                ]
            case .foundWeapon:
                [
                    .notForPeople, .takenBy(lan), nil, .alreadyIdentified, nil, .contradictsFinding(.weapon), nil, nil,
                    .needsFinding, .notForPeople,
                ]
            case .seized: [StepFault?](repeating: .closed(.seized), count: 8) + [nil, .closed(.seized)]
            // A closed case is the records' business: the book has forgotten it.
            case .released, .returned, .handedOver, .controlled: [StepFault?](repeating: .unknownHold, count: 10)
            }
        }
    }

    @Test(arguments: Stand.allCases)
    func everyStepIsAllowedOrRefusedAsTheTableSays(stand: Stand) throws {
        let rig = try stand.rig()
        let expected = stand.faults(rig.lan)
        try #require(expected.count == HoldStepped.Step.allCases.count)
        for (step, fault) in zip(HoldStepped.Step.allCases, expected) {
            #expect(rig.ask(step) == fault, "\(step.rawValue) when \(stand.rawValue)")
        }
    }

    /// Another inspector than the one who has taken the parcel up.
    @Test func anotherPersonDoesNothingToATakenParcel() throws {
        for stand in [Stand.inspecting, .foundHarmless, .foundWeapon] {
            let rig = try stand.rig()
            for step in [HoldStepped.Step.received, .inspecting, .identified, .found, .released, .returned, .seized] {
                #expect(rig.ask(step, by: rig.hung) == .takenBy(rig.lan), "\(step.rawValue) when \(stand.rawValue)")
            }
        }
    }

    @Test func handingOverIsAnybodysWhoMayInspect() throws {
        let rig = try Stand.seized.rig()
        #expect(rig.ask(.handedOver, by: rig.hung) == nil)
    }

    @Test(arguments: Finding.allCases)
    func onlyHarmlessFindingsReleaseAndOnlyOthersSeize(finding: Finding) throws {
        var rig = try HoldRig()
        rig.step(.inspecting)
        rig.step(.found, finding: finding)
        let isHarmless = finding == .asDeclared || finding == .recoded
        #expect(rig.ask(.released) == (isHarmless ? nil : .contradictsFinding(finding)))
        #expect(rig.ask(.seized) == (isHarmless ? .contradictsFinding(finding) : nil))
    }

    @Test func aLaterFindingCounts() throws {
        var rig = try Stand.foundHarmless.rig()
        rig.step(.found, finding: .drug)
        #expect(rig.ask(.released) == .contradictsFinding(.drug))
        #expect(rig.ask(.seized) == nil)
    }

    @Test func anUnidentifiedParcelIsNotReleased() throws {
        var rig = try HoldRig(numbered: false)
        rig.step(.inspecting)
        rig.step(.found, finding: .asDeclared)
        #expect(rig.ask(.released) == .needsNumber)
        #expect(rig.ask(.returned) == nil)
        #expect(rig.ask(.identified) == nil)
    }

    @Test func anIdentifiedParcelIsNotReleasedBeforeTheRulesWereAsked() throws {
        var rig = try HoldRig(numbered: false)
        rig.step(.inspecting)
        rig.step(.identified)
        rig.step(.found, finding: .recoded)
        #expect(rig.ask(.released) == .awaitsScreening)
        rig.screened()
        #expect(rig.ask(.released) == nil)
    }

    @Test func identifyingNeedsANumber() throws {
        var rig = try HoldRig(numbered: false)
        rig.step(.inspecting)
        let request = StepRequest(hold: rig.hold, step: .identified, by: rig.lan)
        #expect(throws: StepFault.needsNumber) { try rig.book.check(request) }
    }

    @Test func aFindingMustBeNamed() throws {
        let rig = try Stand.inspecting.rig()
        let request = StepRequest(hold: rig.hold, step: .found, by: rig.lan)
        #expect(throws: StepFault.needsFinding) { try rig.book.check(request) }
    }

    @Test func anUnknownHoldIsUnknown() throws {
        let rig = try HoldRig()
        let request = StepRequest(hold: HoldID(epoch: 3, sequence: 41), step: .received, by: rig.lan)
        #expect(throws: StepFault.unknownHold) { try rig.book.check(request) }
    }

    @Test func notesAreBoundedInBytes() throws {
        let rig = try HoldRig()
        func request(_ note: String) -> StepRequest {
            StepRequest(hold: rig.hold, step: .received, by: rig.lan, note: note)
        }
        _ = try rig.book.check(request(String(repeating: "đ", count: 2_000)))
        #expect(throws: StepFault.noteTooLong(limit: 4_000)) {
            try rig.book.check(request(String(repeating: "đ", count: 2_001)))
        }
    }

    @Test func anAllowedStepBecomesAnEntryWithAllThatWasSaid() throws {
        var rig = try HoldRig(numbered: false)
        rig.step(.inspecting)
        let request = StepRequest(
            hold: rig.hold, step: .identified, by: rig.lan, number: rig.number, finding: .recoded, note: "nhãn rách")
        #expect(
            try rig.book.check(request)
                == HoldStepped(
                    hold: rig.hold, step: .identified, by: rig.lan, number: rig.number, finding: .recoded,
                    note: "nhãn rách"))
    }

    @Test func everyFaultHasACodeAndAPhraseOfItsOwn() throws {
        let rig = try HoldRig()
        let faults: [StepFault] = [
            .unknownHold, .closed(.seized), .takenBy(rig.lan), .notTaken, .needsFinding, .contradictsFinding(.weapon),
            .needsNumber,
            .alreadyIdentified, .awaitsScreening, .notForPeople, .noteTooLong(limit: 1),
        ]
        #expect(Set(faults.map(\.code)).count == faults.count)
        for fault in faults { #expect(Catalogue.phrase("problem." + fault.code) != nil, "\(fault.code)") }
    }

    /// Two persons order it; here is only whether the parcel may go on by it.
    @Test func aControlledDeliveryNeedsAFindingOfAKnownParcel() throws {
        for stand in Stand.allCases {
            let rig = try stand.rig()
            var isAllowed = true
            do throws(StepFault) { _ = try rig.book.checkControlled(rig.hold) } catch { isAllowed = false }
            #expect(isAllowed == (stand == .foundWeapon), "\(stand.rawValue)")
        }
    }

    @Test func aHaltedParcelIsNobodysToTouch() throws {
        var rig = try Stand.foundWeapon.rig()
        let line = try #require(LineID("L1"))
        rig.note(
            .lineHalted(LineHalted(lines: [line], hold: rig.hold, passage: nil, by: rig.lan)), sequence: 90)
        for step in HoldStepped.Step.allCases { #expect(rig.ask(step) != nil, "\(step.rawValue)") }
        #expect(rig.ask(.seized) == .doNotOpen)
        #expect(throws: StepFault.doNotOpen) { try rig.book.checkControlled(rig.hold) }
        let asked = LineOrderAsked(
            order: .returnToWork, line: line, halt: 90, minutes: nil, by: rig.lan, note: "an toàn")
        rig.note(.lineOrdered(LineOrdered(asked, sequence: 91, by: rig.hung)), sequence: 92)
        #expect(rig.ask(.seized) == nil)
    }
}
