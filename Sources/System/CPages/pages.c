#include "CPages.h"

/* The files, one each; the Makefile touches this file when one of them changes, because the build does not see them. */
#define PAGES(page) \
    page(index, "index.html") \
    page(console, "console.css") \
    page(icon, "icon.svg") \
    page(alarms, "alarms.js") \
    page(api, "api.js") \
    page(app, "app.js") \
    page(belt, "belt.js") \
    page(bulletins, "bulletins.js") \
    page(changes, "changes.js") \
    page(complete, "complete.js") \
    page(condition, "condition.js") \
    page(confirm, "confirm.js") \
    page(control, "control.js") \
    page(counter, "counter.js") \
    page(counterside, "counterside.js") \
    page(countersign, "countersign.js") \
    page(declared, "declared.js") \
    page(devices, "devices.js") \
    page(diff, "diff.js") \
    page(documents, "documents.js") \
    page(dom, "dom.js") \
    page(editfield, "editfield.js") \
    page(editor, "editor.js") \
    page(editorstyle, "editor.css") \
    page(editwords, "editwords.js") \
    page(explain, "explain.js") \
    page(explainedrule, "explainedrule.js") \
    page(explainstyle, "explain.css") \
    page(figures, "figures.js") \
    page(files, "files.js") \
    page(format, "format.js") \
    page(framepicture, "framepicture.js") \
    page(frames, "frames.js") \
    page(frametabs, "frametabs.js") \
    page(ground, "ground.js") \
    page(halt, "halt.js") \
    page(header, "header.js") \
    page(help, "help.js") \
    page(hold, "hold.js") \
    page(holdnews, "holdnews.js") \
    page(holdrow, "holdrow.js") \
    page(holds, "holds.js") \
    page(import, "import.js") \
    page(induction, "induction.js") \
    page(item, "item.js") \
    page(itemrow, "itemrow.js") \
    page(journal, "journal.js") \
    page(keys, "keys.js") \
    page(line, "line.js") \
    page(linecard, "linecard.js") \
    page(live, "live.js") \
    page(manifests, "manifests.js") \
    page(marks, "marks.js") \
    page(motion, "motion.js") \
    page(pages, "pages.js") \
    page(people, "people.js") \
    page(personal, "personal.js") \
    page(pictures, "pictures.js") \
    page(plan, "plan.js") \
    page(print, "print.js") \
    page(quality, "quality.js") \
    page(qualitytable, "qualitytable.js") \
    page(recall, "recall.js") \
    page(refresh, "refresh.js") \
    page(rulepanel, "rulepanel.js") \
    page(scan, "scan.js") \
    page(signin, "signin.js") \
    page(source, "source.js") \
    page(steprules, "steprules.js") \
    page(steps, "steps.js") \
    page(stream, "stream.js") \
    page(table, "table.js") \
    page(tones, "tones.js") \
    page(trend, "trend.js") \
    page(upload, "upload.js") \
    page(wedge, "wedge.js") \
    page(whynot, "whynot.js") \
    page(words, "words.js")

#define EMBED(symbol, file)                                                                                            \
    __asm__(".section .rodata\n"                                                                                       \
            ".global page_" #symbol "_start\n"                                                                         \
            ".global page_" #symbol "_end\n"                                                                           \
            ".balign 16\n"                                                                                             \
            "page_" #symbol "_start:\n"                                                                                \
            ".incbin \"" file "\"\n"                                                                                   \
            "page_" #symbol "_end:\n"                                                                                  \
            ".byte 0\n"                                                                                                \
            ".previous\n");                                                                                            \
    extern const uint8_t page_##symbol##_start[];                                                                      \
    extern const uint8_t page_##symbol##_end[];

PAGES(EMBED)

int pages_count(void) {
#define ONE(symbol, file) +1
    return 0 PAGES(ONE);
}

void pages_get(int place, struct page_entry *entry) {
    int number = 0;
#define GIVE(symbol, file)                                                                                             \
    if (number++ == place) {                                                                                           \
        entry->name = file;                                                                                            \
        entry->start = page_##symbol##_start;                                                                          \
        entry->size = (size_t)(page_##symbol##_end - page_##symbol##_start);                                           \
    }
    PAGES(GIVE)
}
