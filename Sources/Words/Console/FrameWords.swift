extension Catalogue {
    /// The page of the cameras' pictures.
    static let frameTexts: [Phrase] = [
        Phrase("page.frames", vi: "Ảnh nhãn", en: "Label pictures"),
        Phrase("frames.device", vi: "Máy ảnh", en: "Camera"),
        Phrase("frames.any-device", vi: "tất cả máy ảnh", en: "all cameras"),
        Phrase("frames.unread", vi: "Chỉ ảnh không đọc được", en: "Only those not read"),
        Phrase(
            "frames.none", vi: "Từ khi khởi động chưa có ảnh nào của máy ảnh.",
            en: "No camera has sent a picture since the start."),
        Phrase(
            "frames.all-read", vi: "Mọi ảnh gần đây đều đọc được nhãn.", en: "A label was read in every recent picture."
        ),
        Phrase("frames.read", vi: "số mã đọc được: {count}", en: "symbols read: {count}"),
        Phrase("frames.not-read", vi: "không đọc được mã nào", en: "nothing was read"),
        Phrase("frames.nothing", vi: "không thấy gì giống nhãn", en: "nothing that looks like a label"),
        Phrase(
            "frames.why-nothing",
            vi:
                "Không thấy gì giống nhãn. Xem ảnh: đèn của máy ảnh có sáng không, nhãn có nằm trong khung hình, có nét không, có quay xuống dưới không?",
            en:
                "Nothing looks like a label. Look at the picture: is the camera's light on, is the label in view, is it sharp, does it face the camera?"
        ),
        Phrase(
            "frames.cut-short", vi: "Hết thời gian trước khi thử hết mọi cách đọc.",
            en: "The time was up before every way to read it had been tried."),
        Phrase("frames.show", vi: "Hiện ảnh và nội dung mã (được ghi lại)", en: "Show picture and texts (is logged)"),
        Phrase("frames.hide", vi: "Ẩn ảnh và nội dung mã", en: "Hide picture and texts"),
        Phrase(
            "frames.alt", vi: "Ảnh với {read} mã đọc được và {refused} mã bị từ chối",
            en: "The picture with {read} symbols read and {refused} refused"),
        Phrase("frames.symbol-read", vi: "{kind}: đọc được", en: "{kind}: read"),
        Phrase("frames.symbol-refused", vi: "{kind}: bị từ chối", en: "{kind}: refused"),
        Phrase("frames.bytes", vi: "{size} byte", en: "{size} bytes"),
        Phrase("frames.seen-by", vi: "bộ đọc: {decoders}", en: "seen by {decoders}"),
        Phrase("frames.lines", vi: "{lines} đường quét giống nhau", en: "{lines} scan lines read the same"),
        Phrase(
            "frames.check-spent", vi: "số kiểm tra đã dùng để sửa lỗi", en: "its check was spent on correcting it"),
        Phrase("frames.grade", vi: "chất lượng in {grade} trên 4", en: "print grade {grade} of 4"),
        Phrase(
            "frames.grade-by", vi: "chất lượng in {grade} trên 4 ({lowest})", en: "print grade {grade} of 4 ({lowest})"),
        Phrase("print.contrast", vi: "độ tương phản", en: "contrast"),
        Phrase("print.edge-contrast", vi: "tương phản cạnh", en: "edge contrast"),
        Phrase("print.modulation", vi: "độ điều biến", en: "modulation"),
        Phrase("print.defects", vi: "khuyết tật", en: "defects"),
        Phrase("print.decodability", vi: "độ dễ giải mã", en: "decodability"),
        Phrase("frames.doubt-disagreement", vi: "hai bộ đọc khác nhau", en: "two readers differ"),
        Phrase("frames.doubt-one-witness", vi: "chỉ một bộ đọc thấy", en: "only one reader saw it"),
        Phrase("frames.doubt-spent-check", vi: "số kiểm tra đã bị dùng hết", en: "its check was spent"),
        Phrase("frames.doubt-no-quiet-zone", vi: "một phần của mã dài hơn", en: "part of a longer code"),
        Phrase(
            "frames.doubt-unknown-length", vi: "độ dài không thuộc số nào của trạm",
            en: "no length of the site's numbers"),
        Phrase(
            "frames.why-disagreement",
            vi:
                "Hai bộ đọc đọc khác nhau tại cùng một chỗ. Nhãn mờ, hỏng hoặc bị che: hãy xem ảnh, và nhập số bằng tay.",
            en:
                "Two readers read different data at the same place. The label is blurred, damaged or covered: look at the picture, and key the number by hand."
        ),
        Phrase(
            "frames.why-one-witness",
            vi:
                "Chỉ một bộ đọc thấy mã này, và loại mã không có số kiểm tra đủ mạnh. Hãy làm nét ảnh hơn hoặc đưa nhãn gần máy ảnh hơn.",
            en:
                "Only one reader saw it, and the symbology has no check that would tell a misread. Make the picture sharper, or bring the camera closer."
        ),
        Phrase(
            "frames.why-spent-check",
            vi: "Số kiểm tra đã dùng để sửa lỗi khi đọc, nên không còn gì chứng minh kết quả. Nhãn mờ hoặc hỏng.",
            en:
                "Its check was spent on correcting what was read: nothing is left to prove it. The label is blurred or damaged."
        ),
        Phrase(
            "frames.why-no-quiet-zone",
            vi:
                "Các vạch còn kéo dài ra ngoài phần đọc được: đây là một phần của mã dài hơn. Nhãn bị che, bị gấp, hoặc bị cắt ở mép ảnh.",
            en:
                "The bars go on beyond what was read: it is part of a longer code. The label is covered, folded, or cut by the edge of the picture."
        ),
        Phrase(
            "frames.why-unknown-length",
            vi:
                "Mã Interleaved 2 of 5 hoặc Codabar có số chữ số mà không loại số nào của trạm có: có thể đây chỉ là một phần của mã dài hơn. Hãy xem nhãn có bị rách, bị che hay không.",
            en:
                "An Interleaved 2 of 5 or Codabar of so many digits is none of the site's numbers: it may be a part of a longer code. Look whether the label is torn or covered."
        ),
        Phrase(
            "frames.do-picture-cut-off",
            vi:
                "Hãy cho máy ảnh ghi dưới tên tạm rồi đổi tên khi ảnh đã trọn vẹn; xem đường truyền và chỗ trống trên đĩa.",
            en:
                "Let the camera write under a passing name and rename it when it is whole; look at its network and at the disk's room."
        ),
        Phrase(
            "frames.do-picture-damaged",
            vi: "Xem máy ảnh có ghi đúng định dạng PNG, JPEG, TIFF hay PGM không, và có tệp lạ trong thư mục không.",
            en: "See whether the camera writes PNG, JPEG, TIFF or PGM, and whether other files are in its folder."),
        Phrase(
            "frames.do-worker-hung",
            vi: "Ảnh quá lớn hoặc máy quá bận. Hãy giảm kích thước ảnh, hoặc tăng decode_limit_ms.",
            en: "The picture is too large or the machine too busy. Make pictures smaller, or raise decode_limit_ms."),
        Phrase(
            "frames.do-frames-refused",
            vi: "Ảnh đến nhanh hơn mức đọc kịp. Mỗi lần chụp chỉ ghi một ảnh, và giảm kích thước ảnh.",
            en: "Pictures come faster than they can be read. Write one picture for each trigger, and make them smaller."
        ),
        Phrase(
            "frames.do-worker-died",
            vi: "Ảnh làm hỏng bộ giải mã. Hãy giữ tệp nhật ký và báo cho người phát triển; bưu gửi bị giữ.",
            en: "The picture ended its decoder. Keep the journal and tell the developers; its parcel is held."),
        Phrase("symbology.code128", vi: "Code 128", en: "Code 128"),
        Phrase("symbology.code39", vi: "Code 39", en: "Code 39"),
        Phrase("symbology.code93", vi: "Code 93", en: "Code 93"),
        Phrase("symbology.codabar", vi: "Codabar", en: "Codabar"),
        Phrase("symbology.itf", vi: "ITF (2 trong 5 xen kẽ)", en: "ITF (interleaved 2 of 5)"),
        Phrase("symbology.ean13", vi: "EAN-13", en: "EAN-13"),
        Phrase("symbology.ean8", vi: "EAN-8", en: "EAN-8"),
        Phrase("symbology.upca", vi: "UPC-A", en: "UPC-A"),
        Phrase("symbology.upce", vi: "UPC-E", en: "UPC-E"),
        Phrase("symbology.databar", vi: "GS1 DataBar", en: "GS1 DataBar"),
        Phrase("symbology.databar-expanded", vi: "GS1 DataBar mở rộng", en: "GS1 DataBar Expanded"),
        Phrase("symbology.qrcode", vi: "Mã QR", en: "QR code"),
        Phrase("symbology.sqcode", vi: "Mã SQ", en: "SQ code"),
        Phrase("symbology.pdf417", vi: "PDF417", en: "PDF417"),
        Phrase("symbology.datamatrix", vi: "Data Matrix", en: "Data Matrix"),
        Phrase("symbology.aztec", vi: "Aztec", en: "Aztec"),
        Phrase("symbology.maxicode", vi: "MaxiCode", en: "MaxiCode"),
    ]
}
