#include "lang/dates.h"

#include <stdlib.h>
#include <unicode/udat.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/xalloc.h"
#include "lang/utf16.h"

/*
 * ASCII letters stand for the parts of a date: d day, M month, m its short
 * name, y year, W weekday, w its short name; of the last day of a range: e
 * day, N month, z year.  All else is written as it stands.
 */
static const struct date_patterns {
	const char *locale;
	const char *style[3];
	const char *in_month, *in_year, *across; /* ranges */
} patterns[LANG_COUNT] = {
	[LANG_EN] = {
		.locale = "en_GB",
		.style = {
			[DATE_LONG] = "W, d M y",
			[DATE_PLAIN] = "d M y",
			[DATE_SHORT] = "w d m",
		},
		.in_month = "d–e M y",
		.in_year = "d M – e N y",
		.across = "d M y – e N z",
	},
	[LANG_HY] = {
		.locale = "hy_AM",
		.style = {
			[DATE_LONG] = "y թ. M d, W",
			[DATE_PLAIN] = "y թ. M d",
			[DATE_SHORT] = "m d, w",
		},
		.in_month = "y թ. M d–e",
		.in_year = "y թ. M d – N e",
		.across = "y թ. M d – z թ. N e",
	},
	[LANG_AZ] = {
		.locale = "az_AZ",
		.style = {
			[DATE_LONG] = "d M y, W",
			[DATE_PLAIN] = "d M y",
			[DATE_SHORT] = "d m, w",
		},
		.in_month = "d–e M y",
		.in_year = "d M – e N y",
		.across = "d M y – e N z",
	},
};

struct date_names {
	struct arena arena; /* of the names */
	const char *months[12], *short_months[12];
	const char *weekdays[7], *short_weekdays[7]; /* from Monday */
};

/*
 * One name of ICU's.  Some short ones end with a dot (az "C.A."), which
 * would stand badly before a comma or at the end of a cell: it is dropped.
 */
static bool read_name(struct arena *arena, UDateFormat *format, UDateFormatSymbolType type,
		      int32_t i, const char **ret_name)
{
	UErrorCode status = U_ZERO_ERROR;
	struct strbuf name = STRBUF_INIT;
	UChar text[64];
	int32_t len = udat_getSymbols(format, type, i, text, ARRAY_SIZE(text), &status);
	bool ok = U_SUCCESS(status) && len > 0 && len < (int32_t)ARRAY_SIZE(text);

	if (ok) {
		if (text[len - 1] == '.')
			len--;
		utf16_add(&name, text, len);
		*ret_name = arena_strndup(arena, name.text, name.len);
	}
	strbuf_release(&name);
	return ok;
}

static bool read_names(struct date_names *names, UDateFormat *format)
{
	struct arena *arena = &names->arena;

	/* the forms that stand beside a day: hy մարտի, not մարտ */
	for (int32_t i = 0; i < 12; i++)
		if (!read_name(arena, format, UDAT_MONTHS, i, &names->months[i]) ||
		    !read_name(arena, format, UDAT_SHORT_MONTHS, i, &names->short_months[i]))
			return false;
	for (int32_t i = 0; i < 7; i++) {
		int32_t icu = (i + 1) % 7 + 1; /* Sunday is 1 there */

		/* the stand-alone ones are the "C.A." of Azerbaijani calendars, not "C.a." */
		if (!read_name(arena, format, UDAT_WEEKDAYS, icu, &names->weekdays[i]) ||
		    !read_name(arena, format, UDAT_STANDALONE_SHORT_WEEKDAYS, icu,
			       &names->short_weekdays[i]))
			return false;
	}
	return true;
}

static void names_free(struct date_names *names)
{
	if (!names)
		return;
	arena_release(&names->arena);
	free(names);
}

/* NULL if ICU cannot, as without its data */
static struct date_names *names_open(const char *locale)
{
	UErrorCode status = U_ZERO_ERROR;
	struct date_names *names = NULL;
	UDateFormat *format;

	/* a zone and a pattern are named so that ICU does not go and look for them */
	format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, u"UTC", -1, u"d", 1, &status);
	if (U_FAILURE(status))
		goto out;
	names = xcalloc(1, sizeof(*names));
	if (!read_names(names, format)) {
		names_free(names);
		names = NULL;
	}
out:
	udat_close(format);
	return names;
}

/* what a letter of a pattern stands for */
static void add_part(struct strbuf *out, const struct date_names *names, char letter,
		     civil_day first, civil_day last)
{
	struct civil from = civil_from_day(first), to = civil_from_day(last);

	switch (letter) {
	case 'd': strbuf_addf(out, "%d", from.day); break;
	case 'e': strbuf_addf(out, "%d", to.day); break;
	case 'y': strbuf_addf(out, "%d", from.year); break;
	case 'z': strbuf_addf(out, "%d", to.year); break;
	case 'M': strbuf_addstr(out, names->months[from.month - 1]); break;
	case 'N': strbuf_addstr(out, names->months[to.month - 1]); break;
	case 'm': strbuf_addstr(out, names->short_months[from.month - 1]); break;
	case 'W': strbuf_addstr(out, names->weekdays[civil_weekday(first)]); break;
	case 'w': strbuf_addstr(out, names->short_weekdays[civil_weekday(first)]); break;
	default: BUG("letter of a date pattern");
	}
}

static void add_iso(struct strbuf *out, civil_day day)
{
	struct civil c = civil_from_day(day);

	strbuf_addf(out, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static void add(struct strbuf *out, struct dates *dates, enum lang lang, const char *pattern,
		civil_day first, civil_day last)
{
	if (!dates->names[lang])
		dates->names[lang] = names_open(patterns[lang].locale);
	if (!dates->names[lang]) {
		/* an ICU without its data: readable by anyone, at least */
		add_iso(out, first);
		if (last != first) {
			strbuf_addstr(out, " – ");
			add_iso(out, last);
		}
		return;
	}
	for (const char *p = pattern; *p; p++) {
		if (ascii_isalpha(*p))
			add_part(out, dates->names[lang], *p, first, last);
		else
			strbuf_addch(out, *p);
	}
}

void dates_release(struct dates *dates)
{
	if (!dates)
		return;
	for (size_t i = 0; i < ARRAY_SIZE(dates->names); i++)
		names_free(dates->names[i]);
	*dates = (struct dates)DATES_INIT;
}

void dates_add(struct strbuf *out, struct dates *dates, enum lang lang, enum date_style style,
	       civil_day day)
{
	add(out, dates, lang, patterns[lang].style[style], day, day);
}

void dates_add_range(struct strbuf *out, struct dates *dates, enum lang lang, civil_day first,
		     civil_day last)
{
	struct civil from = civil_from_day(first), to = civil_from_day(last);
	const char *pattern;

	if (first == last)
		pattern = patterns[lang].style[DATE_PLAIN];
	else if (from.year != to.year)
		pattern = patterns[lang].across;
	else if (from.month != to.month)
		pattern = patterns[lang].in_year;
	else
		pattern = patterns[lang].in_month;
	add(out, dates, lang, pattern, first, last);
}
