#include "cmd/cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/json.h"
#include "base/vec.h"
#include "lang/country.h"
#include "lang/text.h"

#include "base/banned.h"

/* a day with the line of the list of sources that belongs to it */
struct shown_day {
	const struct kept_day *day;
	size_t source; /* from 1 */
};

enum { COLUMN_DATE, COLUMN_COUNTRY, COLUMN_KIND, COLUMN_OFFICES, COLUMN_SOURCE, COLUMN_COUNT };

struct shown_days {
	struct run *run;
	enum lang lang; /* of all but the names, which are in the languages asked for */
	VEC(struct shown_day) list;
	VEC(const struct kept_day *) sources; /* the first day that has it */
	size_t width[COLUMN_COUNT];
};

static const char *kind_word(const struct kept_day *day)
{
	if (day->moved)
		return day->working ? "working-day" : "day-off";
	if (day->kind == DAY_REMEMBRANCE)
		return "remembrance";
	return day->kind == DAY_HOLIDAY ? "holiday" : "observance";
}

/* the same for people */
static const char *kind_name(const struct kept_day *day)
{
	if (day->moved)
		/* TRANSLATORS: kinds of day in a table, short */
		return day->working ? N_("working day") : N_("day off");
	if (day->kind == DAY_REMEMBRANCE)
		/* TRANSLATORS: a day of remembrance or mourning, in a table, short */
		return N_("remembrance");
	/* TRANSLATORS: kinds of day in a table, short; an observance is a working day */
	return day->kind == DAY_HOLIDAY ? N_("public holiday") : N_("observance");
}

static bool same_source(const struct kept_day *a, const struct kept_day *b)
{
	return !strcmp(a->source, b->source) && a->as_of == b->as_of;
}

static void add_day(struct shown_days *s, const struct kept_day *day)
{
	struct shown_day shown = { day, 0 };

	while (shown.source < s->sources.n && !same_source(s->sources.v[shown.source], day))
		shown.source++;
	if (shown.source == s->sources.n)
		VEC_PUSH(&s->sources, day);
	shown.source++;
	VEC_PUSH(&s->list, shown);
}

/* by date, then in the order of the countries and of each country's list */
static int compare_days(const void *a, const void *b)
{
	const struct kept_day *x = ((const struct shown_day *)a)->day;
	const struct kept_day *y = ((const struct shown_day *)b)->day;
	int r = strcmp(x->country.code, y->country.code);

	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	return r ? r : (x > y) - (x < y);
}

/* false if no country's days are known in that year */
static bool find_days(struct shown_days *s, int year)
{
	struct calendar *calendar = &s->run->calendar;
	const char *country;
	bool known = false;

	for (size_t i = 0; (country = calendar_country(i)); i++) {
		const struct kept_days *days = calendar_year(calendar, country, year);

		known |= calendar_knows(calendar, country, year);
		for (size_t j = 0; j < days->n; j++)
			add_day(s, &days->v[j]);
	}
	if (s->list.n)
		qsort(s->list.v, s->list.n, sizeof(*s->list.v), compare_days);
	return known;
}

static void add_cell(struct strbuf *out, const struct shown_days *s, const struct shown_day *shown,
		     int column)
{
	const struct kept_day *day = shown->day;

	switch (column) {
	case COLUMN_DATE:
		dates_add(out, &s->run->dates, s->lang, DATE_SHORT, day->date);
		break;
	case COLUMN_COUNTRY:
		country_add_name(out, s->lang, day->country.code);
		break;
	case COLUMN_KIND:
		strbuf_addstr(out, tr(s->run, kind_name(day)));
		break;
	case COLUMN_OFFICES:
		/* TRANSLATORS: of offices on a day, in a table, short */
		strbuf_addstr(out, tr(s->run, day->working ? N_("open") : N_("closed")));
		break;
	default:
		strbuf_addf(out, "[%zu]", shown->source);
	}
}

/* the names in the languages that were asked for, one behind the other */
static void add_names(struct strbuf *out, const struct shown_days *s, const struct text *name)
{
	const struct options *o = &s->run->options;

	if (!o->n_langs)
		strbuf_addstr(out, text_in(name, s->lang));
	for (size_t i = 0; i < o->n_langs; i++)
		strbuf_addf(out, "%s%s", i ? " / " : "", text_in(name, o->langs[i]));
}

/* the names, and what there is to say about the day besides */
static void add_remarks(struct strbuf *out, const struct shown_days *s, const struct kept_day *day)
{
	struct strbuf name = STRBUF_INIT, other = STRBUF_INIT;

	add_names(&name, s, day->name);
	if (day->moved)
		dates_add(&other, &s->run->dates, s->lang, DATE_PLAIN, day->instead_of);
	if (day->moved && day->expected)
		/* TRANSLATORS: a day's name; the other day, for which it is one off or of work */
		strbuf_addf(out, tr(s->run, N_("%1$s; instead of: %2$s; expected")), name.text,
			    other.text);
	else if (day->moved)
		/* TRANSLATORS: a day's name; the other day, for which it is one off or of work */
		strbuf_addf(out, tr(s->run, N_("%1$s; instead of: %2$s")), name.text,
			    other.text);
	else if (day->expected)
		/* TRANSLATORS: a day's name; the government has not set the day yet */
		strbuf_addf(out, tr(s->run, N_("%s; expected")), name.text);
	else
		strbuf_addstr(out, name.text);
	strbuf_release(&name);
	strbuf_release(&other);
}

static void measure(struct shown_days *s)
{
	struct strbuf cell = STRBUF_INIT;

	for (size_t i = 0; i < s->list.n; i++)
		for (int c = 0; c < COLUMN_COUNT; c++) {
			size_t width;

			strbuf_reset(&cell);
			add_cell(&cell, s, &s->list.v[i], c);
			width = text_width(cell.text, cell.len);
			if (width > s->width[c])
				s->width[c] = width;
		}
	strbuf_release(&cell);
}

static void add_text(struct strbuf *out, struct shown_days *s)
{
	struct strbuf cell = STRBUF_INIT;

	measure(s);
	for (size_t i = 0; i < s->list.n; i++) {
		for (int c = 0; c < COLUMN_COUNT; c++) {
			strbuf_reset(&cell);
			add_cell(&cell, s, &s->list.v[i], c);
			strbuf_addstr(out, cell.text);
			strbuf_addchars(out, ' ',
					s->width[c] - text_width(cell.text, cell.len) + 2);
		}
		add_remarks(out, s, s->list.v[i].day);
		strbuf_addch(out, '\n');
	}
	strbuf_addch(out, '\n');
	for (size_t i = 0; i < s->sources.n; i++) {
		struct civil c = civil_from_day(s->sources.v[i]->as_of);

		strbuf_addf(out, "[%zu] %s (%04d-%02d-%02d)\n", i + 1, s->sources.v[i]->source,
			    c.year, c.month, c.day);
	}
	strbuf_release(&cell);
}

static void put_names(struct json *json, const char *key, const struct text *name)
{
	if (!name) {
		json_put(json, key, NULL);
		return;
	}
	json_key(json, key);
	json_open(json, '{');
	for (int i = 0; i < LANG_COUNT; i++)
		json_put(json, lang_code((enum lang)i), name->in[i]);
	json_close(json, '}');
}

static void add_json(struct strbuf *out, const struct shown_days *s)
{
	struct json json;

	json_init(&json, out);
	json_open(&json, '[');
	for (size_t i = 0; i < s->list.n; i++) {
		const struct kept_day *day = s->list.v[i].day;

		json_open(&json, '{');
		json_put_day(&json, "date", day->date);
		json_put(&json, "country", day->country.code);
		json_put(&json, "kind", kind_word(day));
		json_put_bool(&json, "offices_closed", !day->working);
		json_put_bool(&json, "expected", day->expected);
		json_put_day(&json, "instead_of", day->instead_of);
		put_names(&json, "name", day->name);
		put_names(&json, "short", day->short_name);
		json_put(&json, "source", day->source);
		json_put_day(&json, "as_of", day->as_of);
		json_close(&json, '}');
	}
	json_close(&json, ']');
}

/* four digits; 0 for anything else */
static int parse_year(const char *s)
{
	int year = 0;

	for (size_t i = 0; i < 4; i++) {
		if (!ascii_isdigit(s[i]))
			return 0;
		year = year * 10 + s[i] - '0';
	}
	return s[4] ? 0 : year;
}

/* the first and last year of which any country's days are built in */
static void find_years(struct run *run, int *ret_first, int *ret_last)
{
	const char *country;

	*ret_first = *ret_last = 0;
	for (size_t i = 0; (country = calendar_country(i)); i++) {
		int first, last;

		if (!calendar_built_in(&run->calendar, country, &first, &last))
			continue;
		if (!*ret_first || first < *ret_first)
			*ret_first = first;
		if (last > *ret_last)
			*ret_last = last;
	}
}

static int show_year(struct run *run, int year)
{
	struct shown_days s = { .run = run, .lang = run->ui };
	struct strbuf sb = STRBUF_INIT;
	int first, last, status = EXIT_USAGE;

	if (find_days(&s, year)) {
		if (run->options.format == FORMAT_JSON)
			add_json(&sb, &s);
		else
			add_text(&sb, &s);
		status = print_out(run, sb.text, sb.len);
	} else {
		find_years(run, &first, &last);
		complain(run, N_("the days of %1$d are not built in, only those of %2$d to %3$d"),
			 year, first, last);
	}
	strbuf_release(&sb);
	VEC_RELEASE(&s.list);
	VEC_RELEASE(&s.sources);
	return status;
}

static int dates(struct run *run)
{
	const char *word = run->options.n_arguments ? run->options.arguments[0] : NULL;

	if (!word) {
		complain(run, N_("name a year, for example: pbplan dates 2027"));
		return EXIT_USAGE;
	}
	if (!parse_year(word)) {
		complain(run, N_("\"%s\" is no year; for example: pbplan dates 2027"), word);
		return EXIT_USAGE;
	}
	return show_year(run, parse_year(word));
}

const struct command cmd_dates = {
	.name = "dates",
	.arguments = "YEAR",
	.summary = N_("list public holidays and days of remembrance of both countries"),
	.details = N_("Among them are observances, on which offices are open, and days off and working "
		      "days that were moved. A day is expected where the government has not set or "
		      "published it yet. --lang says in which languages the names are shown.\n\n"
		      "As JSON it is a list of objects with the keys date, country, kind (holiday, "
		      "remembrance, observance, day-off, working-day), offices_closed, expected, "
		      "instead_of (for which other day a day was moved, or null), name, short (or "
		      "null), source, as_of."),
	.options = TAKES(FORMAT) | TAKES(LANG),
	.max_arguments = 1,
	.run = dates,
};
