import Parcels

/// How telegrams write the words of the dialogue: one letter each.
protocol TelegramLetter: CaseIterable {
    var letter: UInt8 { get }
}

extension PermitAnswer: TelegramLetter {
    var letter: UInt8 {
        switch self {
        case .accepted: 0x41
        case .oldEpoch: 0x45
        case .unknownTrack: 0x55
        case .expired: 0x58
        case .usedBefore: 0x44
        case .notUnderstood: 0x4D
        }
    }
}

extension FromSorter.StopReason: TelegramLetter {
    var letter: UInt8 {
        switch self {
        case .heartbeatLost: 0x48
        case .ordered: 0x4F
        case .laneFull: 0x4C
        case .byHand: 0x4D
        case .running: 0x52
        }
    }
}

extension FromSorter.Fault: TelegramLetter {
    var letter: UInt8 {
        switch self {
        case .check: 0x43
        case .length: 0x4C
        case .type: 0x54
        case .field: 0x46
        case .sequence: 0x53
        }
    }
}

extension SorterPulse.Belt: TelegramLetter {
    var letter: UInt8 {
        switch self {
        case .running: 0x52
        case .stopped: 0x53
        case .reversed: 0x42
        }
    }
}

extension NoPermit: TelegramLetter {
    var letter: UInt8 {
        switch self {
        case .held: 0x48
        case .pending: 0x50
        case .unknown: 0x55
        }
    }
}

extension Induction: TelegramLetter {
    var letter: UInt8 {
        switch self {
        case .run: 0x52
        case .slow: 0x53
        case .stop: 0x54
        }
    }
}
