#include "CLinear.h"

#include <stddef.h>

#define BLOCK 8
/* Blocks to either side: as far as glare and shadow leave the light alike. */
#define NEAR 3
/* Beyond every grey. */
#define FAR 1e6f

float clinear_steps(const uint8_t *pixels, int32_t width, int32_t height, double x, double y, double step_x, double step_y,
                    int32_t samples, float *steps) {
    float before = -1, last = -1, most = 0;
    for (int32_t sample = 0; sample < samples; sample++) {
        int32_t column = (int32_t)(x + sample * step_x + 0.5), row = (int32_t)(y + sample * step_y + 0.5);
        int is_inside = column >= 0 && row >= 0 && column < width && row < height;
        float grey = is_inside ? (float)pixels[(size_t)row * (size_t)width + (size_t)column] : -1;
        float step = grey >= 0 && before >= 0 ? grey - before : 0;
        steps[sample] = step;
        float size = step < 0 ? -step : step;
        if (size > most) most = size;
        before = last;
        last = grey;
    }
    return most;
}

/* The grey that so many percent of the samples are not lighter than. */
static float quantile(const int32_t *greys, int32_t known, int32_t percent) {
    int64_t sum = 0;
    for (int32_t value = 0; value < 256; value++) {
        sum += greys[value];
        if (100 * sum > (int64_t)percent * known) return (float)value;
    }
    return 255;
}

/* How far the line swings in each block and those near it. */
static void swings(const float *line, int32_t samples, int32_t blocks, float *swing) {
    float lows[CLINEAR_LINE / BLOCK + 1], highs[CLINEAR_LINE / BLOCK + 1];
    for (int32_t block = 0; block < blocks; block++) {
        float low = FAR, high = -FAR;
        int32_t end = (block + 1) * BLOCK < samples ? (block + 1) * BLOCK : samples;
        for (int32_t place = block * BLOCK; place < end; place++) {
            if (line[place] < 0) continue;
            if (line[place] < low) low = line[place];
            if (line[place] > high) high = line[place];
        }
        lows[block] = low;
        highs[block] = high;
    }
    for (int32_t block = 0; block < blocks; block++) {
        int32_t first = block > NEAR ? block - NEAR : 0, last = block + NEAR < blocks ? block + NEAR : blocks - 1;
        float low = FAR, high = -FAR;
        for (int32_t near = first; near <= last; near++) {
            if (lows[near] < low) low = lows[near];
            if (highs[near] > high) high = highs[near];
        }
        swing[block] = high > low ? high - low : 0;
    }
}

/* Where a line goes through a value for the first time between two places; straight between the samples. */
static float crossing(const float *line, int32_t from, int32_t to, float value) {
    int is_falling = line[from] > value;
    int32_t previous = from;
    for (int32_t place = from + 1; place <= to; place++) {
        if (line[place] < 0) continue;
        if (is_falling ? line[place] <= value : line[place] >= value) {
            float step = line[place] - line[previous];
            float part = step == 0 ? 0.5f : (value - line[previous]) / step;
            return (float)previous + part * (float)(place - previous);
        }
        previous = place;
    }
    return (float)to;
}

struct turn {
    int32_t place;
    float value;
};

/* Adds the edge between two turns. */
static int32_t add(const float *line, struct turn one, struct turn other, float *edges, int32_t count) {
    if (count == 0 && other.value > one.value) return 0;
    edges[count] = crossing(line, one.place, other.place, (one.value + other.value) / 2);
    return count + 1;
}

int32_t clinear_edges(const float *line, int32_t samples, float hysteresis, float least, float *edges, float *contrast) {
    *contrast = 0;
    if (samples > CLINEAR_LINE) return 0;
    int32_t greys[256] = {0}, known = 0;
    for (int32_t place = 0; place < samples; place++) {
        if (line[place] < 0) continue;
        greys[line[place] < 255 ? (int32_t)line[place] : 255]++;
        known++;
    }
    if (known <= 8) return 0;
    *contrast = quantile(greys, known, 95) - quantile(greys, known, 3);
    float floor = 0.25f * hysteresis * *contrast;
    if (floor < least) floor = least;
    float swing[CLINEAR_LINE / BLOCK + 1];
    swings(line, samples, (samples + BLOCK - 1) / BLOCK, swing);

    enum { unknown, falling, rising } way = unknown;
    struct turn low = {0, FAR}, high = {0, -FAR}, last = {-1, 0};
    int32_t count = 0;
    for (int32_t place = 0; place < samples; place++) {
        float value = line[place];
        if (value < 0) continue;
        float threshold = hysteresis * swing[place / BLOCK];
        if (threshold < floor) threshold = floor;
        if (value < low.value) low = (struct turn){place, value};
        if (value > high.value) high = (struct turn){place, value};
        struct turn turned;
        if (way != rising && value > low.value + threshold) {
            turned = low;
            way = rising;
            high = (struct turn){place, value};
        } else if (way != falling && value < high.value - threshold) {
            turned = high;
            way = falling;
            low = (struct turn){place, value};
        } else {
            continue;
        }
        if (last.place >= 0) count = add(line, last, turned, edges, count);
        last = turned;
    }
    if (way != unknown) count = add(line, last, way == falling ? low : high, edges, count);
    return count;
}
