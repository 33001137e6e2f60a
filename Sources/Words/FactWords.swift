extension Catalogue {
    /// What each fact is that a rule may ask for. The key ends with the fact's name, with hyphens in it.
    static let facts: [Phrase] = [
        Phrase("fact.line", vi: "chuyền hoặc bàn đang xử lý bưu gửi", en: "the line or table where the parcel is"),
        Phrase("fact.number", vi: "số hiệu của bưu gửi", en: "the parcel's number"),
        Phrase(
            "fact.scheme", vi: "loại số hiệu: s10, sscc hoặc loại do trạm đặt tên",
            en: "the number's scheme: s10, sscc, or one that the site names"),
        Phrase(
            "fact.number-evidence",
            vi: "điều chứng minh số hiệu: check-digit (số kiểm tra), structure (cấu trúc) hoặc length (độ dài)",
            en: "what speaks for the number: check-digit, structure or length"),
        Phrase("fact.numbers", vi: "mọi số hiệu đọc được trên bưu gửi", en: "all numbers read on the parcel"),
        Phrase(
            "fact.country", vi: "nước trong số hiệu S10, hai chữ cái", en: "the country of an S10 number, two letters"),
        Phrase("fact.length-mm", vi: "chiều dài đo trên băng chuyền, mm", en: "the length measured on the belt, mm"),
        Phrase(
            "fact.readers", vi: "các đầu đọc của dây chuyền đã đọc được số hiệu, mỗi đầu đọc một lần; trống ở bàn kiểm",
            en: "the line's readers that read its number, each once; empty at a table"),
        Phrase(
            "fact.label-quality",
            vi: "chất lượng in của nhãn mang số hiệu, như đầu đọc ghi; trống nếu không đầu đọc nào ghi",
            en: "the print quality of labels with its number, as readers write it; empty where none does"),
        Phrase(
            "fact.other-labels", vi: "số nhãn khác đọc được trên bưu gửi mà không phải là số hiệu",
            en: "labels read on it that are no item numbers"),
        Phrase(
            "fact.measured-weight-g", vi: "khối lượng cân được, gam; vắng nếu không cân",
            en: "the measured weight, grams; absent where nothing weighed it"),
        Phrase(
            "fact.measured-length-mm", vi: "chiều dài do máy đo kích thước đo được, mm",
            en: "the length that a dimensioner measured, mm"),
        Phrase(
            "fact.measured-width-mm", vi: "chiều rộng do máy đo kích thước đo được, mm",
            en: "the width that a dimensioner measured, mm"),
        Phrase(
            "fact.measured-height-mm", vi: "chiều cao do máy đo kích thước đo được, mm",
            en: "the height that a dimensioner measured, mm"),
        Phrase("fact.service", vi: "dịch vụ đã khai", en: "the declared service"),
        Phrase("fact.origin", vi: "nước gửi, hai chữ cái", en: "the country of origin, two letters"),
        Phrase("fact.destination", vi: "nước nhận, hai chữ cái", en: "the country of destination, two letters"),
        Phrase("fact.office", vi: "bưu cục chấp nhận", en: "the office of acceptance"),
        Phrase("fact.contents", vi: "các dòng mô tả hàng hóa", en: "the lines that describe the goods"),
        Phrase("fact.hs-codes", vi: "mã HS của các dòng hàng", en: "the HS codes of the goods"),
        Phrase("fact.quantity", vi: "tổng số món đã khai", en: "how many pieces are declared in all"),
        Phrase("fact.weight-g", vi: "khối lượng đã khai, gam", en: "the declared weight, grams"),
        Phrase("fact.declared-length-mm", vi: "chiều dài đã khai, mm", en: "the declared length, mm"),
        Phrase("fact.value-vnd", vi: "giá trị đã khai, đồng", en: "the declared value, dong"),
        Phrase("fact.cod-vnd", vi: "tiền thu hộ, đồng", en: "payment on delivery, dong"),
        Phrase("fact.sender.name", vi: "tên người gửi", en: "the sender's name"),
        Phrase(
            "fact.sender.phone", vi: "số điện thoại người gửi, chỉ gồm chữ số",
            en: "the sender's telephone number, digits alone"),
        Phrase("fact.sender.address", vi: "địa chỉ người gửi", en: "the sender's address"),
        Phrase(
            "fact.sender.account", vi: "tài khoản khách hàng đã đặt bưu gửi, như bưu chính ghi",
            en: "the customer's account by which the parcel was booked, as the operator writes it"),
        Phrase(
            "fact.sender.device", vi: "thiết bị (điện thoại, máy tính) đã dùng để đặt bưu gửi, như bưu chính ghi",
            en: "the device (telephone, computer) on which the parcel was booked, as the operator writes it"),
        Phrase("fact.receiver.name", vi: "tên người nhận", en: "the receiver's name"),
        Phrase(
            "fact.receiver.phone", vi: "số điện thoại người nhận, chỉ gồm chữ số",
            en: "the receiver's telephone number, digits alone"),
        Phrase("fact.receiver.address", vi: "địa chỉ người nhận", en: "the receiver's address"),
        Phrase("fact.manifest.version", vi: "tờ khai đã được nộp bao nhiêu lần", en: "how often it was declared"),
        Phrase(
            "fact.manifest.age-min", vi: "tờ khai đã nộp cách đây bao nhiêu phút",
            en: "how long ago it was declared, minutes"),
        Phrase(
            "fact.keywords.strong", vi: "từ khóa mạnh tìm thấy trong mô tả, theo nhóm",
            en: "strong terms found in the goods, by category"),
        Phrase(
            "fact.keywords.weak", vi: "từ khóa yếu tìm thấy trong mô tả, theo nhóm",
            en: "weak terms found in the goods, by category"),
        Phrase(
            "fact.keywords.everyday", vi: "từ thường ngày đáng chú ý tìm thấy trong mô tả, theo nhóm",
            en: "everyday words of note found in the goods, by category"),
        Phrase(
            "fact.keywords.flagged",
            vi: "các nhóm mà những từ khóa tìm thấy cộng lại là đủ để giữ, với các từ khóa đó",
            en: "the categories whose terms together are enough to hold, with those terms"),
        Phrase(
            "fact.history.sender.parcels-1d", vi: "số bưu gửi trước đó của người gửi trong 24 giờ",
            en: "earlier parcels of the sender in 24 hours"),
        Phrase(
            "fact.history.sender.parcels-7d", vi: "số bưu gửi trước đó của người gửi trong 7 ngày",
            en: "earlier parcels of the sender in 7 days"),
        Phrase(
            "fact.history.sender.parcels-30d", vi: "số bưu gửi trước đó của người gửi trong 30 ngày",
            en: "earlier parcels of the sender in 30 days"),
        Phrase(
            "fact.history.sender.receivers-7d", vi: "số người nhận khác nhau của các bưu gửi đó trong 7 ngày",
            en: "different receivers of those in 7 days"),
        Phrase(
            "fact.history.sender.receivers-30d", vi: "số người nhận khác nhau của các bưu gửi đó trong 30 ngày",
            en: "different receivers of those in 30 days"),
        Phrase(
            "fact.history.sender.received-30d", vi: "số bưu gửi mà chính người gửi đã nhận trong 30 ngày",
            en: "parcels that the sender got as a receiver in 30 days"),
        Phrase(
            "fact.history.sender.recent", vi: "tối đa 50 bưu gửi gần nhất trong 30 ngày của người gửi, mới nhất trước",
            en: "the sender's parcels of 30 days, the newest first, at most 50"),
        Phrase(
            "fact.history.receiver.parcels-1d", vi: "số bưu gửi trước đó cho người nhận trong 24 giờ",
            en: "earlier parcels for the receiver in 24 hours"),
        Phrase(
            "fact.history.receiver.parcels-7d", vi: "số bưu gửi trước đó cho người nhận trong 7 ngày",
            en: "earlier parcels for the receiver in 7 days"),
        Phrase(
            "fact.history.receiver.parcels-30d", vi: "số bưu gửi trước đó cho người nhận trong 30 ngày",
            en: "earlier parcels for the receiver in 30 days"),
        Phrase(
            "fact.history.receiver.senders-7d", vi: "số người gửi khác nhau của các bưu gửi đó trong 7 ngày",
            en: "different senders of those in 7 days"),
        Phrase(
            "fact.history.receiver.senders-30d", vi: "số người gửi khác nhau của các bưu gửi đó trong 30 ngày",
            en: "different senders of those in 30 days"),
        Phrase(
            "fact.history.receiver.sent-30d", vi: "số bưu gửi mà chính người nhận đã gửi trong 30 ngày",
            en: "parcels that the receiver sent in 30 days"),
        Phrase(
            "fact.history.receiver.recent",
            vi: "tối đa 50 bưu gửi gần nhất trong 30 ngày cho người nhận, mới nhất trước",
            en: "the receiver's parcels of 30 days, the newest first, at most 50"),
        Phrase(
            "fact.history.pair.parcels-7d", vi: "số bưu gửi trước đó từ người gửi này cho người nhận này trong 7 ngày",
            en: "earlier parcels from this sender to this receiver in 7 days"),
        Phrase(
            "fact.history.pair.parcels-30d",
            vi: "số bưu gửi trước đó từ người gửi này cho người nhận này trong 30 ngày",
            en: "earlier parcels from this sender to this receiver in 30 days"),
        Phrase(
            "fact.history.receiver-address.parcels-1d", vi: "số bưu gửi trước đó đến địa chỉ nhận trong 24 giờ",
            en: "earlier parcels to the receiver's address in 24 hours"),
        Phrase(
            "fact.history.receiver-address.parcels-7d", vi: "số bưu gửi trước đó đến địa chỉ nhận trong 7 ngày",
            en: "earlier parcels to the receiver's address in 7 days"),
        Phrase(
            "fact.history.receiver-address.parcels-30d", vi: "số bưu gửi trước đó đến địa chỉ nhận trong 30 ngày",
            en: "earlier parcels to the receiver's address in 30 days"),
        Phrase(
            "fact.history.account.parcels-1d", vi: "số bưu gửi trước đó đặt bằng tài khoản khách hàng này trong 24 giờ",
            en: "earlier parcels of this customer account in 24 hours"),
        Phrase(
            "fact.history.account.parcels-7d", vi: "số bưu gửi trước đó đặt bằng tài khoản khách hàng này trong 7 ngày",
            en: "earlier parcels of this customer account in 7 days"),
        Phrase(
            "fact.history.account.parcels-30d",
            vi: "số bưu gửi trước đó đặt bằng tài khoản khách hàng này trong 30 ngày",
            en: "earlier parcels of this customer account in 30 days"),
        Phrase(
            "fact.history.account.receivers-7d", vi: "số người nhận khác nhau của các bưu gửi đó trong 7 ngày",
            en: "different receivers of those in 7 days"),
        Phrase(
            "fact.history.account.receivers-30d", vi: "số người nhận khác nhau của các bưu gửi đó trong 30 ngày",
            en: "different receivers of those in 30 days"),
        Phrase(
            "fact.history.device.parcels-1d", vi: "số bưu gửi trước đó đặt bằng thiết bị này trong 24 giờ",
            en: "earlier parcels booked on this device in 24 hours"),
        Phrase(
            "fact.history.device.parcels-7d", vi: "số bưu gửi trước đó đặt bằng thiết bị này trong 7 ngày",
            en: "earlier parcels booked on this device in 7 days"),
        Phrase(
            "fact.history.device.parcels-30d", vi: "số bưu gửi trước đó đặt bằng thiết bị này trong 30 ngày",
            en: "earlier parcels booked on this device in 30 days"),
        Phrase(
            "fact.history.device.senders-7d", vi: "số người gửi khác nhau của các bưu gửi đó trong 7 ngày",
            en: "different senders of those in 7 days"),
        Phrase(
            "fact.history.device.senders-30d", vi: "số người gửi khác nhau của các bưu gửi đó trong 30 ngày",
            en: "different senders of those in 30 days"),
        Phrase(
            "fact.history.office.parcels-1d", vi: "số bưu gửi trước đó do bưu cục này chấp nhận trong 24 giờ",
            en: "earlier parcels accepted by this office in 24 hours"),
        Phrase(
            "fact.history.office.parcels-7d", vi: "số bưu gửi trước đó do bưu cục này chấp nhận trong 7 ngày",
            en: "earlier parcels accepted by this office in 7 days"),
        Phrase(
            "fact.history.office.parcels-30d", vi: "số bưu gửi trước đó do bưu cục này chấp nhận trong 30 ngày",
            en: "earlier parcels accepted by this office in 30 days"),
        Phrase(
            "fact.history.office.same-weight-7d", vi: "trong số đó, số bưu gửi có cùng khối lượng khai trong 7 ngày",
            en: "those of them with the same declared weight, in 7 days"),
        Phrase("facts.title", vi: "Những điều mà một quy tắc có thể hỏi", en: "What a rule can ask"),
        Phrase(
            "facts.introduction",
            vi:
                "Một dữ kiện có thể vắng: `has(weight_g)` cho biết nó có mặt hay không. Quy tắc gặp một dữ kiện vắng mà không nêu nó trong `optional` thì giữ bưu gửi.",
            en:
                "A fact may be absent: `has(weight_g)` tells. A rule that needs an absent fact which it does not name under `optional` holds the parcel."
        ),
        Phrase("facts.fact", vi: "dữ kiện", en: "fact"), Phrase("facts.type", vi: "kiểu", en: "type"),
        Phrase("facts.meaning", vi: "ý nghĩa", en: "meaning"), Phrase("facts.example", vi: "ví dụ", en: "example"),
    ]
}
