#include "CLiterals.h"

#include <hs/hs.h>
#include <stdio.h>
#include <stdlib.h>

struct literals {
    hs_database_t *database;
    hs_scratch_t *prototype;
};

struct literals_scratch {
    hs_scratch_t *space;
    literals_hit *hits;
    size_t count;
    size_t capacity;
};

static int failed(literals *set, char *message, size_t size, const char *what) {
    snprintf(message, size, "%s", what);
    literals_free(set);
    return 0;
}

static int prepare(literals *set, const char *const *texts, const size_t *lengths, uint32_t count, char *message,
                   size_t size) {
    unsigned *flags = calloc(count, sizeof *flags);
    unsigned *ids = calloc(count, sizeof *ids);
    hs_compile_error_t *error = NULL;
    hs_error_t code = HS_NOMEM;
    if (flags && ids) {
        for (uint32_t place = 0; place < count; place++) ids[place] = place;
        code = hs_compile_lit_multi(texts, flags, ids, lengths, count, HS_MODE_BLOCK, NULL, &set->database, &error);
    }
    free(flags);
    free(ids);
    if (code != HS_SUCCESS) {
        failed(set, message, size, error ? error->message : "no memory");
        hs_free_compile_error(error);
        return 0;
    }
    if (hs_alloc_scratch(set->database, &set->prototype) != HS_SUCCESS) return failed(set, message, size, "no memory");
    return 1;
}

literals *literals_compile(const char *const *texts, const size_t *lengths, uint32_t count, char *message,
                           size_t message_size) {
    literals *set = calloc(1, sizeof *set);
    if (!set) {
        snprintf(message, message_size, "no memory");
        return NULL;
    }
    if (hs_valid_platform() != HS_SUCCESS) {
        failed(set, message, message_size, "this processor lacks SSSE3, which the search for keywords needs");
        return NULL;
    }
    return prepare(set, texts, lengths, count, message, message_size) ? set : NULL;
}

void literals_free(literals *set) {
    if (!set) return;
    hs_free_scratch(set->prototype);
    hs_free_database(set->database);
    free(set);
}

size_t literals_size(const literals *set) {
    size_t size = 0;
    return hs_database_size(set->database, &size) == HS_SUCCESS ? size : 0;
}

literals_scratch *literals_scratch_make(const literals *set) {
    literals_scratch *scratch = calloc(1, sizeof *scratch);
    if (!scratch) return NULL;
    if (hs_clone_scratch(set->prototype, &scratch->space) != HS_SUCCESS) {
        free(scratch);
        return NULL;
    }
    return scratch;
}

void literals_scratch_free(literals_scratch *scratch) {
    if (!scratch) return;
    hs_free_scratch(scratch->space);
    free(scratch->hits);
    free(scratch);
}

static int take(unsigned literal, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
    literals_scratch *scratch = context;
    (void)from;
    (void)flags;
    if (scratch->count == scratch->capacity) {
        size_t capacity = scratch->capacity ? 2 * scratch->capacity : 64;
        literals_hit *hits = realloc(scratch->hits, capacity * sizeof *hits);
        if (!hits) return 1;
        scratch->hits = hits;
        scratch->capacity = capacity;
    }
    scratch->hits[scratch->count++] = (literals_hit){.literal = literal, .end = (uint32_t)to};
    return 0;
}

int64_t literals_scan(const literals *set, literals_scratch *scratch, const uint8_t *bytes, size_t length,
                      const literals_hit **hits) {
    scratch->count = 0;
    if (length > UINT32_MAX) return -1;
    hs_error_t code = hs_scan(set->database, (const char *)bytes, (unsigned)length, 0, scratch->space, take, scratch);
    *hits = scratch->hits;
    return code == HS_SUCCESS ? (int64_t)scratch->count : -1;
}
