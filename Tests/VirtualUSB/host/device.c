#include "device.h"

static GMutex lock;

void devices_lock(void) {
    g_mutex_lock(&lock);
}

void devices_unlock(void) {
    g_mutex_unlock(&lock);
}

struct device *device_new(struct description *description) {
    struct device *device = g_new0(struct device, 1);
    device->description = description;
    device->feature_reports
        = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_bytes_unref);
    g_queue_init(&device->script);
    g_queue_init(&device->log);
    device_power_cycle(device);
    return device;
}

gboolean device_script(struct device *device, int status, GBytes *report) {
    if (device->script.length >= SCRIPT_ITEMS_MAX)
        return FALSE;
    struct scripted *scripted = g_new0(struct scripted, 1);
    scripted->status = status;
    scripted->report = report == NULL ? NULL : g_bytes_ref(report);
    g_queue_push_tail(&device->script, scripted);
    return TRUE;
}

struct scripted *device_next_scripted(struct device *device) {
    return g_queue_pop_head(&device->script);
}

void scripted_free(struct scripted *scripted) {
    if (scripted->report != NULL)
        g_bytes_unref(scripted->report);
    g_free(scripted);
}

static void reset_feature_reports(struct device *device) {
    GHashTableIter reports;
    gpointer id, bytes;
    g_hash_table_remove_all(device->feature_reports);
    g_hash_table_iter_init(&reports, device->description->feature_reports);
    while (g_hash_table_iter_next(&reports, &id, &bytes))
        g_hash_table_insert(device->feature_reports, id, g_bytes_ref(bytes));
}

void device_power_cycle(struct device *device) {
    device->out_manner = OUT_TAKES;
    g_queue_clear_full(&device->script, (GDestroyNotify)scripted_free);
    reset_feature_reports(device);
}

static void append_hex(GString *into, const guint8 *bytes, gsize length) {
    for (gsize i = 0; i < length; i++)
        g_string_append_printf(into, "%02x", bytes[i]);
}

static void push_log(struct device *device, char *entry) {
    g_queue_push_tail(&device->log, entry);
    if (device->log.length > LOG_ENTRIES_MAX) {
        g_free(g_queue_pop_head(&device->log));
        device->log_dropped++;
    }
}

void device_log(struct device *device, char tag, const guint8 *head, gsize head_length,
                const guint8 *data, gsize data_length, gboolean stalled) {
    GString *entry = g_string_new(NULL);
    g_string_append_printf(entry, "%c:", tag);
    append_hex(entry, head, head_length);
    if (data_length > 0)
        g_string_append_c(entry, ':');
    append_hex(entry, data, data_length);
    if (stalled)
        g_string_append(entry, "!stall");
    push_log(device, g_string_free(entry, FALSE));
}

void device_log_word(struct device *device, const char *word) {
    push_log(device, g_strdup(word));
}

void device_log_read(struct device *device, GString *into) {
    if (device->log_dropped > 0)
        g_string_append_printf(into, " dropped:%u", device->log_dropped);
    device->log_dropped = 0;
    for (char *entry; (entry = g_queue_pop_head(&device->log)) != NULL; g_free(entry))
        g_string_append_printf(into, " %s", entry);
}
