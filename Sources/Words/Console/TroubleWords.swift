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
            "trouble.no-port", vi: "máy quét không ở chế độ cổng nối tiếp của loại đã khai báo",
            en: "the device is not the serial port that its family says it is"),
        Phrase(
            "trouble.types-like-person",
            vi: "thiết bị gõ như người, không như máy quét ({fact}): đã loại ra, mọi chữ gõ đều bị bỏ",
            en: "it types like a person, not like a scanner ({fact}): set aside, nothing that it types is taken"),
        Phrase(
            "trouble.not-on-list", vi: "không có trong tệp cấu hình ({fact})", en: "not in the site file ({fact})"),
        Phrase(
            "trouble.foreign-storage", vi: "thiết bị lưu trữ USB ({fact})", en: "a USB storage device ({fact})"),
        Phrase("trouble.foreign-network", vi: "thiết bị mạng USB ({fact})", en: "a USB network device ({fact})"),
        Phrase(
            "trouble.other-port",
            vi: "máy quét cắm ở cổng không được khai báo ({fact}): cắm lại đúng cổng hoặc sửa cổng trong tệp cấu hình",
            en:
                "a scanner at a port that the site file does not name ({fact}): plug it in at its port, or change the port there"
        ),
        Phrase(
            "trouble.serial-missing",
            vi: "máy quét không có số sê-ri ({fact}): khai báo cổng (port) thay cho số sê-ri trong tệp cấu hình",
            en: "the unit has no serial number ({fact}): name its port instead of a serial number in the site file"),
        Phrase(
            "trouble.serial-unknown",
            vi: "số sê-ri không có trong tệp cấu hình ({fact}): nếu là máy mới của đơn vị, khai báo số này",
            en: "its serial number is not in the site file ({fact}): if it is a new unit of the site, write it there"),
        Phrase(
            "trouble.second-unit",
            vi: "hai máy quét giống nhau ({fact}): khai báo số sê-ri hoặc cổng của từng máy trong tệp cấu hình",
            en: "two units that are alike ({fact}): name each by its serial number or its port in the site file"),
        Phrase(
            "trouble.interfaces-not-allowed",
            vi: "thiết bị có giao diện USB mà máy quét loại này không có: {fact}. Không mở thiết bị",
            en: "it shows a USB interface that a scanner of its family does not have: {fact}. It is not opened"),
        Phrase(
            "trouble.interfaces-changed",
            vi: "giao diện USB của thiết bị đã thay đổi: {fact}. Không mở thiết bị",
            en: "its USB interfaces have changed: {fact}. It is not opened"),
        Phrase(
            "trouble.hidden-keyboard",
            vi: "máy quét có thêm bàn phím ẩn: {fact}. Không dùng thiết bị",
            en: "there is a hidden keyboard beside the scanner: {fact}. It is not used"),
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
            "trouble.scanner-silent",
            vi: "máy quét không xác nhận đã bật đọc: rút ra cắm lại, nếu vẫn vậy thì đổi máy",
            en: "the scanner does not say that it reads: plug it in again, and take another one if that does not help"),
        Phrase(
            "trouble.scanner-broken", vi: "máy quét tự báo hỏng: {fact}",
            en: "the scanner says that it is broken: {fact}"),
        Phrase(
            "trouble.scanner-deaf", vi: "máy quét không nhận lệnh: {fact}",
            en: "the scanner does not take what it is told: {fact}"),
        Phrase(
            "trouble.readings-dropped", vi: "bỏ {fact} lần đọc vì quá nhiều", en: "{fact} readings dropped: too many"),
        Phrase(
            "trouble.setup-refused", vi: "đầu đọc từ chối hoặc không trả lời lệnh cài đặt: {fact}",
            en: "the reader refused or did not answer a command of its setting up: {fact}"),
        Phrase(
            "trouble.unanswered", vi: "đầu đọc không trả lời lệnh: {fact}",
            en: "the reader does not answer the command: {fact}"),
        Phrase("trouble.device-says", vi: "đầu đọc báo lỗi: {fact}", en: "the reader says: {fact}"),
        Phrase(
            "trouble.reads-lost", vi: "mất {fact} kết quả đọc từ khi kết nối: bộ đếm của đầu đọc cao hơn số nhận được",
            en: "{fact} results lost since it was connected: the reader counted more than arrived"),
        Phrase(
            "trouble.unknown-text",
            vi: "đầu đọc gửi văn bản không đúng định dạng đã khai ({fact} byte): kiểm tra định dạng đầu ra của đầu đọc",
            en: "the reader sends text of another form than its family says ({fact} bytes): check its output format"),
        Phrase(
            "trouble.checks-wrong",
            vi:
                "{fact} bản tin liên tiếp sai mã kiểm tra (LRC, BCC, XOR): so cài đặt của đầu đọc với trình điều khiển, kiểm tra dây",
            en:
                "{fact} telegrams in a row with a wrong check (LRC, BCC, XOR): compare the reader's setting with its family's, and look at the cable"
        ),
        Phrase(
            "trouble.reader-not-reading", vi: "đầu đọc không nhận lệnh gửi đến, đang kết nối lại",
            en: "the reader does not take what it is sent; connecting again"),
        Phrase(
            "trouble.peer-refused", vi: "địa chỉ {fact} không được phép kết nối làm đầu đọc này: đã từ chối",
            en: "address {fact} may not connect as this reader: refused"),
        Phrase(
            "trouble.silent-for-parcels", vi: "đầu đọc vẫn kết nối nhưng im lặng với {fact} bưu gửi liên tiếp",
            en: "the reader is connected but was silent for {fact} parcels in a row"),
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
            "trouble.readers-disagree", vi: "hai bộ giải mã đọc khác nhau trên cùng một nhãn",
            en: "two decoders read different data on one label"),
        Phrase(
            "trouble.frame-set-aside", vi: "ảnh {fact} đã hai lần làm hỏng bộ giải mã, không giải mã nữa",
            en: "picture {fact} has ended two decoders and is not decoded again"),
        Phrase(
            "trouble.frames-refused", vi: "bỏ {fact} ảnh vì bộ giải mã quá bận",
            en: "{fact} pictures refused: the decoders are too busy"),
        Phrase(
            "trouble.camera-focus-fell",
            vi: "độ nét của camera giảm ({fact} phần trăm điểm ảnh): lau kính, lấy nét lại",
            en: "the camera's focus fell ({fact} hundredths of a pixel): clean the window, focus again"),
        Phrase(
            "trouble.camera-too-dark", vi: "ảnh của camera tối đi (mức trắng {fact}): lau đèn, thay đèn",
            en: "the camera's pictures have become dark (white {fact}): clean the lamp, replace it"),
        Phrase(
            "trouble.camera-saturated", vi: "ảnh của camera cháy sáng ({fact} phần nghìn): che nắng, giảm sáng",
            en: "the camera's pictures are saturated ({fact} thousandths): keep daylight out, turn the light down"),
        Phrase(
            "trouble.camera-uneven", vi: "camera được chiếu sáng không đều ({fact} %): xem đèn",
            en: "the camera's light is uneven ({fact} %): look at the lamps"),
        Phrase(
            "trouble.camera-blocked",
            vi: "một phần ảnh của camera bị che ({fact} trong 64 phần): lau kính, gỡ nhãn dính",
            en: "a part of the camera's picture is blocked ({fact} of 64): clean the window, take off what sticks to it"
        ),
        Phrase(
            "trouble.camera-moved", vi: "camera đã bị dịch ({fact} trong 128 phần ảnh): chỉnh lại và hiệu chuẩn lại",
            en: "the camera was moved ({fact} of 128 parts of the picture): set it right and calibrate anew"),
        Phrase(
            "trouble.camera-other-size", vi: "ảnh của camera có kích thước khác ({fact} điểm ảnh): đặt lại cài đặt",
            en: "the camera's pictures have another size ({fact} pixels): set it back"),
        Phrase(
            "trouble.camera-unwatched",
            vi:
                "không còn so ảnh của camera với hồ sơ được nữa ({fact}); nhãn vẫn được đọc như thường. Báo cho người bảo trì",
            en:
                "the camera's pictures are no longer compared with its profile ({fact}); labels are read as ever. Tell maintenance"
        ),
        Phrase("trouble.cannot-print", vi: "không in được nhãn: {fact}", en: "labels cannot be printed: {fact}"),
    ]
}
