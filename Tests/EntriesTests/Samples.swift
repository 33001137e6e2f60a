import Parcels
import Readings
import Testing

@_spi(PictureStore) @testable import Entries

/// A sample of every kind of entry, some kinds in several forms.
enum Samples {
    /// What no content may show: it stands only in personal parts.
    static let personalTexts = [
        "Nguyễn Văn Riêng Tư", "0905123456", "12 Lê Lợi \"kín\"", "ghi chú riêng", "$argon2id$bí-mật",
    ]

    static func bodies() throws -> [EntryBody] {
        try EntryKind.allCases.flatMap { try bodies($0) }
    }

    static let stamp = Stamp(
        utc: 1_795_000_000_123_456_789, boot: BootID(0x00AB_CDEF), monotonic: 987_654_321, trusted: true)

    static func entry(_ body: EntryBody) -> Entry { Entry(epoch: 7, sequence: 4_294_967_296, stamp: stamp, body: body) }

    /// A new kind does not compile until it has its samples.
    static func bodies(_ kind: EntryKind) throws -> [EntryBody] {
        let line = try #require(LineID("L1"))
        let device = try #require(DeviceID("tunnel-1"))
        let lan = try #require(AccountID("lan"))
        let hung = try #require(AccountID("hung.2"))
        let track = try #require(TrackID(99_999_999))
        let passage = PassageID(epoch: 7, sequence: 12)
        let hold = HoldID(epoch: 6, sequence: .max)
        let bag = BagID(epoch: 7, sequence: 40)
        switch kind {
        case .siteStarted:
            return [.siteStarted(SiteStarted(program: "1.0", boot: BootID(1), journalEpoch: 6, anchorEpoch: .max))]
        case .siteReady: return [.siteReady(SiteReady())]
        case .siteAlive: return [.siteAlive(SiteAlive())]
        case .clockChanged: return [.clockChanged(ClockChanged(jump_ms: -3_600_000, trusted: false))]
        case .journalVerified: return [.journalVerified(JournalVerified(after: "ghi: \"I/O\"\n", entries: 1_000_000))]
        case .loadRefused: return [.loadRefused(LoadRefused(queue: "line", count: 3))]
        case .anchorSent:
            return [
                .anchorSent(
                    AnchorSent(epoch: 7, sequence: .max, hash: "00ff", target: "webhook", receipt: "HTTP 204"))
            ]
        case .journalAccepted:
            return [
                .journalAccepted(
                    JournalAccepted(
                        sequence: 9, hash: "ab", anchorEpoch: 7, anchorSequence: 12, how: "restored",
                        ground: "đĩa hỏng \"sdb\""))
            ]
        case .erasureProposed:
            return [
                .erasureProposed(
                    ErasureProposed(erasure: 3, number: try number(), by: lan, ground: personalTexts[3])),
                .erasureProposed(ErasureProposed(erasure: 3, number: try number(), by: lan, ground: nil)),
            ]
        case .erasureApproved: return [.erasureApproved(ErasureApproved(erasure: 3, by: hung))]
        case .dataErased:
            return [
                .dataErased(
                    DataErased(
                        data: .declarations, erasure: nil, slots: 7, items: 0, files: 1, through: .max, kept: [3, 4])),
                .dataErased(
                    DataErased(data: .manifests, erasure: 3, slots: 0, items: 2, files: 0, through: 0, kept: [])),
            ]
        case .passageOpened:
            return [
                .passageOpened(
                    PassageOpened(
                        line: line, track: track, front: .max, tail: 0, plc_ms: 5, length_mm: 400, gap_mm: 150)),
                .passageOpened(
                    PassageOpened(line: line, track: track, front: nil, tail: nil, plc_ms: 0, length_mm: 0, gap_mm: nil)
                ),
            ]
        case .readingReceived:
            let label = Array(personalTexts[0].utf8) + [0, 255, 0x1D]
            return [
                .readingReceived(
                    ReadingReceived(
                        device: device, passage: passage, symbology: SymbologyIdentifier("C0"), number: try number(),
                        label: Array("EB123456785VN".utf8))),
                .readingReceived(
                    ReadingReceived(
                        device: device, passage: passage, symbology: SymbologyIdentifier("C0"), number: try number(),
                        label: Array("EB123456785VN".utf8),
                        sighting: LabelSighting(
                            place: .init(-3.4, 1024), corners: [.init(0, 0), .init(12, 0.6)].compactMap { $0 },
                            angle: 179.96, quality: Array("B/87%".utf8), reader: 2))),
                .readingReceived(
                    ReadingReceived(
                        device: device, passage: nil, symbology: nil, number: nil, label: label,
                        sighting: LabelSighting(place: nil, corners: [], angle: nil, quality: [65], reader: nil))),
                .readingReceived(
                    ReadingReceived(device: device, passage: nil, symbology: nil, number: nil, label: label)),
                .readingReceived(
                    ReadingReceived(
                        device: device, passage: nil, symbology: nil, number: try number(),
                        label: Array("eb 123456785 vn".utf8))),
                .readingReceived(ReadingReceived(noReadBy: device, passage: passage)),
                .readingReceived(
                    ReadingReceived(
                        noReadBy: device, passage: passage, trouble: Trouble(.workerHung, "1000"),
                        frame: FrameID(String(repeating: "0f", count: 32)))),
            ]
        case .parcelMeasured:
            return [
                ParcelMeasure(weight_g: 1_234, length_mm: 400, width_mm: 300, height_mm: 200),
                ParcelMeasure(weight_g: 1),
                ParcelMeasure(height_mm: ParcelMeasure.sideLimit_mm),
            ].compactMap { $0 }.enumerated().map { place, measured in
                .parcelMeasured(
                    ParcelMeasured(device: device, passage: place == 0 ? passage : nil, measured: measured))
            }
        case .passageDecided: return try decisions(line).map { .passageDecided($0) }
        case .permitAnswered:
            return PermitAnswer.allCases.map {
                .permitAnswered(PermitAnswered(passage: passage, permit: PermitNumber(.max), answer: $0))
            }
        case .passageEnded:
            return PassageEnded.How.allCases.map {
                .passageEnded(PassageEnded(passage: passage, how: $0, exit: 2, permit: PermitNumber(1)))
            }
                + [
                    .passageEnded(PassageEnded(passage: passage, how: .restarted, exit: nil, permit: nil)),
                    .passageEnded(
                        PassageEnded(passage: passage, how: .removed, exit: nil, permit: nil, by: AccountID("lan"))),
                ]
        case .straySeen:
            return [
                .straySeen(StraySeen(line: line, exit: 2, track: nil)),
                .straySeen(StraySeen(line: line, exit: 2, track: track)),
            ]
        case .lineBalanced:
            return [
                .lineBalanced(
                    LineBalanced(
                        line: line, inducted: 10, passed: 4, inspected: 2, recirculated: 1, removed: 1, escaped: 0,
                        underWay: 2, missing: 0, strays: 0))
            ]
        case .tableTurned:
            return TableMode.allCases.map { .tableTurned(TableTurned(table: line, mode: $0, by: lan)) }
        case .passageScanned:
            return [
                .passageScanned(PassageScanned(table: line, track: track, device: device, by: nil)),
                .passageScanned(PassageScanned(table: line, track: track, device: nil, by: lan)),
            ]
        case .tagPrinted: return [.tagPrinted(TagPrinted(hold: hold, printer: device, isPrinted: false))]
        case .bagOpened:
            return [nil, BagLabel(Array("VNSGND-0001".utf8))].map {
                .bagOpened(BagOpened(table: line, label: $0, by: lan))
            }
        case .bagFilled:
            return [.bagFilled(BagFilled(bag: bag, number: try number(), passage: passage, by: lan))]
        case .bagRefused:
            return [.bagRefused(BagRefused(bag: bag, number: try number(), reasons: [.noClear], by: nil))]
        case .bagEmptied: return [.bagEmptied(BagEmptied(bag: bag, number: try number(), hold: hold))]
        case .bagClosed:
            return [.bagClosed(BagClosed(bag: bag, parcels: 40, refused: 1, takenOut: 2, by: lan))]
        case .holdRaised:
            return [
                .holdRaised(
                    HoldRaised(
                        line: line, passage: passage, number: try number(), reasons: [.noRead, .escape(exit: 2)],
                        recall: true)),
                .holdRaised(HoldRaised(line: line, passage: nil, number: nil, reasons: [], recall: false)),
            ]
        case .holdJoined:
            return [
                .holdJoined(HoldJoined(hold: hold, passage: passage, reasons: [.late])),
                .holdJoined(HoldJoined(hold: hold, passage: nil, reasons: [])),
            ]
        case .holdStepped:
            return [
                .holdStepped(
                    HoldStepped(
                        hold: hold, step: .found, by: lan, number: try number(), finding: .weapon,
                        note: personalTexts[3])),
                .holdStepped(HoldStepped(hold: hold, step: .diverted, by: nil)),
            ]
        case .holdScreened:
            return [
                .holdScreened(
                    HoldScreened(
                        hold: hold, number: try number(), reasons: [.late], versions: versions, line: line,
                        declared: try declared()
                    )),
                .holdScreened(
                    HoldScreened(hold: hold, number: try number(), reasons: [], versions: versions, declared: nil)),
            ]
        case .recallOrdered:
            return [
                .recallOrdered(
                    RecallOrdered(
                        number: try number(), passage: passage, line: line, reasons: [.recalled(by: "lan")], by: lan,
                        note: personalTexts[3])),
                .recallOrdered(
                    RecallOrdered(number: try number(), passage: nil, line: nil, reasons: [.late], by: nil)),
            ]
        case .lineHalted:
            return [
                .lineHalted(LineHalted(lines: [line, line], hold: hold, passage: passage, by: lan)),
                .lineHalted(LineHalted(lines: [line], hold: hold, passage: nil, by: nil)),
            ]
        case .lineOrderAsked:
            return LineOrder.allCases.map {
                .lineOrderAsked(
                    LineOrderAsked(order: $0, line: line, halt: .max, minutes: 30, by: lan, note: personalTexts[3]))
            }
                + [
                    .lineOrderAsked(
                        LineOrderAsked(
                            order: .returnToWork, line: line, halt: nil, minutes: nil, by: lan, note: nil))
                ]
        case .lineOrdered:
            return [
                .lineOrdered(
                    LineOrdered(
                        LineOrderAsked(
                            order: .returnToWork, line: line, halt: 7, minutes: nil, by: lan, note: nil),
                        sequence: 8, by: hung))
            ]
        case .inductionChanged:
            return InductionChanged.Why.allCases.map {
                .inductionChanged(InductionChanged(line: line, induction: .slow, why: $0, laneFree: 3))
            }
                + [.inductionChanged(InductionChanged(line: line, induction: .run, why: .room, laneFree: nil))]
        case .alarmRaised:
            return AlarmCode.allCases.map {
                .alarmRaised(AlarmRaised($0, line: line, passage: passage, device: device, detail: "2"))
            }
                + [.alarmRaised(AlarmRaised(.stray))]
        case .alarmAcknowledged: return [.alarmAcknowledged(AlarmAcknowledged(alarm: .max, by: lan))]
        case .documentProposed:
            return DocumentKind.allCases.map {
                // A list names persons.
                .documentProposed(
                    DocumentProposed(
                        document: $0, number: 2,
                        text: $0 == .lists ? "phones: ['\(personalTexts[1])']\n" : "rules: []\n# \"x\"\t",
                        hash: "00ff", by: lan))
            }
        case .documentApproved: return [.documentApproved(DocumentApproved(document: .rules, number: 2, by: lan))]
        case .documentActivated:
            return [.documentActivated(DocumentActivated(document: .lists, number: 2, approvals: [lan, hung]))]
        case .documentReplayed:
            return [nil, "the journal: \"x\""].map {
                .documentReplayed(
                    DocumentReplayed(
                        document: .rules, number: 2, budget_percent: 15, parcels: 9, heldThen: 1, heldNow: 3,
                        byDocument: 2, newlyHeld: 2, newlyFree: 0, erased: 1, from: $0 == nil ? 5 : nil, to: nil,
                        versions: versions,
                        shares: [.init(what: "declared-weapon", held: 2, fresh: 2, examples: [passage])], error: $0))
            }
        case .documentReverted:
            return [.documentReverted(DocumentReverted(document: .rules, number: 3, to: 2, alarm: .max, by: lan))]
        case .bulletinTaken:
            return [lan, nil].map {
                .bulletinTaken(
                    BulletinTaken(
                        issuer: "cong-an", serial: .max, issued: -1, validUntil: .max, isComplete: $0 == nil, lists: 2,
                        hash: "00ff", key: "A1B2", file: "bản \"tin\".yaml", by: $0))
            }
        case .bulletinRefused:
            return [lan, nil].map {
                .bulletinRefused(
                    BulletinRefused(hash: "00ff", file: "x", code: "bulletin-old", detail: "4", by: $0))
            }
        case .manifestImported:
            return ["line 2, column 1: expected \"x\"", nil].map {
                .manifestImported(
                    ManifestImported(
                        number: 3, file: "bảng kê.csv", hash: "00ff", size: 9, rows: 8, added: 1, updated: 2,
                        unchanged: 5, withdrawn: 6, refused: 7, encoding: "tcvn3", error: $0, by: lan))
            }
        case .accountChanged:
            return [
                .accountChanged(
                    AccountChanged(
                        account: lan, roles: Role.allCases, active: true, by: hung, password: personalTexts[4])),
                .accountChanged(AccountChanged(account: lan, roles: [], active: false, by: nil, password: nil)),
            ]
        case .sessionChanged:
            return SessionChanged.Change.allCases.map { .sessionChanged(SessionChanged(account: lan, change: $0)) }
        case .personalShown:
            return PersonalGround.allCases.map {
                .personalShown(
                    PersonalShown(account: lan, hold: hold, ground: $0, note: $0.needsNote ? personalTexts[4] : nil))
            } + [
                .personalShown(PersonalShown(account: lan, number: try? number(), ground: .contact)),
                .personalShown(
                    PersonalShown(
                        account: lan, frame: FrameID(String(repeating: "0a", count: 32)), device: device,
                        ground: .reading)),
            ]
        case .deviceChanged:
            return DeviceChanged.State.allCases.map {
                .deviceChanged(DeviceChanged(device: device, state: $0, detail: "1-4.2"))
            }
        case .deviceChecked: return [.deviceChecked(DeviceChecked(device: device, by: lan))]
        case .deviceIdentified:
            return [
                DeviceIdentity(
                    maker: "Honeywell", model: "Voyager 1202g", serial: "17B3", firmware: "V1.36", release: 0x0110),
                DeviceIdentity(release: 0x0999),
            ].compactMap { $0 }.map { .deviceIdentified(DeviceIdentified(device: device, identity: $0)) }
        case .deviceCounted:
            return [
                .deviceCounted(
                    DeviceCounted(
                        device: device, since_ms: 1_790_000_000_000, working_s: 86_400, goodReads: 1_000, noReads: 20,
                        troubles: 1, reconnects: 3, pastLooks: 1_020, pastNoReads: 20))
            ]
        case .sorterChanged:
            return SorterChanged.State.allCases.map {
                .sorterChanged(SorterChanged(line: line, state: $0, sorterEpoch: .max, detail: ""))
            }
                + [.sorterChanged(SorterChanged(line: line, state: .lost, sorterEpoch: nil, detail: "đứt dây"))]
        case .samplingSeeded:
            let (hash, secret) = (String(repeating: "0a", count: 32), String(repeating: "b1", count: 32))
            return [
                .samplingSeeded(SamplingSeeded(commitment: hash, secret: secret, revealed: nil, of: nil)),
                .samplingSeeded(SamplingSeeded(commitment: hash, secret: secret, revealed: secret, of: .max)),
            ]
        case .frameFailed:
            let frame = try #require(FrameID(String(repeating: "0f", count: 32)))
            return [
                .frameFailed(FrameFailed(device: device, frame: frame, trouble: Trouble(.workerDied, "SIGSEGV"))),
                .frameFailed(FrameFailed(device: nil, frame: frame, trouble: Trouble(.frameSetAside, frame.short))),
            ]
        case .pictureStored:
            let frame = try #require(FrameID(String(repeating: "a1", count: 32)))
            let place = PictureStored.Place(
                file: String(repeating: "c3", count: 32), size: 70_000, key: personalTexts[4])
            return [
                .pictureStored(
                    PictureStored(
                        frame, at: place, type: "image/jpeg",
                        of: PictureStored.Origin(hold: hold, passage: passage, device: device, by: nil), withheld: false
                    )),
                .pictureStored(
                    PictureStored(
                        frame, at: place, type: "image/png",
                        of: PictureStored.Origin(hold: hold, passage: nil, device: nil, by: lan), withheld: true)),
            ]
        }
    }

    static let versions = Decision.Versions(policy: 7, rules: 12, lists: 3)

    static func number() throws -> ParcelNumber {
        try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
    }

    static func declaration() throws -> Declaration {
        Declaration(
            number: try number(), service: "EMS", origin: "VN", destination: "KH",
            sender: Party(
                name: personalTexts[0], phone: PhoneNumber(personalTexts[1]), address: personalTexts[2],
                account: personalTexts[3], device: personalTexts[4]),
            receiver: Party(name: "", phone: nil, address: ""),
            contents: [
                ContentLine(description: "sách \"cũ\"", quantity: 2, hsCode: "490110"), ContentLine(description: ""),
            ],
            weight_g: 1_200, length_mm: nil, value_vnd: 5_000_000_000_000, paymentOnDelivery_vnd: 0, office: "580000",
            source: ManifestReference(importNumber: 4, line: 17, version: 2, imported: -1))
    }

    static func declared() throws -> DeclaredFacts { DeclaredFacts(try declaration()) }

    static func decision(
        _ outcome: Decision.Outcome, stage: Stage = .automatic, line: LineID, declared: DeclaredFacts? = nil,
        reasons: [Reason] = [],
        notes: [Reason] = []
    ) throws -> Decision {
        Decision(
            passage: PassageID(epoch: 7, sequence: 12), line: line, stage: stage, outcome: outcome,
            number: try number(), reasons: reasons,
            notes: notes, held: [.identity, .manifest], waived: [.image], versions: versions, horizon: .max,
            declared: declared)
    }

    static func permit(_ expiry: Expiry, line: LineID) throws -> Permit {
        Permit(
            line: line, track: try #require(TrackID(7)), epoch: 7, number: PermitNumber(.max),
            passage: PassageID(epoch: 7, sequence: 12), expiry: expiry)
    }

    private static func decisions(_ line: LineID) throws -> [Decision] {
        let rule = RuleReference(id: "declared-weapon", version: 3)
        return [
            try decision(
                .clear(try permit(.encoder(EncoderCount(.max)), line: line)), line: line, declared: try declared()),
            try decision(.clear(try permit(.afterInduction(milliseconds: 0), line: line)), stage: .image, line: line),
            try decision(.needs(.image), line: line, notes: [.rule(rule, vi: "ghi nhận", en: "noted")]),
            try decision(
                .hold, stage: .inspection, line: line, declared: try declared(),
                reasons: [
                    .missing(.acceptance), .ruleFailed(rule, why: "1:1: over its budget"),
                    .stale(.manifest, age_min: 9, limit_min: 8),
                ]),
        ]
    }
}
