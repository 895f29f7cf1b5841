/*
 * UTF-8 as RFC 3629 has it: no surrogates, no overlong forms, at most
 * U+10FFFF.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* the offset of the first byte that is not UTF-8, or len if all is */
size_t utf8_check(const char *s, size_t len);

/*
 * Decodes the character at *s, which must be valid UTF-8 and not at its
 * end, and moves *s behind it.
 */
static inline uint32_t utf8_next(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;

	if (p[0] < 0x80) {
		*s += 1;
		return p[0];
	}
	if (p[0] < 0xE0) {
		*s += 2;
		return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
	}
	if (p[0] < 0xF0) {
		*s += 3;
		return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
	}
	*s += 4;
	return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

/* writes one character, returns its 1 to 4 bytes */
size_t utf8_put(char out[4], uint32_t c);

static inline int utf8_continues(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

#endif
