import Parcels

/// Keys of the history's rows, made of what a parcel says: of one run, so that they tell nobody anything.
enum HistoryKey {
    private enum Place: UInt8 { case address, office, weight }

    static func of(_ number: ParcelNumber) -> UInt64 { hash { $0.combine(number) } }

    static func office(_ office: String) -> UInt64 {
        hash {
            $0.combine(Place.office)
            $0.combine(office)
        }
    }

    /// - Parameter address: its key among all persons' and places'.
    static func address(_ address: UInt64) -> UInt64 {
        hash {
            $0.combine(Place.address)
            $0.combine(address)
        }
    }

    /// - Parameter office: the key of its row.
    static func weight(_ weight_g: UInt32, office: UInt64) -> UInt64 {
        hash {
            $0.combine(Place.weight)
            $0.combine(office)
            $0.combine(weight_g)
        }
    }

    static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
        hash {
            $0.combine(first)
            $0.combine(second)
        }
    }

    /// Of a sender with a receiver; nil where one of them is not known.
    static func pair(_ keys: PartyKeys) -> UInt64? {
        guard let sender = keys.sender, let receiver = keys.receiver else { return nil }
        return pair(sender, receiver)
    }

    @inline(__always)
    private static func hash(_ combine: (inout Hasher) -> Void) -> UInt64 {
        var hasher = Hasher()
        combine(&hasher)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
