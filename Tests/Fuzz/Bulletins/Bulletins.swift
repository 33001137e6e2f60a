import Crypto
import Screening
import YAML

/// A bulletin and its signature, as they come from outside; the first byte chooses which of them it is. A signature that
/// reads is held against the same bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzBulletins(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = input.first else { return 0 }
    let file = Array(input.dropFirst())
    if choice == UInt8(ascii: "s") {
        guard let key = MinisignKey("RWS1sJIvzU4wdNfUXvR8pvqOL0/WbDAEcOekc1JBweXiD8oNGfwrw/Z+") else { return 0 }
        let signed = try? Minisign(file).verify(file, by: [key])
        precondition(signed == nil, "nobody has signed these bytes")
        return 0
    }
    do throws(YAMLError) {
        let bulletin = try BulletinFile.parse(file, file: "f", utcOffset_s: { _ in 25_200 })
        precondition(bulletin.validUntil > bulletin.issued && bulletin.serial > 0)
        _ = BulletinsInForce.lists(of: [bulletin, bulletin])
    } catch {
        precondition(error.mark.line > 0 && error.mark.column > 0 && !error.expected.isEmpty && !error.found.isEmpty)
    }
    return 0
}
