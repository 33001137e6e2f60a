#include "grey.h"

#include <spng.h>
#include <stdlib.h>

/* Grey of 16 bits, the higher byte first. */
static int decode_deep(spng_ctx *context, struct cimages_grey *image, char *message) {
    size_t size;
    int fault = spng_decoded_image_size(context, SPNG_FMT_RAW, &size);
    if (fault) return cimages_fail(CIMAGES_DAMAGED, message, spng_strerror(fault));
    uint8_t *deep = malloc(size);
    if (!deep) return cimages_fail(CIMAGES_NO_MEMORY, message, "");
    fault = spng_decode_image(context, deep, size, SPNG_FMT_RAW, 0);
    int status = fault ? cimages_fail(CIMAGES_DAMAGED, message, spng_strerror(fault)) : CIMAGES_OK;
    if (!status) cimages_spread(image, deep, 1);
    free(deep);
    return status;
}

static int decode(spng_ctx *context, uint64_t pixel_limit, struct cimages_grey *image, char *message) {
    struct spng_ihdr header;
    int fault = spng_get_ihdr(context, &header);
    if (fault) return cimages_fail(CIMAGES_DAMAGED, message, spng_strerror(fault));
    int status = cimages_reserve(image, header.width, header.height, pixel_limit, message);
    if (status) return status;
    if (header.bit_depth == 16 && header.color_type == SPNG_COLOR_TYPE_GRAYSCALE)
        return decode_deep(context, image, message);
    size_t size;
    fault = spng_decoded_image_size(context, SPNG_FMT_RGBA8, &size);
    if (fault) return cimages_fail(CIMAGES_DAMAGED, message, spng_strerror(fault));
    uint8_t *colours = malloc(size);
    if (!colours) return cimages_fail(CIMAGES_NO_MEMORY, message, "");
    fault = spng_decode_image(context, colours, size, SPNG_FMT_RGBA8, SPNG_DECODE_TRNS);
    if (!fault) {
        size_t pixels = (size_t)header.width * header.height;
        for (size_t place = 0; place < pixels; place++) {
            const uint8_t *colour = colours + 4 * place;
            image->pixels[place] = cimages_luminance(colour[0], colour[1], colour[2], colour[3]);
        }
    }
    free(colours);
    return fault ? cimages_fail(CIMAGES_DAMAGED, message, spng_strerror(fault)) : CIMAGES_OK;
}

int cimages_png(const uint8_t *file, size_t size, uint64_t pixel_limit, struct cimages_grey *image, char *message) {
    image->pixels = NULL;
    spng_ctx *context = spng_ctx_new(0);
    if (!context) return cimages_fail(CIMAGES_NO_MEMORY, message, "");
    /* Texts and profiles beside the picture are of no use here. */
    spng_set_chunk_limits(context, 1 << 20, 4 << 20);
    int fault = spng_set_png_buffer(context, file, size);
    int status = fault ? cimages_fail(CIMAGES_DAMAGED, message, spng_strerror(fault))
                       : decode(context, pixel_limit, image, message);
    spng_ctx_free(context);
    if (status) {
        free(image->pixels);
        image->pixels = NULL;
    }
    return status;
}
