// Who drives the first interface: nobody, the kernel's driver, or one client through usbfs.
// The rules and the errno values are the kernel's (drivers/usb/core/devio.c).
#ifndef VIRTUAL_USB_INTERFACE_CLAIM_H
#define VIRTUAL_USB_INTERFACE_CLAIM_H

#include <linux/usbdevice_fs.h>

#include "connection.h"

// Each returns 0 or a negative errno. The caller holds the devices' lock.

int interface_claim(struct opening *opening, guint interface);

int interface_release(struct opening *opening, guint interface);

// libusb's auto-detach: claims at once, unless the driver that is bound is excepted.
int interface_disconnect_and_claim(struct opening *opening,
                                   const struct usbdevfs_disconnect_claim *request);

int interface_get_driver(const struct opening *opening, struct usbdevfs_getdriver *request);

// Detaches or attaches the kernel's driver; attaching returns how many drivers took the interface.
int interface_driver_ioctl(struct opening *opening, const struct usbdevfs_ioctl *request);

// "usbfs", the kernel's driver or NULL.
const char *interface_driver(const struct connection *connection);

#endif
