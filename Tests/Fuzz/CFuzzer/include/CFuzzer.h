#ifndef PARCELGATE_CFUZZER_H
#define PARCELGATE_CFUZZER_H

/* SwiftPM starts an executable at `<target>_main`, which a Swift file without a main does not have. One name for each
   fuzz target; each runs libFuzzer. */
#define FUZZ_TARGETS(with) \
    with(FuzzScannerReports_main) \
    with(FuzzKeyboardReports_main) \
    with(FuzzSorterTelegrams_main) \
    with(FuzzTextTelegrams_main) \
    with(FuzzTapes_main) \
    with(FuzzManifestRows_main) \
    with(FuzzManifestEncodings_main) \
    with(FuzzIdentifiers_main) \
    with(FuzzElementStrings_main) \
    with(FuzzDocuments_main) \
    with(FuzzExpressions_main) \
    with(FuzzKeywords_main) \
    with(FuzzBulletins_main) \
    with(FuzzJournalEntries_main) \
    with(FuzzImageFiles_main) \
    with(FuzzLabelPixels_main) \
    with(FuzzWorkerAnswers_main)

#define FUZZ_DECLARE(name) int name(int count, char **arguments);
FUZZ_TARGETS(FUZZ_DECLARE)

#endif
