/*
 * Who reads of changes, and in which order they are named.
 */
#include <stdlib.h>
#include <string.h>

#include "render/notices.h"

#include "base/banned.h"

static struct reader *meet(struct notices *t, const char *id)
{
	void **slot = hash_slot(&t->readers_by_id, id, strlen(id));

	if (!*slot) {
		struct reader reader = { .id = id, .order = t->readers.n };

		VEC_PUSH(&t->readers, reader);
		*slot = (void *)(uintptr_t)t->readers.n;
	}
	return &t->readers.v[(uintptr_t)*slot - 1];
}

static void meet_members(struct notices *t, const struct members *members)
{
	for (size_t i = 0; i < LIST_N(members); i++)
		if (members->v[i].person && members->v[i].person->id)
			meet(t, members->v[i].person->id);
}

/* by precedence: members of delegations, their staff, the others, then the rest of the plan */
static void meet_plan(struct notices *t, const struct plan *plan, bool is_new)
{
	for (int pass = 0; pass < 3; pass++)
		for (size_t i = 0; i < LIST_N(plan->meetings); i++) {
			const struct meeting *meeting = &plan->meetings->v[i];

			if (pass == 2)
				meet_members(t, meeting->others);
			for (size_t k = 0; pass < 2 && k < LIST_N(meeting->delegations); k++)
				meet_members(t, pass ? meeting->delegations->v[k].staff
						     : meeting->delegations->v[k].members);
		}
	for (size_t i = 0; i < LIST_N(plan->people); i++) {
		const struct person *person = &plan->people->v[i];
		struct reader *reader = meet(t, person->id);

		if (is_new)
			reader->new = person;
		else
			reader->old = person;
	}
}

static void meet_events(struct notices *t, const struct events *events)
{
	for (size_t i = 0; i < events->list.n; i++) {
		const struct strings *people = events->list.v[i].people;

		for (size_t k = 0; k < LIST_N(people); k++)
			meet(t, people->v[k]);
	}
}

static const struct side *side_of(const struct reader *reader)
{
	if (reader->new)
		return reader->new->side;
	return reader->old ? reader->old->side : NULL;
}

static int compare_readers(const void *left, const void *right)
{
	const struct reader *a = left, *b = right;
	const struct side *a_side = side_of(a), *b_side = side_of(b);
	int c;

	if (!a_side != !b_side)
		return a_side ? -1 : 1;
	c = a_side ? strcmp(a_side->id, b_side->id) : 0;
	return c ? c : (a->order > b->order) - (a->order < b->order);
}

static bool is_of_side(const struct person *person, const struct view *view)
{
	return person && view && person->side && !strcmp(person->side->id, view->side->id);
}

static bool is_wanted(const struct notices *t, const struct reader *reader)
{
	const struct view *view = t->new_view ? t->new_view : t->old_view;

	if (!view)
		return true;
	if (view->kind == VIEW_PERSON)
		return !strcmp(view->person->id, reader->id);
	return is_of_side(reader->old, t->old_view) || is_of_side(reader->new, t->new_view);
}

/* -------------------------------------------------------------------- their clocks */

static const struct zone *zone_of_country(struct zones *zones, struct country country)
{
	return country.code[0] ? zones_of_country(zones, country.code) : NULL;
}

/* of home, else of the side's country if that has only one */
static const struct zone *zone_of_person(struct zones *zones, const struct person *person)
{
	const struct place *home = person ? person->home : NULL;

	if (!person)
		return NULL;
	if (home && LIST_N(home->zones))
		return home->zones->v[0].zone;
	if (home)
		return zone_of_country(zones, home->country);
	return person->side ? zone_of_country(zones, person->side->country) : NULL;
}

static void add_side_zones(struct notices *t, struct zones *zones, const struct itinerary *it)
{
	for (size_t i = 0; it && i < LIST_N(it->plan->sides); i++)
		VEC_PUSH(&t->zones, zone_of_country(zones, it->plan->sides->v[i].country));
}

static void put_in_order(struct notices *t)
{
	if (t->readers.n)
		qsort(t->readers.v, t->readers.n, sizeof(*t->readers.v), compare_readers);
	for (size_t i = 0; i < t->readers.n; i++)
		*hash_slot(&t->readers_by_id, t->readers.v[i].id, strlen(t->readers.v[i].id)) =
			(void *)(uintptr_t)(i + 1);
}

static void add_notice(struct notices *t, const struct reader *reader, struct zones *zones)
{
	const struct person *person = reader->new ? reader->new : reader->old;
	struct notice notice = { .person = reader->id,
				 .old = reader->old,
				 .new = reader->new,
				 .zone = zone_of_person(zones, person) };

	VEC_PUSH(&t->list, notice);
	*hash_slot(&t->by_person, reader->id, strlen(reader->id)) = (void *)(uintptr_t)t->list.n;
}

void notices_add_readers(struct notices *t, struct zones *zones)
{
	const struct changes *c = t->changes;
	const struct view *view = t->new_view ? t->new_view : t->old_view;
	struct notice all = { 0 };

	add_side_zones(t, zones, c->new.it ? c->new.it : c->old.it);
	if (c->new.it)
		meet_plan(t, c->new.it->plan, true);
	if (c->old.it)
		meet_plan(t, c->old.it->plan, false);
	else
		meet_events(t, c->old.events);
	put_in_order(t);
	if (view && view->kind != VIEW_PERSON && view->kind != VIEW_SIDE)
		VEC_PUSH(&t->list, all);
	else
		for (size_t i = 0; i < t->readers.n; i++)
			if (is_wanted(t, &t->readers.v[i]))
				add_notice(t, &t->readers.v[i], zones);
}
