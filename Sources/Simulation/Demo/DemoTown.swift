import Parcels

/// The parcels of the demo: made from their number in the row, the same every time. Names, goods and streets are invented.
public struct DemoTown: Sendable {
    public struct Item: Sendable {
        public let number: ParcelNumber
        /// What its labels say when they can be read.
        public let labels: [[UInt8]]
        /// Whether the tunnel's reader can see a label, and whether a person with a hand scanner can.
        public let isReadable: Bool
        public let isReadableByHand: Bool
        public let isDeclared: Bool
        public let length_mm: Int
        public let service: String
        public let origin: String
        public let sender: (name: String, phone: String, address: String)
        public let receiver: (name: String, phone: String, address: String)
        public let contents: String
        public let quantity: Int
        /// Declared.
        public let weight_g: Int
        /// What a station over the belt finds.
        public let measured: ParcelMeasure?
        public let value_vnd: Int
        public let cod_vnd: Int?
    }

    /// How many parcels the demo's manifest declares.
    public static let size = 20_000
    /// A telephone number that the demo's bulletin looks for.
    public static let wantedPhone = "0905000111"

    private let seed: UInt64

    public init(seed: UInt64 = 2026) { self.seed = seed }

    public func item(_ place: Int) -> Item {
        var random = RandomSource(seed: seed &+ UInt64(place) &* 0x9E37_79B9)
        let number = number(place)
        let kind = random.below(100)
        var receiverPhone = phone(&random)
        var contents = Self.goods[random.below(Self.goods.count)]
        var cod: Int?
        var weight = Int(random.between(150, 4_000))
        var origin = "VN"
        switch kind {
        case 0: receiverPhone = Self.wantedPhone
        case 1: contents = "nòng thép, phụ kiện máy bơm"
        case 2: contents = "pháo hoa nổ 36 quả"
        case 3: contents = "th.u.ố.c lá điện tử"
        case 4:
            contents = "giấy tờ, phôi bằng"
            weight = 120
            cod = 3_500_000
        case 5: contents = "s.ú.n.g hơi đồ chơi"
        case 6...8: origin = "CN"
        default: break
        }
        // Goods of metal, and one parcel of a hundred, are heavier than they are declared.
        let heaviness = kind == 1 || kind == 9 ? 5 : 2
        var labels = [number.canonical.bytes]
        if random.once(in: 30) { labels.append(Array("8936012345678".utf8)) }
        let isUnreadable = random.once(in: 40)
        let isReadableByHand = !isUnreadable || random.once(in: 2)
        let isDeclared = !random.once(in: 60)
        let length_mm = Int(random.between(180, 600))
        var scale = RandomSource(seed: seed &+ UInt64(place) &* 0x9E37_79B9 &+ 1)
        let measured = ParcelMeasure(
            weight_g: weight * heaviness / 2 + (heaviness > 2 ? 400 : Int(scale.between(-15, 15))),
            length_mm: length_mm,
            width_mm: Int(scale.between(120, 350)), height_mm: Int(scale.between(20, 250)))
        return Item(
            number: number, labels: labels, isReadable: !isUnreadable,
            isReadableByHand: isReadableByHand,
            isDeclared: isDeclared, length_mm: length_mm, service: "EMS", origin: origin,
            sender: (name(&random), phone(&random), address(&random)),
            receiver: (name(&random), receiverPhone, address(&random)), contents: contents,
            quantity: 1 + random.below(4), weight_g: weight, measured: measured,
            value_vnd: Int(random.between(5, 300)) * 10_000,
            cod_vnd: cod)
    }

    private func number(_ place: Int) -> ParcelNumber {
        let value = 10_000_000 + place
        let serial = String(value).utf8.map { $0 - 48 }
        let text = Array("EB".utf8) + serial.map { $0 + 48 } + [S10.checkDigit(serial) + 48] + Array("VN".utf8)
        guard let number = ParcelNumber(scheme: .s10, canonical: text) else {
            preconditionFailure("the demo makes a number that is none")
        }
        return number
    }

    /// The manifest that declares the town's parcels.
    public func manifest() -> String {
        var text =
            "item_number,service,origin,destination,sender_name,sender_phone,sender_address,sender_account,sender_device,"
            + "receiver_name,receiver_phone,receiver_address,contents,quantity,weight_g,value_vnd,cod_vnd,office\n"
        for place in 0..<Self.size {
            let item = item(place)
            guard item.isDeclared else { continue }
            text += "\(item.number),\(item.service),\(item.origin),VN,"
            text += "\"\(item.sender.name)\",\(item.sender.phone),\"\(item.sender.address)\","
            // Two of three parcels are booked over the operator's application.
            text += place % 3 == 0 ? ",," : "KH-\(100_000 + place * 7_919 % 4_000),android-\(place * 104_729 % 3_000),"
            text += "\"\(item.receiver.name)\",\(item.receiver.phone),\"\(item.receiver.address)\","
            text += "\"\(item.contents)\",\(item.quantity),\(item.weight_g),\(item.value_vnd),"
            text += "\(item.cod_vnd.map { String($0) } ?? ""),580000\n"
        }
        return text
    }

    private func phone(_ random: inout RandomSource) -> String {
        let rest = String(random.below(10_000_000))
        return "09" + "0" + String(repeating: "0", count: 7 - rest.utf8.count) + rest
    }

    private func name(_ random: inout RandomSource) -> String {
        let family = Self.families[random.below(Self.families.count)]
        let middle = Self.middles[random.below(Self.middles.count)]
        return "\(family) \(middle) \(Self.given[random.below(Self.given.count)])"
    }

    private func address(_ random: inout RandomSource) -> String {
        "\(1 + random.below(300)) \(Self.streets[random.below(Self.streets.count)]), \(Self.places[random.below(Self.places.count)])"
    }

    private static let families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ"]
    private static let middles = ["Văn", "Thị", "Minh", "Thanh", "Quốc", "Ngọc", "Đức", "Thu"]
    private static let given = [
        "An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hùng", "Lan", "Mai", "Nam", "Phúc", "Thảo",
    ]
    private static let streets = ["Phan Đình Phùng", "Trần Phú", "Lê Lợi", "Hùng Vương", "Nguyễn Huệ", "Quang Trung"]
    private static let places = [
        "Quảng Ngãi", "Gia Lai", "Đắk Lắk", "TP Đà Nẵng", "TP Hồ Chí Minh", "TP Hà Nội", "Khánh Hòa", "Lâm Đồng",
    ]
    private static let goods = [
        "quần áo", "giày dép", "sách giáo khoa", "đồ chơi trẻ em", "phụ kiện điện thoại", "cà phê bột", "mỹ phẩm",
        "đồ gia dụng", "linh kiện máy tính", "nông sản khô", "quà lưu niệm", "đèn bàn", "vải may", "dụng cụ nhà bếp",
    ]
}
