#include "descriptors.h"

enum string_index { NO_STRING, MANUFACTURER, PRODUCT_NAME, SERIAL, INTERFACE_NAME };

#define LOW(word) ((guint8)((word)&0xFF))
#define HIGH(word) ((guint8)((word) >> 8 & 0xFF))

static const char *text_of(const struct description *d, guint index) {
    switch (index) {
    case MANUFACTURER: return d->manufacturer;
    case PRODUCT_NAME: return d->product_name;
    case SERIAL: return d->serial;
    case INTERFACE_NAME: return d->interface_name;
    default: return NULL;
    }
}

static guint8 index_of(const struct description *d, enum string_index index) {
    return text_of(d, index) == NULL ? NO_STRING : (guint8)index;
}

GBytes *device_descriptor(const struct description *d) {
    guint8 packet_bytes = g_strcmp0(d->speed, "1.5") == 0 ? 8 : 64;
    const guint8 bytes[] = {
        18, 1,                             // DEVICE
        0x00, 0x02,                        // USB 2.0
        0, 0, 0,                           // class: as the interface says
        packet_bytes,                      // of endpoint 0
        LOW(d->vendor), HIGH(d->vendor),
        LOW(d->product), HIGH(d->product),
        LOW(d->release), HIGH(d->release),
        index_of(d, MANUFACTURER), index_of(d, PRODUCT_NAME), index_of(d, SERIAL),
        1,                                 // configuration
    };
    return g_bytes_new(bytes, sizeof bytes);
}

static void append_interface(GByteArray *into, const struct description *d) {
    const guint8 bytes[] = {
        9, 4,                              // INTERFACE
        0, 0,                              // number, alternate setting
        d->out_endpoint == 0 ? 1 : 2,      // endpoints
        (guint8)d->interface_class, (guint8)d->interface_subclass, (guint8)d->interface_protocol,
        index_of(d, INTERFACE_NAME),
    };
    g_byte_array_append(into, bytes, sizeof bytes);
}

static void append_endpoint(GByteArray *into, guint address, gboolean bulk, guint packet_bytes,
                            guint interval) {
    const guint8 bytes[] = {
        7, 5,                              // ENDPOINT
        (guint8)address, bulk ? 2 : 3,     // interrupt
        LOW(packet_bytes), HIGH(packet_bytes), (guint8)interval,
    };
    g_byte_array_append(into, bytes, sizeof bytes);
}

static GBytes *hid_descriptor_of(guint length) {
    const guint8 bytes[] = {
        9, 0x21,                           // HID
        0x11, 0x01, 0,                     // 1.11, no country
        1, 0x22, LOW(length), HIGH(length),  // one report descriptor of this length
    };
    return g_bytes_new(bytes, sizeof bytes);
}

GBytes *hid_descriptor(const struct description *d) {
    return d->interface_class != 3 ? NULL : hid_descriptor_of(d->report_descriptor->len);
}

// One that is HID has an interrupt IN endpoint, counted down from the last one there is.
static void append_extra(GByteArray *into, const struct extra_interface *extra, guint number) {
    gboolean is_hid = extra->interface_class == 3;
    const guint8 bytes[] = {
        9, 4,                              // INTERFACE
        (guint8)number, 0,                 // number, alternate setting
        is_hid ? 1 : 0,                    // endpoints
        (guint8)extra->interface_class, (guint8)extra->interface_subclass,
        (guint8)extra->interface_protocol, NO_STRING,
    };
    g_byte_array_append(into, bytes, sizeof bytes);
    if (!is_hid)
        return;
    g_autoptr(GBytes) hid = hid_descriptor_of(extra->report_descriptor->len);
    g_byte_array_append(into, g_bytes_get_data(hid, NULL), (guint)g_bytes_get_size(hid));
    append_endpoint(into, 0x90 - number, FALSE, 8, 10);
}

GBytes *configuration_descriptor(const struct description *d) {
    const guint8 header[] = {
        9, 2,                              // CONFIGURATION
        0, 0,                              // total length: set below
        (guint8)(1 + d->extra_interfaces->len), 1, 0,  // interfaces, value, no string
        0x80, 250,                         // powered by the bus, 500 mA
    };
    GByteArray *all = g_byte_array_new();
    g_byte_array_append(all, header, sizeof header);
    append_interface(all, d);
    g_autoptr(GBytes) hid = hid_descriptor(d);
    if (hid != NULL)
        g_byte_array_append(all, g_bytes_get_data(hid, NULL), (guint)g_bytes_get_size(hid));
    append_endpoint(all, d->in_endpoint, d->bulk, d->in_packet_bytes, d->in_interval);
    if (d->out_endpoint != 0)
        append_endpoint(all, d->out_endpoint, d->bulk, d->out_packet_bytes, d->out_interval);
    for (guint number = 1; number <= d->extra_interfaces->len; number++)
        append_extra(all, description_extra(d, number), number);
    all->data[2] = LOW(all->len);
    all->data[3] = HIGH(all->len);
    return g_byte_array_free_to_bytes(all);
}

GBytes *string_descriptor(const struct description *d, guint index) {
    if (index == 0)
        return g_bytes_new("\x04\x03\x09\x04", 4);  // English (United States) only
    const char *text = text_of(d, index);
    if (text == NULL)
        return NULL;
    glong units = 0;
    g_autofree gunichar2 *wide = g_utf8_to_utf16(text, -1, NULL, &units, NULL);
    units = MIN(units, 126);
    GByteArray *bytes = g_byte_array_new();
    const guint8 header[] = {(guint8)(2 + 2 * units), 3};
    g_byte_array_append(bytes, header, sizeof header);
    for (glong i = 0; i < units; i++) {
        const guint8 unit[] = {LOW(wide[i]), HIGH(wide[i])};
        g_byte_array_append(bytes, unit, sizeof unit);
    }
    return g_byte_array_free_to_bytes(bytes);
}
