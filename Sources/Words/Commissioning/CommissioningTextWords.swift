extension Catalogue {
    /// What becomes of a label's text on its way: `commissioning.<finding>.bad`, `.why` and `.advice`.
    static let commissioningOfText: [Phrase] = [
        Phrase(
            "commissioning.layout.bad",
            vi: "nhãn {labels}: máy gõ theo bàn phím {layout}, hệ thống đọc theo {expected}",
            en: "label {labels}: the scanner types with keyboard layout {layout}, the site file says {expected}"),
        Phrase(
            "commissioning.layout.why",
            vi: "chữ, số và dấu đến sai nên mã bưu gửi không khớp khai báo nào",
            en: "letters, digits and signs arrive as others, and the number fits no declaration"),
        Phrase(
            "commissioning.layout.advice",
            vi:
                "quét mã cài đặt bàn phím {expected} trong sổ tay máy quét, hoặc ghi `layout: {layout}` cho thiết bị này trong tệp cấu hình",
            en:
                "scan the programming label of layout {expected} in the scanner's manual, or write `layout: {layout}` for this device in the site file"
        ),
        Phrase(
            "commissioning.characters.bad",
            vi: "nhãn {labels}: ký tự đến thành ký tự khác: {changes}",
            en: "label {labels}: characters arrive as others: {changes}"),
        Phrase(
            "commissioning.characters.why",
            vi: "máy gõ theo một bàn phím mà thư mục keyboard-layouts không có",
            en: "the scanner types with a layout that is not in keyboard-layouts"),
        Phrase(
            "commissioning.characters.advice",
            vi:
                "quét mã cài đặt bàn phím Mỹ (USA) trong sổ tay máy quét và ghi `layout: us`; nếu không được, mô tả bàn phím đó trong keyboard-layouts",
            en:
                "scan the programming label of the USA keyboard and write `layout: us`; where that is not possible describe the layout in keyboard-layouts"
        ),
        Phrase(
            "commissioning.case-swapped.bad",
            vi: "nhãn {labels}: chữ hoa thành chữ thường và ngược lại",
            en: "label {labels}: capitals arrive as small letters and small letters as capitals"),
        Phrase(
            "commissioning.case-swapped.why",
            vi: "Caps Lock đang bật trong cài đặt của máy quét; mã có chữ sẽ không khớp",
            en: "Caps Lock is on in the scanner's settings; numbers with letters do not fit"),
        Phrase(
            "commissioning.case-swapped.advice",
            vi: "tắt Caps Lock trong cài đặt máy quét (\"Caps Lock off\"; không dùng \"Caps Lock override\")",
            en: "switch Caps Lock off in the scanner's settings (\"Caps Lock off\"; no \"Caps Lock override\")"),
        Phrase(
            "commissioning.case-upper.bad",
            vi: "nhãn {labels}: mọi chữ đến thành chữ hoa",
            en: "label {labels}: all letters arrive as capitals"),
        Phrase(
            "commissioning.case-upper.why",
            vi: "mã có chữ thường không còn là mã đã in",
            en: "a number with small letters is no longer the one that was printed"),
        Phrase(
            "commissioning.case-upper.advice",
            vi: "tắt \"convert case / to upper\" trong cài đặt máy quét",
            en: "switch \"convert case: to upper\" off in the scanner's settings"),
        Phrase(
            "commissioning.case-lower.bad",
            vi: "nhãn {labels}: mọi chữ đến thành chữ thường",
            en: "label {labels}: all letters arrive as small letters"),
        Phrase(
            "commissioning.case-lower.why",
            vi: "mã bưu gửi S10 có chữ hoa nên không khớp",
            en: "postal numbers have capitals, and do not fit"),
        Phrase(
            "commissioning.case-lower.advice",
            vi: "tắt \"convert case / to lower\" trong cài đặt máy quét",
            en: "switch \"convert case: to lower\" off in the scanner's settings"),
        Phrase(
            "commissioning.separator-dropped.bad",
            vi: "nhãn {labels}: ký tự GS giữa các trường bị bỏ",
            en: "label {labels}: the GS characters between its fields are dropped"),
        Phrase(
            "commissioning.separator-dropped.why",
            vi: "các trường của nhãn GS1 dính vào nhau và bị hiểu sai",
            en: "the fields of a GS1 label run into each other and are read wrongly"),
        Phrase(
            "commissioning.separator-dropped.advice",
            vi:
                "bật gửi FNC1 thành GS (0x1D) trong máy quét; bàn phím: bật \"Ctrl\" cho ký tự điều khiển và ghi `control_keys: yes` trong driver.yaml, hoặc đổi sang HID POS",
            en:
                "let the scanner send FNC1 as GS (0x1D); a keyboard: switch control characters as Ctrl keys on and write `control_keys: yes` in driver.yaml, or use HID POS"
        ),
        Phrase(
            "commissioning.separator-altered.bad",
            vi: "nhãn {labels}: ký tự GS đến thành {seen}",
            en: "label {labels}: the GS characters arrive as {seen}"),
        Phrase(
            "commissioning.separator-altered.why",
            vi: "hệ thống tách các trường GS1 theo GS (0x1D); với ký tự khác, chúng dính vào nhau",
            en: "the fields of a GS1 label are parted by GS (0x1D); by anything else they run into each other"),
        Phrase(
            "commissioning.separator-altered.advice",
            vi: "tắt việc thay thế GS/FNC1 trong máy quét (\"GS substitution\", \"FNC1 character\"): gửi đúng 0x1D",
            en:
                "switch the replacement of GS or FNC1 off in the scanner (\"GS substitution\", \"FNC1 character\"): it must send 0x1D"
        ),
        Phrase(
            "commissioning.repeats-dropped.bad",
            vi: "nhãn {labels}: chữ số lặp lại bị mất",
            en: "label {labels}: digits that repeat are dropped"),
        Phrase(
            "commissioning.repeats-dropped.why",
            vi: "02422288 đến thành 024228: một mã khác, có thể là của bưu gửi khác",
            en: "02422288 arrives as 024228: another number, which may be another parcel's"),
        Phrase(
            "commissioning.repeats-dropped.advice",
            vi:
                "không gõ qua máy tính từ xa; tăng \"inter-key delay\" hoặc tắt \"fast mode\"; tốt nhất đổi sang HID POS hay nối tiếp",
            en:
                "do not type through a remote desktop; raise the inter-key delay or switch \"fast mode\" off; best use HID POS or serial"
        ),
        Phrase(
            "commissioning.repeats-added.bad",
            vi: "nhãn {labels}: ký tự đến hai lần",
            en: "label {labels}: characters arrive twice"),
        Phrase(
            "commissioning.repeats-added.why",
            vi: "mã đến không phải mã đã in",
            en: "the number that arrives is not the one that was printed"),
        Phrase(
            "commissioning.repeats-added.advice",
            vi: "kiểm tra dây, tốc độ và chẵn lẻ của cổng nối tiếp; tắt \"echo\"; bàn phím: đổi sang HID POS",
            en: "check the cable, speed and parity of a serial port; switch echo off; a keyboard: use HID POS"),
        Phrase(
            "commissioning.cut-off.bad",
            vi: "nhãn {labels}: chỉ {count} ký tự đầu đến nơi",
            en: "label {labels}: only the first {count} characters arrive"),
        Phrase(
            "commissioning.cut-off.why",
            vi: "mã dài bị cắt trở thành một mã khác mà không ai biết",
            en: "a long number that is cut becomes another one, and nobody sees it"),
        Phrase(
            "commissioning.cut-off.advice",
            vi:
                "tìm giới hạn độ dài trong máy quét (\"maximum length\", \"message length\", bộ đệm), và `size_limit` trong driver.yaml",
            en:
                "find the length limit in the scanner (\"maximum length\", \"message length\", its buffer), and `size_limit` in driver.yaml"
        ),
        Phrase(
            "commissioning.front.bad",
            vi: "nhãn {labels}: {seen} đứng trước nội dung",
            en: "label {labels}: {seen} stands before what was printed"),
        Phrase(
            "commissioning.front.why",
            vi: "mã đến không phải mã đã in",
            en: "the number that arrives is not the one that was printed"),
        Phrase(
            "commissioning.front.advice",
            vi:
                "xoá tiền tố (\"prefix\", \"code ID\", \"preamble\") trong máy quét; nếu là <STX> hay ký tự đầu khung, ghi nó vào `framing.start` của driver.yaml",
            en:
                "clear the prefix (\"prefix\", \"code ID\", \"preamble\") in the scanner; where it is <STX> or another start of a frame, write it into `framing.start` of driver.yaml"
        ),
        Phrase(
            "commissioning.end-split.bad",
            vi: "nhãn {labels}: {seen} đứng trước nội dung: máy kết thúc nhãn bằng {end}{seen}",
            en: "label {labels}: {seen} stands before what was printed: the scanner ends labels with {end}{seen}"),
        Phrase(
            "commissioning.end-split.why",
            vi: "driver.yaml chỉ nói {end}; phần còn lại dính vào nhãn sau và mã đến không phải mã đã in",
            en: "driver.yaml says {end} alone; the rest is taken for a part of the next label"),
        Phrase(
            "commissioning.end-split.advice",
            vi: "ghi `end: {end}{seen}` trong `framing` của driver.yaml, hoặc đặt hậu tố {end} trong máy quét",
            en: "write `end: {end}{seen}` in `framing` of driver.yaml, or set the suffix {end} in the scanner"),
        Phrase(
            "commissioning.back.bad",
            vi: "nhãn {labels}: {seen} đứng sau nội dung",
            en: "label {labels}: {seen} stands behind what was printed"),
        Phrase(
            "commissioning.back.why",
            vi: "mã đến không phải mã đã in",
            en: "the number that arrives is not the one that was printed"),
        Phrase(
            "commissioning.back.advice",
            vi:
                "đặt hậu tố (\"suffix\", \"postamble\") đúng như README của họ thiết bị; nếu là <CR> hay <LF>, sửa `framing.end` của driver.yaml cho khớp",
            en:
                "set the suffix (\"suffix\", \"postamble\") as the family's README says; where it is <CR> or <LF>, mend `framing.end` of driver.yaml to fit"
        ),
        Phrase(
            "commissioning.trimmed.bad",
            vi: "nhãn {labels}: dấu cách ở đầu hoặc cuối bị cắt",
            en: "label {labels}: spaces at its ends are cut away"),
        Phrase(
            "commissioning.trimmed.why",
            vi: "mã có dấu cách không còn là mã đã in",
            en: "a number with spaces is no longer the one that was printed"),
        Phrase(
            "commissioning.trimmed.advice",
            vi: "tắt \"trim\" hay quy tắc định dạng dữ liệu trong máy quét",
            en: "switch \"trim\" or the data formatting rule off in the scanner"),
        Phrase(
            "commissioning.zero-dropped.bad",
            vi: "nhãn {labels}: số 0 đầu của EAN-13 bị bỏ",
            en: "label {labels}: the leading zero of EAN-13 is dropped"),
        Phrase(
            "commissioning.zero-dropped.why",
            vi: "máy gửi nó như UPC-A; cùng một mã đến thành hai mã khác nhau tuỳ máy",
            en: "it is sent as UPC-A; one number then arrives as two, by scanner"),
        Phrase(
            "commissioning.zero-dropped.advice",
            vi: "bật \"UPC-A to EAN-13\" (thêm số 0) trong máy quét",
            en: "switch \"convert UPC-A to EAN-13\" (add a zero) on in the scanner"),
        Phrase(
            "commissioning.check-dropped.bad",
            vi: "nhãn {labels}: ký tự kiểm tra cuối không được gửi",
            en: "label {labels}: the check character at its end is not sent"),
        Phrase(
            "commissioning.check-dropped.why",
            vi: "mã thiếu chữ số cuối không khớp khai báo",
            en: "a number without its last digit fits no declaration"),
        Phrase(
            "commissioning.check-dropped.advice",
            vi: "bật \"transmit check digit\" của loại mã này trong máy quét",
            en: "switch \"transmit check digit\" of this symbology on in the scanner"),
    ]
}
