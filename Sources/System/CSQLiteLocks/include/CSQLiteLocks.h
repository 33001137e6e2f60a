#ifndef PARCELGATE_CSQLITELOCKS_H
#define PARCELGATE_CSQLITELOCKS_H

/* Makes SQLite's own mutexes hand their waiter's priority on to their holder, and its memory statistics, which every
   allocation of every connection would take one mutex for, end. To be called before anything else of SQLite, once.
   Gives an SQLite status. */
int sqlite_locks_set_up(void);

#endif
