// The control channel: a Unix stream socket, one command a line, one line back for each.
#ifndef VIRTUAL_USB_CONTROL_SOCKET_H
#define VIRTUAL_USB_CONTROL_SOCKET_H

#include "commands.h"

struct control_socket;

// Listens in the default main context. A socket that lies at the path already is replaced.
struct control_socket *control_socket_new(const char *path, struct world *world, GError **error);

// Removes the socket.
void control_socket_free(struct control_socket *control);

#endif
