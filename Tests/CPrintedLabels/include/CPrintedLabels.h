#ifndef PARCELGATE_CPRINTEDLABELS_H
#define PARCELGATE_CPRINTEDLABELS_H

#include <stddef.h>
#include <stdint.h>

/* The loops over pixels behind Tests/PrintedLabels. They are C so that they are fast in the tests' debug build, too. */

/* A sheet's ink: a byte a cell, 0 bare paper to 255 full ink, row after row. Places are in cells, and need not be whole: a cell
   gets its share. */
typedef struct {
    uint8_t *ink;
    int width, height;
} printed_sheet;

/* Adds ink (amount above 0) or takes that share of it away (below 0), at most 255, within a rectangle. */
void printed_rectangle(printed_sheet sheet, float left, float top, float right, float bottom, int amount);

/* The same along a straight line `thickness` wide, and within an ellipse that fades out like a bell. */
void printed_line(printed_sheet sheet, float from_x, float from_y, float to_x, float to_y, float thickness, int amount);
void printed_blot(printed_sheet sheet, float x, float y, float radius_x, float radius_y, int amount);

/* Multiplies the ink of each column and row by a share from 0 to 1. */
void printed_fade(printed_sheet sheet, const float *across, const float *down);

/* Covers what lies above `top` and below `bottom` (a place for each column), left of `left` and right of `right` (for each row) with
   something of another colour. */
void printed_cover(printed_sheet sheet, const float *top, const float *bottom, const float *left, const float *right, int level,
                   uint64_t seed);

/* Shifts what is printed to the left by so many cells for each row plus for each column. Returns 0 without memory. */
int printed_displace(printed_sheet sheet, const float *by_row, const float *by_column);

/* What lies under the sheets: `level` of ink with grains of so many samples that differ by up to `amplitude`. The samples begin at
   (x, y) of the whole picture. */
typedef struct {
    int x, y, grain;
    float level, amplitude;
    uint64_t seed;
} printed_ground;

void printed_background(float *samples, int width, int height, const printed_ground *behind);

/* Looks up each sample's place on the sheet: `map` (3 × 3, row after row) takes the sample's middle to cells. Beside the sheet is the
   ground; where `behind` is NULL the samples there stay as they are. */
void printed_project(printed_sheet sheet, const double *map, const printed_ground *behind, float *samples, int width,
                     int height);

/* Pixels from samples, `step` of them a pixel each way, weighed by the optics' kernels. The samples reach `margin_x` and `margin_y`
   over the picture on all sides; a kernel has `step` + 2 × margin weights. Returns 0 without memory. */
int printed_focus(const float *samples, int width, int height, int step, const float *kernel_x, int margin_x,
                  const float *kernel_y, int margin_y, float *pixels, int stride);

/* A light spot that blinds: an ellipse at an angle. */
typedef struct {
    float x, y, radius_along, radius_across, cosine, sine, amount;
} printed_glare;

typedef struct {
    float paper, ink;             /* grey levels of bare paper and of full ink */
    float slope_x, slope_y;       /* change of the light from one side to the other, as a share */
    float read_noise, shot_noise; /* standard deviation in levels; at level 255 for the second, falling with the root */
    const printed_glare *glare;
    int glare_count;
    uint64_t seed;
} printed_exposure;

/* Grey levels for ink: light, glare, noise, and the rounding to a byte. */
void printed_expose(const float *pixels, int width, int height, const printed_exposure *exposure, uint8_t *levels);

/* Symbols by libzint. */
enum {
    PRINTED_ZINT_SIDE = 256,
    PRINTED_ZINT_MODULES = 65536,
    PRINTED_ZINT_PIECES = 8192,
};

typedef struct {
    int symbology;   /* BARCODE_… of zint.h */
    int input_mode;  /* DATA_MODE 0, UNICODE_MODE 1, GS1_MODE 2 */
    int eci;         /* 0 for none */
    int option_1, option_2;
    const char *primary; /* MaxiCode's routing part, or NULL */
} printed_zint_wish;

/* Modules, row after row (1 dark), and each row's height in modules. Returns 0, or -1 with a message of at most 100 bytes. */
int printed_zint(const printed_zint_wish *wish, const uint8_t *data, int size, uint8_t *modules, int *rows, int *columns,
                 float *heights, char *message);

/* A rectangle of ink. */
typedef struct {
    float left, top, right, bottom;
} printed_piece;

/* MaxiCode in pieces, in millimetres, 28.14 × 26.91 in all (ISO/IEC 16023). Returns their count, or -1 with a message. */
int printed_maxicode(const printed_zint_wish *wish, const uint8_t *data, int size, printed_piece *pieces, char *message);

#endif
