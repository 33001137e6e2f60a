extension OperatorProfile {
    /// Operators in Vietnam that number parcels otherwise than by S10. What is not confirmed is what software of others expects of
    /// their labels: a site that has such labels confirms it in its own file. Kerry Express and Nhất Tín are not here: no form of
    /// theirs is known.
    public static let shipped: [OperatorProfile] = [
        shipped("spx", "SPX Express", ["SPXVN*{12}"], isConfirmed: true),
        // Twelve digits are also Viettel Post's and BEST's: by them alone nobody is told.
        shipped("jt-express", "J&T Express", ["#{12}"], isConfirmed: true),
        shipped("jt-border", "J&T Express", ["JNTX@{0,1}#{8,12}", "JTE*{7,14}", "JNTVN*{7,14}"], isConfirmed: false),
        shipped("viettel-post", "Viettel Post", ["VTP*{6,14}", "#{12}"], isConfirmed: false),
        shipped(
            "best-express", "BEST Express", ["BEST@{0,6}#{8,16}", "BEST@{0,6}#{8,16}VN@{0,3}", "#{13}", "#{12}"],
            isConfirmed: false),
        shipped(
            "ghtk", "GHTK",
            [
                "S#{5,10}.*{1,12}", "S#{5,10}.*{1,12}.*{1,12}", "S#{5,10}.*{1,12}.*{1,12}.*{1,12}",
                "S#{5,10}.*{1,12}.*{1,12}.*{1,12}.*{1,12}", "GHTK*{6,16}",
            ], isConfirmed: false),
        shipped("ninja-van", "Ninja Van", ["SPEVN*{6,20}", "NLVN*{6,20}", "NVN*{6,20}"], isConfirmed: false),
        shipped("lex", "LEX", ["LEXVN*{6,20}", "LXVN*{6,20}", "LVS*{6,20}"], isConfirmed: false),
        shipped("ghn", "GHN", ["*{8,14}"], isConfirmed: false),
    ]

    private static func shipped(
        _ scheme: StaticString, _ name: String, _ masks: [String], isConfirmed: Bool
    ) -> OperatorProfile {
        OperatorProfile(
            scheme: Scheme(known: scheme), vi: name, en: name,
            masks: masks.map { text in
                do throws(NumberMask.Fault) { return try NumberMask(text) } catch {
                    preconditionFailure("the shipped mask '\(text)' is none: \(error)")
                }
            }, isConfirmed: isConfirmed)
    }
}
