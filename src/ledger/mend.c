#include "ledger/mend.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

#include "base/banned.h"

/* what git writes into a file that it could not merge */
static bool is_mark(const char *line, size_t len)
{
	static const char marks[] = "<>=|";
	const char *found = len >= 7 ? strchr(marks, *line) : NULL;

	if (!found || !*found)
		return false;
	for (size_t i = 1; i < 7; i++)
		if (line[i] != *line)
			return false;
	return len == 7 || line[7] == ' ' || line[7] == '\r';
}

/* does what begins as a record end as one? */
static bool is_closed(const char *line, size_t len)
{
	int depth = 0;
	bool quoted = false, opened = false;

	for (size_t i = 0; i < len; i++) {
		char c = line[i];

		if (quoted) {
			if (c == '\\')
				i++;
			else if (c == '"')
				quoted = false;
			continue;
		}
		quoted = c == '"';
		depth += (c == '{' || c == '[') - (c == '}' || c == ']');
		opened |= c == '{';
	}
	return opened && !depth && !quoted;
}

static bool is_blank(const char *line, size_t len)
{
	while (len && (*line == ' ' || *line == '\t' || *line == '\r')) {
		line++;
		len--;
	}
	return !len || *line == '#';
}

/* is a record cut off in this line?  A line's continuation is indented. */
static bool is_torn(const char *line, size_t len, bool is_last, char next)
{
	if (is_last)
		return !is_blank(line, len) && !is_closed(line, len);
	return !strncmp(line, "- {", 3) && !is_closed(line, len) && next != ' ' && next != '\t';
}

/* a letter may be cut off too, and its bytes are then no text */
static void drop_half_letters(char *line, size_t len)
{
	for (size_t at = utf8_check(line, len); at < len;) {
		line[at++] = '?';
		at += utf8_check(line + at, len - at);
	}
}

struct mended mend(char *text, size_t len)
{
	struct mended mended = { 0 };
	char *end = text + len;
	uint32_t line = 0;

	/* what a crash leaves at the end of a file that was to grow */
	for (char *tail = end; tail > text && !tail[-1]; tail--)
		tail[-1] = ' ';
	for (char *p = text, *next; p < end; p = next) {
		char *stop = memchr(p, '\n', (size_t)(end - p));
		size_t n = (size_t)((stop ? stop : end) - p);

		next = stop ? stop + 1 : end;
		line++;
		if (is_mark(p, n)) {
			mended.n_marks++;
			*p = '#';
		} else if (is_torn(p, n, !stop, next < end ? *next : '\0')) {
			if (!mended.torn_line)
				mended.torn_line = line;
			drop_half_letters(p, n);
			*p = '#';
		}
	}
	return mended;
}
