#include "CLinear.h"

#include <math.h>
#include <string.h>

/* The words lie in layers, one behind the other. A profile that a sequence of words makes is the sum of what each of its bars
   darkens, so that the squared distance from the measured one parts into a share of each word and one of each two neighbours:
   the sequence that minimises it is found layer by layer (the Viterbi algorithm in Ungerboeck's form). A boundary between two
   layers may stand a little beside its nominal place, so that slow stretching is followed. */

#define PHASES 4
#define FAR 1e30f

static inline float least(float one, float other) { return one < other ? one : other; }

struct room {
    float *templates;      /* [phase][word][span] */
    float *energy, *linear;/* scratch */
    float *local;          /* [layer][offset][word] */
    float *cross;          /* [layer][offset][step][tail][head]: step 0 to 2, how the offset changed from the word before */
    float *forward;        /* [layer + 1][offset][class][state] */
    float *backward;       /* the same */
    float *meet;           /* [offset][head][state] */
    int32_t *heads, *tails;/* a word of each class, by layer: [layer][class] */
    int32_t span;
};

static int32_t reach_of(const struct clinear_search *search) {
    return (search->edge_steps / 2 + search->edge_per_sample - 1) / search->edge_per_sample + 1;
}

static int32_t span_of(const struct clinear_search *search) {
    float widest = 0;
    for (int32_t layer = 0; layer < search->layer_count; layer++) widest = fmaxf(widest, search->layers[layer].width);
    return (int32_t)widest + 2 * reach_of(search) + 4;
}

/* Puts an array behind the others; without a base it only counts. */
static void *take(char *base, int64_t *used, int64_t count, int64_t size) {
    void *start = base ? base + *used : 0;
    *used += (count * size + 63) / 64 * 64;
    return start;
}

static int64_t lay_out(const struct clinear_search *search, char *base, struct room *room) {
    int64_t used = 0;
    int64_t layers = search->layer_count, offsets = search->offsets, classes = search->classes;
    int64_t states = (int64_t)search->modulus * search->highs;
    room->span = span_of(search);
    room->templates = take(base, &used, (int64_t)PHASES * search->word_count * room->span, sizeof(float));
    room->linear = take(base, &used, room->span, sizeof(float));
    room->energy = take(base, &used, room->span, sizeof(float));
    room->local = take(base, &used, layers * offsets * search->word_count, sizeof(float));
    room->cross = take(base, &used, layers * offsets * 3 * classes * classes, sizeof(float));
    room->forward = take(base, &used, (layers + 1) * offsets * classes * states, sizeof(float));
    room->backward = take(base, &used, (layers + 1) * offsets * classes * states, sizeof(float));
    room->meet = take(base, &used, offsets * classes * states, sizeof(float));
    room->heads = take(base, &used, layers * classes, sizeof(int32_t));
    room->tails = take(base, &used, layers * classes, sizeof(int32_t));
    return used;
}

int64_t clinear_room(const struct clinear_search *search) {
    struct room room;
    return lay_out(search, 0, &room) + 64;
}

/* How dark each sample of a word is; the word starts `phase` of a sample behind the template's sample `reach`. */
static void render(const struct clinear_search *search, const struct clinear_word *word, float phase, int32_t span, float *out) {
    int32_t reach = reach_of(search), middle = search->edge_steps / 2;
    float steps = (float)search->edge_per_sample, half = (float)middle / steps;
    memset(out, 0, sizeof *out * (size_t)span);
    for (int32_t edge = 0; edge < 2 * word->bar_count; edge++) {
        float sign = edge & 1 ? -1.0f : 1.0f, place = word->bars[edge] + phase + (float)reach;
        int32_t first = (int32_t)ceilf(place - half), last = (int32_t)floorf(place + half);
        if (first < 0) first = 0;
        if (last > span - 1) last = span - 1;
        for (int32_t sample = first; sample <= last; sample++) {
            float step = ((float)sample - place) * steps + (float)middle;
            int32_t low = (int32_t)step;
            if (low < 0) low = 0;
            if (low > search->edge_steps - 2) low = search->edge_steps - 2;
            float part = step - (float)low;
            out[sample] += sign * (search->edge[low] + part * (search->edge[low + 1] - search->edge[low]));
        }
        for (int32_t sample = last + 1 > 0 ? last + 1 : 0; sample < span; sample++) out[sample] += sign;
    }
}

/* The template's first sample, and its phase, for a word that starts at `start`. */
static int32_t place_of(const struct clinear_search *search, float start, int32_t *phase) {
    int32_t quarter = (int32_t)floorf(start * PHASES + 0.5f);
    *phase = ((quarter % PHASES) + PHASES) % PHASES;
    return (quarter - *phase) / PHASES - reach_of(search);
}

static float start_of(const struct clinear_search *search, int32_t layer, int32_t offset) {
    return search->layers[layer].start + (float)(offset - search->offsets / 2) * search->offset_step;
}

static void measure(const struct clinear_search *search, struct room *room) {
    int32_t span = room->span, words = search->word_count, classes = search->classes;
    for (int32_t phase = 0; phase < PHASES; phase++)
        for (int32_t word = 0; word < words; word++)
            render(search, &search->words[word], (float)phase / PHASES, span,
                   room->templates + ((int64_t)phase * words + word) * span);
    for (int32_t layer = 0; layer < search->layer_count; layer++) {
        const struct clinear_layer *here = &search->layers[layer];
        int32_t *heads = room->heads + (int64_t)layer * classes, *tails = room->tails + (int64_t)layer * classes;
        for (int32_t class = 0; class < classes; class++) heads[class] = tails[class] = -1;
        for (int32_t word = here->first_word; word < here->first_word + here->word_count; word++) {
            heads[search->words[word].head] = word;
            tails[search->words[word].tail] = word;
        }
        for (int32_t offset = 0; offset < search->offsets; offset++) {
            int32_t phase, first = place_of(search, start_of(search, layer, offset), &phase);
            int32_t from = first < 0 ? -first : 0, to = search->samples - first < span ? search->samples - first : span;
            for (int32_t sample = from; sample < to; sample++) {
                room->linear[sample] = search->weights[first + sample] * search->darkness[first + sample];
                room->energy[sample] = 0.5f * search->weights[first + sample];
            }
            float *local = room->local + ((int64_t)layer * search->offsets + offset) * words;
            for (int32_t word = here->first_word; word < here->first_word + here->word_count; word++) {
                const float *dark = room->templates + ((int64_t)phase * words + word) * span;
                float sum = 0;
                for (int32_t sample = from; sample < to; sample++)
                    sum += dark[sample] * (dark[sample] * room->energy[sample] - room->linear[sample]);
                local[word] = sum;
            }
            float *cross = room->cross + ((int64_t)layer * search->offsets + offset) * 3 * classes * classes;
            memset(cross, 0, sizeof *cross * (size_t)(3 * classes * classes));
            const int32_t *before = room->tails + (int64_t)(layer - 1) * classes;
            for (int32_t step = 0; step < 3 && layer; step++, cross += classes * classes) {
                int32_t other_offset = offset + 1 - step, other_phase;
                if (other_offset < 0 || other_offset >= search->offsets) continue;
                int32_t other = place_of(search, start_of(search, layer - 1, other_offset), &other_phase);
                int32_t shift = first - other;
                /* Behind its width and the smear the word before has nothing left. */
                int32_t end = other + (int32_t)search->layers[layer - 1].width + 2 * reach_of(search) + 2 - first;
                if (end > other + span - first) end = other + span - first;
                if (end > to) end = to;
                if (shift < 0) continue;
                for (int32_t sample = from; sample < end; sample++) room->linear[sample] = search->weights[first + sample];
                for (int32_t tail = 0; tail < classes; tail++) {
                    if (before[tail] < 0) continue;
                    const float *left = room->templates + ((int64_t)other_phase * words + before[tail]) * span + shift;
                    for (int32_t head = 0; head < classes; head++) {
                        if (heads[head] < 0) continue;
                        const float *right = room->templates + ((int64_t)phase * words + heads[head]) * span;
                        float sum = 0;
                        for (int32_t sample = from; sample < end; sample++)
                            sum += room->linear[sample] * left[sample] * right[sample];
                        cross[tail * classes + head] = sum;
                    }
                }
            }
        }
    }
}

struct model {
    const struct clinear_search *search;
    struct room *room;
    int32_t modulus, states;
    int is_checked;
};

static int32_t next_state(const struct model *model, int32_t state, const int16_t *add) {
    if (!model->is_checked) return 0;
    int32_t low = state % model->modulus + add[0];
    if (low >= model->modulus) low -= model->modulus;
    int32_t next = (state / model->modulus + add[1]) * model->modulus + low;
    return next < model->states ? next : -1;
}

/* The states before a word and those behind it, as runs of neighbours: at most two for each high part. */
struct runs {
    int32_t count;
    struct { int32_t before, behind, length; } run[256];
};

static void find_runs(const struct model *model, const int16_t *add, struct runs *runs) {
    runs->count = 0;
    if (!model->is_checked) {
        runs->run[runs->count++] = (typeof(runs->run[0])){0, 0, 1};
        return;
    }
    int32_t modulus = model->modulus;
    for (int32_t base = 0; base < model->states; base += modulus) {
        int32_t next = base + add[1] * modulus;
        if (next >= model->states || runs->count > 254) break;
        runs->run[runs->count++] = (typeof(runs->run[0])){base, next + add[0], modulus - add[0]};
        if (add[0]) runs->run[runs->count++] = (typeof(runs->run[0])){base + modulus - add[0], next, add[0]};
    }
}

#define AT(array, layer, offset, class, state) \
    (array)[((((int64_t)(layer)) * search->offsets + (offset)) * search->classes + (class)) * states + (state)]

/* How the words of two neighbouring layers meet: `step` is 0 to 2, as the offset falls, stays or rises. */
static const float *cross_of(const struct model *model, int32_t layer, int32_t offset, int32_t step) {
    int64_t size = (int64_t)model->search->classes * model->search->classes;
    return model->room->cross + (((int64_t)layer * model->search->offsets + offset) * 3 + step) * size;
}

static int is_tail(const struct model *model, int32_t layer, int32_t class) {
    return layer ? model->room->tails[(int64_t)(layer - 1) * model->search->classes + class] >= 0 : class == 0;
}

static int is_head(const struct model *model, int32_t layer, int32_t class) {
    return model->room->heads[(int64_t)layer * model->search->classes + class] >= 0;
}

/* What it costs to come to each head of a layer, by offset and state. */
static void meet(const struct model *model, int32_t layer) {
    const struct clinear_search *search = model->search;
    int32_t states = model->states, classes = search->classes;
    for (int32_t offset = 0; offset < search->offsets; offset++) {
        for (int32_t head = 0; head < classes; head++) {
            float *out = model->room->meet + ((int64_t)offset * classes + head) * states;
            for (int32_t state = 0; state < states; state++) out[state] = FAR;
            if (!is_head(model, layer, head)) continue;
            for (int32_t step = layer ? 0 : 1; step < (layer ? 3 : 2); step++) {
                int32_t before = offset + 1 - step;
                if (before < 0 || before >= search->offsets) continue;
                const float *cross = cross_of(model, layer, offset, step);
                for (int32_t tail = 0; tail < classes; tail++) {
                    if (!is_tail(model, layer, tail)) continue;
                    float between = cross[tail * classes + head] + (step == 1 ? 0 : search->offset_cost);
                    const float *from = &AT(model->room->forward, layer, before, tail, 0);
                    for (int32_t state = 0; state < states; state++) out[state] = least(out[state], from[state] + between);
                }
            }
        }
    }
}

static const int16_t *add_of(const struct clinear_search *search, int32_t layer, int32_t word) {
    const struct clinear_layer *here = &search->layers[layer];
    return search->adds + 2 * (here->first_add + word - here->first_word);
}

static void run_forward(const struct model *model) {
    const struct clinear_search *search = model->search;
    int32_t states = model->states, classes = search->classes, offsets = search->offsets;
    int64_t size = (int64_t)offsets * classes * states;
    float *forward = model->room->forward;
    for (int64_t place = 0; place < size * (search->layer_count + 1); place++) forward[place] = FAR;
    for (int32_t offset = 0; offset < offsets; offset++) AT(forward, 0, offset, 0, 0) = 0;
    for (int32_t layer = 0; layer < search->layer_count; layer++) {
        const struct clinear_layer *here = &search->layers[layer];
        meet(model, layer);
        for (int32_t offset = 0; offset < offsets; offset++) {
            const float *local = model->room->local + ((int64_t)layer * offsets + offset) * search->word_count;
            for (int32_t word = here->first_word; word < here->first_word + here->word_count; word++) {
                const float *from = model->room->meet + ((int64_t)offset * classes + search->words[word].head) * states;
                struct runs runs;
                find_runs(model, add_of(search, layer, word), &runs);
                float *out = &AT(forward, layer + 1, offset, search->words[word].tail, 0);
                for (int32_t run = 0; run < runs.count; run++) {
                    const float *before = from + runs.run[run].before;
                    float *behind = out + runs.run[run].behind;
                    for (int32_t place = 0; place < runs.run[run].length; place++)
                        behind[place] = least(behind[place], before[place] + local[word]);
                }
            }
        }
    }
}

static void run_backward(const struct model *model) {
    const struct clinear_search *search = model->search;
    int32_t states = model->states, classes = search->classes, offsets = search->offsets, count = search->layer_count;
    int64_t size = (int64_t)offsets * classes * states;
    float *backward = model->room->backward, *behind = model->room->meet;
    for (int64_t place = 0; place < size * (count + 1); place++) backward[place] = FAR;
    for (int32_t offset = 0; offset < offsets; offset++)
        for (int32_t tail = 0; tail < classes; tail++)
            for (int32_t state = 0; state < states; state++)
                if (!model->is_checked || search->accepts[state]) AT(backward, count, offset, tail, state) = 0;
    for (int32_t layer = count - 1; layer >= 0; layer--) {
        const struct clinear_layer *here = &search->layers[layer];
        for (int64_t place = 0; place < size; place++) behind[place] = FAR;
        for (int32_t offset = 0; offset < offsets; offset++) {
            const float *local = model->room->local + ((int64_t)layer * offsets + offset) * search->word_count;
            for (int32_t word = here->first_word; word < here->first_word + here->word_count; word++) {
                float *out = behind + ((int64_t)offset * classes + search->words[word].head) * states;
                struct runs runs;
                find_runs(model, add_of(search, layer, word), &runs);
                const float *from = &AT(backward, layer + 1, offset, search->words[word].tail, 0);
                for (int32_t run = 0; run < runs.count; run++) {
                    const float *after = from + runs.run[run].behind;
                    float *before = out + runs.run[run].before;
                    for (int32_t place = 0; place < runs.run[run].length; place++)
                        before[place] = least(before[place], after[place] + local[word]);
                }
            }
        }
        for (int32_t offset = 0; offset < offsets; offset++) {
            for (int32_t step = layer ? 0 : 1; step < (layer ? 3 : 2); step++) {
                int32_t before = offset + 1 - step;
                if (before < 0 || before >= offsets) continue;
                const float *cross = cross_of(model, layer, offset, step);
                for (int32_t tail = 0; tail < classes; tail++) {
                    if (!is_tail(model, layer, tail)) continue;
                    float *to = &AT(backward, layer, before, tail, 0);
                    for (int32_t head = 0; head < classes; head++) {
                        if (!is_head(model, layer, head)) continue;
                        float between = cross[tail * classes + head] + (step == 1 ? 0 : search->offset_cost);
                        const float *from = behind + ((int64_t)offset * classes + head) * states;
                        for (int32_t state = 0; state < states; state++) to[state] = least(to[state], from[state] + between);
                    }
                }
            }
        }
    }
}

/* Follows the best sequence from the start along `backward`. Returns its cost. */
static float follow(const struct model *model, int32_t *chosen, float *places) {
    const struct clinear_search *search = model->search;
    int32_t states = model->states, classes = search->classes, offsets = search->offsets;
    const float *backward = model->room->backward;
    int32_t offset = 0, tail = 0, state = 0;
    for (int32_t other = 1; other < offsets; other++)
        if (AT(backward, 0, other, 0, 0) < AT(backward, 0, offset, 0, 0)) offset = other;
    float total = AT(backward, 0, offset, 0, 0);
    if (total >= FAR / 2) return FAR;
    for (int32_t layer = 0; layer < search->layer_count; layer++) {
        const struct clinear_layer *here = &search->layers[layer];
        float best = FAR;
        int32_t best_word = here->first_word, best_offset = offset, best_state = state;
        for (int32_t step = layer ? 0 : 1; step < (layer ? 3 : 2); step++) {
            int32_t to = offset + step - 1;
            if (to < 0 || to >= offsets) continue;
            const float *local = model->room->local + ((int64_t)layer * offsets + to) * search->word_count;
            const float *cross = cross_of(model, layer, to, step);
            for (int32_t word = here->first_word; word < here->first_word + here->word_count; word++) {
                int32_t next = next_state(model, state, add_of(search, layer, word));
                if (next < 0) continue;
                float cost = cross[tail * classes + search->words[word].head] + local[word] +
                             (step == 1 ? 0 : search->offset_cost) +
                             AT(backward, layer + 1, to, search->words[word].tail, next);
                if (cost < best) {
                    best = cost;
                    best_word = word;
                    best_offset = to;
                    best_state = next;
                }
            }
        }
        offset = best_offset;
        state = best_state;
        tail = search->words[best_word].tail;
        chosen[layer] = best_word;
        if (places) places[layer] = (float)(offset - offsets / 2) * search->offset_step;
    }
    if (places) places[search->layer_count] = places[search->layer_count - 1];
    return total;
}

/* The cost of the best sequence that differs from the chosen one; `margins`, where wanted, gets it layer by layer. */
static float second(const struct model *model, const int32_t *chosen, float best, float *margins) {
    const struct clinear_search *search = model->search;
    int32_t states = model->states, classes = search->classes, offsets = search->offsets;
    float lowest = FAR;
    for (int32_t layer = 0; layer < search->layer_count; layer++) {
        const struct clinear_layer *here = &search->layers[layer];
        float other = FAR;
        meet(model, layer);
        for (int32_t offset = 0; offset < offsets; offset++) {
            const float *local = model->room->local + ((int64_t)layer * offsets + offset) * search->word_count;
            for (int32_t word = here->first_word; word < here->first_word + here->word_count; word++) {
                if (word == chosen[layer]) continue;
                const float *from = model->room->meet + ((int64_t)offset * classes + search->words[word].head) * states;
                struct runs runs;
                find_runs(model, add_of(search, layer, word), &runs);
                const float *behind = &AT(model->room->backward, layer + 1, offset, search->words[word].tail, 0);
                for (int32_t run = 0; run < runs.count; run++) {
                    const float *left = from + runs.run[run].before, *right = behind + runs.run[run].behind;
                    for (int32_t place = 0; place < runs.run[run].length; place++)
                        other = least(other, left[place] + local[word] + right[place]);
                }
            }
        }
        if (margins) margins[layer] = other >= FAR / 2 ? FAR : other - best;
        if (other < lowest) lowest = other;
    }
    return lowest;
}

int32_t clinear_words(const struct clinear_search *search, int32_t is_quick, void *memory, int32_t *free_words, int32_t *valid_words,
                      float *costs, float *places, float *margins) {
    struct room room;
    char *base = (char *)(((uintptr_t)memory + 63) / 64 * 64);
    lay_out(search, base, &room);
    measure(search, &room);
    struct model free = {search, &room, 1, 1, 0};
    run_backward(&free);
    costs[0] = follow(&free, free_words, places);
    if (is_quick) return costs[0] < FAR / 2;
    run_forward(&free);
    costs[2] = second(&free, free_words, costs[0], margins);
    if (search->modulus * search->highs == 1) {
        memcpy(valid_words, free_words, sizeof *valid_words * (size_t)search->layer_count);
        costs[1] = costs[0];
        costs[3] = costs[2];
        return costs[0] < FAR / 2;
    }
    struct model checked = {search, &room, search->modulus, search->modulus * search->highs, 1};
    run_backward(&checked);
    costs[1] = follow(&checked, valid_words, places);
    if (costs[1] >= FAR / 2) return 0;
    run_forward(&checked);
    costs[3] = second(&checked, valid_words, costs[1], 0);
    return 1;
}
