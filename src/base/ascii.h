/*
 * Letters as the ASCII table has them, whatever the locale: keys, codes,
 * ids and protocol names are compared by these only.
 */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include <stdbool.h>
#include <stddef.h>

static inline bool ascii_isdigit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ascii_isupper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool ascii_islower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool ascii_isalpha(char c)
{
	return ascii_isupper(c) || ascii_islower(c);
}

static inline bool ascii_isalnum(char c)
{
	return ascii_isalpha(c) || ascii_isdigit(c);
}

static inline bool ascii_isblank(char c)
{
	return c == ' ' || c == '\t';
}

static inline char ascii_tolower(char c)
{
	return ascii_isupper(c) ? (char)(c + ('a' - 'A')) : c;
}

static inline char ascii_toupper(char c)
{
	return ascii_islower(c) ? (char)(c - ('a' - 'A')) : c;
}

static inline int ascii_casecmp(const char *a, const char *b)
{
	while (*a && ascii_tolower(*a) == ascii_tolower(*b)) {
		a++;
		b++;
	}
	return (unsigned char)ascii_tolower(*a) - (unsigned char)ascii_tolower(*b);
}

#endif
