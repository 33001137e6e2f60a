// The usbfs ioctls (linux/usbdevice_fs.h) of a device node, as the kernel answers them
// (drivers/usb/core/devio.c).
#ifndef VIRTUAL_USB_USBFS_H
#define VIRTUAL_USB_USBFS_H

#include "connection.h"

// One /dev/bus/usb node. It outlives the devices that come and go at its number: umockdev's
// preload ends a client whose open() meets a handler that was just detached.
struct usbfs_node {
    UMockdevIoctlBase *handler;
    struct connection *connection;  // NULL while no device has this number; under the lock
};

struct usbfs_node *usbfs_node_new(void);

// Called in the main thread after a client's reap left a device idle that somebody waits for.
void usbfs_set_idle_listener(GSourceFunc listener, gpointer data);

#endif
