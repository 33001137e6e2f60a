// The USB descriptors that follow from a description (USB 2.0 chapter 9, HID 1.11 section 6.2).
#ifndef VIRTUAL_USB_DESCRIPTORS_H
#define VIRTUAL_USB_DESCRIPTORS_H

#include "description.h"

GBytes *device_descriptor(const struct description *d);

// The configuration with its one interface, the HID descriptor if it is HID, and the endpoints.
GBytes *configuration_descriptor(const struct description *d);

// NULL if the interface is not HID.
GBytes *hid_descriptor(const struct description *d);

// NULL if the device has no string of that index; index 0 is the list of languages.
GBytes *string_descriptor(const struct description *d, guint index);

#endif
