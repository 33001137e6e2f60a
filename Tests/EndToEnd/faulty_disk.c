/* A disk that fails on command, preloaded into the released program: LD_PRELOAD=faulty-disk.so PARCELGATE_FAULTS=FILE.
 *
 * FILE has 8192 bytes and is mapped. Its first half is text that a test writes while the program runs, a fault a line:
 *     CALL PART ACTION [MILLISECONDS]
 * CALL is write, sync, truncate or read; PART is a part of the file's path, with $ behind it its end; ACTION is eio, enospc, short or slow. A fault
 * stays until its line is taken away. The second half counts, as 32-bit numbers, how often each line was met.
 * A file that begins with a zero byte asks for nothing. Other descriptors than regular files are never touched. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { HALF = 4096, LINES = 64 };

static char *plan;

/* Whether the path has the part, at its end where the part ends with $. */
static int has(const char *path, const char *part) {
    size_t size = strlen(part), all = strlen(path);
    if (size == 0 || part[size - 1] != '$') return strstr(path, part) != NULL;
    return all >= size - 1 && strncmp(path + all - (size - 1), part, size - 1) == 0;
}

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("PARCELGATE_FAULTS");
    int file = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) return;
    void *mapped = mmap(NULL, 2 * HALF, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (mapped != MAP_FAILED) plan = mapped;
}

/* What the plan has for a call on a file: 0 to go on, a part of the bytes to write (short), or -1 with errno set. */
enum verdict { GO, SHORT, FAIL };

static enum verdict judge(const char *call, int file) {
    if (plan == NULL || plan[0] == 0) return GO;
    int before = errno;
    struct stat status;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        errno = before;
        return GO;
    }
    char link[64], path[512];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t size = readlink(link, path, sizeof path - 1);
    errno = before;
    if (size <= 0) return GO;
    path[size] = 0;
    char text[HALF];
    memcpy(text, plan, HALF);
    text[HALF - 1] = 0;
    char *rest = text;
    for (int number = 0; number < LINES; number++) {
        char *line = strsep(&rest, "\n");
        char wanted[16], part[128], action[16];
        int milliseconds = 0;
        if (line == NULL) break;
        if (sscanf(line, "%15s %127s %15s %d", wanted, part, action, &milliseconds) < 3) continue;
        if (strcmp(wanted, call) != 0 || !has(path, part)) continue;
        __atomic_add_fetch((uint32_t *)(void *)(plan + HALF) + number, 1, __ATOMIC_RELAXED);
        if (strcmp(action, "slow") == 0) {
            struct timespec pause = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
            nanosleep(&pause, NULL);
            continue;
        }
        if (strcmp(action, "short") == 0) return SHORT;
        errno = strcmp(action, "enospc") == 0 ? ENOSPC : EIO;
        return FAIL;
    }
    return GO;
}

ssize_t write(int file, const void *bytes, size_t count) {
    static ssize_t (*next)(int, const void *, size_t);
    if (next == NULL) next = real("write");
    switch (judge("write", file)) {
    case FAIL: return -1;
    case SHORT: return next(file, bytes, count / 2);
    default: return next(file, bytes, count);
    }
}

static ssize_t place(const char *name, int file, const void *bytes, size_t count, off64_t at) {
    ssize_t (*next)(int, const void *, size_t, off64_t) = real(name);
    switch (judge("write", file)) {
    case FAIL: return -1;
    case SHORT: return next(file, bytes, count / 2, at);
    default: return next(file, bytes, count, at);
    }
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) { return place("pwrite", file, bytes, count, at); }

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
    return place("pwrite64", file, bytes, count, at);
}

static ssize_t fetch(const char *name, int file, void *bytes, size_t count, off64_t at) {
    ssize_t (*next)(int, void *, size_t, off64_t) = real(name);
    switch (judge("read", file)) {
    case FAIL: return -1;
    case SHORT: return next(file, bytes, count / 2, at);
    default: return next(file, bytes, count, at);
    }
}

ssize_t pread(int file, void *bytes, size_t count, off_t at) { return fetch("pread", file, bytes, count, at); }

ssize_t pread64(int file, void *bytes, size_t count, off64_t at) { return fetch("pread64", file, bytes, count, at); }

/* The flush is done all the same: what a failed flush left on the disk is unknown. */
static int flush(const char *name, int file) {
    int (*next)(int) = real(name);
    enum verdict verdict = judge("sync", file);
    int code = errno;
    int done = next(file);
    if (verdict == GO) return done;
    errno = code;
    return -1;
}

int fsync(int file) { return flush("fsync", file); }

int fdatasync(int file) { return flush("fdatasync", file); }

int ftruncate(int file, off_t size) {
    int (*next)(int, off_t) = real("ftruncate");
    return judge("truncate", file) == GO ? next(file, size) : -1;
}

int ftruncate64(int file, off64_t size) {
    int (*next)(int, off64_t) = real("ftruncate64");
    return judge("truncate", file) == GO ? next(file, size) : -1;
}
