// virtual-usb: runs a command on a machine whose USB bus is scripted. See README.md.
#define _GNU_SOURCE
#include <glib-unix.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "host/bus.h"
#include "host/child.h"
#include "host/commands.h"
#include "host/control_socket.h"

#define FAILED 125           // as env and timeout say it: the fault is not the command's
#define PARENT_DIED SIGRTMIN  // not a signal that anybody else sends
#define QUIT_GRACE_S 10
#define PARENT_VARIABLE "VIRTUAL_USB_PARENT"

static const char usage[]
    = "usage: virtual-usb --control SOCKET_PATH --device FILE [--device FILE...] -- COMMAND [ARG...]\n";

struct options {
    const char *control_path;
    GPtrArray *device_paths;
    char **command;
};

static struct world world;
static GMainLoop *loop;
static int exit_status = FAILED;
static pid_t parent;

G_NORETURN static void die(const char *message) {
    fprintf(stderr, "virtual-usb: %s\n", message);
    exit(FAILED);
}

static gboolean parse(int argc, char **argv, struct options *options) {
    options->device_paths = g_ptr_array_new();
    int at = 1;
    for (; at + 1 < argc && strcmp(argv[at], "--") != 0; at += 2) {
        if (strcmp(argv[at], "--control") == 0)
            options->control_path = argv[at + 1];
        else if (strcmp(argv[at], "--device") == 0)
            g_ptr_array_add(options->device_paths, argv[at + 1]);
        else
            return FALSE;
    }
    if (at + 1 >= argc)
        return FALSE;
    options->command = argv + at + 1;
    return options->control_path != NULL && options->device_paths->len > 0;
}

// The preload must be there before the first libc call of this program: it serves the testbed to
// us as well as to the command, which inherits it.
static void ensure_preload(int argc, char **argv) {
    const char *preload = getenv("LD_PRELOAD");
    if (preload != NULL && strstr(preload, "libumockdev-preload") != NULL)
        return;
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    char **again = g_new0(char *, (gsize)argc + 2);
    again[0] = "umockdev-wrapper";
    again[1] = self;
    memcpy(again + 2, argv + 1, (gsize)argc * sizeof *argv);  // with the NULL at the end
    execvp(again[0], again);
    die("cannot run umockdev-wrapper: is the package umockdev installed?");
}

// --- dying together ---

// Across the wrapper's exec, so that a parent that dies meanwhile is noticed.
static void remember_parent(void) {
    if (getenv(PARENT_VARIABLE) == NULL) {
        g_autofree char *pid = g_strdup_printf("%d", (int)getppid());
        setenv(PARENT_VARIABLE, pid, 1);
    }
    parent = atoi(getenv(PARENT_VARIABLE));
}

static void follow_parent(void) {
    unsetenv(PARENT_VARIABLE);
    prctl(PR_SET_PDEATHSIG, PARENT_DIED);
    if (getppid() != parent)
        die("the parent has died");
}

// The kernel sends it when the parent's thread ends that started us, and a test runner's threads
// come and go: only a new parent means that the process has died.
static void on_parent_thread_ended(void) {
    if (getppid() == parent)
        return;
    kill(world.child, SIGKILL);
    g_main_loop_quit(loop);
}

static gboolean on_quit_grace_over(gpointer nothing) {
    (void)nothing;
    kill(world.child, SIGKILL);
    return G_SOURCE_REMOVE;
}

static void quit(void) {
    kill(world.child, SIGTERM);
    g_timeout_add_seconds(QUIT_GRACE_S, on_quit_grace_over, NULL);
}

static void on_child_signal(void) {
    if (child_has_ended(world.child, &exit_status))
        g_main_loop_quit(loop);
}

static gboolean on_signal(gint fd, GIOCondition condition, gpointer nothing) {
    (void)condition, (void)nothing;
    struct signalfd_siginfo info;
    while (read(fd, &info, sizeof info) == sizeof info) {
        if (info.ssi_signo == (guint)PARENT_DIED)
            on_parent_thread_ended();
        else if (info.ssi_signo == SIGCHLD)
            on_child_signal();
        else
            kill(world.child, (int)info.ssi_signo);
    }
    return G_SOURCE_CONTINUE;
}

// Before the first thread starts, so that all of them leave the signals to the main loop.
static void watch_signals(struct inherited *inherited) {
    sigset_t ours;
    sigemptyset(&ours);
    sigaddset(&ours, SIGTERM);
    sigaddset(&ours, SIGINT);
    sigaddset(&ours, SIGCHLD);
    sigaddset(&ours, PARENT_DIED);
    sigprocmask(SIG_BLOCK, &ours, &inherited->signal_mask);
    sigaction(SIGPIPE, NULL, &inherited->on_broken_pipe);  // GLib is going to ignore it
    g_unix_fd_add(signalfd(-1, &ours, SFD_CLOEXEC | SFD_NONBLOCK), G_IO_IN, on_signal, NULL);
}

// --- start and end ---

static GPtrArray *read_devices(const GPtrArray *paths) {
    GPtrArray *devices = g_ptr_array_new();
    for (guint i = 0; i < paths->len; i++) {
        GError *error = NULL;
        struct description *description = description_read(paths->pdata[i], &error);
        if (description == NULL)
            die(error->message);
        g_ptr_array_add(devices, device_new(description));
    }
    return devices;
}

int main(int argc, char **argv) {
    struct options options = {0};
    struct inherited inherited;
    GError *error = NULL;
    if (!parse(argc, argv, &options)) {
        fputs(usage, stderr);
        return FAILED;
    }
    remember_parent();
    ensure_preload(argc, argv);
    follow_parent();
    watch_signals(&inherited);

    loop = g_main_loop_new(NULL, FALSE);
    world.quit = quit;
    world.devices = read_devices(options.device_paths);
    world.bus = bus_new(world.devices, &error);
    if (world.bus == NULL)
        die(error->message);
    struct control_socket *control = control_socket_new(options.control_path, &world, &error);
    if (control != NULL)
        world.child = child_spawn(options.command, &inherited);
    if (world.child > 0)
        g_main_loop_run(loop);
    else
        fprintf(stderr, "virtual-usb: %s\n", error != NULL ? error->message : "cannot fork");

    if (control != NULL)
        control_socket_free(control);
    bus_free(world.bus);
    // umockdev's worker thread is still there; exit() would pull GLib from under it.
    fflush(NULL);
    _exit(exit_status);
}
