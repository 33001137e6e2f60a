#include "CRE2.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>

struct cre2_pattern {
    re2::RE2 compiled;
    cre2_pattern(const re2::StringPiece &text, const re2::RE2::Options &options) : compiled(text, options) {}
};

extern "C" cre2_pattern *cre2_compile(const char *text, size_t length, int bytes, size_t max_memory, char *message,
                                      size_t message_size) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    if (bytes) {
        options.set_encoding(re2::RE2::Options::EncodingLatin1);
        options.set_dot_nl(true);
    }
    options.set_max_mem(static_cast<int64_t>(max_memory));
    std::unique_ptr<cre2_pattern> pattern(new (std::nothrow) cre2_pattern(re2::StringPiece(text, length), options));
    if (pattern && pattern->compiled.ok()) return pattern.release();
    if (message_size > 0) {
        const std::string reason = pattern ? pattern->compiled.error() : "out of memory";
        const size_t count = std::min(reason.size(), message_size - 1);
        std::memcpy(message, reason.data(), count);
        message[count] = 0;
    }
    return nullptr;
}

extern "C" void cre2_free(cre2_pattern *pattern) { delete pattern; }

extern "C" int cre2_found(const cre2_pattern *pattern, const char *subject, size_t length, int whole) {
    const re2::StringPiece text(subject, length);
    return pattern->compiled.Match(text, 0, length, whole ? re2::RE2::ANCHOR_BOTH : re2::RE2::UNANCHORED, nullptr, 0);
}

extern "C" int cre2_group_count(const cre2_pattern *pattern) { return pattern->compiled.NumberOfCapturingGroups(); }

extern "C" int cre2_group(const cre2_pattern *pattern, const char *name) {
    const auto &groups = pattern->compiled.NamedCapturingGroups();
    const auto found = groups.find(name);
    return found == groups.end() ? 0 : found->second;
}

extern "C" void cre2_group_names(const cre2_pattern *pattern, void (*take)(void *to, const char *name), void *to) {
    for (const auto &group : pattern->compiled.NamedCapturingGroups()) take(to, group.first.c_str());
}

static int captures(const cre2_pattern *pattern, const char *subject, size_t length, size_t from, re2::RE2::Anchor anchor,
                    int *bounds, int count) {
    re2::StringPiece groups[CRE2_GROUP_LIMIT + 1];
    const re2::StringPiece text(subject, length);
    count = std::min(count, CRE2_GROUP_LIMIT + 1);
    if (!pattern->compiled.Match(text, from, length, anchor, groups, count)) return 0;
    for (int i = 0; i < count; i++) {
        const bool took_part = groups[i].data() != nullptr;
        bounds[2 * i] = took_part ? static_cast<int>(groups[i].data() - subject) : -1;
        bounds[2 * i + 1] = took_part ? bounds[2 * i] + static_cast<int>(groups[i].size()) : -1;
    }
    return 1;
}

extern "C" int cre2_captures(const cre2_pattern *pattern, const char *subject, size_t length, int *bounds, int count) {
    return captures(pattern, subject, length, 0, re2::RE2::ANCHOR_BOTH, bounds, count);
}

extern "C" int cre2_find(const cre2_pattern *pattern, const char *subject, size_t length, size_t from, int *bounds, int count) {
    return captures(pattern, subject, length, from, re2::RE2::UNANCHORED, bounds, count);
}
