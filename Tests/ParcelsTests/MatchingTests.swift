import Parcels
import TestSupport
import Testing

/// Names and addresses as people in Vietnam write them.
struct MatchingTests {
    @Test(arguments: [
        ("Nguyễn Văn An", "NGUYEN VAN AN"), ("Nguyễn Văn An", "An, Nguyễn Văn"), ("anh Nguyễn Văn An", "nguyễn văn an"),
        ("Ông  Trần-Văn  Bình", "Tran Van Binh"), ("Mr Lê Hoà", "Lê Hòa"),
    ])
    func namesThatAreOne(_ first: String, _ second: String) throws {
        let key = try #require(NameKey(first))
        #expect(key == NameKey(second))
    }

    @Test(arguments: [("Nguyễn Văn An", "Nguyễn Văn Anh"), ("Lê An", "Lê Anh"), ("Chị Lan", "Lan")])
    func namesThatAreTwo(_ first: String, _ second: String) throws {
        let key = try #require(NameKey(first))
        #expect(key != NameKey(second))
    }

    @Test(arguments: [
        ("12 Lê Lợi, P. Bến Nghé, Q.1, TP.HCM", "12 LE LOI, PHUONG BEN NGHE, QUAN 1, TP HO CHI MINH"),
        ("12 Lê Lợi, P. Bến Nghé, Q.1, TP.HCM", "12 Lê Lợi, phường Sài Gòn, Thành phố Hồ Chí Minh"),
        ("12 Lê Lợi, P. Bến Nghé, Q.1, TP.HCM", "số 12 đường Lê Lợi, TPHCM, Việt Nam"),
        ("12 Lê Lợi, P. Bến Nghé, Q.1, TP.HCM", "12 Le Loi P.Ben Nghe Q1 TPHCM"),
        ("12 Lê Lợi, P. Bến Nghé, Q.1, TP.HCM", "TP. Hồ Chí Minh, Quận 1, 12 Lê Lợi"),
        ("45/3 Trần Phú, TP Kon Tum, tỉnh Kon Tum", "45/3 Trần Phú, Quảng Ngãi"),
        ("45/3 Trần Phú, TP Kon Tum, tỉnh Kon Tum", "45/3 Tran Phu, phuong Kon Tum, tinh Quang Ngai"),
        ("8 Hùng Vương, Thủ Dầu Một, Bình Dương", "Số 8, Hùng Vương, Thủ Dầu Một, TP.HCM"),
        ("Thôn 3, xã Đăk Hà, huyện Đăk Hà, Kon Tum", "thôn 3, X. Đăk Hà, Quảng Ngãi"),
        ("15 Xã Đàn, P. Phương Liên, Đống Đa, Hà Nội", "15 Xã Đàn, Đống Đa, Hà Nội"),
        ("ngõ 20 Hồ Tùng Mậu, Hà Nội", "20 Hồ Tùng Mậu, HN"),
    ])
    func addressesThatAreOne(_ first: String, _ second: String) throws {
        let key = try #require(AddressKey(first))
        #expect(key == AddressKey(second), "\(key.text) and \(AddressKey(second)?.text ?? "nothing")")
    }

    @Test(arguments: [
        ("12 Lê Lợi, TP.HCM", "13 Lê Lợi, TP.HCM"), ("12 Lê Lợi, TP.HCM", "12 Lê Lai, TP.HCM"),
        ("12 Lê Lợi, Đà Nẵng", "12 Lê Lợi, Huế"), ("12 Lê Lợi", "12 Lê Lợi, Huế"),
        ("12/3 Lê Lợi, Huế", "12/4 Lê Lợi, Huế"), ("12/3 Lê Lợi, Huế", "3/12 Lê Lợi, Huế"),
        ("15 Nguyễn Huệ, Quy Nhơn", "15 Nguyễn, Quy Nhơn, Huế"),
        ("12 Hà Nội, Huế", "12 Sài Gòn, Huế"), ("chợ Bến Thành, P. Bến Thành, HCM", "chợ Bến Thành, P. An Đông, HCM"),
    ])
    func addressesThatAreTwo(_ first: String, _ second: String) throws {
        let key = try #require(AddressKey(first))
        #expect(key != AddressKey(second), "\(key.text)")
    }

    @Test(arguments: ["", "  ,, ", "Hà Nội", "Việt Nam", "TP. Hồ Chí Minh, Việt Nam", "Quận 1, TP.HCM"])
    func whatNamesNoHouseIsNone(_ address: String) { #expect(AddressKey(address) == nil) }

    @Test(arguments: ["", " . ", "!!"]) func whatNamesNobodyIsNone(_ name: String) { #expect(NameKey(name) == nil) }

    /// The order of the parts, marks and capitals change nothing.
    @Test func theOrderOfPartsChangesNothing() throws {
        var random = SeededDice("order of address parts")
        let streets = ["12 Lê Lợi", "45/3 Trần Phú", "số 8 Hùng Vương", "Thôn 3", "20A Hồ Tùng Mậu", "15 Xã Đàn"]
        let wards = ["P. Bến Nghé", "phường An Đông", "xã Đăk Hà", "P.12", "thị trấn Măng Đen"]
        let districts = ["Q.1", "quận Đống Đa", "huyện Đăk Hà", "TP. Thủ Đức", "TX. Ba Đồn"]
        let provinces = ["TP.HCM", "tỉnh Kon Tum", "Hà Nội", "Thừa Thiên Huế", "Bà Rịa - Vũng Tàu"]
        for _ in 0..<500 {
            let parts = [streets, wards, districts, provinces].map { $0[Int.random(in: 0..<$0.count, using: &random)] }
            let key = try #require(AddressKey(parts.joined(separator: ", ")))
            let shuffled = parts.shuffled(using: &random).joined(separator: " , ")
            let plain = FoldedText.plain(parts[0]) + "," + parts[1].uppercased() + ";" + parts[3].lowercased()
            #expect(AddressKey(shuffled) == key, "\(shuffled)")
            #expect(AddressKey(plain) == key, "\(plain)")
        }
    }
}
