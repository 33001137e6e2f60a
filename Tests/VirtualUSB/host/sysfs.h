// The text that umockdev_testbed_add_from_string takes, for what the kernel shows in sysfs of a
// device, its interface, its HID device, and the hubs above it.
#ifndef VIRTUAL_USB_SYSFS_H
#define VIRTUAL_USB_SYSFS_H

#include "description.h"

#define DEVICE_NUMBER_MAX 127

// Under /devices, and so in umockdev's descriptions; /sys goes in front elsewhere.
char *sysfs_device_path(const char *port_path);
char *sysfs_interface_path(const struct description *d);
// The kernel counts the HID devices since it was started.
char *sysfs_hid_path(const struct description *d, guint count);

char *sysfs_node(guint bus, guint number);  // "bus/usb/001/002", under /dev

char *sysfs_device(const struct description *d, guint number);
char *sysfs_interface(const struct description *d);
char *sysfs_hid(const struct description *d, guint count);

// A hub at that port path; "usb1" is the root hub of bus 1.
char *sysfs_hub(const char *port_path, guint bus, guint number);

#endif
