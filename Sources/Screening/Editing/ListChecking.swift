import YAML

/// Checks lists and keyword packs that are being written: each list and each pack by itself, then all of them together.
public enum ListChecking {
    public static func check(_ content: [UInt8], utcOffset_s: (Int64) -> Int) -> DocumentCheck {
        var check = DocumentCheck()
        do throws(YAMLError) {
            var fields = try Fields(try YAMLParser.parse(content, file: "lists"), expected: "lists and keywords")
            for node in try fields.optional("lists")?.list() ?? [] {
                do throws(YAMLError) { _ = try ListFile.list(node, utcOffset_s) } catch {
                    check.add(DocumentFault(error))
                }
            }
            for node in try fields.optional("keywords")?.list() ?? [] {
                do throws(YAMLError) { _ = try KeywordPackFile.parse([node], utcOffset_s) } catch {
                    check.add(DocumentFault(error))
                }
            }
            guard check.faults.isEmpty else { return check }
            let document = try ListFile.parse(content, file: "lists", utcOffset_s: utcOffset_s)
            for fault in document.failedTests() { check.add(DocumentFault(fault)) }
        } catch { check.add(DocumentFault(error)) }
        return check
    }
}
