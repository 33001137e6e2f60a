import Formats
import TestSupport
import Testing

@Suite("HID report descriptors")
struct ReportDescriptorTests {
    private static func read(_ hexadecimal: String) throws(ReportDescriptor.Fault) -> ReportDescriptor {
        try ReportDescriptor(Descriptors.bytes(hexadecimal))
    }

    @Test func aScannersFieldsAreFoundInTheirPlaces() throws {
        let descriptor = try ReportDescriptor(Descriptors.honeywell)
        #expect(descriptor.applications == [PointOfSaleLayout.scanner])
        #expect(descriptor.hasReportIDs)
        let inputs = descriptor.fields.filter { $0.direction == .input }
        #expect(inputs.map(\.bit) == [0, 8, 32, 480, 488, 496, 497])
        #expect(inputs.map(\.count) == [1, 3, 56, 1, 1, 1, 1])
        #expect(inputs.map(\.bitsPerElement) == [8, 8, 8, 8, 8, 1, 7])
        #expect(inputs.allSatisfy { $0.reportID == 2 && $0.application == PointOfSaleLayout.scanner })
        #expect(inputs[1].usages == [0x8C00FB, 0x8C00FC, 0x8C00FD])
    }

    @Test func outputAndFeatureReportsCountFromTheirOwnBeginning() throws {
        let descriptor = try ReportDescriptor(Descriptors.honeywell)
        let output = try #require(descriptor.fields.first { $0.direction == .output })
        #expect(output.reportID == 253 && output.bit == 0 && output.count == 63)
        let feature = try #require(descriptor.fields.first { $0.direction == .feature })
        #expect(feature.reportID == 254 && feature.bit == 0 && feature.count == 1)
    }

    @Test func aKeyboardIsReadAsWhatItIs() throws {
        let descriptor = try ReportDescriptor(Descriptors.keyboard)
        #expect(descriptor.applications == [0x0001_0006])
        #expect(!descriptor.hasReportIDs)
        #expect(descriptor.fields.first?.usages == Array(0x0007_00E0...0x0007_00E7))
        #expect(descriptor.fields.last?.isArray == true)
        #expect(descriptor.fields.last?.usages.count == 256)
    }

    @Test(arguments: [Descriptors.honeywell, Descriptors.newland, Descriptors.zebra, Descriptors.keyboard])
    func cutOffAnywhereItIsAFaultOrADescriptorNeverACrash(whole: [UInt8]) {
        for count in 0..<whole.count {
            do throws(ReportDescriptor.Fault) {
                let descriptor = try ReportDescriptor(Array(whole.prefix(count)))
                // Only nothing at all is complete: every longer beginning has an open collection.
                #expect(descriptor.fields.isEmpty && count <= 4, "cut off at \(count)")
            } catch {
                switch error {
                case .cutOff(let place), .unbalanced(let place): #expect(place <= count)
                default: Issue.record("cut off at \(count): \(error)")
                }
            }
        }
    }

    @Test func changedBytesNeverCrash() {
        var dice = SeededDice("report descriptors with changed bytes")
        for whole in [Descriptors.honeywell, Descriptors.newland, Descriptors.zebra, Descriptors.keyboard] {
            for _ in 0..<2_000 {
                var changed = whole
                for _ in 0...dice.below(4) {
                    changed[dice.below(changed.count)] = UInt8.random(in: .min ... .max, using: &dice)
                }
                guard let descriptor = try? ReportDescriptor(changed), let layout = PointOfSaleLayout(descriptor) else {
                    continue
                }
                #expect(layout.dataSize > 0 && layout.dataAt + layout.dataSize <= layout.size)
            }
        }
    }

    @Test func popTakesBackWhatWasPushed() throws {
        let descriptor = try Self.read(
            "05 8C 09 02 A1 01 75 08 95 02 A4 75 01 95 08 05 01 09 3B 81 02 B4 09 FE 81 02 C0")
        #expect(descriptor.fields.map(\.bitsPerElement) == [1, 8])
        #expect(descriptor.fields.map(\.count) == [8, 2])
        #expect(descriptor.fields.map(\.usages) == [[0x0001_003B], [0x008C_00FE]])
        #expect(descriptor.fields.map(\.bit) == [0, 8])
    }

    @Test func aPopWithoutAPushIsAFault() {
        #expect(throws: ReportDescriptor.Fault.unbalanced(at: 2)) { try Self.read("05 01 B4") }
    }

    @Test func pushesAreBounded() {
        #expect(throws: ReportDescriptor.Fault.outOfBounds(at: 16, "pushes deeper than 16")) {
            try ReportDescriptor([UInt8](repeating: 0xA4, count: 17))
        }
    }

    @Test func usageRangesGiveEveryUsageInOrder() throws {
        let descriptor = try Self.read("05 8C 09 02 A1 01 75 08 95 03 1A FB 00 2A FD 00 81 02 C0")
        #expect(descriptor.fields.first?.usages == [0x8C00FB, 0x8C00FC, 0x8C00FD])
    }

    @Test func usagesOfFourBytesCarryTheirOwnPage() throws {
        let descriptor = try Self.read("05 01 0B 02 00 8C 00 A1 01 75 08 95 01 0B FE 00 8C 00 81 02 C0")
        #expect(descriptor.applications == [PointOfSaleLayout.scanner])
        #expect(descriptor.fields.first?.usages == [0x8C00FE])
    }

    @Test(arguments: ["29 03", "19 04 29 03", "1B 00 00 8C 00 2B FF FF 8C 00"])
    func usageRangesThatAreEmptyOrTooWideAreFaults(items: String) {
        let fault = #expect(throws: ReportDescriptor.Fault.self) { try Self.read("05 8C " + items) }
        guard case .outOfBounds(_, "a usage range that is empty or too wide") = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }

    @Test func localItemsEndWithTheirMainItem() throws {
        let descriptor = try Self.read("05 8C 09 02 A1 01 75 08 95 01 09 FE 81 02 81 03 C0")
        #expect(descriptor.fields.map(\.usages) == [[0x8C00FE], []])
    }

    @Test func longItemsArePassedOver() throws {
        let descriptor = try Self.read("FE 03 10 AA BB CC 05 8C 09 02 A1 01 FE 00 10 75 08 95 01 09 FE 81 02 C0")
        #expect(descriptor.fields.count == 1)
    }

    @Test(arguments: ["FE", "FE 03", "FE 01 10", "FE FF 10 00"])
    func longItemsThatAreCutOffAreFaults(items: String) {
        #expect(throws: ReportDescriptor.Fault.cutOff(at: 0)) { try Self.read(items) }
    }

    @Test func collectionsMustBeClosedAndOpened() {
        #expect(throws: ReportDescriptor.Fault.unbalanced(at: 2)) { try Self.read("A1 01") }
        #expect(throws: ReportDescriptor.Fault.unbalanced(at: 0)) { try Self.read("C0") }
        #expect(throws: ReportDescriptor.Fault.outOfBounds(at: 128, "collections deeper than 64")) {
            try ReportDescriptor([[UInt8]](repeating: [0xA1, 0x00], count: 65).flatMap { $0 })
        }
    }

    @Test func sizesAreBounded() {
        #expect(throws: ReportDescriptor.Fault.tooLong(4097)) {
            try ReportDescriptor([UInt8](repeating: 0, count: 4097))
        }
        #expect(throws: ReportDescriptor.Fault.outOfBounds(at: 0, "a report size of 4097 bits")) {
            try Self.read("76 01 10")
        }
        #expect(throws: ReportDescriptor.Fault.outOfBounds(at: 0, "a report count of 8193")) {
            try Self.read("96 01 20")
        }
        #expect(throws: ReportDescriptor.Fault.outOfBounds(at: 0, "report id 0")) { try Self.read("85 00") }
        #expect(throws: ReportDescriptor.Fault.outOfBounds(at: 0, "report id 256")) { try Self.read("86 00 01") }
        #expect(throws: ReportDescriptor.Fault.outOfBounds(at: 5, "a report longer than 65536 bits")) {
            try Self.read("75 10 96 00 20 81 02")
        }
    }

    @Test func faultsAreSaidInWords() {
        #expect(
            "\(ReportDescriptor.Fault.cutOff(at: 5))"
                == "the report descriptor ends in the middle of the item at byte 5")
        #expect("\(ReportDescriptor.Fault.tooLong(5000))" == "a report descriptor of 5000 bytes; at most 4096 are read")
    }

    @Test func aConstantIsPaddingWhateverUsageItCarries() throws {
        let descriptor = try Self.read("05 8C 09 02 A1 01 75 08 95 01 09 FE 81 03 C0")
        #expect(descriptor.fields.first?.usages == [])
    }
}
