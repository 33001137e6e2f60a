// What makes a client's poll() of the device node return: usbfs says POLLOUT when a urb can be
// reaped, and a plain file would say it always, so that libusb would spin.
//
// The node is a FIFO, and the host holds it full: a full FIFO is not writable, so poll() sleeps.
// Ringing empties it, hushing fills it again. The client never reads or writes it.
#ifndef VIRTUAL_USB_DOORBELL_H
#define VIRTUAL_USB_DOORBELL_H

#include <glib.h>

struct doorbell {
    int fd;  // -1 when closed
    gboolean ringing;
};

// Makes the FIFO at that path, silent.
gboolean doorbell_install(struct doorbell *bell, const char *path, GError **error);

void doorbell_set(struct doorbell *bell, gboolean ringing);

void doorbell_close(struct doorbell *bell);

#endif
