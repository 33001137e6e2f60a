import Entries
import Parcels
import Passages
import Readings
import Screening

/// What every world has in common: its line, its policy and what is declared.
extension LineWorld {
    enum Fault: Error {
        case setting
    }

    static func layout() throws -> LineLayout {
        guard let line = LineID("L1"), let tunnel = DeviceID("tunnel") else { throw Fault.setting }
        return try LineLayout(
            id: line, measure: .encoder(micrometresPerCount: Int(WorldLine.um_per_count)),
            maximumLength_mm: Int(WorldLine.maximumLength / 1000), minimumGap_mm: Int(WorldLine.minimumGap / 1000),
            stations: [
                LineLayout.Station(
                    name: "tunnel", distance_mm: Int(WorldLine.scanner / 1000),
                    tolerance_mm: Int(WorldLine.tolerance / 1000),
                    readers: [LineLayout.Reader(device: tunnel, reportsEveryParcel: true, latency_ms: 0)])
            ], diverter_mm: Int(WorldLine.diverter / 1000),
            exits: [
                LineLayout.Exit(number: 1, kind: .inspection, distance_mm: Int(WorldLine.inspectionExit / 1000)),
                LineLayout.Exit(number: 2, kind: .outbound, distance_mm: Int(WorldLine.outboundExit / 1000)),
            ], topSpeed_mm_s: Int(WorldLine.speed_um_ms) * 6 / 5)
    }

    static let policy: EvidencePolicy =
        EvidencePolicy(flows: [
            EvidencePolicy.Flow(
                name: "all", origins: [], services: [], lines: [], required: [.identity, .manifest, .singledOut],
                stages: [.automatic], manifestLimit_min: nil)
        ]) ?? EvidencePolicy.refusingAll

    static let snapshot = ScreeningSnapshot()

    static func declaration(_ number: ParcelNumber) -> Declaration {
        Declaration(
            number: number, service: "EMS", origin: "VN", destination: "VN",
            sender: Party(name: "Nguyễn Văn A", phone: PhoneNumber("0912345678"), address: "Kon Tum"),
            receiver: Party(name: "Trần Thị B", phone: PhoneNumber("0987654321"), address: "Quảng Ngãi"),
            contents: [ContentLine(description: "quần áo", quantity: 1)], weight_g: 500, length_mm: nil,
            value_vnd: 200_000,
            paymentOnDelivery_vnd: nil, office: "580000",
            source: ManifestReference(importNumber: 1, line: 1, version: 1, imported: 0))
    }
}
