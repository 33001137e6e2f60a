#include "commands.h"

#include <errno.h>
#include <string.h>

#include "connection.h"
#include "interface_claim.h"

struct command {
    const char *name;
    gboolean names_device;
    gboolean has_argument;
    // Writes what follows "ok", or returns FALSE and writes what follows "error ".
    gboolean (*run)(struct world *world, struct device *device, const char *argument, GString *out);
};

static gboolean refuse(GString *out, const char *name, const char *why) {
    g_string_printf(out, "%s %s", name, why);
    return FALSE;
}

static gboolean report_error(GString *out, GError *error) {
    g_string_assign(out, error->message);
    g_error_free(error);
    return FALSE;
}

static gboolean run_plug(struct world *world, struct device *device, const char *argument,
                         GString *out) {
    (void)argument;
    GError *error = NULL;
    if (!bus_plug(world->bus, device, &error))
        return report_error(out, error);
    g_string_append_printf(out, " %03u/%03u", device->description->bus, device->last_number);
    return TRUE;
}

static gboolean run_unplug(struct world *world, struct device *device, const char *argument,
                           GString *out) {
    (void)argument;
    GError *error = NULL;
    return bus_unplug(world->bus, device, &error) || report_error(out, error);
}

static gboolean script(struct device *device, int status, GBytes *report, GString *out) {
    const char *name = device->description->name;
    if (device->connection == NULL)
        return refuse(out, name, "is unplugged");
    if (!device_script(device, status, report)) {
        g_string_printf(out, "the queue of %s is full: %d items", name, SCRIPT_ITEMS_MAX);
        return FALSE;
    }
    connection_deliver(device->connection);
    g_string_append_printf(out, " %u", device->script.length);
    return TRUE;
}

static gboolean run_report(struct world *world, struct device *device, const char *argument,
                           GString *out) {
    (void)world;
    g_autoptr(GByteArray) bytes = strcmp(argument, "-") == 0 ? g_byte_array_new()
                                                             : bytes_from_hex(argument);
    guint most = device->description->in_packet_bytes;
    if (bytes == NULL)
        return refuse(out, device->description->name, "cannot send this: it is not hex");
    if (bytes->len > most) {
        g_string_printf(out, "a report of %s has at most %u bytes, not %u",
                        device->description->name, most, bytes->len);
        return FALSE;
    }
    g_autoptr(GBytes) report = g_bytes_new(bytes->data, bytes->len);
    return script(device, 0, report, out);
}

static gboolean run_stall(struct world *world, struct device *device, const char *argument,
                          GString *out) {
    (void)world, (void)argument;
    return script(device, -EPIPE, NULL, out);
}

static gboolean run_babble(struct world *world, struct device *device, const char *argument,
                           GString *out) {
    (void)world, (void)argument;
    return script(device, -EOVERFLOW, NULL, out);
}

static gboolean run_proto(struct world *world, struct device *device, const char *argument,
                          GString *out) {
    (void)world, (void)argument;
    return script(device, -EPROTO, NULL, out);
}

static gboolean run_halt(struct world *world, struct device *device, const char *argument,
                         GString *out) {
    (void)world, (void)argument;
    if (device->connection == NULL)
        return refuse(out, device->description->name, "is unplugged");
    device->connection->halted = TRUE;
    connection_deliver(device->connection);
    return TRUE;
}

static gboolean run_out(struct world *world, struct device *device, const char *argument,
                        GString *out) {
    (void)world;
    static const char *const manners[] = {"takes", "stalls", "never-ready"};
    for (guint i = 0; i < G_N_ELEMENTS(manners); i++) {
        if (strcmp(argument, manners[i]) != 0)
            continue;
        device->out_manner = (enum out_manner)i;
        return TRUE;
    }
    return refuse(out, device->description->name, "takes, stalls or is never-ready");
}

static gboolean run_log(struct world *world, struct device *device, const char *argument,
                        GString *out) {
    (void)world, (void)argument;
    device_log_read(device, out);
    return TRUE;
}

static gboolean run_claims(struct world *world, struct device *device, const char *argument,
                           GString *out) {
    (void)world, (void)argument;
    gboolean claimed = device->connection != NULL && device->connection->claimant != NULL;
    g_string_append_printf(out, " %s %u", claimed ? "yes" : "no", device->claimed_total);
    return TRUE;
}

static gboolean run_opened(struct world *world, struct device *device, const char *argument,
                           GString *out) {
    (void)world, (void)argument;
    g_string_append_printf(out, " %u %u", device->opened_total, device->open_now);
    return TRUE;
}

static gboolean run_driver(struct world *world, struct device *device, const char *argument,
                           GString *out) {
    (void)world, (void)argument;
    if (device->connection == NULL)
        return refuse(out, device->description->name, "is unplugged");
    const char *driver = interface_driver(device->connection);
    g_string_append_printf(out, " %s", driver == NULL ? "none" : driver);
    return TRUE;
}

static gboolean run_list(struct world *world, struct device *device, const char *argument,
                         GString *out) {
    (void)device, (void)argument;
    for (guint i = 0; i < world->devices->len; i++) {
        const struct device *each = world->devices->pdata[i];
        g_string_append_printf(out, " %s=", each->description->name);
        if (each->connection == NULL)
            g_string_append(out, "unplugged");
        else
            g_string_append_printf(out, "%03u/%03u", each->description->bus, each->last_number);
    }
    return TRUE;
}

static gboolean run_child(struct world *world, struct device *device, const char *argument,
                          GString *out) {
    (void)device, (void)argument;
    g_string_append_printf(out, " %d", (int)world->child);
    return TRUE;
}

static gboolean run_quit(struct world *world, struct device *device, const char *argument,
                         GString *out) {
    (void)device, (void)argument, (void)out;
    world->quit();
    return TRUE;
}

static const struct command commands[] = {
    {"plug", TRUE, FALSE, run_plug},     {"unplug", TRUE, FALSE, run_unplug},
    {"report", TRUE, TRUE, run_report},  {"stall", TRUE, FALSE, run_stall},
    {"babble", TRUE, FALSE, run_babble}, {"proto", TRUE, FALSE, run_proto},
    {"halt", TRUE, FALSE, run_halt},     {"out", TRUE, TRUE, run_out},
    {"log", TRUE, FALSE, run_log},
    {"claims", TRUE, FALSE, run_claims}, {"opened", TRUE, FALSE, run_opened},
    {"driver", TRUE, FALSE, run_driver}, {"list", FALSE, FALSE, run_list},
    {"child", FALSE, FALSE, run_child},  {"quit", FALSE, FALSE, run_quit},
    {"wait-idle", TRUE, FALSE, NULL},  // answered later: see command_waited
};

static const struct command *command_named(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        if (g_strcmp0(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static struct device *device_named(const struct world *world, const char *name) {
    for (guint i = 0; i < world->devices->len; i++) {
        struct device *device = world->devices->pdata[i];
        if (strcmp(device->description->name, name) == 0)
            return device;
    }
    return NULL;
}

static gboolean changes_the_bus(const struct command *command) {
    return command->run == run_plug || command->run == run_unplug;
}

static void run(struct world *world, const struct command *command, struct device *device,
                const char *argument, GString *answer) {
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean locks_itself = changes_the_bus(command);
    if (!locks_itself)
        devices_lock();
    gboolean good = command->run(world, device, argument, out);
    if (!locks_itself)
        devices_unlock();
    g_string_printf(answer, good ? "ok%s" : "error %s", out->str);
}

struct device *command_run(struct world *world, const char *line, GString *answer) {
    g_auto(GStrv) words = g_strsplit(line, " ", 3);
    const struct command *command = command_named(words[0]);
    guint count = g_strv_length(words);
    if (command == NULL) {
        g_string_assign(answer, "error unknown command");
        return NULL;
    }
    if (count != 1 + (guint)command->names_device + (guint)command->has_argument) {
        g_string_printf(answer, "error usage: %s%s%s", command->name,
                        command->names_device ? " NAME" : "", command->has_argument ? " WHAT" : "");
        return NULL;
    }
    struct device *device = command->names_device ? device_named(world, words[1]) : NULL;
    if (command->names_device && device == NULL) {
        g_string_printf(answer, "error no device is named %s", words[1]);
        return NULL;
    }
    if (command->run != NULL) {
        run(world, command, device, command->has_argument ? words[2] : NULL, answer);
        return NULL;
    }
    devices_lock();
    device->idle_waiters++;
    devices_unlock();
    return device;
}

gboolean command_waited(struct device *device, GString *answer) {
    devices_lock();
    gboolean unplugged = device->connection == NULL;
    gboolean over = unplugged || device_is_idle(device);
    if (over)
        device->idle_waiters--;
    devices_unlock();
    if (over && unplugged)
        g_string_printf(answer, "error %s is unplugged", device->description->name);
    else if (over)
        g_string_assign(answer, "ok");
    return over;
}

void command_wait_dropped(struct device *device) {
    devices_lock();
    device->idle_waiters--;
    devices_unlock();
}
