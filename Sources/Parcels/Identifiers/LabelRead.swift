/// One label that a device read on a parcel.
public struct LabelRead: Sendable, Hashable {
    /// The device's name.
    public let device: String
    /// Nil for a label that is no item number.
    public let number: ParcelNumber?
    /// A grade or a figure of its print, as the device writes it.
    public let quality: String?

    public init(device: String, number: ParcelNumber?, quality: String?) {
        self.device = device
        self.number = number
        self.quality = quality
    }
}

/// The labels that were read on a parcel, in their order.
public struct LabelReads: Sendable, Hashable {
    /// No more are kept; a parcel has a few.
    public static let limit = 64

    public private(set) var all: [LabelRead] = []

    public init() {}

    public mutating func add(_ read: LabelRead) {
        if all.count < Self.limit { all.append(read) }
    }

    /// Those of one number, or of any where none is given.
    public func of(_ number: ParcelNumber?) -> some Sequence<LabelRead> {
        all.lazy.filter { read in number == nil ? read.number != nil : read.number == number }
    }

    /// How many were no item numbers.
    public var others: Int { all.count { $0.number == nil } }
}
