extension Catalogue {
    /// What is said about numbers: why one is wrong, what its service is, and what `parcelgate identify` tells people.
    static let numbers: [Phrase] = [
        Phrase("number-fault.shape", vi: "sai số chữ hoặc chữ số", en: "it has other letters or digits than it should"),
        Phrase(
            "number-fault.reserved-service", vi: "chữ cái đầu thuộc nhóm UPU để dành",
            en: "it begins with a letter that UPU reserves"),
        Phrase(
            "number-fault.country", vi: "hai chữ cuối không phải mã nước", en: "its last two letters are no country"),
        Phrase(
            "number-fault.check-digit", vi: "chữ số kiểm tra là {found}, lẽ ra phải là {expected}",
            en: "its check digit is {found}, it should be {expected}"),
        Phrase(
            "number-fault.filler", vi: "toàn số 0, số nào kiểm tra cũng khớp", en: "zeros alone fit every check digit"),

        Phrase(
            "element-fault.identifier", vi: "ký tự thứ {offset} không phải mã định danh ứng dụng GS1",
            en: "no GS1 application identifier at character {offset}"),
        Phrase(
            "element-fault.too-short", vi: "dữ liệu của ({identifier}) ở ký tự thứ {offset} quá ngắn",
            en: "the data of ({identifier}) at character {offset} is too short"),
        Phrase(
            "element-fault.separator",
            vi: "thiếu dấu phân cách sau ({identifier}) ở ký tự thứ {offset}; máy quét có thể đã bỏ GS",
            en:
                "no separator behind ({identifier}) at character {offset}, so that nobody can tell where it ends; the scanner may drop GS"
        ),
        Phrase(
            "element-fault.characters", vi: "({identifier}) ở ký tự thứ {offset} có ký tự không được phép",
            en: "({identifier}) at character {offset} has characters that it may not have"),
        Phrase(
            "element-fault.check", vi: "chữ số kiểm tra của ({identifier}) ở ký tự thứ {offset} không khớp",
            en: "the check digit of ({identifier}) at character {offset} does not hold"),
        Phrase(
            "element-fault.value", vi: "({identifier}) ở ký tự thứ {offset} không phải giá trị hợp lệ",
            en: "({identifier}) at character {offset} is not what it must be, such as a date"),
        Phrase(
            "element-fault.dropped",
            vi: "({identifier}) có thể chứa một mã khác từ ký tự thứ {offset}; máy quét có thể đã bỏ GS",
            en:
                "another key may begin within ({identifier}) at character {offset}, or its data only looks so; the scanner may drop GS"
        ),

        Phrase("postal-service.parcel", vi: "gói, kiện", en: "parcel post"),
        Phrase("postal-service.express", vi: "chuyển phát nhanh EMS", en: "express mail (EMS)"),
        Phrase("postal-service.commerce", vi: "thương mại điện tử", en: "e-commerce parcel"),
        Phrase("postal-service.tracked", vi: "thư có theo dõi", en: "tracked letter post"),
        Phrase("postal-service.bag", vi: "túi M (ấn phẩm)", en: "M bag (printed matter)"),
        Phrase("postal-service.reply", vi: "thư trả lời kinh doanh quốc tế", en: "international business reply"),
        Phrase("postal-service.registered", vi: "bảo đảm", en: "registered"),
        Phrase("postal-service.untracked", vi: "thư không theo dõi", en: "letter post, untracked"),
        Phrase("postal-service.insured", vi: "khai giá", en: "insured"),
        Phrase(
            "postal-service.agreed", vi: "trong nước hoặc theo thỏa thuận giữa các bưu chính",
            en: "domestic, or as posts have agreed"),

        Phrase("evidence-class.check-digit", vi: "chữ số kiểm tra khớp", en: "its check digit holds"),
        Phrase("evidence-class.structure", vi: "chỉ có cấu trúc khớp", en: "only its structure fits"),
        Phrase("evidence-class.length", vi: "chỉ có độ dài khớp", en: "only its length fits"),

        Phrase(
            "identify.valid", vi: "{scheme} hợp lệ, {canonical}: {evidence}",
            en: "valid {scheme}, {canonical}: {evidence}"),
        Phrase("identify.invalid", vi: "không phải số {scheme} hợp lệ: {why}", en: "no valid {scheme} number: {why}"),
        Phrase("identify.unknown", vi: "không thuộc kiểu số nào đã biết", en: "no number of a known scheme"),
        Phrase(
            "identify.length-only",
            vi: "chỉ có độ dài khớp, nên không biết là của ai: {schemes}; xem nhãn, bản kê hoặc dây chuyền",
            en:
                "only its length fits, so that nobody can tell whose it is: {schemes}; see the label, the manifest or the line"
        ),
        Phrase(
            "identify.no-parcel", vi: "dữ liệu GS1 không có số bưu gửi", en: "GS1 data without a parcel's number"),
        Phrase("identify.broken", vi: "dữ liệu GS1 không đọc được: {why}", en: "GS1 data that cannot be read: {why}"),
        Phrase(
            "identify.unconfirmed", vi: "dạng số này chưa được nhà khai thác xác nhận",
            en: "the form of its numbers is not confirmed by the operator"),
        Phrase(
            "identify.first-of-equals", vi: "cũng khớp như vậy với {schemes}", en: "it fits {schemes} as well"),
        Phrase("identify.also", vi: "cũng có dạng {schemes}", en: "it also has the form of {schemes}"),
        Phrase("identify.hyphens", vi: "đã bỏ dấu gạch nối", en: "without its hyphens"),
        Phrase(
            "identify.look-alikes", vi: "có phải là {numbers}? Hãy đọc lại nhãn",
            en: "did you mean {numbers}, whose check digit holds? Read the label again"),
        Phrase("identify.carrier", vi: "nhà khai thác {carrier}", en: "carrier {carrier}"),
    ]
}
