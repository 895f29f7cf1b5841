#include "base/arena.h"

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

void *arena_alloc_slowly(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX / 2)
		xmul(size, 4);
	arena_grow(arena, size);
	return arena_alloc(arena, size);
}

size_t arena_size(const struct arena *arena)
{
	size_t sum = 0;

	for (const struct arena_block *b = arena->blocks; b; b = b->next)
		sum += b->size;
	return sum;
}

void *arena_array(struct arena *arena, size_t n, size_t size)
{
	return arena_alloc(arena, xmul(n, size));
}

/* len bytes of any alignment */
static char *take_chars(struct arena *arena, size_t len)
{
	char *p = arena->next;

	if (len >= (size_t)(arena->end - arena->next))
		p = arena_alloc_slowly(arena, len);
	arena->next = p + len;
	return p;
}

char *arena_strndup(struct arena *arena, const char *s, size_t len)
{
	char *p = take_chars(arena, len + 1);

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
	p = take_chars(arena, (size_t)len + 1);
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
