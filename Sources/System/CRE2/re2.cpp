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

extern "C" cre2_pattern *cre2_compile(const char *text, size_t length, size_t max_memory, char *message,
                                      size_t message_size) {
    re2::RE2::Options options;
    options.set_log_errors(false);
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
