// One stay of a device on the bus, from a plug to the unplug, and the clients that opened it.
//
// A client that keeps its handle over an unplug goes on talking to the old connection and gets
// ENODEV, as on a real bus, even when the device is back: the new stay is another connection.
#ifndef VIRTUAL_USB_CONNECTION_H
#define VIRTUAL_USB_CONNECTION_H

#include <umockdev.h>

#include "device.h"
#include "doorbell.h"

#define PENDING_URBS_MAX 256  // of one client

// A urb that a client submitted. Only umockdev's worker touches the client's memory; the main
// thread says how a urb ends, and the bytes are copied over when the client reaps it.
struct urb {
    struct opening *opening;
    UMockdevIoctlData *client_urb;
    UMockdevIoctlData *client_buffer;  // NULL if the urb has no buffer
    gulong client_address;             // what DISCARDURB names it by
    gsize data_offset;                 // of the data in the buffer: 8 behind a setup packet
    gsize data_length;                 // room for the data
    gboolean is_report;                // on the IN endpoint
    int status;
    gsize actual_length;
    GBytes *data;  // for the client; NULL if none
};

// One open file of one client.
struct opening {
    struct connection *connection;
    GQueue waiting;    // of struct urb on the IN endpoint, in the order of submission
    GQueue stuck;      // of struct urb that the device never takes
    GQueue completed;  // of struct urb, in the order of completion, to be reaped
};

struct connection {
    gint references;
    struct device *device;
    guint number;  // the device number on the bus for this stay
    gboolean present;
    struct doorbell bell;
    GPtrArray *openings;
    struct opening *claimant;  // who has claimed the interface, or NULL
    gboolean kernel_driver_bound;
    gboolean halted;  // the IN endpoint answers STALL until the host clears it
};

// Everything below: the caller holds the devices' lock.

// Takes the bell.
struct connection *connection_new(struct device *device, guint number, struct doorbell bell);
struct connection *connection_ref(struct connection *connection);
void connection_unref(struct connection *connection);

struct opening *opening_new(struct connection *connection);
// Drops the urbs that it still had and gives up its claim.
void opening_close(struct opening *opening);

// Gives waiting IN urbs what the script holds for them, and rings the bell if any can be reaped.
void connection_deliver(struct connection *connection);

// Ends every waiting urb of one client with that status.
void opening_abort(struct opening *opening, int status);

// FALSE if the client has no such urb waiting.
gboolean opening_discard(struct opening *opening, gulong client_address);

void urb_complete(struct urb *urb, int status, GBytes *data, gsize actual_length);
void urb_free(struct urb *urb);

// The next urb for this client, NULL if there is none; the caller frees it.
struct urb *opening_reap(struct opening *opening);

// The device is gone: waiting urbs end with -ESHUTDOWN, every later request gets ENODEV.
void connection_sever(struct connection *connection);

// Nothing is left in the script, and no report waits to be reaped.
gboolean device_is_idle(const struct device *device);

#endif
