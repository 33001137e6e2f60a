#ifndef PARCELGATE_CZXINGPEER_H
#define PARCELGATE_CZXINGPEER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Reads a grey image (a byte a pixel, row after row) with the system's zxing-cpp as its own reader program does: all symbologies,
   trying hard, turned and shrunk. Gives each symbol's name, bytes and text (UTF-8) to `take`. Returns their count, or -1. It may abort the process:
   version 1.4 asserts where it should not. */
int czxing_peer_scan(const uint8_t *pixels, int width, int height, void *context,
                     void (*take)(void *context, const char *name, const uint8_t *data, size_t size, const char *text));

#ifdef __cplusplus
}
#endif

#endif
