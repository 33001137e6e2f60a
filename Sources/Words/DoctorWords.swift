extension Catalogue {
    /// What `parcelgate doctor` says of the machine: `doctor.<check>.ok`, or `.bad` with `.why` and `.advice`.
    static let doctorOfMachine: [Phrase] = [
        Phrase(
            "doctor.site.ok",
            vi: "tệp cấu hình: {lines} dây chuyền, {devices} thiết bị",
            en: "site file: {lines} lines, {devices} devices"),
        Phrase(
            "doctor.site.bad",
            vi: "tệp cấu hình không đọc được: {error}",
            en: "the site file cannot be read: {error}"),
        Phrase(
            "doctor.site.why",
            vi: "hệ thống không khởi động được nếu không có nó",
            en: "the gateway does not start without it"),
        Phrase(
            "doctor.site.advice",
            vi: "sửa đúng chỗ đã nêu rồi chạy lại",
            en: "mend it at the place named, then run this again"),
        Phrase(
            "doctor.drivers.bad",
            vi: "thư mục thiết bị mà tệp cấu hình nêu không có: {error}",
            en: "the folder of device families that the site file names is not there: {error}"),
        Phrase(
            "doctor.drivers.why",
            vi: "hệ thống đọc từ đó cách nói chuyện với từng loại máy quét",
            en: "the gateway reads there how each kind of scanner speaks"),
        Phrase(
            "doctor.drivers.advice",
            vi:
                "ghi `drivers: /usr/share/parcelgate/drivers` vào tệp cấu hình, hoặc đặt thư mục drivers cạnh tệp; đường dẫn tính từ nơi có tệp",
            en:
                "write `drivers: /usr/share/parcelgate/drivers` into the site file, or put the folder beside it; paths are taken from where the file lies"
        ),
        Phrase(
            "doctor.data.bad",
            vi: "thư mục dữ liệu {folder} chưa có",
            en: "the data folder {folder} is not there yet"),
        Phrase(
            "doctor.data.why",
            vi: "hệ thống tạo nó khi khởi động lần đầu; từ đây đo ổ đĩa chứa nó",
            en: "the gateway makes it at its first start; the disk that will hold it is what is measured here"),
        Phrase(
            "doctor.data.advice",
            vi: "nếu hệ thống đã từng chạy ở đây, đường dẫn `data` trong tệp cấu hình sai: sửa trước khi chạy",
            en: "if a gateway has run here before, `data` in the site file is wrong: mend it before it starts anew"),
        Phrase(
            "doctor.disk.bad",
            vi: "thư mục dữ liệu không ghi được: {error}",
            en: "the data folder cannot be written: {error}"),
        Phrase(
            "doctor.disk.why",
            vi: "quyết định không được ghi thì không bưu gửi nào được đi tiếp",
            en: "a decision that cannot be written clears nothing"),
        Phrase(
            "doctor.disk.advice",
            vi: "kiểm tra quyền của người dùng chạy hệ thống, và ổ đĩa có bị chuyển sang chỉ đọc không",
            en: "check the rights of the gateway's user, and whether the disk was mounted read-only"),
        Phrase(
            "doctor.memory.bad",
            vi: "thư mục dữ liệu nằm trong bộ nhớ (tmpfs)",
            en: "the data folder lies in memory (tmpfs)"),
        Phrase(
            "doctor.memory.why",
            vi: "khi mất điện hay khởi động lại, cả nhật ký mất",
            en: "a power cut or a restart loses the whole journal"),
        Phrase(
            "doctor.memory.advice",
            vi: "đặt `data` trên ổ đĩa thật",
            en: "put `data` on a real disk"),
        Phrase(
            "doctor.flush.ok",
            vi: "ổ đĩa ghi chắc chắn trong {us} µs",
            en: "the disk makes a write durable in {us} µs"),
        Phrase(
            "doctor.flush.bad",
            vi: "ổ đĩa báo đã ghi chắc chắn sau {us} µs: nhanh đến mức khó tin",
            en: "the disk says that a write is durable after {us} µs: too fast to be true"),
        Phrase(
            "doctor.flush.why",
            vi: "khi mất điện, quyết định đã ghi có thể mất",
            en: "a power cut may lose decisions that parcels were cleared by"),
        Phrase(
            "doctor.flush.advice",
            vi: "tắt bộ nhớ đệm ghi của ổ đĩa, hoặc dùng ổ có bảo vệ mất điện",
            en: "switch the disk's write cache off, or use a disk with power-loss protection"),
        Phrase(
            "doctor.flush-slow.bad",
            vi: "ổ đĩa cần {ms} ms để ghi chắc chắn",
            en: "the disk needs {ms} ms to make a write durable"),
        Phrase(
            "doctor.flush-slow.why",
            vi: "quyết định đến muộn thì bưu gửi ra cửa kiểm tra",
            en: "a parcel whose decision comes late goes to inspection"),
        Phrase(
            "doctor.flush-slow.advice",
            vi: "dùng ổ SSD riêng cho thư mục dữ liệu",
            en: "give the data folder a solid-state disk of its own"),
        Phrase(
            "doctor.space.ok",
            vi: "còn trống {gb} GB",
            en: "{gb} GB free"),
        Phrase(
            "doctor.space.bad",
            vi: "chỉ còn trống {gb} GB",
            en: "only {gb} GB free"),
        Phrase(
            "doctor.space.why",
            vi: "đĩa đầy thì không bưu gửi nào được đi tiếp",
            en: "a full disk clears nothing"),
        Phrase(
            "doctor.space.advice",
            vi: "giải phóng chỗ trước khi vào ca",
            en: "make room before the shift"),
        Phrase(
            "doctor.space-days.ok",
            vi: "còn trống {gb} GB, đủ {days} ngày với {mb} MB nhật ký mỗi ngày",
            en: "{gb} GB free, enough for {days} days at {mb} MB of journal a day"),
        Phrase(
            "doctor.space-days.bad",
            vi: "còn trống {gb} GB, chỉ đủ {days} ngày với {mb} MB nhật ký mỗi ngày",
            en: "{gb} GB free, only enough for {days} days at {mb} MB of journal a day"),
        Phrase(
            "doctor.space-days.why",
            vi: "đĩa đầy thì không bưu gửi nào được đi tiếp",
            en: "a full disk clears nothing"),
        Phrase(
            "doctor.space-days.advice",
            vi: "thêm ổ đĩa, hoặc chuyển bản sao lưu cũ đi nơi khác",
            en: "add a disk, or move old backups away"),
        Phrase(
            "doctor.clock.ok",
            vi: "đồng hồ máy đã đồng bộ",
            en: "the clock is synchronised"),
        Phrase(
            "doctor.clock.bad",
            vi: "đồng hồ máy chưa đồng bộ",
            en: "the clock is not synchronised"),
        Phrase(
            "doctor.clock.why",
            vi: "giờ ghi trong nhật ký có thể sai, và không dữ liệu nào hết hạn",
            en: "times in the journal may be wrong, and nothing expires"),
        Phrase(
            "doctor.clock.advice",
            vi: "bật NTP (systemd-timesyncd hoặc chrony)",
            en: "switch NTP on (systemd-timesyncd or chrony)"),
        Phrase(
            "doctor.clock-jump.bad",
            vi: "đồng hồ máy nhảy {ms} ms trong lúc kiểm tra",
            en: "the clock jumped by {ms} ms during this examination"),
        Phrase(
            "doctor.clock-jump.why",
            vi: "sau mỗi lần nhảy, giờ không được tin trong mười phút",
            en: "after a jump the time is not trusted for ten minutes"),
        Phrase(
            "doctor.clock-jump.advice",
            vi: "chỉ để một chương trình đặt giờ; máy ảo: tắt đồng bộ giờ từ máy chủ",
            en: "let one program alone set the time; on a virtual machine switch the host's time setting off"),
        Phrase(
            "doctor.clock-behind.bad",
            vi: "đồng hồ máy chậm {seconds} giây so với nhật ký",
            en: "the clock is {seconds} s behind the journal"),
        Phrase(
            "doctor.clock-behind.why",
            vi: "mục mới sẽ mang giờ trước mục cũ",
            en: "new entries would carry times before those of older ones"),
        Phrase(
            "doctor.clock-behind.advice",
            vi: "đặt lại đồng hồ; thay pin CMOS nếu giờ sai sau khi mất điện",
            en: "set the clock; change the board's battery if the time is wrong after a power cut"),
    ]
}
