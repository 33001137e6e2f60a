extension Catalogue {
    /// The page that says why rules spoke of a parcel, and why others were silent.
    static let explanationTexts: [Phrase] = explanationPage + explanationStates + explanationRules

    private static let explanationPage: [Phrase] = [
        Phrase("page.explanation", vi: "Vì sao: lượt {passage}", en: "Why: passage {passage}"),
        Phrase("explanation.heading", vi: "Vì sao, chi tiết", en: "Why, in detail"),
        Phrase("explanation.no-number", vi: "không có số bưu gửi", en: "no item number"),
        Phrase(
            "explanation.facts", vi: "{verdict} · {line} · {at} · lượt {passage}",
            en: "{verdict} · {line} · {at} · passage {passage}"),
        Phrase(
            "explanation.documents", vi: "Theo quy tắc phiên bản {rules} và danh sách phiên bản {lists} của lúc đó.",
            en: "By rules version {rules} and lists version {lists}, as they were then."),
        Phrase("explanation.hold", vi: "Hồ sơ giữ {hold}", en: "Hold {hold}"),
        Phrase("explanation.entry", vi: "Mục nhật ký {entry}", en: "Journal entry {entry}"),
        Phrase("explanation.link", vi: "Vì sao, chi tiết", en: "Why, in detail"),
        Phrase("explanation.link-passage", vi: "Vì sao: lượt {passage}", en: "Why: passage {passage}"),
        Phrase("explanation.item-journal", vi: "Các quyết định trong nhật ký", en: "Decisions in the journal"),
        Phrase(
            "explanation.how",
            vi:
                "Điều kiện của quy tắc được hỏi lại từ nhật ký, với đúng dữ kiện, quy tắc và danh sách của lúc quyết định.",
            en:
                "The rules' conditions are asked again from the journal, with the facts, rules and lists of the decision."
        ),
        Phrase("explanation.again", vi: "Đọc lại", en: "Read it again"),
    ]

    private static let explanationStates: [Phrase] = [
        Phrase("explanation.reading", vi: "Đang đọc lại từ nhật ký…", en: "It is being read back from the journal…"),
        Phrase(
            "explanation.not-asked",
            vi: "Không quy tắc nào được hỏi về bưu gửi này: nó đã bị giữ trước đó. Lý do nằm ở hồ sơ giữ.",
            en: "No rule was asked about this parcel: it was held before. The reasons stand at its hold."),
        Phrase(
            "explanation.no-document",
            vi:
                "Không đọc được nữa: {document}, phiên bản {version}, mà quyết định này đã dùng. Khóa của nó có thể đã mất.",
            en:
                "It cannot be read any more: {document}, version {version}, by which this was decided. Its key may be lost."
        ),
        Phrase(
            "explanation.undecided", vi: "Lượt này chưa có quyết định cuối.",
            en: "This passage has no last decision yet."),
        Phrase(
            "explanation.failed", vi: "Không đọc được nhật ký hoặc bản ghi.",
            en: "The journal or the records could not be read."),
        Phrase(
            "explanation.earlier-reading",
            vi: "Đang đọc các bưu gửi của 30 ngày trước đó: quy tắc hỏi về chúng (history.…) sẽ hiện sau.",
            en: "The parcels of the 30 days before are being read: rules that ask for them (history.…) come later."),
        Phrase(
            "explanation.earlier-late",
            vi:
                "Không đọc được các bưu gửi của 30 ngày trước đó, hoặc không kịp: không biết các dữ kiện history.…, nên thiếu các quy tắc hỏi về chúng.",
            en:
                "The parcels of the 30 days before could not be read, or not in time: facts history.… are not known, and rules that ask for them are missing."
        ),
        Phrase(
            "explanation.bulletins",
            vi:
                "Các bản tin của cơ quan chức năng có hiệu lực khi đó không còn đọc được: quy tắc hỏi về chúng không trả lời như khi đó.",
            en:
                "The authorities' bulletins of then cannot be read any more: rules that ask about them do not answer as they did."
        ),
        Phrase(
            "explanation.erased",
            vi: "Dữ liệu cá nhân của bưu gửi này đã bị xóa: quy tắc hỏi về người không trả lời như khi đó.",
            en: "The persons of this parcel have been erased: rules about persons do not answer as they did."),
        Phrase(
            "explanation.masked", vi: "Tên, số điện thoại và địa chỉ được che.",
            en: "Names, telephone numbers and addresses are masked."),
        Phrase(
            "problem.not-explained", vi: "Lượt này đang được đọc lại từ nhật ký. Hãy thử lại sau giây lát.",
            en: "This passage is being read back from the journal. Try again in a moment."),
    ]

    private static let explanationRules: [Phrase] = [
        Phrase(
            "explanation.said", vi: "Quy tắc đã lên tiếng hoặc không kết luận được: {count}",
            en: "Rules that spoke or failed: {count}"),
        Phrase("explanation.said-none", vi: "Không quy tắc nào lên tiếng.", en: "No rule spoke."),
        Phrase(
            "explanation.said-more", vi: "Chỉ hiện {shown} quy tắc đầu.", en: "Only the first {shown} are shown."),
        Phrase("explanation.why-not", vi: "Vì sao không?", en: "Why not?"),
        Phrase(
            "explanation.why-not-how",
            vi: "Chọn một quy tắc khác trong {count} quy tắc của lúc đó để xem phần nào của nó không đúng.",
            en: "Choose another of the {count} rules of then, and see which part of it was not true."),
        Phrase("explanation.find", vi: "Mã hoặc tên quy tắc", en: "Id or name of a rule"),
        Phrase("explanation.found", vi: "Quy tắc khớp: {count}", en: "Rules that fit: {count}"),
        Phrase(
            "explanation.found-more", vi: "Quy tắc khớp: {count}; {shown} quy tắc đầu:",
            en: "Rules that fit: {count}; the first {shown}:"),
        Phrase("explanation.rule", vi: "{id}, phiên bản {version}", en: "{id}, version {version}"),
        Phrase("explanation.speaks", vi: "lên tiếng", en: "spoke"),
        Phrase("explanation.silent", vi: "im lặng", en: "was silent"),
        Phrase("explanation.fails", vi: "không kết luận được", en: "failed"),
        Phrase("explanation.why", vi: "không kết luận được: {why}", en: "failed: {why}"),
        Phrase("explanation.why-masked", vi: "lý do có thể nêu tên người", en: "the reason may name persons"),
        Phrase("explanation.on-trial", vi: "chạy thử: không giữ gì", en: "on trial: it holds nothing"),
        Phrase(
            "explanation.not-counted", vi: "khi đó không có hiệu lực, nên không được hỏi",
            en: "it was not in force then, and was not asked"),
        Phrase(
            "explanation.lot-drawn", vi: "rút thăm 1/{count}: bưu gửi này trúng",
            en: "draws one in {count} by lot: this parcel was drawn"),
        Phrase(
            "explanation.lot-left", vi: "rút thăm 1/{count}: bưu gửi này không trúng",
            en: "draws one in {count} by lot: this parcel was not drawn"),
        Phrase(
            "explanation.differs-named", vi: "quyết định khi đó có nêu quy tắc này; nay không lặp lại được",
            en: "the decision of then names it; that cannot be repeated now"),
        Phrase(
            "explanation.differs-unnamed", vi: "quyết định khi đó không nêu quy tắc này",
            en: "the decision of then does not name it"),
        Phrase("explanation.condition", vi: "Điều kiện của {id}", en: "The condition of {id}"),
    ]
}
