/*
 * The corrected line for a text that wants quotes.
 */
#ifndef DOC_QUOTE_H
#define DOC_QUOTE_H

#include <stddef.h>

#include "base/strbuf.h"
#include "source/source.h"

/*
 * Adds a line of len bytes without its indentation, with the bytes from
 * one offset to before another in double quotes.
 */
void quote_add_line(struct strbuf *out, const char *line, size_t len, size_t from, size_t to);

/* The same for a span that begins and ends on one line, or beyond its end. */
void quote_add_span(struct strbuf *out, const struct source *source, struct span span);

#endif
