#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "base/utf8.h"

#include "base/banned.h"

void sources_init(struct sources *sources, struct arena *arena)
{
	*sources = (struct sources){ .arena = arena };
}

static void source_free_parts(struct source *source)
{
	free(source->owned);
	free(source->lines);
}

void sources_release(struct sources *sources)
{
	if (!sources)
		return;
	for (size_t i = 0; i < sources->list.n; i++)
		source_free_parts(sources->list.v[i]);
	VEC_RELEASE(&sources->list);
}

static uint32_t line_offset(const struct source *source, uint32_t line)
{
	return source->lines[line - 1] & ~SOURCE_LINE_CUT;
}

/* bytes of the line break at p, as YAML 1.1 and libyaml know them; or 0 */
static size_t break_len(const unsigned char *p, const unsigned char *end)
{
	switch (*p) {
	case '\n':
		return 1;
	case '\r':
		return p + 1 < end && p[1] == '\n' ? 2 : 1;
	case 0xC2: /* NEL */
		return p + 1 < end && p[1] == 0x85 ? 2 : 0;
	case 0xE2: /* LS, PS */
		return p + 2 < end && p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9) ? 3 : 0;
	default:
		return 0;
	}
}

static bool is_cut(const unsigned char *p, const unsigned char *end)
{
	return p[-1] == ' ' && p + 1 < end && p[1] > ' ' && p[1] != '#';
}

/*
 * Bytes of interest: what may begin a line break, and "#".  Each kind is
 * looked for by itself, as memchr() is fast and most kinds are rare.
 */
static const unsigned char marks[] = { '#', '\n', '\r', 0xC2, 0xE2 };

struct marks {
	const unsigned char *end;
	const unsigned char *next[ARRAY_SIZE(marks)]; /* the next of each kind, or end */
};

/* the next byte of interest from p on, or end */
static const unsigned char *next_mark(struct marks *m, const unsigned char *p)
{
	const unsigned char *first = m->end;

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
		if (!m->next[i] || m->next[i] < p) {
			m->next[i] = memchr(p, marks[i], (size_t)(m->end - p));
			if (!m->next[i])
				m->next[i] = m->end;
		}
		if (m->next[i] < first)
			first = m->next[i];
	}
	return first;
}

/* notes columns in a long line, so that none is counted from its beginning */
static void map_columns(struct source *source, struct arena *arena, size_t from, size_t to)
{
	uint32_t n = 0;

	if (!source->columns)
		source->columns = arena_array(arena, source->len / SOURCE_STEP + 1,
					      sizeof(*source->columns));
	for (size_t at = from; at < to; at++) {
		if (at % SOURCE_STEP == 0)
			source->columns[at / SOURCE_STEP] = n;
		n += !utf8_continues(source->text[at]);
	}
}

/* bytes of a line, about */
#define LINE_LEN 128

static void map_lines(struct source *source, struct arena *arena)
{
	const unsigned char *text = (const unsigned char *)source->text;
	const unsigned char *end = text + source->len;
	struct marks m = { .end = end };
	uint32_t offset = 0, flag = 0;
	VEC(uint32_t) lines = { 0 };
	size_t len;

	VEC_ROOM(&lines, source->len / LINE_LEN + 1);
	for (const unsigned char *p = next_mark(&m, text); p < end; p = next_mark(&m, p + len)) {
		len = break_len(p, end);
		if (!len) {
			if (*p == '#' && p > text && is_cut(p, end)) {
				flag = SOURCE_LINE_CUT;
				source->is_cut = true;
			}
			len = 1;
			continue;
		}
		VEC_PUSH(&lines, offset | flag);
		flag = 0;
		offset = (uint32_t)(p + len - text);
	}
	VEC_PUSH(&lines, offset | flag);
	source->n_lines = (uint32_t)lines.n;
	source->lines = lines.v;
	for (uint32_t i = 0; i < source->n_lines; i++) {
		size_t from = line_offset(source, i + 1);
		size_t to = i + 1 < source->n_lines ? line_offset(source, i + 2) : source->len;

		if (to - from > SOURCE_STEP)
			map_columns(source, arena, from, to);
	}
}

struct source *sources_add(struct sources *sources, const char *shown, const char *text, size_t len)
{
	struct source *source = arena_new(sources->arena, struct source);

	source->path = arena_strdup(sources->arena, shown);
	source->text = text;
	source->len = len;
	source->valid = utf8_check(text, len);
	source->file = (uint16_t)sources->list.n;
	map_lines(source, sources->arena);
	VEC_PUSH(&sources->list, source);
	return source;
}

static int read_all(int fd, struct strbuf *sb)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return -errno;
	if (S_ISDIR(st.st_mode))
		return -EISDIR;
	if (S_ISREG(st.st_mode)) {
		if ((unsigned long long)st.st_size > SOURCE_MAX_SIZE)
			return -EFBIG;
		strbuf_grow(sb, (size_t)st.st_size + 1);
	}
	for (;;) {
		ssize_t n;

		if (sb->len > SOURCE_MAX_SIZE)
			return -EFBIG;
		if (sb->room - sb->len < 2)
			strbuf_grow(sb, 64 * 1024);
		n = read(fd, sb->text + sb->len, sb->room - sb->len - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		if (!n)
			break;
		sb->len += (size_t)n;
	}
	sb->text[sb->len] = '\0';
	return 0;
}

int sources_read(struct sources *sources, const char *path, const char *shown,
		 struct source **ret_source)
{
	struct strbuf sb = STRBUF_INIT;
	bool is_stdin = !strcmp(path, "-");
	size_t bom;
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	int r = fd < 0 ? -errno : read_all(fd, &sb);

	if (fd >= 0 && !is_stdin)
		close(fd);
	if (r && r != -EFBIG)
		goto out;
	if (sources->list.n >= UINT16_MAX) {
		r = -EMFILE;
		goto out;
	}
	if (r)
		strbuf_release(&sb);
	bom = sb.len >= 3 && !memcmp(sb.text, "\xEF\xBB\xBF", 3) ? 3 : 0;
	*ret_source = sources_add(sources, shown, sb.text + bom, sb.len - bom);
	/* not copied: it is large, and what is freed late costs least */
	(*ret_source)->owned = sb.room ? sb.text : NULL;
	return r;
out:
	strbuf_release(&sb);
	return r;
}

const struct source *sources_at(const struct sources *sources, struct span span)
{
	return span.file < sources->list.n ? sources->list.v[span.file] : NULL;
}

void source_line(const struct source *source, uint32_t line, const char **ret_text, size_t *ret_len)
{
	size_t from, to;

	*ret_text = "";
	*ret_len = 0;
	if (line < 1 || line > source->n_lines)
		return;
	from = line_offset(source, line);
	to = line < source->n_lines ? line_offset(source, line + 1) : source->len;
	if (line < source->n_lines) {
		/* the break is the last character, or CR LF */
		to--;
		while (to > from && utf8_continues(source->text[to]))
			to--;
		if (source->text[to] == '\n' && to > from && source->text[to - 1] == '\r')
			to--;
	}
	*ret_text = source->text + from;
	*ret_len = to - from;
}

/* moves on in a long line, to the last noted place that is not behind the column */
static void skip_columns(const struct source *source, uint32_t line, size_t *at, uint32_t *column)
{
	size_t end = line < source->n_lines ? line_offset(source, line + 1) : source->len;
	size_t low = *at / SOURCE_STEP, high = end / SOURCE_STEP;

	if (end - *at <= SOURCE_STEP)
		return;
	while (low < high) {
		size_t middle = high - (high - low) / 2;

		if (middle * SOURCE_STEP < end && source->columns[middle] < *column)
			low = middle;
		else
			high = middle - 1;
	}
	if (low * SOURCE_STEP <= *at)
		return;
	*at = low * SOURCE_STEP;
	*column -= source->columns[low];
	/* a letter that lies across the place was counted */
	while (*at < end && utf8_continues(source->text[*at]))
		(*at)++;
}

size_t source_offset(const struct source *source, uint32_t line, uint32_t column)
{
	size_t at;

	if (line < 1 || line > source->n_lines)
		return source->len;
	at = line_offset(source, line);
	skip_columns(source, line, &at, &column);
	for (; column > 1 && at < source->len; column--) {
		at++;
		while (at < source->len && utf8_continues(source->text[at]))
			at++;
	}
	return at;
}

void source_text(const struct source *source, struct span span, const char **ret_text,
		 size_t *ret_len)
{
	size_t from = source_offset(source, span.line, span.column);
	size_t to = source_offset(source, span.end_line, span.end_column);

	*ret_text = source->text + from;
	*ret_len = to > from ? to - from : 0;
}

static int compare(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int compare_ends(struct span a, struct span b)
{
	int c = compare(a.end_line, b.end_line);

	return c ? c : compare(a.end_column, b.end_column);
}

int span_compare(struct span a, struct span b)
{
	int c = compare(a.file, b.file);

	if (!c)
		c = compare(a.line, b.line);
	if (!c)
		c = compare(a.column, b.column);
	return c ? c : compare_ends(a, b);
}

bool span_is_within(struct span inner, struct span outer)
{
	if (inner.file != outer.file || !inner.line || !outer.line)
		return false;
	if (inner.line < outer.line || (inner.line == outer.line && inner.column < outer.column))
		return false;
	return compare_ends(inner, outer) <= 0;
}
