extension Catalogue {
    /// The page that says how good the rules are.
    static let qualityTexts: [Phrase] = qualityPage + qualityTable + qualityAdvice

    private static let qualityPage: [Phrase] = [
        Phrase("page.quality", vi: "Chất lượng quy tắc", en: "Rule quality"),
        Phrase("quality.link", vi: "Chất lượng của các quy tắc", en: "How good the rules are"),
        Phrase("quality.judge", vi: "Đánh giá các quy tắc", en: "Judge the rules"),
        Phrase(
            "quality.idle", vi: "Chưa đánh giá lần nào từ khi hệ thống khởi động.",
            en: "Not judged since the gateway started."),
        Phrase("quality.running", vi: "Đang đánh giá…", en: "The rules are being judged…"),
        Phrase("quality.asked", vi: "Đã hỏi {asked} bưu gửi.", en: "Parcels asked about so far: {asked}."),
        Phrase(
            "quality.failed", vi: "Không đánh giá được: chưa có quy tắc có hiệu lực, hoặc không đọc được bưu gửi.",
            en: "They could not be judged: no rules are in force, or the parcels could not be read."),
        Phrase(
            "quality.none", vi: "Không có bưu gửi nào trong {days} ngày qua.",
            en: "There is no parcel in the last {days} days."),
        Phrase(
            "quality.of",
            vi:
                "Quy tắc phiên bản {rules}, danh sách phiên bản {lists}: đã hỏi {parcels} bưu gửi, từ {from} đến {to}. Đã kiểm tra {inspected}, phát hiện vi phạm ở {found}.",
            en:
                "Rules version {rules}, lists version {lists}: {parcels} parcels were asked about, from {from} to {to}. {inspected} were inspected, something was found in {found}."
        ),
        Phrase(
            "quality.limit", vi: "Chỉ hỏi về {limit} bưu gửi mới nhất của {days} ngày qua.",
            en: "Only the newest {limit} parcels of the last {days} days are asked about."),
        Phrase(
            "quality.late", vi: "Hết thời gian: bưu gửi sau đó chưa được hỏi.",
            en: "The time was over: later parcels were not asked about."),
        Phrase("quality.how", vi: "Cách đọc bảng này", en: "How to read this table"),
        Phrase(
            "quality.how-precision",
            vi:
                "Độ chính xác: trong số bưu gửi đã kiểm tra mà quy tắc lên tiếng, phần có vi phạm. Ít bưu gửi được kiểm tra thì con số không chắc: hãy xem khoảng tin cậy 95 %.",
            en:
                "Precision: of the inspected parcels of which the rule spoke, the share in which something was found. With few inspected the figure says little: see the 95 % interval."
        ),
        Phrase(
            "quality.how-recall",
            vi:
                "Phần phát hiện: trong tất cả vi phạm đã phát hiện, phần mà quy tắc lên tiếng. Vi phạm ở bưu gửi không được kiểm tra thì không ai biết.",
            en:
                "Share found: of all parcels in which something was found, those of which the rule spoke. What lies in parcels that nobody inspected is not known."
        ),
        Phrase(
            "quality.how-alone",
            vi:
                "Một mình: bưu gửi mà không quy tắc nào khác lên tiếng. Quy tắc chạy thử cũng được hỏi; nó không giữ gì, nên ít bưu gửi của nó được kiểm tra.",
            en:
                "Alone: parcels of which no other rule spoke. Rules on trial are asked, too; they hold nothing, so that few of their parcels are inspected."
        ),
    ]

    private static let qualityTable: [Phrase] = [
        Phrase("quality.rules", vi: "Từng quy tắc", en: "Each rule"),
        Phrase("quality.filter", vi: "Mã hoặc tên quy tắc", en: "Id or name of a rule"),
        Phrase("quality.shown", vi: "Hiện {shown} trong {count} quy tắc.", en: "{shown} of {count} rules are shown."),
        Phrase("quality.column-rule", vi: "Quy tắc", en: "Rule"),
        Phrase("quality.column-life", vi: "Trạng thái", en: "Life"),
        Phrase("quality.column-speaks", vi: "Lên tiếng", en: "Spoke"),
        Phrase("quality.column-alone", vi: "Một mình", en: "Alone"),
        Phrase("quality.column-fails", vi: "Không kết luận được", en: "Failed"),
        Phrase("quality.column-inspected", vi: "Vi phạm / đã kiểm tra", en: "Found of inspected"),
        Phrase("quality.column-precision", vi: "Độ chính xác (95 %)", en: "Precision (95 %)"),
        Phrase("quality.column-recall", vi: "Phần phát hiện", en: "Share found"),
        Phrase("quality.column-marks", vi: "Ghi chú", en: "Remarks"),
        Phrase("quality.life-live", vi: "có hiệu lực", en: "live"),
        Phrase("quality.life-shadow", vi: "chạy thử", en: "on trial"),
        Phrase("quality.inspected", vi: "{found} / {inspected}", en: "{found} of {inspected}"),
        Phrase("quality.precision", vi: "{share} ({low}–{high})", en: "{share} ({low}–{high})"),
        Phrase("quality.never", vi: "chưa lên tiếng lần nào", en: "never spoke"),
        Phrase("quality.always", vi: "luôn lên tiếng", en: "always spoke"),
        Phrase("quality.impossible", vi: "không bao giờ đúng", en: "can never be true"),
    ]

    private static let qualityAdvice: [Phrase] = [
        Phrase("quality.impossibles", vi: "Quy tắc không bao giờ đúng", en: "Rules that can never be true"),
        Phrase(
            "quality.impossible-why", vi: "Các phần của điều kiện loại trừ nhau.",
            en: "The parts of the condition exclude one another."),
        Phrase("quality.overlaps", vi: "Quy tắc trùng nhau", en: "Rules that overlap"),
        Phrase("quality.overlaps-none", vi: "Không có quy tắc nào trùng nhau.", en: "No rules overlap."),
        Phrase(
            "quality.overlaps-more", vi: "{shown} cặp đầu trong {count} cặp:", en: "The first {shown} of {count} pairs:"
        ),
        Phrase(
            "quality.overlap-same", vi: "{first} và {second} lên tiếng về cùng {parcels} bưu gửi.",
            en: "{first} and {second} spoke of the same {parcels} parcels."),
        Phrase(
            "quality.overlap-within", vi: "Cả {parcels} bưu gửi của {first} đều là bưu gửi của {second}.",
            en: "Every one of the {parcels} parcels of {first} is one of {second}."),
        Phrase("quality.suggestions", vi: "Ngưỡng có thể siết lại", en: "Bounds that could be narrower"),
        Phrase(
            "quality.suggestions-none", vi: "Chưa đủ kết quả kiểm tra để gợi ý ngưỡng nào.",
            en: "There are too few inspections to suggest a bound."),
        Phrase(
            "quality.suggestion",
            vi:
                "{rule}: với {fact} {sign} {instead} (nay là {bound}), quy tắc lên tiếng ít hơn {fewer} bưu gửi, trong đó {harmless} đã kiểm tra là vô hại, và vẫn gặp đủ {found} bưu gửi có vi phạm.",
            en:
                "{rule}: with {fact} {sign} {instead} (now {bound}) it would speak of {fewer} fewer parcels, {harmless} of them inspected and harmless, and still of all {found} in which something was found."
        ),
    ]
}
