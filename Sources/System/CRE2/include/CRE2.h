#ifndef PARCELGATE_CRE2_H
#define PARCELGATE_CRE2_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cre2_pattern cre2_pattern;

/* Compiles a pattern with at most `max_memory` bytes for its automata. It and its subjects are UTF-8; with `bytes` each byte
   is a character, and `.` is any of them. On failure returns NULL and writes a NUL-terminated message of at most
   `message_size` bytes. */
cre2_pattern *cre2_compile(const char *text, size_t length, int bytes, size_t max_memory, char *message,
                           size_t message_size);

void cre2_free(cre2_pattern *pattern);

/* 1 when the pattern is found in the subject (anywhere; `whole` asks for the whole subject), else 0. */
int cre2_found(const cre2_pattern *pattern, const char *subject, size_t length, int whole);

/* Groups that `cre2_captures` can tell. */
enum { CRE2_GROUP_LIMIT = 15 };

int cre2_group_count(const cre2_pattern *pattern);

/* The number of a named group; 0 when there is none of that name. */
int cre2_group(const cre2_pattern *pattern, const char *name);

/* Calls `take` with the name of each named group. */
void cre2_group_names(const cre2_pattern *pattern, void (*take)(void *to, const char *name), void *to);

/* 1 when the pattern matches the whole subject; then `bounds` has the start and the end of `count` groups, the whole match
   first, -1 for one that took no part. The subject must not be NULL. */
int cre2_captures(const cre2_pattern *pattern, const char *subject, size_t length, int *bounds, int count);

/* The same for the first match anywhere at or behind the byte `from`. */
int cre2_find(const cre2_pattern *pattern, const char *subject, size_t length, size_t from, int *bounds, int count);

#ifdef __cplusplus
}
#endif

#endif
