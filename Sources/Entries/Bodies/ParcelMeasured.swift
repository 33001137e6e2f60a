import JSON
import Parcels
import Readings

/// A device weighed or measured a parcel.
public struct ParcelMeasured: EntryContent, Hashable {
    public static let kind = EntryKind.parcelMeasured

    public let device: DeviceID
    /// The passage it belongs to; nil for what fits no parcel, or two.
    public let passage: PassageID?
    public let measured: ParcelMeasure

    public init(device: DeviceID, passage: PassageID?, measured: ParcelMeasure) {
        self.device = device
        self.passage = passage
        self.measured = measured
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("device", device.name)
        writer.field("passage", ifThere: passage)
        writer.key("measured")
        measured.write(to: &writer)
    }
}

extension ParcelMeasure {
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("weight_g", ifThere: weight_g)
        writer.field("length_mm", ifThere: length_mm)
        writer.field("width_mm", ifThere: width_mm)
        writer.field("height_mm", ifThere: height_mm)
        writer.endObject()
    }
}
