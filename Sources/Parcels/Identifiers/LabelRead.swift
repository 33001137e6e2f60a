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

/// The labels that were read on a parcel: readings of item numbers in their order, alike ones once, and how many there were of
/// other labels.
public struct LabelReads: Sendable, Hashable {
    /// No more different readings of numbers are kept; a parcel has a few.
    public static let limit = 64

    public private(set) var all: [LabelRead] = []
    /// Readings of labels that are no item numbers.
    public private(set) var others = 0
    /// Whether nothing had to be left out.
    public private(set) var isWhole = true

    public init() {}

    public mutating func add(_ read: LabelRead) {
        if read.number == nil {
            others += 1
        } else if !all.contains(read) {
            if all.count < Self.limit { all.append(read) } else { isWhole = false }
        }
    }

    /// Those of one number, or of any where none is given.
    public func of(_ number: ParcelNumber?) -> some Sequence<LabelRead> {
        all.lazy.filter { number == nil || $0.number == number }
    }
}
