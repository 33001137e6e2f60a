extension Catalogue {
    /// What each function and macro of the rules' language gives. The key ends with its name, with hyphens for underscores.
    static let functions: [Phrase] =
        ruleFunctions + macros + textFunctions + numberFunctions + listFunctions + conversions

    private static let ruleFunctions: [Phrase] = [
        Phrase(
            "function.listed", vi: "giá trị có trong một danh sách loại này đang có giá trị",
            en: "whether a valid list of this kind has the value"),
        Phrase(
            "function.list-title", vi: "tên của danh sách có giá trị đó", en: "the title of the list that has the value"
        ),
        Phrase("function.listing", vi: "các văn bản, cách nhau dấu phẩy", en: "the texts with commas between"),
        Phrase("function.grouped", vi: "số có dấu phân nhóm hàng nghìn", en: "the number with its thousands set apart"),
        Phrase("function.folded", vi: "chữ thường không dấu", en: "small letters without marks"),
        Phrase("function.same-name", vi: "hai tên có thể là một", en: "whether two names may be one"),
        Phrase("function.same-address", vi: "hai địa chỉ có thể là một", en: "whether two addresses may be one"),
    ]

    private static let macros: [Phrase] = [
        Phrase("function.has", vi: "dữ kiện hoặc trường có mặt", en: "whether the fact or the field is there"),
        Phrase(
            "function.all", vi: "điều kiện đúng với mọi phần tử", en: "whether the condition is true of every element"),
        Phrase("function.exists", vi: "điều kiện đúng với ít nhất một phần tử", en: "whether it is true of an element"),
        Phrase(
            "function.exists-one", vi: "điều kiện đúng với đúng một phần tử", en: "whether it is true of exactly one"),
        Phrase(
            "function.existsOne", vi: "điều kiện đúng với đúng một phần tử", en: "whether it is true of exactly one"),
        Phrase("function.filter", vi: "các phần tử thỏa điều kiện", en: "the elements of which it is true"),
        Phrase("function.map", vi: "danh sách làm từ từng phần tử", en: "a list made of each element"),
        Phrase("function.sortBy", vi: "danh sách xếp theo khóa", en: "the list in the order of the keys"),
        Phrase("function.cel.bind", vi: "đặt tên cho một giá trị", en: "a name for a value"),
        Phrase("function.optMap", vi: "đổi giá trị nếu có", en: "changes the value if there is one"),
        Phrase(
            "function.optFlatMap", vi: "đổi giá trị nếu có thành giá trị tùy chọn", en: "changes it into an optional"),
        Phrase("function.transformList", vi: "danh sách từ chỉ số và phần tử", en: "a list of index and element"),
        Phrase(
            "function.transformMap", vi: "bảng với giá trị mới cho từng khóa", en: "a map with a new value for each key"
        ),
        Phrase("function.transformMapEntry", vi: "bảng với khóa và giá trị mới", en: "a map with new keys and values"),
    ]

    private static let textFunctions: [Phrase] = [
        Phrase("function.contains", vi: "văn bản có chứa đoạn này", en: "whether the text has this part"),
        Phrase("function.startsWith", vi: "văn bản bắt đầu bằng đoạn này", en: "whether it begins with this"),
        Phrase("function.endsWith", vi: "văn bản kết thúc bằng đoạn này", en: "whether it ends with this"),
        Phrase("function.matches", vi: "văn bản khớp mẫu RE2", en: "whether it fits the RE2 pattern"),
        Phrase("function.size", vi: "số ký tự hoặc số phần tử", en: "how many characters or elements"),
        Phrase("function.charAt", vi: "ký tự ở vị trí này, đếm từ 0", en: "the character at this place, from 0"),
        Phrase(
            "function.indexOf", vi: "vị trí đầu tiên của đoạn này, -1 nếu không có",
            en: "where this first stands, or -1"),
        Phrase(
            "function.lastIndexOf", vi: "vị trí cuối cùng của đoạn này, -1 nếu không có",
            en: "where this last stands, or -1"
        ),
        Phrase(
            "function.substring", vi: "phần văn bản từ vị trí này đến vị trí kia", en: "the part between two places"),
        Phrase("function.split", vi: "các phần giữa dấu ngăn cách", en: "the parts between a separator"),
        Phrase("function.join", vi: "các văn bản ghép lại", en: "the texts joined together"),
        Phrase("function.replace", vi: "văn bản sau khi thay thế", en: "the text with parts replaced"),
        Phrase("function.trim", vi: "bỏ khoảng trắng ở hai đầu", en: "without blanks at both ends"),
        Phrase("function.lowerAscii", vi: "chữ A–Z thành chữ thường", en: "A to Z made small"),
        Phrase("function.upperAscii", vi: "chữ a–z thành chữ hoa", en: "a to z made large"),
        Phrase("function.reverse", vi: "viết ngược lại", en: "in the opposite order"),
        Phrase("function.format", vi: "điền các giá trị vào mẫu", en: "values put into a template"),
        Phrase("function.strings.quote", vi: "văn bản trong dấu nháy", en: "the text in quotes"),
        Phrase("function.regex.extract", vi: "đoạn đầu tiên khớp mẫu, nếu có", en: "the first part that fits, if any"),
        Phrase("function.regex.extractAll", vi: "mọi đoạn khớp mẫu", en: "all parts that fit"),
        Phrase("function.regex.replace", vi: "thay các đoạn khớp mẫu", en: "what fits the pattern, replaced"),
        Phrase("function.base64.encode", vi: "byte viết bằng base64", en: "bytes written in base64"),
        Phrase("function.base64.decode", vi: "byte đọc từ base64", en: "bytes read from base64"),
    ]

    private static let numberFunctions: [Phrase] = [
        Phrase("function.math.greatest", vi: "giá trị lớn nhất", en: "the greatest value"),
        Phrase("function.math.least", vi: "giá trị nhỏ nhất", en: "the least value"),
        Phrase("function.math.ceil", vi: "làm tròn lên", en: "rounded up"),
        Phrase("function.math.floor", vi: "làm tròn xuống", en: "rounded down"),
        Phrase("function.math.round", vi: "làm tròn đến số nguyên gần nhất", en: "rounded to the nearest"),
        Phrase("function.math.trunc", vi: "bỏ phần lẻ", en: "without its fraction"),
        Phrase("function.math.abs", vi: "giá trị tuyệt đối", en: "without its sign"),
        Phrase("function.math.sign", vi: "dấu: -1, 0 hoặc 1", en: "its sign: -1, 0 or 1"),
        Phrase("function.math.sqrt", vi: "căn bậc hai", en: "the square root"),
        Phrase("function.math.isNaN", vi: "không phải là số", en: "whether it is no number"),
        Phrase("function.math.isInf", vi: "vô cực", en: "whether it is infinite"),
        Phrase("function.math.isFinite", vi: "số hữu hạn", en: "whether it is finite"),
        Phrase("function.math.bitAnd", vi: "VÀ theo bit", en: "and of the bits"),
        Phrase("function.math.bitOr", vi: "HOẶC theo bit", en: "or of the bits"),
        Phrase("function.math.bitXor", vi: "HOẶC loại trừ theo bit", en: "exclusive or of the bits"),
        Phrase("function.math.bitNot", vi: "đảo các bit", en: "the bits turned over"),
        Phrase("function.math.bitShiftLeft", vi: "dịch bit sang trái", en: "the bits shifted left"),
        Phrase("function.math.bitShiftRight", vi: "dịch bit sang phải", en: "the bits shifted right"),
    ]

    private static let listFunctions: [Phrase] = [
        Phrase("function.slice", vi: "các phần tử từ vị trí này đến vị trí kia", en: "the elements between two places"),
        Phrase("function.flatten", vi: "gộp các danh sách bên trong", en: "inner lists made one"),
        Phrase("function.distinct", vi: "mỗi phần tử một lần", en: "each element once"),
        Phrase("function.sort", vi: "danh sách xếp thứ tự", en: "the list in order"),
        Phrase("function.first", vi: "phần tử đầu, nếu có", en: "the first element, if any"),
        Phrase("function.last", vi: "phần tử cuối, nếu có", en: "the last element, if any"),
        Phrase("function.lists.range", vi: "các số từ 0 đến trước số này", en: "the numbers from 0 up to this one"),
        Phrase("function.sets.contains", vi: "tập đầu chứa cả tập sau", en: "whether the first has all of the second"),
        Phrase("function.sets.equivalent", vi: "hai tập như nhau", en: "whether both have the same elements"),
        Phrase("function.sets.intersects", vi: "hai tập có phần tử chung", en: "whether they share an element"),
        Phrase("function.optional.of", vi: "giá trị tùy chọn có giá trị này", en: "an optional with this value"),
        Phrase(
            "function.optional.ofNonZeroValue", vi: "giá trị tùy chọn, trống nếu là 0 hoặc rỗng",
            en: "an optional, empty for zero or nothing"),
        Phrase("function.optional.none", vi: "giá trị tùy chọn trống", en: "an empty optional"),
        Phrase("function.optional.unwrap", vi: "các giá trị không trống", en: "the values that are there"),
        Phrase("function.unwrapOpt", vi: "các giá trị không trống", en: "the values that are there"),
        Phrase("function.hasValue", vi: "có giá trị", en: "whether there is a value"),
        Phrase("function.value", vi: "giá trị; lỗi nếu trống", en: "the value; fails where there is none"),
        Phrase("function.or", vi: "giá trị tùy chọn này, hoặc cái sau", en: "this optional, or the other"),
        Phrase(
            "function.orValue", vi: "giá trị, hoặc giá trị sau nếu trống",
            en: "the value, or this one where there is none"),
    ]

    private static let conversions: [Phrase] = [
        Phrase("function.int", vi: "đổi thành số nguyên", en: "as a whole number"),
        Phrase("function.uint", vi: "đổi thành số nguyên không dấu", en: "as a whole number without sign"),
        Phrase("function.double", vi: "đổi thành số thực", en: "as a number with a fraction"),
        Phrase("function.string", vi: "đổi thành văn bản", en: "as a text"),
        Phrase("function.bytes", vi: "đổi thành byte", en: "as bytes"),
        Phrase("function.bool", vi: "đổi thành đúng hoặc sai", en: "as true or false"),
        Phrase("function.timestamp", vi: "đổi thành thời điểm", en: "as a moment"),
        Phrase("function.duration", vi: "đổi thành khoảng thời gian", en: "as a span of time"),
        Phrase("function.type", vi: "kiểu của giá trị", en: "the value's type"),
        Phrase("function.dyn", vi: "giá trị có kiểu chỉ biết khi chạy", en: "a value whose type is known later"),
        Phrase("function.getFullYear", vi: "năm", en: "the year"),
        Phrase("function.getMonth", vi: "tháng, đếm từ 0", en: "the month, from 0"),
        Phrase("function.getDate", vi: "ngày trong tháng, từ 1", en: "the day of the month, from 1"),
        Phrase("function.getDayOfMonth", vi: "ngày trong tháng, đếm từ 0", en: "the day of the month, from 0"),
        Phrase("function.getDayOfWeek", vi: "thứ trong tuần, Chủ nhật là 0", en: "the day of the week, Sunday is 0"),
        Phrase("function.getDayOfYear", vi: "ngày trong năm, đếm từ 0", en: "the day of the year, from 0"),
        Phrase("function.getHours", vi: "giờ", en: "the hour"),
        Phrase("function.getMinutes", vi: "phút", en: "the minute"),
        Phrase("function.getSeconds", vi: "giây", en: "the second"),
        Phrase("function.getMilliseconds", vi: "mili giây", en: "the milliseconds"),
    ]
}
