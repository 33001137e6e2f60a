// A libusb client for the self-test: does what its standard input says, a command a line, and
// prints what libusb answers and tells. Devices are named by vendor and product: "0c2e:0b6a".
#define _GNU_SOURCE
#include <libusb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HANDLES_MAX 8
#define TRANSFERS_MAX 16
#define BYTES_MAX 512
#define CONTROL_TIMEOUT_MS 2000

struct opened {
    char name[16];
    libusb_device_handle *handle;
    unsigned char in_endpoint;
    struct libusb_transfer *transfers[TRANSFERS_MAX];
    atomic_int in_flight;
};

static struct opened handles[HANDLES_MAX];
static atomic_bool ending;

static const char *const statuses[] = {
    [LIBUSB_TRANSFER_COMPLETED] = "COMPLETED", [LIBUSB_TRANSFER_ERROR] = "ERROR",
    [LIBUSB_TRANSFER_TIMED_OUT] = "TIMED_OUT", [LIBUSB_TRANSFER_CANCELLED] = "CANCELLED",
    [LIBUSB_TRANSFER_STALL] = "STALL",         [LIBUSB_TRANSFER_NO_DEVICE] = "NO_DEVICE",
    [LIBUSB_TRANSFER_OVERFLOW] = "OVERFLOW",
};

static void say(const char *what, const char *name, const char *result, const unsigned char *bytes,
                int length) {
    flockfile(stdout);
    printf("%s %s %s", what, name, result);
    for (int i = 0; i < length; i++)
        printf("%s%02x", i == 0 ? " " : "", bytes[i]);
    putchar('\n');
    funlockfile(stdout);
}

static void say_result(const char *what, const char *name, int result) {
    say(what, name, result < 0 ? libusb_error_name(result) : "ok", NULL, 0);
}

static int from_hex(const char *hex, unsigned char *bytes) {
    int length = 0;
    for (unsigned byte; length < BYTES_MAX && sscanf(hex, "%2x", &byte) == 1; hex += 2)
        bytes[length++] = (unsigned char)byte;
    return length;
}

static void name_of(libusb_device *device, char *name) {
    struct libusb_device_descriptor descriptor;
    libusb_get_device_descriptor(device, &descriptor);
    snprintf(name, 16, "%04x:%04x", descriptor.idVendor, descriptor.idProduct);
}

static int on_hotplug(libusb_context *context, libusb_device *device, libusb_hotplug_event event,
                      void *nothing) {
    (void)context, (void)nothing;
    char name[16];
    unsigned char ports[8];
    name_of(device, name);
    int depth = libusb_get_port_numbers(device, ports, sizeof ports);
    flockfile(stdout);
    printf("%s %s %d/%d port",
           event == LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED ? "arrived" : "left", name,
           libusb_get_bus_number(device), libusb_get_device_address(device));
    for (int i = 0; i < depth; i++)
        printf("%c%d", i == 0 ? ' ' : '.', ports[i]);
    putchar('\n');
    funlockfile(stdout);
    return 0;
}

static void *handle_events(void *context) {
    while (!ending)
        libusb_handle_events(context);
    return NULL;
}

static struct opened *opened_named(const char *name) {
    for (int i = 0; i < HANDLES_MAX; i++)
        if (handles[i].handle != NULL && strcmp(handles[i].name, name) == 0)
            return &handles[i];
    return NULL;
}

static struct opened *free_slot(void) {
    for (int i = 0; i < HANDLES_MAX; i++)
        if (handles[i].handle == NULL)
            return &handles[i];
    return NULL;
}

static unsigned char find_in_endpoint(libusb_device *device) {
    struct libusb_config_descriptor *configuration;
    unsigned char address = 0;
    if (libusb_get_active_config_descriptor(device, &configuration) != 0)
        return 0;
    const struct libusb_interface_descriptor *interface = configuration->interface[0].altsetting;
    for (int i = 0; i < interface->bNumEndpoints; i++)
        if ((interface->endpoint[i].bEndpointAddress & LIBUSB_ENDPOINT_IN) != 0)
            address = interface->endpoint[i].bEndpointAddress;
    libusb_free_config_descriptor(configuration);
    return address;
}

static void open_device(libusb_context *context, const char *name) {
    libusb_device **all;
    struct opened *slot = free_slot();
    int result = LIBUSB_ERROR_NO_DEVICE;
    ssize_t count = libusb_get_device_list(context, &all);
    for (ssize_t i = 0; i < count && slot != NULL && result == LIBUSB_ERROR_NO_DEVICE; i++) {
        char its_name[16];
        name_of(all[i], its_name);
        if (strcmp(its_name, name) != 0)
            continue;
        result = libusb_open(all[i], &slot->handle);
        if (result != 0)
            continue;
        strcpy(slot->name, name);
        slot->in_endpoint = find_in_endpoint(all[i]);
        libusb_set_auto_detach_kernel_driver(slot->handle, 1);
    }
    libusb_free_device_list(all, 1);
    say_result("open", name, result);
}

// Goes on listening after a report; any other end is the last word of that transfer. The device
// may leave between a report and the next submission: then the submission says it.
static void on_report(struct libusb_transfer *transfer) {
    struct opened *opened = transfer->user_data;
    say("in", opened->name, statuses[transfer->status], transfer->buffer, transfer->actual_length);
    if (transfer->status == LIBUSB_TRANSFER_COMPLETED) {
        int result = libusb_submit_transfer(transfer);
        if (result == 0)
            return;
        say("in", opened->name, result == LIBUSB_ERROR_NO_DEVICE ? "NO_DEVICE" : "NOT_SUBMITTED",
            NULL, 0);
    }
    for (int i = 0; i < TRANSFERS_MAX; i++)
        if (opened->transfers[i] == transfer)
            opened->transfers[i] = NULL;
    libusb_free_transfer(transfer);
    opened->in_flight--;
}

static void listen_for_reports(struct opened *opened, int count, int length) {
    int result = 0;
    for (int i = 0; i < TRANSFERS_MAX && count > 0 && result == 0; i++) {
        if (opened->transfers[i] != NULL)
            continue;
        struct libusb_transfer *transfer = libusb_alloc_transfer(0);
        libusb_fill_interrupt_transfer(transfer, opened->handle, opened->in_endpoint,
                                       malloc((size_t)length), length, on_report, opened, 0);
        transfer->flags = LIBUSB_TRANSFER_FREE_BUFFER;
        opened->transfers[i] = transfer;
        opened->in_flight++;
        result = libusb_submit_transfer(transfer);
        if (result != 0) {
            opened->transfers[i] = NULL;
            opened->in_flight--;
            libusb_free_transfer(transfer);
        }
        count--;
    }
    say_result("listen", opened->name, result);
}

static void cancel(struct opened *opened) {
    for (int i = 0; i < TRANSFERS_MAX; i++)
        if (opened->transfers[i] != NULL)
            libusb_cancel_transfer(opened->transfers[i]);
    say_result("cancel", opened->name, 0);
}

static void close_device(struct opened *opened) {
    libusb_close(opened->handle);
    opened->handle = NULL;
    say_result("close", opened->name, 0);
}

// "TYPE REQUEST VALUE INDEX HEX" to the device, or "TYPE REQUEST VALUE INDEX #LENGTH" from it.
static void control(struct opened *opened, const char *arguments) {
    unsigned type, request, value, index, length;
    unsigned char bytes[BYTES_MAX];
    char data[2 * BYTES_MAX] = "";
    sscanf(arguments, "%x %x %x %x %1023s", &type, &request, &value, &index, data);
    if (sscanf(data, "#%u", &length) != 1)
        length = (unsigned)from_hex(data, bytes);
    int result = libusb_control_transfer(opened->handle, (uint8_t)type, (uint8_t)request,
                                         (uint16_t)value, (uint16_t)index, bytes, (uint16_t)length,
                                         CONTROL_TIMEOUT_MS);
    say("control", opened->name, result < 0 ? libusb_error_name(result) : "ok", bytes,
        (type & LIBUSB_ENDPOINT_IN) != 0 ? result : 0);
}

static void send_out(struct opened *opened, const char *arguments) {
    unsigned endpoint;
    int sent;
    unsigned char bytes[BYTES_MAX];
    char data[2 * BYTES_MAX] = "";
    sscanf(arguments, "%x %1023s", &endpoint, data);
    int length = from_hex(data, bytes);
    say_result("out", opened->name,
               libusb_interrupt_transfer(opened->handle, (unsigned char)endpoint, bytes, length,
                                         &sent, CONTROL_TIMEOUT_MS));
}

static void run_on(struct opened *opened, const char *command, const char *arguments) {
    libusb_device_handle *handle = opened->handle;
    const char *name = opened->name;
    int count = 1, length = 64;
    unsigned char text[256];
    if (strcmp(command, "claim") == 0) {
        say_result("claim", name, libusb_claim_interface(handle, 0));
    } else if (strcmp(command, "claim-politely") == 0) {
        libusb_set_auto_detach_kernel_driver(handle, 0);
        say_result("claim-politely", name, libusb_claim_interface(handle, 0));
    } else if (strcmp(command, "detach") == 0) {
        say_result("detach", name, libusb_detach_kernel_driver(handle, 0));
    } else if (strcmp(command, "release") == 0) {
        say_result("release", name, libusb_release_interface(handle, 0));
    } else if (strcmp(command, "active") == 0) {
        int active = libusb_kernel_driver_active(handle, 0);
        say("active", name, active < 0 ? libusb_error_name(active) : active ? "yes" : "no", NULL, 0);
    } else if (strcmp(command, "listen") == 0) {
        sscanf(arguments, "%d %d", &count, &length);
        listen_for_reports(opened, count, length);
    } else if (strcmp(command, "cancel") == 0) {
        cancel(opened);
    } else if (strcmp(command, "clear-halt") == 0) {
        say_result("clear-halt", name, libusb_clear_halt(handle, opened->in_endpoint));
    } else if (strcmp(command, "reset") == 0) {
        say_result("reset", name, libusb_reset_device(handle));
    } else if (strcmp(command, "control") == 0) {
        control(opened, arguments);
    } else if (strcmp(command, "out") == 0) {
        send_out(opened, arguments);
    } else if (strcmp(command, "string") == 0) {
        int got = libusb_get_string_descriptor_ascii(handle, (uint8_t)atoi(arguments), text,
                                                     sizeof text);
        say("string", name, got < 0 ? libusb_error_name(got) : "ok", text, got);
    } else if (strcmp(command, "close") == 0) {
        close_device(opened);
    } else {
        say("unknown", name, command, NULL, 0);
    }
}

static void run(libusb_context *context, char *line) {
    char command[32] = "", name[16] = "";
    int used = 0;
    sscanf(line, "%31s %15s %n", command, name, &used);
    struct opened *opened = opened_named(name);
    if (strcmp(command, "open") == 0)
        open_device(context, name);
    else if (strcmp(command, "crash") == 0)
        abort();
    else if (opened == NULL)
        say(command, name, "not-open", NULL, 0);
    else
        run_on(opened, command, line + used);
}

int main(void) {
    libusb_context *context;
    libusb_hotplug_callback_handle callback;
    pthread_t events;
    char line[4096];
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (libusb_init(&context) != 0)
        return 1;
    libusb_hotplug_register_callback(
        context, LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT,
        LIBUSB_HOTPLUG_ENUMERATE, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY,
        LIBUSB_HOTPLUG_MATCH_ANY, on_hotplug, NULL, &callback);
    puts("ready");
    pthread_create(&events, NULL, handle_events, context);
    while (fgets(line, sizeof line, stdin) != NULL)
        run(context, line);
    for (int i = 0; i < HANDLES_MAX; i++)
        if (handles[i].handle != NULL)
            libusb_close(handles[i].handle);
    ending = true;
    libusb_interrupt_event_handler(context);
    pthread_join(events, NULL);
    libusb_exit(context);
    return 0;
}
