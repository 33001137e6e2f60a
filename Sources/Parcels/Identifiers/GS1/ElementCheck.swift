/// Whether an element's data is what its identifier promises.
struct ElementCheck {
    let bytes: [UInt8]
    let what: ApplicationIdentifier

    func check(_ element: ElementWalk.Element) throws(ElementFault) {
        var place = element.value.lowerBound
        let end = element.value.upperBound
        for component in what.components {
            let left = end - place
            if component.isOptional, left == 0 { continue }
            let size = min(component.most, left)
            guard size >= component.fewest else {
                throw ElementFault(kind: .tooShort, identifier: what.number, offset: element.start)
            }
            let range = place..<place + size
            guard hasCharacters(component.characters, range) else {
                throw ElementFault(kind: .characters, identifier: what.number, offset: element.start)
            }
            for check in component.checks where !holds(check, range) {
                throw ElementFault(
                    kind: check == .modulo10 || check == .model || check == .account ? .check : .value,
                    identifier: what.number, offset: element.start)
            }
            place += size
        }
        guard place == end else {
            throw ElementFault(kind: .separator, identifier: what.number, offset: element.start)
        }
    }

    private func hasCharacters(_ set: ApplicationIdentifier.Characters, _ range: Range<Int>) -> Bool {
        for place in range {
            let byte = bytes[place]
            let isIn =
                switch set {
                case .digits: isDigit(byte)
                case .set82: Self.set82[Int(byte)]
                case .set39: isDigit(byte) || isLetter(byte) || byte == 0x23 || byte == 0x2D || byte == 0x2F
                case .set64:
                    isDigit(byte) || isLetter(byte) || (97...122).contains(byte) || byte == 0x2D || byte == 0x5F
                        || byte == 0x3D
                }
            if !isIn { return false }
        }
        return true
    }

    /// The 82 characters of ISO/IEC 646 that GS1 allows (7.11, figure 1), in the order of their values.
    static let characters82 = Array(
        "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz".utf8)

    private static let set82: [Bool] = {
        var set = [Bool](repeating: false, count: 256)
        for byte in characters82 { set[Int(byte)] = true }
        return set
    }()

    private func number(_ range: Range<Int>) -> Int { range.reduce(0) { $0 * 10 + Int(bytes[$1] - 48) } }

    private func part(_ range: Range<Int>, _ from: Int, _ size: Int) -> Int {
        number(range.lowerBound + from..<range.lowerBound + from + size)
    }

    private func holds(_ check: ApplicationIdentifier.Check, _ range: Range<Int>) -> Bool {
        let first = bytes[range.lowerBound]
        switch check {
        case .modulo10: return modulo10(range)
        case .model: return model(range)
        case .month: return isDate(part(range, 0, 2), part(range, 2, 2), part(range, 4, 2), mayLackDay: true)
        case .day: return isDate(part(range, 0, 2), part(range, 2, 2), part(range, 4, 2), mayLackDay: false)
        case .fullDay: return isDate(part(range, 0, 4), part(range, 4, 2), part(range, 6, 2), mayLackDay: false)
        case .hour: return number(range) < 24
        case .minute: return number(range) < 60
        case .time: return part(range, 0, 2) < 24 && part(range, 2, 2) < 60
        case .company: return range.count >= 4 && range.prefix(4).allSatisfy { isDigit(bytes[$0]) }
        case .companyBehindOne: return range.count >= 5 && range.dropFirst().prefix(4).allSatisfy { isDigit(bytes[$0]) }
        case .country:
            return isLetter(first) && isLetter(bytes[range.lowerBound + 1])
                && Countries.contains(first, bytes[range.lowerBound + 1])
        case .nonZero: return number(range) > 0
        case .zero: return number(range) == 0
        case .yesNo: return number(range) < 2
        case .winding: return [0, 1, 9].contains(number(range))
        case .hyphen: return first == 0x2D
        case .percentEncoded: return isPercentEncoded(range)
        case .account: return account(range)
        case .sex: return [0, 1, 2, 9].contains(number(range))
        case .pieceOfTotal:
            let (piece, total) = (part(range, 0, 2), part(range, 2, 2))
            return piece > 0 && piece <= total
        case .placeInSequence:
            return isDigit(first) && bytes[range.lowerBound + 1] == 0x2F && isDigit(bytes[range.lowerBound + 2])
                && first != 48 && first <= bytes[range.lowerBound + 2]
        case .noLeadingZero: return first != 48
        case .hasNonDigit: return range.contains { !isDigit(bytes[$0]) }
        case .latitude: return number(range) <= 1_800_000_000
        case .longitude: return number(range) <= 3_600_000_000
        }
    }

    private func modulo10(_ range: Range<Int>) -> Bool {
        guard let text = NumberText(bytes[range]) else { return false }
        return CheckAlgorithm.gs1.character(text, 0..<text.count - 1) == text[text.count - 1]
    }

    /// Weights are the primes from the right, the sum modulo 1021 is written in two of 32 characters.
    private func model(_ range: Range<Int>) -> Bool {
        let primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83]
        let letters = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)
        guard range.count > 2 else { return false }
        var sum = 0
        for (prime, place) in zip(primes, range.dropLast(2).reversed()) {
            sum += prime * (Self.characters82.firstIndex(of: bytes[place]) ?? 0)
        }
        sum %= 1021
        return bytes[range.upperBound - 2] == letters[sum / 32] && bytes[range.upperBound - 1] == letters[sum % 32]
    }

    private func isDate(_ year: Int, _ month: Int, _ day: Int, mayLackDay: Bool) -> Bool {
        guard (1...12).contains(month) else { return false }
        // A century is not told: 00 is 2000, which is a leap year.
        let isLeap = year.isMultiple(of: 4) && (year < 100 || !year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        return day <= days && (day > 0 || mayLackDay)
    }

    private func isPercentEncoded(_ range: Range<Int>) -> Bool {
        for place in range where bytes[place] == 0x25 {
            guard place + 2 < range.upperBound, PercentCode.value(bytes[place + 1]) != nil,
                PercentCode.value(bytes[place + 2]) != nil
            else { return false }
        }
        return true
    }

    /// ISO 13616: the first four characters go to the end, letters count from ten, modulo 97 leaves one.
    private func account(_ range: Range<Int>) -> Bool {
        guard range.count > 4 else { return false }
        var rest = 0
        for place in Array(range.dropFirst(4)) + Array(range.prefix(4)) {
            let byte = bytes[place]
            if isDigit(byte) {
                rest = (rest * 10 + Int(byte - 48)) % 97
            } else if isLetter(byte) {
                rest = (rest * 100 + Int(byte - 55)) % 97
            } else {
                return false
            }
        }
        return rest == 1
    }
}

/// Two hexadecimal digits behind a percent sign stand for a byte.
enum PercentCode {
    static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    /// - Returns: nil where a percent sign stands without two such digits.
    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var place = text.startIndex
        while place < text.endIndex {
            guard text[place] == 0x25 else {
                decoded.append(text[place])
                place += 1
                continue
            }
            guard place + 2 < text.endIndex, let high = value(text[place + 1]), let low = value(text[place + 2]) else {
                return nil
            }
            decoded.append(high << 4 | low)
            place += 3
        }
        return decoded
    }
}
