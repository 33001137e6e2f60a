// A scripted USB device as its description file tells it: what it is, never what it does.
#ifndef VIRTUAL_USB_DESCRIPTION_H
#define VIRTUAL_USB_DESCRIPTION_H

#include <glib.h>

struct description {
    char *name;       // what the control channel calls it
    char *port_path;  // as in sysfs: bus, '-', then the ports down from the root hub: "1-1.2"
    guint bus;
    guint device_number;  // at the first plug; later plugs get the next free one, as in a kernel
    char *speed;          // Mbit/s, as in sysfs: "1.5", "12", "480"
    guint vendor;
    guint product;
    guint release;
    char *manufacturer;    // these four are NULL when the device has no such string
    char *product_name;
    char *serial;
    char *interface_name;
    guint interface_class;
    guint interface_subclass;
    guint interface_protocol;
    guint in_endpoint;
    guint in_packet_bytes;
    guint in_interval;  // bInterval, as the descriptor has it
    guint out_endpoint;  // 0: the device takes commands on endpoint 0 only
    guint out_packet_bytes;
    guint out_interval;
    GByteArray *report_descriptor;
    GHashTable *feature_reports;  // report id -> GBytes of the data stage, id byte included
    gboolean kernel_driver;       // usbhid is bound when the device arrives
    gboolean plugged;             // on the bus before the command starts
};

// Reads and checks one description file; the error names file and line.
struct description *description_read(const char *path, GError **error);

void description_free(struct description *description);

// Hex digits with any white space between bytes. NULL if anything else is there.
GByteArray *bytes_from_hex(const char *hex);

#endif
