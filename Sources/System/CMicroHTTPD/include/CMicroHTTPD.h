#ifndef PARCELGATE_CMICROHTTPD_H
#define PARCELGATE_CMICROHTTPD_H

#include <microhttpd.h>
#include <stdint.h>

/* Starts a daemon with its own epoll thread on an IPv4 address (host byte order). The handler, the completion call and the
   call for connections that begin and end are given `context`. One address may hold `limit_each` connections. With a
   certificate and its key (PEM, ended by NUL) it speaks TLS and nothing else; both are NULL for plain HTTP, and neither is
   kept. NULL when the address cannot be listened on. */
struct MHD_Daemon *http_start(uint32_t address, uint16_t port, MHD_AccessHandlerCallback handler,
                              MHD_RequestCompletedCallback completed, MHD_NotifyConnectionCallback connected,
                              void *context, unsigned int connection_limit, unsigned int limit_each,
                              unsigned int timeout_s, const char *certificate, const char *key);

/* The socket of a connection, -1 when it is not known. */
int http_socket(struct MHD_Connection *connection);

/* The port that the daemon listens on, 0 when it is not known. */
uint16_t http_port(struct MHD_Daemon *daemon);

/* Lets a connection live without traffic, as an event stream does. */
void http_no_timeout(struct MHD_Connection *connection);

#endif
