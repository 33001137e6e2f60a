// A scripted device: what it will send, what it was sent, and how often it was opened.
//
// Two threads reach it: umockdev's worker answers the client's ioctls, the main thread answers
// the control channel. One lock guards every device and every connection; it is never held over
// anything that can block (talking to the client, writing sysfs).
#ifndef VIRTUAL_USB_DEVICE_H
#define VIRTUAL_USB_DEVICE_H

#include "description.h"

#define SCRIPT_ITEMS_MAX 1024
#define LOG_ENTRIES_MAX 256

struct connection;

// What the next IN urb completes with: a report, or an error and no data.
struct scripted {
    int status;  // 0 or a negative errno, as in struct usbdevfs_urb
    GBytes *report;
};

// How a device takes what the host sends it: reports and bytes, not requests of USB itself.
enum out_manner {
    OUT_TAKES,
    OUT_STALLS,
    OUT_NEVER_READY,  // answers NAK: the transfer waits until the host gives it up
};

struct device {
    struct description *description;
    struct connection *connection;  // NULL while unplugged
    guint last_number;              // on its bus; 0: never plugged
    GHashTable *feature_reports;    // as the host has set them; the description's again at a plug
    GQueue script;                  // of struct scripted, the oldest first
    GQueue log;                     // of char *, the oldest first
    guint log_dropped;              // entries lost to LOG_ENTRIES_MAX since the last reading
    enum out_manner out_manner;     // as it takes things again at a plug
    guint opened_total;
    guint open_now;
    guint claimed_total;
    guint idle_waiters;
    guint hid_count;  // in the name of its HID device in sysfs; 0 if it has none
};

void devices_lock(void);
void devices_unlock(void);

// Takes the description.
struct device *device_new(struct description *description);

// Everything below: the caller holds the lock.

// FALSE if the script is full.
gboolean device_script(struct device *device, int status, GBytes *report);

// NULL if the script is at its end; else the caller frees it.
struct scripted *device_next_scripted(struct device *device);
void scripted_free(struct scripted *scripted);

// Forgets what a device forgets when it loses power.
void device_power_cycle(struct device *device);

// Adds what the host sent: a tag, the setup packet or endpoint, and the data stage if any.
void device_log(struct device *device, char tag, const guint8 *head, gsize head_length,
                const guint8 *data, gsize data_length, gboolean stalled);
void device_log_word(struct device *device, const char *word);

// Writes the log as one line and empties it.
void device_log_read(struct device *device, GString *into);

#endif
