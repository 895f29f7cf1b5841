#include "itinerary/border.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/vec.h"

#include "base/banned.h"

const char *person_nationality(const struct person *person)
{
	if (person->private_data.passport.country.code[0])
		return person->private_data.passport.country.code;
	return person->side ? person->side->country.code : "";
}

static bool has_country(const struct countries *list, const char *code)
{
	for (size_t i = 0; i < LIST_N(list); i++)
		if (!strcmp(list->v[i].code, code))
			return true;
	return false;
}

static bool is_in_force(const struct regime *row, civil_day day)
{
	return row->valid.first == CIVIL_NONE ||
	       (day >= row->valid.first && day <= row->valid.last);
}

const struct regime *regime_find(const struct entrant *who, civil_day day, bool *ret_unsure)
{
	const struct regimes *rows = who->crossing->regime;
	const struct regime *found = NULL;
	bool unsure = false;

	for (size_t i = LIST_N(rows); i && !found; i--) {
		const struct regime *row = &rows->v[i - 1];

		if (strcmp(row->entering.code, who->entering) != 0 || !is_in_force(row, day))
			continue;
		if (!row->nationalities || has_country(row->nationalities, who->nationality))
			found = row;
		else
			unsure = unsure || !*who->nationality;
	}
	if (ret_unsure)
		*ret_unsure = unsure;
	return found;
}

const struct regime *regime_last_known(const struct entrant *who, civil_day day)
{
	const struct regimes *rows = who->crossing->regime;
	const struct regime *found = NULL;

	for (size_t i = 0; i < LIST_N(rows); i++) {
		const struct regime *row = &rows->v[i];

		if (strcmp(row->entering.code, who->entering) != 0 || row->valid.last >= day ||
		    row->valid.first == CIVIL_NONE ||
		    (row->nationalities && !has_country(row->nationalities, who->nationality)))
			continue;
		if (!found || row->valid.last >= found->valid.last)
			found = row;
	}
	return found;
}

#define LETTERS 26

/* what is collected while passages are made */
struct maker {
	struct borders *b;
	struct hash sets; /* struct nationals by the set of people */
	VEC(struct passage) list;
	/* of the set at hand, by nationality; all NULL between two */
	struct nationals *groups[LETTERS * LETTERS + 1];
};

static struct nationals **group_slot(struct maker *m, const char *nationality)
{
	int first = nationality[0] - 'A', second = *nationality ? nationality[1] - 'A' : -1;

	if (first < 0 || first >= LETTERS || second < 0 || second >= LETTERS)
		return &m->groups[LETTERS * LETTERS];
	return &m->groups[first * LETTERS + second];
}

/* people by nationality: they are counted, and then put in */
static struct nationals *sort_people(struct maker *m, const struct person_set *set)
{
	struct nationals *first = NULL;

	for (size_t i = 0; i < set->n; i++) {
		const char *nationality = person_nationality(set->v[i]);
		struct nationals **slot = group_slot(m, nationality);

		if (!*slot) {
			*slot = arena_new(m->b->arena, struct nationals);
			**slot = (struct nationals){ .next = first, .nationality = nationality };
			first = *slot;
		}
		(*slot)->n++;
	}
	for (struct nationals *g = first; g; g = g->next) {
		g->v = arena_array(m->b->arena, g->n, sizeof(*g->v));
		g->n = 0;
	}
	for (size_t i = 0; i < set->n; i++) {
		struct nationals *g = *group_slot(m, person_nationality(set->v[i]));

		g->v[g->n++] = set->v[i];
	}
	for (struct nationals *g = first; g; g = g->next)
		*group_slot(m, g->nationality) = NULL;
	return first;
}

static const struct nationals *nationals_of(struct maker *m, const struct item *item)
{
	const struct person_set *set = itinerary_all(m->b->it, item);
	struct nationals *found = hash_get(&m->sets, (const char *)&set, sizeof(set));

	if (!set->n || found)
		return found;
	found = sort_people(m, set);
	*hash_slot(&m->sets, arena_strndup(m->b->arena, (const char *)&set, sizeof(set)),
		   sizeof(set)) = found;
	return found;
}

/* the country a place lies in; "" of a crossing, which lies in two */
static const char *country_of(const struct place *place)
{
	return place && LIST_N(place->between) != 2 ? place->country.code : "";
}

/* the other country of a crossing than this one; "" if it is none of them */
static const char *across(const struct place *crossing, const char *country)
{
	const struct countries *between = crossing->between;

	if (LIST_N(between) != 2)
		return "";
	if (!strcmp(between->v[0].code, country))
		return between->v[1].code;
	return strcmp(between->v[1].code, country) ? "" : between->v[0].code;
}

/*
 * Of a leg through several countries only one border is named: the one
 * between the country it comes from, or goes to, and the one next to it.
 */
static void pass_via(struct passage *p, const struct item *item)
{
	const char *from = country_of(item->from), *to = country_of(item->to);

	p->crossing = item->via;
	if (*across(item->via, from)) {
		p->left = from;
		p->entered = across(item->via, from);
	} else {
		p->left = across(item->via, to);
		p->entered = *p->left ? to : "";
	}
}

/* does an item lead over a border, and over which? */
static bool pass(struct passage *p, const struct item *item)
{
	*p = (struct passage){ .item = item, .left = "", .entered = "" };
	if (item->kind == ITEM_CROSSING) {
		p->crossing = item->place;
		p->entered = item->entering.code;
		p->left = item->place ? across(item->place, p->entered) : "";
	} else if (item_is_leg(item) && item->via && LIST_N(item->via->between) == 2) {
		pass_via(p, item);
	} else if (item_is_leg(item) && item->kind != ITEM_TRANSFER) {
		p->left = country_of(item->from);
		p->entered = country_of(item->to);
	}
	return *p->left && *p->entered && strcmp(p->left, p->entered) != 0;
}

/* the last local day of an item; of one until midnight the day before */
static civil_day last_day(const struct item *item)
{
	const int day = 24 * 60;

	return item->has_time && item->time.end > item->time.start
		       ? item->day + (item->time.end - 1) / day
		       : item->day;
}

static void add_meeting(struct maker *m, const struct meeting *meeting)
{
	for (size_t i = 0; i < LIST_N(meeting->items); i++) {
		const struct item *item = &meeting->items->v[i];
		struct passage p;

		if (item->status == STATUS_CANCELLED || item->day == CIVIL_NONE || !pass(&p, item))
			continue;
		p.day = item->day;
		p.last = last_day(item);
		p.people = nationals_of(m, item);
		VEC_PUSH(&m->list, p);
	}
}

void borders_init(struct borders *b, const struct itinerary *it, struct arena *arena)
{
	const struct plan *plan = it->plan;
	size_t n_meetings = LIST_N(plan->meetings);
	struct maker m = { .b = b };
	struct passage *v;

	*b = (struct borders){ .plan = plan, .it = it, .arena = arena, .steps = BORDERS_STEPS };
	b->firsts = arena_array(arena, n_meetings + 1, sizeof(*b->firsts));
	b->covered = arena_array(arena, n_meetings, sizeof(*b->covered));
	for (size_t i = 0; i < n_meetings; i++) {
		b->firsts[i] = m.list.n;
		add_meeting(&m, &plan->meetings->v[i]);
	}
	b->firsts[n_meetings] = b->n = m.list.n;
	v = arena_array(arena, b->n, sizeof(*v));
	if (b->n)
		memcpy(v, m.list.v, b->n * sizeof(*v));
	b->v = v;
	VEC_RELEASE(&m.list);
	hash_release(&m.sets);
}

bool borders_spend(struct borders *b, size_t steps)
{
	if (steps > b->steps)
		return false;
	b->steps -= steps;
	return true;
}

static struct ruling rule_on(struct borders *b, const struct entrant *who, civil_day day)
{
	struct ruling ruling = { RULING_UNSURE, NULL };
	bool unsure;

	if (!borders_spend(b, LIST_N(who->crossing->regime) + 1))
		return ruling;
	ruling.row = regime_find(who, day, &unsure);
	if (unsure)
		return ruling;
	if (!ruling.row)
		ruling.kind = RULING_UNKNOWN;
	else if (ruling.row->rule == REGIME_OPEN)
		ruling.kind = RULING_OPEN;
	else if (ruling.row->rule == REGIME_PERMIT)
		ruling.kind = RULING_PERMIT;
	else if (ruling.row->rule == REGIME_CLOSED)
		ruling.kind = RULING_CLOSED;
	return ruling;
}

struct ruling passage_ruling(struct borders *b, const struct passage *p, const char *nationality)
{
	struct entrant who = { p->crossing, p->entered, nationality };
	struct ruling first = rule_on(b, &who, p->day), last;

	if (p->last == p->day)
		return first;
	last = rule_on(b, &who, p->last);
	return last.kind < first.kind ? last : first;
}
