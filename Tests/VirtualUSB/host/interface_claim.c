#include "interface_claim.h"

#include <errno.h>
#include <linux/ioctl.h>

static const char *kernel_driver(const struct description *d) {
    return d->interface_class == 3 ? "usbhid" : d->interface_class == 10 ? "cdc_acm" : "usbserial";
}

const char *interface_driver(const struct connection *connection) {
    if (connection->claimant != NULL)
        return "usbfs";
    return connection->kernel_driver_bound ? kernel_driver(connection->device->description) : NULL;
}

// An interface beside the first has no driver, and nobody minds who claims it.
static gboolean is_extra(const struct opening *opening, guint interface) {
    return description_extra(opening->connection->device->description, interface) != NULL;
}

int interface_claim(struct opening *opening, guint interface) {
    struct connection *connection = opening->connection;
    if (is_extra(opening, interface))
        return 0;
    if (interface != 0)
        return -ENOENT;
    if (connection->claimant == opening)
        return 0;
    if (connection->claimant != NULL || connection->kernel_driver_bound)
        return -EBUSY;
    connection->claimant = opening;
    connection->device->claimed_total++;
    return 0;
}

// libusb's auto-detach. It names "usbfs" as the one driver that may not be pushed aside.
int interface_disconnect_and_claim(struct opening *opening,
                                   const struct usbdevfs_disconnect_claim *request) {
    struct connection *connection = opening->connection;
    if (is_extra(opening, request->interface))
        return 0;
    if (request->interface != 0)
        return -EINVAL;
    const char *bound = interface_driver(connection);
    gboolean named = g_strcmp0(bound, request->driver) == 0;
    if (bound != NULL
        && (((request->flags & USBDEVFS_DISCONNECT_CLAIM_IF_DRIVER) && !named)
            || ((request->flags & USBDEVFS_DISCONNECT_CLAIM_EXCEPT_DRIVER) && named)))
        return -EBUSY;
    connection->kernel_driver_bound = FALSE;
    return interface_claim(opening, 0);
}

int interface_release(struct opening *opening, guint interface) {
    if (is_extra(opening, interface))
        return 0;
    if (interface != 0)
        return -ENOENT;
    if (opening->connection->claimant != opening)
        return -EINVAL;
    opening->connection->claimant = NULL;
    opening_abort(opening, -ENOENT);
    return 0;
}

int interface_get_driver(const struct opening *opening, struct usbdevfs_getdriver *request) {
    const char *bound = interface_driver(opening->connection);
    if (request->interface != 0 || bound == NULL)
        return -ENODATA;
    g_strlcpy(request->driver, bound, sizeof request->driver);
    return 0;
}

int interface_driver_ioctl(struct opening *opening, const struct usbdevfs_ioctl *request) {
    struct connection *connection = opening->connection;
    if (request->ifno != 0)
        return -EINVAL;
    gboolean bound = interface_driver(connection) != NULL;
    switch ((guint)request->ioctl_code) {
    case USBDEVFS_DISCONNECT:
        if (!bound)
            return -ENODATA;
        if (connection->claimant != NULL)
            interface_release(connection->claimant, 0);
        connection->kernel_driver_bound = FALSE;
        return 0;
    case USBDEVFS_CONNECT:
        if (bound)
            return -EBUSY;
        connection->kernel_driver_bound = connection->device->description->kernel_driver;
        return connection->kernel_driver_bound ? 1 : 0;  // how many drivers took it
    default:
        return -ENOTTY;
    }
}
