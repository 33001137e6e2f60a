// A scripted USB device as its description file tells it: what it is, never what it does.
#ifndef VIRTUAL_USB_DESCRIPTION_H
#define VIRTUAL_USB_DESCRIPTION_H

#include <glib.h>

#define EXTRA_INTERFACES_MAX 7

// An interface beside the first one: it is there to be seen and claimed, and says nothing.
struct extra_interface {
    guint interface_class;
    guint interface_subclass;
    guint interface_protocol;
    GByteArray *report_descriptor;  // empty if it has none
};

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
    gboolean bulk;  // the endpoints, instead of interrupt
    GByteArray *report_descriptor;
    GPtrArray *extra_interfaces;  // of struct extra_interface, numbered from 1
    GHashTable *feature_reports;  // report id -> GBytes of the data stage, id byte included
    gboolean kernel_driver;       // the kernel's driver is bound when the device arrives
    gboolean plugged;             // on the bus before the command starts
};

// Reads and checks one description file; the error names file and line.
struct description *description_read(const char *path, GError **error);

// NULL if the device has no extra interface of that number.
const struct extra_interface *description_extra(const struct description *d, guint number);

void description_free(struct description *description);

// Hex digits with any white space between bytes. NULL if anything else is there.
GByteArray *bytes_from_hex(const char *hex);

#endif
