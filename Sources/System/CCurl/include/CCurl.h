#ifndef PARCELGATE_CCURL_H
#define PARCELGATE_CCURL_H

#include <stddef.h>

/* One HTTP exchange. `headers` are `Name: value` texts, ended by NULL. `body` may be NULL; `file` names a file to send
   instead, or is NULL. The answer's body and its header block are given to `take` (kind 0 body, 1 header).
   `authority` names a PEM file of certificates to trust instead of the system's, or is NULL.
   Returns the HTTP status, or -1 with a message of at most `message_size` bytes. */
long http_exchange(const char *method, const char *url, const char *const *headers, const void *body, size_t size,
                   const char *file, const char *authority, long timeout_s, void (*take)(void *context, int kind, const char *bytes, size_t size),
                   void *context, char *message, size_t message_size);

#endif
