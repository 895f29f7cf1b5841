#include "render/mail-header.h"

#include <stdint.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

#include "base/banned.h"

/* RFC 5322, 2.1.1: without the line end */
#define LINE_LEN 78
/* RFC 2047, 2: an encoded word, with all that belongs to it */
#define WORD_MAX 75
/* a name in quotes that fits into a line even if each letter is escaped */
#define QUOTED_MAX 33
#define WORD_BEGIN "=?utf-8?B?"
#define WORD_END "?="

/* ------------------------------------------------------------------- clean texts */

static bool is_blank(uint32_t c)
{
	return c <= ' ' || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
}

/* valid text: one blank for any */
static void add_with_single_blanks(struct strbuf *out, const char *p, const char *end)
{
	const char *from;
	bool blank = false, begun = false;

	while (p < end) {
		from = p;
		if (is_blank(utf8_next(&p))) {
			blank = true;
			continue;
		}
		if (blank && begun)
			strbuf_addch(out, ' ');
		blank = false;
		begun = true;
		strbuf_add(out, from, (size_t)(p - from));
	}
}

void mail_header_clean(struct strbuf *out, const char *text)
{
	struct strbuf valid = STRBUF_INIT;
	size_t len = strlen(text), n;

	for (;;) {
		n = utf8_check(text, len);
		strbuf_add(&valid, text, n);
		if (n == len)
			break;
		strbuf_addstr(&valid, "\xEF\xBF\xBD");
		text += n + 1;
		len -= n + 1;
	}
	add_with_single_blanks(out, valid.text, valid.text + valid.len);
	strbuf_release(&valid);
}

/* ------------------------------------------------------------------ what may stand */

bool mail_header_is_atom(char c)
{
	return ascii_isalnum(c) || (c && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

static bool is_printable(char c)
{
	return c >= ' ' && c <= '~';
}

/*
 * Can it stand as it is, of such characters only, folded at its blanks?  Not
 * with words that fill a line, nor if it looks encoded.
 */
static bool is_plain(const char *text, bool (*is_good)(char c))
{
	size_t word = 0;

	if (strstr(text, "=?"))
		return false;
	for (const char *p = text; *p; p++) {
		if (*p != ' ' && !is_good(*p))
			return false;
		word = *p == ' ' ? 0 : word + 1;
		if (word > LINE_LEN / 2)
			return false;
	}
	return true;
}

/* where the last line of out ends, from 0 */
static size_t column_of(const struct strbuf *out)
{
	const char *line = memrchr(out->text, '\n', out->len);

	return line ? (size_t)(out->text + out->len - line) - 1 : out->len;
}

/* ------------------------------------------------------------------------ fields */

/* words that can stand as they are */
static void add_folded(struct strbuf *out, const char *text)
{
	size_t column = column_of(out), n;

	for (bool first = true; *text; first = false) {
		n = strcspn(text, " ");
		if (!first) {
			if (column + 1 + n > LINE_LEN) {
				strbuf_addch(out, '\n');
				column = 0;
			}
			strbuf_addch(out, ' ');
			column++;
		}
		strbuf_add(out, text, n);
		column += n;
		text += text[n] ? n + 1 : n;
	}
}

static void add_base64(struct strbuf *out, const char *s, size_t len)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		uint32_t three = (uint32_t)(unsigned char)s[i] << 16;

		if (i + 1 < len)
			three |= (uint32_t)(unsigned char)s[i + 1] << 8;
		if (i + 2 < len)
			three |= (unsigned char)s[i + 2];
		strbuf_addch(out, letters[three >> 18]);
		strbuf_addch(out, letters[three >> 12 & 63]);
		strbuf_addch(out, i + 1 < len ? letters[three >> 6 & 63] : '=');
		strbuf_addch(out, i + 2 < len ? letters[three & 63] : '=');
	}
}

/* encoded words, each of whole characters; blanks between them are not counted */
static void add_encoded(struct strbuf *out, const char *text)
{
	const size_t around = strlen(WORD_BEGIN WORD_END);
	size_t len = strlen(text), room = LINE_LEN - column_of(out), n;

	for (;;) {
		if (room > WORD_MAX)
			room = WORD_MAX;
		n = (room - around) / 4 * 3;
		if (n < len)
			while (utf8_continues(text[n]))
				n--;
		else
			n = len;
		strbuf_addstr(out, WORD_BEGIN);
		add_base64(out, text, n);
		strbuf_addstr(out, WORD_END);
		text += n;
		len -= n;
		if (!len)
			break;
		strbuf_addstr(out, "\n ");
		room = LINE_LEN - 1;
	}
}

void mail_header_add_text(struct strbuf *out, const char *field, const char *text)
{
	struct strbuf clean = STRBUF_INIT;

	mail_header_clean(&clean, text);
	strbuf_addstr(out, field);
	strbuf_addstr(out, ": ");
	if (is_plain(clean.text, is_printable))
		add_folded(out, clean.text);
	else
		add_encoded(out, clean.text);
	strbuf_addch(out, '\n');
	strbuf_release(&clean);
}

/* RFC 5322, 3.2.4 */
static void add_quoted(struct strbuf *out, const char *text)
{
	strbuf_addch(out, '"');
	for (const char *p = text; *p; p++) {
		if (*p == '"' || *p == '\\')
			strbuf_addch(out, '\\');
		strbuf_addch(out, *p);
	}
	strbuf_addch(out, '"');
}

void mail_header_add_address(struct strbuf *out, const char *field, const char *name,
			     const char *address)
{
	struct strbuf clean = STRBUF_INIT;

	mail_header_clean(&clean, name);
	strbuf_addstr(out, field);
	strbuf_addstr(out, ": ");
	if (!clean.len) {
		strbuf_addstr(out, address);
	} else {
		if (is_plain(clean.text, mail_header_is_atom))
			add_folded(out, clean.text);
		else if (clean.len <= QUOTED_MAX && is_plain(clean.text, is_printable))
			add_quoted(out, clean.text);
		else
			add_encoded(out, clean.text);
		if (column_of(out) + strlen(" <>") + strlen(address) > LINE_LEN)
			strbuf_addch(out, '\n');
		strbuf_addf(out, " <%s>", address);
	}
	strbuf_addch(out, '\n');
	strbuf_release(&clean);
}
