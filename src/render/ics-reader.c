#include "render/ics-reader.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/banned.h"

static bool begins_with(const char *line, size_t len, const char *prefix)
{
	return len >= strlen(prefix) && !memcmp(line, prefix, strlen(prefix));
}

/* the length of a content line: with its folds, and its end */
static size_t line_length(const char *text, size_t len)
{
	const char *p = text;

	for (;;) {
		p = memchr(p, '\n', len - (size_t)(p - text));
		if (!p)
			return len;
		p++;
		if ((size_t)(p - text) == len || (*p != ' ' && *p != '\t'))
			return (size_t)(p - text);
	}
}

/* events and actions stand in nothing but the calendar; what is in them is theirs */
static void read_lines(struct ics_reader *reader, const char *text, size_t len)
{
	struct ics_old now = { 0 };
	bool inside = false;

	for (size_t at = 0, n; at < len; at += n) {
		const char *line = text + at;

		n = line_length(line, len - at);
		if (!inside && (begins_with(line, n, "BEGIN:VEVENT\r\n") ||
				begins_with(line, n, "BEGIN:VTODO\r\n"))) {
			inside = true;
			now.at = reader->text.len;
			now.stamps_at = reader->stamps.len;
		}
		if (!inside)
			continue;
		if (begins_with(line, n, "DTSTAMP:") || begins_with(line, n, "LAST-MODIFIED:"))
			strbuf_add(&reader->stamps, line, n);
		else
			strbuf_add(&reader->text, line, n);
		if (begins_with(line, n, "END:VEVENT\r\n") ||
		    begins_with(line, n, "END:VTODO\r\n")) {
			inside = false;
			now.len = reader->text.len - now.at;
			now.stamps_len = reader->stamps.len - now.stamps_at;
			VEC_PUSH(&reader->components, now);
		}
	}
}

/* "DTSTAMP:20270415T180000Z" and the same for LAST-MODIFIED, nothing else */
static bool are_stamps(const char *s, size_t len)
{
	static const char *const names[] = { "DTSTAMP:", "LAST-MODIFIED:" };
	static const char form[] = "00000000T000000Z\r\n";

	for (size_t i = 0; i < 2; i++) {
		if (!begins_with(s, len, names[i]))
			return false;
		s += strlen(names[i]);
		len -= strlen(names[i]);
		if (len < sizeof(form) - 1)
			return false;
		for (size_t k = 0; form[k]; k++)
			if (form[k] == '0' ? s[k] < '0' || s[k] > '9' : s[k] != form[k])
				return false;
		s += sizeof(form) - 1;
		len -= sizeof(form) - 1;
	}
	return !len;
}

void ics_reader_init(struct ics_reader *reader, const char *text, size_t len)
{
	*reader = (struct ics_reader){ .text = STRBUF_INIT, .stamps = STRBUF_INIT };
	read_lines(reader, text, len);
	/* the texts no longer move */
	for (size_t i = 0; i < reader->components.n; i++) {
		const struct ics_old *old = &reader->components.v[i];

		if (are_stamps(reader->stamps.text + old->stamps_at, old->stamps_len))
			*hash_slot(&reader->by_text, reader->text.text + old->at, old->len) =
				(void *)(uintptr_t)(i + 1);
	}
}

void ics_reader_release(struct ics_reader *reader)
{
	if (!reader)
		return;
	strbuf_release(&reader->text);
	strbuf_release(&reader->stamps);
	VEC_RELEASE(&reader->components);
	hash_release(&reader->by_text);
}

const char *ics_reader_stamps(const struct ics_reader *reader, const char *component, size_t len,
			      size_t *ret_len)
{
	uintptr_t index = (uintptr_t)hash_get(&reader->by_text, component, len);

	if (!index)
		return NULL;
	*ret_len = reader->components.v[index - 1].stamps_len;
	return reader->stamps.text + reader->components.v[index - 1].stamps_at;
}
