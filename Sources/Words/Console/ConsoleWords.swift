extension Catalogue {
    /// What the console's pages say.
    static let console: [Phrase] =
        pages + documentTexts + lineTexts + alarms + troubles + holdTexts + people + problems + orderTexts
        + orderProblems
}
