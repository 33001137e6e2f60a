extension Catalogue {
    /// The page of how well labels are printed.
    static let printTexts: [Phrase] = [
        Phrase("page.print-quality", vi: "Chất lượng in nhãn", en: "Print quality"),
        Phrase("frames.tabs", vi: "Ảnh nhãn và chất lượng in", en: "Label pictures and print quality"),
        Phrase(
            "print.what",
            vi:
                "Nhãn của tám tuần gần nhất theo ISO/IEC 15416, theo bưu cục nhận và dịch vụ; nơi in kém nhất đứng đầu. Kém là dưới bậc C.",
            en:
                "Labels of the last eight weeks by ISO/IEC 15416, for each accepting office and service, the worst first. Bad is below C."
        ),
        Phrase(
            "print.none",
            vi: "Chưa có nhãn nào được đo: chỉ đo mã vạch một chiều trong ảnh của máy ảnh, trên bưu gửi có số hợp lệ.",
            en: "No label was measured yet: linear codes are, in pictures of cameras, on parcels with a valid number."),
        Phrase("print.column-office", vi: "Bưu cục nhận", en: "Accepting office"),
        Phrase("print.column-labels", vi: "Số nhãn", en: "Labels"),
        Phrase("print.column-bad", vi: "Dưới bậc C", en: "Below C"),
        Phrase("print.column-lowest", vi: "Lỗi chính và cách xử lý", en: "What fails, and what to do"),
        Phrase("print.column-weeks", vi: "Tám tuần", en: "Eight weeks"),
        Phrase("print.column-sender", vi: "Người gửi", en: "Sender"),
        Phrase("print.column-offices", vi: "Bưu cục nhận", en: "Accepting offices"),
        Phrase("print.no-office", vi: "không rõ bưu cục", en: "office not known"),
        Phrase("print.share", vi: "{count} ({share})", en: "{count} ({share})"),
        Phrase(
            "print.course", vi: "Tỷ lệ nhãn dưới bậc C trong {weeks} tuần: từ {first} đến {last}",
            en: "Share below C over {weeks} weeks: from {first} to {last}"),
        Phrase(
            "print.do-contrast",
            vi: "In nhạt hoặc nền tối: tăng nhiệt đầu in, thay ribbon hoặc giấy, lau đầu in.",
            en: "Pale print or dark paper: raise the print head's heat, change ribbon or paper, clean the head."),
        Phrase(
            "print.do-edge-contrast",
            vi: "Cạnh vạch mờ: giảm tốc độ in, thay ribbon; nếu mọi nhãn đều vậy, hãy chỉnh nét máy ảnh.",
            en: "Bars fade into spaces: print slower, change the ribbon; if all labels show it, focus the camera."),
        Phrase(
            "print.do-modulation",
            vi: "Vạch hẹp bị nhòe hoặc quá mảnh: đầu in mòn hay quá nóng; nếu mọi nhãn đều vậy, hãy chỉnh nét máy ảnh.",
            en: "Narrow bars run together: a worn or too hot print head; if all labels show it, focus the camera."),
        Phrase(
            "print.do-defects",
            vi: "Vệt trắng hoặc chấm đen: đầu in có điểm chết hay bẩn. Lau đầu in, rồi thay nếu vệt vẫn còn.",
            en: "White lines or black dots: dead dots or dirt. Clean the print head, and replace it if they stay."),
        Phrase(
            "print.do-decodability",
            vi:
                "Vạch và khoảng trắng sai bề rộng: nhãn bị thu phóng hoặc mực lan. In đúng cỡ 100 %, giảm nhiệt đầu in.",
            en: "Widths are wrong: the label was scaled, or print spreads. Print at 100 %, and lower the head's heat."),
        Phrase("print.senders", vi: "Ai gửi những nhãn in kém", en: "Who sends badly printed labels"),
        Phrase(
            "print.senders-what",
            vi: "Người gửi của 500 bưu gửi gần nhất có nhãn dưới bậc C. Mỗi lần xem được ghi lại cùng lý do.",
            en: "The senders of the newest 500 parcels with a label below C. Each look is written down with its ground."
        ),
        Phrase(
            "print.no-senders", vi: "Không có người gửi nào: chưa có nhãn kém, hoặc dữ liệu đã được xóa.",
            en: "There is none: no label was bad, or the data has been erased."),
    ]
}
