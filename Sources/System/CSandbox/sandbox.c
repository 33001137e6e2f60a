#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int sandbox_channel(int ends[2]) {
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends)) return -errno;
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return 0;
}

int sandbox_memory(int64_t size) {
    int memory = memfd_create("frame", MFD_CLOEXEC);
    if (memory < 0) return -errno;
    if (ftruncate(memory, size)) {
        int fault = errno;
        close(memory);
        return -fault;
    }
    return memory;
}

static int actions(posix_spawn_file_actions_t *wanted, int channel, int memory) {
    int fault = posix_spawn_file_actions_addopen(wanted, 0, "/dev/null", O_RDONLY, 0);
    if (!fault) fault = posix_spawn_file_actions_addopen(wanted, 1, "/dev/null", O_WRONLY, 0);
    /* A library's complaint may quote a label, and a label may hold a name. */
    if (!fault) fault = posix_spawn_file_actions_addopen(wanted, 2, "/dev/null", O_WRONLY, 0);
    if (!fault) fault = posix_spawn_file_actions_adddup2(wanted, channel, SANDBOX_CHANNEL);
    if (!fault) fault = posix_spawn_file_actions_adddup2(wanted, memory, SANDBOX_MEMORY);
    if (!fault) fault = posix_spawn_file_actions_addclosefrom_np(wanted, SANDBOX_MEMORY + 1);
    return fault;
}

int sandbox_spawn(const char *path, char *const arguments[], char *const environment[], int channel, int memory, pid_t *child) {
    /* Beyond the places that they are moved to, so that neither is overwritten by the other. */
    int far_channel = fcntl(channel, F_DUPFD_CLOEXEC, 16);
    int far_memory = fcntl(memory, F_DUPFD_CLOEXEC, 16);
    int fault = far_channel < 0 || far_memory < 0 ? errno : 0;
    posix_spawn_file_actions_t wanted;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&wanted);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    if (!fault) fault = actions(&wanted, far_channel, far_memory);
    if (!fault) fault = posix_spawn(child, path, &wanted, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&wanted);
    if (far_channel >= 0) close(far_channel);
    if (far_memory >= 0) close(far_memory);
    return -fault;
}

static int limit(__rlimit_resource_t what, int64_t value) {
    struct rlimit wanted = {(rlim_t)value, (rlim_t)value};
    return setrlimit(what, &wanted) ? -errno : 0;
}

/* All that a decoder needs of the system: to take a job and answer it, memory, the time, and to end. */
static const int allowed[] = {
    SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk),
    SCMP_SYS(futex), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom), SCMP_SYS(restart_syscall),
    SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(sigaltstack),
    SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(tgkill), SCMP_SYS(sched_yield),
    /* Sorting asks how much memory there is. */
    SCMP_SYS(sysinfo),
};

static int forbid(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter) return -ENOMEM;
    int fault = 0;
    for (unsigned place = 0; !fault && place < sizeof allowed / sizeof *allowed; place++)
        fault = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[place], 0);
    /* Memory, but none that can be run. */
    if (!fault)
        fault = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    if (!fault)
        fault = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    if (!fault) fault = seccomp_load(filter);
    seccomp_release(filter);
    return fault;
}

/* Where memory runs out, a worker goes before the gateway does. */
static void offer_oneself(void) {
    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0) return;
    (void)!write(file, "1000", 4);
    close(file);
}

int sandbox_enter(const struct sandbox_limits *limits) {
    offer_oneself();
    setpriority(PRIO_PROCESS, 0, limits->nice);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_DUMPABLE, 0);
    int fault = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ? -errno : 0;
    if (!fault) fault = limit(RLIMIT_AS, limits->memory_bytes);
    if (!fault) fault = limit(RLIMIT_CPU, limits->cpu_seconds);
    if (!fault) fault = limit(RLIMIT_CORE, 0);
    if (!fault) fault = limit(RLIMIT_FSIZE, 0);
    if (!fault) fault = limit(RLIMIT_NOFILE, 0);
    if (!fault) fault = forbid();
    return fault;
}

int sandbox_end(pid_t child, int patience_ms) {
    int status = 0;
    for (int waited = 0; waited < patience_ms; waited++) {
        siginfo_t seen = {0};
        if (waitid(P_PID, (id_t)child, &seen, WEXITED | WNOHANG | WNOWAIT) || seen.si_pid == child) break;
        usleep(1000);
    }
    kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

const char *sandbox_signal(int number) {
    switch (number) {
    case SIGSYS: return "SIGSYS";
    case SIGSEGV: return "SIGSEGV";
    case SIGABRT: return "SIGABRT";
    case SIGBUS: return "SIGBUS";
    case SIGFPE: return "SIGFPE";
    case SIGILL: return "SIGILL";
    case SIGKILL: return "SIGKILL";
    case SIGTRAP: return "SIGTRAP";
    case SIGXCPU: return "SIGXCPU";
    case SIGTERM: return "SIGTERM";
    default: return "a signal";
    }
}
