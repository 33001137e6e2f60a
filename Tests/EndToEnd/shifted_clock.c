/* A machine whose wall clock a test moves, preloaded into the released program: LD_PRELOAD=shifted-clock.so
 * PARCELGATE_CLOCK=FILE.
 *
 * FILE has 64 bytes and is mapped: a 64-bit number of nanoseconds that the wall clock is ahead, a 32-bit number that is 1
 * where the kernel would say that the clock is synchronised, and eight characters that stand for the kernel's boot id. The
 * monotonic clock stays as it is, as on a real machine. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

struct machine {
    int64_t ahead_ns;
    int32_t synchronised;
    char boot[8];
};

static struct machine *machine;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("PARCELGATE_CLOCK");
    int file = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    void *mapped = mmap(NULL, 64, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (mapped != MAP_FAILED) machine = mapped;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*next)(clockid_t, struct timespec *);
    if (next == NULL) next = real("clock_gettime");
    int status = next(clock, now);
    if (status != 0 || machine == NULL || clock != CLOCK_REALTIME) return status;
    int64_t shifted = (int64_t)now->tv_sec * 1000000000 + now->tv_nsec + __atomic_load_n(&machine->ahead_ns, __ATOMIC_RELAXED);
    now->tv_sec = shifted / 1000000000;
    now->tv_nsec = shifted % 1000000000;
    return 0;
}

int gettimeofday(struct timeval *now, void *zone) {
    struct timespec exact;
    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &exact) != 0) return -1;
    now->tv_sec = exact.tv_sec;
    now->tv_usec = exact.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *now) {
    struct timespec exact;
    clock_gettime(CLOCK_REALTIME, &exact);
    if (now != NULL) *now = exact.tv_sec;
    return exact.tv_sec;
}

int adjtimex(struct timex *state) {
    int (*next)(struct timex *) = real("adjtimex");
    int status = next(state);
    if (machine == NULL) return status;
    if (__atomic_load_n(&machine->synchronised, __ATOMIC_RELAXED)) {
        state->status &= ~STA_UNSYNC;
        return TIME_OK;
    }
    state->status |= STA_UNSYNC;
    return TIME_ERROR;
}

/* The boot id is read from a pipe that holds the one of the test. */
static int boot_id(void) {
    int ends[2];
    if (pipe(ends) != 0) return -1;
    ssize_t written = write(ends[1], machine->boot, sizeof machine->boot);
    close(ends[1]);
    if (written == (ssize_t)sizeof machine->boot) return ends[0];
    close(ends[0]);
    return -1;
}

static int reach(const char *name, const char *path, int flags, mode_t mode) {
    int (*next)(const char *, int, ...) = real(name);
    if (machine != NULL && machine->boot[0] != 0 && strcmp(path, "/proc/sys/kernel/random/boot_id") == 0) return boot_id();
    return next(path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    return reach("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    return reach("open64", path, flags, mode);
}
