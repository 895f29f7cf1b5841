/*
 * Allocation that does not fail: out of memory ends the program with
 * status 3, the one exit outside cmd/.  And BUG(), for what only a
 * programmer can cause.
 */
#ifndef BASE_XALLOC_H
#define BASE_XALLOC_H

#include <stddef.h>

void *xmalloc(size_t size) __attribute__((malloc, returns_nonnull));
void *xcalloc(size_t n, size_t size) __attribute__((malloc, returns_nonnull));
void *xrealloc(void *p, size_t size) __attribute__((returns_nonnull));
char *xstrdup(const char *s) __attribute__((malloc, returns_nonnull));

/* n * size; out of memory if that overflows */
size_t xmul(size_t n, size_t size);

_Noreturn void bug_at(const char *file, int line, const char *what);
#define BUG(what) bug_at(__FILE__, __LINE__, (what))

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

#endif
