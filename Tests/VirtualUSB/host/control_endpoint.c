#include "control_endpoint.h"

#include <errno.h>

#include "descriptors.h"

enum { HID_DESCRIPTOR = 0x21, REPORT_DESCRIPTOR = 0x22 };
enum { GET_REPORT = 1, GET_IDLE = 2, GET_PROTOCOL = 3, SET_REPORT = 9, SET_IDLE = 10, SET_PROTOCOL = 11 };
enum { SET_LINE_CODING = 0x20, SET_CONTROL_LINE_STATE = 0x22 };
enum { INPUT_REPORT = 1, OUTPUT_REPORT = 2, FEATURE_REPORT = 3 };

#define TYPE_AND_RECIPIENT (USB_TYPE_MASK | USB_RECIP_MASK)

static guint value_of(const struct usb_ctrlrequest *setup) {
    return GUINT16_FROM_LE(setup->wValue);
}

static GBytes *bytes_or_null(const GByteArray *array) {
    return array->len == 0 ? NULL : g_bytes_new(array->data, array->len);
}

// Of the interface that the request names; only report descriptors are asked for one by one.
static GBytes *report_descriptor(const struct description *d, guint interface) {
    const struct extra_interface *extra = description_extra(d, interface);
    if (extra != NULL)
        return bytes_or_null(extra->report_descriptor);
    return interface == 0 ? bytes_or_null(d->report_descriptor) : NULL;
}

static GBytes *descriptor(const struct description *d, guint type, guint index, guint interface) {
    switch (type) {
    case USB_DT_DEVICE: return index == 0 ? device_descriptor(d) : NULL;
    case USB_DT_CONFIG: return index == 0 ? configuration_descriptor(d) : NULL;
    case USB_DT_STRING: return string_descriptor(d, index);
    case HID_DESCRIPTOR: return hid_descriptor(d);
    case REPORT_DESCRIPTOR: return report_descriptor(d, interface);
    default: return NULL;
    }
}

static GBytes *answer_standard(const struct connection *connection,
                               const struct usb_ctrlrequest *setup) {
    switch (setup->bRequest) {
    case USB_REQ_GET_DESCRIPTOR:
        return descriptor(connection->device->description, value_of(setup) >> 8,
                          value_of(setup) & 0xFF, GUINT16_FROM_LE(setup->wIndex));
    case USB_REQ_GET_STATUS: {
        gboolean of_endpoint = (setup->bRequestType & USB_RECIP_MASK) == USB_RECIP_ENDPOINT;
        guint8 halted = of_endpoint && connection->halted ? 1 : 0;
        return g_bytes_new((const guint8[]){halted, 0}, 2);
    }
    case USB_REQ_GET_CONFIGURATION:
        return g_bytes_new("\x01", 1);
    case USB_REQ_GET_INTERFACE:
        return g_bytes_new("\x00", 1);
    default:
        return NULL;
    }
}

static GBytes *answer_class(const struct connection *connection,
                            const struct usb_ctrlrequest *setup) {
    switch (setup->bRequest) {
    case GET_REPORT: {
        guint id = value_of(setup) & 0xFF;
        if (value_of(setup) >> 8 != FEATURE_REPORT)
            return NULL;  // a scan cannot be asked for: it comes on the interrupt endpoint
        GBytes *report
            = g_hash_table_lookup(connection->device->feature_reports, GUINT_TO_POINTER(id));
        return report == NULL ? NULL : g_bytes_ref(report);
    }
    case GET_IDLE:
        return g_bytes_new("\x00", 1);  // reports only on change
    case GET_PROTOCOL:
        return g_bytes_new("\x01", 1);  // the report protocol
    default:
        return NULL;
    }
}

static gboolean set_report(struct device *device, guint type, guint id, const guint8 *data,
                           gsize length) {
    if (type == OUTPUT_REPORT)
        return TRUE;
    if (type != FEATURE_REPORT
        || !g_hash_table_contains(device->feature_reports, GUINT_TO_POINTER(id)))
        return FALSE;
    g_hash_table_insert(device->feature_reports, GUINT_TO_POINTER(id), g_bytes_new(data, length));
    return TRUE;
}

// USB CDC PSTN 1.2 section 6.3: the control interface stands beside the data interface.
static gboolean is_communications(const struct device *device,
                                  const struct usb_ctrlrequest *setup) {
    const struct extra_interface *extra
        = description_extra(device->description, GUINT16_FROM_LE(setup->wIndex) & 0xFF);
    return extra != NULL && extra->interface_class == 2;
}

static gboolean accept_class(struct device *device, const struct usb_ctrlrequest *setup,
                             const guint8 *data, gsize length) {
    switch (setup->bRequest) {
    case SET_REPORT:
        return set_report(device, value_of(setup) >> 8, value_of(setup) & 0xFF, data, length);
    case SET_IDLE:
    case SET_PROTOCOL:
        return TRUE;
    case SET_LINE_CODING:
        return length == 7 && is_communications(device, setup);
    case SET_CONTROL_LINE_STATE:
        return is_communications(device, setup);
    default:
        return FALSE;
    }
}

static gboolean accept_standard(struct connection *connection,
                                const struct usb_ctrlrequest *setup) {
    switch (setup->bRequest) {
    case USB_REQ_CLEAR_FEATURE:
        if (setup->bRequestType == USB_RECIP_ENDPOINT
            && GUINT16_FROM_LE(setup->wIndex) == connection->device->description->in_endpoint)
            connection->halted = FALSE;
        return TRUE;
    case USB_REQ_SET_CONFIGURATION:
        return value_of(setup) == 1;
    case USB_REQ_SET_INTERFACE:
        return value_of(setup) == 0;
    default:
        return FALSE;
    }
}

static GBytes *at_most(GBytes *bytes, gsize length) {
    if (bytes == NULL || g_bytes_get_size(bytes) <= length)
        return bytes;
    GBytes *cut = g_bytes_new_from_bytes(bytes, 0, length);
    g_bytes_unref(bytes);
    return cut;
}

static gboolean request_in(struct connection *connection, const struct usb_ctrlrequest *setup,
                           GBytes **answer) {
    guint kind = setup->bRequestType & TYPE_AND_RECIPIENT;
    if ((kind & USB_TYPE_MASK) == USB_TYPE_STANDARD)
        *answer = answer_standard(connection, setup);
    else if (kind == (USB_TYPE_CLASS | USB_RECIP_INTERFACE))
        *answer = answer_class(connection, setup);
    *answer = at_most(*answer, GUINT16_FROM_LE(setup->wLength));
    return *answer != NULL;
}

static gboolean request_out(struct connection *connection, const struct usb_ctrlrequest *setup,
                            const guint8 *data, gsize length) {
    guint kind = setup->bRequestType & TYPE_AND_RECIPIENT;
    if ((kind & USB_TYPE_MASK) == USB_TYPE_STANDARD)
        return accept_standard(connection, setup);
    if (kind == (USB_TYPE_VENDOR | USB_RECIP_INTERFACE))
        return TRUE;  // a maker's own command; the log shows it
    return kind == (USB_TYPE_CLASS | USB_RECIP_INTERFACE)
        && accept_class(connection->device, setup, data, length);
}

int control_endpoint_request(struct connection *connection, const struct usb_ctrlrequest *setup,
                             const guint8 *data, gsize data_length, GBytes **answer) {
    *answer = NULL;
    gboolean done = (setup->bRequestType & USB_DIR_IN) != 0
        ? request_in(connection, setup, answer)
        : request_out(connection, setup, data, data_length);
    if (*answer != NULL)
        data = g_bytes_get_data(*answer, &data_length);
    else if ((setup->bRequestType & USB_DIR_IN) != 0)
        data_length = 0;
    device_log(connection->device, 'c', (const guint8 *)setup, sizeof *setup, data, data_length,
               !done);
    return done ? 0 : -EPIPE;
}
