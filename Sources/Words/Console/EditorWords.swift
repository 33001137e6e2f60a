extension Catalogue {
    /// The page on which rules, lists and policies are written.
    static let ruleEditor: [Phrase] = editorPage + editorRule + editorTrial + editorChanges

    private static let editorPage: [Phrase] = [
        Phrase("editor.heading-rules", vi: "Soạn quy tắc", en: "Edit the rules"),
        Phrase("editor.heading-lists", vi: "Soạn danh sách và từ khóa", en: "Edit lists and keywords"),
        Phrase("editor.heading-policy", vi: "Soạn chính sách bằng chứng", en: "Edit the evidence policy"),
        Phrase("editor.back", vi: "Về trang Tài liệu", en: "Back to documents"),
        Phrase(
            "editor.from", vi: "Bắt đầu từ phiên bản {number} đang có hiệu lực. Chưa có gì được đề xuất.",
            en: "It begins with version {number}, which is in force. Nothing has been proposed yet."),
        Phrase(
            "editor.from-nothing", vi: "Chưa có phiên bản nào có hiệu lực: bắt đầu từ đầu.",
            en: "No version is in force: it begins with nothing."),
        Phrase(
            "editor.draft", vi: "Bản nháp của bạn trong thẻ trình duyệt này, dựa trên phiên bản {number}.",
            en: "Your draft of this browser tab; it began with version {number}."),
        Phrase(
            "editor.newer",
            vi: "Từ khi bạn bắt đầu soạn, phiên bản {number} đã có hiệu lực. Thay đổi được so với phiên bản đó.",
            en: "Version {number} has come into force since you began. Changes are shown against that one."),
        Phrase(
            "editor.not-kept", vi: "Danh sách có dữ liệu cá nhân: bản nháp không được lưu, rời trang là mất.",
            en: "Lists name persons: the draft is not kept, and is lost when you leave the page."),
        Phrase("editor.discard", vi: "Bỏ bản nháp", en: "Discard the draft"),
        Phrase("editor.text", vi: "Văn bản của tài liệu (YAML)", en: "The document's text (YAML)"),
        Phrase(
            "editor.keys", vi: "Ctrl+Space: gợi ý. F8: lỗi kế tiếp. Esc, rồi Tab: rời ô soạn.",
            en: "Ctrl+Space: suggestions. F8: next error. Esc, then Tab: leave the field."),
        Phrase(
            "editor.key-try", vi: "Ctrl+Enter: thử quy tắc ở con trỏ.", en: "Ctrl+Enter: try the rule at the caret."),
        Phrase("editor.suggestions", vi: "Gợi ý", en: "Suggestions"),
        Phrase("editor.checking", vi: "Đang kiểm tra…", en: "Checking…"),
        Phrase("editor.no-faults", vi: "Không có lỗi.", en: "No errors."),
        Phrase("editor.faults", vi: "Có {count} lỗi:", en: "Errors: {count}"),
        Phrase(
            "editor.faults-more", vi: "Có hơn {count} lỗi, đây là những lỗi đầu:",
            en: "More than {count} errors; the first ones:"),
        Phrase(
            "editor.fault", vi: "dòng {line}, cột {column}: cần {expected}, thấy {found}",
            en: "line {line}, column {column}: expected {expected}, found {found}"),
        Phrase("editor.caret", vi: "Ở con trỏ", en: "At the caret"),
        Phrase(
            "editor.caret-none", vi: "Đặt con trỏ vào một dữ kiện, hàm hoặc trường để xem nghĩa.",
            en: "Put the caret on a fact, a function or a field to see what it means."),
        Phrase("editor.fact", vi: "dữ kiện, kiểu {type}", en: "a fact of type {type}"),
        Phrase("editor.group", vi: "nhóm dữ kiện", en: "a group of facts"),
        Phrase("editor.function", vi: "hàm", en: "a function"),
        Phrase("editor.macro", vi: "macro", en: "a macro"),
        Phrase("editor.field", vi: "trường của tài liệu", en: "a field of the document"),
        Phrase("editor.element", vi: "trường của phần tử, kiểu {type}", en: "a field of an element, type {type}"),
        Phrase("editor.list-kind", vi: "loại danh sách đang dùng", en: "a kind of list in force"),
        Phrase("editor.category", vi: "nhóm từ khóa đang dùng", en: "a category of keywords in force"),
        Phrase("editor.value", vi: "giá trị của trường", en: "a value of the field"),
        Phrase("editor.example", vi: "Ví dụ: {example}", en: "For example: {example}"),
    ]

    private static let editorRule: [Phrase] = [
        Phrase("editor.rule", vi: "Quy tắc {rule}", en: "Rule {rule}"),
        Phrase("editor.rule-none", vi: "Quy tắc ở con trỏ", en: "The rule at the caret"),
        Phrase(
            "editor.rule-how", vi: "Đặt con trỏ vào một quy tắc để xem các phép thử của nó.",
            en: "Put the caret into a rule to see its tests."),
        Phrase("editor.tests", vi: "Phép thử của tác giả", en: "The author's tests"),
        Phrase("editor.tests-none", vi: "Quy tắc này chưa có phép thử.", en: "This rule has no tests."),
        Phrase(
            "editor.tests-wait", vi: "Các phép thử chạy khi quy tắc không còn lỗi.",
            en: "Its tests are asked when the rule has no errors."),
        Phrase("editor.tests-passed", vi: "{passed}/{count} phép thử đúng", en: "{passed} of {count} tests pass"),
        Phrase(
            "editor.tests-left", vi: "{count} phép thử của tài liệu chưa chạy: quá nhiều.",
            en: "{count} of the document's tests were not asked: there are too many."),
        Phrase("editor.test-passed", vi: "dòng {line}: đúng, {found}", en: "line {line}: passes, {found}"),
        Phrase(
            "editor.test-failed", vi: "dòng {line}: sai, cần {expected}, thấy {found}",
            en: "line {line}: does not pass, expected {expected}, found {found}"),
        Phrase("editor.answer-speaks", vi: "lên tiếng", en: "speaks"),
        Phrase("editor.answer-silent", vi: "im lặng", en: "is silent"),
        Phrase("editor.answer-fails", vi: "không kết luận được", en: "fails"),
    ]

    private static let editorTrial: [Phrase] = [
        Phrase("editor.try", vi: "Thử với bưu gửi tháng trước", en: "Try on last month's parcels"),
        Phrase("editor.trying", vi: "Đang thử…", en: "It is being tried…"),
        Phrase("editor.asked", vi: "Đã hỏi về {asked} bưu gửi.", en: "Parcels asked about so far: {asked}."),
        Phrase(
            "editor.tried-none", vi: "Không có bưu gửi nào trong {days} ngày qua.",
            en: "There is no parcel in the last {days} days."),
        Phrase(
            "editor.tried", vi: "Đã hỏi {asked} bưu gửi, từ {from} đến {to}.",
            en: "{asked} parcels were asked about, from {from} to {to}."),
        Phrase(
            "editor.tried-limit", vi: "Chỉ hỏi về {limit} bưu gửi mới nhất của {days} ngày qua.",
            en: "Only the newest {limit} parcels of the last {days} days are asked about."),
        Phrase(
            "editor.tried-late", vi: "Hết thời gian: bưu gửi sau đó chưa được hỏi.",
            en: "The time was over: later parcels were not asked about."),
        Phrase(
            "editor.tried-overtaken", vi: "Một lần thử mới hơn đã thay thế lần này.",
            en: "A newer trial has taken the place of this one."),
        Phrase(
            "editor.tried-does-not-read",
            vi: "Không thử được: tài liệu, quy tắc hoặc danh sách đang dùng không đọc được.",
            en: "It cannot be tried: the document, the rule or the lists in force cannot be read."),
        Phrase("editor.tried-failed", vi: "Không đọc được bưu gửi.", en: "The parcels could not be read."),
        Phrase("editor.tried-old", vi: "Văn bản đã đổi sau lần thử này.", en: "The text has changed since this trial."),
        Phrase("editor.figure-speaks", vi: "quy tắc lên tiếng", en: "the rule speaks"),
        Phrase("editor.figure-speaksHeld", vi: "trong đó đã bị giữ", en: "of them held anyway"),
        Phrase("editor.figure-fails", vi: "không kết luận được (bị giữ)", en: "it fails (and holds)"),
        Phrase("editor.figure-failsHeld", vi: "trong đó đã bị giữ", en: "of them held anyway"),
        Phrase("editor.figure-erased", vi: "đã xóa dữ liệu cá nhân", en: "with persons erased"),
        Phrase("editor.examples", vi: "Bưu gửi mới nhất", en: "The newest parcels"),
        Phrase("editor.example-held", vi: "khi đó bị giữ", en: "was held"),
        Phrase("editor.example-passed", vi: "khi đó đi tiếp", en: "had passed"),
        Phrase("editor.example-fails", vi: "không kết luận được: {why}", en: "fails: {why}"),
        Phrase(
            "editor.example-fails-personal", vi: "không kết luận được (lý do có dữ liệu cá nhân)",
            en: "fails (the reason may name persons)"),
        Phrase("editor.no-number", vi: "không có số", en: "no number"),
        Phrase("editor.hold", vi: "Hồ sơ {hold}", en: "Hold {hold}"),
    ]

    private static let editorChanges: [Phrase] = [
        Phrase("editor.review", vi: "Xem thay đổi để đề xuất", en: "Review the changes to propose them"),
        Phrase("editor.changes", vi: "Thay đổi so với phiên bản {number}", en: "Changes against version {number}"),
        Phrase("editor.changes-all", vi: "Tài liệu mới", en: "The new document"),
        Phrase("editor.no-changes", vi: "Không có thay đổi nào.", en: "There are no changes."),
        Phrase(
            "editor.changes-count", vi: "Thêm {added} dòng, bỏ {removed} dòng.",
            en: "Lines added: {added}, removed: {removed}."),
        Phrase("editor.line-added", vi: "thêm", en: "added"),
        Phrase("editor.line-removed", vi: "bỏ", en: "removed"),
        Phrase("editor.back-to-text", vi: "Soạn tiếp", en: "Go on editing"),
        Phrase(
            "documents.edit-rules", vi: "Soạn từ bản có hiệu lực thành đề xuất mới",
            en: "Edit the rules in force as a new proposal"),
        Phrase(
            "documents.edit-lists", vi: "Soạn từ bản có hiệu lực thành đề xuất mới",
            en: "Edit the lists in force as a new proposal"),
        Phrase(
            "documents.edit-policy", vi: "Soạn từ bản có hiệu lực thành đề xuất mới",
            en: "Edit the policy in force as a new proposal"),
        Phrase("problem.unknown-rule", vi: "Không có quy tắc này.", en: "There is no such rule."),
        Phrase("problem.unknown-trial", vi: "Lần thử này không còn được giữ.", en: "This trial is no longer kept."),
    ]
}
