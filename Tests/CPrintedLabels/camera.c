#include "CPrintedLabels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static inline uint64_t mixed(uint64_t value) {
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
    return value ^ (value >> 31);
}

/* Samples of one row of the ground, from column `from` to before `to`. */
static void ground(float *line, int from, int to, int row, const printed_ground *ground) {
    if (ground->amplitude <= 0) {
        for (int column = from; column < to; column++) line[column] = ground->level;
        return;
    }
    const int far = 1 << 20;
    uint64_t down = ground->seed ^ (uint64_t)(uint32_t)((ground->y + row + far) / ground->grain) << 32;
    for (int column = from; column < to;) {
        int place = ground->x + column + far, end = column + ground->grain - place % ground->grain;
        uint64_t dice = mixed(down ^ (uint32_t)(place / ground->grain));
        float level = ground->level + ground->amplitude * ((float)(dice & 255) / 127.5f - 1);
        for (end = end < to ? end : to; column < end; column++) line[column] = level;
    }
}

void printed_background(float *samples, int width, int height, const printed_ground *behind) {
    for (int row = 0; row < height; row++) ground(samples + (size_t)row * (size_t)width, 0, width, row, behind);
}

/* Narrows `from` to `to` to where a·u + b is not below 0. */
static void narrow(double a, double b, double *from, double *to) {
    if (a > 1e-12) {
        *from = fmax(*from, -b / a);
    } else if (a < -1e-12) {
        *to = fmin(*to, -b / a);
    } else if (b < 0) {
        *to = *from;
    }
}

/* Straight lines between the four cells around a place in cells' middles, which is on the sheet. */
static inline float between(const printed_sheet *sheet, float x, float y) {
    int left = (int)x, top = (int)y;
    left = left > sheet->width - 2 ? sheet->width - 2 : left;
    top = top > sheet->height - 2 ? sheet->height - 2 : top;
    float over = x - (float)left, down = y - (float)top;
    over = over > 1 ? 1 : over;
    down = down > 1 ? 1 : down;
    const uint8_t *upper = sheet->ink + (size_t)top * (size_t)sheet->width + left, *lower = upper + sheet->width;
    float above = (float)upper[0] + over * (float)(upper[1] - upper[0]);
    float below = (float)lower[0] + over * (float)(lower[1] - lower[0]);
    return above + down * (below - above);
}

/* The same along a row of the sheet that is not turned: weights that stay. */
static void along(const printed_sheet *sheet, float x, float y, float *line, int count) {
    int left = (int)x, top = (int)y;
    top = top > sheet->height - 2 ? sheet->height - 2 : top;
    float over = x - (float)left, down = fminf(y - (float)top, 1);
    const float a = (1 - over) * (1 - down), b = over * (1 - down), c = (1 - over) * down, d = over * down;
    const uint8_t *upper = sheet->ink + (size_t)top * (size_t)sheet->width + left, *lower = upper + sheet->width;
    int most = sheet->width - 1 - left;
    int safe = count < most ? count : most;
    for (int place = 0; place < safe; place++) {
        line[place] = a * (float)upper[place] + b * (float)upper[place + 1] + c * (float)lower[place] + d * (float)lower[place + 1];
    }
    for (int place = safe > 0 ? safe : 0; place < count; place++) line[place] = between(sheet, x + (float)place, y);
}

void printed_project(printed_sheet sheet, const double *map, const printed_ground *behind, float *samples, int width,
                     int height) {
    const int is_flat = map[6] == 0 && map[7] == 0 && map[8] == 1;
    for (int row = 0; row < height; row++) {
        float *line = samples + (size_t)row * (size_t)width;
        const double v = row + 0.5;
        /* Numerators and denominator at u = column + 0.5, column 0. */
        const double x0 = map[1] * v + map[2] + 0.5 * map[0], y0 = map[4] * v + map[5] + 0.5 * map[3];
        const double w0 = map[7] * v + map[8] + 0.5 * map[6];
        double from = 0, to = width;
        narrow(map[0], x0, &from, &to);
        narrow(map[3], y0, &from, &to);
        narrow(sheet.width * map[6] - map[0], sheet.width * w0 - x0, &from, &to);
        narrow(sheet.height * map[6] - map[3], sheet.height * w0 - y0, &from, &to);
        if (!(from < to)) from = to = width;
        int first = (int)ceil(from), last = (int)ceil(to);
        if (behind) {
            ground(line, 0, first, row, behind);
            ground(line, last, width, row, behind);
        }
        if (is_flat && map[0] == 1 && map[3] == 0 && first < last) {
            float y = (float)y0 - 0.5f, x = (float)(x0 + first) - 0.5f;
            if (x >= 0) {
                along(&sheet, x, y > 0 ? y : 0, line + first, last - first);
                continue;
            }
        }
        const float step_x = (float)map[0], step_y = (float)map[3];
        for (int column = first; column < last; column++) {
            float x, y;
            if (is_flat) {
                x = (float)(x0 - 0.5) + step_x * (float)column;
                y = (float)(y0 - 0.5) + step_y * (float)column;
            } else {
                double w = 1 / (map[6] * column + w0);
                x = (float)((map[0] * column + x0) * w - 0.5);
                y = (float)((map[3] * column + y0) * w - 0.5);
            }
            line[column] = between(&sheet, x > 0 ? x : 0, y > 0 ? y : 0);
        }
    }
}

int printed_focus(const float *samples, int width, int height, int step, const float *kernel_x, int margin_x,
                  const float *kernel_y, int margin_y, float *pixels, int stride) {
    const int across = width * step + 2 * margin_x;
    const int taps_x = step + 2 * margin_x, taps_y = step + 2 * margin_y;
    float *sums = malloc((size_t)across * sizeof *sums);
    if (!sums) return 0;
    for (int row = 0; row < height; row++) {
        memset(sums, 0, (size_t)across * sizeof *sums);
        for (int tap = 0; tap < taps_y; tap++) {
            const float *line = samples + (size_t)(row * step + tap) * (size_t)across;
            const float weight = kernel_y[tap];
            for (int column = 0; column < across; column++) sums[column] += weight * line[column];
        }
        float *out = pixels + (size_t)row * (size_t)stride;
        for (int column = 0; column < width; column++) {
            const float *from = sums + column * step;
            float sum = 0;
            for (int tap = 0; tap < taps_x; tap++) sum += kernel_x[tap] * from[tap];
            out[column] = sum;
        }
    }
    free(sums);
    return 1;
}

/* Bell-shaped with a standard deviation of 1: the sum of four throws (Irwin-Hall). */
static inline float bell(uint64_t dice) {
    float sum = (float)(dice & 0xFFFF) + (float)(dice >> 16 & 0xFFFF) + (float)(dice >> 32 & 0xFFFF) + (float)(dice >> 48);
    return (sum - 131070.0f) / 37837.0f;
}

void printed_expose(const float *pixels, int width, int height, const printed_exposure *exposure, uint8_t *levels) {
    const float range = (exposure->ink - exposure->paper) / 255;
    const float read = exposure->read_noise * exposure->read_noise;
    const float shot = exposure->shot_noise * exposure->shot_noise / 255;
    for (int row = 0; row < height; row++) {
        float down = height > 1 ? (float)row / (float)(height - 1) - 0.5f : 0;
        for (int column = 0; column < width; column++) {
            size_t place = (size_t)row * (size_t)width + (size_t)column;
            float over = width > 1 ? (float)column / (float)(width - 1) - 0.5f : 0;
            float light = 1 + exposure->slope_x * over + exposure->slope_y * down;
            float level = (exposure->paper + range * pixels[place]) * (light > 0.05f ? light : 0.05f);
            for (int spot = 0; spot < exposure->glare_count; spot++) {
                const printed_glare *glare = exposure->glare + spot;
                float x = (float)column - glare->x, y = (float)row - glare->y;
                float along = (x * glare->cosine + y * glare->sine) / glare->radius_along;
                float side = (y * glare->cosine - x * glare->sine) / glare->radius_across;
                level += glare->amount * expf(-(along * along + side * side));
            }
            level += bell(mixed(exposure->seed + place * 0x9E3779B97F4A7C15u)) * sqrtf(read + shot * (level > 0 ? level : 0));
            levels[place] = (uint8_t)(level <= 0 ? 0 : level >= 254.5f ? 255 : level + 0.5f);
        }
    }
}
