#include "CPrintedLabels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static inline float clamp(float value, float least, float most) { return value < least ? least : value > most ? most : value; }

static inline uint8_t inked(uint8_t ink, float share, int amount) {
    float value = amount > 0 ? (float)ink + share * (float)amount : (float)ink * (1 + share * (float)amount / 255);
    return (uint8_t)(clamp(value, 0, 255) + 0.5f);
}

/* How much of the cell from `place` to `place` + 1 lies between two places. */
static inline float share(int place, float from, float to) {
    float start = from > (float)place ? from : (float)place;
    float end = to < (float)(place + 1) ? to : (float)(place + 1);
    return end > start ? end - start : 0;
}

void printed_rectangle(printed_sheet sheet, float left, float top, float right, float bottom, int amount) {
    left = clamp(left, 0, (float)sheet.width);
    right = clamp(right, 0, (float)sheet.width);
    top = clamp(top, 0, (float)sheet.height);
    bottom = clamp(bottom, 0, (float)sheet.height);
    if (right <= left || bottom <= top) return;
    int first = (int)left, last = (int)ceilf(right);
    int first_whole = (int)ceilf(left), last_whole = (int)right;
    for (int row = (int)top; row < (int)ceilf(bottom); row++) {
        uint8_t *line = sheet.ink + (size_t)row * (size_t)sheet.width;
        float down = share(row, top, bottom);
        if (first < first_whole) line[first] = inked(line[first], down * share(first, left, right), amount);
        if (last_whole < last && last_whole >= first_whole) {
            line[last_whole] = inked(line[last_whole], down * share(last_whole, left, right), amount);
        }
        if (last_whole <= first_whole) continue;
        if (down == 1 && (amount == 255 || amount == -255)) {
            memset(line + first_whole, amount > 0 ? 255 : 0, (size_t)(last_whole - first_whole));
        } else {
            for (int column = first_whole; column < last_whole; column++) line[column] = inked(line[column], down, amount);
        }
    }
}

void printed_line(printed_sheet sheet, float from_x, float from_y, float to_x, float to_y, float thickness, int amount) {
    float dx = to_x - from_x, dy = to_y - from_y;
    float length = sqrtf(dx * dx + dy * dy);
    if (length <= 0) return;
    dx /= length;
    dy /= length;
    float half = thickness / 2, reach = half + 1;
    int top = (int)clamp(fminf(from_y, to_y) - reach, 0, (float)sheet.height);
    int bottom = (int)clamp(ceilf(fmaxf(from_y, to_y) + reach), 0, (float)sheet.height);
    for (int row = top; row < bottom; row++) {
        float left = fminf(from_x, to_x) - reach, right = fmaxf(from_x, to_x) + reach;
        if (fabsf(dy) > 0.02f) {
            /* Where the strip crosses this row. */
            float middle = from_x + ((float)row + 0.5f - from_y) * dx / dy, wide = (reach + 1) / fabsf(dy);
            left = fmaxf(left, middle - wide);
            right = fminf(right, middle + wide);
        }
        int first = (int)clamp(left, 0, (float)sheet.width), last = (int)clamp(ceilf(right), 0, (float)sheet.width);
        for (int column = first; column < last; column++) {
            float x = (float)column + 0.5f - from_x, y = (float)row + 0.5f - from_y;
            float along = x * dx + y * dy, across = fabsf(x * dy - y * dx);
            float part = clamp(half + 0.5f - across, 0, fminf(1, thickness)) * clamp(along + 0.5f, 0, 1)
                         * clamp(length - along + 0.5f, 0, 1);
            uint8_t *cell = sheet.ink + (size_t)row * (size_t)sheet.width + column;
            if (part > 0) *cell = inked(*cell, part, amount);
        }
    }
}

void printed_blot(printed_sheet sheet, float x, float y, float radius_x, float radius_y, int amount) {
    int left = (int)clamp(x - 2.5f * radius_x, 0, (float)sheet.width), right = (int)clamp(x + 2.5f * radius_x, 0, (float)sheet.width);
    int top = (int)clamp(y - 2.5f * radius_y, 0, (float)sheet.height), bottom = (int)clamp(y + 2.5f * radius_y, 0, (float)sheet.height);
    for (int row = top; row < bottom; row++) {
        float down = ((float)row + 0.5f - y) / radius_y;
        for (int column = left; column < right; column++) {
            float over = ((float)column + 0.5f - x) / radius_x;
            uint8_t *cell = sheet.ink + (size_t)row * (size_t)sheet.width + column;
            *cell = inked(*cell, expf(-(over * over + down * down)), amount);
        }
    }
}

void printed_fade(printed_sheet sheet, const float *across, const float *down) {
    for (int row = 0; row < sheet.height; row++) {
        uint8_t *line = sheet.ink + (size_t)row * (size_t)sheet.width;
        for (int column = 0; column < sheet.width; column++) {
            line[column] = (uint8_t)((float)line[column] * across[column] * down[row] + 0.5f);
        }
    }
}

static inline uint64_t mixed(uint64_t value) {
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
    return value ^ (value >> 31);
}

void printed_cover(printed_sheet sheet, const float *top, const float *bottom, const float *left, const float *right, int level,
                   uint64_t seed) {
    for (int row = 0; row < sheet.height; row++) {
        uint8_t *line = sheet.ink + (size_t)row * (size_t)sheet.width;
        for (int column = 0; column < sheet.width; column++) {
            float y = (float)row + 0.5f, x = (float)column + 0.5f;
            float inside = fminf(fminf(y - top[column], bottom[column] - y), fminf(x - left[row], right[row] - x));
            float part = clamp(inside + 0.5f, 0, 1);
            if (part >= 1) continue;
            /* Cardboard has fibres longer than they are wide. */
            int fibre = (int)(mixed(seed ^ (uint64_t)(row / 2) << 32 ^ (uint64_t)(column / 6)) & 31) - 16;
            line[column] = (uint8_t)clamp(part * (float)line[column] + (1 - part) * (float)(level + fibre), 0, 255);
        }
    }
}

int printed_displace(printed_sheet sheet, const float *by_row, const float *by_column) {
    uint8_t *old = malloc((size_t)sheet.width);
    if (!old) return 0;
    for (int row = 0; row < sheet.height; row++) {
        uint8_t *line = sheet.ink + (size_t)row * (size_t)sheet.width;
        memcpy(old, line, (size_t)sheet.width);
        for (int column = 0; column < sheet.width; column++) {
            float place = clamp((float)column + by_row[row] + by_column[column], 0, (float)(sheet.width - 1));
            int whole = (int)place;
            int next = whole + 1 < sheet.width ? whole + 1 : whole;
            float rest = place - (float)whole;
            line[column] = (uint8_t)((float)old[whole] * (1 - rest) + (float)old[next] * rest + 0.5f);
        }
    }
    free(old);
    return 1;
}
