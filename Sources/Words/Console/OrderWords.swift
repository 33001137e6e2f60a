extension Catalogue {
    /// Halts, orders that two persons give together, and recalls.
    static let orderTexts: [Phrase] = [
        Phrase("halt.heading", vi: "KHÔNG MỞ – KHÔNG DI CHUYỂN", en: "DO NOT OPEN – DO NOT MOVE"),
        Phrase(
            "halt.what", vi: "Nghi vật nguy hiểm. Dây chuyền dừng: {lines}.",
            en: "Suspected dangerous object. Lines that stand: {lines}."),
        Phrase(
            "halt.what-table", vi: "Nghi vật nguy hiểm tại {table}. Không bưu gửi nào được cho qua ở đó.",
            en: "Suspected dangerous object at {table}. Nothing is cleared there."),
        Phrase("halt.which-state", vi: "{number} · {state}", en: "{number} · {state}"),
        Phrase("halt.by", vi: "{account} báo lúc {at}", en: "reported by {account} at {at}"),
        Phrase("halt.by-rule", vi: "quy tắc báo lúc {at}", en: "reported by a rule at {at}"),
        Phrase("halt.hold", vi: "Hồ sơ giữ {hold}", en: "Hold {hold}"),
        Phrase(
            "halt.in-lane", vi: "Vật này đang ở LÀN KIỂM TRA: cấm lại gần làn.",
            en: "It lies in the INSPECTION LANE: nobody goes near the lane."),
        Phrase(
            "halt.do-1", vi: "Không chạm, không mở, không di chuyển bưu gửi.",
            en: "Do not touch, open or move the parcel."),
        Phrase(
            "halt.do-2", vi: "Mọi người rời khu vực và giữ người khác ở xa.",
            en: "Everybody leaves the area and keeps others away."),
        Phrase(
            "halt.do-3", vi: "Gọi ngay những người dưới đây và làm theo lời họ.",
            en: "Call those below at once and do as they say."),
        Phrase(
            "halt.do-4", vi: "Không ai cho băng chạy lại trước khi hai người có quyền cùng xác nhận.",
            en: "Nobody starts the belt before two authorised persons have confirmed it together."),
        Phrase("halt.contacts", vi: "Gọi", en: "Call"),
        Phrase(
            "halt.no-contacts",
            vi: "Chưa có số điện thoại trong tệp cấu hình điểm: làm theo phương án khẩn cấp của đơn vị.",
            en: "The site file names nobody: follow the site's emergency plan."),
        Phrase("halt.return", vi: "Đề nghị hoạt động lại", en: "Ask for the return to work"),
        Phrase("halt.ground", vi: "Căn cứ: ai đã xử lý và cho phép", en: "Ground: who made it safe and allowed it"),
        Phrase(
            "halt.asked", vi: "{account} đã đề nghị hoạt động lại lúc {at}. Cần một người khác xác nhận.",
            en: "{account} asked for the return to work at {at}. Another person has to confirm."),
        Phrase("halt.confirm", vi: "Xác nhận hoạt động lại", en: "Confirm the return to work"),
        Phrase("halt.not-you", vi: "Người đề nghị không thể tự xác nhận.", en: "Who asked cannot confirm."),
        Phrase("halt.start", vi: "Báo: nghi vật nguy hiểm", en: "Report: dangerous object"),
        Phrase(
            "halt.start-note", vi: "Dừng băng ngay. Chọn bưu gửi:", en: "Stops the belt at once. Choose the parcel:"),
        Phrase(
            "halt.start-parcel", vi: "{number} · cách mắt quang {position} mm",
            en: "{number} · {position} mm from the first eye"),
        Phrase("halt.start-hold", vi: "Không mở, không di chuyển", en: "Do not open, do not move"),
        Phrase("halt.start-left", vi: "{number} · đã rời băng", en: "{number} · has left the belt"),
        Phrase("halt.none", vi: "Không có bưu gửi nào trên băng.", en: "There is no parcel on the belt."),
        Phrase("induction.slow", vi: "Cửa vào chạy chậm: {why}", en: "Induction slowed: {why}"),
        Phrase("induction.stop", vi: "Cửa vào dừng: {why}", en: "Induction stopped: {why}"),
        Phrase("induction-why.room", vi: "làn còn chỗ", en: "the lane has room"),
        Phrase("induction-why.lane-nearly-full", vi: "làn kiểm tra sắp đầy", en: "the inspection lane is nearly full"),
        Phrase("induction-why.lane-full", vi: "làn kiểm tra đầy", en: "the inspection lane is full"),
        Phrase("induction-why.halted", vi: "không mở, không di chuyển", en: "do not open, do not move"),
        Phrase(
            "induction-why.ordered-on", vi: "làn đầy, hai người cho chạy tạm",
            en: "the lane is full, two persons let it run for a while"),
        Phrase(
            "order.run-heading", vi: "Cho cửa vào chạy tạm khi làn đầy",
            en: "Let the induction run for a while with a full lane"),
        Phrase(
            "order.run-note", vi: "Bưu gửi phải giữ vẫn bị giữ. Cần hai người, tối đa 60 phút.",
            en: "What is to be held is held all the same. Two persons, at most 60 minutes."),
        Phrase("order.minutes", vi: "Số phút", en: "Minutes"),
        Phrase("order.ground", vi: "Căn cứ", en: "Ground"),
        Phrase("order.ask", vi: "Đề nghị", en: "Ask"),
        Phrase(
            "order.asked", vi: "{account} đề nghị cho chạy {minutes} phút. Cần một người khác xác nhận.",
            en: "{account} asks to let it run for {minutes} minutes. Another person has to confirm."),
        Phrase("order.asked-ground", vi: "Lý do: {ground}", en: "Ground: {ground}"),
        Phrase("order.confirm", vi: "Xác nhận", en: "Confirm"),
        Phrase("order.running", vi: "Chạy tạm với làn đầy đến {at}", en: "Runs with a full lane until {at}"),
        Phrase("control.heading", vi: "Cho đi tiếp có kiểm soát", en: "Controlled delivery"),
        Phrase(
            "control.note",
            vi:
                "Chỉ khi cơ quan có thẩm quyền yêu cầu bằng văn bản. Cần hai người. Bưu gửi được đi tiếp một lần, có ghi lại.",
            en: "Only when an authority orders it in writing. Two persons. The parcel passes once, and it is on record."
        ),
        Phrase(
            "control.ground", vi: "Văn bản: số, ngày, cơ quan, người ký",
            en: "Document: number, date, authority, who signed"),
        Phrase(
            "control.asked", vi: "{account} đề nghị. Cần một người khác xác nhận.",
            en: "{account} asks for it. Another person has to confirm."),
        Phrase("recall.heading", vi: "Thu hồi một bưu gửi đã cho đi tiếp", en: "Recall a parcel that was cleared"),
        Phrase(
            "recall.note", vi: "Bưu gửi chưa từng thấy sẽ bị giữ ngay khi tới.",
            en: "A parcel that was never seen is held as soon as it comes."),
        Phrase("recall.number", vi: "Số bưu gửi", en: "Item number"),
        Phrase("recall.ground", vi: "Căn cứ (văn bản, người yêu cầu)", en: "Ground (document, who asks)"),
        Phrase("recall.do", vi: "Thu hồi", en: "Recall"),
        Phrase("recall.done", vi: "Đã ghi lệnh thu hồi {number}.", en: "The recall of {number} is recorded."),
    ]

    /// Why an order or a halt was refused.
    static let orderProblems: [Phrase] = [
        Phrase(
            "problem.unknown-halt", vi: "Không có lệnh dừng này, hoặc đã kết thúc.",
            en: "There is no such halt, or it has ended."),
        Phrase(
            "problem.unknown-order", vi: "Không có đề nghị này, hoặc đã có đề nghị mới hơn.",
            en: "There is no such order, or a newer one took its place."),
        Phrase(
            "problem.needs-another-person", vi: "Cần một người khác xác nhận.", en: "Another person has to confirm."),
        Phrase("problem.needs-ground", vi: "Hãy ghi căn cứ.", en: "Write down the ground."),
        Phrase(
            "problem.order-minutes", vi: "Thời gian từ 1 đến {limit} phút.", en: "It lasts from 1 to {limit} minutes."),
        Phrase("problem.unknown-line", vi: "Không có dây chuyền này.", en: "There is no such line."),
        Phrase(
            "problem.already-halted", vi: "Băng đã dừng vì bưu gửi này.",
            en: "The belt is halted because of this parcel already."),
        Phrase(
            "problem.do-not-open", vi: "Không mở, không di chuyển: chờ hai người cho hoạt động lại.",
            en: "Do not open, do not move: wait until two persons have ordered the return to work."),
    ]
}
