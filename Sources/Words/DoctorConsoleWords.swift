extension Catalogue {
    /// What `parcelgate doctor` says of the console: `doctor.<check>.ok`, or `.bad` with `.why` and `.advice`.
    static let doctorOfConsole: [Phrase] = [
        Phrase(
            "doctor.certificate.ok", vi: "chứng chỉ của {subject}: còn {days} ngày",
            en: "certificate of {subject}: {days} days left"),
        Phrase(
            "doctor.certificate.bad", vi: "chứng chỉ của trang điều khiển: {error}",
            en: "the console's certificate: {error}"),
        Phrase(
            "doctor.certificate.why", vi: "trang điều khiển chỉ phục vụ máy khác qua TLS",
            en: "the console serves other machines over TLS only"),
        Phrase(
            "doctor.certificate.advice", vi: "hệ thống sẽ không khởi động: sửa đường dẫn hoặc tệp đã nêu",
            en: "the gateway will not start: mend the path or the file that is named"),
        Phrase(
            "doctor.certificate-ended.bad", vi: "chứng chỉ của {subject} đã hết hạn",
            en: "the certificate of {subject} has ended"),
        Phrase(
            "doctor.certificate-ended.why", vi: "hệ thống không khởi động và trình duyệt từ chối trang",
            en: "the gateway does not start, and browsers refuse the console"),
        Phrase(
            "doctor.certificate-ended.advice",
            vi: "đặt chứng chỉ mới vào {file} rồi khởi động lại",
            en: "put a new one into {file} and start again"),
        Phrase(
            "doctor.certificate-early.bad", vi: "chứng chỉ của {subject} chưa có hiệu lực",
            en: "the certificate of {subject} is not valid yet"),
        Phrase(
            "doctor.certificate-early.why", vi: "trình duyệt sẽ từ chối trang",
            en: "browsers will refuse the console"),
        Phrase(
            "doctor.certificate-early.advice", vi: "xem đồng hồ máy, rồi xem {file}",
            en: "look at the machine's clock, then at {file}"),
        Phrase(
            "doctor.certificate-ends.bad", vi: "chứng chỉ của {subject} chỉ còn {days} ngày",
            en: "the certificate of {subject} has {days} days left"),
        Phrase(
            "doctor.certificate-ends.why", vi: "sau đó trình duyệt từ chối trang",
            en: "after that browsers refuse the console"),
        Phrase(
            "doctor.certificate-ends.advice",
            vi: "đặt chứng chỉ mới vào {file} rồi khởi động lại",
            en: "put a new one into {file} and start the gateway again"),
    ]
}
