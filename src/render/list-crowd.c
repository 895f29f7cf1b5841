/*
 * The people of a meeting in the order of protocol, and those of them who
 * take part in an item.
 */
#include "render/list-make.h"

#include <stdlib.h>
#include <string.h>

#include "render/describe-people.h"

#include "base/banned.h"

/* where somebody stands among the people of a meeting */
struct list_place {
	const struct meeting *meeting; /* else it is an older meeting's */
	size_t rank;
};

/* ------------------------------------------------------------- the meeting's people */

/* everybody of the meeting at hand, while they are looked for */
struct gathering {
	struct list_maker *m;
	VEC(struct list_person) list;
};

static void gather(struct gathering *g, const struct person *person, struct list_person as)
{
	struct list_place *place;

	if (!person)
		return;
	place = &g->m->places[person->index];
	if (place->meeting == g->m->meeting)
		return;
	place->meeting = g->m->meeting;
	as.person = person;
	VEC_PUSH(&g->list, as);
}

static void gather_members(struct gathering *g, const struct members *members,
			   struct list_person as)
{
	for (size_t i = 0; i < LIST_N(members); i++) {
		as.member = &members->v[i];
		gather(g, members->v[i].person, as);
	}
}

static const struct member *find_member(const struct members *members, const struct person *person)
{
	for (size_t i = 0; i < LIST_N(members); i++)
		if (members->v[i].person == person)
			return &members->v[i];
	return NULL;
}

static void gather_delegation(struct gathering *g, const struct delegation *d)
{
	struct list_person as = { .delegation = d, .part = PART_HEAD };

	as.member = d->head ? find_member(d->members, d->head) : NULL;
	gather(g, d->head, as);
	as.part = PART_MEMBER;
	gather_members(g, d->members, as);
	as.part = PART_STAFF;
	gather_members(g, d->staff, as);
}

/* those who come for some items only: by side, the host's first, then as the plan has them */
static int compare_guests(const void *a, const void *b)
{
	const struct list_person *x = a, *y = b;
	const char *p = x->person->side ? x->person->side->id : "~";
	const char *q = y->person->side ? y->person->side->id : "~";
	int r = strcmp(p, q);

	return r ? r : (x->person->index > y->person->index) - (x->person->index < y->person->index);
}

static void gather_guests(struct gathering *g)
{
	const struct meeting *meeting = g->m->meeting;
	const struct list_person as = { .part = PART_GUEST };
	struct hash seen = HASH_INIT;
	VEC(const struct person_set *) sets = { 0 };
	size_t first = g->list.n;

	/* the keys of the table stand in the list: it must not move */
	VEC_ROOM(&sets, LIST_N(meeting->items) + 1);
	for (size_t i = 0; i < LIST_N(meeting->items); i++) {
		const struct person_set *set = itinerary_all(g->m->q->it, &meeting->items->v[i]);
		void **slot;

		if (!item_stands(&meeting->items->v[i]) ||
		    hash_get(&seen, (const char *)&set, sizeof(set)))
			continue;
		VEC_PUSH(&sets, set);
		slot = hash_slot(&seen, (const char *)&sets.v[sets.n - 1], sizeof(set));
		*slot = g;
		for (size_t k = 0; k < set->n; k++)
			gather(g, set->v[k], as);
	}
	if (g->list.n > first)
		qsort(g->list.v + first, g->list.n - first, sizeof(*g->list.v), compare_guests);
	VEC_RELEASE(&sets);
	hash_release(&seen);
}

static void gather_all(struct list_maker *m)
{
	const struct list_person other = { .part = PART_OTHER };
	const struct delegation **order = describe_order(m->meeting);
	struct gathering g = { .m = m };

	for (size_t i = 0; i < LIST_N(m->meeting->delegations); i++)
		gather_delegation(&g, order[i]);
	gather_members(&g, m->meeting->others, other);
	gather_guests(&g);
	m->n_people = g.list.n;
	m->people = arena_array(m->arena, g.list.n, sizeof(*m->people));
	for (size_t i = 0; i < g.list.n; i++) {
		m->people[i] = g.list.v[i];
		m->people[i].rank = i;
		m->places[m->people[i].person->index].rank = i;
	}
	VEC_RELEASE(&g.list);
	free(order);
}

static const char *make_heading(const struct list_maker *m)
{
	const struct meeting *meeting = m->meeting;
	civil_day first = meeting_first_day(meeting);
	struct strbuf line = STRBUF_INIT;
	const char *kept;

	strbuf_addstr(&line, m->title);
	if (first != CIVIL_NONE && m->q->n_langs == 1) {
		strbuf_addstr(&line, " · ");
		dates_add_range(&line, m->q->dates, m->q->langs[0], first,
				meeting_last_day(meeting));
	} else if (first != CIVIL_NONE) {
		strbuf_addf(&line, " · %s", list_iso_day(m, first));
		if (meeting_last_day(meeting) != first)
			strbuf_addf(&line, " – %s", list_iso_day(m, meeting_last_day(meeting)));
	}
	if (meeting->place)
		strbuf_addf(&line, " · %s", list_text(m, meeting->place->name));
	kept = arena_strndup(m->arena, line.text, line.len);
	strbuf_release(&line);
	return kept;
}

void list_begin_meeting(struct list_maker *m, const struct meeting *meeting)
{
	m->meeting = meeting;
	if (!m->places)
		m->places = xcalloc(LIST_N(m->q->plan->people) + 1, sizeof(*m->places));
	gather_all(m);
	m->title = meeting->title ? list_text(m, meeting->title) : meeting->id;
	m->heading = make_heading(m);
}

void list_end_meeting(struct list_maker *m)
{
	hash_release(&m->crowds);
	m->crowds = (struct hash)HASH_INIT;
}

/* ----------------------------------------------------------------- who is in an item */

bool list_shows(const struct list_maker *m, const struct list_person *p)
{
	const struct view *view = &m->q->view;

	if (view->kind == VIEW_PERSON)
		return p->person == view->person;
	if (view->kind == VIEW_SIDE)
		return (p->delegation ? p->delegation->side : p->person->side) == view->side;
	return true;
}

static int compare_ranks(const void *a, const void *b)
{
	const struct list_person *const *x = a, *const *y = b;

	return ((*x)->rank > (*y)->rank) - ((*x)->rank < (*y)->rank);
}

static struct crowd *make_crowd(struct list_maker *m, const struct person_set *set)
{
	struct crowd *crowd = arena_new(m->arena, struct crowd);

	crowd->v = arena_array(m->arena, set->n, sizeof(*crowd->v));
	for (size_t i = 0; i < set->n; i++) {
		const struct list_place *place = &m->places[set->v[i]->index];
		const struct list_person *p;

		if (place->meeting != m->meeting)
			continue;
		p = &m->people[place->rank];
		if (list_shows(m, p))
			crowd->v[crowd->n++] = p;
	}
	if (crowd->n)
		qsort(crowd->v, crowd->n, sizeof(*crowd->v), compare_ranks);
	return crowd;
}

struct crowd *list_crowd(struct list_maker *m, const struct item *item)
{
	const struct person_set *set = itinerary_all(m->q->it, item);
	struct crowd *crowd = hash_get(&m->crowds, (const char *)&set, sizeof(set));

	if (crowd)
		return crowd;
	crowd = make_crowd(m, set);
	*hash_slot(&m->crowds, arena_strndup(m->arena, (const char *)&set, sizeof(set)),
		   sizeof(set)) = crowd;
	return crowd;
}

void list_name_crowd(struct list_maker *m, struct crowd *crowd)
{
	struct strbuf names = STRBUF_INIT, passengers = STRBUF_INIT, drivers = STRBUF_INIT;

	if (crowd->made)
		return;
	for (size_t i = 0; i < crowd->n; i++) {
		const struct person *person = crowd->v[i]->person;
		bool drives = person->role == ROLE_DRIVER;
		const char *name = list_name(m, person);

		describe_add_name(&names, name);
		describe_add_name(drives ? &drivers : &passengers, name);
		crowd->n_passengers += !drives;
	}
	crowd->names = arena_strndup(m->arena, names.text, names.len);
	crowd->passengers = arena_strndup(m->arena, passengers.text, passengers.len);
	crowd->drivers = arena_strndup(m->arena, drivers.text, drivers.len);
	crowd->made = true;
	strbuf_release(&names);
	strbuf_release(&passengers);
	strbuf_release(&drivers);
}

static void add_refs(struct strbuf *out, const struct list_maker *m, const struct person_refs *refs)
{
	for (size_t i = 0; i < LIST_N(refs); i++)
		if (refs->v[i])
			describe_add_name(out, list_name(m, refs->v[i]));
}

const char *list_who(struct list_maker *m, const struct item *item)
{
	const struct list_request *q = m->q;
	const char *said[2] = { "", "" }, *kept;
	struct strbuf who = STRBUF_INIT;
	struct crowd *crowd;

	if (q->view.kind == VIEW_SIDE || q->view.kind == VIEW_PERSON) {
		crowd = list_crowd(m, item);
		list_name_crowd(m, crowd);
		return crowd->names;
	}
	for (size_t i = 0; i < q->n_langs; i++) {
		struct describe d = { .it = q->it,
				      .catalog = &q->catalogs[q->langs[i]],
				      .dates = q->dates,
				      .lang = q->langs[i],
				      .reader = AUDIENCE_OFFICE };

		said[i] = brief_people(&m->briefs[i], &d, item);
	}
	strbuf_addstr(&who, said[0]);
	if (q->n_langs > 1 && strcmp(said[0], said[1]) != 0)
		strbuf_addf(&who, " / %s", said[1]);
	add_refs(&who, m, item->with);
	add_refs(&who, m, item->interpreters);
	kept = arena_strndup(m->arena, who.text, who.len);
	strbuf_release(&who);
	return kept;
}

/* ------------------------------------------------------------------------- the items */

int list_compare_items(const struct item *x, const struct item *y)
{
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->has_time != y->has_time)
		return x->has_time ? 1 : -1;
	if (x->has_time && x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x > y) - (x < y);
}

static int compare_items(const void *a, const void *b)
{
	const struct item *const *x = a, *const *y = b;

	return list_compare_items(*x, *y);
}

size_t list_items(const struct list_maker *m, bool (*fits)(const struct item *item),
		  const struct item ***ret_items)
{
	const struct items *items = m->meeting->items;
	VEC(const struct item *) list = { 0 };

	for (size_t i = 0; i < LIST_N(items); i++) {
		const struct item *item = &items->v[i];

		if (item->kind < ITEM_KIND_COUNT && item->day != CIVIL_NONE && item_stands(item) &&
		    fits(item))
			VEC_PUSH(&list, item);
	}
	if (list.n)
		qsort(list.v, list.n, sizeof(*list.v), compare_items);
	*ret_items = list.v;
	return list.n;
}
