#ifndef PARCELGATE_CGNUTLS_H
#define PARCELGATE_CGNUTLS_H

#include <stddef.h>
#include <stdint.h>

/* What a certificate says of itself; times are seconds UTC. */
struct certificate_facts {
    int64_t from;
    int64_t until;
    char subject[256];
};

enum certificate_fault {
    CERTIFICATE_WELL = 0,
    CERTIFICATE_UNREADABLE = 1,
    CERTIFICATE_KEY_UNREADABLE = 2,
    CERTIFICATE_KEY_OF_ANOTHER = 3,
};

/* Reads a chain (PEM, the server's own certificate first) and its key (PEM, without a passphrase), and whether they belong
   together. */
enum certificate_fault certificate_check(const uint8_t *chain, size_t chain_size, const uint8_t *key, size_t key_size,
                                         struct certificate_facts *facts);

#endif
