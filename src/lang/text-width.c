#include "lang/text.h"

#include <stdint.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/ascii.h"
#include "base/utf8.h"

/* before Hebrew, nothing is wide and little combines */
#define FIRST_FOR_ICU 0x590

static size_t simple_width(uint32_t c)
{
	if (c < 0x20 || (c >= 0x7F && c < 0xA0))
		return 0;
	if ((c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x489))
		return 0;
	return 1;
}

static size_t icu_width(uint32_t c)
{
	UChar32 icu = (UChar32)c;

	switch (u_charType(icu)) {
	case U_NON_SPACING_MARK:
	case U_ENCLOSING_MARK:
	case U_FORMAT_CHAR:
	case U_CONTROL_CHAR: return 0;
	default: break;
	}
	/* vowels and finals of Korean, drawn into the square of the consonant before them */
	if (c >= 0x1160 && c <= 0x11FF)
		return 0;
	switch (u_getIntPropertyValue(icu, UCHAR_EAST_ASIAN_WIDTH)) {
	case U_EA_WIDE:
	case U_EA_FULLWIDTH: return 2;
	default: return 1;
	}
}

size_t text_width(const char *s, size_t len)
{
	const char *end = s + len;
	size_t width = 0;

	while (s < end) {
		const char *valid = s + utf8_check(s, (size_t)(end - s));

		while (s < valid) {
			uint32_t c = utf8_next(&s);

			width += c < FIRST_FOR_ICU ? simple_width(c) : icu_width(c);
		}
		/* terminals put one sign for a byte that is no text */
		if (s < end) {
			width++;
			s++;
		}
	}
	return width;
}

/*
 * Lines do not begin with what closes (a bracket, a full stop) nor end with
 * what opens; of wide characters, which have no blanks between them.
 */
static bool may_part(uint32_t before, uint32_t after)
{
	if (before < FIRST_FOR_ICU && after < FIRST_FOR_ICU)
		return false;
	if (icu_width(before) < 2 && icu_width(after) < 2)
		return false;
	switch (u_getIntPropertyValue((UChar32)before, UCHAR_LINE_BREAK)) {
	case U_LB_OPEN_PUNCTUATION:
	case U_LB_GLUE:
	case U_LB_WORD_JOINER: return false;
	default: break;
	}
	switch (u_getIntPropertyValue((UChar32)after, UCHAR_LINE_BREAK)) {
	case U_LB_CLOSE_PUNCTUATION:
	case U_LB_CLOSE_PARENTHESIS:
	case U_LB_EXCLAMATION:
	case U_LB_INFIX_NUMERIC:
	case U_LB_NONSTARTER:
	case U_LB_CONDITIONAL_JAPANESE_STARTER:
	case U_LB_GLUE:
	case U_LB_WORD_JOINER: return false;
	default: return true;
	}
}

/* the bytes of a character, valid or not, and its columns */
static size_t next_character(const char *s, size_t len, uint32_t *ret_c, size_t *ret_columns)
{
	const char *next = s;

	/* no character is longer than four bytes */
	if (!utf8_check(s, len < 4 ? len : 4)) {
		*ret_c = 0xFFFD;
		*ret_columns = 1;
		return 1;
	}
	*ret_c = utf8_next(&next);
	*ret_columns = *ret_c < FIRST_FOR_ICU ? simple_width(*ret_c) : icu_width(*ret_c);
	return (size_t)(next - s);
}

/*
 * How much of a word fits into so many columns: up to the last place where
 * a line may end, and else as many characters as there is room for.
 */
static size_t fitting(const char *s, size_t len, size_t room, bool anywhere, size_t *ret_columns)
{
	size_t at = 0, columns = 0, good = 0;
	uint32_t before = 0;

	*ret_columns = 0;

	while (at < len) {
		uint32_t c;
		size_t width, bytes = next_character(s + at, len - at, &c, &width);

		if (at && width && may_part(before, c)) {
			good = at;
			*ret_columns = columns;
		}
		if (width && columns + width > room && (at || !anywhere))
			break;
		columns += width;
		at += bytes;
		if (width)
			before = c;
	}
	if (at == len || (!good && anywhere)) {
		*ret_columns = columns;
		return at;
	}
	return good;
}

/* a text on its way into lines */
struct wrapping {
	struct strbuf *out;
	size_t width, indent, column;
};

static void add_line_end(struct wrapping *w)
{
	strbuf_addch(w->out, '\n');
	strbuf_addchars(w->out, ' ', w->indent);
	w->column = w->indent;
}

static void add_word(struct wrapping *w, const char *s, size_t len)
{
	size_t columns = text_width(s, len), blank = w->column > w->indent;

	while (w->width && w->column + blank + columns > w->width) {
		size_t room = w->width > w->column + blank ? w->width - w->column - blank : 0;
		size_t taken, part = fitting(s, len, room, !blank, &taken);

		if (part == len)
			break;
		if (part) {
			strbuf_addchars(w->out, ' ', blank);
			strbuf_add(w->out, s, part);
			s += part;
			len -= part;
			columns -= taken;
		}
		add_line_end(w);
		blank = 0;
	}
	strbuf_addchars(w->out, ' ', blank);
	strbuf_add(w->out, s, len);
	w->column += blank + columns;
}

/* the bytes of a word; a blank between digits, as in a telephone number, is a part of it */
static size_t word_length(const char *s)
{
	size_t len = strcspn(s, " \n");

	while (len && s[len] == ' ' && ascii_isdigit(s[len - 1]) && ascii_isdigit(s[len + 1]))
		len += 1 + strcspn(s + len + 1, " \n");
	return len;
}

void text_add_wrapped(struct strbuf *out, const char *s, size_t width, size_t indent)
{
	struct wrapping w = { out, width, indent, indent };

	for (size_t len; *(s += strspn(s, " \n")); s += len) {
		len = word_length(s);
		add_word(&w, s, len);
	}
}

static bool is_invisible(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0x061C || c == 0x200E || c == 0x200F ||
	       c == 0xFEFF;
}

void text_add_visible(struct strbuf *out, const char *s, size_t len)
{
	const char *end = s + len;

	while (s < end) {
		const char *from = s;
		uint32_t c = utf8_next(&s);

		if (c == '\t')
			strbuf_addch(out, ' ');
		else if (is_invisible(c))
			strbuf_addstr(out, "\xEF\xBF\xBD");
		else
			strbuf_add(out, from, (size_t)(s - from));
	}
}
