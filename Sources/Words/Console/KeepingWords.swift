extension Catalogue {
    /// Anchors of the journal, erasure.
    static let keeping: [Phrase] = [
        Phrase("anchor.heading", vi: "Mốc neo nhật ký, điểm {site}", en: "Anchor of the journal, site {site}"),
        Phrase("anchor.place", vi: "kỳ {epoch}, bản ghi {sequence}", en: "epoch {epoch}, entry {sequence}"),
        Phrase("anchor.time", vi: "lúc {time}", en: "at {time}"),
        Phrase(
            "anchor.time-untrusted", vi: "lúc {time} (đồng hồ chưa đồng bộ)",
            en: "at {time} (the clock is not synchronised)"),
    ]
}
