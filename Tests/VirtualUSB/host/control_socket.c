#define _GNU_SOURCE
#include "control_socket.h"

#include <errno.h>
#include <glib-unix.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "usbfs.h"

#define CLIENTS_MAX 32
#define LINE_BYTES_MAX 8192

struct control_socket {
    char *path;
    int fd;
    struct world *world;
    GPtrArray *clients;  // of struct client
};

struct client {
    struct control_socket *control;
    int fd;
    guint source;
    GIOCondition watched;
    char in[LINE_BYTES_MAX];
    gsize in_length;
    gboolean in_ended;
    GString *out;
    struct device *waits_for;  // no further line is read before this one is idle
};

static gboolean on_ready(gint fd, GIOCondition condition, gpointer client);

static void client_free(struct client *client) {
    if (client->source != 0)
        g_source_remove(client->source);
    if (client->waits_for != NULL)
        command_wait_dropped(client->waits_for);
    close(client->fd);
    g_string_free(client->out, TRUE);
    g_ptr_array_remove(client->control->clients, client);
    g_free(client);
}

// Something may be idle now, or unplugged.
static gboolean look_at_waiting(gpointer control);

static void take_line(struct client *client, char *line) {
    GString *answer = g_string_new(NULL);
    g_strchomp(line);  // also a carriage return, for those who come by hand
    struct device *waits_for = command_run(client->control->world, line, answer);
    g_idle_add(look_at_waiting, client->control);  // the command may have ended another's wait
    client->waits_for = waits_for;
    if (waits_for != NULL && command_waited(waits_for, answer))
        client->waits_for = NULL;
    if (client->waits_for == NULL) {
        g_string_append_c(answer, '\n');
        g_string_append_len(client->out, answer->str, (gssize)answer->len);
    }
    g_string_free(answer, TRUE);
}

// TRUE if a line was taken. One that waits, or whose answer is not sent yet, holds up the next:
// a client that does not read cannot make us remember its answers.
static gboolean take_next_line(struct client *client) {
    char *end = memchr(client->in, '\n', client->in_length);
    if (end == NULL || client->waits_for != NULL || client->out->len > 0)
        return FALSE;
    *end = '\0';
    take_line(client, client->in);
    client->in_length -= (gsize)(end + 1 - client->in);
    memmove(client->in, end + 1, client->in_length);
    return TRUE;
}

// FALSE if the client is gone.
static gboolean send_out(struct client *client) {
    while (client->out->len > 0) {
        ssize_t sent = send(client->fd, client->out->str, client->out->len, MSG_NOSIGNAL);
        if (sent < 0)
            return errno == EAGAIN || errno == EINTR;
        g_string_erase(client->out, 0, sent);
    }
    return TRUE;
}

static GIOCondition wanted(const struct client *client) {
    if (client->out->len > 0)
        return G_IO_OUT;
    // A client that waits is still watched, to see it leave.
    return client->in_length < LINE_BYTES_MAX && !client->in_ended ? G_IO_IN : G_IO_HUP;
}

static void watch(struct client *client) {
    GIOCondition condition = wanted(client);
    if (client->source != 0 && client->watched == condition)
        return;
    if (client->source != 0)
        g_source_remove(client->source);
    client->watched = condition;
    client->source = g_unix_fd_add(client->fd, condition, on_ready, client);
}

// Goes on with a client as far as it can; the client may be freed.
static void advance(struct client *client) {
    gboolean connected = TRUE;
    do
        connected = send_out(client);
    while (connected && take_next_line(client));
    gboolean line_too_long = client->in_length == LINE_BYTES_MAX
        && memchr(client->in, '\n', client->in_length) == NULL;
    gboolean finished = client->in_ended && client->waits_for == NULL && client->out->len == 0;
    if (!connected || line_too_long || finished)
        client_free(client);
    else
        watch(client);
}

static gboolean on_ready(gint fd, GIOCondition condition, gpointer data) {
    struct client *client = data;
    if ((condition & (G_IO_HUP | G_IO_ERR)) != 0 && (condition & G_IO_IN) == 0) {
        client_free(client);
        return G_SOURCE_CONTINUE;  // the source is removed already
    }
    if ((condition & G_IO_IN) != 0) {
        ssize_t got = recv(fd, client->in + client->in_length, LINE_BYTES_MAX - client->in_length, 0);
        if (got > 0)
            client->in_length += (gsize)got;
        else if (got == 0 || (errno != EAGAIN && errno != EINTR))
            client->in_ended = TRUE;
    }
    advance(client);
    return G_SOURCE_CONTINUE;
}

static void answer_if_over(struct client *client) {
    GString *answer = client->out;
    if (client->waits_for == NULL || !command_waited(client->waits_for, answer))
        return;
    client->waits_for = NULL;
    g_string_append_c(answer, '\n');
    advance(client);
}

static gboolean look_at_waiting(gpointer data) {
    struct control_socket *control = data;
    g_autoptr(GPtrArray) clients = g_ptr_array_copy(control->clients, NULL, NULL);
    for (guint i = 0; i < clients->len; i++)
        if (g_ptr_array_find(control->clients, clients->pdata[i], NULL))
            answer_if_over(clients->pdata[i]);
    return G_SOURCE_REMOVE;
}

static gboolean on_connection(gint fd, GIOCondition condition, gpointer data) {
    (void)condition;
    struct control_socket *control = data;
    int accepted = accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (accepted < 0)
        return G_SOURCE_CONTINUE;
    if (control->clients->len >= CLIENTS_MAX) {
        static const char full[] = "error too many clients\n";
        send(accepted, full, sizeof full - 1, MSG_NOSIGNAL);
        close(accepted);
        return G_SOURCE_CONTINUE;
    }
    struct client *client = g_new0(struct client, 1);
    client->control = control;
    client->fd = accepted;
    client->out = g_string_new(NULL);
    g_ptr_array_add(control->clients, client);
    watch(client);
    return G_SOURCE_CONTINUE;
}

static int listen_at(const char *path, GError **error) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct stat there;
    if (g_strlcpy(address.sun_path, path, sizeof address.sun_path) >= sizeof address.sun_path) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NAMETOOLONG, "%s: too long for a socket", path);
        return -1;
    }
    if (lstat(path, &there) == 0 && S_ISSOCK(there.st_mode))
        unlink(path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0
        && listen(fd, CLIENTS_MAX) == 0)
        return fd;
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: %s", path,
                g_strerror(errno));
    if (fd >= 0)
        close(fd);
    return -1;
}

struct control_socket *control_socket_new(const char *path, struct world *world, GError **error) {
    int fd = listen_at(path, error);
    if (fd < 0)
        return NULL;
    struct control_socket *control = g_new0(struct control_socket, 1);
    control->path = g_strdup(path);
    control->fd = fd;
    control->world = world;
    control->clients = g_ptr_array_new();
    g_unix_fd_add(fd, G_IO_IN, on_connection, control);
    usbfs_set_idle_listener(look_at_waiting, control);
    return control;
}

void control_socket_free(struct control_socket *control) {
    unlink(control->path);
    close(control->fd);
}
