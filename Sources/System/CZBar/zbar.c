#include "CZBar.h"

#include <iconv.h>
#include <stdio.h>
#include <zbar.h>

/* A linear code has two places for each line that crossed it: so many of them, evenly taken, say where it is. */
#define POINT_LIMIT 512

czbar_scanner *czbar_new(int density) {
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    if (!scanner) return NULL;
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 1);
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, density);
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, density);
    /* The bytes as they are printed: what they mean is for others to say. */
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
    /* An ISBN is an EAN-13; the same label may not have two names. */
    zbar_image_scanner_set_config(scanner, ZBAR_ISBN10, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_ISBN13, ZBAR_CFG_ENABLE, 0);
    /* Two digits of interleaved 2 of 5 are found in any hatching. */
    zbar_image_scanner_set_config(scanner, ZBAR_I25, ZBAR_CFG_MIN_LEN, 6);
    return scanner;
}

void czbar_free(czbar_scanner *scanner) { zbar_image_scanner_destroy(scanner); }

int czbar_scan(czbar_scanner *scanner, const uint8_t *pixels, uint32_t width, uint32_t height, int limit, void *context,
               void (*take)(void *context, const struct czbar_symbol *symbol)) {
    zbar_image_t *image = zbar_image_create();
    if (!image) return -1;
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, width, height);
    zbar_image_set_data(image, pixels, (unsigned long)width * height, NULL);
    int count = zbar_scan_image(scanner, image) < 0 ? -1 : 0;
    const zbar_symbol_t *symbol = count < 0 ? NULL : zbar_image_first_symbol(image);
    for (; symbol && count < limit; symbol = zbar_symbol_next(symbol)) {
        int32_t points[2 * POINT_LIMIT];
        int all = (int)zbar_symbol_get_loc_size(symbol);
        int kept = all < POINT_LIMIT ? all : POINT_LIMIT;
        for (int place = 0; place < kept; place++) {
            unsigned from = kept < 2 ? 0 : (unsigned)((long)place * (all - 1) / (kept - 1));
            points[2 * place] = zbar_symbol_get_loc_x(symbol, from);
            points[2 * place + 1] = zbar_symbol_get_loc_y(symbol, from);
        }
        struct czbar_symbol found = {
            .type = zbar_symbol_get_type(symbol),
            .is_gs1 = (zbar_symbol_get_modifiers(symbol) >> ZBAR_MOD_GS1) & 1,
            .data = (const uint8_t *)zbar_symbol_get_data(symbol),
            .size = zbar_symbol_get_data_length(symbol),
            .quality = zbar_symbol_get_quality(symbol),
            .points = points,
            .point_count = kept,
        };
        if (!found.data) continue;
        take(context, &found);
        count++;
    }
    zbar_image_destroy(image);
    return count;
}

void czbar_load(void) {
    static const char *const others[] = {"SJIS", "BIG5", "BIG-5", "CP437", "UTF-8", "GB18030", "EUC-KR", "UCS-2BE", "UTF-16BE", "ASCII"};
    char name[16];
    /* Kept open: a converter that nobody holds is unloaded. */
    for (unsigned place = 0; place < sizeof others / sizeof *others; place++) (void)iconv_open("UTF-8", others[place]);
    for (int part = 1; part <= 16; part++) {
        snprintf(name, sizeof name, "ISO8859-%d", part);
        (void)iconv_open("UTF-8", name);
    }
    for (int page = 1250; page <= 1258; page++) {
        snprintf(name, sizeof name, "CP%d", page);
        (void)iconv_open("UTF-8", name);
    }
}
