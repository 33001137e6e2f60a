import Parcels

/// GS1 data. Its first byte says which symbology it came in. What is read without a fault is read again, the same, from the form
/// that people read; a fault stands within the data.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzElementStrings(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let first = input.first else { return 0 }
    let text = Array(input.dropFirst())
    let symbology = first.isMultiple(of: 2) ? SymbologyIdentifier("C1") : nil
    _ = Numbering.standard.identify(text, symbology: symbology)
    guard let string = ElementString(text, symbology: symbology) else { return 0 }
    let elements = string.elements
    for element in elements {
        precondition((2...4).contains(element.identifier.utf8.count) && (1...90).contains(element.value.utf8.count))
    }
    if let fault = string.fault {
        precondition(fault.offset >= 0 && fault.offset < max(1, text.count * 2))
        return 0
    }
    // Brackets within data cannot be told from those around an identifier.
    let hasBrackets = elements.contains { $0.value.utf8.contains(0x28) }
    guard !elements.isEmpty, !hasBrackets, string.bracketed.utf8.count <= ElementString.sizeLimit else { return 0 }
    let again = ElementString(Array(string.bracketed.utf8))
    precondition(again?.elements == elements)
    precondition(again?.fault == nil)
    return 0
}
