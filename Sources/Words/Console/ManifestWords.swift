extension Catalogue {
    /// The pages of manifests, imports and declared items, and the grounds for seeing personal data.
    static let manifestTexts: [Phrase] = [
        Phrase("page.manifests", vi: "Bản kê khai", en: "Manifests"),
        Phrase("page.import", vi: "Lần nhận số {number}", en: "Import {number}"),
        Phrase("items.heading", vi: "Bưu gửi đã khai báo", en: "Declared items"),
        Phrase("items.search", vi: "Tìm bưu gửi đã khai báo", en: "Search declared items"),
        Phrase(
            "items.search-hint", vi: "một phần số hiệu, tên hoặc điện thoại, có dấu hay không dấu",
            en: "part of a number, a name or a telephone number"),
        Phrase("items.count", vi: "Bưu gửi tìm thấy: {count}", en: "Items found: {count}"),
        Phrase(
            "items.count-more", vi: "Đang hiện {count} bưu gửi; còn nữa.",
            en: "The first {count} are shown; there are more."),
        Phrase("items.none-found", vi: "Không có bưu gửi nào khớp.", en: "No item fits."),
        Phrase(
            "items.behind", vi: "Các bưu gửi vừa nhận đang được đưa vào mục tìm kiếm…",
            en: "Items that have just come are being made searchable…"),
        Phrase("items.from", vi: "Gửi: {name}", en: "From: {name}"),
        Phrase("items.to", vi: "Nhận: {name}", en: "To: {name}"),
        Phrase("items.source", vi: "lần nhận {import}, {at}", en: "import {import}, {at}"),
        Phrase("items.holds", vi: "Hồ sơ giữ của bưu gửi này", en: "Holds of this item"),
        Phrase("items.versions", vi: "Các lần khai báo", en: "What was declared, and when"),
        Phrase(
            "items.withdrawn", vi: "Khai báo đã được rút: bưu gửi này coi như chưa khai báo.",
            en: "The declaration was withdrawn: this item counts as not declared."),
        Phrase("items.version-added", vi: "Phiên bản {version}: khai báo mới", en: "Version {version}: declared"),
        Phrase("items.version-updated", vi: "Phiên bản {version}: thay đổi", en: "Version {version}: changed"),
        Phrase("items.version-withdrawn", vi: "Phiên bản {version}: rút khai báo", en: "Version {version}: withdrawn"),
        Phrase("items.import-line", vi: "Lần nhận {import}, dòng {line}", en: "Import {import}, line {line}"),
        Phrase("imports.heading", vi: "Các lần nhận bản kê", en: "Imports"),
        Phrase("imports.none", vi: "Chưa nhận bản kê nào.", en: "No manifest has been taken in yet."),
        Phrase("imports.number", vi: "Số {number}", en: "No. {number}"),
        Phrase("imports.back", vi: "Về trang Bản kê khai", en: "Back to the manifests"),
        Phrase(
            "imports.outcome",
            vi:
                "Số dòng: {rows} · {added} mới, {updated} thay đổi, {unchanged} như cũ, {withdrawn} rút, {refused} dòng không nhận",
            en:
                "Rows: {rows} · {added} new, {updated} changed, {unchanged} as before, {withdrawn} withdrawn, {refused} left out"
        ),
        Phrase(
            "imports.refused", vi: "Không nhận tệp này. Số dòng có lỗi: {count}. Không có gì được ghi.",
            en: "The file was refused. Rows that are wrong: {count}. Nothing of it was taken in."),
        Phrase("imports.source", vi: "{file} · {encoding} · {at} · {by}", en: "{file} · {encoding} · {at} · {by}"),
        Phrase("imports.hash", vi: "BLAKE2b-256 {hash}", en: "BLAKE2b-256 {hash}"),
        Phrase("imports.refused-rows", vi: "Các dòng không nhận được", en: "Rows that could not be taken"),
        Phrase("imports.added", vi: "Bưu gửi mới", en: "New items"),
        Phrase("imports.updated", vi: "Bưu gửi thay đổi", en: "Changed items"),
        Phrase("imports.withdrawn", vi: "Bưu gửi bị rút khai báo", en: "Withdrawn items"),
        Phrase("imports.at-line", vi: "dòng {line}", en: "line {line}"),
        Phrase("upload.heading", vi: "Nhận bản kê", en: "Take a manifest in"),
        Phrase(
            "upload.choose", vi: "Chọn tệp bản kê, hoặc kéo tệp thả vào đây",
            en: "Choose a manifest file, or drop one here"),
        Phrase(
            "upload.forms", vi: "CSV (phẩy, chấm phẩy hoặc tab) hoặc NDJSON",
            en: "CSV (comma, semicolon or tab) or NDJSON"),
        Phrase("upload.encoding", vi: "Bảng mã", en: "Encoding"),
        Phrase("upload.recognise", vi: "tự nhận biết", en: "recognise it"),
        Phrase(
            "upload.leave-out", vi: "Nhận các dòng đúng, bỏ các dòng lỗi",
            en: "Take the other rows when some are wrong"),
        Phrase("upload.busy", vi: "Đang nhận {name}…", en: "Taking {name} in…"),
        Phrase(
            "upload.refused", vi: "Không nhận {name}. Số dòng có lỗi: {count}. Không có gì được ghi.",
            en: "{name} was refused. Rows that are wrong: {count}. Nothing of it was taken in."),
        Phrase("upload.see", vi: "Xem lần nhận này", en: "Look at this import"),
        Phrase("refusal.place", vi: "Dòng {line}, ký tự thứ {column}", en: "Line {line}, character {column}"),
        Phrase("refusal.what", vi: "Cần: {expected}. Thấy: {found}", en: "Expected: {expected}. Found: {found}"),
        Phrase("ground.label", vi: "Lý do xem dữ liệu cá nhân", en: "Why you look at personal data"),
        Phrase("ground.choose", vi: "– chọn lý do –", en: "– choose a reason –"),
        Phrase("ground.inspection", vi: "kiểm tra bưu gửi bị giữ", en: "inspecting a held parcel"),
        Phrase("ground.contact", vi: "liên hệ người gửi hoặc người nhận", en: "contacting sender or receiver"),
        Phrase("ground.authority", vi: "yêu cầu của cơ quan có thẩm quyền", en: "an authority asks"),
        Phrase("ground.enquiry", vi: "người gửi hoặc người nhận hỏi", en: "sender or receiver asks"),
        Phrase("ground.correction", vi: "sửa khai báo sai", en: "correcting a declaration"),
        Phrase("ground.other", vi: "lý do khác", en: "another reason"),
        Phrase("ground.note", vi: "Số công văn hoặc lý do", en: "The letter's number, or the reason"),
        Phrase("ground.show", vi: "Hiện và ghi lại", en: "Show, and write it down"),
        Phrase("field.item-number", vi: "số hiệu", en: "item number"),
        Phrase("field.service", vi: "dịch vụ", en: "service"),
        Phrase("field.origin", vi: "nước gửi", en: "origin"),
        Phrase("field.destination", vi: "nước nhận", en: "destination"),
        Phrase("field.sender-name", vi: "tên người gửi", en: "sender's name"),
        Phrase("field.sender-phone", vi: "điện thoại người gửi", en: "sender's telephone"),
        Phrase("field.sender-address", vi: "địa chỉ người gửi", en: "sender's address"),
        Phrase("field.receiver-name", vi: "tên người nhận", en: "receiver's name"),
        Phrase("field.receiver-phone", vi: "điện thoại người nhận", en: "receiver's telephone"),
        Phrase("field.receiver-address", vi: "địa chỉ người nhận", en: "receiver's address"),
        Phrase("field.contents", vi: "nội dung hàng", en: "contents"),
        Phrase("field.quantity", vi: "số lượng", en: "quantity"),
        Phrase("field.hs-code", vi: "mã HS", en: "HS code"),
        Phrase("field.weight-g", vi: "khối lượng", en: "weight"),
        Phrase("field.length-mm", vi: "chiều dài", en: "length"),
        Phrase("field.value-vnd", vi: "giá trị", en: "value"),
        Phrase("field.cod-vnd", vi: "thu hộ", en: "cash on delivery"),
        Phrase("field.office", vi: "bưu cục chấp nhận", en: "accepting office"),
        Phrase("field.action", vi: "thao tác", en: "action"),
        Phrase(
            "problem.unknown-import", vi: "Không có lần nhận bản kê này.", en: "There is no such import."),
        Phrase("problem.unknown-item", vi: "Bưu gửi này chưa từng được khai báo.", en: "This item was never declared."),
        Phrase(
            "problem.search-too-short", vi: "Hãy nhập ít nhất {shortest} chữ hoặc số liền nhau.",
            en: "Enter at least {shortest} letters or digits of one word."),
        Phrase(
            "problem.encoding", vi: "Không biết bảng mã này; hãy chọn một trong: {encodings}.",
            en: "This encoding is not known; choose one of: {encodings}."),
        Phrase("problem.choose-ground", vi: "Hãy chọn lý do.", en: "Choose a ground."),
        Phrase(
            "problem.ground-needs-note", vi: "Hãy ghi số công văn hoặc lý do.",
            en: "Write the letter's number, or the reason."),
    ]
}
