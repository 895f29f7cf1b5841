#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#include "base/banned.h"

#define BLOCK_MIN ((size_t)64 * 1024)
#define BLOCK_MAX ((size_t)4 * 1024 * 1024)

struct arena_block {
	struct arena_block *next;
	size_t size;
};

void arena_release(struct arena *arena)
{
	if (!arena)
		return;
	for (struct arena_block *b = arena->blocks, *next; b; b = next) {
		next = b->next;
		free(b);
	}
	*arena = (struct arena)ARENA_INIT;
}

static void arena_grow(struct arena *arena, size_t need)
{
	size_t size = arena->blocks ? arena->blocks->size * 2 : BLOCK_MIN;
	struct arena_block *b;

	if (size > BLOCK_MAX)
		size = BLOCK_MAX;
	if (size < need + sizeof(*b) + alignof(max_align_t))
		size = need + sizeof(*b) + alignof(max_align_t);
	/* zeroed by the system for large blocks: untouched pages cost nothing */
	b = xcalloc(1, size);
	b->next = arena->blocks;
	b->size = size;
	arena->blocks = b;
	arena->next = (char *)(b + 1);
	arena->end = (char *)b + size;
}

static void *arena_take(struct arena *arena, size_t size, size_t align)
{
	size_t pad = -(uintptr_t)arena->next & (align - 1);
	void *p;

	if (size > SIZE_MAX / 2)
		xmul(size, 4);
	if ((size_t)(arena->end - arena->next) < size + pad) {
		arena_grow(arena, size);
		pad = -(uintptr_t)arena->next & (align - 1);
	}
	p = arena->next + pad;
	arena->next += pad + size;
	arena->used += pad + size;
	return p;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	return arena_take(arena, size, alignof(void *));
}

void *arena_array(struct arena *arena, size_t n, size_t size)
{
	return arena_alloc(arena, xmul(n, size));
}

char *arena_strndup(struct arena *arena, const char *s, size_t len)
{
	char *p = arena_take(arena, len + 1, 1);

	if (len)
		memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *arena_strdup(struct arena *arena, const char *s)
{
	return arena_strndup(arena, s, strlen(s));
}

char *arena_vprintf(struct arena *arena, const char *fmt, va_list ap)
{
	va_list again;
	int len;
	char *p;

	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (len < 0)
		BUG("format");
	p = arena_take(arena, (size_t)len + 1, 1);
	vsnprintf(p, (size_t)len + 1, fmt, ap);
	return p;
}

char *arena_printf(struct arena *arena, const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	p = arena_vprintf(arena, fmt, ap);
	va_end(ap);
	return p;
}
