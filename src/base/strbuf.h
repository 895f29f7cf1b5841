/*
 * A string that grows.  text is never NULL and always ends with NUL; len
 * counts the bytes before it, which may hold NUL themselves.
 */
#ifndef BASE_STRBUF_H
#define BASE_STRBUF_H

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

struct strbuf {
	char *text;
	size_t len, room;
};

extern char strbuf_empty[1];
#define STRBUF_INIT { .text = strbuf_empty }

void strbuf_release(struct strbuf *sb);
void strbuf_reset(struct strbuf *sb);
/* leaves the first len bytes, of as many or more */
void strbuf_cut(struct strbuf *sb, size_t len);
void strbuf_grow(struct strbuf *sb, size_t more);

static inline void strbuf_addch(struct strbuf *sb, char c)
{
	if (sb->room - sb->len < 2)
		strbuf_grow(sb, 1);
	sb->text[sb->len++] = c;
	sb->text[sb->len] = '\0';
}

static inline void strbuf_add(struct strbuf *sb, const char *s, size_t len)
{
	if (!len)
		return;
	if (len >= sb->room - sb->len)
		strbuf_grow(sb, len);
	memcpy(sb->text + sb->len, s, len);
	sb->len += len;
	sb->text[sb->len] = '\0';
}

void strbuf_addstr(struct strbuf *sb, const char *s);
void strbuf_addchars(struct strbuf *sb, char c, size_t n);
void strbuf_addf(struct strbuf *sb, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void strbuf_vaddf(struct strbuf *sb, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
/* hands the text over to the caller, who frees it */
char *strbuf_detach(struct strbuf *sb, size_t *ret_len);

#endif
