import Screening
import Testing
import YAML

@testable import Passages

/// What the editor suggests for policies is what their reader takes.
@Suite("The fields of a policy")
struct PolicyFieldsTests {
    /// The fields that are known where a stranger stands.
    private func known(_ text: String) -> Set<String> {
        do throws(YAMLError) {
            _ = try PolicyFile.parse(Array(text.utf8), file: "policy")
            return []
        } catch {
            return Set(error.expected.dropFirst("one of ".count).split(separator: ", ").map(String.init))
        }
    }

    @Test func theFieldsAreThoseThatAreRead() {
        let all = known("{flows: [], strange: 1}")
            .union(known("flows: [{name: a, requires: [], strange: 1}]"))
            .union(known("flows: [{name: a, requires: [], when: {strange: 1}}]"))
        #expect(all == Set(DocumentFields.ofPolicy))
    }
}
