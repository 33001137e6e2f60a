#include "description.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#define REPORT_DESCRIPTOR_BYTES_MAX 4096
#define STRING_UNITS_MAX 126  // a string descriptor's length byte counts 2 + 2 per UTF-16 unit

enum kind { TEXT, HEX4, NUMBER, YES_NO, BYTES, FEATURE_REPORT, EXTRA_INTERFACE };

struct key {
    const char *name;
    enum kind kind;
    size_t offset;
    guint max;  // of a NUMBER
    gboolean required;
};

#define KEY(name, kind, field, max, required) \
    { name, kind, offsetof(struct description, field), max, required }

static const struct key keys[] = {
    KEY("name", TEXT, name, 0, TRUE),
    KEY("path", TEXT, port_path, 0, TRUE),
    KEY("bus", NUMBER, bus, 255, TRUE),
    KEY("device-number", NUMBER, device_number, 99, TRUE),
    KEY("speed", TEXT, speed, 0, TRUE),
    KEY("vendor", HEX4, vendor, 0, TRUE),
    KEY("product", HEX4, product, 0, TRUE),
    KEY("release", HEX4, release, 0, FALSE),
    KEY("manufacturer", TEXT, manufacturer, 0, FALSE),
    KEY("product-name", TEXT, product_name, 0, FALSE),
    KEY("serial", TEXT, serial, 0, FALSE),
    KEY("interface-name", TEXT, interface_name, 0, FALSE),
    KEY("interface-class", NUMBER, interface_class, 255, TRUE),
    KEY("interface-subclass", NUMBER, interface_subclass, 255, FALSE),
    KEY("interface-protocol", NUMBER, interface_protocol, 255, FALSE),
    KEY("in-endpoint", NUMBER, in_endpoint, 0x8F, TRUE),
    KEY("in-packet-bytes", NUMBER, in_packet_bytes, 1024, TRUE),
    KEY("in-interval", NUMBER, in_interval, 255, TRUE),
    KEY("out-endpoint", NUMBER, out_endpoint, 0x0F, FALSE),
    KEY("out-packet-bytes", NUMBER, out_packet_bytes, 1024, FALSE),
    KEY("out-interval", NUMBER, out_interval, 255, FALSE),
    KEY("bulk", YES_NO, bulk, 0, FALSE),
    KEY("report-descriptor", BYTES, report_descriptor, 0, FALSE),
    KEY("extra-interface", EXTRA_INTERFACE, extra_interfaces, 0, FALSE),
    KEY("feature-report", FEATURE_REPORT, feature_reports, 0, FALSE),
    KEY("kernel-driver", YES_NO, kernel_driver, 0, TRUE),
    KEY("plugged", YES_NO, plugged, 0, FALSE),
};

GByteArray *bytes_from_hex(const char *hex) {
    GByteArray *bytes = g_byte_array_new();
    for (const char *at = hex; *at != '\0';) {
        if (g_ascii_isspace(*at)) {
            at++;
            continue;
        }
        int high = g_ascii_xdigit_value(at[0]);
        int low = high < 0 ? -1 : g_ascii_xdigit_value(at[1]);
        if (low < 0) {
            g_byte_array_unref(bytes);
            return NULL;
        }
        guint8 byte = (guint8)(high << 4 | low);
        g_byte_array_append(bytes, &byte, 1);
        at += 2;
    }
    return bytes;
}

static gboolean read_number(const char *value, guint64 max, guint *number) {
    guint64 parsed = 0;
    gboolean hex = g_str_has_prefix(value, "0x");
    if (!g_ascii_string_to_unsigned(hex ? value + 2 : value, hex ? 16 : 10, 0, max, &parsed, NULL))
        return FALSE;
    *number = (guint)parsed;
    return TRUE;
}

// "ID HEX": HEX is the data stage as it is on the wire, so it begins with the id where ids are used.
static gboolean read_feature_report(const char *value, GHashTable *reports) {
    g_auto(GStrv) parts = g_strsplit(value, " ", 2);
    guint id = 0;
    if (g_strv_length(parts) != 2 || !read_number(parts[0], 255, &id))
        return FALSE;
    GByteArray *bytes = bytes_from_hex(parts[1]);
    if (bytes == NULL)
        return FALSE;
    g_hash_table_insert(reports, GUINT_TO_POINTER(id), g_byte_array_free_to_bytes(bytes));
    return TRUE;
}

static void extra_interface_free(gpointer data) {
    struct extra_interface *extra = data;
    g_byte_array_unref(extra->report_descriptor);
    g_free(extra);
}

// "CLASS SUBCLASS PROTOCOL [HEX]": HEX is its report descriptor.
static gboolean read_extra_interface(const char *value, GPtrArray *extras) {
    g_auto(GStrv) parts = g_strsplit(value, " ", 4);
    guint count = g_strv_length(parts);
    guint class = 0, subclass = 0, protocol = 0;
    if (count < 3 || extras->len == EXTRA_INTERFACES_MAX || !read_number(parts[0], 255, &class)
        || !read_number(parts[1], 255, &subclass) || !read_number(parts[2], 255, &protocol))
        return FALSE;
    GByteArray *report_descriptor = bytes_from_hex(count == 4 ? parts[3] : "");
    if (report_descriptor == NULL)
        return FALSE;
    struct extra_interface *extra = g_new0(struct extra_interface, 1);
    *extra = (struct extra_interface){class, subclass, protocol, report_descriptor};
    g_ptr_array_add(extras, extra);
    return TRUE;
}

const struct extra_interface *description_extra(const struct description *d, guint number) {
    return number == 0 || number > d->extra_interfaces->len ? NULL
                                                            : d->extra_interfaces->pdata[number - 1];
}

static gboolean store(struct description *into, const struct key *key, const char *value) {
    void *field = (char *)into + key->offset;
    switch (key->kind) {
    case TEXT:
        g_free(*(char **)field);
        *(char **)field = g_strdup(value);
        return *value != '\0' && g_utf8_validate(value, -1, NULL)
            && g_utf8_strlen(value, -1) <= STRING_UNITS_MAX;
    case HEX4: {
        guint64 parsed = 0;
        gboolean good = g_ascii_string_to_unsigned(value, 16, 0, 0xFFFF, &parsed, NULL);
        *(guint *)field = (guint)parsed;
        return good;
    }
    case NUMBER:
        return read_number(value, key->max, field);
    case YES_NO:
        *(gboolean *)field = strcmp(value, "yes") == 0;
        return *(gboolean *)field || strcmp(value, "no") == 0;
    case BYTES: {
        GByteArray *bytes = bytes_from_hex(value);
        if (bytes == NULL)
            return FALSE;
        g_byte_array_unref(*(GByteArray **)field);
        *(GByteArray **)field = bytes;
        return TRUE;
    }
    case FEATURE_REPORT:
        return read_feature_report(value, *(GHashTable **)field);
    case EXTRA_INTERFACE:
        return read_extra_interface(value, *(GPtrArray **)field);
    }
    return FALSE;
}

G_GNUC_PRINTF(4, 5)
static gboolean fail(GError **error, const char *path, guint line, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (line > 0)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s:%u: %s", path, line, message);
    else
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: %s", path, message);
    return FALSE;
}

static const struct key *key_named(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (strcmp(keys[i].name, name) == 0)
            return &keys[i];
    return NULL;
}

static gboolean store_line(struct description *into, const char *path, guint line, const char *text,
                           gboolean *seen, GError **error) {
    const char *colon = strchr(text, ':');
    if (colon == NULL)
        return fail(error, path, line, "expected \"key: value\"");
    g_autofree char *name = g_strndup(text, (gsize)(colon - text));
    g_autofree char *value = g_strstrip(g_strdup(colon + 1));
    const struct key *key = key_named(name);
    if (key == NULL)
        return fail(error, path, line, "unknown key \"%s\"", name);
    if (seen[key - keys] && key->kind != FEATURE_REPORT && key->kind != EXTRA_INTERFACE)
        return fail(error, path, line, "key \"%s\" is there twice", name);
    seen[key - keys] = TRUE;
    if (!store(into, key, value))
        return fail(error, path, line, "key \"%s\" has no good value: \"%s\"", name, value);
    return TRUE;
}

// A '#' begins a comment at the start of a line or after white space, so a name may hold one.
static void cut_comment(char *line) {
    for (char *at = line; *at != '\0'; at++) {
        if (*at == '#' && (at == line || g_ascii_isspace(at[-1]))) {
            *at = '\0';
            return;
        }
    }
}

// An indented line continues the value above it: that is how a report descriptor gets its
// column of comments.
static gboolean store_lines(struct description *into, const char *path, char **lines,
                            gboolean *seen, GError **error) {
    g_autoptr(GString) logical = g_string_new(NULL);
    guint started = 0;
    for (guint i = 0; lines[i] != NULL; i++) {
        gboolean continued = g_ascii_isspace(lines[i][0]);
        cut_comment(lines[i]);
        g_strchomp(lines[i]);
        if (lines[i][0] == '\0')
            continue;
        if (!continued) {
            if (logical->len > 0 && !store_line(into, path, started, logical->str, seen, error))
                return FALSE;
            g_string_truncate(logical, 0);
            started = i + 1;
        }
        g_string_append(logical, lines[i]);
    }
    return logical->len == 0 || store_line(into, path, started, logical->str, seen, error);
}

static gboolean has_required(const char *path, const gboolean *seen, GError **error) {
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (keys[i].required && !seen[i])
            return fail(error, path, 0, "key \"%s\" is missing", keys[i].name);
    return TRUE;
}

static guint packet_bytes_max(const char *speed) {
    return strcmp(speed, "1.5") == 0 ? 8 : strcmp(speed, "12") == 0 ? 64 : 1024;
}

static gboolean is_consistent(const struct description *d, const char *path, GError **error) {
    g_autofree char *bus_prefix = g_strdup_printf("%u-", d->bus);
    if (!g_regex_match_simple("^[A-Za-z0-9._-]{1,64}$", d->name, 0, 0))
        return fail(error, path, 0, "name is 1 to 64 letters, digits, '.', '_' or '-'");
    if (!g_regex_match_simple("^[0-9]+-[0-9]+(\\.[0-9]+){0,4}$", d->port_path, 0, 0)
        || !g_str_has_prefix(d->port_path, bus_prefix))
        return fail(error, path, 0, "path is the bus, '-', and ports, such as %u-1.2", d->bus);
    if (d->bus == 0 || d->device_number < 2)
        return fail(error, path, 0, "buses count from 1, devices from 2 (1 is the root hub)");
    if (!g_regex_match_simple("^(1\\.5|12|480)$", d->speed, 0, 0))
        return fail(error, path, 0, "speed is 1.5, 12 or 480");
    if ((d->in_endpoint & 0x8F) != d->in_endpoint || d->in_endpoint < 0x81)
        return fail(error, path, 0, "in-endpoint is 0x81 to 0x8F");
    if (d->in_packet_bytes == 0 || MAX(d->in_packet_bytes, d->out_packet_bytes)
            > packet_bytes_max(d->speed))
        return fail(error, path, 0, "a packet has 1 to %u bytes at this speed",
                    packet_bytes_max(d->speed));
    if ((d->out_endpoint == 0) != (d->out_packet_bytes == 0))
        return fail(error, path, 0, "out-endpoint and out-packet-bytes go together");
    if (d->report_descriptor->len > REPORT_DESCRIPTOR_BYTES_MAX)
        return fail(error, path, 0, "report-descriptor is over %d bytes",
                    REPORT_DESCRIPTOR_BYTES_MAX);
    if ((d->interface_class == 3) != (d->report_descriptor->len > 0))
        return fail(error, path, 0, "class 3 (HID) and report-descriptor go together");
    return TRUE;
}

static struct description *description_new(void) {
    struct description *d = g_new0(struct description, 1);
    d->release = 0x0100;
    d->out_interval = 10;
    d->plugged = TRUE;
    d->report_descriptor = g_byte_array_new();
    d->extra_interfaces = g_ptr_array_new_with_free_func(extra_interface_free);
    d->feature_reports
        = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_bytes_unref);
    return d;
}

struct description *description_read(const char *path, GError **error) {
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, error))
        return NULL;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    gboolean seen[G_N_ELEMENTS(keys)] = {FALSE};
    struct description *d = description_new();
    if (store_lines(d, path, lines, seen, error) && has_required(path, seen, error)
        && is_consistent(d, path, error))
        return d;
    description_free(d);
    return NULL;
}

void description_free(struct description *d) {
    g_free(d->name);
    g_free(d->port_path);
    g_free(d->speed);
    g_free(d->manufacturer);
    g_free(d->product_name);
    g_free(d->serial);
    g_free(d->interface_name);
    g_byte_array_unref(d->report_descriptor);
    g_ptr_array_unref(d->extra_interfaces);
    g_hash_table_unref(d->feature_reports);
    g_free(d);
}
