// The command under test: started in the testbed, sent our signals, and never left behind.
#ifndef VIRTUAL_USB_CHILD_H
#define VIRTUAL_USB_CHILD_H

#include <glib.h>
#include <signal.h>
#include <sys/types.h>

// What the command should find as it was when we were started.
struct inherited {
    sigset_t signal_mask;
    struct sigaction on_broken_pipe;
};

// The command is killed when this thread ends, however it ends. Returns 0 on failure.
pid_t child_spawn(char **command, const struct inherited *inherited);

// TRUE once it has ended: *status is what a shell would call it, 128 + signal if it was killed.
gboolean child_has_ended(pid_t child, int *status);

#endif
