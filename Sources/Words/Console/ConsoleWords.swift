extension Catalogue {
    /// What the console's pages say.
    static let console: [Phrase] =
        pages + documentTexts + lineTexts + alarms + troubles + holdTexts + manifestTexts + devices + frameTexts
        + printTexts + explanationTexts + qualityTexts
        + journalTexts
        + people + problems + orderTexts + orderProblems + tables
}
