#include "plan/value.h"

#include <string.h>

#include "base/ascii.h"

#include "base/banned.h"

static void skip_blanks(const char **s)
{
	while (ascii_isblank(**s))
		(*s)++;
}

/* from min to max digits, moved over */
static bool digits(const char **s, int min, int max, int *ret)
{
	int n = 0, value = 0;

	while (n < max && ascii_isdigit((*s)[n]))
		value = value * 10 + ((*s)[n++] - '0');
	if (n < min || ascii_isdigit((*s)[n]))
		return false;
	*s += n;
	*ret = value;
	return true;
}

static bool date_at(const char **s, civil_day *ret)
{
	int year, month, day;

	if (!digits(s, 4, 4, &year) || *(*s)++ != '-' || !digits(s, 2, 2, &month) ||
	    *(*s)++ != '-' || !digits(s, 2, 2, &day))
		return false;
	if (year < 1900 || year > 2199 || !civil_is_valid(year, month, day))
		return false;
	*ret = civil_to_day(year, month, day);
	return true;
}

bool value_date(const char *s, civil_day *ret)
{
	civil_day day;

	if (!date_at(&s, &day) || *s)
		return false;
	*ret = day;
	return true;
}

bool value_dates(const char *s, struct date_range *ret)
{
	struct date_range range;

	if (!date_at(&s, &range.first))
		return false;
	range.last = range.first;
	skip_blanks(&s);
	if (*s == '/') {
		s++;
		skip_blanks(&s);
		if (!date_at(&s, &range.last))
			return false;
	}
	if (*s)
		return false;
	*ret = range;
	return true;
}

/* minutes from midnight; 24:00 too */
static bool clock_at(const char **s, int *ret)
{
	int hour, minute;

	if (!digits(s, 1, 2, &hour) || *(*s)++ != ':' || !digits(s, 2, 2, &minute))
		return false;
	if (minute > 59 || hour > 24 || (hour == 24 && minute))
		return false;
	*ret = hour * 60 + minute;
	return true;
}

bool value_times(const char *s, struct times *ret)
{
	static const char en_dash[] = "\xE2\x80\x93";
	struct times times = { .end = -1 };
	int days;

	if (!clock_at(&s, &times.start) || times.start == 24 * 60)
		return false;
	skip_blanks(&s);
	if (*s == '-' || !strncmp(s, en_dash, 3)) {
		s += *s == '-' ? 1 : 3;
		skip_blanks(&s);
		if (!clock_at(&s, &times.end))
			return false;
		skip_blanks(&s);
		if (*s == '+') {
			s++;
			if (!digits(&s, 1, 2, &days))
				return false;
			times.end += days * 24 * 60;
		}
	}
	if (*s)
		return false;
	*ret = times;
	return true;
}

bool value_moment(const char *s, struct moment *ret)
{
	struct moment moment = { .minute = -1 };

	if (!date_at(&s, &moment.day))
		return false;
	if (*s == 'T' || ascii_isblank(*s)) {
		s++;
		skip_blanks(&s);
		if (!clock_at(&s, &moment.minute))
			return false;
	}
	if (*s)
		return false;
	*ret = moment;
	return true;
}

static bool word_at(const char **s, const char *word)
{
	size_t len = strlen(word);

	if (strncmp(*s, word, len))
		return false;
	*s += len;
	return true;
}

bool value_duration(const char *s, struct duration *ret)
{
	static const struct {
		const char *word;
		enum duration_unit unit;
	} units[] = {
		{ "working day", DURATION_WORKING_DAYS },
		{ "day", DURATION_DAYS },
		{ "week", DURATION_WEEKS },
		{ "month", DURATION_MONTHS },
	};
	struct duration d = { DURATION_MINUTES, 0 };
	int n;

	if (!digits(&s, 1, 5, &n))
		return false;
	if (*s == 'h' || *s == 'm') {
		d.n = *s == 'h' ? n * 60 : n;
		if (*s++ == 'h' && ascii_isdigit(*s)) {
			if (!digits(&s, 1, 2, &n) || n > 59 || *s++ != 'm')
				return false;
			d.n += n;
		}
	} else {
		d.unit = DURATION_NONE;
		d.n = n;
		skip_blanks(&s);
		for (size_t i = 0; i < ARRAY_SIZE(units) && !d.unit; i++)
			if (word_at(&s, units[i].word))
				d.unit = units[i].unit;
		if (!d.unit || d.n > 3660)
			return false;
		if (*s == 's')
			s++;
	}
	if (*s)
		return false;
	*ret = d;
	return true;
}

bool value_count(const char *s, int *ret)
{
	int n;

	if (!digits(&s, 1, 9, &n) || *s)
		return false;
	*ret = n;
	return true;
}

bool value_decimal(const char *s, double *ret)
{
	bool negative = *s == '-';
	int whole, n = 0, fraction = 0;
	double scale = 1;

	if (negative)
		s++;
	if (!digits(&s, 1, 9, &whole))
		return false;
	if (*s == '.') {
		s++;
		for (n = 0; n < 9 && ascii_isdigit(s[n]); n++) {
			fraction = fraction * 10 + (s[n] - '0');
			scale *= 10;
		}
		s += n;
		if (!n)
			return false;
	}
	if (*s)
		return false;
	*ret = (negative ? -1 : 1) * (whole + fraction / scale);
	return true;
}

bool value_is_id(const char *s)
{
	size_t n = 0;

	if (*s == '-')
		return false;
	while (ascii_islower(s[n]) || ascii_isdigit(s[n]) || s[n] == '-')
		n++;
	return n > 0 && n <= 63 && !s[n];
}

static bool weekday_at(const char **s, int *ret)
{
	static const char days[] = "montuewedthufrisatsun";

	for (int i = 0; i < 7; i++)
		if (!strncmp(*s, days + (size_t)i * 3, 3)) {
			*s += 3;
			*ret = i;
			return true;
		}
	return false;
}

bool value_weekdays(const char *s, unsigned int *ret)
{
	unsigned int bits = 0;

	for (;;) {
		int from, to;

		skip_blanks(&s);
		if (!weekday_at(&s, &from))
			return false;
		to = from;
		skip_blanks(&s);
		if (*s == '-') {
			s++;
			skip_blanks(&s);
			if (!weekday_at(&s, &to))
				return false;
			skip_blanks(&s);
		}
		for (int day = from;; day = (day + 1) % 7) {
			bits |= 1u << day;
			if (day == to)
				break;
		}
		if (!*s)
			break;
		if (*s++ != ',')
			return false;
	}
	*ret = bits;
	return true;
}

static bool is_domain(const char *s, size_t len)
{
	size_t label = 0;
	bool dot = false;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '.') {
			if (!label || s[i - 1] == '-')
				return false;
			dot = true;
			label = 0;
			continue;
		}
		if (!ascii_isalnum(s[i]) && (s[i] != '-' || !label))
			return false;
		if (++label > 63)
			return false;
	}
	return dot && label && s[len - 1] != '-' && len <= 253;
}

bool value_is_domain(const char *s)
{
	return is_domain(s, strlen(s));
}

bool value_is_email(const char *s)
{
	static const char specials[] = "!#$%&'*+-/=?^_`{|}~.";
	const char *at = strrchr(s, '@');

	if (!at || at == s || at - s > 64 || *s == '.' || at[-1] == '.')
		return false;
	for (const char *p = s; p < at; p++)
		if ((!ascii_isalnum(*p) && !strchr(specials, *p)) || (*p == '.' && p[1] == '.'))
			return false;
	return is_domain(at + 1, strlen(at + 1));
}

bool value_is_language_tag(const char *s)
{
	size_t n = 0;

	for (bool first = true;; first = false) {
		n = 0;
		while (ascii_isalnum(s[n]) && (!first || ascii_isalpha(s[n])))
			n++;
		if (n < (first ? 2u : 1u) || n > 8)
			return false;
		s += n;
		if (!*s)
			return true;
		if (*s++ != '-')
			return false;
	}
}
