extension Catalogue {
    /// What the console's pages say.
    static let console: [Phrase] =
        pages + lineTexts + alarms + troubles + holdTexts + people + problems + orderTexts + orderProblems
        + tables
}
