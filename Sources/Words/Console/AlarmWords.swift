extension Catalogue {
    /// Alarms: `alarm.` and the code says what happened, `alarm-next.` what to do now.
    static let alarms: [Phrase] = [
        Phrase("alarm.heading", vi: "Cảnh báo", en: "Alarms"),
        Phrase("alarm.escape-heading", vi: "Bưu gửi phải giữ đã thoát ra", en: "A parcel to be held has escaped"),
        Phrase("alarm.none", vi: "Không có cảnh báo nào.", en: "There are no alarms."),
        Phrase("alarm.acknowledge", vi: "Xác nhận", en: "Acknowledge"),
        Phrase("alarm.hold", vi: "Hồ sơ giữ {hold}", en: "Hold {hold}"),
        Phrase("alarm.passage", vi: "lượt {passage}", en: "passage {passage}"),
        Phrase(
            "alarm.escape", vi: "Bưu gửi phải giữ đã ra cửa {detail}.", en: "A parcel to be held left by exit {detail}."
        ),
        Phrase(
            "alarm-next.escape",
            vi: "Dừng cửa ra đó và tìm bưu gửi ngay. Không bưu gửi nào được đi tiếp cho đến khi xác nhận.",
            en: "Stop that exit and find the parcel now. Nothing is cleared until this is acknowledged."),
        Phrase(
            "alarm.recall", vi: "Thu hồi: một bưu gửi đã được đi tiếp phải giữ lại.",
            en: "Recall: a parcel that was cleared must be held."),
        Phrase(
            "alarm-next.recall", vi: "Mở hồ sơ giữ có dấu thu hồi, tìm bưu gửi ở cửa ra và đưa về bàn kiểm tra.",
            en: "Open the hold marked as recall, find the parcel at the exits and bring it to the inspection table."),
        Phrase(
            "alarm.open-hold-on-belt", vi: "Bưu gửi đang bị giữ (hồ sơ {detail}) lại lên băng.",
            en: "A parcel with an open hold ({detail}) is on the belt again."),
        Phrase(
            "alarm-next.open-hold-on-belt", vi: "Lấy bưu gửi ở làn kiểm tra và hỏi người đang giữ hồ sơ.",
            en: "Take it out of the inspection lane and ask who has the hold."),
        Phrase(
            "alarm.stray", vi: "Vật lạ ở cửa {detail}: không thuộc lượt nào.",
            en: "A stray at exit {detail}: it belongs to no passage."),
        Phrase("alarm-next.stray", vi: "Đưa vật đó đến bàn kiểm tra.", en: "Bring it to the inspection table."),
        Phrase(
            "alarm.missing", vi: "Một bưu gửi thất lạc: không cửa ra nào thấy.",
            en: "A parcel is missing: no exit saw it."),
        Phrase(
            "alarm-next.missing", vi: "Tìm dọc băng chuyền, rồi báo giám sát viên đóng lượt.",
            en: "Search along the belt, then have a supervisor close the passage."),
        Phrase(
            "alarm.track-reused", vi: "Bộ điều khiển dùng lại số theo dõi {detail} quá sớm; bưu gửi bị giữ.",
            en: "The sorter used track {detail} again too soon; the parcels are held."),
        Phrase(
            "alarm-next.track-reused", vi: "Báo kỹ thuật kiểm tra bộ điều khiển.",
            en: "Have the sorter's program checked."),
        Phrase(
            "alarm.permit-refused", vi: "Bộ điều khiển từ chối giấy phép: {detail}; bưu gửi bị giữ.",
            en: "The sorter refused a permit: {detail}; the parcel is held."),
        Phrase(
            "alarm-next.permit-refused", vi: "Nếu lặp lại, báo kỹ thuật.", en: "If it happens again, call a technician."
        ),
        Phrase(
            "alarm.unexplained", vi: "Cân đối bưu gửi lệch: {detail}.",
            en: "The parcel balance does not add up: {detail}."),
        Phrase(
            "alarm-next.unexplained", vi: "Dừng cửa vào và đếm bưu gửi trên băng và ở các cửa ra.",
            en: "Stop the induction and count the parcels on the belt and at the exits."),
        Phrase(
            "alarm.link-lost", vi: "Mất liên lạc với bộ điều khiển băng chuyền: {detail}.",
            en: "The link to the sorter is lost: {detail}."),
        Phrase(
            "alarm-next.link-lost", vi: "Bộ điều khiển tự dừng an toàn. Kiểm tra nguồn và cáp mạng của nó.",
            en: "The sorter stops safely by itself. Check its power and its network cable."),
        Phrase(
            "alarm.sorter-fault", vi: "Bộ điều khiển báo điều không hợp lệ: {detail}.",
            en: "The sorter says what cannot be: {detail}."),
        Phrase(
            "alarm-next.sorter-fault", vi: "Báo kỹ thuật kiểm tra bộ điều khiển.",
            en: "Have the sorter's program checked."),
        Phrase(
            "alarm.halt", vi: "KHÔNG MỞ, KHÔNG DI CHUYỂN: nghi vật nguy hiểm (hồ sơ {detail}). Băng đã được lệnh dừng.",
            en: "DO NOT OPEN, DO NOT MOVE: suspected dangerous object (hold {detail}). The belt was ordered to stop."),
        Phrase(
            "alarm-next.halt", vi: "Rời khu vực ngay, ngăn người khác lại gần, gọi người có tên trên thẻ hướng dẫn.",
            en: "Leave the area now, keep others away, call those named on the card."),
        Phrase(
            "alarm.lane-barred", vi: "Vật nghi nguy hiểm đã vào làn kiểm tra ở cửa {detail}: cấm lại gần làn này.",
            en: "The suspected object has reached the inspection lane at exit {detail}: nobody goes near the lane."),
        Phrase(
            "alarm-next.lane-barred", vi: "Không ai được lấy bưu gửi khỏi làn cho đến khi hai người cho hoạt động lại.",
            en: "Nobody takes parcels out of the lane until two persons have ordered the return to work."),
        Phrase(
            "alarm.lane-full", vi: "Làn kiểm tra đầy: cửa vào đã dừng.",
            en: "The inspection lane is full: the induction is stopped."),
        Phrase(
            "alarm-next.lane-full", vi: "Lấy bưu gửi khỏi làn và nhận tại bàn; cửa vào tự chạy lại khi đủ chỗ.",
            en:
                "Take parcels out of the lane and receive them at the table; the induction runs again when there is room."
        ),
        Phrase(
            "alarm.eyes-disagree",
            vi: "Mắt quang đếm nhiều hơn bản tin của bộ điều khiển (vào, ra): {detail}. Có bưu gửi đi ngoài kiểm soát.",
            en: "The eyes counted more than the sorter's telegrams told (in, out): {detail}. Parcels went unobserved."),
        Phrase(
            "alarm-next.eyes-disagree",
            vi: "Dừng cửa ra, đếm bưu gửi, xem có ai cho băng chạy tay hoặc đưa bưu gửi đi vòng không.",
            en:
                "Stop the exits and count the parcels; see whether the belt was run by hand or parcels were taken around."
        ),
        Phrase(
            "alarm.device-refused", vi: "Thiết bị lạ bị từ chối: {detail}.",
            en: "A device that is not on the list was refused: {detail}."),
        Phrase(
            "alarm-next.device-refused", vi: "Rút thiết bị đó ra và hỏi ai đã cắm.",
            en: "Unplug it, and ask who plugged it in."),
        Phrase(
            "alarm.device-suspicious", vi: "Thiết bị USB đáng ngờ: {detail}.",
            en: "A suspicious USB device: {detail}."),
        Phrase(
            "alarm-next.device-suspicious",
            vi: "Rút thiết bị ra, giữ lại, ghi ai đã cắm và báo người phụ trách an ninh; dùng máy quét dự phòng.",
            en: "Unplug it and keep it, note who plugged it in, tell who is in charge of security; use a spare scanner."
        ),
        Phrase(
            "alarm.peer-refused", vi: "Có máy lạ kết nối thay thiết bị đọc: {detail}.",
            en: "Something else connects in a reader's place: {detail}."),
        Phrase(
            "alarm-next.peer-refused",
            vi:
                "Tìm máy có địa chỉ đó và rút nó khỏi mạng thiết bị; nếu là đầu đọc vừa đổi địa chỉ, sửa địa chỉ trong tệp cấu hình điểm.",
            en:
                "Find the machine with that address and take it off the device network; if it is the reader with a new address, correct the address in the site file."
        ),
        Phrase("alarm.device-fault", vi: "Thiết bị hỏng: {detail}.", en: "A device fails: {detail}."),
        Phrase(
            "alarm-next.device-fault",
            vi: "Kiểm tra nguồn, cáp và kính của thiết bị; bưu gửi không đọc được sẽ bị giữ.",
            en: "Check its power, cable and window; parcels it does not read are held."),
        Phrase(
            "alarm.device-flapping", vi: "Thiết bị mất kết nối liên tục: {detail} lần trong 10 phút.",
            en: "A device comes and goes: {detail} times in 10 minutes."),
        Phrase(
            "alarm-next.device-flapping",
            vi: "Kiểm tra phích cắm, cáp và nguồn; thay cáp trước khi thay thiết bị.",
            en: "Check its plug, cable and power; change the cable before the device."),
        Phrase(
            "alarm.device-worse", vi: "Thiết bị đọc kém hơn trước: {detail}.",
            en: "A device reads worse than it used to: {detail}."),
        Phrase(
            "alarm-next.device-worse",
            vi: "Lau kính, xem đèn và góc đặt, xem nhãn của bưu gửi mới; gọi bảo trì trước khi băng phải chậm lại.",
            en:
                "Clean its window, look at its lamp and bracket and at the newest labels; call maintenance before the line suffers."
        ),
        Phrase(
            "alarm.queue-full", vi: "Hệ thống quá tải: {detail}; bưu gửi không kịp quyết định bị giữ.",
            en: "The gateway is overloaded: {detail}; parcels without a decision in time are held."),
        Phrase(
            "alarm.hold-budget",
            vi:
                "{document} phiên bản {number} giữ {held} trong {parcels} bưu gửi gần nhất; giới hạn của điểm là {budget} %.",
            en:
                "{document}, version {number}, holds {held} of the newest {parcels} parcels; the site's budget is {budget} %."
        ),
        Phrase(
            "alarm-next.hold-budget",
            vi: "Xem lý do của các hồ sơ mới. Nếu tài liệu sai, quay lại phiên bản trước; bưu gửi đã giữ vẫn bị giữ.",
            en: "Read the reasons of the newest holds. If the document is wrong, roll it back; what is held stays held."
        ),
        Phrase(
            "alarm.bulletin-gap", vi: "Thiếu bản tin của cơ quan chức năng: {detail}.",
            en: "A bulletin of an authority is missing: {detail}."),
        Phrase(
            "alarm-next.bulletin-gap",
            vi:
                "Xin cơ quan đó gửi lại bản tin còn thiếu hoặc một bản tin đầy đủ. Bưu gửi cần bản tin bị giữ đến lúc đó.",
            en:
                "Ask the issuer for the missing bulletin or for a complete one. Parcels that need bulletins are held until then."
        ),
        Phrase(
            "alarm.bulletin-stale", vi: "Không có bản tin mới của {detail}.",
            en: "There is no current bulletin of {detail}."),
        Phrase(
            "alarm-next.bulletin-stale",
            vi: "Xin cơ quan đó gửi bản tin mới. Bưu gửi cần bản tin bị giữ đến lúc đó.",
            en: "Ask the issuer for the next bulletin. Parcels that need bulletins are held until then."),
        Phrase(
            "alarm.bulletin-damaged", vi: "Bản tin đã nhận của {detail} mất, bị đổi hoặc khóa không còn được tin.",
            en: "A bulletin of {detail} that was taken in is gone, changed, or its key is trusted no more."),
        Phrase(
            "alarm-next.bulletin-damaged", vi: "Báo quản trị viên; xin cơ quan đó gửi một bản tin đầy đủ.",
            en: "Tell an administrator; ask the issuer for a complete bulletin."),
        Phrase(
            "alarm.bulletin-refused", vi: "Tệp bản tin bị từ chối: {detail}.",
            en: "A bulletin's file was refused: {detail}."
        ),
        Phrase(
            "alarm-next.bulletin-refused",
            vi: "Không dùng tệp này. Hỏi cơ quan gửi, lấy tệp khỏi thư mục nhận.",
            en: "Do not use this file. Ask its sender, and take it out of the folder."),
        Phrase(
            "alarm.recall-limit", vi: "Quá nhiều bưu gửi đã đi tiếp trúng quy tắc hoặc danh sách mới: {detail}.",
            en: "Too many cleared parcels are hit by new rules or lists: {detail}."),
        Phrase(
            "alarm-next.recall-limit",
            vi: "Chỉ những bưu gửi mới nhất được thu hồi từng cái. Xem lại quy tắc hoặc danh sách.",
            en: "Only the newest are recalled one by one. Look at the rules or lists."),
        Phrase("alarm.roll-back", vi: "Quay lại phiên bản trước", en: "Roll back"),
        Phrase("alarm-next.queue-full", vi: "Giảm tốc độ đưa bưu gửi vào.", en: "Slow the induction down."),
        Phrase(
            "alarm.journal-anchor",
            vi: "Nhật ký không khớp với mốc neo cuối: {detail}. Không bưu gửi nào được đi tiếp.",
            en: "The journal does not fit its last anchor: {detail}. Nothing is cleared."),
        Phrase(
            "alarm-next.journal-anchor",
            vi: "Báo quản trị: phục hồi từ bản sao lưu, hoặc chấp nhận nhật ký hiện có và ghi rõ lý do.",
            en:
                "Tell an administrator: restore from a backup, or accept the journal as it is, with the ground on record."
        ),
        Phrase(
            "alarm.anchor-lost", vi: "Mốc neo của nhật ký không đến được {detail}.",
            en: "Anchors of the journal do not reach {detail}."),
        Phrase(
            "alarm-next.anchor-lost", vi: "Báo kỹ thuật kiểm tra thư mục chia sẻ hoặc máy chủ nhận mốc neo.",
            en: "Call a technician: the share or the server that keeps the anchors."),
        Phrase(
            "alarm.records-behind", vi: "Không ghi được hồ sơ tra cứu: danh sách trên màn hình chưa cập nhật.",
            en: "The records cannot be written: lists on the console are not up to date."),
        Phrase(
            "alarm-next.records-behind",
            vi: "Kiểm tra dung lượng và ổ đĩa của thư mục dữ liệu. Hồ sơ tự cập nhật lại từ nhật ký.",
            en: "Check the space and the disk of the data folder. They catch up from the journal by themselves."),
    ]
}
