#ifndef PARCELGATE_CSTARTER_H
#define PARCELGATE_CSTARTER_H

#include <stddef.h>
#include <stdint.h>

/* One starter document that is built into the program. */
struct starter_entry {
    const char *name;
    const uint8_t *start;
    size_t size;
};

int starter_count(void);
void starter_get(int place, struct starter_entry *entry);

#endif
