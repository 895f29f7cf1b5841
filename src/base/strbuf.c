#include "base/strbuf.h"

#include <stdbool.h>
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
	strbuf_cut(sb, 0);
}

void strbuf_cut(struct strbuf *sb, size_t len)
{
	sb->len = len;
	if (sb->room)
		sb->text[len] = '\0';
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

/*
 * Patterns that hold nothing but %s, %d, %02d and, as translations have it,
 * %2$s are filled in here: it takes a fifth of what vsnprintf() takes.
 */
#define ARGS_MAX 8

struct conversion {
	size_t arg; /* which, from 1 on; 0: the next */
	int width;  /* of a number with zeros before it */
	char kind;  /* 's' or 'd' */
};

struct arg {
	char kind; /* 0: not used */
	const char *text;
	int number;
};

/* of what stands behind a '%'; NULL if it is another one */
static const char *read_conversion(const char *p, struct conversion *ret)
{
	*ret = (struct conversion){ 0 };
	if (p[0] >= '1' && p[0] <= '0' + ARGS_MAX && p[1] == '$') {
		ret->arg = (size_t)(p[0] - '0');
		p += 2;
	}
	if (p[0] == '0' && p[1] >= '1' && p[1] <= '9' && p[2] == 'd') {
		ret->width = p[1] - '0';
		p += 2;
	}
	ret->kind = *p;
	return *p == 's' || *p == 'd' ? p + 1 : NULL;
}

/* false, and ap as it was, if the pattern is not so simple */
static bool read_args(const char *fmt, va_list ap, struct arg args[ARGS_MAX])
{
	struct conversion c;
	size_t n = 0, next = 0;

	for (const char *p = strchr(fmt, '%'); p; p = strchr(p, '%')) {
		size_t i;

		p = read_conversion(p + 1, &c);
		i = p && c.arg ? c.arg - 1 : next++;
		if (!p || i >= ARGS_MAX || (args[i].kind && args[i].kind != c.kind))
			return false;
		args[i].kind = c.kind;
		n = i < n ? n : i + 1;
	}
	for (size_t i = 0; i < n; i++)
		if (!args[i].kind)
			return false;
	for (size_t i = 0; i < n; i++) {
		if (args[i].kind == 's')
			args[i].text = va_arg(ap, const char *);
		else
			args[i].number = va_arg(ap, int);
	}
	return true;
}

static void add_number(struct strbuf *sb, int number, int width)
{
	unsigned int rest = number < 0 ? -(unsigned int)number : (unsigned int)number;
	char digits[24], *p = digits + sizeof(digits);

	for (; rest; rest /= 10)
		*--p = (char)('0' + rest % 10);
	if (p == digits + sizeof(digits))
		*--p = '0';
	while (digits + sizeof(digits) - p < width - (number < 0))
		*--p = '0';
	if (number < 0)
		*--p = '-';
	strbuf_add(sb, p, (size_t)(digits + sizeof(digits) - p));
}

static void add_simple(struct strbuf *sb, const char *fmt, const struct arg *args)
{
	struct conversion c;
	size_t next = 0;

	for (const char *p = fmt, *percent; *p;) {
		const struct arg *arg;

		percent = strchrnul(p, '%');
		strbuf_add(sb, p, (size_t)(percent - p));
		if (!*percent)
			break;
		p = read_conversion(percent + 1, &c);
		arg = &args[c.arg ? c.arg - 1 : next++];
		if (c.kind == 's')
			strbuf_addstr(sb, arg->text);
		else
			add_number(sb, arg->number, c.width);
	}
}

void strbuf_vaddf(struct strbuf *sb, const char *fmt, va_list ap)
{
	struct arg args[ARGS_MAX] = { 0 };
	va_list again;
	int len;

	if (read_args(fmt, ap, args)) {
		strbuf_grow(sb, 0);
		add_simple(sb, fmt, args);
		return;
	}
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
