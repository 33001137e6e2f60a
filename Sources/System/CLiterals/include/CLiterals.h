#ifndef PARCELGATE_CLITERALS_H
#define PARCELGATE_CLITERALS_H

#include <stddef.h>
#include <stdint.h>

typedef struct literals literals;
/* What one scan needs at a time; as many as there are scans at once. */
typedef struct literals_scratch literals_scratch;

/* Where a literal was found: which one, and the byte behind its end. */
typedef struct {
    uint32_t literal;
    uint32_t end;
} literals_hit;

/* Compiles `count` byte strings, all of them distinct and none of them empty. On failure returns NULL and writes a
   NUL-terminated message of at most `message_size` bytes. */
literals *literals_compile(const char *const *texts, const size_t *lengths, uint32_t count, char *message,
                           size_t message_size);

void literals_free(literals *set);

/* Bytes that the compiled set takes. */
size_t literals_size(const literals *set);

/* NULL when there is no memory. */
literals_scratch *literals_scratch_make(const literals *set);

void literals_scratch_free(literals_scratch *scratch);

/* Finds every literal wherever it ends in `bytes`, all in one pass. Returns how many there are, with `hits` set to them until the
   scratch's next scan; -1 when there is no memory for them. */
int64_t literals_scan(const literals *set, literals_scratch *scratch, const uint8_t *bytes, size_t length,
                      const literals_hit **hits);

#endif
