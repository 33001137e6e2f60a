// What a request of a client does to the device: transfers on its endpoints, and the ioctls that
// are a control transfer on the wire. The rules and errno values are the kernel's.
#ifndef VIRTUAL_USB_TRANSFERS_H
#define VIRTUAL_USB_TRANSFERS_H

#include <linux/usbdevice_fs.h>

#include "connection.h"

// Each returns 0 or a negative errno. The caller holds the devices' lock.

// On 0 the connection owns the urb, until it is reaped; else the caller still does.
int transfer_submit(struct urb *urb, const struct usbdevfs_urb *request);

int transfer_clear_halt(struct opening *opening, guint endpoint);
int transfer_set_configuration(struct opening *opening, guint value);
int transfer_set_interface(struct opening *opening, const struct usbdevfs_setinterface *request);
int transfer_reset(struct opening *opening);

#endif
