extension Catalogue {
    /// What each field of rules, lists and policies means. The key ends with the field's name, with hyphens for underscores.
    static let documentFields: [Phrase] = [
        Phrase("document-field.rules", vi: "các quy tắc", en: "the rules"),
        Phrase("document-field.id", vi: "mã mà quyết định nêu ra", en: "what decisions name"),
        Phrase("document-field.version", vi: "phiên bản, tăng mỗi khi sửa", en: "the next one whenever it changes"),
        Phrase("document-field.name", vi: "tên ngắn", en: "a short name"),
        Phrase(
            "document-field.text", vi: "lý do mà người đọc thấy; biểu thức trong ngoặc nhọn",
            en: "the reason that people read; expressions in braces"),
        Phrase("document-field.vi", vi: "bằng tiếng Việt", en: "in Vietnamese"),
        Phrase("document-field.en", vi: "bằng tiếng Anh", en: "in English"),
        Phrase(
            "document-field.when", vi: "điều kiện: một biểu thức đúng hoặc sai",
            en: "the condition: an expression that is true or false"),
        Phrase("document-field.optional", vi: "dữ kiện có thể vắng mặt", en: "facts that may be absent"),
        Phrase(
            "document-field.action", vi: "việc làm khi quy tắc lên tiếng; không ghi là hold",
            en: "what follows when it speaks; hold without it"),
        Phrase(
            "document-field.referral", vi: "với refer: rfi (thông tin), rfs (soi chiếu), dnl (không xếp)",
            en: "with refer: rfi (information), rfs (screening), dnl (do not load)"),
        Phrase(
            "document-field.one-in", vi: "với sample: cứ bao nhiêu bưu gửi thì giữ một",
            en: "with sample: of how many one is held"),
        Phrase("document-field.severity", vi: "low, medium hoặc high", en: "low, medium or high"),
        Phrase(
            "document-field.ground", vi: "luật, lệnh hoặc kế hoạch làm căn cứ",
            en: "the law, the order or the plan on which it stands"),
        Phrase(
            "document-field.life", vi: "live, shadow (thử nghiệm) hoặc retired",
            en: "live, shadow (on trial) or retired"),
        Phrase("document-field.owner", vi: "người chịu trách nhiệm", en: "who answers for it"),
        Phrase(
            "document-field.valid-from", vi: "có giá trị từ ngày hoặc thời điểm này",
            en: "counts from this day or moment"),
        Phrase(
            "document-field.valid-until", vi: "có giá trị đến ngày hoặc thời điểm này",
            en: "counts until this day or moment"),
        Phrase("document-field.tests", vi: "các phép thử của tác giả", en: "what the author tests"),
        Phrase("document-field.facts", vi: "dữ kiện của bưu gửi thử", en: "the facts of the test's parcel"),
        Phrase(
            "document-field.expect", vi: "quy tắc phải: speaks, silent hoặc fails",
            en: "what the rule must do: speaks, silent or fails"),
        Phrase("document-field.lists", vi: "các danh sách", en: "the lists"),
        Phrase("document-field.keywords", vi: "các bộ từ khóa", en: "the keyword packs"),
        Phrase("document-field.kind", vi: "loại, như quy tắc gọi", en: "its kind, as rules call it"),
        Phrase("document-field.title", vi: "tên gọi", en: "its title"),
        Phrase("document-field.source", vi: "nguồn", en: "where it comes from"),
        Phrase("document-field.phones", vi: "số điện thoại", en: "telephone numbers"),
        Phrase("document-field.names", vi: "tên người", en: "names of persons"),
        Phrase("document-field.addresses", vi: "địa chỉ", en: "addresses"),
        Phrase("document-field.numbers", vi: "số bưu gửi", en: "item numbers"),
        Phrase("document-field.category", vi: "mã nhóm hàng", en: "the category's code"),
        Phrase("document-field.beside", vi: "từ làm cho từ yếu có nghĩa", en: "words beside which weak ones count"),
        Phrase("document-field.strong", vi: "từ tự nó đủ để giữ", en: "terms that are enough by themselves"),
        Phrase("document-field.weak", vi: "từ cần thêm từ khác", en: "terms that need another one"),
        Phrase("document-field.everyday", vi: "từ thường ngày", en: "everyday terms"),
        Phrase("document-field.except", vi: "cụm từ vô hại", en: "innocent phrases"),
        Phrase("document-field.term", vi: "từ khóa", en: "the term"),
        Phrase("document-field.finds", vi: "nội dung phải thấy từ này", en: "contents in which it must be found"),
        Phrase("document-field.misses", vi: "nội dung không được thấy từ này", en: "contents in which it must not"),
        Phrase("document-field.held", vi: "nội dung phải bị giữ", en: "contents that must be held"),
        Phrase("document-field.free", vi: "nội dung không được giữ", en: "contents that must not be"),
        Phrase("document-field.flows", vi: "các luồng bưu gửi", en: "the flows of parcels"),
        Phrase("document-field.requires", vi: "bằng chứng cần để cho qua", en: "the evidence that a clear needs"),
        Phrase("document-field.stages", vi: "các bước kiểm tra", en: "the stages of screening"),
        Phrase(
            "document-field.manifest-max-age-min", vi: "tuổi tối đa của bản khai, phút",
            en: "the oldest declaration, in minutes"),
        Phrase("document-field.origin", vi: "nước gửi", en: "countries of origin"),
        Phrase("document-field.service", vi: "dịch vụ", en: "services"),
        Phrase("document-field.line", vi: "dây chuyền", en: "lines"),
        // Of a policy they mean something else.
        Phrase(
            "document-field.policy-when", vi: "bưu gửi thuộc luồng này: theo origin, service, line",
            en: "which parcels belong to the flow: by origin, service, line"),
        Phrase("document-field.policy-name", vi: "tên của luồng", en: "the flow's name"),
    ]
}
