#include "base/utf8.h"

#include <endian.h>
#include <stdbool.h>
#include <string.h>

#include "base/banned.h"

/* bytes of the valid character at s, of which room may be read; or 0 */
static size_t sequence_len(const unsigned char *s, size_t room)
{
	unsigned char low = 0x80, high = 0xBF;
	size_t n;

	if (s[0] < 0x80)
		return 1;
	if (s[0] >= 0xC2 && s[0] <= 0xDF) {
		n = 2;
	} else if (s[0] >= 0xE0 && s[0] <= 0xEF) {
		n = 3;
		if (s[0] == 0xE0)
			low = 0xA0;
		else if (s[0] == 0xED)
			high = 0x9F;
	} else if (s[0] >= 0xF0 && s[0] <= 0xF4) {
		n = 4;
		if (s[0] == 0xF0)
			low = 0x90;
		else if (s[0] == 0xF4)
			high = 0x8F;
	} else {
		return 0;
	}
	if (room < n || s[1] < low || s[1] > high)
		return 0;
	for (size_t i = 2; i < n; i++)
		if ((s[i] & 0xC0) != 0x80)
			return 0;
	return n;
}

/* in each of eight bytes */
#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

static uint64_t load8(const unsigned char *p)
{
	uint64_t eight;

	memcpy(&eight, p, sizeof(eight));
	return le64toh(eight); /* the first in the lowest bits */
}

/*
 * Bytes from p on that are ASCII and characters of two bytes, eight at a
 * time: most of what is written is nothing else.  Stops before the eight
 * with something else in them, valid or not.
 */
static size_t common_len(const unsigned char *p, size_t room)
{
	uint64_t awaited = 0; /* the highest bit of each byte that must go on with a character */
	size_t n = 0;

	for (; n + 8 <= room; n += 8) {
		uint64_t eight = load8(p + n), high = eight & EACH(0x80), first, wrong;

		if (!(high | awaited))
			continue;
		first = high & eight << 1; /* 11xxxxxx */
		/* neither 111xxxxx nor 1100000x, which would be longer than need be */
		wrong = first & (eight << 2 | ~((eight & EACH(0x1E)) + EACH(0x7E)));
		/* what is not the first byte of a character must be the second of one */
		wrong |= high ^ first ^ (first << 8 | awaited);
		if (wrong)
			break;
		awaited = first >> 56;
	}
	/* the character that has begun is looked at again */
	return awaited ? n - 1 : n;
}

size_t utf8_check(const char *s, size_t len)
{
	const unsigned char *p = (const unsigned char *)s, *end = p + len, *rare;

	while (p < end) {
		p += common_len(p, (size_t)(end - p));
		for (rare = p; p < end && p - rare < 8;) {
			size_t n = sequence_len(p, (size_t)(end - p));

			if (!n)
				return len - (size_t)(end - p);
			p += n;
		}
	}
	return len;
}

size_t utf8_put(char out[4], uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}
