#include "connection.h"

#include <errno.h>

struct connection *connection_new(struct device *device, guint number, struct doorbell bell) {
    struct connection *connection = g_new0(struct connection, 1);
    connection->references = 1;
    connection->device = device;
    connection->number = number;
    connection->present = TRUE;
    connection->bell = bell;
    connection->openings = g_ptr_array_new();
    connection->kernel_driver_bound = device->description->kernel_driver;
    return connection;
}

struct connection *connection_ref(struct connection *connection) {
    connection->references++;
    return connection;
}

void connection_unref(struct connection *connection) {
    if (--connection->references > 0)
        return;
    doorbell_close(&connection->bell);
    g_ptr_array_unref(connection->openings);
    g_free(connection);
}

// Rings exactly while some client has something to reap.
static void set_bell(struct connection *connection) {
    gboolean ringing = FALSE;
    for (guint i = 0; i < connection->openings->len; i++) {
        const struct opening *opening = connection->openings->pdata[i];
        ringing = ringing || opening->completed.length > 0;
    }
    doorbell_set(&connection->bell, ringing);
}

struct opening *opening_new(struct connection *connection) {
    struct opening *opening = g_new0(struct opening, 1);
    opening->connection = connection_ref(connection);
    g_queue_init(&opening->waiting);
    g_queue_init(&opening->stuck);
    g_queue_init(&opening->completed);
    g_ptr_array_add(connection->openings, opening);
    connection->device->opened_total++;
    connection->device->open_now++;
    return opening;
}

void opening_close(struct opening *opening) {
    struct connection *connection = opening->connection;
    if (connection->claimant == opening)
        connection->claimant = NULL;
    g_ptr_array_remove(connection->openings, opening);
    connection->device->open_now--;
    g_queue_clear_full(&opening->waiting, (GDestroyNotify)urb_free);
    g_queue_clear_full(&opening->stuck, (GDestroyNotify)urb_free);
    g_queue_clear_full(&opening->completed, (GDestroyNotify)urb_free);
    g_free(opening);
    set_bell(connection);
    connection_unref(connection);
}

void urb_free(struct urb *urb) {
    g_clear_object(&urb->client_urb);
    g_clear_object(&urb->client_buffer);
    g_clear_pointer(&urb->data, g_bytes_unref);
    g_free(urb);
}

void urb_complete(struct urb *urb, int status, GBytes *data, gsize actual_length) {
    urb->status = status;
    urb->data = data == NULL ? NULL : g_bytes_ref(data);
    urb->actual_length = actual_length;
    g_queue_push_tail(&urb->opening->completed, urb);
    set_bell(urb->opening->connection);
}

// A report that is longer than the urb's buffer is what the host controller calls babble.
static void complete_with_report(struct urb *urb, int status, GBytes *report) {
    gsize length = report == NULL ? 0 : g_bytes_get_size(report);
    if (length > urb->data_length)
        urb_complete(urb, -EOVERFLOW, report, urb->data_length);
    else
        urb_complete(urb, status, report, length);
}

static struct urb *next_waiting(struct connection *connection) {
    for (guint i = 0; i < connection->openings->len; i++) {
        struct opening *opening = connection->openings->pdata[i];
        if (opening->waiting.length > 0)
            return g_queue_pop_head(&opening->waiting);
    }
    return NULL;
}

static gboolean has_something_to_send(const struct connection *connection) {
    return connection->halted || connection->device->script.length > 0;
}

void connection_deliver(struct connection *connection) {
    while (connection->present && has_something_to_send(connection)) {
        struct urb *urb = next_waiting(connection);
        if (urb == NULL)
            return;
        if (connection->halted) {
            urb_complete(urb, -EPIPE, NULL, 0);
            continue;
        }
        struct scripted *scripted = device_next_scripted(connection->device);
        complete_with_report(urb, scripted->status, scripted->report);
        scripted_free(scripted);
    }
}

void opening_abort(struct opening *opening, int status) {
    for (struct urb *urb; (urb = g_queue_pop_head(&opening->waiting)) != NULL;)
        urb_complete(urb, status, NULL, 0);
    for (struct urb *urb; (urb = g_queue_pop_head(&opening->stuck)) != NULL;)
        urb_complete(urb, status, NULL, 0);
}

static gboolean discard_from(GQueue *queue, gulong client_address) {
    for (GList *at = queue->head; at != NULL; at = at->next) {
        struct urb *urb = at->data;
        if (urb->client_address != client_address)
            continue;
        g_queue_delete_link(queue, at);
        urb_complete(urb, -ENOENT, NULL, 0);
        return TRUE;
    }
    return FALSE;
}

gboolean opening_discard(struct opening *opening, gulong client_address) {
    return discard_from(&opening->waiting, client_address)
        || discard_from(&opening->stuck, client_address);
}

struct urb *opening_reap(struct opening *opening) {
    struct urb *urb = g_queue_pop_head(&opening->completed);
    set_bell(opening->connection);
    return urb;
}

void connection_sever(struct connection *connection) {
    connection->present = FALSE;
    connection->claimant = NULL;
    for (guint i = 0; i < connection->openings->len; i++)
        opening_abort(connection->openings->pdata[i], -ESHUTDOWN);
}

static gboolean has_unreaped_report(const struct opening *opening) {
    for (const GList *at = opening->completed.head; at != NULL; at = at->next)
        if (((const struct urb *)at->data)->is_report)
            return TRUE;
    return FALSE;
}

gboolean device_is_idle(const struct device *device) {
    if (device->connection == NULL || device->script.length > 0)
        return FALSE;
    const GPtrArray *openings = device->connection->openings;
    for (guint i = 0; i < openings->len; i++)
        if (has_unreaped_report(openings->pdata[i]))
            return FALSE;
    return TRUE;
}
