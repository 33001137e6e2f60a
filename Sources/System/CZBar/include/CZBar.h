#ifndef PARCELGATE_CZBAR_H
#define PARCELGATE_CZBAR_H

#include <stddef.h>
#include <stdint.h>

typedef struct zbar_image_scanner_s czbar_scanner;

/* One symbol: valid during the call only. */
struct czbar_symbol {
    int type; /* zbar_symbol_type_t */
    int is_gs1;
    const uint8_t *data;
    size_t size;
    int quality;
    /* x, y pairs: the corners of a matrix code, or places along a linear one. */
    const int32_t *points;
    int point_count;
};

/* A scanner for all symbologies that looks along every `density`th row and column, or NULL without memory. */
czbar_scanner *czbar_new(int density);

void czbar_free(czbar_scanner *scanner);

/* Gives each symbol in a grey image (a byte a pixel, row after row) to `take`, at most `limit`. Returns their count, or -1. */
int czbar_scan(czbar_scanner *scanner, const uint8_t *pixels, uint32_t width, uint32_t height, int limit, void *context,
               void (*take)(void *context, const struct czbar_symbol *symbol));

/* Loads what the library would load at its first need from files: text converters for matrix codes. Afterwards it opens none. */
void czbar_load(void);

#endif
