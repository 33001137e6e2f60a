#ifndef PARCELGATE_CPAGES_H
#define PARCELGATE_CPAGES_H

#include <stddef.h>
#include <stdint.h>

/* One file that is built into the program. */
struct page_entry {
    const char *name;
    const uint8_t *start;
    size_t size;
};

int pages_count(void);
void pages_get(int place, struct page_entry *entry);

#endif
