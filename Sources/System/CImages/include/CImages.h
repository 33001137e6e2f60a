#ifndef PARCELGATE_CIMAGES_H
#define PARCELGATE_CIMAGES_H

#include <stddef.h>
#include <stdint.h>

/* What became of an image file. */
enum cimages_status {
    CIMAGES_OK = 0,
    /* It ends too early or contradicts itself. */
    CIMAGES_DAMAGED = 1,
    CIMAGES_TOO_LARGE = 2,
    CIMAGES_NO_MEMORY = 3,
};

/* A grey image, a byte a pixel, row after row. */
struct cimages_grey {
    uint8_t *pixels;
    uint32_t width;
    uint32_t height;
};

#define CIMAGES_MESSAGE_SIZE 128

/* Each reads one whole file and makes it grey; colours by their luminance, what is transparent as white. `message` (of
   CIMAGES_MESSAGE_SIZE bytes) says what the library found wrong. The pixels are freed with `cimages_free`. */
int cimages_png(const uint8_t *file, size_t size, uint64_t pixel_limit, struct cimages_grey *image, char *message);
int cimages_jpeg(const uint8_t *file, size_t size, uint64_t pixel_limit, struct cimages_grey *image, char *message);
int cimages_tiff(const uint8_t *file, size_t size, uint64_t pixel_limit, struct cimages_grey *image, char *message);

void cimages_free(void *memory);

/* A grey image as JPEG. The file is freed with `cimages_free`. */
int cimages_encode_jpeg(const uint8_t *pixels, uint32_t width, uint32_t height, int quality, uint8_t **file, size_t *size);

#endif
