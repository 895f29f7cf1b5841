/*
 * What a border service asks for: who passes where and when, with which
 * document and permit.
 */
#include "render/list-make.h"

#include <stdlib.h>
#include <string.h>

#include "itinerary/clearance.h"
#include "render/describe-people.h"

#include "base/banned.h"

/* so many that come and go on are looked at */
#define VEHICLES_MAX 20

enum {
	MEETING,
	DAY,
	TIME,
	CROSSING,
	LEFT,
	ENTERED,
	NUMBER,
	NAME,
	OWN_NAME,
	NATIONALITY,
	PASSPORT,
	EXPIRES,
	BORN,
	CLEARANCE,
	VALID,
	GRANTED,
	VEHICLES,
	STATUS,
	COLUMNS
};

static const struct column columns[COLUMNS] = {
	[MEETING] = { "meeting", N_("meeting"), 0, 1 },
	[DAY] = { "day", N_("day"), 0, 2 },
	[TIME] = { "time", N_("times"), 0, 2 },
	/* TRANSLATORS: the head of a column: where a border is passed, or by which flight. */
	[CROSSING] = { "crossing", N_("crossing or journey"), 0, 2 },
	/* TRANSLATORS: the head of a column: the country that is left. */
	[LEFT] = { "left", N_("leaving"), 0, 2 },
	/* TRANSLATORS: the head of a column: the country that is entered. */
	[ENTERED] = { "entered", N_("entering"), 0, 2 },
	/* TRANSLATORS: the head of a column: a number that counts people. */
	[NUMBER] = { "number", N_("no."), COLUMN_NUMBER | COLUMN_NAMES, 0 },
	/* TRANSLATORS: the head of a column: a name in Latin letters, as passports have it. */
	[NAME] = { "name", N_("name in Latin letters"), COLUMN_NAMES | COLUMN_WANTED, 0 },
	/* TRANSLATORS: the head of a column: a name as it is written in the own language. */
	[OWN_NAME] = { "own_name", N_("name in the own language"), COLUMN_NAMES, 0 },
	[NATIONALITY] = { "nationality", N_("nationality"), COLUMN_WANTED, 0 },
	[PASSPORT] = { "passport", N_("passport number"), COLUMN_WANTED, 0 },
	/* TRANSLATORS: the head of a column: the last day of a passport. */
	[EXPIRES] = { "expires", N_("passport valid until"), COLUMN_WANTED, 0 },
	[BORN] = { "born", N_("date of birth"), COLUMN_WANTED, 0 },
	/* TRANSLATORS: the head of a column: permits for somebody to pass. */
	[CLEARANCE] = { "clearance", N_("permit"), 0, 0 },
	/* TRANSLATORS: the head of a column: from when to when a permit can be used. */
	[VALID] = { "valid", N_("permit valid"), 0, 0 },
	/* TRANSLATORS: the head of a column: the day on which a permit was granted. */
	[GRANTED] = { "granted", N_("permit granted on"), 0, 0 },
	[VEHICLES] = { "plates", N_("number plate"), 0, 0 },
	[STATUS] = { "status", N_("status"), 0, 0 },
};

static const struct table_info border = { "border", N_("Border crossings"), columns, COLUMNS };

/* a permit's cells: for people all in one, for programs three */
#define PERMIT_CELLS 4

/* a permit for a passage */
struct permit {
	const struct person_set *covered;
	const char *text; /* all of it */
	const char *name, *valid, *granted;
};

/* a passage, and what is the same for all who pass */
struct passing {
	struct list_maker *m;
	const struct passage *p;
	const char *day, *iso_day, *times, *where, *border, *vehicles;
	VEC(struct permit) permits;
};

static const char *latin_name(const struct person *person)
{
	const char *const *in = person->name ? person->name->in : NULL;

	if (in && in[LANG_EN])
		return in[LANG_EN];
	return in && in[LANG_AZ] ? in[LANG_AZ] : "";
}

/* the name in the language of the side; "" if passports are in that too, or it is not known */
static const char *own_name(const struct person *person)
{
	enum lang lang = person->side ? person->side->language : person->language;
	const char *own = lang != LANG_EN && person->name ? person->name->in[lang] : NULL;

	return own ? own : "";
}

/* ------------------------------------------------------------------------- permits */

static const char *clearance_word(struct list_maker *m, const struct clearance *c)
{
	const char *kind = list_say(m, clearance_title(c->kind));

	return c->id ? arena_printf(m->arena, "%s (%s)", kind, c->id) : kind;
}

/* "border permit (border-permit), 8–10 July 2027, granted on 19 May 2027" */
static const char *permit_text(struct list_maker *m, const struct permit *permit,
			       const struct clearance *c)
{
	struct strbuf text = STRBUF_INIT;
	const char *kept;

	strbuf_addstr(&text, permit->name);
	if (c->valid.first != CIVIL_NONE) {
		strbuf_addstr(&text, ", ");
		if (m->q->n_langs > 1)
			strbuf_addstr(&text, permit->valid);
		else
			dates_add_range(&text, m->q->dates, m->q->langs[0], c->valid.first,
					c->valid.last);
	}
	strbuf_addstr(&text, ", ");
	if (*permit->granted)
		/* TRANSLATORS: of a permit; a day: "granted: 19 May 2027". */
		strbuf_addf(&text, list_pattern(m, N_("granted: %s")),
			    list_day(m, DATE_PLAIN, c->granted));
	else
		/* TRANSLATORS: of a permit. */
		strbuf_addstr(&text, list_say(m, N_("not granted yet")));
	kept = arena_strndup(m->arena, text.text, text.len);
	strbuf_release(&text);
	return kept;
}

static struct permit permit_of(struct list_maker *m, const struct clearance *c)
{
	/* a day to come is no more than hoped for */
	bool granted = c->granted != CIVIL_NONE &&
		       c->granted <= meeting_today(m->meeting, m->q->now);
	struct permit permit = { .name = clearance_word(m, c), .valid = "" };

	if (c->valid.first != CIVIL_NONE)
		permit.valid = arena_printf(m->arena, "%s/%s", list_iso_day(m, c->valid.first),
					    list_iso_day(m, c->valid.last));
	permit.granted = granted ? list_iso_day(m, c->granted) : "";
	permit.text = permit_text(m, &permit, c);
	return permit;
}

static void find_permits(struct passing *pass)
{
	struct list_maker *m = pass->m;
	const struct clearances *all = m->meeting->clearances;

	pass->permits.n = 0;
	for (size_t i = 0; i < LIST_N(all); i++) {
		const struct clearance *c = &all->v[i];
		struct permit permit;

		if (!borders_spend(m->borders, 1)) {
			m->table->is_too_long = true;
			return;
		}
		if (!clearance_fits(c, pass->p))
			continue;
		permit = permit_of(m, c);
		permit.covered = clearance_covered(m->borders, m->meeting, c);
		if (!permit.covered) {
			m->table->is_too_long = true;
			return;
		}
		VEC_PUSH(&pass->permits, permit);
	}
}

/* a line for each; most have none, or one.  People read all of it in one cell. */
static void set_permits(struct passing *pass, const struct person *person)
{
	struct strbuf cells[PERMIT_CELLS];
	struct list_maker *m = pass->m;
	const char *kept[PERMIT_CELLS];
	size_t n = 0;

	for (size_t k = 0; k < PERMIT_CELLS; k++)
		cells[k] = (struct strbuf)STRBUF_INIT;
	for (size_t i = 0; i < pass->permits.n; i++) {
		const struct permit *permit = &pass->permits.v[i];
		const char *const texts[] = { permit->text, permit->name, permit->valid,
					      permit->granted };

		if (!person_set_has(permit->covered, person))
			continue;
		for (size_t k = 0; k < PERMIT_CELLS; k++)
			strbuf_addf(&cells[k], "%s%s", n ? "\n" : "", texts[k]);
		n++;
	}
	for (size_t k = 0; k < PERMIT_CELLS; k++) {
		kept[k] = n ? arena_strndup(m->arena, cells[k].text, cells[k].len) : "";
		strbuf_release(&cells[k]);
	}
	table_set_value(m->table, CLEARANCE, kept[0], kept[1]);
	table_set_value(m->table, VALID, "", kept[2]);
	table_set_value(m->table, GRANTED, "", kept[3]);
}

/* ------------------------------------------------------------------------- passages */

static void set_head(struct passing *pass)
{
	struct list_maker *m = pass->m;
	struct table *t = m->table;

	list_set_meeting(m, t, MEETING);
	table_set_value(t, DAY, pass->day, pass->iso_day);
	table_set(t, TIME, pass->times);
	table_set(t, CROSSING, pass->where);
	table_set_value(t, LEFT, "", pass->p->left);
	table_set_value(t, ENTERED, pass->border, pass->p->entered);
	table_set(t, VEHICLES, pass->vehicles);
	table_set(t, STATUS, list_status(m, pass->p->item));
}

static void add_person(struct passing *pass, const struct person *person, size_t number)
{
	struct list_maker *m = pass->m;
	struct table *t = m->table;
	const char *own = own_name(person);

	table_add_row(t);
	set_head(pass);
	table_set(t, NUMBER, list_number(m, number));
	table_set(t, NAME, latin_name(person));
	table_set_value(t, OWN_NAME, strcmp(own, latin_name(person)) ? own : "", own);
	list_set_country(m, t, NATIONALITY, person_nationality(person));
	table_set(t, PASSPORT, list_passport_number(person));
	list_set_day(m, t, EXPIRES, DATE_PLAIN, list_passport_expires(person));
	table_set(t, BORN, list_born(person));
	set_permits(pass, person);
}

/* the crossing, and what leads over it if that is another thing */
static const char *where(struct list_maker *m, const struct passage *p)
{
	const struct item *item = p->item;
	const char *title = item->title ? list_text(m, item->title) : "";
	const char *kind = list_say(m, kind_info((enum item_kind)item->kind)->title);

	if (item->kind == ITEM_CROSSING)
		return list_place(m, p->crossing);
	title = arena_printf(m->arena, "%s %s", kind, title);
	if (p->crossing)
		return arena_printf(m->arena, "%s, %s", list_place(m, p->crossing), title);
	return arena_printf(m->arena, "%s, %s → %s", title, list_place(m, item->from),
			    list_place(m, item->to));
}

static bool has_vehicle(const struct item *item, const struct vehicle *vehicle)
{
	for (size_t i = 0; i < LIST_N(item->vehicles); i++)
		if (item->vehicles->v[i] == vehicle)
			return true;
	return false;
}

static bool is_among(const struct vehicle *const *list, size_t n, const struct vehicle *vehicle)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == vehicle)
			return true;
	return false;
}

static void add_plate(struct strbuf *list, struct list_maker *m, const struct vehicle *vehicle)
{
	describe_add_name(list, vehicle->plate ? vehicle->plate : list_vehicle(m, vehicle));
}

/* a vehicle in which people come to a crossing and go on from it passes the border */
static void add_passing(struct strbuf *list, struct list_maker *m, const struct leg *leg)
{
	const struct vehicle *known[VEHICLES_MAX];
	size_t n = 0;

	for (size_t i = 0; i < leg->n_before * leg->n_after; i++) {
		const struct vehicle_refs *came = leg->before[i / leg->n_after]->vehicles;

		for (size_t k = 0; k < LIST_N(came) && k < VEHICLES_MAX && n < VEHICLES_MAX; k++)
			if (came->v[k] && !is_among(known, n, came->v[k]) &&
			    has_vehicle(leg->after[i % leg->n_after], came->v[k]))
				known[n++] = came->v[k];
	}
	for (size_t i = 0; i < n; i++)
		add_plate(list, m, known[i]);
}

static const char *vehicles_passing(struct list_maker *m, const struct item *item)
{
	struct strbuf list = STRBUF_INIT;
	const char *kept;

	for (size_t i = 0; i < LIST_N(item->vehicles); i++)
		if (item->vehicles->v[i])
			add_plate(&list, m, item->vehicles->v[i]);
	if (!item->vehicles)
		add_passing(&list, m, list_leg(m, item));
	kept = arena_strndup(m->arena, list.text, list.len);
	strbuf_release(&list);
	return kept;
}

static void add_passage(struct list_maker *m, const struct passage *p)
{
	const struct crowd *crowd = list_crowd(m, p->item);
	struct passing pass = { .m = m, .p = p };

	if (!crowd->n)
		return;
	pass.day = list_day(m, DATE_LONG, p->day);
	pass.iso_day = list_iso_day(m, p->day);
	pass.times = list_times(m, p->item);
	pass.where = where(m, p);
	pass.border = arena_printf(m->arena, "%s → %s", list_country(m, p->left),
				   list_country(m, p->entered));
	pass.vehicles = vehicles_passing(m, p->item);
	find_permits(&pass);
	for (size_t i = 0; i < crowd->n && list_goes_on(m); i++)
		add_person(&pass, crowd->v[i]->person, i + 1);
	VEC_RELEASE(&pass.permits);
}

static int compare_passages(const void *a, const void *b)
{
	const struct passage *const *x = a, *const *y = b;

	return list_compare_items((*x)->item, (*y)->item);
}

static void add_border(struct list_maker *m)
{
	struct borders *b = list_borders(m);
	VEC(const struct passage *) all = { 0 };

	EACH_PASSAGE (p, b, m->meeting)
		if (item_stands(p->item))
			VEC_PUSH(&all, p);
	if (all.n)
		qsort(all.v, all.n, sizeof(*all.v), compare_passages);
	for (size_t i = 0; i < all.n && list_goes_on(m); i++)
		add_passage(m, all.v[i]);
	VEC_RELEASE(&all);
}

const struct list_kind_maker list_border = { { &border, NULL }, add_border };
