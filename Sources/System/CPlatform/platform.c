#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/statfs.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

int platform_eventfd(int counts) {
    int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK | (counts ? EFD_SEMAPHORE : 0));
    return fd < 0 ? -errno : fd;
}

int platform_poll(struct pollfd *watched, int count, int64_t timeout_ns) {
    struct timespec limit = {timeout_ns / 1000000000, timeout_ns % 1000000000};
    int ready = ppoll(watched, (nfds_t)count, timeout_ns < 0 ? NULL : &limit, NULL);
    return ready < 0 ? -errno : ready;
}

int platform_poll2(int first, short first_events, short *first_seen, int second, short second_events,
                   short *second_seen, int64_t timeout_ns) {
    struct pollfd watched[2] = {{first, first_events, 0}, {second, second_events, 0}};
    int ready = platform_poll(watched, second < 0 ? 1 : 2, timeout_ns);
    *first_seen = ready > 0 ? watched[0].revents : 0;
    *second_seen = ready > 0 && second >= 0 ? watched[1].revents : 0;
    return ready;
}

void platform_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }

/* The kernel's struct sched_attr; the C library has no name for it. */
struct pace {
    uint32_t size;
    uint32_t policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime;
    uint64_t deadline;
    uint64_t period;
};

/* What a thread starts is not as urgent as it is. */
enum { RESET_ON_FORK = 1 };

void platform_pace_thread(int nice, uint64_t slice_ns) {
    struct pace pace = {
        .size = sizeof pace, .policy = SCHED_OTHER, .flags = RESET_ON_FORK, .nice = nice, .runtime = slice_ns};
    syscall(SYS_sched_setattr, 0, &pace, 0);
}

int platform_prompt_thread(void) {
    struct pace pace = {.size = sizeof pace, .policy = SCHED_RR, .flags = RESET_ON_FORK, .priority = 1};
    return syscall(SYS_sched_setattr, 0, &pace, 0) < 0 ? -errno : 0;
}

void platform_part_heaps(int heaps) {
    mallopt(M_ARENA_MAX, heaps);
    /* What is given back to the kernel is soon asked for again; only what is as large as a picture goes back at once. */
    mallopt(M_TRIM_THRESHOLD, 4 << 20);
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
}

void platform_spare_thread(void) {
    struct pace pace = {.size = sizeof pace, .policy = SCHED_BATCH, .nice = 10};
    syscall(SYS_sched_setattr, 0, &pace, 0);
}

int64_t platform_clock_ns(int which) {
    static const clockid_t clocks[] = {CLOCK_MONOTONIC, CLOCK_REALTIME, CLOCK_PROCESS_CPUTIME_ID};
    struct timespec now;
    clock_gettime(clocks[which < 0 || which > 2 ? 0 : which], &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int platform_clock_synchronised(void) {
    struct timex state = {0};
    int status = adjtimex(&state);
    return status != -1 && status != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}

int platform_exclusive(int terminal) { return ioctl(terminal, TIOCEXCL) < 0 ? -errno : 0; }

int platform_in_memory(const char *path) {
    struct statfs state;
    if (statfs(path, &state) < 0)
        return -errno;
    return state.f_type == TMPFS_MAGIC || state.f_type == RAMFS_MAGIC;
}

int platform_accept(int listener) {
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

int platform_signal_fd(void) {
    sigset_t wanted;
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGINT);
    pthread_sigmask(SIG_BLOCK, &wanted, NULL);
    int fd = signalfd(-1, &wanted, SFD_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

void platform_die_with_parent(int signal) { prctl(PR_SET_PDEATHSIG, signal); }

int platform_is_spent(int socket) {
    struct pollfd look = {.fd = socket, .events = POLLRDHUP};
    int unread = 0;
    return poll(&look, 1, 0) == 1 && (look.revents & POLLRDHUP) != 0 && ioctl(socket, FIONREAD, &unread) == 0 && unread == 0;
}

int platform_pseudo_terminal(char *name, int size) {
    int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (terminal < 0) return -errno;
    if (grantpt(terminal) == 0 && unlockpt(terminal) == 0 && ptsname_r(terminal, name, (size_t)size) == 0) return terminal;
    int error = errno;
    close(terminal);
    return -error;
}
