#include "CLinear.h"

#include <math.h>
#include <string.h>

/* How dark it is at a place beside an edge. */
static inline float beside(const struct clinear_bars *bars, float place) {
    float step = place * (float)bars->edge_per_sample + (float)(bars->edge_steps / 2);
    if (step <= 0) return 0;
    if (step >= (float)(bars->edge_steps - 1)) return 1;
    int32_t low = (int32_t)step;
    return bars->edge[low] + (step - (float)low) * (bars->edge[low + 1] - bars->edge[low]);
}

void clinear_render(const struct clinear_bars *bars, int32_t samples, float *dark) {
    memset(dark, 0, sizeof *dark * (size_t)samples);
    float half = (float)(bars->edge_steps / 2) / (float)bars->edge_per_sample;
    for (int32_t bar = 0; bar < bars->count; bar++) {
        float from = bars->edges[2 * bar], to = bars->edges[2 * bar + 1];
        if (!(from - half < (float)samples && to + half > 0)) continue;
        int32_t first = (int32_t)ceilf(fmaxf(from - half, 0)), last = (int32_t)floorf(fminf(to + half, (float)samples - 1));
        for (int32_t sample = first; sample <= last; sample++)
            dark[sample] += beside(bars, (float)sample - from) - beside(bars, (float)sample - to);
    }
}

/* Solves six equations (Cholesky); 0 where they say too little. */
static int solve(double matrix[6][6], const double *right, double *found) {
    double lower[6][6];
    for (int row = 0; row < 6; row++) {
        for (int column = 0; column <= row; column++) {
            double sum = matrix[row][column];
            for (int before = 0; before < column; before++) sum -= lower[row][before] * lower[column][before];
            if (row == column) {
                if (!(sum > 1e-9 * matrix[0][0])) return 0;
                lower[row][row] = sqrt(sum);
            } else {
                lower[row][column] = sum / lower[column][column];
            }
        }
    }
    for (int row = 0; row < 6; row++) {
        found[row] = right[row];
        for (int before = 0; before < row; before++) found[row] -= lower[row][before] * found[before];
        found[row] /= lower[row][row];
    }
    for (int row = 5; row >= 0; row--) {
        for (int behind = row + 1; behind < 6; behind++) found[row] -= lower[behind][row] * found[behind];
        found[row] /= lower[row][row];
    }
    return 1;
}

float clinear_fit(const struct clinear_bars *bars, const float *values, const float *weights, int32_t samples, float start,
                  float end, float *dark, float *levels) {
    double matrix[6][6] = {{0}}, right[6] = {0}, square = 0;
    clinear_render(bars, samples, dark);
    for (int32_t sample = 0; sample < samples; sample++) {
        double weight = weights[sample];
        if (weight <= 0) continue;
        double along = (2 * sample - start - end) / (end - start), black = -dark[sample], value = values[sample];
        along = along < -1.2 ? -1.2 : along > 1.2 ? 1.2 : along;
        double row[6] = {1, along, along * along, black, black * along, black * along * along};
        for (int one = 0; one < 6; one++) {
            for (int other = 0; other <= one; other++) matrix[one][other] += weight * row[one] * row[other];
            right[one] += weight * row[one] * value;
        }
        square += weight * value * value;
    }
    /* The bends are small, and where nothing speaks for them they are none. */
    const double stiffness[6] = {0, 0.0005, 0.002, 0, 0.002, 0.005};
    for (int place = 0; place < 6; place++) matrix[place][place] += stiffness[place] * matrix[0][0];
    double found[6];
    if (!solve(matrix, right, found)) return -1;
    for (int place = 0; place < 6; place++) {
        levels[place] = (float)found[place];
        square -= found[place] * right[place];
    }
    return square > 0 ? (float)square : 0;
}
