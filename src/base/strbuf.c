#include "base/strbuf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#include "base/banned.h"

char strbuf_empty[1];

void strbuf_release(struct strbuf *sb)
{
	if (!sb)
		return;
	if (sb->room)
		free(sb->text);
	*sb = (struct strbuf)STRBUF_INIT;
}

void strbuf_reset(struct strbuf *sb)
{
	sb->len = 0;
	if (sb->room)
		sb->text[0] = '\0';
}

void strbuf_grow(struct strbuf *sb, size_t more)
{
	size_t need = sb->len + more + 1;
	size_t room = sb->room ? sb->room : 64;

	if (need <= sb->room)
		return;
	while (room < need)
		room = xmul(room, 2);
	sb->text = xrealloc(sb->room ? sb->text : NULL, room);
	sb->room = room;
	sb->text[sb->len] = '\0';
}

void strbuf_add(struct strbuf *sb, const char *s, size_t len)
{
	if (!len)
		return;
	if (len >= sb->room - sb->len)
		strbuf_grow(sb, len);
	memcpy(sb->text + sb->len, s, len);
	sb->len += len;
	sb->text[sb->len] = '\0';
}

void strbuf_addstr(struct strbuf *sb, const char *s)
{
	strbuf_add(sb, s, strlen(s));
}

void strbuf_addchars(struct strbuf *sb, char c, size_t n)
{
	strbuf_grow(sb, n);
	memset(sb->text + sb->len, c, n);
	sb->len += n;
	sb->text[sb->len] = '\0';
}

void strbuf_vaddf(struct strbuf *sb, const char *fmt, va_list ap)
{
	va_list again;
	int len;

	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (len < 0)
		BUG("format");
	strbuf_grow(sb, (size_t)len);
	vsnprintf(sb->text + sb->len, (size_t)len + 1, fmt, ap);
	sb->len += (size_t)len;
}

void strbuf_addf(struct strbuf *sb, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	strbuf_vaddf(sb, fmt, ap);
	va_end(ap);
}

char *strbuf_detach(struct strbuf *sb, size_t *ret_len)
{
	char *text;

	strbuf_grow(sb, 0);
	text = sb->text;
	if (ret_len)
		*ret_len = sb->len;
	*sb = (struct strbuf)STRBUF_INIT;
	return text;
}
