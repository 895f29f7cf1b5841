/*
 * People, places and vehicles that are not the same, for those whose
 * programme names them: each is told once, however many items name it.
 */
#include <string.h>

#include "base/xalloc.h"
#include "render/notices.h"

#include "base/banned.h"

struct naming {
	struct notices *t;
	struct hash places, people, vehicles; /* bit + 1, as a pointer, by id */
	size_t n_words;
	uint64_t *records; /* of the event at hand */
};

static struct hash *table_of(struct naming *n, const struct record *record)
{
	return record == &record_place	  ? &n->places
	       : record == &record_person ? &n->people
					  : &n->vehicles;
}

static void list_records(struct naming *n)
{
	const struct changes *c = n->t->changes;

	for (size_t i = 0; i < c->records.n; i++) {
		const struct record_change *record = &c->records.v[i];

		if (record->bit != SIZE_MAX)
			*hash_slot(table_of(n, record->record), record->id, strlen(record->id)) =
				(void *)(uintptr_t)(record->bit + 1);
	}
}

static void name(struct naming *n, const struct hash *table, const char *id)
{
	size_t bit = id ? (uintptr_t)hash_get(table, id, strlen(id)) : 0;

	if (bit--)
		n->records[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* a place is told with what it is within, and its city */
static void name_place(struct naming *n, const struct place *place)
{
	if (!place || !n->places.n)
		return;
	name(n, &n->places, place->id);
	name(n, &n->places, place_building(place)->id);
	name(n, &n->places, place_city(place)->id);
}

static void name_item(struct naming *n, const struct change *change)
{
	const struct item *item = change->new->of_item;

	if (!(change->aspects & EVENT_PLACE)) {
		name_place(n, item->from);
		name_place(n, item->to);
		name_place(n, item->via);
		if (!item_is_leg(item) || item->kind == ITEM_CROSSING)
			name_place(n, item->place);
	}
	for (size_t i = 0; n->vehicles.n && i < LIST_N(item->vehicles); i++)
		name(n, &n->vehicles, item->vehicles->v[i] ? item->vehicles->v[i]->id : NULL);
}

static void name_event(struct naming *n, const struct change *change)
{
	memset(n->records, 0, n->n_words * sizeof(*n->records));
	if (change->new->of_item)
		name_item(n, change);
	else if (!(change->aspects & EVENT_PLACE))
		name_place(n, change->new->of_meeting->place);
	for (size_t i = 0; n->people.n && i < LIST_N(change->new_people); i++)
		if (notices_may_name(n->t, change->new, change->new_people->v[i]))
			name(n, &n->people, change->new_people->v[i]);
}

static void add_to(struct naming *n, uint64_t **bits)
{
	if (!*bits)
		*bits = xcalloc(n->n_words, sizeof(**bits));
	for (size_t i = 0; i < n->n_words; i++)
		(*bits)[i] |= n->records[i];
}

static bool is_empty(const struct naming *n)
{
	for (size_t i = 0; i < n->n_words; i++)
		if (n->records[i])
			return false;
	return true;
}

/* to those who have the event before and after */
static void tell_event(struct naming *n, const struct change *change)
{
	struct notices *t = n->t;
	const struct strings *people = change->new_people;
	const struct event had = { .people = change->old_people };

	name_event(n, change);
	if (is_empty(n))
		return;
	if (t->list.n && !t->list.v[0].person) {
		add_to(n, &t->list.v[0].records);
		add_to(n, &t->records);
	}
	for (size_t i = 0; t->by_person.n && i < LIST_N(people); i++) {
		const char *id = people->v[i];
		uintptr_t at = (uintptr_t)hash_get(&t->by_person, id, strlen(id));

		if (at && event_has(&had, id)) {
			add_to(n, &t->list.v[at - 1].records);
			add_to(n, &t->records);
		}
	}
}

void notices_add_records(struct notices *t)
{
	const struct changes *c = t->changes;
	struct naming n = { .t = t, .n_words = c->n_bits / 64 + 1 };

	n.records = xcalloc(n.n_words, sizeof(*n.records));
	list_records(&n);
	for (size_t i = 0; i < c->list.n; i++) {
		const struct change *change = &c->list.v[i];

		if (change->old && change->new && change->new->status != STATUS_CANCELLED &&
		    notices_show_old(t, change) && notices_show_new(t, change))
			tell_event(&n, change);
	}
	hash_release(&n.places);
	hash_release(&n.people);
	hash_release(&n.vehicles);
	free(n.records);
}
