#include "lang/text.h"

#include <stdint.h>
#include <string.h>
#include <unicode/uchar.h>

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

void text_add_wrapped(struct strbuf *out, const char *s, size_t width, size_t indent)
{
	size_t column = indent;

	for (size_t len; *(s += strspn(s, " \n")); s += len) {
		size_t columns;

		len = strcspn(s, " \n");
		columns = text_width(s, len);
		if (column > indent && width && column + 1 + columns > width) {
			strbuf_addch(out, '\n');
			strbuf_addchars(out, ' ', indent);
			column = indent;
		} else if (column > indent) {
			strbuf_addch(out, ' ');
			column++;
		}
		strbuf_add(out, s, len);
		column += columns;
	}
}

static bool is_invisible(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
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
