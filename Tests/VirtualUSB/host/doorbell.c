#define _GNU_SOURCE
#include "doorbell.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIFO_BYTES 4096  // one page: the least the kernel gives, so the least to fill

static void fill(int fd) {
    static const char nothing[FIFO_BYTES];
    ssize_t written;
    do
        written = write(fd, nothing, sizeof nothing);
    while (written > 0 || (written < 0 && errno == EINTR));
}

static void empty(int fd) {
    char nothing[FIFO_BYTES];
    ssize_t taken;
    do
        taken = read(fd, nothing, sizeof nothing);
    while (taken > 0 || (taken < 0 && errno == EINTR));
}

static gboolean fail(GError **error, const char *what, const char *path) {
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s %s: %s", what, path,
                g_strerror(errno));
    return FALSE;
}

gboolean doorbell_install(struct doorbell *bell, const char *path, GError **error) {
    bell->fd = -1;
    bell->ringing = FALSE;
    if (mkfifo(path, 0664) < 0)
        return fail(error, "mkfifo", path);
    int fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return fail(error, "open", path);
    if (fcntl(fd, F_SETPIPE_SZ, FIFO_BYTES) < 0) {
        fail(error, "F_SETPIPE_SZ", path);
        close(fd);
        return FALSE;
    }
    bell->fd = fd;
    fill(fd);
    return TRUE;
}

void doorbell_set(struct doorbell *bell, gboolean ringing) {
    if (bell->fd < 0 || bell->ringing == ringing)
        return;
    if (ringing)
        empty(bell->fd);
    else
        fill(bell->fd);
    bell->ringing = ringing;
}

void doorbell_close(struct doorbell *bell) {
    if (bell->fd >= 0)
        close(bell->fd);
    bell->fd = -1;
}
