import Parcels

/// A number as a label has it. Its first byte says which mask of a site is tried beside the standard ones. What is valid is valid again
/// in its canonical form, what says which parcel this is has the standard's check, and proposals hold theirs.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzIdentifiers(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let first = input.first else { return 0 }
    let text = Array(input.dropFirst())
    let numbering = first.isMultiple(of: 2) ? .standard : site
    let found = numbering.identify(text)
    check(found, numbering)
    if case .valid(let number) = numbering.recognise(text) {
        precondition(numbering.identity.contains(number.scheme))
        precondition(ParcelNumber(scheme: number.scheme, canonical: number.canonical.bytes) == number)
        precondition(numbering.recognise(number.canonical.bytes) == .valid(number))
    }
    // A site's mask is a text from outside, too.
    if let mask = try? NumberMask(String(decoding: text, as: UTF8.self)) {
        precondition(mask.lengths.lowerBound >= 4 && mask.lengths.upperBound <= CanonicalNumber.sizeLimit)
    }
    return 0
}

private let site: Numbering = {
    guard let scheme = Scheme(rawValue: "our-post"), let mask = try? NumberMask("OP@{0,4}#{4,30}"),
        let dots = try? NumberMask("*{1,9}.*{1,9}.*{1,9}"), let spx = Scheme(rawValue: "spx")
    else { preconditionFailure("no site") }
    let own = OperatorProfile(scheme: scheme, vi: "a", en: "a", masks: [mask, dots], isConfirmed: true)
    return Numbering(identity: [scheme, spx], operators: [own] + OperatorProfile.shipped)
}()

private func check(_ found: Identification, _ numbering: Numbering) {
    let candidates = found.candidates
    if case .valid(let taken) = found.outcome {
        precondition(taken.fault == nil && candidates.contains(taken) && found.choice != nil)
        precondition(found.lookAlikes.isEmpty)
        if found.form == nil {
            let again = numbering.identify(taken.canonical.bytes)
            precondition(again.candidates.contains { $0.scheme == taken.scheme && $0.fault == nil })
        }
    }
    for part in found.elements { precondition(!part.name.isEmpty) }
    precondition(found.lookAlikes.count <= LookAlike.limit)
    for alike in found.lookAlikes {
        let meant = numbering.identify(Array(alike.number.utf8))
        precondition(meant.candidates.contains { $0.scheme == alike.scheme && $0.fault == nil })
    }
}
