#include "usbfs.h"

#include <errno.h>
#include <linux/ioctl.h>
#include <linux/usbdevice_fs.h>
#include <string.h>

#include "interface_claim.h"
#include "transfers.h"

#define URB_BYTES_MAX 16384
#define OPENING "virtual-usb-opening"
#define CAPABILITIES \
    (USBDEVFS_CAP_ZERO_PACKET | USBDEVFS_CAP_BULK_CONTINUATION | USBDEVFS_CAP_NO_PACKET_SIZE_LIM \
     | USBDEVFS_CAP_REAP_AFTER_DISCONNECT)

static struct {
    GSourceFunc call;
    gpointer data;
} idle_listener;

void usbfs_set_idle_listener(GSourceFunc listener, gpointer data) {
    idle_listener.call = listener;
    idle_listener.data = data;
}

// --- the client's memory: never under the lock, or a stopped client would stop the control
// channel ---

// The argument of an ioctl that points to something of that size; NULL if it cannot be read.
static UMockdevIoctlData *resolve_argument(UMockdevIoctlData *argument, gsize size) {
    UMockdevIoctlData *resolved = umockdev_ioctl_data_resolve(argument, 0, size, NULL);
    if (resolved != NULL && resolved->data_len != (gint)size)
        g_clear_object(&resolved);
    return resolved;
}

static struct urb *urb_from_client(struct opening *opening, UMockdevIoctlData *argument,
                                   struct usbdevfs_urb *request, int *refused) {
    UMockdevIoctlData *client_urb = resolve_argument(argument, sizeof *request);
    *refused = -EFAULT;
    if (client_urb == NULL)
        return NULL;
    memcpy(request, client_urb->data, sizeof *request);
    *refused = -EINVAL;
    if (request->buffer_length < 0 || request->buffer_length > URB_BYTES_MAX) {
        g_object_unref(client_urb);
        return NULL;
    }
    struct urb *urb = g_new0(struct urb, 1);
    urb->opening = opening;
    urb->client_urb = client_urb;
    urb->client_address = client_urb->client_addr;
    urb->data_length = (gsize)request->buffer_length;
    if (request->buffer_length > 0)
        urb->client_buffer = umockdev_ioctl_data_resolve(
            client_urb, G_STRUCT_OFFSET(struct usbdevfs_urb, buffer), urb->data_length, NULL);
    if (request->buffer_length > 0 && urb->client_buffer == NULL) {
        *refused = -EFAULT;
        urb_free(urb);
        return NULL;
    }
    return urb;
}

static int ioctl_submit(struct opening *opening, UMockdevIoctlData *argument) {
    struct usbdevfs_urb request;
    int refused = 0;
    struct urb *urb = urb_from_client(opening, argument, &request, &refused);
    if (urb == NULL)
        return refused;
    devices_lock();
    refused = opening->connection->present ? transfer_submit(urb, &request) : -ENODEV;
    devices_unlock();
    if (refused != 0)
        urb_free(urb);
    return refused;
}

static void copy_to_client(const struct urb *urb) {
    struct usbdevfs_urb *client = (struct usbdevfs_urb *)urb->client_urb->data;
    client->status = urb->status;
    client->actual_length = (int)urb->actual_length;
    if (urb->data != NULL && urb->client_buffer != NULL)
        memcpy(urb->client_buffer->data + urb->data_offset, g_bytes_get_data(urb->data, NULL),
               MIN(urb->actual_length, g_bytes_get_size(urb->data)));
}

static int ioctl_reap(struct opening *opening, UMockdevIoctlData *argument) {
    const struct connection *connection = opening->connection;
    devices_lock();
    struct urb *urb = opening_reap(opening);
    gboolean present = connection->present;
    gboolean tell = connection->device->idle_waiters > 0 && device_is_idle(connection->device);
    devices_unlock();
    if (urb == NULL)
        return present ? -EAGAIN : -ENODEV;
    copy_to_client(urb);
    g_autoptr(UMockdevIoctlData) pointer = resolve_argument(argument, sizeof(gpointer));
    if (pointer != NULL)
        umockdev_ioctl_data_set_ptr(pointer, 0, urb->client_urb);
    urb_free(urb);
    if (tell)
        g_main_context_invoke(NULL, idle_listener.call, idle_listener.data);
    return pointer == NULL ? -EFAULT : 0;
}

static int dispatch(struct opening *opening, guint request, void *data) {
    if (!opening->connection->present)
        return -ENODEV;
    switch (request) {
    case USBDEVFS_CLAIMINTERFACE: return interface_claim(opening, *(guint *)data);
    case USBDEVFS_RELEASEINTERFACE: return interface_release(opening, *(guint *)data);
    case USBDEVFS_DISCONNECT_CLAIM: return interface_disconnect_and_claim(opening, data);
    case USBDEVFS_GETDRIVER: return interface_get_driver(opening, data);
    case USBDEVFS_IOCTL: return interface_driver_ioctl(opening, data);
    case USBDEVFS_CLEAR_HALT: return transfer_clear_halt(opening, *(guint *)data);
    case USBDEVFS_SETCONFIGURATION: return transfer_set_configuration(opening, *(guint *)data);
    case USBDEVFS_SETINTERFACE: return transfer_set_interface(opening, data);
    case USBDEVFS_RESET: return transfer_reset(opening);
    case USBDEVFS_GET_CAPABILITIES: *(guint32 *)data = CAPABILITIES; return 0;
    default: return -ENOTTY;
    }
}

// How much the argument of an ioctl points to; 0 if it is no pointer, or the ioctl is unknown.
static gsize argument_size(guint request) {
    switch (request) {
    case USBDEVFS_CLAIMINTERFACE:
    case USBDEVFS_RELEASEINTERFACE:
    case USBDEVFS_CLEAR_HALT:
    case USBDEVFS_SETCONFIGURATION: return sizeof(guint);
    case USBDEVFS_GET_CAPABILITIES: return sizeof(guint32);
    case USBDEVFS_DISCONNECT_CLAIM: return sizeof(struct usbdevfs_disconnect_claim);
    case USBDEVFS_GETDRIVER: return sizeof(struct usbdevfs_getdriver);
    case USBDEVFS_IOCTL: return sizeof(struct usbdevfs_ioctl);
    case USBDEVFS_SETINTERFACE: return sizeof(struct usbdevfs_setinterface);
    default: return 0;
    }
}

static int ioctl_other(struct opening *opening, guint request, UMockdevIoctlData *argument) {
    gsize size = argument_size(request);
    g_autoptr(UMockdevIoctlData) resolved = size == 0 ? NULL : resolve_argument(argument, size);
    if (size > 0 && resolved == NULL)
        return -EFAULT;
    devices_lock();
    int result = dispatch(opening, request, resolved == NULL ? NULL : resolved->data);
    devices_unlock();
    return result;
}

// The argument is the urb's address itself.
static int ioctl_discard(struct opening *opening, const UMockdevIoctlData *argument) {
    gulong address = 0;
    memcpy(&address, argument->data, sizeof address);
    devices_lock();
    gboolean present = opening->connection->present;
    gboolean found = present && opening_discard(opening, address);
    devices_unlock();
    return !present ? -ENODEV : found ? 0 : -EINVAL;
}

static int serve(struct opening *opening, guint request, UMockdevIoctlData *argument) {
    switch (request) {
    case USBDEVFS_SUBMITURB: return ioctl_submit(opening, argument);
    case USBDEVFS_REAPURBNDELAY: return ioctl_reap(opening, argument);
    case USBDEVFS_DISCARDURB: return ioctl_discard(opening, argument);
    default: return ioctl_other(opening, request, argument);
    }
}

// --- umockdev's signals, all in its worker thread ---

static void on_vanished(gpointer opening) {
    devices_lock();
    opening_close(opening);
    devices_unlock();
}

// umockdev 0.17 never emits client-vanished; but it lets go of the client when its socket closes,
// so the opening is closed with the client object. Who opens a node with no device, in the moment
// between the unplug and the node's removal, has no opening.
static void on_connected(UMockdevIoctlBase *handler, UMockdevIoctlClient *client,
                         struct usbfs_node *node) {
    (void)handler;
    devices_lock();
    struct opening *opening = node->connection == NULL ? NULL : opening_new(node->connection);
    devices_unlock();
    if (opening != NULL)
        g_object_set_data_full(G_OBJECT(client), OPENING, opening, on_vanished);
}

static gboolean on_ioctl(UMockdevIoctlBase *handler, UMockdevIoctlClient *client,
                         struct usbfs_node *node) {
    (void)handler;
    (void)node;
    struct opening *opening = g_object_get_data(G_OBJECT(client), OPENING);
    int result = opening == NULL
        ? -ENODEV
        : serve(opening, (guint)umockdev_ioctl_client_get_request(client),
                umockdev_ioctl_client_get_arg(client));
    umockdev_ioctl_client_complete(client, result < 0 ? -1 : result, result < 0 ? -result : 0);
    return TRUE;
}

// The node is a FIFO underneath: a read or write that reached it would upset the doorbell.
static gboolean on_read_or_write(UMockdevIoctlBase *handler, UMockdevIoctlClient *client,
                                 struct usbfs_node *node) {
    (void)handler;
    (void)node;
    umockdev_ioctl_client_complete(client, -1, EINVAL);
    return TRUE;
}

struct usbfs_node *usbfs_node_new(void) {
    struct usbfs_node *node = g_new0(struct usbfs_node, 1);
    node->handler = umockdev_ioctl_base_new();
    g_signal_connect(node->handler, "client-connected", G_CALLBACK(on_connected), node);
    g_signal_connect(node->handler, "handle-ioctl", G_CALLBACK(on_ioctl), node);
    g_signal_connect(node->handler, "handle-read", G_CALLBACK(on_read_or_write), node);
    g_signal_connect(node->handler, "handle-write", G_CALLBACK(on_read_or_write), node);
    return node;
}
