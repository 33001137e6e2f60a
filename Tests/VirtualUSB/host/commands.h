// What a line on the control channel means.
#ifndef VIRTUAL_USB_COMMANDS_H
#define VIRTUAL_USB_COMMANDS_H

#include <sys/types.h>

#include "bus.h"

struct world {
    struct bus *bus;
    GPtrArray *devices;  // of struct device
    pid_t child;
    void (*quit)(void);
};

// Carries out one line. Writes "ok…" or "error …" without the newline to the answer, or leaves it
// empty and returns the device to wait for: the answer is then command_waited's.
struct device *command_run(struct world *world, const char *line, GString *answer);

// FALSE while the device still has reports that were not reaped; else writes the answer.
gboolean command_waited(struct device *device, GString *answer);

// A client that waited has gone away.
void command_wait_dropped(struct device *device);

#endif
