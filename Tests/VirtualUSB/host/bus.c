#define _GNU_SOURCE
#include "bus.h"

#include <glob.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "sysfs.h"
#include "usbfs.h"

#define FIRST_HUB_NUMBER 100  // below it are the devices' numbers
#define PATIENCE_MS 2000
#define ROOT_BYTES_MAX 64     // the testbed's sockets must fit in a sun_path of 108

struct bus {
    UMockdevTestbed *testbed;
    char *root;
    GPtrArray *devices;
    GHashTable *nodes;  // "bus/usb/001/002" -> struct usbfs_node
    guint hid_count;
};

static gboolean fail(GError **error, const char *format, const char *what) {
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, format, what);
    return FALSE;
}

// --- udev events ---

// umockdev aborts this program if a listener's queue is full, so look before sending.
static gboolean has_room(const char *socket_path, int patience_ms) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    g_strlcpy(address.sun_path, socket_path, sizeof address.sun_path);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return FALSE;
    struct pollfd ready = {.fd = fd, .events = POLLOUT};
    gboolean gone = connect(fd, (struct sockaddr *)&address, sizeof address) < 0;
    gboolean room = gone || poll(&ready, 1, patience_ms) > 0;
    close(fd);
    return room;
}

static gboolean listeners_have_room(const struct bus *bus, int patience_ms) {
    g_autofree char *pattern = g_build_filename(bus->root, "event[0-9]*", NULL);
    glob_t found;
    gboolean room = TRUE;
    if (glob(pattern, GLOB_NOSORT, NULL, &found) == 0)
        for (size_t i = 0; i < found.gl_pathc; i++)
            room = room && has_room(found.gl_pathv[i], patience_ms);
    globfree(&found);
    return room;
}

static gboolean can_announce(const struct bus *bus, GError **error) {
    return listeners_have_room(bus, 0)
        || fail(error, "%s", "the command does not read its udev events");
}

// A plug is up to three events, and libusb's filter lets one through; a listener without a filter
// may have had room for the first only.
static void await_room(const struct bus *bus) {
    if (!listeners_have_room(bus, PATIENCE_MS))
        g_error("the command has not read its udev events for %d ms", PATIENCE_MS);
}

// Also sends the udev event "add".
static void add(struct bus *bus, char *description) {
    g_autoptr(GError) error = NULL;
    await_room(bus);
    if (!umockdev_testbed_add_from_string(bus->testbed, description, &error))
        g_error("umockdev refuses a description: %s\n%s", error->message, description);
    g_free(description);
}

static void take_away(struct bus *bus, char *path) {
    g_autofree char *in_sys = g_strconcat("/sys", path, NULL);
    await_room(bus);
    umockdev_testbed_uevent(bus->testbed, in_sys, "remove");
    umockdev_testbed_remove_device(bus->testbed, in_sys);
    g_free(path);
}

// --- numbers and nodes ---

static gboolean number_is_free(const struct bus *bus, guint bus_number, guint number) {
    for (guint i = 0; i < bus->devices->len; i++) {
        const struct device *device = bus->devices->pdata[i];
        if (device->connection != NULL && device->description->bus == bus_number
            && device->last_number == number)
            return FALSE;
    }
    return TRUE;
}

// A device keeps its described number once; each later stay gets the next one that is free, so a
// client that remembers the number is found out.
static guint choose_number(const struct bus *bus, const struct device *device) {
    guint wanted = device->last_number == 0 ? device->description->device_number
                                            : device->last_number + 1;
    for (guint tries = 0; tries < FIRST_HUB_NUMBER; tries++, wanted++) {
        if (wanted >= FIRST_HUB_NUMBER)
            wanted = 2;
        if (number_is_free(bus, device->description->bus, wanted))
            return wanted;
    }
    g_error("more devices on one bus than numbers");
}

static struct usbfs_node *node_at(struct bus *bus, const char *node_name) {
    struct usbfs_node *node = g_hash_table_lookup(bus->nodes, node_name);
    if (node != NULL)
        return node;
    node = usbfs_node_new();
    g_hash_table_insert(bus->nodes, g_strdup(node_name), node);
    g_autofree char *path = g_strconcat("/dev/", node_name, NULL);
    umockdev_testbed_attach_ioctl(bus->testbed, path, node->handler, NULL);
    return node;
}

static char *node_file(const struct bus *bus, const char *node_name) {
    return g_build_filename(bus->root, "dev", node_name, NULL);
}

// --- plug and unplug ---

static void connect_device(struct device *device, struct usbfs_node *node, guint number,
                           struct doorbell bell) {
    devices_lock();
    device_power_cycle(device);
    device->last_number = number;
    device->connection = connection_new(device, number, bell);
    node->connection = device->connection;
    devices_unlock();
}

static void disconnect_device(struct device *device, struct usbfs_node *node) {
    devices_lock();
    struct connection *connection = device->connection;
    connection_sever(connection);
    device->connection = NULL;
    node->connection = NULL;
    device_power_cycle(device);
    connection_unref(connection);
    devices_unlock();
}

// The kernel has the interface in sysfs before udev tells of the device; so children come first.
static void show(struct bus *bus, struct device *device) {
    const struct description *d = device->description;
    device->hid_count = 0;
    if (d->kernel_driver && d->interface_class == 3) {
        device->hid_count = ++bus->hid_count;
        add(bus, sysfs_hid(d, device->hid_count));
    }
    add(bus, sysfs_interface(d));
    add(bus, sysfs_device(d, device->last_number));
}

// Each by itself: umockdev would leave the links of the children, and stumble over them later.
static void hide(struct bus *bus, const struct device *device) {
    const struct description *d = device->description;
    if (device->hid_count != 0)
        take_away(bus, sysfs_hid_path(d, device->hid_count));
    take_away(bus, sysfs_interface_path(d));
    take_away(bus, sysfs_device_path(d->port_path));
}

gboolean bus_plug(struct bus *bus, struct device *device, GError **error) {
    if (device->connection != NULL)
        return fail(error, "%s is plugged already", device->description->name);
    if (!can_announce(bus, error))
        return FALSE;
    guint number = choose_number(bus, device);
    g_autofree char *node_name = sysfs_node(device->description->bus, number);
    g_autofree char *file = node_file(bus, node_name);
    g_autofree char *folder = g_path_get_dirname(file);
    struct doorbell bell;
    g_mkdir_with_parents(folder, 0755);
    if (!doorbell_install(&bell, file, error))
        return FALSE;
    connect_device(device, node_at(bus, node_name), number, bell);
    show(bus, device);
    return TRUE;
}

gboolean bus_unplug(struct bus *bus, struct device *device, GError **error) {
    if (device->connection == NULL)
        return fail(error, "%s is unplugged already", device->description->name);
    if (!can_announce(bus, error))
        return FALSE;
    g_autofree char *node_name = sysfs_node(device->description->bus, device->last_number);
    g_autofree char *file = node_file(bus, node_name);
    disconnect_device(device, node_at(bus, node_name));
    hide(bus, device);
    unlink(file);
    return TRUE;
}

// --- the start ---

static void add_hub(struct bus *bus, GHashTable *known, const char *port_path, guint bus_number,
                    guint *next_number) {
    if (!g_hash_table_add(known, g_strdup(port_path)))
        return;
    guint number = g_str_has_prefix(port_path, "usb") ? 1 : (*next_number)++;
    if (number > DEVICE_NUMBER_MAX)
        g_error("more hubs than numbers");
    add(bus, sysfs_hub(port_path, bus_number, number));
}

// Without its parents libusb does not know a device's ports.
static void add_hubs(struct bus *bus) {
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint next_number = FIRST_HUB_NUMBER;
    for (guint i = 0; i < bus->devices->len; i++) {
        const struct description *d = ((struct device *)bus->devices->pdata[i])->description;
        g_autofree char *root = g_strdup_printf("usb%u", d->bus);
        add_hub(bus, known, root, d->bus, &next_number);
        for (const char *dot = strchr(d->port_path, '.'); dot != NULL; dot = strchr(dot + 1, '.')) {
            g_autofree char *hub = g_strndup(d->port_path, (gsize)(dot - d->port_path));
            add_hub(bus, known, hub, d->bus, &next_number);
        }
    }
}

static gboolean are_distinct(const GPtrArray *devices, GError **error) {
    for (guint i = 0; i < devices->len; i++) {
        for (guint j = 0; j < i; j++) {
            const struct description *a = ((struct device *)devices->pdata[i])->description;
            const struct description *b = ((struct device *)devices->pdata[j])->description;
            if (strcmp(a->name, b->name) == 0)
                return fail(error, "two devices are named %s", a->name);
            if (strcmp(a->port_path, b->port_path) == 0)
                return fail(error, "two devices are at port %s", a->port_path);
        }
    }
    return TRUE;
}

static gboolean plug_first(struct bus *bus, GError **error) {
    for (guint i = 0; i < bus->devices->len; i++) {
        struct device *device = bus->devices->pdata[i];
        if (device->description->plugged && !bus_plug(bus, device, error))
            return FALSE;
    }
    return TRUE;
}

// umockdev remembers its first answer to whether the preload works, and there is none before
// there is a testbed.
static gboolean is_usable(const struct bus *bus, GError **error) {
    if (strlen(bus->root) > ROOT_BYTES_MAX)
        return fail(error, "%s is too long for the testbed's sockets: set a shorter TMPDIR",
                    bus->root);
    return umockdev_in_mock_environment()
        || fail(error, "%s", "libumockdev-preload did not load");
}

struct bus *bus_new(GPtrArray *devices, GError **error) {
    if (!are_distinct(devices, error))
        return NULL;
    struct bus *bus = g_new0(struct bus, 1);
    bus->devices = devices;
    bus->nodes = g_hash_table_new(g_str_hash, g_str_equal);
    bus->testbed = umockdev_testbed_new();
    bus->root = umockdev_testbed_get_root_dir(bus->testbed);
    if (is_usable(bus, error)) {
        add_hubs(bus);
        if (plug_first(bus, error))
            return bus;
    }
    bus_free(bus);
    return NULL;
}

// The nodes stay: umockdev's worker may still be serving them, and the program ends.
void bus_free(struct bus *bus) {
    g_object_unref(bus->testbed);
    g_free(bus->root);
    g_free(bus);
}
