#include "CSQLiteLocks.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>

/* A thread that gives way to others may hold a mutex that a parcel waits for: with plain mutexes the parcel waits until those
   others have had their turn. */
struct sqlite3_mutex {
    pthread_mutex_t mutex;
};

enum { FIRST_STATIC = SQLITE_MUTEX_STATIC_MAIN, STATIC_COUNT = SQLITE_MUTEX_STATIC_VFS3 - SQLITE_MUTEX_STATIC_MAIN + 1 };

static struct sqlite3_mutex statics[STATIC_COUNT];

static int set_up(struct sqlite3_mutex *mutex, int type) {
    pthread_mutexattr_t attributes;
    int status = pthread_mutexattr_init(&attributes);
    if (status != 0) return status;
    pthread_mutexattr_settype(&attributes, type);
    pthread_mutexattr_setprotocol(&attributes, PTHREAD_PRIO_INHERIT);
    status = pthread_mutex_init(&mutex->mutex, &attributes);
    pthread_mutexattr_destroy(&attributes);
    return status;
}

static int begin(void) {
    static int is_begun;
    if (is_begun) return SQLITE_OK;
    for (int place = 0; place < STATIC_COUNT; place++)
        if (set_up(&statics[place], PTHREAD_MUTEX_NORMAL) != 0) return SQLITE_ERROR;
    is_begun = 1;
    return SQLITE_OK;
}

static int end(void) { return SQLITE_OK; }

static sqlite3_mutex *allocate(int kind) {
    if (kind >= FIRST_STATIC)
        return kind < FIRST_STATIC + STATIC_COUNT ? &statics[kind - FIRST_STATIC] : NULL;
    struct sqlite3_mutex *mutex = malloc(sizeof *mutex);
    if (mutex == NULL) return NULL;
    if (set_up(mutex, kind == SQLITE_MUTEX_RECURSIVE ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL) != 0) {
        free(mutex);
        return NULL;
    }
    return mutex;
}

static void release(sqlite3_mutex *mutex) {
    pthread_mutex_destroy(&mutex->mutex);
    free(mutex);
}

static void enter(sqlite3_mutex *mutex) { pthread_mutex_lock(&mutex->mutex); }

static int try_to_enter(sqlite3_mutex *mutex) {
    return pthread_mutex_trylock(&mutex->mutex) == 0 ? SQLITE_OK : SQLITE_BUSY;
}

static void leave(sqlite3_mutex *mutex) { pthread_mutex_unlock(&mutex->mutex); }

int sqlite_locks_set_up(void) {
    static const sqlite3_mutex_methods methods = {
        .xMutexInit = begin,
        .xMutexEnd = end,
        .xMutexAlloc = allocate,
        .xMutexFree = release,
        .xMutexEnter = enter,
        .xMutexTry = try_to_enter,
        .xMutexLeave = leave,
    };
    int status = sqlite3_config(SQLITE_CONFIG_MUTEX, &methods);
    if (status == SQLITE_OK) status = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return status == SQLITE_OK ? sqlite3_initialize() : status;
}
