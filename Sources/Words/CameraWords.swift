extension Catalogue {
    /// What `parcelgate calibrate camera` says.
    static let cameras: [Phrase] = cameraSheet + cameraFaults + cameraReport + cameraFindings + cameraWatch

    private static let cameraSheet: [Phrase] = [
        Phrase(
            "camera.sheet.arrow", vi: "chiều băng chuyền chạy", en: "this way the belt runs"),
        Phrase(
            "camera.sheet.note",
            vi:
                "In 100 %, không co giãn, 1200 dpi nếu được. Bàn cờ phải rộng {width} mm: đo và ghi lại. Dán lên tấm cứng, phẳng.",
            en:
                "Print at 100 %, not scaled, with 1200 dpi if you can. The board must be {width} mm wide: measure it. Glue it onto something stiff and flat."
        ),
    ]

    private static let cameraFaults: [Phrase] = [
        Phrase(
            "camera.fault.no-board",
            vi: "không thấy bàn cờ: đặt tờ in vào giữa ảnh, bật đèn, lấy nét; mỗi ô cần ít nhất 8 điểm ảnh",
            en:
                "no chessboard is seen: put the sheet into the middle, switch the light on, focus; a square needs 8 pixels at least"
        ),
        Phrase(
            "camera.fault.too-little",
            vi: "thấy quá ít bàn cờ: cần ít nhất 4 × 5 ô liền nhau, không bị che, không bị lóa",
            en:
                "too little of the board is seen: at least 4 by 5 squares together, uncovered and without glare, are needed"
        ),
        Phrase(
            "camera.fault.no-code",
            vi:
                "có bàn cờ nhưng các chấm không đúng tờ in này: in bằng --print-target, lấy nét để thấy rõ chấm trong ô",
            en:
                "a chessboard, but its dots are not this sheet's: print it with --print-target, and focus so that the dots are seen"
        ),
        Phrase(
            "camera.fault.mirrored",
            vi: "ảnh bị lật gương: tắt chế độ lật ảnh của camera",
            en: "the picture is mirrored: switch the camera's mirroring off"),
        Phrase(
            "camera.fault.other-size",
            vi: "{file}: ảnh có kích thước khác ảnh đầu: chụp mọi ảnh với cùng cài đặt camera",
            en: "{file}: another size than the first picture: take all pictures with the same setting of the camera"),
        Phrase(
            "camera.fault.too-blurred",
            vi:
                "thấy bàn cờ nhưng không đo được cạnh các ô: lấy nét lại, đưa camera hoặc tờ in gần hơn để mỗi ô rộng ít nhất 12 điểm ảnh",
            en:
                "the board is seen, but the edges of its squares cannot be measured: focus, or bring camera and sheet nearer, so that a square is 12 pixels wide at least"
        ),
        Phrase(
            "camera.fault.too-small", vi: "ảnh nhỏ hơn {side} điểm ảnh mỗi chiều: không phải ảnh của camera",
            en: "smaller than {side} pixels a side: no camera's picture"),
        Phrase(
            "camera.fault.not-this-size", vi: "ảnh có kích thước khác với hồ sơ: không dùng",
            en: "another size than the profile has: not used"),
        Phrase(
            "camera.fault.other-sheet", vi: "{file}: là tờ in khác ảnh đầu: dùng một tờ cho mọi ảnh",
            en: "{file}: another sheet than in the first picture: use one sheet for all"),
        Phrase(
            "camera.fault.alike",
            vi:
                "các ảnh có tờ in nghiêng gần như nhau nên không xác định được ống kính: chụp thêm với tờ in nghiêng 20 đến 45° về mỗi phía",
            en:
                "the sheet is held nearly alike in all pictures, which does not tell the lens: add some with the sheet tilted by 20 to 45° to each side"
        ),
        Phrase(
            "camera.fault.undetermined", vi: "không xác định được ống kính từ các ảnh này: chụp lại 6 đến 12 ảnh",
            en: "these pictures do not determine the lens: take 6 to 12 new ones"),
        Phrase(
            "camera.fault.bad-views",
            vi:
                "các ảnh không khớp nhau ({error} điểm ảnh), kém nhất là {file}: tờ in bị cong hoặc ống kính đã thay đổi; dán lên tấm cứng và chụp lại",
            en:
                "the pictures do not agree ({error} pixels), worst of all {file}: the sheet is bent or the lens was changed in between; glue it onto something stiff and take them again"
        ),
        Phrase(
            "camera.fault.too-few",
            vi: "cần ít nhất {needed} ảnh thường cùng kích thước để học, chỉ có {count}",
            en: "at least {needed} ordinary pictures of one size are needed to learn from, there are {count}"),
        Phrase(
            "camera.fault.not-learnt",
            vi: "hồ sơ chưa biết ảnh thường trông thế nào: chạy --learn với ảnh của một ca bình thường",
            en: "the profile does not know ordinary pictures yet: run --learn with pictures of an ordinary shift"),
        Phrase(
            "camera.fault.window", vi: "cần ít nhất {needed} ảnh để theo dõi, chỉ có {count}",
            en: "at least {needed} pictures are needed to watch, there are {count}"),
    ]

    private static let cameraReport: [Phrase] = [
        Phrase(
            "camera.report.lens",
            vi: "Ống kính từ {views} ảnh: tiêu cự {fx} ± {fxd} và {fy} ± {fyd} điểm ảnh, sai số {error} điểm ảnh",
            en: "Lens from {views} pictures: focal length {fx} ± {fxd} and {fy} ± {fyd} pixels, error {error} pixels"),
        Phrase(
            "camera.report.no-lens",
            vi: "Dưới {needed} ảnh: chỉ biết mặt băng, không biết ống kính, độ méo và độ cao",
            en:
                "Fewer than {needed} pictures: the belt's plane alone is known, not the lens, its distortion and heights"
        ),
        Phrase(
            "camera.report.place", vi: "Camera cao {height} mm trên băng, nghiêng {tilt}°",
            en: "The camera is {height} mm above the belt, tilted by {tilt}°"),
        Phrase(
            "camera.report.field", vi: "Nhìn thấy {along} mm dọc băng, {across} mm ngang băng",
            en: "It sees {along} mm along the belt and {across} mm across it"),
        Phrase(
            "camera.report.no-field", vi: "Một phần ảnh không thấy mặt băng: chĩa camera xuống thêm",
            en: "A part of the picture does not show the belt: tilt the camera farther down"),
        Phrase(
            "camera.report.pitch",
            vi:
                "Một điểm ảnh là {along} mm dọc và {across} mm ngang ở giữa; thô nhất {worst_along} và {worst_across} mm ở rìa",
            en:
                "A pixel is {along} mm along and {across} mm across in the middle; at its coarsest {worst_along} and {worst_across} mm at the edge"
        ),
        Phrase(
            "camera.report.above", vi: "Trên kiện cao {height} mm: {along} và {across} mm",
            en: "On a parcel {height} mm high: {along} and {across} mm"),
        Phrase(
            "camera.report.focus",
            vi: "Cạnh rộng {along} điểm ảnh dọc, {across} ngang (10 đến 90 %); kém nhất {worst}",
            en: "Edges are {along} pixels wide along and {across} across (10 to 90 %); at the worst {worst}"),
        Phrase(
            "camera.report.light",
            vi: "Trắng {white}, đen {black}, đều {evenness} %, cháy sáng {saturated} %, nhiễu {noise}",
            en: "White {white}, black {black}, evenness {evenness} %, saturated {saturated} %, noise {noise}"),
        Phrase(
            "camera.report.bar", vi: "Vạch hẹp nhất đọc được: {along} mm dọc, {across} mm ngang",
            en: "Narrowest bar that is read: {along} mm along, {across} mm across"),
        Phrase("camera.report.none", vi: "không có", en: "none"),
        Phrase("camera.report.reads", vi: "đủ cho nhãn vạch {width} mm", en: "enough for labels with {width} mm bars"),
        Phrase(
            "camera.report.reads-not", vi: "không đủ cho nhãn vạch {width} mm",
            en: "not enough for labels with {width} mm bars"),
        Phrase("camera.report.kept", vi: "đã ghi vào {file}", en: "kept in {file}"),
        Phrase(
            "camera.report.learnt", vi: "đã học từ {count} ảnh, ghi vào {file}",
            en: "learnt from {count} pictures, kept in {file}"),
        Phrase("camera.report.well", vi: "trong mức chuẩn", en: "within its baseline"),
        Phrase(
            "camera.report.watched-well", vi: "{count} ảnh, trong mức chuẩn",
            en: "{count} pictures, within the baseline"),
    ]

    private static let cameraFindings: [Phrase] = [
        Phrase(
            "camera.finding.size",
            vi: "ảnh rộng {measured} điểm ảnh, không phải {usual}: cài đặt camera đã đổi; đặt lại hoặc hiệu chuẩn lại",
            en:
                "the picture is {measured} pixels wide, not {usual}: the camera's setting was changed; set it back or calibrate anew"
        ),
        Phrase(
            "camera.finding.focus-along",
            vi:
                "mờ dọc băng: cạnh rộng {measured} điểm ảnh, trước là {usual}, cho phép {limit}; lau kính, lấy nét lại, giảm thời gian phơi sáng",
            en:
                "blurred along the belt: edges are {measured} pixels wide, were {usual}, may be {limit}; clean the window, focus again, expose more briefly"
        ),
        Phrase(
            "camera.finding.focus-across",
            vi:
                "mờ ngang băng: cạnh rộng {measured} điểm ảnh, trước là {usual}, cho phép {limit}; lau kính, lấy nét lại",
            en:
                "blurred across the belt: edges are {measured} pixels wide, were {usual}, may be {limit}; clean the window, focus again"
        ),
        Phrase(
            "camera.finding.focus-worst",
            vi:
                "một góc ảnh mờ: {measured} điểm ảnh, trước là {usual}, cho phép {limit}; lau kính, kiểm tra ống kính có lỏng không",
            en:
                "a part of the picture is blurred: {measured} pixels, was {usual}, may be {limit}; clean the window, see whether the lens is loose"
        ),
        Phrase(
            "camera.finding.dark", vi: "tối: trắng {measured}, trước là {usual}, ít nhất {limit}; lau đèn, thay đèn",
            en: "dark: white is {measured}, was {usual}, must be {limit} at least; clean the lamp, replace it"),
        Phrase(
            "camera.finding.bright",
            vi: "quá sáng: trắng {measured}, trước là {usual}, nhiều nhất {limit}; che nắng, giảm sáng",
            en: "too bright: white is {measured}, was {usual}, may be {limit}; keep daylight out, turn the light down"),
        Phrase(
            "camera.finding.haze",
            vi: "đen không còn đen: {measured}, trước là {usual}, nhiều nhất {limit}; lau kính, che nắng",
            en: "black is no longer black: {measured}, was {usual}, may be {limit}; clean the window, keep daylight out"
        ),
        Phrase(
            "camera.finding.saturated",
            vi:
                "cháy sáng {measured} phần ô trắng, trước là {usual}, nhiều nhất {limit}; giảm phơi sáng hoặc giảm sáng",
            en:
                "{measured} of the white squares is saturated, was {usual}, may be {limit}; expose less or turn the light down"
        ),
        Phrase(
            "camera.finding.uneven",
            vi: "sáng không đều: {measured}, trước là {usual}, ít nhất {limit}; một đèn hỏng hoặc lệch",
            en: "the light is uneven: {measured}, was {usual}, must be {limit} at least; a lamp is broken or was turned"
        ),
        Phrase(
            "camera.finding.noise",
            vi: "nhiễu {measured}, trước là {usual}, nhiều nhất {limit}; tăng sáng, giảm khuếch đại",
            en: "noise is {measured}, was {usual}, may be {limit}; more light, less gain"),
        Phrase(
            "camera.finding.scale",
            vi:
                "một điểm ảnh là {measured} mm, trước là {usual}: camera đã dịch gần, xa hoặc nghiêng, hoặc tờ in không nằm trên mặt băng; chỉnh lại hoặc hiệu chuẩn lại",
            en:
                "a pixel is {measured} mm, was {usual}: the camera came nearer, went farther or tilted, or the sheet does not lie on the belt; mend it or calibrate anew"
        ),
        Phrase(
            "camera.finding.turned",
            vi:
                "tờ in lệch {measured}° so với băng, cho phép {limit}°: đặt lại tờ in theo mũi tên; nếu đúng rồi thì camera đã xoay",
            en:
                "the sheet is turned by {measured}° against the belt, may be {limit}°: lay it by its arrow; if it is right, the camera was turned"
        ),
        Phrase(
            "camera.finding.bars", vi: "chỉ còn đọc được vạch từ {measured} mm, trước là {usual} mm",
            en: "bars are read from {measured} mm on, were from {usual} mm"),
    ]

    private static let cameraWatch: [Phrase] = [
        Phrase(
            "camera.watch.focus-fell",
            vi: "độ nét giảm: cạnh nhãn rộng {measured} phần trăm điểm ảnh, trước là {usual}; lau kính, lấy nét lại",
            en:
                "the focus fell: labels' edges are {measured} hundredths of a pixel wide, were {usual}; clean the window, focus again"
        ),
        Phrase(
            "camera.watch.too-dark", vi: "tối đi: trắng {measured}, trước là {usual}; lau đèn, thay đèn",
            en: "it has become dark: white is {measured}, was {usual}; clean the lamp, replace it"),
        Phrase(
            "camera.watch.saturated", vi: "cháy sáng {measured} phần nghìn ảnh, trước là {usual}; che nắng, giảm sáng",
            en:
                "{measured} thousandths of the picture are saturated, were {usual}; keep daylight out, turn the light down"
        ),
        Phrase(
            "camera.watch.uneven", vi: "một phía chỉ còn {measured} % ánh sáng, trước là {usual} %; xem đèn",
            en: "one side has {measured} % of the light, had {usual} %; look at the lamps"),
        Phrase(
            "camera.watch.blocked", vi: "{measured} trong 64 phần ảnh bị che; lau kính, gỡ nhãn dính",
            en:
                "{measured} of 64 parts of the picture are blocked; clean the window, take off labels that stick to it"
        ),
        Phrase(
            "camera.watch.moved",
            vi:
                "hình đứng yên đã dịch {measured} trong 128 phần ảnh; chỉnh lại camera và hiệu chuẩn lại",
            en:
                "what stands still has moved by {measured} of 128 parts of the picture; set the camera right and calibrate anew"
        ),
        Phrase(
            "camera.watch.other-size", vi: "ảnh rộng {measured} điểm ảnh, trước là {usual}; đặt lại cài đặt camera",
            en: "pictures are {measured} pixels wide, were {usual}; set the camera back"),
    ]
}
