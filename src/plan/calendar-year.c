/*
 * The days of one year, by the rules of a country's file.
 */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "plan/calendar-data.h"

#include "base/banned.h"

struct built_day {
	struct kept_day day;
	const struct day_entry *entry; /* NULL: moved or exchanged */
	size_t order;		       /* in which they were made */
	bool gone;		       /* made a working day again */
};

/* while a year is worked out, with the one before it, of which days off may reach into it */
struct year_builder {
	const struct days_file *file;
	civil_day first;	     /* of the year before */
	VEC(struct built_day) list;
	bool taken[3 * 366];	     /* from first: offices are closed, or a day off was given */
};

static int year_of(civil_day day)
{
	return civil_from_day(day).year;
}

/* by the anonymous Gregorian computus (Nature, 20 April 1876) */
static civil_day easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
	int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
	int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	return civil_to_day(year, n / 31, n % 31 + 1);
}

/* days from one day of the week to the next such as another */
static int days_until(int weekday, int wanted)
{
	return (wanted - weekday + 7) % 7;
}

static civil_day nth_weekday(const struct day_rule *rule, int year)
{
	civil_day day = civil_to_day(year, rule->month, 1);

	if (rule->n)
		return day + days_until(civil_weekday(day), rule->weekday) + 7 * (rule->n - 1);
	day += civil_days_in_month(year, rule->month) - 1;
	return day - days_until(rule->weekday, civil_weekday(day));
}

/* CIVIL_NONE if there is none in that year */
static civil_day rule_day(const struct day_rule *rule, int year)
{
	civil_day day;

	switch (rule->kind) {
	case DAY_RULE_DATE:
		return civil_is_valid(year, rule->month, rule->day)
			       ? civil_to_day(year, rule->month, rule->day)
			       : CIVIL_NONE;
	case DAY_RULE_ONCE:
		return year_of(rule->once) == year ? rule->once : CIVIL_NONE;
	case DAY_RULE_EASTER:
		return easter(year) + rule->n;
	case DAY_RULE_NTH:
		return nth_weekday(rule, year);
	case DAY_RULE_NEAREST:
		day = civil_to_day(year, rule->month, rule->day) - 3;
		return day + days_until(civil_weekday(day), rule->weekday) + rule->n;
	default:
		return CIVIL_NONE;
	}
}

static void add_days(struct year_builder *b, const struct day_entry *entry, struct date_range on,
		     bool expected, struct known_from known)
{
	for (civil_day day = on.first; day <= on.last; day++) {
		struct built_day built = {
			.day = { .date = day,
				 .country = b->file->country,
				 .kind = entry->kind,
				 .working = entry->working,
				 .expected = expected,
				 .instead_of = CIVIL_NONE,
				 .name = entry->name,
				 .short_name = entry->short_name,
				 .source = known.source,
				 .as_of = known.as_of },
			.entry = entry,
			.order = b->list.n,
		};

		VEC_PUSH(&b->list, built);
	}
}

/* the days that begin in a year */
static void add_entry(struct year_builder *b, const struct day_entry *entry, int year)
{
	const struct day_rule *rule = &entry->rule;
	civil_day day;

	for (size_t i = 0; i < entry->n_dates; i++)
		if (year_of(entry->dates[i].on.first) == year)
			add_days(b, entry, entry->dates[i].on, entry->dates[i].expected,
				 entry->dates[i].known);
	if (year < entry->since || year > entry->until)
		return;
	if (entry->exception.kind &&
	    civil_weekday(civil_to_day(year, entry->exception_month, entry->exception_day)) ==
		    entry->exception_weekday)
		rule = &entry->exception;
	day = rule_day(rule, year);
	if (day != CIVIL_NONE)
		add_days(b, entry, (struct date_range){ day, day + entry->days - 1 },
			 year > entry->decided_through, entry->known);
}

static bool *taken(struct year_builder *b, civil_day day)
{
	if (day < b->first || (size_t)(day - b->first) >= ARRAY_SIZE(b->taken))
		BUG("a day off beyond the next year");
	return &b->taken[day - b->first];
}

static bool is_rest(const struct days_file *file, civil_day day)
{
	return file->rest_days >> civil_weekday(day) & 1;
}

/* the source of a day off that was given, and whether that is only expected */
static struct known_from known_move(const struct moves *moves, int year, bool *ret_expected)
{
	*ret_expected = false;
	for (size_t i = 0; i < moves->n_published; i++)
		if (moves->published[i].year == year)
			return moves->published[i].known;
	*ret_expected = true;
	return moves->known;
}

/* gives another day off for one: the first later day that is free */
static void give_for(struct year_builder *b, size_t i)
{
	struct built_day built = { .day = b->list.v[i].day, .order = b->list.n };
	struct kept_day *day = &built.day;
	struct known_from known;

	day->instead_of = day->date;
	day->moved = true;
	do
		day->date++;
	while (is_rest(b->file, day->date) || *taken(b, day->date));
	*taken(b, day->date) = true;
	known = known_move(&b->file->moves, year_of(day->date), &day->expected);
	day->source = known.source;
	day->as_of = known.as_of;
	VEC_PUSH(&b->list, built);
}

static bool can_move(const struct year_builder *b, const struct built_day *built)
{
	const struct moves *moves = &b->file->moves;
	const struct day_entry *entry = built->entry;

	return entry && entry->kind == moves->of && !entry->working &&
	       entry->rule.kind != DAY_RULE_ONCE && year_of(built->day.date) >= moves->since;
}

static bool is_of(const struct move_step *step, const struct day_entry *entry)
{
	for (size_t i = 0; i < step->n_of; i++)
		if (step->of[i] == entry)
			return true;
	return false;
}

/* for the days from begin to before end, which have one date, at most one */
static void take_step(struct year_builder *b, const struct move_step *step, size_t begin, size_t end)
{
	size_t which = end, n = 0;

	for (size_t i = begin; i < end; i++) {
		const struct built_day *built = &b->list.v[i];

		if (!can_move(b, built))
			continue;
		n++;
		if (which == end && (step->when == MOVE_REST_DAY || is_of(step, built->entry)))
			which = i;
	}
	if (which == end)
		return;
	if (step->when == MOVE_REST_DAY ? is_rest(b->file, b->list.v[which].day.date) : n > 1)
		give_for(b, which);
}

static void give_days(struct year_builder *b)
{
	const struct moves *moves = &b->file->moves;
	size_t n = b->list.n;

	for (size_t s = 0; s < moves->n_steps; s++)
		for (size_t begin = 0, end; begin < n; begin = end) {
			end = begin + 1;
			while (end < n && b->list.v[end].day.date == b->list.v[begin].day.date)
				end++;
			take_step(b, &moves->steps[s], begin, end);
		}
}

/* one of two days that were exchanged */
static void add_exchanged(struct year_builder *b, const struct exchange *exchange, bool working)
{
	civil_day off = exchange->day_off, on = exchange->working_day;
	struct built_day built = {
		.day = { .date = working ? on : off,
			 .country = b->file->country,
			 .kind = working ? DAY_NONE : DAY_HOLIDAY,
			 .working = working,
			 .moved = true,
			 .instead_of = working ? off : on,
			 .name = working ? b->file->working_day : b->file->day_off,
			 .source = exchange->known.source,
			 .as_of = exchange->known.as_of },
		.order = b->list.n,
	};

	VEC_PUSH(&b->list, built);
}

static void exchange_days(struct year_builder *b)
{
	for (size_t i = 0; i < b->file->n_exchanges; i++) {
		const struct exchange *exchange = &b->file->exchanges[i];

		for (size_t j = 0; j < b->list.n; j++)
			if (b->list.v[j].day.moved && b->list.v[j].day.date == exchange->working_day)
				b->list.v[j].gone = true;
		add_exchanged(b, exchange, false);
		add_exchanged(b, exchange, true);
	}
}

int kept_day_compare(const struct kept_day *a, const struct kept_day *b)
{
	static const int ranks[] = { [DAY_REMEMBRANCE] = 0, [DAY_HOLIDAY] = 1,
				     [DAY_OBSERVANCE] = 2, [DAY_NONE] = 3 };

	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	return ranks[a->kind] - ranks[b->kind];
}

static int compare_built(const void *a, const void *b)
{
	const struct built_day *x = a, *y = b;
	int r = kept_day_compare(&x->day, &y->day);

	return r ? r : x->order < y->order ? -1 : 1;
}

static void sort(struct year_builder *b)
{
	if (b->list.n)
		qsort(b->list.v, b->list.n, sizeof(*b->list.v), compare_built);
}

static struct kept_days *keep(struct arena *arena, const struct year_builder *b, int year)
{
	struct kept_days *days;
	size_t n = 0;

	for (size_t i = 0; i < b->list.n; i++)
		n += !b->list.v[i].gone && year_of(b->list.v[i].day.date) == year;
	days = arena_alloc(arena, sizeof(*days) + xmul(n, sizeof(struct kept_day)));
	for (size_t i = 0; i < b->list.n; i++)
		if (!b->list.v[i].gone && year_of(b->list.v[i].day.date) == year)
			days->v[days->n++] = b->list.v[i].day;
	return days;
}

const struct kept_days *days_file_year(struct arena *arena, const struct days_file *file, int year)
{
	struct year_builder b = { .file = file, .first = civil_to_day(year - 1, 1, 1) };
	struct kept_days *days;

	for (size_t i = 0; i < file->n_days; i++) {
		add_entry(&b, &file->days[i], year - 1);
		add_entry(&b, &file->days[i], year);
	}
	for (size_t i = 0; i < b.list.n; i++)
		if (!b.list.v[i].day.working)
			*taken(&b, b.list.v[i].day.date) = true;
	sort(&b);
	give_days(&b);
	exchange_days(&b);
	sort(&b);
	days = keep(arena, &b, year);
	VEC_RELEASE(&b.list);
	return days;
}
