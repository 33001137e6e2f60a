#ifndef PARCELGATE_CZXING_H
#define PARCELGATE_CZXING_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The kinds of codes, to be or-ed: the library's own names for what it reads. */
enum czxing_format {
    CZXING_AZTEC = 1 << 0,
    CZXING_CODABAR = 1 << 1,
    CZXING_CODE39 = 1 << 2,
    CZXING_CODE93 = 1 << 3,
    CZXING_CODE128 = 1 << 4,
    CZXING_DATABAR = 1 << 5,
    CZXING_DATABAR_EXPANDED = 1 << 6,
    CZXING_DATAMATRIX = 1 << 7,
    CZXING_EAN8 = 1 << 8,
    CZXING_EAN13 = 1 << 9,
    CZXING_ITF = 1 << 10,
    CZXING_MAXICODE = 1 << 11,
    CZXING_PDF417 = 1 << 12,
    CZXING_QRCODE = 1 << 13,
    CZXING_UPCA = 1 << 14,
    CZXING_UPCE = 1 << 15,
};

/* How a picture is looked at. */
enum czxing_way {
    /* Every few lines only, for linear codes. */
    CZXING_QUICK = 0,
    /* More lines and finer grids. */
    CZXING_HARD = 1 << 0,
    /* Turned by a quarter, too. */
    CZXING_TURNED = 1 << 1,
    /* Reduced, too, where the picture is large; for matrix codes. */
    CZXING_REDUCED = 1 << 2,
    /* Black and white parted by one threshold for the whole line instead of one for each neighbourhood. */
    CZXING_GLOBAL_THRESHOLD = 1 << 3,
    /* Of linear codes but DataBar, only what four lines say instead of two. */
    CZXING_FOUR_LINES = 1 << 4,
};

/* One symbol: valid during the call only. */
struct czxing_symbol {
    /* One of `czxing_format`. */
    uint32_t format;
    /* The AIM letter and modifier; 0 where it has none. */
    char aim_letter;
    char aim_modifier;
    const uint8_t *data;
    size_t size;
    /* The data as text in UTF-8, by the alphabets that the symbol itself names; by a guess where it names none. */
    const uint8_t *text;
    size_t text_size;
    int is_named;
    /* Lines across a linear code that read this. */
    int lines;
    /* Four corners: x, y pairs. */
    int32_t corners[8];
};

/* Gives symbols in a grey image (a byte a pixel, row after row) to `take`: of matrix codes and PDF417 all, at most `limit` (1 to
   255); of linear ones the first that it finds. DataBar is to be asked for alone. Returns their count, or -1 when the library gave
   up. */
int czxing_scan(const uint8_t *pixels, uint32_t width, uint32_t height, uint32_t formats, uint32_t ways, int limit, void *context,
                void (*take)(void *context, const struct czxing_symbol *symbol));

#ifdef __cplusplus
}
#endif

#endif
