#include "sysfs.h"

#include <string.h>

#include "descriptors.h"

#define HOST_CONTROLLER "/devices/pci0000:00/0000:00:14.0"

// "1-1.2" lies in usb1/1-1/1-1.2: each hub on the way is a directory.
char *sysfs_device_path(const char *port_path) {
    GString *path = g_string_new(HOST_CONTROLLER);
    if (g_str_has_prefix(port_path, "usb")) {
        g_string_append_printf(path, "/%s", port_path);
        return g_string_free(path, FALSE);
    }
    const char *dash = strchr(port_path, '-');
    g_string_append_printf(path, "/usb%.*s", (int)(dash - port_path), port_path);
    for (const char *dot = strchr(dash, '.'); dot != NULL; dot = strchr(dot + 1, '.'))
        g_string_append_printf(path, "/%.*s", (int)(dot - port_path), port_path);
    g_string_append_printf(path, "/%s", port_path);
    return g_string_free(path, FALSE);
}

char *sysfs_interface_path(const struct description *d) {
    g_autofree char *device = sysfs_device_path(d->port_path);
    return g_strdup_printf("%s/%s:1.0", device, d->port_path);
}

char *sysfs_hid_path(const struct description *d, guint count) {
    g_autofree char *interface = sysfs_interface_path(d);
    return g_strdup_printf("%s/0003:%04X:%04X.%04X", interface, d->vendor, d->product, count);
}

char *sysfs_node(guint bus, guint number) {
    return g_strdup_printf("bus/usb/%03u/%03u", bus, number);
}

static void append_hex_line(GString *into, const char *name, const guint8 *bytes, gsize length) {
    g_string_append_printf(into, "H: %s=", name);
    for (gsize i = 0; i < length; i++)
        g_string_append_printf(into, "%02X", bytes[i]);
    g_string_append_c(into, '\n');
}

// umockdev undoes C escapes in attributes; sysfs ends each with a newline.
static void append_text(GString *into, const char *name, const char *text) {
    if (text == NULL)
        return;
    g_autofree char *escaped = g_strescape(text, NULL);
    g_string_append_printf(into, "A: %s=%s\\n\n", name, escaped);
}

static void append_node(GString *into, guint bus, guint number, guint vendor, guint product,
                        guint release, guint class, guint interfaces) {
    g_string_append_printf(into,
                           "E: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nE: DRIVER=usb\n"
                           "E: DEVNAME=/dev/bus/usb/%03u/%03u\nE: BUSNUM=%03u\nE: DEVNUM=%03u\n"
                           "E: MAJOR=189\nE: MINOR=%u\nE: PRODUCT=%x/%x/%x\nE: TYPE=%u/0/0\n"
                           "A: busnum=%u\\n\nA: devnum=%u\\n\n"
                           "A: idVendor=%04x\\n\nA: idProduct=%04x\\n\nA: bcdDevice=%04x\\n\n"
                           "A: bDeviceClass=%02x\\n\nA: bConfigurationValue=1\\n\n"
                           "A: bNumConfigurations=1\\n\nA: bNumInterfaces=%2u\\n\n",
                           bus, number, bus, number, (bus - 1) * 128 + number - 1, vendor, product,
                           release, class, bus, number, vendor, product, release, class, interfaces);
}

char *sysfs_device(const struct description *d, guint number) {
    g_autofree char *path = sysfs_device_path(d->port_path);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "P: %s\n", path);
    append_node(text, d->bus, number, d->vendor, d->product, d->release, 0,
                1 + d->extra_interfaces->len);
    append_text(text, "speed", d->speed);
    append_text(text, "devpath", strchr(d->port_path, '-') + 1);
    append_text(text, "manufacturer", d->manufacturer);
    append_text(text, "product", d->product_name);
    append_text(text, "serial", d->serial);
    g_autoptr(GBytes) device = device_descriptor(d);
    g_autoptr(GBytes) configuration = configuration_descriptor(d);
    g_autoptr(GByteArray) both = g_byte_array_new();
    g_byte_array_append(both, g_bytes_get_data(device, NULL), (guint)g_bytes_get_size(device));
    g_byte_array_append(both, g_bytes_get_data(configuration, NULL),
                        (guint)g_bytes_get_size(configuration));
    append_hex_line(text, "descriptors", both->data, both->len);
    return g_string_free(text, FALSE);
}

char *sysfs_interface(const struct description *d) {
    g_autofree char *path = sysfs_interface_path(d);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text,
                           "P: %s\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_interface\n"
                           "E: PRODUCT=%x/%x/%x\nE: INTERFACE=%u/%u/%u\n"
                           "A: bInterfaceNumber=00\\n\nA: bAlternateSetting= 0\\n\n"
                           "A: bNumEndpoints=%02x\\n\nA: bInterfaceClass=%02x\\n\n"
                           "A: bInterfaceSubClass=%02x\\n\nA: bInterfaceProtocol=%02x\\n\n",
                           path, d->vendor, d->product, d->release, d->interface_class,
                           d->interface_subclass, d->interface_protocol,
                           d->out_endpoint == 0 ? 1 : 2, d->interface_class,
                           d->interface_subclass, d->interface_protocol);
    append_text(text, "interface", d->interface_name);
    const char *driver = d->interface_class == 3 ? "usbhid"
        : d->interface_class == 10               ? "cdc_acm"
                                                 : "usbserial";
    if (d->kernel_driver)
        g_string_append_printf(text,
                               "E: DRIVER=%s\nL: driver=../../../../../../bus/usb/drivers/%s\n",
                               driver, driver);
    return g_string_free(text, FALSE);
}

char *sysfs_hid(const struct description *d, guint count) {
    g_autofree char *path = sysfs_hid_path(d, count);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text,
                           "P: %s\nE: SUBSYSTEM=hid\nE: DRIVER=hid-generic\n"
                           "E: HID_ID=0003:%08X:%08X\nE: HID_NAME=%s %s\nE: HID_UNIQ=%s\n",
                           path, d->vendor, d->product, d->manufacturer ? d->manufacturer : "",
                           d->product_name ? d->product_name : "", d->serial ? d->serial : "");
    append_hex_line(text, "report_descriptor", d->report_descriptor->data,
                    d->report_descriptor->len);
    return g_string_free(text, FALSE);
}

// libusb reads the hubs to know a device's ports; nobody opens them.
char *sysfs_hub(const char *port_path, guint bus, guint number) {
    gboolean root = g_str_has_prefix(port_path, "usb");
    guint vendor = root ? 0x1d6b : 0x05e3, product = root ? 0x0002 : 0x0608;
    const guint8 descriptors[] = {
        18, 1, 0x00, 0x02, 9, 0, 1, 64,
        vendor & 0xFF, vendor >> 8, product & 0xFF, product >> 8, 0x00, 0x01, 0, 0, 0, 1,
        9, 2, 25, 0, 1, 1, 0, 0xE0, 0,
        9, 4, 0, 0, 1, 9, 0, 0, 0,
        7, 5, 0x81, 3, 4, 0, 12,
    };
    g_autofree char *path = sysfs_device_path(port_path);
    g_autofree char *node = sysfs_node(bus, number);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "P: %s\nN: %s\n", path, node);
    append_node(text, bus, number, vendor, product, 0x0100, 9, 1);
    append_text(text, "speed", "480");
    append_text(text, "product", root ? "xHCI Host Controller" : "USB2.0 Hub");
    append_hex_line(text, "descriptors", descriptors, sizeof descriptors);
    return g_string_free(text, FALSE);
}
