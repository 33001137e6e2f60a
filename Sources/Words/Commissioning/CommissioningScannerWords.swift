extension Catalogue {
    /// The other findings: identifiers, symbologies, framing, keyboards.
    static let commissioningOfScanners: [Phrase] = [
        Phrase(
            "commissioning.full-ascii.bad",
            vi: "nhãn {labels}: Code 39 được đọc như \"full ASCII\"",
            en: "label {labels}: Code 39 is read as \"full ASCII\""),
        Phrase(
            "commissioning.full-ascii.why",
            vi: "dấu + - / % cùng chữ đứng sau trở thành ký tự khác",
            en: "a sign such as + or % and the letter behind it become another character"),
        Phrase(
            "commissioning.full-ascii.advice",
            vi: "tắt \"Code 39 full ASCII\" trong máy quét",
            en: "switch \"Code 39 full ASCII\" off in the scanner"),
        Phrase(
            "commissioning.latin1.bad",
            vi: "nhãn {labels}: chữ tiếng Việt đến như Latin-1 (\"Sá»‘\" thay cho \"Số\")",
            en: "label {labels}: Vietnamese letters arrive as Latin-1, two or three strange ones for each"),
        Phrase(
            "commissioning.latin1.why",
            vi: "tên và địa chỉ trong mã QR không đọc được và không so được",
            en: "names and addresses in QR codes cannot be read and compared"),
        Phrase(
            "commissioning.latin1.advice",
            vi: "đặt mã ký tự ra của máy quét là UTF-8, hoặc \"không chuyển đổi\" (raw)",
            en: "set the scanner's output encoding to UTF-8, or to no conversion (raw)"),
        Phrase(
            "commissioning.letters-lost.bad",
            vi: "nhãn {labels}: chữ tiếng Việt có dấu bị mất",
            en: "label {labels}: Vietnamese letters with marks are lost"),
        Phrase(
            "commissioning.letters-lost.why",
            vi: "tên và địa chỉ trong mã QR đến thiếu chữ",
            en: "names and addresses in QR codes arrive with letters missing"),
        Phrase(
            "commissioning.letters-lost.advice",
            vi: "đặt mã ký tự ra là UTF-8; cổng nối tiếp phải là 8 bit, không chẵn lẻ",
            en: "set the output encoding to UTF-8; a serial port must have 8 bits and no parity"),
        Phrase(
            "commissioning.identifier-typed.bad",
            vi: "nhãn {labels}: mã nhận dạng AIM (]C0, ]Q1) đứng trước nội dung",
            en: "label {labels}: the AIM identifier (]C0, ]Q1) stands before the text"),
        Phrase(
            "commissioning.identifier-typed.why",
            vi: "driver.yaml nói không có nên nó được coi là một phần của mã",
            en: "driver.yaml says that there is none, and it is taken for a part of the number"),
        Phrase(
            "commissioning.identifier-typed.advice",
            vi: "tắt \"transmit AIM ID\" trong máy quét, hoặc ghi `symbology_prefix: yes` trong driver.yaml (tốt hơn)",
            en:
                "switch \"transmit AIM ID\" off in the scanner, or write `symbology_prefix: yes` in driver.yaml (better)"
        ),
        Phrase(
            "commissioning.identifier-missing.bad",
            vi: "nhãn {labels}: không có mã nhận dạng AIM",
            en: "label {labels}: there is no AIM identifier"),
        Phrase(
            "commissioning.identifier-missing.why",
            vi: "driver.yaml nói có; thiếu nó thì không biết nhãn GS1 với nhãn thường",
            en: "driver.yaml says that there is one; without it a GS1 label is not known as such"),
        Phrase(
            "commissioning.identifier-missing.advice",
            vi: "bật \"transmit AIM ID\" trong máy quét, hoặc ghi `symbology_prefix: no` trong driver.yaml",
            en: "switch \"transmit AIM ID\" on in the scanner, or write `symbology_prefix: no` in driver.yaml"),
        Phrase(
            "commissioning.identifier-wrong.bad",
            vi: "nhãn {labels}: máy gọi loại mã này là {seen}",
            en: "label {labels}: the scanner calls this symbology {seen}"),
        Phrase(
            "commissioning.identifier-wrong.why",
            vi: "hệ thống hiểu nhãn theo một loại mã khác",
            en: "the gateway takes the label for one of another symbology"),
        Phrase(
            "commissioning.identifier-wrong.advice",
            vi:
                "kiểm tra `vendor_codes` trong driver.yaml, và chế độ gửi mã nhận dạng (AIM, không phải của hãng) trong máy quét",
            en: "check `vendor_codes` in driver.yaml, and that the scanner sends AIM identifiers, not its maker's"),
        Phrase(
            "commissioning.gs1-unmarked.bad",
            vi: "nhãn {labels}: GS1-128 được gửi như Code 128 thường",
            en: "label {labels}: GS1-128 is sent as plain Code 128"),
        Phrase(
            "commissioning.gs1-unmarked.why",
            vi: "hệ thống không biết đó là nhãn GS1 và không tách các trường",
            en: "the gateway does not know that it is a GS1 label, and does not part its fields"),
        Phrase(
            "commissioning.gs1-unmarked.advice",
            vi: "bật GS1-128 (UCC/EAN-128) trong máy quét; tắt \"GS1-128 emulation\"",
            en: "switch GS1-128 (UCC/EAN-128) on in the scanner, and its emulation off"),
        Phrase(
            "commissioning.other.bad",
            vi: "nhãn {labels}: đến khác với bản in",
            en: "label {labels}: arrives different from what was printed"),
        Phrase(
            "commissioning.other.why",
            vi: "mã đến không phải mã đã in",
            en: "the number that arrives is not the one that was printed"),
        Phrase(
            "commissioning.other.advice",
            vi:
                "in lại tờ nhãn đúng 100 % và quét lại; sau đó đưa máy quét về cài đặt gốc và làm theo README của họ thiết bị",
            en:
                "print the sheet again at 100 % and scan again; then set the scanner to its defaults and follow the family's README"
        ),
        Phrase(
            "commissioning.kind-off.bad",
            vi: "nhãn {labels}: {kind} không đến",
            en: "label {labels}: {kind} does not arrive"),
        Phrase(
            "commissioning.kind-off.why",
            vi: "bưu gửi có mã loại này sẽ không đọc được và bị giữ",
            en: "parcels with such codes are unread, and held"),
        Phrase(
            "commissioning.kind-off.advice",
            vi: "bật {kind} trong máy quét; nếu máy kêu mà không gửi, xem độ dài tối thiểu và tối đa của loại mã",
            en:
                "switch {kind} on in the scanner; where it beeps and sends nothing, look at the symbology's shortest and longest length"
        ),
        Phrase(
            "commissioning.kind-absent.bad",
            vi: "nhãn {labels}: {kind} không đến",
            en: "label {labels}: {kind} does not arrive"),
        Phrase(
            "commissioning.kind-absent.why",
            vi: "nhiều nơi không có mã loại này; máy quét laser không đọc được QR",
            en: "many sites have no such codes; a laser scanner reads no QR"),
        Phrase(
            "commissioning.kind-absent.advice",
            vi: "nếu bưu gửi ở đây có mã loại này, bật nó trong máy quét",
            en: "if parcels here carry such codes, switch it on in the scanner"),
        Phrase(
            "commissioning.length-limit.bad",
            vi: "nhãn {labels}: {kind} dài hơn {count} ký tự không đến",
            en: "label {labels}: {kind} of more than {count} characters does not arrive"),
        Phrase(
            "commissioning.length-limit.why",
            vi: "nhãn dài sẽ không đọc được và bưu gửi bị giữ",
            en: "long labels are unread, and their parcels held"),
        Phrase(
            "commissioning.length-limit.advice",
            vi:
                "đặt \"maximum length\" của {kind} trong máy quét ít nhất 120; nếu nhãn quá rộng với máy, đưa máy ra xa hơn",
            en:
                "set the maximum length of {kind} in the scanner to 120 at least; where the label is too wide for it, hold it farther away"
        ),
        Phrase(
            "commissioning.check-required.bad",
            vi: "nhãn {labels}: Code 39 không có ký tự kiểm tra không đến",
            en: "label {labels}: Code 39 without a check character does not arrive"),
        Phrase(
            "commissioning.check-required.why",
            vi: "phần lớn nhãn Code 39 không có ký tự kiểm tra modulo 43 và sẽ không đọc được",
            en: "most Code 39 labels have no check character (modulo 43), and are unread"),
        Phrase(
            "commissioning.check-required.advice",
            vi: "tắt \"Code 39 check digit verification\" trong máy quét",
            en: "switch the verification of Code 39's check character off in the scanner"),
        Phrase(
            "commissioning.missing.bad",
            vi: "nhãn {labels}: không đến",
            en: "label {labels}: did not arrive"),
        Phrase(
            "commissioning.missing.why",
            vi: "chưa biết máy có đọc được chúng không",
            en: "whether the scanner reads them is not known"),
        Phrase(
            "commissioning.missing.advice",
            vi: "quét lại các nhãn này; nếu máy kêu mà không gửi gì, xem quy tắc lọc dữ liệu trong máy quét",
            en: "scan them again; where the scanner beeps and sends nothing, look for a data filter in its settings"),
        Phrase(
            "commissioning.framing.bad",
            vi: "nhãn {labels}: đến giữa {seen_start} và {seen_end}, driver.yaml cần {start} và {end}",
            en: "label {labels}: comes between {seen_start} and {seen_end}, driver.yaml expects {start} and {end}"),
        Phrase(
            "commissioning.framing.why",
            vi: "hệ thống không biết nhãn bắt đầu và kết thúc ở đâu: không nhãn nào được đọc",
            en: "the gateway does not know where a label begins and ends: none is read"),
        Phrase(
            "commissioning.framing.advice",
            vi:
                "đặt tiền tố {start} và hậu tố {end} trong máy quét, hoặc sửa `framing` của driver.yaml (– là không có gì)",
            en:
                "set the prefix {start} and the suffix {end} in the scanner, or mend `framing` of driver.yaml (– is none)"
        ),
        Phrase(
            "commissioning.noise.bad",
            vi: "{bytes} byte đã đến mà không có nhãn nào giữa {start} và {end}",
            en: "{bytes} bytes came, and no label between {start} and {end} among them"),
        Phrase(
            "commissioning.noise.why",
            vi: "máy gửi theo khung, tốc độ hay bảng mã khác",
            en: "the device sends in another framing, speed or encoding"),
        Phrase(
            "commissioning.noise.advice",
            vi: "so `framing` trong driver.yaml với cài đặt của máy; cổng nối tiếp: kiểm tra tốc độ, bit và chẵn lẻ",
            en:
                "compare `framing` in driver.yaml with the device's settings; a serial port: check speed, bits and parity"
        ),
        Phrase(
            "commissioning.silence.bad",
            vi: "không có gì đến",
            en: "nothing arrived"),
        Phrase(
            "commissioning.silence.why",
            vi: "máy không đọc, không gửi, hoặc gửi đi nơi khác",
            en: "the scanner does not read, does not send, or sends elsewhere"),
        Phrase(
            "commissioning.silence.advice",
            vi:
                "nghe máy có kêu không; xem chế độ USB, dây, địa chỉ; chạy `parcelgate doctor --site …` không kèm --listen",
            en:
                "listen whether it beeps; look at its USB mode, cable, address; run `parcelgate doctor --site …` without --listen"
        ),
        Phrase(
            "commissioning.end-key.bad",
            vi: "sau mỗi nhãn không có phím Enter",
            en: "no Enter key comes behind a label"),
        Phrase(
            "commissioning.end-key.why",
            vi: "không biết nhãn kết thúc ở đâu; sau ba lần máy bị coi là bàn phím của người và bị bỏ qua",
            en: "where a label ends is not known; after three the device is taken for a person's keyboard and set aside"
        ),
        Phrase(
            "commissioning.end-key.advice",
            vi: "đặt hậu tố Enter (CR) trong máy quét; nếu là Tab, ghi `end: [tab]` trong driver.yaml; rồi cắm lại",
            en:
                "set the suffix Enter (CR) in the scanner; where it is Tab write `end: [tab]` in driver.yaml; then plug it in again"
        ),
        Phrase(
            "commissioning.slow-keys.bad",
            vi: "máy gõ chậm như người ({sign})",
            en: "it types as slowly as a person ({sign})"),
        Phrase(
            "commissioning.slow-keys.why",
            vi: "thiết bị gõ chậm bị coi là bàn phím của người và bị bỏ qua",
            en: "a device that types so slowly is taken for a person's keyboard and set aside"),
        Phrase(
            "commissioning.slow-keys.advice",
            vi:
                "đặt \"inter-key delay\" bằng 0; nếu không được, tăng `key_gap_ms` (đến 80) trong driver.yaml; rồi cắm lại",
            en:
                "set the inter-key delay to none; where that is not possible raise `key_gap_ms` (up to 80) in driver.yaml; then plug it in again"
        ),
        Phrase(
            "commissioning.control-keys.bad",
            vi: "máy gõ phím kèm Ctrl hay Alt ({sign})",
            en: "it types keys with Ctrl or Alt ({sign})"),
        Phrase(
            "commissioning.control-keys.why",
            vi: "driver.yaml không nói vậy nên thiết bị bị coi là bàn phím của người và bị bỏ qua",
            en: "driver.yaml does not say so, and the device is taken for a person's keyboard and set aside"),
        Phrase(
            "commissioning.control-keys.advice",
            vi: "GS gõ bằng Ctrl: ghi `control_keys: yes`; ký tự gõ bằng Alt và số: ghi `alt_codes: yes`; rồi cắm lại",
            en:
                "GS as a Ctrl key: write `control_keys: yes`; characters as Alt and digits: write `alt_codes: yes`; then plug it in again"
        ),
        Phrase(
            "commissioning.person.bad",
            vi: "máy gõ phím mà máy quét không gõ ({sign})",
            en: "it types a key that no scanner types ({sign})"),
        Phrase(
            "commissioning.person.why",
            vi: "thiết bị bị coi là bàn phím của người và bị bỏ qua",
            en: "the device is taken for a person's keyboard and set aside"),
        Phrase(
            "commissioning.person.advice",
            vi:
                "tìm phím chức năng hay mũi tên trong tiền tố, hậu tố và ký tự điều khiển của máy quét và xoá đi; rồi cắm lại",
            en:
                "find function or arrow keys in the scanner's prefix, suffix and control characters and clear them; then plug it in again"
        ),
    ]
}
