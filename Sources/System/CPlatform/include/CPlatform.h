#ifndef PARCELGATE_CPLATFORM_H
#define PARCELGATE_CPLATFORM_H

#include <poll.h>
#include <stdint.h>

/* What Swift's Glibc module does not show: each function is one system call. */

/* A new eventfd (non-blocking, close-on-exec), or -errno. One that `counts` is lowered by one at a time. */
int platform_eventfd(int counts);

/* Waits until `first` or `second` (-1: none) has one of the poll events asked for, or `timeout_ns` has passed
   (negative: no limit). The events seen are written to the `seen` places. Returns the number of descriptors that
   are ready, 0 at the time limit, or -errno. */
int platform_poll2(int first, short first_events, short *first_seen, int second, short second_events,
                   short *second_seen, int64_t timeout_ns);

/* The same for any number of descriptors. */
int platform_poll(struct pollfd *watched, int count, int64_t timeout_ns);

/* The calling thread's name (15 bytes at the most). */
void platform_name_thread(const char *name);

/* The calling thread's turn at the processor: a nice value, and the slice in nanoseconds (0: the kernel's own), which a
   kernel from 6.12 takes as how soon the thread is due once it wakes. Where a lower nice value is not permitted, all
   stays as it is. */
void platform_pace_thread(int nice, uint64_t slice_ns);

/* The calling thread runs before all that is not of real time, and so do its requests to the disk (the kernel's default of
   the I/O priority); in turn with its like. What it starts does not. 0, or -errno where the system does not permit it. */
int platform_prompt_thread(void);

/* Whether the peer of a stream socket sends nothing more, and everything that it sent has been read. */
int platform_is_spent(int socket);

/* Gives each thread a heap of its own, as far as there are heaps: a thread that gives way to others does so also while it
   has a heap locked. (What one thread allocates and another frees still locks the first one's.) To be called before there
   are threads. */
void platform_part_heaps(int heaps);

/* The calling thread works in batches with the least turn that still gets on beside busy others. */
void platform_spare_thread(void);

/* A clock in nanoseconds: 0 monotonic, 1 wall (UTC), 2 CPU time of this process. */
int64_t platform_clock_ns(int which);

/* 1 when the kernel says that the wall clock is synchronised, else 0. */
int platform_clock_synchronised(void);

/* Keeps other programs from opening a terminal as long as it is open here. 0 or -errno. */
int platform_exclusive(int terminal);

/* A new pseudo terminal (non-blocking, close-on-exec), or -errno; the path of its other end is written to `name`. */
int platform_pseudo_terminal(char *name, int size);

/* 1 when the path lies in memory (tmpfs, ramfs), 0 when not, or -errno. */
int platform_in_memory(const char *path);

/* A waiting peer of a listening socket (non-blocking, close-on-exec), or -errno. */
int platform_accept(int listener);

/* Makes the process's SIGTERM and SIGINT arrive as reads on the returned signalfd, and ignores SIGPIPE. */
int platform_signal_fd(void);

/* Ends this process with `signal` when its parent ends. */
void platform_die_with_parent(int signal);

#endif
