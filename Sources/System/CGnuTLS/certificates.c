#include "CGnuTLS.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>

static enum certificate_fault read_facts(const gnutls_datum_t *chain, struct certificate_facts *facts) {
    gnutls_x509_crt_t *certificates = NULL;
    unsigned int count = 0;
    if (gnutls_x509_crt_list_import2(&certificates, &count, chain, GNUTLS_X509_FMT_PEM, 0) < 0) return CERTIFICATE_UNREADABLE;
    enum certificate_fault fault = count > 0 ? CERTIFICATE_WELL : CERTIFICATE_UNREADABLE;
    if (count > 0) {
        facts->from = (int64_t)gnutls_x509_crt_get_activation_time(certificates[0]);
        facts->until = (int64_t)gnutls_x509_crt_get_expiration_time(certificates[0]);
        size_t size = sizeof facts->subject;
        if (gnutls_x509_crt_get_dn(certificates[0], facts->subject, &size) < 0) facts->subject[0] = 0;
        facts->subject[sizeof facts->subject - 1] = 0;
    }
    for (unsigned int place = 0; place < count; place++) gnutls_x509_crt_deinit(certificates[place]);
    gnutls_free(certificates);
    return fault;
}

static enum certificate_fault check_key(const gnutls_datum_t *key) {
    gnutls_x509_privkey_t read;
    if (gnutls_x509_privkey_init(&read) < 0) return CERTIFICATE_KEY_UNREADABLE;
    int code = gnutls_x509_privkey_import2(read, key, GNUTLS_X509_FMT_PEM, NULL, 0);
    gnutls_x509_privkey_deinit(read);
    return code < 0 ? CERTIFICATE_KEY_UNREADABLE : CERTIFICATE_WELL;
}

enum certificate_fault certificate_check(const uint8_t *chain, size_t chain_size, const uint8_t *key, size_t key_size,
                                         struct certificate_facts *facts) {
    gnutls_datum_t chain_datum = {(unsigned char *)chain, (unsigned int)chain_size};
    gnutls_datum_t key_datum = {(unsigned char *)key, (unsigned int)key_size};
    memset(facts, 0, sizeof *facts);
    enum certificate_fault fault = read_facts(&chain_datum, facts);
    if (fault == CERTIFICATE_WELL) fault = check_key(&key_datum);
    if (fault != CERTIFICATE_WELL) return fault;
    gnutls_certificate_credentials_t pair;
    if (gnutls_certificate_allocate_credentials(&pair) < 0) return CERTIFICATE_UNREADABLE;
    int code = gnutls_certificate_set_x509_key_mem(pair, &chain_datum, &key_datum, GNUTLS_X509_FMT_PEM);
    gnutls_certificate_free_credentials(pair);
    return code < 0 ? CERTIFICATE_KEY_OF_ANOTHER : CERTIFICATE_WELL;
}
