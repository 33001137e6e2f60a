#ifndef PARCELGATE_CSANDBOX_H
#define PARCELGATE_CSANDBOX_H

#include <stdint.h>
#include <sys/types.h>

/* Where a worker finds its channel and its memory. */
#define SANDBOX_CHANNEL 3
#define SANDBOX_MEMORY 4

/* Two connected stream sockets, close-on-exec; ends[0] does not block. 0, or -errno. */
int sandbox_channel(int ends[2]);

/* Anonymous shared memory of `size` bytes, close-on-exec: a descriptor, or -errno. */
int sandbox_memory(int64_t size);

/* Starts `path` with the channel and the memory as its only open files, beside standard ones that lead nowhere, and with
   the environment given and nothing of this process's own. 0, or -errno. */
int sandbox_spawn(const char *path, char *const arguments[], char *const environment[], int channel, int memory, pid_t *child);

/* Limits of a worker. */
struct sandbox_limits {
    int64_t memory_bytes;
    int64_t cpu_seconds;
    int nice;
};

/* Leaves this process, for good, with its memory, its open files and the clock: no new files, sockets, processes or
   programs. Whatever else it asks the system for ends it at once. 0, or -errno. */
int sandbox_enter(const struct sandbox_limits *limits);

/* Gives a child some time to end by itself, ends it and takes its status: the signal that ended it, or 0. */
int sandbox_end(pid_t child, int patience_ms);

/* A signal's name, such as "SIGSYS". */
const char *sandbox_signal(int number);

#endif
