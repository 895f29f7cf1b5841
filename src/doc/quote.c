#include "doc/quote.h"

#include "base/ascii.h"

#include "base/banned.h"

void quote_add_line(struct strbuf *out, const char *line, size_t len, size_t from, size_t to)
{
	size_t start = 0;

	if (to < from)
		to = from;
	while (start < from && ascii_isblank(line[start]))
		start++;
	strbuf_add(out, line + start, from - start);
	strbuf_addch(out, '"');
	for (size_t i = from; i < to; i++) {
		if (line[i] == '"' || line[i] == '\\')
			strbuf_addch(out, '\\');
		strbuf_addch(out, line[i]);
	}
	strbuf_addch(out, '"');
	strbuf_add(out, line + to, len - to);
}

void quote_add_span(struct strbuf *out, const struct source *source, struct span span)
{
	size_t begin = source_offset(source, span.line, 1), to, len;
	const char *line;

	source_line(source, span.line, &line, &len);
	to = source_offset(source, span.end_line, span.end_column) - begin;
	if (to > len)
		to = len;
	while (to && ascii_isblank(line[to - 1]))
		to--;
	quote_add_line(out, line, len, source_offset(source, span.line, span.column) - begin, to);
}
