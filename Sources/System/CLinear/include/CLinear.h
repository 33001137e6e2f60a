#ifndef CLINEAR_H
#define CLINEAR_H

#include <stdint.h>

/* The inner loops of the reader of linear codes. They allocate nothing, and read and write what their arguments say. */

/* Sums of the products of the grey slopes in blocks of a picture: for each block of `block` x `block` pixels, row after
   row, xx, xy and yy. Every `row_step`-th row of pixels is looked at. Blocks that the picture cuts off are left out. */
void clinear_slopes(const uint8_t *pixels, int32_t width, int32_t height, int32_t block, int32_t row_step, float *sums);

/* A picture half as wide and high, each pixel the mean of four; an odd last row or column is left out. */
void clinear_halved(const uint8_t *pixels, int32_t width, int32_t height, uint8_t *halved);

/* Grey values at equal steps along parallel lines, straight lines between the pixels' centres; -1 outside the picture.
   `values` holds lines * samples. */
struct clinear_grid {
    double x, y;           /* the first sample of the first line, in pixels */
    double step_x, step_y; /* from one sample to the next */
    double line_x, line_y; /* from one line to the next */
    int32_t samples, lines;
};
void clinear_lines(const uint8_t *pixels, int32_t width, int32_t height, const struct clinear_grid *grid, float *values);

/* The difference of the greys before and behind each of `samples` nearest pixels along a line, 0 where one of them lies outside
   the picture. Returns the greatest, whichever way it goes. */
float clinear_steps(const uint8_t *pixels, int32_t width, int32_t height, double x, double y, double step_x, double step_y,
                    int32_t samples, float *steps);

/* Where a line of greys (below 0: unknown) goes from light to dark and back, half way between one turn and the next, to a
   fraction of a sample; the first edge goes into the dark. A turn swings by `least` at least, by a quarter of `hysteresis` of the
   line's contrast, and by `hysteresis` of the contrast around it. `edges` has room for `samples`. Returns how many there are;
   none of a line with more than CLINEAR_LINE samples. `contrast`: how far the whole line swings, but some outliers. */
#define CLINEAR_LINE 20001
int32_t clinear_edges(const float *line, int32_t samples, float hysteresis, float least, float *edges, float *contrast);

/* Puts parallel lines on top of each other, line after line shifted by `left` (at the first sample) to `right` (at the last)
   samples a line, about the middle line: `sums` gets the mean, -1 where no line has a value, `counts` the weight of the lines
   that have one. Returns how sharp the mean is: the sum of the squares of its slopes. */
float clinear_sharpness(const float *values, int32_t samples, int32_t lines, const float *weights, float left, float right,
                        float *sums, float *counts);

/* Sums up the pixels of a box by how far they lie along its axis. */
struct clinear_box {
    double x, y;           /* centre */
    double along_x, along_y; /* the axis across the bars, of length 1 */
    double half_length, half_height;
    double bins_per_pixel;
    int32_t bins, lines;
};
/* `left` and `right`: for each of `lines` equal parts of the height, how far the bars lie behind at the box's left and
   right end, in pixels. `low` and `high`: for each bin, which greys count. */
void clinear_project(const uint8_t *pixels, int32_t width, int32_t height, const struct clinear_box *box,
                     const float *left, const float *right, const float *line_weights, const float *low, const float *high,
                     float *sums, float *squares, float *counts);

/* The likeliest sequence of words for a profile of darkness. */
#define CLINEAR_BARS 8
struct clinear_word {
    float bars[2 * CLINEAR_BARS]; /* where each bar begins and ends, in samples from the word's start */
    int32_t bar_count;
    int32_t head, tail;           /* classes of words that look alike near their start and end */
};
struct clinear_layer {
    float start;                  /* where its word starts, in samples */
    float width;                  /* in samples */
    int32_t first_word, word_count;
    int32_t first_add;            /* in `adds` */
};
struct clinear_search {
    const float *darkness, *weights; /* of each sample */
    int32_t samples;
    const float *edge;            /* how dark it is beside an edge: at -reach ... reach, edge_per_sample steps a sample */
    int32_t edge_steps, edge_per_sample;
    const struct clinear_word *words;
    int32_t word_count, classes;
    const struct clinear_layer *layers;
    int32_t layer_count;
    const int16_t *adds;          /* for each layer and word: what it adds to the low and to the high part of the check */
    int32_t modulus, highs;       /* the check has modulus * highs states */
    const uint8_t *accepts;       /* for each state */
    int32_t offsets;              /* odd: places of each boundary about its nominal one */
    float offset_step;            /* in samples */
    float offset_cost;            /* of one step from one boundary to the next */
};
/* `free_words` and `valid_words`: the likeliest words of each layer without and with the check; `costs`: of both in nats,
   and of the best other sequence without and with it. `places`: the offset of each boundary of the valid one, in samples.
   `margins`: for each layer, how much the best sequence with another word there costs more (without the check).
   `is_quick`: only the words without the check, their cost and their places.
   `room`: clinear_room() bytes. Returns 0 where no sequence is valid. */
int64_t clinear_room(const struct clinear_search *search);
int32_t clinear_words(const struct clinear_search *search, int32_t is_quick, void *room, int32_t *free_words, int32_t *valid_words,
                      float *costs, float *places, float *margins);

/* Bars as a camera sees them. */
struct clinear_bars {
    const float *edges; /* where each begins and ends, in samples */
    int32_t count;
    const float *edge;  /* as above */
    int32_t edge_steps, edge_per_sample;
};
/* How dark each sample is: 0 to 1. */
void clinear_render(const struct clinear_bars *bars, int32_t samples, float *dark);
/* The light grey less the darkness times the depth, each a parabola from -1 at `start` to 1 at `end`, that comes nearest to the
   values: `levels` gets the three coefficients of either. Returns the weighed square of the distance, -1 where there is none. */
float clinear_fit(const struct clinear_bars *bars, const float *values, const float *weights, int32_t samples, float start,
                  float end, float *dark, float *levels);

#endif
