extension Catalogue {
    /// The page of documents and bulletins.
    static let documentTexts: [Phrase] = [
        Phrase("page.documents", vi: "Tài liệu", en: "Documents"),
        Phrase(
            "documents.in-force", vi: "Có hiệu lực: phiên bản {number}, {by} đề xuất, duyệt bởi {approvals}.",
            en: "In force: version {number}, proposed by {by}, approved by {approvals}."),
        Phrase(
            "documents.none-in-force", vi: "Chưa có phiên bản nào có hiệu lực: mọi bưu gửi bị giữ.",
            en: "No version is in force: every parcel is held."),
        Phrase("documents.none-waiting", vi: "Không có đề xuất nào chờ duyệt.", en: "No proposal waits."),
        Phrase("documents.version", vi: "Phiên bản {number} chờ duyệt", en: "Version {number} waits"),
        Phrase(
            "documents.proposed", vi: "{by} đề xuất; đã duyệt: {approvals}",
            en: "Proposed by {by}; approved by {approvals}"),
        Phrase(
            "documents.replaying", vi: "Đang thử với bưu gửi của ca trước…",
            en: "It is being tried on the last shift's parcels…"),
        Phrase(
            "documents.replay-failed", vi: "Không thử được ({error}): cần hai người ngoài người đề xuất.",
            en: "It could not be tried ({error}): two persons besides the proposer are needed."),
        Phrase(
            "documents.replay-empty", vi: "Ca trước không có bưu gửi nào để thử.",
            en: "The last shift had no parcel to try it on."),
        Phrase(
            "documents.within-budget",
            vi: "Tài liệu này giữ {held} trong {parcels} bưu gửi của ca trước ({share} %; giới hạn {budget} %).",
            en: "It would hold {held} of the last shift's {parcels} parcels ({share} %; the budget is {budget} %)."),
        Phrase(
            "documents.over-budget",
            vi:
                "Vượt giới hạn: tài liệu này giữ {held} trong {parcels} bưu gửi của ca trước ({share} %; giới hạn {budget} %). Cần hai người ngoài người đề xuất.",
            en:
                "Over the budget: it would hold {held} of the last shift's {parcels} parcels ({share} %; the budget is {budget} %). Two persons besides the proposer are needed."
        ),
        Phrase("documents.replay-span", vi: "Từ {from} đến {to}.", en: "From {from} to {to}."),
        Phrase("documents.figure-parcels", vi: "bưu gửi đã thử", en: "parcels tried"),
        Phrase("documents.figure-heldThen", vi: "đã bị giữ", en: "were held"),
        Phrase("documents.figure-heldNow", vi: "sẽ bị giữ", en: "would be held"),
        Phrase("documents.figure-newlyHeld", vi: "bị giữ thêm", en: "newly held"),
        Phrase("documents.figure-newlyFree", vi: "không còn bị giữ", en: "no longer held"),
        Phrase("documents.shares", vi: "Theo quy tắc hoặc căn cứ", en: "By rule or evidence"),
        Phrase(
            "documents.share", vi: "{what}: giữ {held}, trong đó {fresh} đã đi tiếp",
            en: "{what}: holds {held}, of which {fresh} had passed"),
        Phrase("documents.examples", vi: "(lượt {passages})", en: "(passages {passages})"),
        Phrase("documents.approve", vi: "Duyệt", en: "Approve"),
        Phrase("documents.approved", vi: "Đã duyệt; còn chờ người khác.", en: "Approved; another person is awaited."),
        Phrase("documents.now-in-force", vi: "Đã có hiệu lực.", en: "It is in force."),
        Phrase("documents.file-rules", vi: "Tệp quy tắc (YAML)", en: "File of rules (YAML)"),
        Phrase("documents.file-lists", vi: "Tệp danh sách (YAML)", en: "File of lists (YAML)"),
        Phrase("documents.file-policy", vi: "Tệp chính sách (YAML)", en: "File of the policy (YAML)"),
        Phrase("documents.propose", vi: "Đề xuất", en: "Propose"),
        Phrase("documents.was-proposed", vi: "Đã đề xuất.", en: "Proposed."),
        Phrase("bulletins.heading", vi: "Bản tin của cơ quan chức năng", en: "Authorities' bulletins"),
        Phrase(
            "bulletins.none", vi: "Tệp cấu hình của điểm không nêu nơi phát hành nào.",
            en: "The site file names no issuer."),
        Phrase("bulletins.state-none", vi: "chưa nhận bản tin nào", en: "none has come yet"),
        Phrase("bulletins.state-current", vi: "mới và đủ", en: "current and complete"),
        Phrase("bulletins.state-gap", vi: "thiếu bản tin số {missing}", en: "missing: {missing}"),
        Phrase(
            "bulletins.state-stale", vi: "quá hạn: chưa có bản tin kế tiếp", en: "overdue: the next one has not come"),
        Phrase(
            "bulletins.state-damaged", vi: "bản tin đã nhận mất hoặc bị đổi",
            en: "one that was taken in is gone or changed"),
        Phrase(
            "bulletins.newest",
            vi: "Mới nhất: số {serial}, phát hành {issued} ({age}), có giá trị đến {until}; {lists} danh sách.",
            en: "Newest: serial number {serial}, issued {issued} ({age} ago), good until {until}; {lists} lists."),
        Phrase("bulletins.file", vi: "Tệp bản tin (YAML)", en: "The bulletin's file (YAML)"),
        Phrase("bulletins.signature", vi: "Tệp chữ ký (.minisig)", en: "Its signature (.minisig)"),
        Phrase("bulletins.import", vi: "Nhận bản tin", en: "Take in"),
        Phrase("bulletins.taken", vi: "Đã nhận bản tin số {serial}.", en: "Bulletin {serial} was taken in."),
    ]
}
