extension Catalogue {
    /// What rules said of a parcel, and why.
    static let explaining: [Phrase] = [
        Phrase(
            "explain.parcel", vi: "{number}, lượt {passage}: quy tắc {rules}, danh sách {lists}",
            en: "{number}, passage {passage}: rules {rules}, lists {lists}"),
        Phrase("explain.clear", vi: "cho đi tiếp", en: "cleared"), Phrase("explain.hold", vi: "giữ lại", en: "held"),
        Phrase("explain.needs", vi: "chuyển bước tiếp theo", en: "sent to the next stage"),
        Phrase("explain.speaks", vi: "{rule} lên tiếng", en: "{rule} speaks"),
        Phrase("explain.silent", vi: "{rule} không lên tiếng", en: "{rule} is silent"),
        Phrase("explain.fails", vi: "{rule} không chạy được: {why}", en: "{rule} fails: {why}"),
        Phrase("explain.yes", vi: "đúng", en: "yes"), Phrase("explain.no", vi: "sai", en: "no"),
        Phrase("explain.failed", vi: "lỗi", en: "fault"), Phrase("explain.absent", vi: "vắng", en: "absent"),
        Phrase("explain.personal", vi: "(dữ liệu cá nhân)", en: "(personal)"),
        Phrase("explain.all", vi: "tất cả:", en: "all of:"), Phrase("explain.any", vi: "một trong:", en: "one of:"),
        Phrase("explain.not", vi: "không phải:", en: "not:"),
        Phrase("explain.nothing", vi: "không quy tắc nào lên tiếng", en: "no rule speaks"),
        Phrase(
            "explain.bulletins", vi: "các bản tin của cơ quan chức năng khi đó không còn đọc được",
            en: "the authorities' bulletins of then cannot be read any more"),
        Phrase(
            "explain.erased",
            vi: "dữ liệu cá nhân của bưu gửi này đã bị xóa: quy tắc hỏi về người thì không trả lời như khi đó",
            en: "the persons of this parcel have been erased: rules about persons do not answer as they did"),
    ]
}
