#include "check/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "check/texts.h"
#include "lang/country.h"
#include "lang/intervals.h"

#include "base/banned.h"

/* of all finding lists together, as JSON; see check_set_people */
#define LISTED_MAX ((size_t)1024 * 1024)
#define LISTED_LEAST 16

#define NEEDS_MAX 12

struct check_info {
	enum diag_code code;
	void (*function)(struct check_run *run);
	int needs[NEEDS_MAX]; /* the first is no code */
};

static const struct check_info checks[] = {
#define NEEDS(...) { -1, __VA_ARGS__ }
#define CHECK(code, function, needs) { code, function, needs },
#include "check/check-list.h"
#undef CHECK
#undef NEEDS
};

/* who has reported about a record: codes, 0 for the reader of the plan */
struct blame {
	struct blame *next;
	int code;
};

struct blame_key {
	const void *record;
	const struct timeline *whose;
};

static void add_blame(struct check_run *run, int code, const void *record,
		      const struct timeline *whose)
{
	struct blame_key key = { record, whose };
	void **slot = hash_slot(&run->blamed,
				arena_strndup(run->arena, (const char *)&key, sizeof(key)),
				sizeof(key));
	struct blame *blame = arena_new(run->arena, struct blame);

	*blame = (struct blame){ *slot, code };
	*slot = blame;
}

void check_blame(struct check_run *run, const struct diag *diag, const void *record,
		 const struct timeline *whose)
{
	add_blame(run, (int)diag->code, record, whose);
}

static bool is_needed(const struct check_info *check, int code)
{
	if (!code)
		return true;
	for (size_t i = 1; i < NEEDS_MAX && check->needs[i]; i++)
		if (check->needs[i] == code)
			return true;
	return false;
}

static bool has_blame(const struct check_run *run, const void *record,
		      const struct timeline *whose)
{
	struct blame_key key = { record, whose };

	for (const struct blame *b = hash_get(&run->blamed, (const char *)&key, sizeof(key)); b;
	     b = b->next)
		if (is_needed(run->check, b->code))
			return true;
	return false;
}

bool check_find_blame(const struct check_run *run, const void *record, const struct timeline *whose)
{
	return has_blame(run, record, NULL) || (whose && has_blame(run, record, whose));
}

/* the places of the reader's errors, in order */
struct spans {
	VEC(struct span) list;
};

static int compare_spans(const void *a, const void *b)
{
	return span_compare(*(const struct span *)a, *(const struct span *)b);
}

/* blames a record that has one of the errors in it */
static void blame_unread(struct check_run *run, const struct spans *s, const struct node *at,
			 const void *record)
{
	struct span span = at ? node_span(at) : SPAN_NONE;
	size_t low = 0, high = s->list.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (span_compare(s->list.v[middle], span) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (at && low < s->list.n && span_is_within(s->list.v[low], span))
		add_blame(run, 0, record, NULL);
}

#define BLAME_EACH(run, s, records)                                                                \
	for (size_t i_ = 0; i_ < LIST_N(records); i_++)                                            \
	blame_unread(run, s, (records)->v[i_].at, &(records)->v[i_])

/* what could not be read as it is written has its finding */
static void blame_reader(struct check_run *run, size_t first)
{
	const struct plan *plan = run->plan;
	struct spans s = { 0 };

	for (size_t i = first; i < run->diags->list.n; i++)
		if (run->diags->list.v[i]->severity == SEVERITY_ERROR)
			VEC_PUSH(&s.list, run->diags->list.v[i]->span);
	/* a private file that is absent is no error, but what is in it is not known */
	run->misread = run->diags->list.n > first;
	if (!s.list.n)
		return;
	qsort(s.list.v, s.list.n, sizeof(*s.list.v), compare_spans);
	BLAME_EACH(run, &s, plan->sides);
	BLAME_EACH(run, &s, plan->people);
	BLAME_EACH(run, &s, plan->places);
	BLAME_EACH(run, &s, plan->vehicles);
	BLAME_EACH(run, &s, plan->meetings);
	for (size_t i = 0; i < LIST_N(plan->meetings); i++) {
		const struct meeting *m = &plan->meetings->v[i];

		BLAME_EACH(run, &s, m->items);
		BLAME_EACH(run, &s, m->delegations);
		BLAME_EACH(run, &s, m->clearances);
		BLAME_EACH(run, &s, m->contact);
		BLAME_EACH(run, &s, m->actions);
	}
	VEC_RELEASE(&s.list);
}

void check_plan(struct check_run *run, size_t first)
{
	/* of a plan that was not read to its end nothing certain can be said */
	if (!run->plan->complete)
		return;
	blame_reader(run, first);
	for (size_t i = 0; i < ARRAY_SIZE(checks); i++) {
		run->check = &checks[i];
		checks[i].function(run);
	}
	hash_release(&run->blamed);
	texts_release(run->texts);
	run->texts = NULL;
}

struct span item_span(const struct item *item)
{
	const char *key = kind_info((enum item_kind)item->kind)->key;
	const struct node *value = node_get(item->at, key);
	struct span span = node_span(value && value->key ? value->key : item->at);

	if (value && value->end_line == span.line) {
		span.end_line = value->end_line;
		span.end_column = value->end_column;
	}
	return span;
}

const char *check_name(const struct check_run *run, const struct text *name)
{
	return text_in(name, run->lang);
}

const char *check_place(const struct check_run *run, const struct place *place)
{
	return place->name ? check_name(run, place->name) : place->id;
}

/* a text that was put together, on the arena */
static const char *keep(const struct check_run *run, struct strbuf *sb)
{
	const char *text = arena_strndup(run->arena, sb->text, sb->len);

	strbuf_release(sb);
	return text;
}

const char *check_country(const struct check_run *run, const char *code)
{
	struct strbuf sb = STRBUF_INIT;

	country_add_name(&sb, run->lang, code);
	return keep(run, &sb);
}

const char *check_day(const struct check_run *run, civil_day day)
{
	struct strbuf sb = STRBUF_INIT;

	dates_add(&sb, run->dates, run->lang, DATE_PLAIN, day);
	return keep(run, &sb);
}

const char *check_minutes(const struct check_run *run, int64_t minutes)
{
	struct strbuf sb = STRBUF_INIT;

	interval_add_minutes(&sb, run->diags->catalog, minutes);
	return keep(run, &sb);
}

/* midnight at the end of a day is 24:00, as in a plan; of a day after it, 00:00 */
const char *check_clock(const struct check_run *run, int minute)
{
	int rest = minute == 24 * 60 ? minute : minute % (24 * 60);

	return arena_printf(run->arena, "%02d:%02d", rest / 60, rest % 60);
}

const char *check_people(const struct check_run *run, const struct person *const *people, size_t n)
{
	const struct catalog *catalog = run->diags->catalog;
	const char *name = check_name(run, people[0]->name);
	struct strbuf sb = STRBUF_INIT;

	if (n == 1)
		/* TRANSLATORS: somebody's name in quotes */
		strbuf_addf(&sb, catalog_get(catalog, N_("\"%s\"")), name);
	else
		/* TRANSLATORS: those a finding is about; what it says of them follows a colon */
		strbuf_addf(&sb,
			    catalog_get_plural(catalog,
					       NP_("\"%1$s\" and %2$zu other",
						   "\"%1$s\" and %2$zu others"),
					       (unsigned long)(n - 1)),
			    name, n - 1);
	return keep(run, &sb);
}

/*
 * Every finding lists those concerned while all lists together are shorter
 * than LISTED_MAX; then only the first few.  A thousand people who are sent
 * to thousands of items at once would else fill the memory.
 */
static size_t count_listed(struct check_run *run, const struct person *const *people, size_t n)
{
	size_t bytes = 0;

	for (size_t i = 0; i < n; i++) {
		bytes += strlen(people[i]->id) + sizeof("\"\",");
		if (run->listed + bytes > LISTED_MAX)
			return n < LISTED_LEAST ? n : LISTED_LEAST;
	}
	run->listed += bytes;
	return n;
}

void check_set_people(struct check_run *run, struct diag *diag, const struct person *const *people,
		      size_t n)
{
	const char **ids;

	n = count_listed(run, people, n);
	ids = arena_array(run->arena, n, sizeof(*ids));
	for (size_t i = 0; i < n; i++)
		ids[i] = people[i]->id;
	diag->people = ids;
	diag->n_people = n;
}

int64_t duration_minutes(const struct duration *duration)
{
	static const int64_t minutes[] = {
		[DURATION_MINUTES] = 1,	      [DURATION_DAYS] = 24 * 60,
		[DURATION_WORKING_DAYS] = 24 * 60, [DURATION_WEEKS] = 7 * 24 * 60,
		[DURATION_MONTHS] = 30 * 24 * 60,
	};

	return duration->n * minutes[duration->unit];
}

civil_day check_today(const struct check_run *run, const struct meeting *meeting)
{
	return meeting_today(meeting, run->now);
}
