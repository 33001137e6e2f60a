extension Catalogue {
    /// The sheet of labels that a scanner is put into service with, and what is said while they are scanned.
    static let commissioningSheet: [Phrase] = [
        Phrase(
            "commissioning.sheet.title", vi: "Nhãn thử máy quét", en: "Labels to put a scanner into service with"),
        Phrase(
            "commissioning.sheet.print",
            vi: "In trên giấy A4 ở đúng 100 % (không \"vừa trang\"): thước dưới đây phải dài 100 mm.",
            en: "Print on A4 at 100 % (not \"fit to page\"): the rule below must be 100 mm long."),
        Phrase(
            "commissioning.sheet.use",
            vi:
                "Dừng hệ thống, chạy `parcelgate doctor --site TỆP --listen THIẾT-BỊ`, quét từng nhãn theo thứ tự bất kỳ; nhấn Enter khi xong.",
            en:
                "Stop the gateway, run `parcelgate doctor --site FILE --listen DEVICE`, scan label after label in any order; press Enter at the end."
        ),
        Phrase(
            "commissioning.sheet.note",
            vi: "Không nhãn nào ở đây là của bưu gửi. Che các nhãn bên cạnh khi quét.",
            en: "None of these is a parcel's. Cover the labels beside the one that you scan."),
        Phrase(
            "commissioning.label.a",
            vi: "Chữ hoa và chữ thường: tìm bàn phím cài sai và Caps Lock.",
            en: "Capitals and small letters: finds a wrong keyboard layout and Caps Lock."),
        Phrase(
            "commissioning.label.b",
            vi: "Chữ số và dấu thường gặp: tìm bàn phím cài sai, ký tự thừa ở đầu hay cuối.",
            en: "Digits and usual signs: finds a wrong keyboard layout, and characters that are added at an end."),
        Phrase(
            "commissioning.label.c",
            vi: "Mọi dấu còn lại: tìm dấu bị đổi hoặc mất.",
            en: "All other signs: finds signs that are altered or lost."),
        Phrase(
            "commissioning.label.d",
            vi: "Chữ số lặp lại: tìm chữ số bị mất khi gõ nhanh hay qua máy tính từ xa.",
            en: "Digits that repeat: finds digits that are lost by fast typing or a remote desktop."),
        Phrase(
            "commissioning.label.e",
            vi: "Nhiều trường: tìm ký tự GS bị mất hay bị thay.",
            en: "Several fields: finds GS characters that are lost or replaced."),
        Phrase(
            "commissioning.label.f",
            vi: "40 ký tự: tìm độ dài tối đa quá ngắn.",
            en: "40 characters: finds a maximum length that is too short."),
        Phrase(
            "commissioning.label.g",
            vi: "80 ký tự: tìm độ dài tối đa quá ngắn.",
            en: "80 characters: finds a maximum length that is too short."),
        Phrase(
            "commissioning.label.h",
            vi: "120 ký tự: tìm nhãn bị cắt; máy quét laser không đọc được nó.",
            en: "120 characters: finds labels that are cut off; a laser scanner does not read it."),
        Phrase(
            "commissioning.label.i",
            vi: "Bắt đầu bằng 0: tìm số 0 đầu và chữ số kiểm tra bị bỏ.",
            en: "It begins with 0: finds a leading zero or a check digit that is dropped."),
        Phrase(
            "commissioning.label.j",
            vi: "Mười bốn chữ số: tìm chữ số kiểm tra bị bỏ, loại mã bị tắt.",
            en: "Fourteen digits: finds a check digit that is dropped, and the symbology switched off."),
        Phrase(
            "commissioning.label.k",
            vi: "Không có ký tự kiểm tra: tìm kiểm tra bật nhầm và \"full ASCII\".",
            en: "Without a check character: finds a check that is wrongly on, and \"full ASCII\"."),
        Phrase(
            "commissioning.label.l",
            vi: "Có ký tự kiểm tra: tìm ký tự kiểm tra bị bỏ.",
            en: "With a check character: finds that it is dropped."),
        Phrase(
            "commissioning.label.m",
            vi: "Tiếng Việt: tìm nhầm Latin-1 với UTF-8; bàn phím không gõ được nhãn này.",
            en: "Vietnamese text: finds Latin-1 in place of UTF-8; a keyboard cannot type it."),
        Phrase(
            "commissioning.label.n",
            vi: "Dấu cách ở hai đầu: tìm dấu cách bị cắt.",
            en: "Spaces at both ends: finds spaces that are cut away."),
        Phrase(
            "commissioning.listening.open",
            vi: "{device}: đang mở…", en: "{device}: opening…"),
        Phrase(
            "commissioning.listening.begin",
            vi: "{device} ({family}): sẵn sàng. Quét các nhãn {labels} theo thứ tự bất kỳ; nhấn Enter khi xong.",
            en: "{device} ({family}): ready. Scan the labels {labels} in any order; press Enter when you are done."),
        Phrase(
            "commissioning.listening.identity",
            vi: "{device}: cho biết nó là {identity}", en: "{device}: says that it is {identity}"),
        Phrase(
            "commissioning.listening.gone",
            vi: "{device}: mất kết nối", en: "{device}: it is gone"),
        Phrase(
            "commissioning.listening.faulty",
            vi: "{device}: {trouble}", en: "{device}: {trouble}"),
        Phrase(
            "commissioning.listening.right",
            vi: "{label}: đến đúng. Còn lại: {open}", en: "{label}: arrived right. Still open: {open}"),
        Phrase(
            "commissioning.listening.altered",
            vi: "{label}: đến, nhưng không đúng như in. Còn lại: {open}",
            en: "{label}: arrived, and not as it was printed. Still open: {open}"),
        Phrase(
            "commissioning.listening.stranger",
            vi: "một nhãn {count} byte không thuộc tờ này, hoặc bị đổi đến mức không nhận ra",
            en: "a label of {count} bytes that is none of this sheet, or is altered beyond recognition"),
        Phrase(
            "commissioning.listening.no-read", vi: "máy báo không đọc được", en: "the device says that it read nothing"),
        Phrase(
            "commissioning.listening.ok",
            vi: "{device}: mọi nhãn đến đúng như in ({labels})",
            en: "{device}: every label arrived as it was printed ({labels})"),
        Phrase(
            "commissioning.listening.not-opened",
            vi: "{device}: không mở được trong {seconds} giây",
            en: "{device}: could not be opened within {seconds} s"),
        Phrase(
            "commissioning.listening.not-opened-why",
            vi: "không có gì để nghe", en: "there is nothing to listen to"),
        Phrase(
            "commissioning.listening.not-opened-advice",
            vi:
                "chạy `parcelgate doctor --site …` không kèm --listen: nó nói vì sao; máy đọc tự kết nối thì phải đang chạy",
            en:
                "run `parcelgate doctor --site …` without --listen, which says why; a reader that connects by itself must be running"
        ),
    ]
}
