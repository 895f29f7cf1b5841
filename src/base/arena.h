/*
 * Memory of one run, given back all at once.  Text, nodes, the plan and
 * its findings live in one arena; nothing in it is freed singly.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct arena {
	struct arena_block *blocks; /* newest first */
	char *next, *end;	    /* free room in the newest */
};

#define ARENA_INIT { 0 }

void arena_release(struct arena *arena);

/* all bytes taken from the system so far */
size_t arena_size(const struct arena *arena);

/* arena_alloc() in a new block, if there is no room in the newest */
void *arena_alloc_slowly(struct arena *arena, size_t size) __attribute__((returns_nonnull));

/* zeroed, aligned for any type; never NULL */
static inline void *__attribute__((returns_nonnull))
arena_alloc(struct arena *arena, size_t size)
{
	size_t pad = -(uintptr_t)arena->next & (alignof(void *) - 1);
	size_t room = (size_t)(arena->end - arena->next);
	char *p;

	if (room <= pad || size > room - pad)
		return arena_alloc_slowly(arena, size);
	p = arena->next + pad;
	arena->next = p + size;
	return p;
}

/* n elements of size bytes, as arena_alloc */
void *arena_array(struct arena *arena, size_t n, size_t size) __attribute__((returns_nonnull));
/* a copy of len bytes with a NUL after it, packed without alignment */
char *arena_strndup(struct arena *arena, const char *s, size_t len) __attribute__((returns_nonnull));
char *arena_strdup(struct arena *arena, const char *s) __attribute__((returns_nonnull));
char *arena_printf(struct arena *arena, const char *fmt, ...)
	__attribute__((format(printf, 2, 3), returns_nonnull));
char *arena_vprintf(struct arena *arena, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0), returns_nonnull));

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

#endif
