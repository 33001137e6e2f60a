#define _GNU_SOURCE
#include "child.h"

#include <errno.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

G_NORETURN static void become(char **command, const struct inherited *inherited, pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(128 + SIGKILL);  // the parent died before the line above could arrange for it
    sigaction(SIGPIPE, &inherited->on_broken_pipe, NULL);
    pthread_sigmask(SIG_SETMASK, &inherited->signal_mask, NULL);
    execvp(command[0], command);
    int error = errno;
    dprintf(STDERR_FILENO, "virtual-usb: %s: %s\n", command[0], g_strerror(error));
    _exit(error == ENOENT ? 127 : 126);
}

pid_t child_spawn(char **command, const struct inherited *inherited) {
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0)
        become(command, inherited, parent);
    return MAX(child, 0);
}

gboolean child_has_ended(pid_t child, int *status) {
    int ended = 0;
    if (waitpid(child, &ended, WNOHANG) != child)
        return FALSE;
    *status = WIFSIGNALED(ended) ? 128 + WTERMSIG(ended) : WEXITSTATUS(ended);
    return TRUE;
}
