extension Catalogue {
    /// What `parcelgate doctor` says: `doctor.<check>.ok`, and `.bad` with `.advice`.
    static let doctor: [Phrase] = [
        Phrase(
            "doctor.site.ok", vi: "tệp cấu hình: {lines} dây chuyền, {devices} thiết bị",
            en: "site file: {lines} lines, {devices} devices"),
        Phrase(
            "doctor.site.bad", vi: "tệp cấu hình không đọc được: {error}", en: "the site file cannot be read: {error}"),
        Phrase(
            "doctor.site.advice", vi: "sửa đúng chỗ đã nêu rồi chạy lại",
            en: "mend it at the place named, then run this again"),
        Phrase(
            "doctor.disk.bad", vi: "thư mục dữ liệu không ghi được: {error}",
            en: "the data folder cannot be written: {error}"),
        Phrase(
            "doctor.disk.advice", vi: "không ghi được thì không bưu gửi nào được đi tiếp: kiểm tra quyền và ổ đĩa",
            en: "nothing is cleared without it: check rights and disk"),
        Phrase(
            "doctor.flush.ok", vi: "ổ đĩa ghi chắc chắn trong {us} µs", en: "the disk makes a write durable in {us} µs"),
        Phrase(
            "doctor.flush.bad", vi: "ổ đĩa báo đã ghi chắc chắn sau {us} µs: nhanh đến mức khó tin",
            en: "the disk says that a write is durable after {us} µs: too fast to be true"),
        Phrase(
            "doctor.flush.advice",
            vi:
                "khi mất điện, quyết định đã ghi có thể mất: tắt bộ nhớ đệm ghi của ổ đĩa hoặc dùng ổ có bảo vệ mất điện",
            en:
                "a power cut may lose decisions: switch the disk's write cache off or use one with power-loss protection"
        ),
        Phrase("doctor.space.ok", vi: "còn trống {gb} GB", en: "{gb} GB free"),
        Phrase("doctor.space.bad", vi: "chỉ còn trống {gb} GB", en: "only {gb} GB free"),
        Phrase(
            "doctor.space.advice", vi: "đĩa đầy thì không bưu gửi nào được đi tiếp: giải phóng chỗ trước khi vào ca",
            en: "a full disk clears nothing: make room before the shift"),
        Phrase("doctor.clock.ok", vi: "đồng hồ máy đã đồng bộ", en: "the clock is synchronised"),
        Phrase("doctor.clock.bad", vi: "đồng hồ máy chưa đồng bộ", en: "the clock is not synchronised"),
        Phrase(
            "doctor.clock.advice", vi: "giờ ghi trong nhật ký có thể sai và không dữ liệu nào hết hạn: bật NTP",
            en: "times in the journal may be wrong and nothing expires: switch NTP on"),
        Phrase("doctor.folder.ok", vi: "{device}: thư mục ảnh {folder}", en: "{device}: picture folder {folder}"),
        Phrase(
            "doctor.folder.bad", vi: "{device}: không đọc và ghi được thư mục ảnh {folder}",
            en: "{device}: the picture folder {folder} cannot be read and written"),
        Phrase(
            "doctor.folder.advice",
            vi: "ảnh không lấy được thì bưu gửi bị giữ: tạo thư mục và cho nhóm parcelgate quyền đọc, ghi",
            en:
                "parcels are held while no picture is taken: make the folder and let the group parcelgate read and write it"
        ),
        Phrase("doctor.usb.ok", vi: "{device}: có trên USB", en: "{device}: on the USB bus"),
        Phrase("doctor.usb.bad", vi: "{device}: không thấy trên USB", en: "{device}: not on the USB bus"),
        Phrase(
            "doctor.usb.advice",
            vi: "cắm lại; nếu máy quét đang ở chế độ bàn phím, quét mã cài đặt HID POS trong sổ tay của nó",
            en: "plug it in again; if it is in keyboard mode, scan the HID POS programming label from its manual"),
        Phrase(
            "doctor.usb-rights.bad", vi: "{device}: không có quyền mở cổng {port}",
            en: "{device}: no right to open port {port}"),
        Phrase(
            "doctor.usb-rights.advice", vi: "cài quy tắc udev rồi cắm lại thiết bị",
            en: "install the udev rule, then plug the device in again"),
        Phrase("doctor.reader.ok", vi: "{device}: kết nối được tại {address}", en: "{device}: answers at {address}"),
        Phrase(
            "doctor.reader.bad", vi: "{device}: không kết nối được tại {address}",
            en: "{device}: no answer at {address}"),
        Phrase(
            "doctor.reader.advice", vi: "kiểm tra nguồn, dây mạng, địa chỉ và cổng của đầu đọc",
            en: "check the reader's power, cable, address and port"),
        Phrase(
            "doctor.listener.ok", vi: "{device}: chờ đầu đọc tự kết nối",
            en: "{device}: waits for the reader to connect"),
        Phrase(
            "doctor.sorter.bad", vi: "{line}: PLC không chào tại {address}",
            en: "{line}: no hello from the PLC at {address}"),
        Phrase(
            "doctor.sorter.advice", vi: "kiểm tra PLC, dây mạng; PLC chỉ giữ một kết nối: dừng cổng kiểm tra trước",
            en: "check PLC and cable; a PLC keeps one connection: stop the gateway first"),
        Phrase(
            "doctor.default-exit.ok", vi: "{line}: không có giấy phép thì ra cửa {exit}, cửa kiểm tra",
            en: "{line}: without a permit parcels take exit {exit}, the inspection exit"),
        Phrase(
            "doctor.default-exit.bad",
            vi: "{line}: không có giấy phép thì ra cửa {exit}, nhưng cửa kiểm tra là {inspection}",
            en: "{line}: without a permit parcels take exit {exit}, but the inspection exit is {inspection}"),
        Phrase(
            "doctor.default-exit.advice",
            vi: "dây chuyền đấu ngược: khi hệ thống im lặng, bưu gửi sẽ đi thẳng ra ngoài. Không được vận hành như vậy",
            en: "the line is wired the other way: silence would let parcels out. It must not run like this"),
        Phrase(
            "doctor.line-name.bad", vi: "PLC tại {address} tự xưng là dây chuyền {found}, không phải {line}",
            en: "the PLC at {address} says that it is line {found}, not {line}"),
        Phrase(
            "doctor.line-name.advice", vi: "sửa địa chỉ hoặc tên dây chuyền", en: "mend the address or the line's name"),
    ]
}
