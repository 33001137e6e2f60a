extension Catalogue {
    /// Why a parcel is held: `reason.` and the reason's code.
    static let reasons: [Phrase] = [
        Phrase("reason.no-read", vi: "không đọc được mã", en: "no label could be read"),
        Phrase(
            "reason.label-set-aside", vi: "ảnh nhãn đã hai lần làm hỏng bộ giải mã nên không giải mã nữa",
            en: "the label's picture has ended two decoders and is not decoded again"),
        Phrase(
            "reason.label-disputed", vi: "trên cùng một nhãn, hai bộ giải mã đọc ra hai nội dung khác nhau",
            en: "two decoders read different data on one label"),
        Phrase(
            "reason.unknown-number", vi: "đọc được {count} mã nhưng không có mã nào là số bưu gửi hợp lệ",
            en: "{count} codes were read, none is a valid item number"),
        Phrase("reason.evidence-missing", vi: "thiếu căn cứ: {evidence}", en: "missing evidence: {evidence}"),
        Phrase(
            "reason.evidence-stale", vi: "căn cứ đã cũ: {evidence} cách đây {age_min} phút, giới hạn {limit_min} phút",
            en: "stale evidence: {evidence} is {age_min} min old, the limit is {limit_min} min"),
        Phrase(
            "reason.ambiguous-identity", vi: "nhiều số bưu gửi trên một bưu gửi: {numbers}",
            en: "several item numbers on one parcel: {numbers}"),
        Phrase(
            "reason.weak-number", vi: "số {number} không có chữ số kiểm tra và không có trong bản kê khai",
            en: "number {number} has no check digit and is in no manifest"),
        Phrase(
            "reason.copied-label",
            vi: "số {number} cũng xuất hiện trên bưu gửi khác (lượt {other}): nghi nhãn sao chép",
            en: "number {number} is on another parcel too (passage {other}): suspected copied label"),
        Phrase(
            "reason.open-hold", vi: "bưu gửi đang bị giữ (hồ sơ {hold}) lại xuất hiện",
            en: "a parcel with an open hold ({hold}) has come again"),
        Phrase(
            "reason.gap-too-short", vi: "không tách riêng được: khoảng cách {gap_mm} mm, tối thiểu {minimum_mm} mm",
            en: "not singled out: gap {gap_mm} mm, at least {minimum_mm} mm needed"),
        Phrase(
            "reason.too-long", vi: "không tách riêng được: dài {length_mm} mm, tối đa {maximum_mm} mm",
            en: "not singled out: {length_mm} mm long, at most {maximum_mm} mm allowed"),
        Phrase(
            "reason.two-in-window", vi: "không tách riêng được: một lần đọc thuộc về hai bưu gửi",
            en: "not singled out: one reading fits two parcels"),
        Phrase(
            "reason.length-mismatch", vi: "chiều dài đo được {measured_mm} mm, khai báo {declared_mm} mm",
            en: "measured length {measured_mm} mm, declared {declared_mm} mm"),
        Phrase(
            "reason.position-lost", vi: "mất vị trí trên băng chuyền khi bưu gửi đang di chuyển",
            en: "the position on the belt was lost while the parcel was under way"),
        Phrase("reason.rule", vi: "{text}", en: "{text}"),
        Phrase("reason.referral", vi: "{kind}: {text}", en: "{kind}: {text}"),
        Phrase(
            "referral.rfi", vi: "cần bổ sung thông tin trước khi xếp lên phương tiện (RFI)",
            en: "information is requested before loading (RFI)"),
        Phrase(
            "referral.rfs", vi: "cần soi chiếu trước khi xếp lên phương tiện, báo lại cách soi và kết quả (RFS)",
            en: "screening is requested before loading, its method and result to be returned (RFS)"),
        Phrase("referral.dnl", vi: "không được xếp lên phương tiện (DNL)", en: "do not load (DNL)"),
        Phrase(
            "reason.sample", vi: "rút thăm kiểm tra, 1 trong {one_in}: {text}",
            en: "drawn by lot, 1 in {one_in}: {text}"),
        Phrase("reason.shadow", vi: "quy tắc chạy thử ({would}): {text}", en: "a rule on trial ({would}): {text}"),
        Phrase(
            "reason.rule-failed", vi: "quy tắc '{rule}' không chạy được: {why}", en: "rule '{rule}' failed: {why}"),
        Phrase(
            "reason.late", vi: "quyết định chưa được ghi chắc chắn trước điểm chuyển hướng",
            en: "the decision was not durable before the diverter"),
        Phrase(
            "reason.permit-refused", vi: "bộ điều khiển băng chuyền từ chối giấy phép: {why}",
            en: "the sorter refused the permit: {why}"),
        Phrase(
            "reason.restart", vi: "hệ thống khởi động lại khi bưu gửi đang trên băng chuyền",
            en: "the gateway restarted while the parcel was on the belt"),
        Phrase("reason.not-ready", vi: "hệ thống chưa sẵn sàng: {what}", en: "the gateway is not ready: {what}"),
        Phrase(
            "reason.lookup-failed", vi: "không tra cứu được bản kê khai", en: "the manifest could not be looked up"),
        Phrase(
            "reason.link-lost", vi: "mất liên lạc với bộ điều khiển băng chuyền",
            en: "the link to the sorter was lost while the parcel was on the belt"),
        Phrase(
            "reason.track-reused", vi: "bộ điều khiển dùng lại số theo dõi {track} khi bưu gửi trước chưa kết thúc",
            en: "the sorter used track {track} again before the earlier parcel had ended"),
        Phrase(
            "reason.diverted", vi: "đã được phép đi tiếp nhưng vẫn vào làn kiểm tra",
            en: "arrived in the inspection lane although it had been cleared"),
        Phrase(
            "reason.contradiction", vi: "đọc thêm số {number} sau khi đã quyết định",
            en: "number {number} was read after the decision"),
        Phrase(
            "reason.stray", vi: "vật lạ ở cửa ra, không có lượt quét nào", en: "a stray at an exit without a passage"),
        Phrase(
            "reason.escape", vi: "bưu gửi phải giữ đã đi ra cửa {exit}",
            en: "a parcel to be held left by exit {exit}"),
        Phrase(
            "reason.recalled", vi: "{account} thu hồi quyết định cho đi tiếp", en: "{account} took the clear back"),
        Phrase(
            "reason.fingerprint-mismatch",
            vi: "số này quay lại trên bưu gửi khác: dài {measured_mm} mm, lần trước {before_mm} mm",
            en: "the number came back on another parcel: {measured_mm} mm long, {before_mm} mm before"),
        Phrase(
            "reason.weight-mismatch",
            vi: "số này quay lại trên bưu gửi khác: nặng {measured_g} g, lần trước {before_g} g",
            en: "the number came back on another parcel: it weighs {measured_g} g, {before_g} g before"),
        Phrase(
            "reason.recirculated-too-often", vi: "đã quay vòng {times} lần", en: "it went round {times} times"),
        Phrase(
            "reason.readers-disagree", vi: "hai máy đọc khác nhau trên một nhãn: {one} và {other}",
            en: "two readers disagree on one label: {one} and {other}"),
        Phrase(
            "reason.suspected-by-person", vi: "{account} nghi là vật nguy hiểm: không mở, không di chuyển",
            en: "{account} suspects a dangerous object: do not open, do not move"),
        Phrase(
            "reason.encoder-jumped", vi: "bộ đếm băng chuyền nhảy khi bưu gửi đang di chuyển",
            en: "the belt's count jumped while the parcel was under way"),
        Phrase(
            "reason.undecided", vi: "chưa có quyết định được ghi chắc chắn trong thời hạn tại bàn",
            en: "there was no durable decision in time at the table"),
        Phrase(
            "reason.no-clear", vi: "chưa được sàng lọc hoặc chưa được cho qua tại bưu cục này",
            en: "not screened at this site, or not cleared"),
        Phrase(
            "reason.clear-withdrawn", vi: "quyết định cho qua trước đó đã bị thu hồi",
            en: "its earlier clear was withdrawn"),
        Phrase(
            "reason.clear-stale", vi: "quyết định cho qua đã cũ: cách đây {age_min} phút, giới hạn {limit_min} phút",
            en: "its clear is too old: {age_min} min, the limit is {limit_min} min"),
    ]

    /// What a policy may ask for: `evidence.` and the evidence's code.
    static let evidence: [Phrase] = [
        Phrase("evidence.identity", vi: "số bưu gửi đã kiểm tra", en: "a checked item number"),
        Phrase("evidence.manifest", vi: "bản kê khai", en: "the declaration in the manifest"),
        Phrase("evidence.acceptance", vi: "dữ liệu chấp nhận tại bưu cục", en: "the acceptance record"),
        Phrase("evidence.image", vi: "ảnh soi chiếu đã xem", en: "a viewed X-ray picture"),
        Phrase(
            "evidence.bulletin", vi: "bản tin mới và đủ của cơ quan chức năng", en: "the authorities' current bulletins"
        ),
        Phrase("evidence.singled-out", vi: "bưu gửi đi riêng lẻ", en: "the parcel singled out"),
    ]

    /// What must be ready before anything is cleared: `readiness.` and its code.
    static let readiness: [Phrase] = [
        Phrase(
            "readiness.policy", vi: "chưa có chính sách căn cứ nào có hiệu lực", en: "no evidence policy is in force"),
        Phrase(
            "readiness.history", vi: "chưa đọc xong lịch sử bưu gửi mà quy tắc cần",
            en: "the earlier parcels that rules ask about are not all known"),
        Phrase("readiness.rules", vi: "chưa có bộ quy tắc nào có hiệu lực", en: "no rules are in force"),
        Phrase("readiness.journal", vi: "nhật ký không ghi được", en: "the journal cannot be written"),
        Phrase(
            "readiness.sorter", vi: "chưa thống nhất với bộ điều khiển băng chuyền",
            en: "the sorter has not agreed on the epoch"),
        Phrase(
            "readiness.halt", vi: "băng chuyền dừng vì nghi vật nguy hiểm",
            en: "the belt is halted: do not open, do not move"),
        Phrase(
            "readiness.escape", vi: "có bưu gửi thoát ra chưa được xác nhận", en: "an escape has not been acknowledged"),
        Phrase(
            "readiness.anchor", vi: "nhật ký không khớp với mốc neo cuối",
            en: "the journal does not fit its last anchor"),
    ]

    /// A sorter's answers to a permit: `permit-answer.` and the code.
    static let permitAnswers: [Phrase] = [
        Phrase("permit-answer.accepted", vi: "đã nhận", en: "accepted"),
        Phrase("permit-answer.old-epoch", vi: "giấy phép của phiên cũ", en: "a permit of an old epoch"),
        Phrase("permit-answer.unknown-track", vi: "số theo dõi lạ", en: "an unknown track"),
        Phrase("permit-answer.expired", vi: "đã hết hạn", en: "expired"),
        Phrase("permit-answer.used-before", vi: "đã dùng rồi", en: "used before"),
        Phrase("permit-answer.not-understood", vi: "không hiểu điện văn", en: "telegram not understood"),
    ]

    /// What an inspector found: `finding.` and its code.
    static let findings: [Phrase] = [
        Phrase("finding.as-declared", vi: "đúng như khai báo", en: "as declared"),
        Phrase("finding.recoded", vi: "nhãn hỏng, đã nhận dạng lại", en: "label damaged, identified again"),
        Phrase("finding.false-declaration", vi: "khai báo sai", en: "false declaration"),
        Phrase("finding.weapon", vi: "nghi là vũ khí hoặc linh kiện súng", en: "suspected weapon or gun part"),
        Phrase("finding.support-tool", vi: "nghi là công cụ hỗ trợ", en: "suspected support tool"),
        Phrase("finding.explosive", vi: "nghi là vật liệu nổ hoặc tiền chất", en: "suspected explosive or precursor"),
        Phrase("finding.firework", vi: "nghi là pháo", en: "suspected fireworks"),
        Phrase("finding.drug", vi: "nghi là ma túy hoặc tiền chất", en: "suspected drugs or precursor"),
        Phrase("finding.forged-document", vi: "nghi là giấy tờ giả", en: "suspected forged documents"),
        Phrase("finding.other", vi: "phát hiện khác", en: "another finding"),
    ]
}
