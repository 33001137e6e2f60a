extension Catalogue {
    /// Roles, permissions and documents.
    static let people: [Phrase] = [
        Phrase("role.operator", vi: "nhân viên dây chuyền", en: "operator"),
        Phrase("role.inspector", vi: "kiểm tra viên", en: "inspector"),
        Phrase("role.supervisor", vi: "giám sát viên", en: "supervisor"),
        Phrase("role.administrator", vi: "quản trị viên", en: "administrator"),
        Phrase("role.counter-clerk", vi: "giao dịch viên", en: "counter clerk"),
        Phrase("permission.see-line", vi: "xem dây chuyền", en: "see the lines"),
        Phrase("permission.see-holds", vi: "xem hồ sơ giữ", en: "see holds"),
        Phrase("permission.see-personal", vi: "xem dữ liệu cá nhân", en: "see personal data"),
        Phrase("permission.inspect", vi: "xử lý hồ sơ giữ", en: "work on holds"),
        Phrase("permission.acknowledge-alarms", vi: "xác nhận cảnh báo", en: "acknowledge alarms"),
        Phrase("permission.close-missing", vi: "đóng lượt thất lạc", en: "close missing parcels"),
        Phrase("permission.halt", vi: "dừng băng vì nghi vật nguy hiểm", en: "halt the belt for a suspected object"),
        Phrase(
            "permission.order-lines", vi: "cùng một người khác ra lệnh cho dây chuyền",
            en: "order lines with another person"),
        Phrase("permission.recall", vi: "thu hồi quyết định cho đi tiếp", en: "take a clear back"),
        Phrase("permission.import-manifests", vi: "nhận bản kê khai", en: "import manifests"),
        Phrase("permission.propose-documents", vi: "đề xuất tài liệu", en: "propose documents"),
        Phrase("permission.search-journal", vi: "tra cứu nhật ký", en: "search the journal"),
        Phrase("permission.approve-documents", vi: "duyệt tài liệu", en: "approve documents"),
        Phrase("permission.manage-accounts", vi: "quản lý tài khoản", en: "manage accounts"),
        Phrase("permission.work-table", vi: "quét tại bàn", en: "work at a table"),
        Phrase("document.policy", vi: "chính sách căn cứ", en: "evidence policy"),
        Phrase("document.rules", vi: "bộ quy tắc", en: "rules"),
        Phrase("document.lists", vi: "danh sách", en: "lists"),
    ]
}
