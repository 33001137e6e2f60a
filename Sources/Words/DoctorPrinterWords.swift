extension Catalogue {
    /// What `parcelgate doctor` says of the printers of hold tags.
    static let doctorOfPrinters: [Phrase] = [
        Phrase(
            "doctor.printer.ok", vi: "{printer}: máy in tại {address} sẵn sàng", en: "{printer}: ready at {address}"),
        Phrase(
            "doctor.printer.bad", vi: "{printer}: không có trả lời tại {address}",
            en: "{printer}: nothing answers at {address}"),
        Phrase(
            "doctor.printer.why", vi: "bưu gửi bị giữ không có nhãn thì trong lồng không ai nhận ra",
            en: "a held parcel without its tag is one that nobody recognises in the cage"),
        Phrase(
            "doctor.printer.advice", vi: "xem máy in có điện, có mạng và đúng địa chỉ, cổng (thường là 9100)",
            en: "see whether the printer has power and network, and whether address and port (usually 9100) are right"),
        Phrase(
            "doctor.printer-paper-out.bad", vi: "{printer}: hết nhãn", en: "{printer}: it is out of labels"),
        Phrase(
            "doctor.printer-paper-out.why", vi: "không nhãn giữ nào được in", en: "no hold tag is printed"),
        Phrase(
            "doctor.printer-paper-out.advice", vi: "lắp cuộn nhãn 100 × 70 mm", en: "put labels of 100 by 70 mm in"),
        Phrase("doctor.printer-paused.bad", vi: "{printer}: đang tạm dừng", en: "{printer}: it is paused"),
        Phrase(
            "doctor.printer-paused.why", vi: "nhãn giữ chờ trong máy in, không ra", en: "hold tags wait inside of it"),
        Phrase(
            "doctor.printer-paused.advice", vi: "nhấn nút Pause trên máy in", en: "press Pause on the printer"),
        Phrase("doctor.printer-head-up.bad", vi: "{printer}: đầu in đang mở", en: "{printer}: its head is open"),
        Phrase(
            "doctor.printer-head-up.why", vi: "không nhãn giữ nào được in", en: "no hold tag is printed"),
        Phrase("doctor.printer-head-up.advice", vi: "đóng và khóa đầu in", en: "close and lock the head"),
        Phrase(
            "doctor.printer-ribbon-out.bad", vi: "{printer}: hết ruy băng mực", en: "{printer}: it is out of ribbon"),
        Phrase(
            "doctor.printer-ribbon-out.why", vi: "không nhãn giữ nào được in", en: "no hold tag is printed"),
        Phrase(
            "doctor.printer-ribbon-out.advice", vi: "lắp ruy băng, hoặc đặt máy in ở chế độ in nhiệt trực tiếp",
            en: "put ribbon in, or set the printer to direct thermal"),
        Phrase(
            "doctor.printer-silent.bad", vi: "{printer}: có tại {address} nhưng không cho biết tình trạng",
            en: "{printer}: it is at {address}, and does not say how it is"),
        Phrase(
            "doctor.printer-silent.why",
            vi: "nhiều máy in im lặng khi hết nhãn hoặc mở nắp; có loại không bao giờ trả lời ~HS",
            en: "some say nothing while they are out of labels or open; some never answer ~HS"),
        Phrase(
            "doctor.printer-silent.advice", vi: "in thử một nhãn giữ rồi xem", en: "print one hold tag and look at it"),
        Phrase(
            "doctor.printer-folder.ok", vi: "{printer}: nhãn được để trong {folder}",
            en: "{printer}: tags are left in {folder}"),
        Phrase(
            "doctor.printer-folder.bad", vi: "{printer}: không ghi được vào thư mục {folder}",
            en: "{printer}: the folder {folder} cannot be written"),
        Phrase(
            "doctor.printer-folder.why", vi: "nhãn giữ không đến được máy in", en: "hold tags do not reach the printer"),
        Phrase(
            "doctor.printer-folder.advice", vi: "tạo thư mục và cho nhóm parcelgate quyền ghi",
            en: "make the folder and let the group parcelgate write it"),
    ]
}
