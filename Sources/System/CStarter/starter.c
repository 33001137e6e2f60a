#include "CStarter.h"

/* The keyword packs and rules of packaging/starter; the Makefile touches this file when one of them changes, because the build does not see
   them. */
#define DOCUMENTS(document) \
    document(military_weapons, "military-weapons.yaml") \
    document(gun_parts, "gun-parts.yaml") \
    document(sporting_weapons, "sporting-weapons.yaml") \
    document(blades, "blades.yaml") \
    document(support_tools, "support-tools.yaml") \
    document(explosives, "explosives.yaml") \
    document(fireworks, "fireworks.yaml") \
    document(drugs, "drugs.yaml") \
    document(forged_documents, "forged-documents.yaml") \
    document(forged_money, "forged-money.yaml") \
    document(wildlife, "wildlife.yaml") \
    document(poisons, "poisons.yaml") \
    document(tobacco, "tobacco.yaml") \
    document(rules, "rules.yaml")

#define EMBED(symbol, file)                                                                                            \
    __asm__(".section .rodata\n"                                                                                       \
            ".global starter_" #symbol "_start\n"                                                                      \
            ".global starter_" #symbol "_end\n"                                                                        \
            ".balign 16\n"                                                                                             \
            "starter_" #symbol "_start:\n"                                                                             \
            ".incbin \"" file "\"\n"                                                                                   \
            "starter_" #symbol "_end:\n"                                                                               \
            ".byte 0\n"                                                                                                \
            ".previous\n");                                                                                            \
    extern const uint8_t starter_##symbol##_start[];                                                                   \
    extern const uint8_t starter_##symbol##_end[];

DOCUMENTS(EMBED)

int starter_count(void) {
#define ONE(symbol, file) +1
    return 0 DOCUMENTS(ONE);
}

void starter_get(int place, struct starter_entry *entry) {
    int number = 0;
#define GIVE(symbol, file)                                                                                             \
    if (number++ == place) {                                                                                           \
        entry->name = file;                                                                                            \
        entry->start = starter_##symbol##_start;                                                                       \
        entry->size = (size_t)(starter_##symbol##_end - starter_##symbol##_start);                                     \
    }
    DOCUMENTS(GIVE)
}
