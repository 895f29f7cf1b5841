#include "diag/examples.h"

#include <string.h>

#include "base/embed.h"
#include "base/utf8.h"
#include "diag/diag.h"

#include "base/banned.h"

/* the line at *p, without its end, and moves to the next; false behind the last */
static bool next_line(const char **p, const char *end, const char **ret_line, size_t *ret_len)
{
	const char *stop;

	if (*p == end)
		return false;
	stop = memchr(*p, '\n', (size_t)(end - *p));
	*ret_line = *p;
	*ret_len = (size_t)((stop ? stop : end) - *p);
	*p = stop ? stop + 1 : end;
	return true;
}

bool example_add_from(struct strbuf *out, const char *text, size_t len, int code,
		      enum example which, const char *prefix)
{
	const char *p = text, *end = text + utf8_check(text, len), *line;
	struct strbuf name = STRBUF_INIT;
	bool here = false, found = false;
	size_t n;

	strbuf_addf(&name, "%s %s", diag_code_name(code).text,
		    which == EXAMPLE_BAD ? "bad" : "good");
	while (!(found && !here) && next_line(&p, end, &line, &n)) {
		if (!n || line[0] != '\t') {
			here = n == name.len && !memcmp(line, name.text, n);
		} else if (here) {
			found = true;
			strbuf_addstr(out, n > 1 ? prefix : "");
			strbuf_add(out, line + 1, n - 1);
			strbuf_addch(out, '\n');
		}
	}
	strbuf_release(&name);
	return found;
}

bool example_add(struct strbuf *out, int code, enum example which, const char *prefix)
{
	return example_add_from(out, (const char *)embed_examples_txt,
				(size_t)(embed_examples_txt_end - embed_examples_txt), code, which,
				prefix);
}
