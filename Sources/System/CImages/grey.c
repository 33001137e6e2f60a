#include "grey.h"

#include <stdio.h>
#include <stdlib.h>

int cimages_fail(int status, char *message, const char *text) {
    snprintf(message, CIMAGES_MESSAGE_SIZE, "%s", text ? text : "");
    return status;
}

int cimages_reserve(struct cimages_grey *image, uint64_t width, uint64_t height, uint64_t pixel_limit, char *message) {
    if (width == 0 || height == 0) return cimages_fail(CIMAGES_DAMAGED, message, "it has no pixels");
    if (width > 65535 || height > 65535 || width * height > pixel_limit)
        return cimages_fail(CIMAGES_TOO_LARGE, message, "");
    image->pixels = malloc(width * height);
    if (!image->pixels) return cimages_fail(CIMAGES_NO_MEMORY, message, "");
    image->width = (uint32_t)width;
    image->height = (uint32_t)height;
    return CIMAGES_OK;
}

void cimages_free(void *memory) { free(memory); }

void cimages_spread(struct cimages_grey *image, const uint8_t *deep, int is_big_endian) {
    size_t pixels = (size_t)image->width * image->height;
    int high = is_big_endian ? 0 : 1;
    uint16_t largest = 0;
    for (size_t place = 0; place < pixels; place++) {
        uint16_t value = (uint16_t)(deep[2 * place + high] << 8 | deep[2 * place + !high]);
        if (value > largest) largest = value;
    }
    /* A camera of 10, 12 or 14 bits leaves the higher ones empty. */
    int bits = 8;
    while (bits < 16 && largest >> bits) bits++;
    for (size_t place = 0; place < pixels; place++) {
        unsigned value = (unsigned)deep[2 * place + high] << 8 | deep[2 * place + !high];
        image->pixels[place] = (uint8_t)(value >> (bits - 8));
    }
}
