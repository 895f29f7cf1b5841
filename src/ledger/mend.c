#include "ledger/mend.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

#include "base/banned.h"

/* what git writes into a file that it could not merge: seven, or more where merges nest */
static bool is_mark(const char *line, size_t len)
{
	size_t n = 0;

	if (!len || (*line != '<' && *line != '>' && *line != '=' && *line != '|'))
		return false;
	while (n < len && line[n] == *line)
		n++;
	return n >= 7 && (n == len || line[n] == ' ' || line[n] == '\r');
}

static bool is_blank(const char *line, size_t len)
{
	while (len && (*line == ' ' || *line == '\t' || *line == '\r')) {
		line++;
		len--;
	}
	return !len || *line == '#';
}

/* the end of a text in quotes that begins at line[i]; len if it has none */
static size_t behind_quoted(const char *line, size_t len, size_t i)
{
	char quote = line[i++];

	for (; i < len; i++) {
		if (line[i] == '\\' && quote == '"')
			i++;
		else if (line[i] == quote)
			return i;
	}
	return len;
}

/* does what begins as a record end as one?  Quotes are some only where a value begins. */
static bool is_closed(const char *line, size_t len)
{
	bool opened = false, begins = true;
	int depth = 0;

	for (size_t i = 0; i < len; i++) {
		char c = line[i];

		if ((c == '"' || c == '\'') && begins)
			i = behind_quoted(line, len, i);
		else if (c == '#' && i && (line[i - 1] == ' ' || line[i - 1] == '\t'))
			break;
		if (i >= len)
			return false;
		depth += (c == '{' || c == '[') - (c == '}' || c == ']');
		opened |= c == '{';
		if (c != ' ' && c != '\t')
			begins = c == '{' || c == '[' || c == ',' || c == ':';
	}
	return opened && !depth;
}

/* "- {…", or what is left of it */
static bool begins_record(const char *line, size_t len)
{
	if (!len || *line != '-')
		return false;
	return is_blank(line + 1, len - 1) || (len > 2 && line[1] == ' ' && line[2] == '{');
}

/* is a record cut off in this line?  A line's continuation is indented. */
static bool is_torn(const char *line, size_t len, bool is_last, char next)
{
	if (is_blank(line, len) || is_closed(line, len))
		return false;
	return is_last || (begins_record(line, len) && next != ' ' && next != '\t');
}

/* YAML's mark that nothing follows would keep records from being added */
static bool is_end(const char *line, size_t len)
{
	return len >= 3 && !memcmp(line, "...", 3) && is_blank(line + 3, len - 3);
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
	/* a byte order mark is no part of the first line */
	if (len >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3))
		text += 3;
	for (char *p = text, *next; p < end; p = next) {
		char *stop = memchr(p, '\n', (size_t)(end - p));
		size_t n = (size_t)((stop ? stop : end) - p);

		next = stop ? stop + 1 : end;
		line++;
		if (is_mark(p, n)) {
			mended.n_marks++;
			*p = '#';
		} else if (is_end(p, n)) {
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
