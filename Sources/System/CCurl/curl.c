#include "CCurl.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

struct receiver {
    void (*take)(void *, int, const char *, size_t);
    void *context;
};

static size_t take_body(char *bytes, size_t size, size_t count, void *data) {
    struct receiver *receiver = data;
    receiver->take(receiver->context, 0, bytes, size * count);
    return size * count;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *data) {
    struct receiver *receiver = data;
    receiver->take(receiver->context, 1, bytes, size * count);
    return size * count;
}

static long perform(CURL *curl, char *message, size_t message_size) {
    long status = -1;
    CURLcode code = curl_easy_perform(curl);
    if (code == CURLE_OK) {
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    } else {
        snprintf(message, message_size, "%s", curl_easy_strerror(code));
    }
    return status;
}

long http_exchange(const char *method, const char *url, const char *const *headers, const void *body, size_t size,
                   const char *file, const char *authority, long timeout_s, void (*take)(void *context, int kind, const char *bytes, size_t size),
                   void *context, char *message, size_t message_size) {
    struct receiver receiver = {take, context};
    struct curl_slist *list = NULL;
    FILE *source = NULL;
    long status = -1;
    CURL *curl = curl_easy_init();
    if (curl == NULL) {
        snprintf(message, message_size, "the HTTP library could not start");
        return -1;
    }
    for (; *headers != NULL; headers++) list = curl_slist_append(list, *headers);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, timeout_s);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &receiver);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &receiver);
    if (authority != NULL) curl_easy_setopt(curl, CURLOPT_CAINFO, authority);
    if (file != NULL) {
        source = fopen(file, "rb");
        if (source == NULL) {
            snprintf(message, message_size, "open %s failed", file);
        } else {
            fseek(source, 0, SEEK_END);
            curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
            curl_easy_setopt(curl, CURLOPT_READDATA, source);
            curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)ftell(source));
            rewind(source);
            status = perform(curl, message, message_size);
            fclose(source);
        }
    } else {
        if (body != NULL || strcmp(method, "POST") == 0) {
            curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body == NULL ? "" : body);
            curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)size);
        }
        status = perform(curl, message, message_size);
    }
    curl_slist_free_all(list);
    curl_easy_cleanup(curl);
    return status;
}
