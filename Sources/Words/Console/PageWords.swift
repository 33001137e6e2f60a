extension Catalogue {
    /// The frame of the pages.
    static let pages: [Phrase] = [
        Phrase("page.line", vi: "Dây chuyền", en: "Lines"),
        Phrase("page.holds", vi: "Hồ sơ giữ", en: "Holds"),
        Phrase("page.table", vi: "Bàn quét", en: "Table"),
        Phrase("page.hold", vi: "Hồ sơ giữ {hold}", en: "Hold {hold}"),
        Phrase("header.skip", vi: "Đến nội dung chính", en: "Skip to the content"),
        Phrase("header.pages", vi: "Các trang", en: "Pages"),
        Phrase("header.language", vi: "Ngôn ngữ", en: "Language"),
        Phrase("header.live", vi: "Trực tiếp {time}", en: "Live {time}"),
        Phrase("header.stale", vi: "Dữ liệu cũ {time}", en: "Old data {time}"),
        Phrase("header.sign-out", vi: "Đăng xuất", en: "Sign out"),
        Phrase("header.help", vi: "Trợ giúp", en: "Help"),
        Phrase("stale.heading", vi: "Mất kết nối", en: "Connection lost"),
        Phrase(
            "stale.words", vi: "Mất kết nối. Những gì đang hiện là của lúc {time} và đã cũ. Đang nối lại…",
            en: "Connection lost. What is shown is from {time} and is old. Connecting again…"),
        Phrase("notice.dismiss", vi: "Đóng", en: "Dismiss"),
        Phrase("confirm.again", vi: "Nhấn lần nữa để xác nhận: {action}", en: "Press again to confirm: {action}"),
        Phrase("span.now", vi: "vừa xong", en: "just now"),
        Phrase("trend.limits", vi: "{low}–{high} / {minutes} phút", en: "{low}–{high} / {minutes} min"),
        Phrase("sign-in.heading", vi: "Đăng nhập", en: "Sign in"),
        Phrase("sign-in.account", vi: "Tài khoản", en: "Account"),
        Phrase("sign-in.password", vi: "Mật khẩu", en: "Password"),
        Phrase("sign-in.button", vi: "Đăng nhập", en: "Sign in"),
        Phrase("sign-in.busy", vi: "Đang kiểm tra…", en: "Checking…"),
        Phrase(
            "sign-in.over", vi: "Phiên làm việc đã kết thúc. Hãy đăng nhập lại.",
            en: "The session is over. Sign in again."),
        Phrase("help.heading", vi: "Phím tắt và cài đặt", en: "Keys and settings"),
        Phrase("help.close", vi: "Đóng", en: "Close"),
        Phrase("help.acknowledge", vi: "xác nhận cảnh báo đầu tiên", en: "acknowledge the first alarm"),
        Phrase(
            "help.roll-back", vi: "quay lại phiên bản trước (cảnh báo giữ quá nhiều)",
            en: "roll a document back (alarm of the hold budget)"),
        Phrase("help.language", vi: "đổi ngôn ngữ", en: "change the language"),
        Phrase("help.help", vi: "mở hoặc đóng bảng này", en: "open or close this panel"),
        Phrase("help.search", vi: "tìm trong danh sách hồ sơ giữ", en: "search in the list of holds"),
        Phrase("help.next", vi: "hồ sơ kế tiếp (hoặc mũi tên xuống)", en: "next hold (or arrow down)"),
        Phrase("help.previous", vi: "hồ sơ trước (hoặc mũi tên lên)", en: "previous hold (or arrow up)"),
        Phrase("help.open", vi: "mở hồ sơ đang chọn", en: "open the chosen hold"),
        Phrase("help.escape", vi: "đóng thông báo, bỏ xác nhận", en: "close a notice, take a confirmation back"),
        Phrase(
            "help.steps", vi: "Trên trang hồ sơ, mỗi nút ghi phím của nó.",
            en: "On a hold's page each button shows its key."),
        Phrase("help.settings", vi: "Cài đặt của trình duyệt này", en: "Settings of this browser"),
        Phrase("help.keys-on", vi: "Dùng phím tắt một phím", en: "Single keys act"),
        Phrase("help.table", vi: "Máy quét tại bàn này", en: "The scanner of this table"),
        Phrase("help.any-table", vi: "bất kỳ máy quét nào", en: "any scanner"),
        Phrase("scan.heading", vi: "Quét tại bàn", en: "Scan at the table"),
        Phrase("scan.open", vi: "Mở hồ sơ", en: "Open the hold"),
        Phrase("scan.offer", vi: "Vừa quét {number}: hồ sơ giữ {hold}.", en: "Scanned {number}: hold {hold}."),
        Phrase(
            "scan.same", vi: "Vừa quét bưu gửi của hồ sơ này ({hold}).",
            en: "The parcel of this hold ({hold}) was scanned."),
        Phrase(
            "scan.number-taken", vi: "Đã điền số vừa quét: {number}.", en: "The scanned number was filled in: {number}."
        ),
        Phrase("scan.no-hold", vi: "Không có hồ sơ giữ nào cho {number}.", en: "There is no hold for {number}."),
        Phrase(
            "scan.no-number", vi: "Đã quét một nhãn không phải số bưu gửi.",
            en: "A label was scanned that is no item number."),
    ]
}
