/* A worker that has been taken over: it enters the sandbox as every worker does, says that it is ready, waits for a job, and
   then tries what its argument names. Only tests start it. */
#define _GNU_SOURCE
#include "CSandbox.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

static int is(const char *one, const char *other) { return strcmp(one, other) == 0; }

static void attempt(const char *what) {
    char *const nothing[] = {NULL};
    if (is(what, "open-file")) open("/etc/passwd", O_RDONLY);
    if (is(what, "make-file")) open("/tmp/taken-over", O_WRONLY | O_CREAT, 0600);
    if (is(what, "socket")) socket(AF_INET, SOCK_STREAM, 0);
    if (is(what, "fork")) fork();
    if (is(what, "program")) execve("/bin/sh", nothing, nothing);
    if (is(what, "trace")) ptrace(PTRACE_ATTACH, getppid(), 0, 0);
    if (is(what, "code")) mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (is(what, "abort")) abort();
    if (is(what, "spin"))
        for (volatile unsigned long turn = 0;; turn++) continue;
    if (is(what, "hang")) pause();
    if (is(what, "wait")) {
        char byte;
        while (read(SANDBOX_CHANNEL, &byte, 1) > 0) continue;
    }
    if (is(what, "memory")) {
        /* More than it may have is not given to it: it says so, as a fault of no memory. */
        if (!malloc((size_t)2 << 30)) (void)!write(SANDBOX_CHANNEL, "\0\0\0\2\2\4", 6);
    }
    if (is(what, "nonsense")) (void)!write(SANDBOX_CHANNEL, "\0\0\0\3\1\2\3", 7);
    if (is(what, "endless")) (void)!write(SANDBOX_CHANNEL, "\x7f\xff\xff\xff", 4);
    if (is(what, "environment")) {
        /* A fault whose words are what it found of a library put before the others. */
        const char *found = getenv("LD_PRELOAD");
        unsigned char answer[64] = {0, 0, 0, 0, 2, 2};
        int size = snprintf((char *)answer + 6, sizeof answer - 6, "%s", found ? found : "none");
        answer[3] = (unsigned char)(size + 2);
        (void)!write(SANDBOX_CHANNEL, answer, (size_t)size + 6);
    }
}

int main(int count, char *words[]) {
    struct sandbox_limits limits = {.memory_bytes = (int64_t)1 << 30, .cpu_seconds = 1, .nice = 5};
    unsigned char request[16];
    if (count < 2 || is(words[1], "never-ready")) return 0;
    if (sandbox_enter(&limits)) return 1;
    (void)!write(SANDBOX_CHANNEL, "+", 1);
    (void)!read(SANDBOX_CHANNEL, request, sizeof request);
    attempt(words[1]);
    _exit(0);
}
