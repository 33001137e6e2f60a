#ifndef PARCELGATE_CRE2_H
#define PARCELGATE_CRE2_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cre2_pattern cre2_pattern;

/* Compiles a UTF-8 pattern with at most `max_memory` bytes for its automata. On failure returns NULL and writes a
   NUL-terminated message of at most `message_size` bytes. */
cre2_pattern *cre2_compile(const char *text, size_t length, size_t max_memory, char *message, size_t message_size);

void cre2_free(cre2_pattern *pattern);

/* 1 when the pattern is found in the subject (anywhere; `whole` asks for the whole subject), else 0. */
int cre2_found(const cre2_pattern *pattern, const char *subject, size_t length, int whole);

#ifdef __cplusplus
}
#endif

#endif
