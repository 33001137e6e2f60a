#ifndef PARCELGATE_GREY_H
#define PARCELGATE_GREY_H

#include "CImages.h"

int cimages_fail(int status, char *message, const char *text);

/* Takes the memory for an image within the limit. */
int cimages_reserve(struct cimages_grey *image, uint64_t width, uint64_t height, uint64_t pixel_limit, char *message);

/* Grey of two bytes a pixel as one byte: the eight highest bits in use. */
void cimages_spread(struct cimages_grey *image, const uint8_t *deep, int is_big_endian);

/* BT.601 luminance over white. */
static inline uint8_t cimages_luminance(uint32_t red, uint32_t green, uint32_t blue, uint32_t alpha) {
    uint32_t luminance = (77 * red + 150 * green + 29 * blue) >> 8;
    return (uint8_t)((luminance * alpha + 255 * (255 - alpha)) / 255);
}

#endif
