#include "grey.h"

#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

int cimages_jpeg(const uint8_t *file, size_t size, uint64_t pixel_limit, struct cimages_grey *image, char *message) {
    image->pixels = NULL;
    tjhandle reader = tjInitDecompress();
    if (!reader) return cimages_fail(CIMAGES_NO_MEMORY, message, "");
    int width = 0, height = 0, sampling = 0, colours = 0;
    int status = CIMAGES_OK;
    if (tjDecompressHeader3(reader, file, size, &width, &height, &sampling, &colours))
        status = cimages_fail(CIMAGES_DAMAGED, message, tjGetErrorStr2(reader));
    if (!status) status = cimages_reserve(image, (uint64_t)width, (uint64_t)height, pixel_limit, message);
    /* The library would fill what a cut-off file lacks with grey and only warn. */
    if (!status && tjDecompress2(reader, file, size, image->pixels, width, 0, height, TJPF_GRAY,
                                 TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS))
        status = cimages_fail(CIMAGES_DAMAGED, message, tjGetErrorStr2(reader));
    tjDestroy(reader);
    if (status) {
        free(image->pixels);
        image->pixels = NULL;
    }
    return status;
}

int cimages_encode_jpeg(const uint8_t *pixels, uint32_t width, uint32_t height, int quality, uint8_t **file, size_t *size) {
    tjhandle writer = tjInitCompress();
    if (!writer) return CIMAGES_NO_MEMORY;
    unsigned char *made = NULL;
    unsigned long count = 0;
    int fault = tjCompress2(writer, pixels, (int)width, 0, (int)height, TJPF_GRAY, &made, &count, TJSAMP_GRAY, quality, 0);
    *file = NULL;
    *size = 0;
    if (!fault && (*file = malloc(count))) {
        memcpy(*file, made, count);
        *size = count;
    }
    tjFree(made);
    tjDestroy(writer);
    return *file ? CIMAGES_OK : CIMAGES_NO_MEMORY;
}
