#include "transfers.h"

#include <errno.h>
#include <string.h>

#include "control_endpoint.h"
#include "interface_claim.h"

// The kernel claims for a client that did not; so a request to an interface that usbhid still
// holds fails with EBUSY.
static int check_recipient(struct opening *opening, const struct usb_ctrlrequest *setup) {
    if ((setup->bRequestType & USB_TYPE_MASK) == USB_TYPE_VENDOR)
        return 0;
    switch (setup->bRequestType & USB_RECIP_MASK) {
    case USB_RECIP_INTERFACE:
        return interface_claim(opening, GUINT16_FROM_LE(setup->wIndex) & 0xFF);
    case USB_RECIP_ENDPOINT:
        return (setup->wIndex & 0xFF) == 0 ? 0 : interface_claim(opening, 0);
    default:
        return 0;
    }
}

// Output reports and makers' requests; what USB itself asks is always answered.
static gboolean is_message(const struct usb_ctrlrequest *setup) {
    guint type = setup->bRequestType & USB_TYPE_MASK;
    return (setup->bRequestType & USB_DIR_IN) == 0
        && (type == USB_TYPE_VENDOR
            || (type == USB_TYPE_CLASS && setup->bRequest == 9
                && GUINT16_FROM_LE(setup->wValue) >> 8 == 2));
}

static int submit_control(struct urb *urb) {
    struct usb_ctrlrequest setup;
    GBytes *answer = NULL;
    if (urb->client_buffer == NULL || urb->client_buffer->data_len < (gint)sizeof setup)
        return -EINVAL;
    memcpy(&setup, urb->client_buffer->data, sizeof setup);
    gsize length = GUINT16_FROM_LE(setup.wLength);
    if (length > (gsize)urb->client_buffer->data_len - sizeof setup)
        return -EINVAL;
    int refused = check_recipient(urb->opening, &setup);
    if (refused != 0)
        return refused;
    if (is_message(&setup) && urb->opening->connection->device->out_manner == OUT_NEVER_READY) {
        g_queue_push_tail(&urb->opening->stuck, urb);
        return 0;
    }
    urb->data_offset = sizeof setup;
    urb->data_length = length;
    gboolean refuses
        = is_message(&setup) && urb->opening->connection->device->out_manner == OUT_STALLS;
    int status = refuses
        ? -EPIPE
        : control_endpoint_request(urb->opening->connection, &setup,
                                   urb->client_buffer->data + sizeof setup, length, &answer);
    gsize actual = answer != NULL ? g_bytes_get_size(answer)
        : status == 0             ? length
                                  : 0;
    urb_complete(urb, status, answer, actual);
    g_clear_pointer(&answer, g_bytes_unref);
    connection_deliver(urb->opening->connection);  // a control request may have cleared a halt
    return 0;
}

static int submit_in(struct urb *urb) {
    urb->is_report = TRUE;
    g_queue_push_tail(&urb->opening->waiting, urb);
    connection_deliver(urb->opening->connection);
    return 0;
}

static int submit_out(struct urb *urb, guint8 endpoint) {
    enum out_manner manner = urb->opening->connection->device->out_manner;
    if (manner == OUT_NEVER_READY) {
        g_queue_push_tail(&urb->opening->stuck, urb);
        return 0;
    }
    if (manner == OUT_STALLS) {
        urb_complete(urb, -EPIPE, NULL, 0);
        return 0;
    }
    device_log(urb->opening->connection->device, 'o', &endpoint, 1,
               urb->client_buffer == NULL ? NULL : urb->client_buffer->data, urb->data_length,
               FALSE);
    urb_complete(urb, 0, NULL, urb->data_length);
    return 0;
}

int transfer_submit(struct urb *urb, const struct usbdevfs_urb *request) {
    const struct description *d = urb->opening->connection->device->description;
    if (urb->opening->waiting.length + urb->opening->completed.length >= PENDING_URBS_MAX)
        return -ENOMEM;
    if (request->type == USBDEVFS_URB_TYPE_CONTROL)
        return submit_control(urb);
    if (request->type != (d->bulk ? USBDEVFS_URB_TYPE_BULK : USBDEVFS_URB_TYPE_INTERRUPT))
        return -EINVAL;
    gboolean in = request->endpoint == d->in_endpoint;
    if (!in && (d->out_endpoint == 0 || request->endpoint != d->out_endpoint))
        return -ENOENT;
    int refused = interface_claim(urb->opening, 0);
    if (refused != 0)
        return refused;
    return in ? submit_in(urb) : submit_out(urb, request->endpoint);
}

int transfer_clear_halt(struct opening *opening, guint endpoint) {
    struct connection *connection = opening->connection;
    const struct usb_ctrlrequest setup = {
        .bRequestType = USB_RECIP_ENDPOINT,
        .bRequest = USB_REQ_CLEAR_FEATURE,
        .wIndex = GUINT16_TO_LE((guint16)endpoint),
    };
    const struct description *d = connection->device->description;
    GBytes *nothing = NULL;
    if (endpoint != d->in_endpoint && (d->out_endpoint == 0 || endpoint != d->out_endpoint))
        return -ENOENT;
    int refused = interface_claim(opening, 0);
    if (refused != 0)
        return refused;
    // On the wire it is this control request, so it is logged as one.
    control_endpoint_request(connection, &setup, NULL, 0, &nothing);
    connection_deliver(connection);
    return 0;
}

int transfer_set_configuration(struct opening *opening, guint value) {
    struct connection *connection = opening->connection;
    const struct usb_ctrlrequest setup = {
        .bRequest = USB_REQ_SET_CONFIGURATION,
        .wValue = GUINT16_TO_LE((guint16)value),
    };
    GBytes *nothing = NULL;
    if (connection->claimant != NULL || connection->kernel_driver_bound)
        return -EBUSY;
    if (value != 1)
        return -EINVAL;
    return control_endpoint_request(connection, &setup, NULL, 0, &nothing);
}

int transfer_set_interface(struct opening *opening, const struct usbdevfs_setinterface *request) {
    int refused = interface_claim(opening, request->interface);
    return refused != 0 ? refused : request->altsetting == 0 ? 0 : -EINVAL;
}

int transfer_reset(struct opening *opening) {
    device_log_word(opening->connection->device, "reset");
    opening->connection->halted = FALSE;
    return 0;
}
