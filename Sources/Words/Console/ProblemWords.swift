extension Catalogue {
    /// Why something was refused: `problem.` and the code.
    static let problems: [Phrase] = [
        Phrase("problem.other", vi: "Không thực hiện được (mã {code}).", en: "That did not work (code {code})."),
        Phrase(
            "problem.unreachable",
            vi: "Không liên lạc được với hệ thống. Nếu vừa làm một bước, hãy xem bước đó đã được ghi chưa rồi thử lại.",
            en:
                "The gateway cannot be reached. If you have just taken a step, see whether it was recorded, then try again."
        ),
        Phrase(
            "problem.unavailable",
            vi: "Hệ thống đang bận hoặc không ghi được nhật ký; chưa có gì được ghi. Hãy thử lại.",
            en: "The gateway is busy or its journal cannot be written; nothing was recorded. Try again."),
        Phrase(
            "problem.busy", vi: "Hệ thống đang bận. Hãy thử lại sau vài giây.",
            en: "The gateway is busy. Try again in a few seconds."),
        Phrase(
            "problem.records", vi: "Không đọc được hồ sơ lưu trữ. Hãy báo quản trị viên.",
            en: "The records cannot be read. Tell an administrator."),
        Phrase(
            "problem.unknown-frame", vi: "Không còn ghi nhận ảnh này.", en: "This picture is not remembered any more."),
        Phrase(
            "problem.frame-gone", vi: "Ảnh này đã phải nhường chỗ cho các ảnh mới hơn.",
            en: "The picture has had to make room for newer ones."),
        Phrase("problem.unknown-picture", vi: "Không có ảnh này.", en: "There is no such picture."),
        Phrase(
            "problem.no-picture", vi: "Tệp không phải ảnh PNG, JPEG, TIFF hay PGM đọc được, hoặc bị cắt ngang.",
            en: "The file is no PNG, JPEG, TIFF or PGM picture that can be read, or it is cut off."),
        Phrase(
            "problem.picture-withheld",
            vi: "Ảnh đã làm hỏng bộ giải mã; ảnh được giữ làm chứng cứ và không hiển thị.",
            en: "The picture has ended a decoder; it is kept as evidence and not shown."),
        Phrase("problem.not-found", vi: "Không có địa chỉ này.", en: "There is nothing at this address."),
        Phrase("problem.method-not-allowed", vi: "Thao tác này không có.", en: "There is no such action."),
        Phrase("problem.query", vi: "Không hiểu yêu cầu tìm kiếm.", en: "The search was not understood."),
        Phrase(
            "problem.number-part-short", vi: "Hãy nhập ít nhất {minimum} ký tự của số bưu gửi.",
            en: "Enter at least {minimum} characters of the number."),
        Phrase("problem.unknown-erasure", vi: "Không có yêu cầu xóa này.", en: "There is no such erasure."),
        Phrase("problem.erasure-approved", vi: "Yêu cầu xóa đã được duyệt.", en: "The erasure is ordered already."),
        Phrase(
            "problem.erasure-same-person", vi: "Người duyệt phải khác người yêu cầu.",
            en: "Another person than the one who asked must order it."),
        Phrase("problem.erasure-ground-missing", vi: "Hãy ghi rõ lý do xóa.", en: "Say why it is to be erased."),
        Phrase(
            "problem.unknown-entry", vi: "Không có bản ghi này trong nhật ký.", en: "There is no such journal entry."),
        Phrase(
            "problem.language", vi: "Hệ thống không nói ngôn ngữ này.", en: "The gateway does not speak this language."),
        Phrase("problem.body-missing", vi: "Yêu cầu không có nội dung.", en: "The request has no content."),
        Phrase("problem.body-malformed", vi: "Không đọc được nội dung yêu cầu.", en: "The request could not be read."),
        Phrase(
            "problem.body-not-taken", vi: "Không nhận được tệp: quá lớn hoặc hết chỗ.",
            en: "The file was not taken: it is too large or there is no room."),
        Phrase(
            "problem.too-many-viewers", vi: "Quá nhiều màn hình đang xem. Hãy đóng bớt.",
            en: "Too many screens are watching. Close some."),
        Phrase(
            "problem.fields-empty", vi: "Hãy nhập tài khoản và mật khẩu.", en: "Enter the account and the password."),
        Phrase(
            "problem.sign-in-refused", vi: "Tài khoản hoặc mật khẩu không đúng.",
            en: "The account or the password is wrong."),
        Phrase(
            "problem.sign-in-wait", vi: "Sai quá nhiều lần. Hãy thử lại sau {seconds} giây.",
            en: "Too many wrong attempts. Try again in {seconds} seconds."),
        Phrase(
            "problem.not-signed-in", vi: "Phiên làm việc đã kết thúc. Hãy đăng nhập lại.",
            en: "The session is over. Sign in again."),
        Phrase(
            "problem.csrf", vi: "Trang này thuộc phiên làm việc cũ. Hãy tải lại trang.",
            en: "This page belongs to an earlier session. Load it again."),
        Phrase("problem.not-allowed", vi: "Vai trò của bạn không được làm việc này.", en: "Your role may not do this."),
        Phrase("problem.unknown-account", vi: "Không có tài khoản này.", en: "There is no such account."),
        Phrase(
            "problem.unknown-hold", vi: "Không có hồ sơ này, hoặc hồ sơ đã đóng.",
            en: "There is no such hold, or it is closed."),
        Phrase("problem.unknown-table", vi: "Không có bàn này.", en: "There is no such table."),
        Phrase("problem.unknown-device", vi: "Không có thiết bị này.", en: "There is no such device."),
        Phrase(
            "problem.device-silent", vi: "Thiết bị này không có tín hiệu mà hệ thống bật được.",
            en: "This device has no sound that the gateway can let it make."),
        Phrase(
            "problem.device-away", vi: "Thiết bị không ở đó. Hãy kiểm tra dây, nguồn và cột Trạng thái.",
            en: "The device is not there. Look at its cable, its power and the column State."),
        Phrase(
            "problem.bag-label", vi: "Số túi gồm 3 đến 40 chữ cái, chữ số hoặc gạch nối.",
            en: "A bag's number has 3 to 40 letters, digits or hyphens."),
        Phrase("problem.table-no-bag", vi: "Chưa mở túi nào.", en: "No bag is open."),
        Phrase(
            "problem.table-bag-is-open", vi: "Một túi đang mở: hãy đóng túi đó trước.",
            en: "A bag is open: close it first."),
        Phrase(
            "problem.table-bag-has-recall", vi: "Trong túi có bưu gửi bị thu hồi: lấy ra và quét vào lồng trước.",
            en: "A recalled parcel is in the bag: take it out and scan it into the cage first."),
        Phrase(
            "problem.table-taken", vi: "Người khác đang làm việc tại bàn này.", en: "Somebody else works at this table."
        ),
        Phrase("problem.closed", vi: "Hồ sơ đã đóng: {state}.", en: "The hold is closed: {state}."),
        Phrase("problem.taken-by", vi: "{account} đang kiểm tra hồ sơ này.", en: "{account} is working on this hold."),
        Phrase("problem.taken-by-you", vi: "Bạn đang kiểm tra hồ sơ này.", en: "You are working on this hold."),
        Phrase("problem.already-received", vi: "Đã nhận tại bàn.", en: "Already received at the table."),
        Phrase("problem.not-taken", vi: "Trước hết hãy nhận kiểm tra.", en: "Take the hold up first."),
        Phrase("problem.needs-finding", vi: "Trước hết hãy ghi kết quả kiểm tra.", en: "Record what was found first."),
        Phrase("problem.choose-finding", vi: "Hãy chọn một kết quả.", en: "Choose what was found."),
        Phrase(
            "problem.contradicts-finding", vi: "Trái với kết quả đã ghi: {finding}.",
            en: "It contradicts the finding: {finding}."),
        Phrase(
            "problem.needs-number", vi: "Bưu gửi chưa có số: hãy ghi số trước.",
            en: "The parcel has no number: record it first."),
        Phrase("problem.already-identified", vi: "Bưu gửi đã có số.", en: "The parcel has its number already."),
        Phrase(
            "problem.awaits-screening", vi: "Đang sàng lọc lại theo số mới. Hãy đợi một lát.",
            en: "It is being screened by its new number. Wait a moment."),
        Phrase(
            "problem.not-for-people", vi: "Bước này chỉ do hệ thống ghi.", en: "Only the gateway records this step."),
        Phrase(
            "problem.not-seized", vi: "Chỉ bàn giao bưu gửi đã thu giữ.", en: "Only a seized parcel is handed over."),
        Phrase(
            "problem.note-too-long", vi: "Ghi chú quá dài: tối đa {limit} byte.",
            en: "The note is too long: at most {limit} bytes."),
        Phrase(
            "problem.number-invalid", vi: "Số không hợp lệ: {why}. Hãy đọc lại nhãn.",
            en: "The number is not valid: {why}. Read the label again."),
        Phrase(
            "problem.number-unknown", vi: "Không phải số bưu gửi (S10 hoặc SSCC).",
            en: "That is no item number (S10 or SSCC)."),
        Phrase(
            "problem.nothing-declared", vi: "Không có khai báo nào cho bưu gửi này.",
            en: "Nothing was declared for this parcel."),
        Phrase("problem.erased", vi: "Dữ liệu cá nhân đã được xóa.", en: "The personal data has been erased."),
        Phrase("problem.unknown-alarm", vi: "Cảnh báo này không còn mở.", en: "This alarm is not open any more."),
        Phrase(
            "problem.unknown-passage", vi: "Không có lượt này, hoặc lượt đã đóng.",
            en: "There is no such passage, or it is closed."),
        Phrase(
            "problem.passage-under-way", vi: "Bưu gửi còn trên băng: cửa ra sẽ thấy nó.",
            en: "The parcel is still on the belt: an exit will see it."),
        Phrase("problem.unknown-document", vi: "Không có tài liệu này.", en: "There is no such document."),
        Phrase("problem.document-error", vi: "Tài liệu có lỗi: {error}", en: "The document has an error: {error}"),
        Phrase(
            "problem.already-approved", vi: "Bạn đã duyệt phiên bản này.", en: "You have approved this version already."
        ),
        Phrase(
            "problem.already-active", vi: "Phiên bản này đang có hiệu lực.", en: "This version is in force already."),
        Phrase(
            "problem.overtaken", vi: "Đã có phiên bản mới hơn có hiệu lực.", en: "A later version is in force already."),
        Phrase(
            "problem.rolled-back", vi: "Phiên bản này đã bị rút: hãy đề xuất phiên bản mới.",
            en: "This version was rolled back: propose a new one."),
        Phrase(
            "problem.not-replayed", vi: "Chưa thử phiên bản này với bưu gửi của ca trước. Hãy thử lại sau.",
            en: "This version has not been tried on the last shift's parcels yet. Try again in a moment."),
        Phrase(
            "problem.replay-running", vi: "Đang thử phiên bản này với bưu gửi của ca trước. Hãy duyệt lại sau ít phút.",
            en: "This version is being tried on the last shift's parcels. Approve it again in a minute."),
        Phrase("problem.no-file", vi: "Hãy chọn tệp.", en: "Choose the file."),
        Phrase(
            "problem.bulletin-error", vi: "Bản tin có lỗi: {detail}", en: "The bulletin has an error: {detail}"),
        Phrase(
            "problem.bulletin-too-long", vi: "Bản tin quá dài: tối đa {detail} byte.",
            en: "The bulletin is too long: at most {detail} bytes."),
        Phrase(
            "problem.bulletin-issuer", vi: "Khóa đã ký không phải của nơi phát hành {detail}.",
            en: "The key that signed it is not one of the issuer {detail}."),
        Phrase(
            "problem.bulletin-repeated", vi: "Bản tin số {detail} đã được nhận rồi.",
            en: "Bulletin {detail} was taken in already."),
        Phrase(
            "problem.bulletin-old", vi: "Bản tin số {detail} cũ hơn bản tin đã nhận: có thể bị phát lại.",
            en: "Bulletin {detail} is older than what was taken in: it may be played again."),
        Phrase(
            "problem.bulletin-too-far", vi: "Số {detail} quá xa bản tin mới nhất: cần một bản tin đầy đủ.",
            en: "Serial number {detail} is too far beyond the newest: a complete bulletin is needed."),
        Phrase(
            "problem.bulletin-too-many", vi: "Đã có {detail} bản tin kể từ bản đầy đủ: cần một bản tin đầy đủ.",
            en: "{detail} bulletins have come since the last complete one: another complete one is needed."),
        Phrase(
            "problem.signature-malformed", vi: "Tệp chữ ký sai dạng ở dòng {detail}.",
            en: "The signature's file is not minisign's: line {detail}."),
        Phrase(
            "problem.signature-unknown-key", vi: "Ký bằng khóa {detail}, không có trong tệp cấu hình của điểm.",
            en: "It is signed by key {detail}, which the site file does not name."),
        Phrase(
            "problem.signature-invalid", vi: "Chữ ký không khớp với bản tin.",
            en: "The signature is not of this bulletin."),
        Phrase(
            "problem.nothing-before", vi: "Không có phiên bản nào trước đó để quay lại.",
            en: "There is no version before it to go back to."),
        Phrase(
            "problem.account-name", vi: "Tên tài khoản: 1 đến 32 chữ thường, chữ số, dấu gạch nối hoặc dấu chấm.",
            en: "An account's name has 1 to 32 small letters, digits, hyphens or dots."),
        Phrase(
            "problem.password-too-short", vi: "Mật khẩu quá ngắn: ít nhất 12 ký tự.",
            en: "The password is too short: at least 12 characters."),
        Phrase(
            "problem.password-too-long", vi: "Mật khẩu quá dài: tối đa 256 byte.",
            en: "The password is too long: at most 256 bytes."),
        Phrase("problem.no-role", vi: "Tài khoản cần ít nhất một vai trò.", en: "An account needs at least one role."),
        Phrase(
            "problem.last-administrator", vi: "Đây là quản trị viên cuối cùng: không thể bỏ.",
            en: "This is the last administrator: it cannot be taken away."),
    ]
}
