// The machine that the command sees: a testbed with sysfs, /dev and udev events, in which devices
// come and go. Main thread only.
#ifndef VIRTUAL_USB_BUS_H
#define VIRTUAL_USB_BUS_H

#include <umockdev.h>

#include "device.h"

struct bus;

// Makes the testbed and sets UMOCKDEV_DIR for the command. The devices are struct device; those
// that begin plugged are plugged, and the hubs above all of them are there for good.
struct bus *bus_new(GPtrArray *devices, GError **error);

// On error nothing has changed.
gboolean bus_plug(struct bus *bus, struct device *device, GError **error);
gboolean bus_unplug(struct bus *bus, struct device *device, GError **error);

// Removes the testbed.
void bus_free(struct bus *bus);

#endif
