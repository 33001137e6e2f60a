extension FaultText {
    /// What the compiler and the evaluation of expressions say (`Screening/Expression`).
    static let ofExpressions: [FaultPhrase] = [
        FaultPhrase("the expression has {} bytes; at most {} are accepted", "biểu thức có {} byte; nhiều nhất {} byte"),
        FaultPhrase(
            "the expression is nested too deeply; at most {} levels are accepted",
            "biểu thức lồng quá sâu; nhiều nhất {} mức"),
        FaultPhrase("'{}' is no part of the language outside quotes", "'{}' không thuộc ngôn ngữ khi ở ngoài dấu nháy"),
        FaultPhrase(
            "the quoted text that begins here does not end; expected its closing quotes",
            "văn bản trong dấu nháy bắt đầu ở đây không kết thúc; cần dấu nháy đóng"),
        FaultPhrase(
            "unknown escape; expected one of {}", "ký hiệu thoát lạ; cần một trong: {}"),
        FaultPhrase(
            "malformed quoted name; expected letters, digits and _ - . / between backticks",
            "tên trong dấu nháy viết sai; cần chữ cái, chữ số và _ - . / giữa hai dấu `"),
        FaultPhrase(
            "there is no time zone '{}'; expected UTC, an offset such as +07:00, or a name such as Asia/Ho_Chi_Minh",
            "không có múi giờ '{}'; cần UTC, độ lệch như +07:00, hoặc tên như Asia/Ho_Chi_Minh"),
        FaultPhrase(
            "the function '{}' is declared twice for the same arguments", "hàm '{}' khai báo hai lần với cùng đối số"),
        FaultPhrase(
            "{} are not part of the gateway's rule language", "{} không thuộc ngôn ngữ quy tắc của hệ thống"),
        FaultPhrase("U+{} is not a Unicode code point", "U+{} không phải điểm mã Unicode"),
        FaultPhrase(
            "malformed number; expected digits such as 25, 0x19, 25u or 2.5e3",
            "số viết sai; cần chữ số như 25, 0x19, 25u hoặc 2.5e3"),
        FaultPhrase("the number does not fit into {}", "số không vừa kiểu {}"),
        FaultPhrase("expected {}, found {}", "cần {}, thấy {}"),
        FaultPhrase("'{}' is a reserved word and cannot be a name", "'{}' là từ dành riêng, không dùng làm tên được"),
        FaultPhrase(
            "'{}' needs a plain name as its variable, such as x", "'{}' cần một tên đơn làm biến, chẳng hạn x"),
        FaultPhrase(
            "'has' needs a fact or a field, such as has(receiver.phone)",
            "'has' cần một dữ kiện hoặc trường, chẳng hạn has(receiver.phone)"),
        FaultPhrase("'{}' takes {}, found {} arguments", "'{}' nhận {}, thấy {} đối số"),
        FaultPhrase("one argument", "một đối số"),
        FaultPhrase("unknown name '{}'; did you mean '{}'?", "tên lạ '{}'; có phải '{}'?"),
        FaultPhrase("unknown name '{}'", "tên lạ '{}'"),
        FaultPhrase("unknown field '{}' of {}; did you mean '{}'?", "trường lạ '{}' của {}; có phải '{}'?"),
        FaultPhrase("unknown field '{}' of {}", "trường lạ '{}' của {}"),
        FaultPhrase("unknown function '{}'; did you mean '{}'?", "hàm lạ '{}'; có phải '{}'?"),
        FaultPhrase("unknown function '{}'", "hàm lạ '{}'"),
        FaultPhrase(
            "'{}' is a group of facts, not a value; expected one of its fields: {}",
            "'{}' là một nhóm dữ kiện, không phải giá trị; cần một trong các trường: {}"),
        FaultPhrase(
            "a value of type {} has no fields; expected a map or a record before the dot",
            "giá trị kiểu {} không có trường; trước dấu chấm cần một bảng hoặc bản ghi"),
        FaultPhrase("there is no {}; expected {}", "không có {}; cần {}"),
        FaultPhrase("the whole expression: expected {}, found {}", "cả biểu thức: cần {}, thấy {}"),
        FaultPhrase("the condition of '{}': expected {}, found {}", "điều kiện của '{}': cần {}, thấy {}"),
        FaultPhrase("not a regular expression of RE2's syntax: {}", "không phải mẫu RE2 hợp lệ: {}"),
        FaultPhrase("an operator or the end of the expression", "phép toán hoặc hết biểu thức"),
        FaultPhrase("a field or function after the dot", "trường hoặc hàm sau dấu chấm"),
        FaultPhrase("a field after the dot", "trường sau dấu chấm"),
        FaultPhrase("a name after the leading dot", "tên sau dấu chấm đầu"),
        FaultPhrase("a value, a name or '('", "giá trị, tên hoặc '('"),
        FaultPhrase("a field's name or '}'", "tên trường hoặc '}'"),
        FaultPhrase("the end of the expression", "hết biểu thức"),
        FaultPhrase("{}:{}: absent fact {}", "{}:{}: thiếu dữ kiện {}"),
        FaultPhrase("{}:{}: over its budget", "{}:{}: vượt số bước cho phép"),
        FaultPhrase("{}:{}: division by zero", "{}:{}: chia cho 0"),
        FaultPhrase("{}:{}: no such key: {}", "{}:{}: không có khóa {}"),
        FaultPhrase("{}:{}: {} is out of range", "{}:{}: {} ngoài phạm vi"),
    ]
}
