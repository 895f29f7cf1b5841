/*
 * A file lists the changes up to some year, and says in one line by which
 * rule they go on ("CET-1CEST,M3.5.0,M10.5.0/3").
 */
#include "plan/zone-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/vec.h"

#include "base/banned.h"

#define DAY INT64_C(86400)

/* the largest of the system's have 4 KiB */
#define FILE_MAX ((size_t)64 * 1024)

struct reading {
	const unsigned char *p, *end; /* what is not read yet */
	instant from, to;
	int offset; /* before the first change */
	VEC(struct zone_change) changes;
};

/* ---------------------------------------------------------------- the file */

static const unsigned char *take(struct reading *r, size_t n)
{
	const unsigned char *p = r->p;

	if ((size_t)(r->end - p) < n)
		return NULL;
	r->p += n;
	return p;
}

static int32_t int32_at(const unsigned char *p)
{
	return (int32_t)((uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]);
}

static int64_t int64_at(const unsigned char *p)
{
	return (int64_t)((uint64_t)(uint32_t)int32_at(p) << 32 | (uint32_t)int32_at(p + 4));
}

/* what a part of the file holds how many of */
struct counts {
	unsigned char version; /* 0, '2', '3' … */
	size_t utc, standard, leaps, times, types, chars;
};

static bool read_counts(struct reading *r, struct counts *ret)
{
	size_t *const each[] = { &ret->utc,   &ret->standard, &ret->leaps,
				 &ret->times, &ret->types,    &ret->chars };
	const unsigned char *head = take(r, 44);

	if (!head || memcmp(head, "TZif", 4))
		return false;
	ret->version = head[4];
	for (size_t i = 0; i < ARRAY_SIZE(each); i++) {
		*each[i] = (uint32_t)int32_at(head + 20 + 4 * i);
		if (*each[i] > FILE_MAX)
			return false;
	}
	return ret->types > 0;
}

/* times are listed in so many bytes: 4 in the first part, 8 in the second */
static size_t part_size(const struct counts *c, size_t time_size)
{
	return c->times * (time_size + 1) + c->types * 6 + c->chars +
	       c->leaps * (time_size + 4) + c->standard + c->utc;
}

static int offset_now(const struct reading *r)
{
	return r->changes.n ? r->changes.v[r->changes.n - 1].after : r->offset;
}

/* notes what the clocks change to; not before what was noted last */
static void note_change(struct reading *r, instant at, int after)
{
	struct zone_change change = { at, offset_now(r), after, false };
	size_t n = r->changes.n;

	if (at >= r->to)
		return;
	if (at < r->from) {
		r->offset = after;
	} else if (n && r->changes.v[n - 1].at == at) {
		/* summer time that lasts all year ends as it begins */
		r->changes.v[n - 1].after = after;
		r->changes.n -= r->changes.v[n - 1].before == after;
	} else if (change.before != after) {
		VEC_PUSH(&r->changes, change);
	}
}

/* notes the changes that are listed; ret_last: the last of them, INSTANT_NONE if there is none */
static bool read_part(struct reading *r, const struct counts *c, size_t time_size, instant *ret_last)
{
	const unsigned char *times = take(r, part_size(c, time_size)), *of, *types;

	if (!times)
		return false;
	of = times + c->times * time_size;
	types = of + c->times;
	*ret_last = INSTANT_NONE;
	r->offset = int32_at(types);
	for (size_t i = 0; i < c->times; i++) {
		const unsigned char *p = times + i * time_size;
		instant at = time_size == 8 ? int64_at(p) : int32_at(p);

		if (of[i] >= c->types || (i && at <= *ret_last))
			return false;
		note_change(r, at, int32_at(types + 6 * (size_t)of[i]));
		*ret_last = at;
	}
	return true;
}

/* ---------------------------------------------------------------- the rule */

/* a day of every year, and seconds from its midnight on the clocks before the change */
struct yearly {
	char kind; /* 'J': days without 29 February, from 1; 'N': days, from 0; 'M' */
	int day;   /* of an 'M', of the week: 0 Sunday */
	int month, week; /* of an 'M'; week 5 is the last */
	int second;
};

struct rule {
	int standard, summer; /* seconds east of UTC */
	struct yearly begins, ends; /* summer time */
};

static bool skip_char(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

static bool number(const char **s, int max, int *ret)
{
	int n = 0;

	if (!ascii_isdigit(**s))
		return false;
	for (; ascii_isdigit(**s) && n <= max; (*s)++)
		n = n * 10 + (**s - '0');
	*ret = n;
	return n <= max;
}

/* "CET", "<+04>" */
static bool skip_name(const char **s)
{
	const char *from = *s;

	if (skip_char(s, '<')) {
		*s += strcspn(*s, ">");
		return skip_char(s, '>');
	}
	while (ascii_isalpha(**s))
		(*s)++;
	return *s > from;
}

/* "-3:30", "26", in seconds */
static bool clock_time(const char **s, int *ret)
{
	int hours, minutes = 0, seconds = 0;
	bool negative = **s == '-';

	if (negative || **s == '+')
		(*s)++;
	if (!number(s, 167, &hours) || (skip_char(s, ':') && !number(s, 59, &minutes)))
		return false;
	if (skip_char(s, ':') && !number(s, 59, &seconds))
		return false;
	seconds += hours * 3600 + minutes * 60;
	*ret = negative ? -seconds : seconds;
	return true;
}

/* ",M3.5.0/1" */
static bool yearly(const char **s, struct yearly *ret)
{
	bool good;

	*ret = (struct yearly){ .kind = 'N', .second = 2 * 3600 };
	if (!skip_char(s, ','))
		return false;
	if (skip_char(s, 'M')) {
		ret->kind = 'M';
		good = number(s, 12, &ret->month) && ret->month && skip_char(s, '.') &&
		       number(s, 5, &ret->week) && ret->week && skip_char(s, '.') &&
		       number(s, 6, &ret->day);
	} else {
		if (skip_char(s, 'J'))
			ret->kind = 'J';
		good = number(s, 365, &ret->day);
	}
	return good && (!skip_char(s, '/') || clock_time(s, &ret->second));
}

/* POSIX counts offsets to the west; false if there is no summer time, or it is not understood */
static bool read_rule(const char *s, struct rule *ret)
{
	if (!skip_name(&s) || !clock_time(&s, &ret->standard) || !skip_name(&s))
		return false;
	ret->standard = -ret->standard;
	ret->summer = ret->standard + 3600;
	if (*s != ',') {
		if (!clock_time(&s, &ret->summer))
			return false;
		ret->summer = -ret->summer;
	}
	return yearly(&s, &ret->begins) && yearly(&s, &ret->ends) && !*s;
}

static civil_day day_in_year(const struct yearly *on, int year)
{
	civil_day day;

	if (on->kind == 'J') /* as if there were no leap years, so 1 March is always the same */
		return on->day < 60 ? civil_to_day(year, 1, on->day)
				    : civil_to_day(year, 3, 1) + on->day - 60;
	if (on->kind == 'N')
		return civil_to_day(year, 1, 1) + on->day;
	day = civil_to_day(year, on->month, 1);
	day += (on->day - (civil_weekday(day) + 1) % 7 + 7) % 7 + 7 * (on->week - 1);
	/* the fifth may be in the next month */
	if (on->week == 5 && civil_from_day(day).month != on->month)
		day -= 7;
	return day;
}

static instant instant_in_year(const struct yearly *on, int year, int offset)
{
	return day_in_year(on, year) * DAY + on->second - offset;
}

static int year_of(instant at)
{
	return civil_from_day((civil_day)(at / DAY)).year;
}

/* goes on by the rule behind the last change that is listed */
static void apply_rule(struct reading *r, const struct rule *rule, instant last)
{
	if (last >= r->to)
		return;
	for (int year = year_of(last > r->from ? last : r->from) - 1; year <= year_of(r->to); year++) {
		instant begins = instant_in_year(&rule->begins, year, rule->standard);
		instant ends = instant_in_year(&rule->ends, year, rule->summer);

		/* south of the equator summer time ends first */
		if (ends > last && ends < begins)
			note_change(r, ends, rule->standard);
		if (begins > last)
			note_change(r, begins, rule->summer);
		if (ends > last && ends >= begins)
			note_change(r, ends, rule->standard);
	}
}

/* the line between two line breaks at the end */
static void read_last_line(struct reading *r, instant last)
{
	char line[128];
	size_t n = (size_t)(r->end - r->p);
	struct rule rule;

	if (n < 2 || n > sizeof(line) || *r->p != '\n' || r->end[-1] != '\n')
		return;
	memcpy(line, r->p + 1, n - 2);
	line[n - 2] = '\0';
	if (read_rule(line, &rule))
		apply_rule(r, &rule, last);
}

static bool read_parts(struct reading *r)
{
	struct counts counts;
	instant last;

	if (!read_counts(r, &counts))
		return false;
	if (!counts.version)
		return read_part(r, &counts, 4, &last);
	/* a second part says the same in larger numbers */
	if (!take(r, part_size(&counts, 4)) || !read_counts(r, &counts) ||
	    !read_part(r, &counts, 8, &last))
		return false;
	read_last_line(r, last);
	return r->changes.n < UINT16_MAX;
}

static size_t read_file(const char *path, unsigned char *buffer)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	size_t len = 0;
	ssize_t n = 0;

	if (fd < 0)
		return 0;
	do {
		n = read(fd, buffer + len, FILE_MAX - len);
		len += n > 0 ? (size_t)n : 0;
	} while (n > 0 || (n < 0 && errno == EINTR));
	close(fd);
	return n < 0 ? 0 : len;
}

bool zone_file_read(const char *path, struct arena *arena, instant from, instant to,
		    struct zone_file *ret)
{
	unsigned char *buffer = xmalloc(FILE_MAX);
	struct reading r = { .p = buffer, .from = from, .to = to };
	bool good;

	r.end = buffer + read_file(path, buffer);
	good = read_parts(&r);
	if (good) {
		ret->offset = r.offset;
		ret->n = r.changes.n;
		ret->changes = arena_array(arena, r.changes.n, sizeof(*ret->changes));
		if (r.changes.n)
			memcpy(ret->changes, r.changes.v, r.changes.n * sizeof(*ret->changes));
	}
	VEC_RELEASE(&r.changes);
	free(buffer);
	return good;
}
