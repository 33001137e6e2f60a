#include "grey.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

/* A file in memory, as the library wants to see one. */
struct memory {
    const uint8_t *file;
    size_t size;
    size_t place;
    char *message;
};

static tmsize_t take(thandle_t handle, void *buffer, tmsize_t wanted) {
    struct memory *memory = handle;
    if (wanted < 0 || memory->place >= memory->size) return 0;
    size_t rest = memory->size - memory->place;
    size_t count = (size_t)wanted < rest ? (size_t)wanted : rest;
    memcpy(buffer, memory->file + memory->place, count);
    memory->place += count;
    return (tmsize_t)count;
}

static tmsize_t refuse(thandle_t handle, void *buffer, tmsize_t count) {
    (void)handle, (void)buffer, (void)count;
    return -1;
}

static toff_t seek(thandle_t handle, toff_t offset, int whence) {
    struct memory *memory = handle;
    toff_t base = whence == SEEK_CUR ? memory->place : whence == SEEK_END ? memory->size : 0;
    memory->place = (size_t)(base + offset);
    return memory->place;
}

static int leave(thandle_t handle) {
    (void)handle;
    return 0;
}

static toff_t measure(thandle_t handle) { return ((struct memory *)handle)->size; }

static int complain(TIFF *file, void *context, const char *module, const char *format, va_list values) {
    (void)file, (void)module;
    vsnprintf(((struct memory *)context)->message, CIMAGES_MESSAGE_SIZE, format, values);
    return 1;
}

static int ignore(TIFF *file, void *context, const char *module, const char *format, va_list values) {
    (void)file, (void)context, (void)module, (void)format, (void)values;
    return 1;
}

/* Grey of 16 bits, in lines from the top: what X-ray and machine-vision software writes. */
static int is_deep(TIFF *file) {
    uint16_t bits = 0, samples = 1, meaning = 0, turned = ORIENTATION_TOPLEFT, format = SAMPLEFORMAT_UINT;
    TIFFGetField(file, TIFFTAG_BITSPERSAMPLE, &bits);
    TIFFGetFieldDefaulted(file, TIFFTAG_SAMPLESPERPIXEL, &samples);
    TIFFGetField(file, TIFFTAG_PHOTOMETRIC, &meaning);
    TIFFGetFieldDefaulted(file, TIFFTAG_ORIENTATION, &turned);
    TIFFGetFieldDefaulted(file, TIFFTAG_SAMPLEFORMAT, &format);
    return bits == 16 && samples == 1 && meaning == PHOTOMETRIC_MINISBLACK && turned == ORIENTATION_TOPLEFT &&
           format == SAMPLEFORMAT_UINT && !TIFFIsTiled(file);
}

static int decode_deep(TIFF *file, uint32_t width, uint32_t height, struct cimages_grey *image, char *message) {
    if (TIFFScanlineSize(file) != (tmsize_t)(2 * (size_t)width)) return CIMAGES_DAMAGED;
    uint16_t *deep = malloc(2 * (size_t)width * height);
    if (!deep) return cimages_fail(CIMAGES_NO_MEMORY, message, "");
    int done = 1;
    for (uint32_t row = 0; done && row < height; row++) done = TIFFReadScanline(file, deep + (size_t)row * width, row, 0) == 1;
    if (done) cimages_spread(image, (const uint8_t *)deep, 0);
    free(deep);
    return done ? CIMAGES_OK : CIMAGES_DAMAGED;
}

static int decode(TIFF *file, uint64_t pixel_limit, struct cimages_grey *image, char *message) {
    uint32_t width = 0, height = 0;
    if (!TIFFGetField(file, TIFFTAG_IMAGEWIDTH, &width) || !TIFFGetField(file, TIFFTAG_IMAGELENGTH, &height))
        return CIMAGES_DAMAGED;
    int status = cimages_reserve(image, width, height, pixel_limit, message);
    if (status) return status;
    if (is_deep(file)) return decode_deep(file, width, height, image, message);
    size_t pixels = (size_t)width * height;
    uint32_t *raster = malloc(4 * pixels);
    if (!raster) return cimages_fail(CIMAGES_NO_MEMORY, message, "");
    int done = TIFFReadRGBAImageOriented(file, width, height, raster, ORIENTATION_TOPLEFT, 1);
    if (done) {
        for (size_t place = 0; place < pixels; place++) {
            uint32_t colour = raster[place];
            image->pixels[place] =
                cimages_luminance(TIFFGetR(colour), TIFFGetG(colour), TIFFGetB(colour), TIFFGetA(colour));
        }
    }
    free(raster);
    return done ? CIMAGES_OK : CIMAGES_DAMAGED;
}

int cimages_tiff(const uint8_t *file, size_t size, uint64_t pixel_limit, struct cimages_grey *image, char *message) {
    struct memory memory = {file, size, 0, message};
    image->pixels = NULL;
    message[0] = 0;
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    if (!options) return cimages_fail(CIMAGES_NO_MEMORY, message, "");
    TIFFOpenOptionsSetErrorHandlerExtR(options, complain, &memory);
    TIFFOpenOptionsSetWarningHandlerExtR(options, ignore, &memory);
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, (tmsize_t)(4 * pixel_limit));
    TIFF *opened = TIFFClientOpenExt("memory", "rm", &memory, take, refuse, seek, leave, measure, NULL, NULL, options);
    int status = opened ? decode(opened, pixel_limit, image, message) : CIMAGES_DAMAGED;
    if (opened) TIFFClose(opened);
    TIFFOpenOptionsFree(options);
    if (status) {
        free(image->pixels);
        image->pixels = NULL;
    }
    return status;
}
