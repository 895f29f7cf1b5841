#include "base/xalloc.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

static _Noreturn void out_of_memory(void)
{
	fputs("pbplan: out of memory\n", stderr);
	exit(3);
}

void *xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *xrealloc(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

char *xstrdup(const char *s)
{
	size_t size = strlen(s) + 1;

	return memcpy(xmalloc(size), s, size);
}

size_t xmul(size_t n, size_t size)
{
	size_t product;

	if (__builtin_mul_overflow(n, size, &product))
		out_of_memory();
	return product;
}

void bug_at(const char *file, int line, const char *what)
{
	fprintf(stderr, "pbplan: bug at %s:%d: %s\n", file, line, what);
	abort();
}
