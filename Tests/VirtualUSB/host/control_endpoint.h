// Endpoint 0 of a scripted device: the standard requests that libusb and drivers make
// (USB 2.0 section 9.4) and the HID class requests (HID 1.11 section 7.2).
#ifndef VIRTUAL_USB_CONTROL_ENDPOINT_H
#define VIRTUAL_USB_CONTROL_ENDPOINT_H

#include <linux/usb/ch9.h>

#include "connection.h"

// Carries out one request and logs it. *answer is the data stage of an IN request, at most
// wLength bytes, and NULL for an OUT request. Returns 0, or -EPIPE for a request that the device
// refuses. The caller holds the devices' lock.
int control_endpoint_request(struct connection *connection, const struct usb_ctrlrequest *setup,
                             const guint8 *data, gsize data_length, GBytes **answer);

#endif
