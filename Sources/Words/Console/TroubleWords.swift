extension Catalogue {
    /// What is wrong with a device or a sorter: `trouble.` and the code. The fact is for the technician.
    static let troubles: [Phrase] = [
        Phrase("trouble.closed-by-peer", vi: "bộ điều khiển đóng kết nối", en: "the sorter closed the connection"),
        Phrase("trouble.connection-broke", vi: "kết nối bị đứt", en: "the connection broke"),
        Phrase(
            "trouble.not-greeted", vi: "bộ điều khiển không gửi lời chào trong {fact} ms, đang kết nối lại",
            en: "the sorter did not say hello within {fact} ms; connecting again"),
        Phrase("trouble.silent", vi: "không nhận được gì trong {fact} ms", en: "nothing was heard for {fact} ms"),
        Phrase(
            "trouble.not-reading", vi: "bộ điều khiển không đọc tín hiệu gửi đến",
            en: "the sorter does not read what it is sent"),
        Phrase("trouble.stopping", vi: "hệ thống đang dừng", en: "the gateway stops"),
        Phrase(
            "trouble.other-line", vi: "bộ điều khiển mô tả dây chuyền khác tệp cấu hình: {fact}",
            en: "the sorter describes another line than the site file: {fact}"),
        Phrase(
            "trouble.unknown-exit", vi: "cửa {fact} không có trong tệp cấu hình",
            en: "exit {fact} is not in the site file"),
        Phrase(
            "trouble.unknown-permit", vi: "trả lời cho giấy phép không có: {fact}",
            en: "an answer to a permit that does not exist: {fact}"),
        Phrase(
            "trouble.telegrams-missing", vi: "mất {fact} bản tin của bộ điều khiển",
            en: "{fact} telegrams of the sorter are missing"),
        Phrase(
            "trouble.encoder-jumped", vi: "bộ đếm băng chuyền nhảy {fact} mm giữa hai tín hiệu sống",
            en: "the belt's count jumped {fact} mm between two heartbeats"),
        Phrase(
            "trouble.telegram-repeated", vi: "bản tin {fact} lặp lại hoặc đến quá muộn",
            en: "telegram {fact} came again or too late"),
        Phrase("trouble.telegram-malformed", vi: "bản tin sai, byte {fact}", en: "a malformed telegram, byte {fact}"),
        Phrase(
            "trouble.telegram-too-long", vi: "hơn {fact} byte mà không có ký tự xuống dòng",
            en: "more than {fact} bytes without a line feed"),
        Phrase(
            "trouble.not-understood", vi: "bộ điều khiển không hiểu bản tin {fact}",
            en: "the sorter did not understand telegram {fact}"),
        Phrase(
            "trouble.cannot-listen", vi: "không mở được cổng mạng: {fact}",
            en: "the network port cannot be opened: {fact}"),
        Phrase("trouble.cannot-watch-bus", vi: "không theo dõi được cổng USB", en: "the USB bus cannot be watched"),
        Phrase("trouble.cannot-open", vi: "không mở được máy quét: {fact}", en: "the scanner cannot be opened: {fact}"),
        Phrase(
            "trouble.no-scanner", vi: "thiết bị không phải máy quét ở chế độ HID POS: {fact}",
            en: "the device shows no scanner in HID POS mode: {fact}"),
        Phrase(
            "trouble.is-keyboard", vi: "máy quét đang ở chế độ bàn phím: quét nhãn cài đặt HID POS",
            en: "the scanner is set as a keyboard: scan its programming label for HID POS"),
        Phrase(
            "trouble.no-keyboard", vi: "thiết bị không phải máy quét ở chế độ bàn phím: {fact}",
            en: "the device shows no keyboard: {fact}"),
        Phrase(
            "trouble.types-like-person",
            vi: "thiết bị gõ như người, không như máy quét ({fact}): đã loại ra, mọi chữ gõ đều bị bỏ",
            en: "it types like a person, not like a scanner ({fact}): set aside, nothing that it types is taken"),
        Phrase(
            "trouble.port-missing", vi: "cổng nối tiếp không có: {fact}", en: "the serial port is not there: {fact}"),
        Phrase(
            "trouble.cannot-open-port", vi: "không mở được cổng nối tiếp: {fact}",
            en: "the serial port cannot be opened: {fact}"),
        Phrase(
            "trouble.malformed-reports", vi: "máy quét gửi dữ liệu sai: {fact}",
            en: "the scanner sends malformed reports: {fact}"),
        Phrase(
            "trouble.read-failed", vi: "không đọc được từ máy quét: {fact}",
            en: "reading from the scanner fails: {fact}"),
        Phrase(
            "trouble.readings-dropped", vi: "bỏ {fact} lần đọc vì quá nhiều", en: "{fact} readings dropped: too many"),
        Phrase(
            "trouble.cannot-watch-folder", vi: "không theo dõi được thư mục ảnh: {fact}",
            en: "the picture folder cannot be watched: {fact}"),
        Phrase(
            "trouble.picture-damaged", vi: "tệp ảnh hỏng hoặc không phải ảnh: {fact}",
            en: "a damaged picture, or none: {fact}"),
        Phrase(
            "trouble.picture-cut-off", vi: "ảnh bị cắt ngang, mới nhận được {fact} byte",
            en: "a picture that was cut off after {fact} bytes"),
        Phrase("trouble.worker-died", vi: "bộ giải mã ảnh bị dừng: {fact}", en: "the picture's decoder died: {fact}"),
        Phrase(
            "trouble.worker-hung", vi: "bộ giải mã ảnh không xong trong {fact} ms",
            en: "the picture's decoder was not done in {fact} ms"),
        Phrase(
            "trouble.worker-not-started", vi: "không khởi động được bộ giải mã ảnh: {fact}",
            en: "the picture's decoder cannot be started: {fact}"),
        Phrase(
            "trouble.frame-set-aside", vi: "ảnh {fact} đã hai lần làm hỏng bộ giải mã, không giải mã nữa",
            en: "picture {fact} has ended two decoders and is not decoded again"),
        Phrase(
            "trouble.frames-refused", vi: "bỏ {fact} ảnh vì bộ giải mã quá bận",
            en: "{fact} pictures refused: the decoders are too busy"),
        Phrase("trouble.cannot-print", vi: "không in được nhãn: {fact}", en: "labels cannot be printed: {fact}"),
    ]
}
