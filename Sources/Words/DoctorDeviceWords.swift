extension Catalogue {
    /// What `parcelgate doctor` says of devices and sorters.
    static let doctorOfDevices: [Phrase] = [
        Phrase("doctor.folder.ok", vi: "{device}: thư mục ảnh {folder}", en: "{device}: picture folder {folder}"),
        Phrase(
            "doctor.folder.bad", vi: "{device}: không đọc và ghi được thư mục ảnh {folder}",
            en: "{device}: the picture folder {folder} cannot be read and written"),
        Phrase(
            "doctor.folder.why", vi: "ảnh không lấy được thì bưu gửi bị giữ",
            en: "parcels are held while no picture is taken"),
        Phrase(
            "doctor.folder.advice", vi: "tạo thư mục và cho nhóm parcelgate quyền đọc, ghi",
            en: "make the folder and let the group parcelgate read and write it"),
        Phrase(
            "doctor.usb.ok",
            vi: "{device}: có trên USB, cổng {port} ({interfaces})",
            en: "{device}: on the USB bus at port {port} ({interfaces})"),
        Phrase(
            "doctor.usb.bad",
            vi: "{device}: không thấy trên USB",
            en: "{device}: not on the USB bus"),
        Phrase(
            "doctor.usb.why",
            vi: "nhãn quét bằng máy này không đến được hệ thống",
            en: "what is scanned with it does not reach the gateway"),
        Phrase(
            "doctor.usb.advice",
            vi: "cắm lại; thử cổng và dây khác; `parcelgate devices list` cho thấy những gì đang cắm",
            en: "plug it in again; try another port and cable; `parcelgate devices list` shows what is there"),
        Phrase(
            "doctor.usb-port.bad",
            vi: "{device}: đang ở cổng {found}, không phải cổng {port}",
            en: "{device}: it is at port {found}, not at port {port}"),
        Phrase(
            "doctor.usb-port.why",
            vi: "tệp cấu hình phân biệt các máy giống nhau bằng cổng; ở cổng khác nó không được mở",
            en: "the site file tells alike units by their ports; at another one it is not opened"),
        Phrase(
            "doctor.usb-port.advice",
            vi: "cắm về cổng cũ, hoặc sửa `port` trong tệp cấu hình",
            en: "plug it in where it was, or mend `port` in the site file"),
        Phrase(
            "doctor.usb-mode.bad",
            vi: "{device}: có máy quét cùng hãng ở cổng {port}, nhưng ở chế độ {mode} ({id})",
            en: "{device}: a scanner of this maker is at port {port}, but in {mode} mode ({id})"),
        Phrase(
            "doctor.usb-mode.why",
            vi: "chế độ khác là một thiết bị khác đối với hệ thống; nó không được mở",
            en: "in another mode it is another device for the gateway, which does not open it"),
        Phrase(
            "doctor.usb-mode.advice",
            vi: "quét mã cài đặt của chế độ đúng: drivers/{family}/README.md nói mã nào",
            en: "scan the programming label of the right mode: drivers/{family}/README.md says which"),
        Phrase(
            "doctor.usb-keyboard.bad",
            vi: "{device}: máy quét ở cổng {port} đang ở chế độ bàn phím",
            en: "{device}: the scanner at port {port} behaves as a keyboard"),
        Phrase(
            "doctor.usb-keyboard.why",
            vi: "nó gõ nhãn vào cửa sổ đang mở thay vì gửi cho hệ thống",
            en: "it types labels into whatever window is open, and the gateway does not read it"),
        Phrase(
            "doctor.usb-keyboard.advice",
            vi: "quét mã cài đặt HID POS: drivers/{family}/README.md nói mã nào",
            en: "scan the HID POS programming label: drivers/{family}/README.md says which"),
        Phrase(
            "doctor.usb-interfaces.bad",
            vi: "{device}: thiết bị ở cổng {port} có giao diện USB mà máy quét loại {family} không có: {interfaces}",
            en: "{device}: what is at port {port} shows what a scanner of {family} does not have: {interfaces}"
        ),
        Phrase(
            "doctor.usb-interfaces.why",
            vi: "thiết bị giả làm máy quét có thể gõ phím, chứa tệp hoặc làm mạng: hệ thống không mở nó",
            en: "a device that poses as a scanner could type, hold files or be a network: the gateway does not open it"),
        Phrase(
            "doctor.usb-interfaces.advice",
            vi:
                "hỏi ai đã cắm; nếu đúng là máy của đơn vị, khai báo `interfaces` của nó trong tệp cấu hình (docs/integrator/usb-safety.md)",
            en:
                "ask who plugged it in; if it is the site's own, name its `interfaces` in the site file (docs/integrator/usb-safety.md)"
        ),
        Phrase(
            "doctor.usb-serial.bad",
            vi: "{device}: máy quét ở cổng {port} có số sê-ri {found}, tệp cấu hình ghi {serial}",
            en: "{device}: the unit at port {port} has the serial number {found}, the site file says {serial}"),
        Phrase(
            "doctor.usb-serial.why",
            vi: "máy quét có số khác không được mở",
            en: "a unit with another number is not opened"),
        Phrase(
            "doctor.usb-serial.advice",
            vi: "sửa `serial`; máy không có số sê-ri (–) thì khai báo `port` thay cho `serial`",
            en: "change `serial`; for a unit without a number (–) name its `port` instead of a `serial`"),
        Phrase(
            "doctor.usb-alike.bad",
            vi: "{device}: có nhiều máy quét giống nhau, ở các cổng {ports}",
            en: "{device}: several units are alike, at the ports {ports}"),
        Phrase(
            "doctor.usb-alike.why",
            vi: "chỉ một máy được mở, và không biết là máy nào",
            en: "only one of them is opened, and which one is left to chance"),
        Phrase(
            "doctor.usb-alike.advice",
            vi: "khai báo từng máy trong tệp cấu hình, với `serial` hoặc `port` của nó",
            en: "name each of them in the site file, with its `serial` or its `port`"),
        Phrase(
            "doctor.usb-typing.bad",
            vi: "{device}: đọc như bàn phím",
            en: "{device}: is read as a keyboard"),
        Phrase(
            "doctor.usb-typing.why",
            vi: "ai cắm bàn phím giả vào cổng đó cũng gõ được nhãn",
            en: "whoever plugs a false keyboard into that port can type labels"),
        Phrase(
            "doctor.usb-typing.advice",
            vi: "chuyển sang HID POS nếu máy có, và khoá cổng USB",
            en: "use HID POS where the model has it, and lock the port"),
        Phrase(
            "doctor.usb-driver.bad",
            vi: "{device}: trình điều khiển {driver} đang giữ cổng {port}",
            en: "{device}: the kernel's driver {driver} holds port {port}"),
        Phrase(
            "doctor.usb-driver.why",
            vi: "khi hệ thống chưa chạy, nhãn quét được gõ thẳng vào máy tính này",
            en: "while the gateway does not run, what is scanned is typed into this computer"),
        Phrase(
            "doctor.usb-driver.advice",
            vi: "cài lại quy tắc udev (`parcelgate devices udev`) rồi cắm lại",
            en: "install the udev rules again (`parcelgate devices udev`), then plug it in again"),
        Phrase(
            "doctor.usb-in-use.bad",
            vi: "{device}: một chương trình khác đang dùng cổng {port}",
            en: "{device}: another program uses port {port}"),
        Phrase(
            "doctor.usb-in-use.why",
            vi: "mỗi lúc chỉ một chương trình đọc được máy quét",
            en: "only one program can read a scanner"),
        Phrase(
            "doctor.usb-in-use.advice",
            vi: "nếu không phải hệ thống đang chạy, dừng chương trình đó",
            en: "if it is not the running gateway, stop that program"),
        Phrase(
            "doctor.usb-rights.bad",
            vi: "{device}: không có quyền mở cổng {port}, dù đã có quy tắc udev",
            en: "{device}: no right to open port {port}, although there is a udev rule"),
        Phrase(
            "doctor.usb-rights.why",
            vi: "hệ thống không đọc được máy quét này",
            en: "the gateway cannot read this scanner"),
        Phrase(
            "doctor.usb-rights.advice",
            vi: "chạy `udevadm control --reload`, cắm lại, và cho người dùng chạy hệ thống vào nhóm parcelgate",
            en: "run `udevadm control --reload`, plug it in again, and put the gateway's user into the group parcelgate"
        ),
        Phrase(
            "doctor.udev-rule.bad",
            vi: "{device}: không có quyền mở cổng {port}, và không có quy tắc udev cho {id}",
            en: "{device}: no right to open port {port}, and no udev rule for {id}"),
        Phrase(
            "doctor.udev-rule.why",
            vi: "hệ thống không đọc được máy quét này",
            en: "the gateway cannot read this scanner"),
        Phrase(
            "doctor.udev-rule.advice",
            vi:
                "`parcelgate devices udev --drivers … > /etc/udev/rules.d/70-parcelgate.rules`, `udevadm control --reload`, rồi cắm lại",
            en:
                "`parcelgate devices udev --drivers … > /etc/udev/rules.d/70-parcelgate.rules`, `udevadm control --reload`, then plug it in again"
        ),
        Phrase(
            "doctor.reader.ok",
            vi: "{device}: kết nối được tại {address}",
            en: "{device}: answers at {address}"),
        Phrase(
            "doctor.reader.bad",
            vi: "{device}: không kết nối được tại {address}",
            en: "{device}: no answer at {address}"),
        Phrase(
            "doctor.reader.why",
            vi: "bưu gửi không được đọc thì ra cửa kiểm tra",
            en: "parcels that are not read go to inspection"),
        Phrase(
            "doctor.reader.advice",
            vi: "kiểm tra nguồn, dây mạng, địa chỉ và cổng của đầu đọc",
            en: "check the reader's power, cable, address and port"),
        Phrase(
            "doctor.listener.ok",
            vi: "{device}: chờ đầu đọc tự kết nối",
            en: "{device}: waits for the reader to connect"),
        Phrase(
            "doctor.datagrams.ok",
            vi: "{device}: nhận gói tin tại {address}, chỉ từ {peers}",
            en: "{device}: takes datagrams at {address}, from {peers} only"),
        Phrase(
            "doctor.serial.ok",
            vi: "{device}: cổng nối tiếp {path} mở được, {line}",
            en: "{device}: the serial port {path} opens, {line}"),
        Phrase(
            "doctor.serial.bad",
            vi: "{device}: cổng nối tiếp {path} không có; đang có: {there}",
            en: "{device}: the serial port {path} is not there; there are: {there}"),
        Phrase(
            "doctor.serial.why",
            vi: "nhãn quét bằng máy này không đến được hệ thống",
            en: "what is scanned with it does not reach the gateway"),
        Phrase(
            "doctor.serial.advice",
            vi: "cắm lại; ghi tên theo id (/dev/serial/by-id/…) vào tệp cấu hình",
            en: "plug it in again; write its name by id (/dev/serial/by-id/…) into the site file"),
        Phrase(
            "doctor.serial-rights.bad",
            vi: "{device}: không có quyền đọc và ghi {path}",
            en: "{device}: no right to read and write {path}"),
        Phrase(
            "doctor.serial-rights.why",
            vi: "hệ thống không đọc được máy quét này",
            en: "the gateway cannot read this scanner"),
        Phrase(
            "doctor.serial-rights.advice",
            vi: "cho người dùng chạy hệ thống vào nhóm dialout, hoặc cài quy tắc udev (`parcelgate devices udev`)",
            en: "put the gateway's user into the group dialout, or install the udev rules (`parcelgate devices udev`)"),
        Phrase(
            "doctor.serial-in-use.bad",
            vi: "{device}: một chương trình khác đang dùng {path}",
            en: "{device}: another program uses {path}"),
        Phrase(
            "doctor.serial-in-use.why",
            vi: "mỗi lúc chỉ một chương trình đọc được cổng",
            en: "only one program can read a port"),
        Phrase(
            "doctor.serial-in-use.advice",
            vi: "nếu không phải hệ thống đang chạy, dừng chương trình đó (thường là ModemManager)",
            en: "if it is not the running gateway, stop that program (often ModemManager)"),
        Phrase(
            "doctor.serial-settings.bad",
            vi: "{device}: cổng nối tiếp không dùng được: {error}",
            en: "{device}: the serial port cannot be used: {error}"),
        Phrase(
            "doctor.serial-settings.why",
            vi: "hệ thống không đọc được máy quét này",
            en: "the gateway cannot read this scanner"),
        Phrase(
            "doctor.serial-settings.advice",
            vi: "so `baud`, `bits`, `parity` trong tệp cấu hình với máy quét và cổng",
            en: "compare `baud`, `bits`, `parity` of the site file with the scanner and the port"),
        Phrase(
            "doctor.sorter.bad",
            vi: "{line}: PLC không chào tại {address}",
            en: "{line}: no hello from the PLC at {address}"),
        Phrase(
            "doctor.sorter.why",
            vi: "không có PLC thì không bưu gửi nào được đi tiếp",
            en: "without it nothing is cleared"),
        Phrase(
            "doctor.sorter.advice",
            vi: "kiểm tra PLC, dây mạng; PLC chỉ giữ một kết nối: dừng cổng kiểm tra trước",
            en: "check PLC and cable; a PLC keeps one connection: stop the gateway first"),
        Phrase(
            "doctor.default-exit.ok",
            vi: "{line}: không có giấy phép thì ra cửa {exit}, cửa kiểm tra",
            en: "{line}: without a permit parcels take exit {exit}, the inspection exit"),
        Phrase(
            "doctor.default-exit.bad",
            vi: "{line}: không có giấy phép thì ra cửa {exit}, nhưng cửa kiểm tra là {inspection}",
            en: "{line}: without a permit parcels take exit {exit}, but the inspection exit is {inspection}"),
        Phrase(
            "doctor.default-exit.why",
            vi: "dây chuyền đấu ngược: khi hệ thống im lặng, bưu gửi sẽ đi thẳng ra ngoài",
            en: "the line is wired the other way: silence would let parcels out"),
        Phrase(
            "doctor.default-exit.advice",
            vi: "không được vận hành như vậy: đổi lối ra mặc định trong PLC",
            en: "it must not run like this: change the default exit in the PLC"),
        Phrase(
            "doctor.line-name.bad",
            vi: "PLC tại {address} tự xưng là dây chuyền {found}, không phải {line}",
            en: "the PLC at {address} says that it is line {found}, not {line}"),
        Phrase(
            "doctor.line-name.why",
            vi: "giấy phép sẽ đến nhầm dây chuyền",
            en: "permits would go to another line"),
        Phrase(
            "doctor.line-name.advice",
            vi: "sửa địa chỉ hoặc tên dây chuyền",
            en: "mend the address or the line's name"),
        Phrase(
            "doctor.silence.ok",
            vi: "{line}: không được trả lời thì PLC dừng băng",
            en: "{line}: without an answer the PLC stops the belt"),
        Phrase(
            "doctor.silence.bad",
            vi: "{line}: không được trả lời, PLC vẫn cho bưu gửi không có giấy phép ra cửa {passed}",
            en: "{line}: without an answer the PLC let a parcel without a permit pass to exit {passed}"),
        Phrase(
            "doctor.silence.why",
            vi: "khi hệ thống hỏng, bưu gửi chưa kiểm tra sẽ đi ra ngoài",
            en: "a gateway that fails would let out what nobody has screened"),
        Phrase(
            "doctor.silence.advice",
            vi: "không được vận hành như vậy: sửa chương trình PLC theo docs/integrator/plc.md, quy tắc 3 và 5",
            en: "it must not run like this: mend the PLC's program, docs/integrator/plc.md, rules 3 and 5"),
        Phrase(
            "doctor.silence-runs.bad",
            vi: "{line}: không được trả lời, băng vẫn chạy",
            en: "{line}: without an answer the belt runs on"),
        Phrase(
            "doctor.silence-runs.why",
            vi: "chỉ được phép khi dây chuyền không thể dừng, và mọi bưu gửi khi đó ra cửa {inspection}",
            en: "that is allowed only where the line cannot stop, and every parcel then takes exit {inspection}"),
        Phrase(
            "doctor.silence-runs.advice",
            vi: "thử với một bưu gửi khi hệ thống tắt, và ghi vào biên bản nghiệm thu",
            en: "try it with a parcel while the gateway is off, and write it into the commissioning report"),
        Phrase(
            "doctor.silence-unknown.bad",
            vi: "{line}: không được trả lời, PLC không nói băng dừng hay chạy",
            en: "{line}: without an answer the PLC does not say whether the belt stops"),
        Phrase(
            "doctor.silence-unknown.why",
            vi: "PLC phải báo nhịp 5 lần một giây; không có nhịp thì không biết nó làm gì khi hệ thống im lặng",
            en:
                "it must send its heartbeat five times a second; without one nobody knows what it does when the gateway is silent"
        ),
        Phrase(
            "doctor.silence-unknown.advice",
            vi: "sửa chương trình PLC theo docs/integrator/plc.md, HB và SD",
            en: "mend the PLC's program, docs/integrator/plc.md, HB and SD"),
    ]
}
