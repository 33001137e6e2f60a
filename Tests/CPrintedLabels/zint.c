#include "CPrintedLabels.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <zint.h>

static struct zint_symbol *made(const printed_zint_wish *wish) {
    struct zint_symbol *symbol = ZBarcode_Create();
    if (!symbol) return NULL;
    symbol->symbology = wish->symbology;
    symbol->input_mode = wish->input_mode;
    symbol->eci = wish->eci;
    symbol->option_1 = wish->option_1;
    symbol->option_2 = wish->option_2;
    symbol->show_hrt = 0;
    if (wish->primary) snprintf(symbol->primary, sizeof symbol->primary, "%s", wish->primary);
    return symbol;
}

int printed_zint(const printed_zint_wish *wish, const uint8_t *data, int size, uint8_t *modules, int *rows, int *columns,
                 float *heights, char *message) {
    struct zint_symbol *symbol = made(wish);
    if (!symbol) return -1;
    int status = ZBarcode_Encode(symbol, data, size);
    if (status >= ZINT_ERROR || symbol->rows > PRINTED_ZINT_SIDE || symbol->rows * symbol->width > PRINTED_ZINT_MODULES) {
        snprintf(message, 100, "%s", symbol->errtxt);
        ZBarcode_Delete(symbol);
        return -1;
    }
    *rows = symbol->rows;
    *columns = symbol->width;
    for (int row = 0; row < symbol->rows; row++) {
        heights[row] = symbol->row_height[row];
        for (int column = 0; column < symbol->width; column++) {
            *modules++ = symbol->encoded_data[row][column / 8] >> column % 8 & 1;
        }
    }
    ZBarcode_Delete(symbol);
    return 0;
}

static int add(printed_piece *pieces, int count, float left, float right, float top, float bottom) {
    if (count < PRINTED_ZINT_PIECES && right > left) pieces[count++] = (printed_piece){left, top, right, bottom};
    return count;
}

int printed_maxicode(const printed_zint_wish *wish, const uint8_t *data, int size, printed_piece *pieces, char *message) {
    struct zint_symbol *symbol = made(wish);
    if (!symbol) return -1;
    symbol->symbology = BARCODE_MAXICODE;
    if (ZBarcode_Encode(symbol, data, size) >= ZINT_ERROR || ZBarcode_Buffer_Vector(symbol, 0) >= ZINT_ERROR || !symbol->vector) {
        snprintf(message, 100, "%s", symbol->errtxt);
        ZBarcode_Delete(symbol);
        return -1;
    }
    const float scale = 28.14f / symbol->vector->width;
    int count = 0;
    for (struct zint_vector_circle *circle = symbol->vector->circles; circle; circle = circle->next) {
        /* A ring, strip by strip from the top: one piece where it is whole, two beside the hole. */
        const float x = circle->x * scale, y = circle->y * scale, half_line = circle->width * scale / 2;
        const float outer = circle->diameter * scale / 2 + half_line, inner = circle->diameter * scale / 2 - half_line;
        for (int strip = -48; strip < 48; strip++) {
            float top = outer * (float)strip / 48, bottom = outer * (float)(strip + 1) / 48, middle = (top + bottom) / 2;
            float far = sqrtf(outer * outer - middle * middle);
            float near = fabsf(middle) < inner ? sqrtf(inner * inner - middle * middle) : 0;
            count = add(pieces, count, x - far, x - near, y + top, y + bottom);
            count = add(pieces, count, x + near, x + far, y + top, y + bottom);
        }
    }
    for (struct zint_vector_hexagon *hexagon = symbol->vector->hexagons; hexagon; hexagon = hexagon->next) {
        /* Points up and down; `diameter` is from flat to flat. */
        float half = hexagon->diameter * scale / 2, radius = half / 0.8660254f;
        for (int strip = 0; strip < 6; strip++) {
            float top = radius * ((float)strip / 3 - 1), middle = fabsf(top + radius / 6);
            float wide = middle <= radius / 2 ? half : half * (radius - middle) * 2 / radius;
            count = add(pieces, count, hexagon->x * scale - wide, hexagon->x * scale + wide, hexagon->y * scale + top,
                        hexagon->y * scale + top + radius / 3);
        }
    }
    ZBarcode_Delete(symbol);
    return count;
}
