#include "CLinear.h"

#include <math.h>
#include <string.h>

void clinear_slopes(const uint8_t *pixels, int32_t width, int32_t height, int32_t block, int32_t row_step, float *sums) {
    int32_t columns = (width - 1) / block, rows = (height - 1) / block;
    memset(sums, 0, sizeof *sums * 3 * (size_t)columns * (size_t)rows);
    for (int32_t row = 0; row < rows; row++) {
        for (int32_t line = 0; line < block; line += row_step) {
            const uint8_t *upper = pixels + (size_t)(row * block + line) * (size_t)width;
            const uint8_t *lower = upper + width;
            float *sum = sums + 3 * (size_t)row * (size_t)columns;
            for (int32_t column = 0; column < columns; column++, sum += 3, upper += block, lower += block) {
                int32_t xx = 0, xy = 0, yy = 0;
                for (int32_t x = 0; x < block; x++) {
                    int16_t down = (int16_t)(lower[x + 1] - upper[x]), up = (int16_t)(upper[x + 1] - lower[x]);
                    int16_t across = (int16_t)(down + up), along = (int16_t)(down - up);
                    xx += across * across;
                    xy += across * along;
                    yy += along * along;
                }
                sum[0] += (float)xx;
                sum[1] += (float)xy;
                sum[2] += (float)yy;
            }
        }
    }
}

void clinear_halved(const uint8_t *pixels, int32_t width, int32_t height, uint8_t *halved) {
    int32_t columns = width / 2, rows = height / 2;
    for (int32_t row = 0; row < rows; row++, halved += columns) {
        const uint8_t *upper = pixels + 2 * (size_t)row * (size_t)width, *lower = upper + width;
        for (int32_t column = 0; column < columns; column++) {
            /* Two neighbours at once, in either order of bytes. */
            uint16_t above, below;
            memcpy(&above, upper + 2 * column, sizeof above);
            memcpy(&below, lower + 2 * column, sizeof below);
            uint16_t sum = (uint16_t)((above & 255) + (above >> 8) + (below & 255) + (below >> 8));
            halved[column] = (uint8_t)((sum + 2) >> 2);
        }
    }
}

void clinear_lines(const uint8_t *pixels, int32_t width, int32_t height, const struct clinear_grid *grid, float *values) {
    for (int32_t line = 0; line < grid->lines; line++) {
        double x0 = grid->x + line * grid->line_x, y0 = grid->y + line * grid->line_y;
        float *out = values + (size_t)line * (size_t)grid->samples;
        for (int32_t sample = 0; sample < grid->samples; sample++) {
            double x = x0 + sample * grid->step_x, y = y0 + sample * grid->step_y;
            if (!(x > -0.5 && y > -0.5 && x < width - 0.5 && y < height - 0.5)) {
                out[sample] = -1;
                continue;
            }
            x = x < 0 ? 0 : x > width - 1 ? width - 1 : x;
            y = y < 0 ? 0 : y > height - 1 ? height - 1 : y;
            int32_t column = (int32_t)x, row = (int32_t)y;
            float right = (float)(x - column), down = (float)(y - row);
            const uint8_t *upper = pixels + (size_t)row * (size_t)width + column;
            const uint8_t *lower = row + 1 < height ? upper + width : upper;
            int32_t next = column + 1 < width;
            float above = (float)upper[0] + right * (float)(upper[next] - upper[0]);
            float below = (float)lower[0] + right * (float)(lower[next] - lower[0]);
            out[sample] = above + down * (below - above);
        }
    }
}

void clinear_project(const uint8_t *pixels, int32_t width, int32_t height, const struct clinear_box *box,
                     const float *left, const float *right, const float *line_weights, const float *low, const float *high,
                     float *sums, float *squares, float *counts) {
    memset(sums, 0, sizeof *sums * (size_t)box->bins);
    memset(squares, 0, sizeof *squares * (size_t)box->bins);
    memset(counts, 0, sizeof *counts * (size_t)box->bins);
    double ax = box->along_x, ay = box->along_y;
    double reach = fabs(ay) * box->half_length + fabs(ax) * box->half_height;
    int32_t first = (int32_t)fmax(0, ceil(box->y - reach)), last = (int32_t)fmin(height - 1, floor(box->y + reach));
    for (int32_t row = first; row <= last; row++) {
        /* The columns where both |u| <= half_length and |v| <= half_height; u = dx ax + dy ay, v = dy ax - dx ay. */
        double dy = row - box->y, from = -1e9, to = 1e9;
        const double slopes[2] = {ax, -ay}, starts[2] = {dy * ay, dy * ax};
        const double halves[2] = {box->half_length, box->half_height};
        for (int side = 0; side < 2; side++) {
            if (fabs(slopes[side]) < 1e-9) {
                if (fabs(starts[side]) > halves[side]) to = from - 1;
                continue;
            }
            double one = (-halves[side] - starts[side]) / slopes[side], other = (halves[side] - starts[side]) / slopes[side];
            from = fmax(from, fmin(one, other));
            to = fmin(to, fmax(one, other));
        }
        int32_t start = (int32_t)fmax(0, ceil(box->x + from)), end = (int32_t)fmin(width - 1, floor(box->x + to));
        const uint8_t *pixel = pixels + (size_t)row * (size_t)width;
        for (int32_t column = start; column <= end; column++) {
            double dx = column - box->x;
            double u = dx * ax + dy * ay, v = dy * ax - dx * ay;
            int32_t line = (int32_t)((v + box->half_height) / (2 * box->half_height) * box->lines);
            line = line < 0 ? 0 : line >= box->lines ? box->lines - 1 : line;
            float weight = line_weights[line];
            if (weight <= 0) continue;
            double part = (u + box->half_length) / (2 * box->half_length);
            u -= left[line] + part * (right[line] - left[line]);
            int32_t bin = (int32_t)floor((u + box->half_length) * box->bins_per_pixel + 0.5);
            if (bin < 0 || bin >= box->bins) continue;
            float grey = pixel[column];
            if (grey < low[bin] || grey > high[bin]) continue;
            sums[bin] += weight * grey;
            squares[bin] += weight * grey * grey;
            counts[bin] += weight;
        }
    }
}

float clinear_sharpness(const float *values, int32_t samples, int32_t lines, const float *weights, float left, float right,
                        float *sums, float *counts) {
    memset(sums, 0, sizeof *sums * (size_t)samples);
    memset(counts, 0, sizeof *counts * (size_t)samples);
    float turn = (right - left) / (float)samples;
    for (int32_t line = 0; line < lines; line++) {
        if (weights[line] <= 0) continue;
        float along = (float)line - 0.5f * (float)(lines - 1), weight = weights[line];
        const float *from = values + (size_t)line * (size_t)samples;
        for (int32_t sample = 0; sample < samples; sample++) {
            float place = (float)sample + along * (left + turn * (float)sample);
            if (place < 0 || place >= (float)(samples - 1)) continue;
            int32_t low = (int32_t)place;
            if (from[low] < 0 || from[low + 1] < 0) continue;
            float part = place - (float)low;
            sums[sample] += weight * (from[low] + part * (from[low + 1] - from[low]));
            counts[sample] += weight;
        }
    }
    float sharpness = 0;
    for (int32_t sample = 0; sample < samples; sample++)
        sums[sample] = counts[sample] > 0 ? sums[sample] / counts[sample] : -1;
    for (int32_t sample = 2; sample < samples; sample++) {
        if (counts[sample] <= 0 || counts[sample - 2] <= 0) continue;
        float step = sums[sample] - sums[sample - 2];
        float weight = counts[sample] < counts[sample - 2] ? counts[sample] : counts[sample - 2];
        sharpness += weight * step * step;
    }
    return sharpness;
}
