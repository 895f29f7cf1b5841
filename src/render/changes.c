#include "render/changes.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"

#include "base/banned.h"

/* ------------------------------------------------------------------------ the pairs */

/* events that were not found in the other state, to be paired by what they are */
struct matching {
	struct changes *c;
	VEC(const struct event *) old, new;
};

static int compare_ids(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_members(struct strings *ids, const struct members *members)
{
	for (size_t i = 0; i < LIST_N(members); i++)
		if (members->v[i].person && members->v[i].person->id)
			ids->v[ids->n++] = members->v[i].person->id;
}

/* members, staff and others of a visit, each once */
static const struct strings *visitors(struct arena *arena, const struct meeting *meeting)
{
	size_t n = LIST_N(meeting->others), kept = 0;
	struct strings *ids;

	for (size_t i = 0; i < LIST_N(meeting->delegations); i++)
		n += LIST_N(meeting->delegations->v[i].members) +
		     LIST_N(meeting->delegations->v[i].staff);
	ids = arena_alloc(arena, sizeof(*ids) + n * sizeof(ids->v[0]));
	for (size_t i = 0; i < LIST_N(meeting->delegations); i++) {
		add_members(ids, meeting->delegations->v[i].members);
		add_members(ids, meeting->delegations->v[i].staff);
	}
	add_members(ids, meeting->others);
	qsort(ids->v, ids->n, sizeof(ids->v[0]), compare_ids);
	for (size_t i = 0; i < ids->n; i++)
		if (!kept || strcmp(ids->v[kept - 1], ids->v[i]))
			ids->v[kept++] = ids->v[i];
	ids->n = kept;
	return ids;
}

static const struct strings *people_of(const struct changes *c, const struct event *event)
{
	if (!event)
		return NULL;
	/* what was told before knows of no staff, so it is left out of both then */
	return !event->item && c->old.it && c->new.it ? visitors(c->arena, event->of_meeting)
						     : event->people;
}

static void add_change(struct changes *c, const struct event *old, const struct event *new)
{
	struct change change = { .old = old,
				 .new = new,
				 .old_people = people_of(c, old),
				 .new_people = people_of(c, new),
				 .order = c->list.n };

	change_compare(&change);
	if (old && new && strcmp(old->uid, new->uid) && change.kind != CHANGE_RENAMED)
		c->uids_change = c->uids_change || !old->item || !strcmp(old->item, new->item);
	VEC_PUSH(&c->list, change);
}

static bool is_wanted(const struct changes *c, const struct event *event)
{
	return !c->meeting || !strcmp(event->meeting, c->meeting);
}

/* ids have no blank */
static const char *key_of(struct arena *arena, const struct event *event)
{
	return arena_printf(arena, "%s %s", event->meeting, event->item ? event->item : "");
}

static void match_by_id(struct matching *m)
{
	struct changes *c = m->c;
	struct hash news = HASH_INIT;

	for (size_t i = 0; i < c->new.events->list.n; i++) {
		const struct event *new = &c->new.events->list.v[i];
		const char *key = key_of(c->arena, new);

		if (is_wanted(c, new))
			*hash_slot(&news, key, strlen(key)) = (void *)(uintptr_t)new;
	}
	for (size_t i = 0; i < c->old.events->list.n; i++) {
		const struct event *old = &c->old.events->list.v[i];
		const char *key = key_of(c->arena, old);
		const struct event *new = hash_get(&news, key, strlen(key));

		if (!is_wanted(c, old))
			continue;
		if (!new) {
			VEC_PUSH(&m->old, old);
			continue;
		}
		add_change(c, old, new);
		*hash_slot(&news, key, strlen(key)) = NULL;
	}
	for (size_t i = 0; i < c->new.events->list.n; i++) {
		const struct event *new = &c->new.events->list.v[i];
		const char *key = key_of(c->arena, new);

		if (hash_get(&news, key, strlen(key)) == new)
			VEC_PUSH(&m->new, new);
	}
	hash_release(&news);
}

/*
 * By what a renamed item is still known, from most to least: it is of the
 * same kind at the same time, with the same people at the same place.
 */
enum likeness { LIKE_ALL, LIKE_PEOPLE, LIKE_PLACE, LIKE_TIME, LIKENESS_COUNT };

static const char *likeness_key(struct arena *arena, const struct event *e, enum likeness likeness)
{
	struct strbuf people = STRBUF_INIT;
	const char *place = "", *to = "", *key;
	uint64_t who = 0;

	if (likeness == LIKE_ALL || likeness == LIKE_PEOPLE) {
		for (size_t i = 0; i < LIST_N(e->people); i++)
			strbuf_addf(&people, "%s ", e->people->v[i]);
		who = hash_bytes(people.text, people.len);
	}
	if (likeness == LIKE_ALL || likeness == LIKE_PLACE) {
		place = e->place ? e->place : "";
		to = e->to ? e->to : "";
	}
	key = arena_printf(arena, "%s %s %lld %lld %d %d %s %s %llx", e->meeting, e->kind,
			   (long long)e->start, (long long)e->end, (int)e->first, (int)e->last, place,
			   to, (unsigned long long)who);
	strbuf_release(&people);
	return key;
}

/* those of one key, by their places in the lists from 1 */
struct alike {
	size_t old, n_old, n_new;
};

static bool id_was_given(const struct event *event)
{
	return event->of_item && event->of_item->id_given;
}

/* two that were given ids of their own are two, unless all else is the same */
static bool may_be_renamed(const struct event *old, const struct event *new)
{
	return !id_was_given(old) || !id_was_given(new) ||
	       !(event_differences(old, new) & ~(unsigned int)EVENT_STATUS);
}

static struct alike *alike_of(struct hash *table, struct arena *arena, const struct event *event,
			      enum likeness likeness)
{
	const char *key = likeness_key(arena, event, likeness);
	void **slot = hash_slot(table, key, strlen(key));

	if (!*slot)
		*slot = arena_new(arena, struct alike);
	return *slot;
}

/* takes out of both lists what is alike, where it is the only one on either side */
static void match_alike(struct matching *m, enum likeness likeness)
{
	struct hash table = HASH_INIT;
	struct arena scratch = ARENA_INIT;
	size_t kept = 0;

	for (size_t i = 0; i < m->old.n; i++)
		if (m->old.v[i]->item) {
			struct alike *alike = alike_of(&table, &scratch, m->old.v[i], likeness);

			alike->old = i;
			alike->n_old++;
		}
	for (size_t i = 0; i < m->new.n; i++)
		if (m->new.v[i]->item)
			alike_of(&table, &scratch, m->new.v[i], likeness)->n_new++;
	for (size_t i = 0; i < m->new.n; i++) {
		const struct event *new = m->new.v[i];
		struct alike *alike = new->item ? alike_of(&table, &scratch, new, likeness) : NULL;

		if (alike && alike->n_old == 1 && alike->n_new == 1 &&
		    may_be_renamed(m->old.v[alike->old], new)) {
			add_change(m->c, m->old.v[alike->old], new);
			m->old.v[alike->old] = NULL;
		} else {
			m->new.v[kept++] = new;
		}
	}
	m->new.n = kept;
	kept = 0;
	for (size_t i = 0; i < m->old.n; i++)
		if (m->old.v[i])
			m->old.v[kept++] = m->old.v[i];
	m->old.n = kept;
	hash_release(&table);
	arena_release(&scratch);
}

static void match(struct changes *c)
{
	struct matching m = { .c = c };

	match_by_id(&m);
	for (int i = 0; i < LIKENESS_COUNT && m.old.n && m.new.n; i++)
		match_alike(&m, (enum likeness)i);
	for (size_t i = 0; i < m.old.n; i++)
		add_change(c, m.old.v[i], NULL);
	for (size_t i = 0; i < m.new.n; i++)
		add_change(c, NULL, m.new.v[i]);
	VEC_RELEASE(&m.old);
	VEC_RELEASE(&m.new);
}

/* ------------------------------------------------------------------------- the order */

struct meeting_order {
	const char *id;
	civil_day first; /* CIVIL_NONE: not settled, and told last */
	size_t order;
};

static int compare_meetings(const void *left, const void *right)
{
	const struct meeting_order *a = left, *b = right;

	if (a->first != b->first) {
		if (a->first == CIVIL_NONE || b->first == CIVIL_NONE)
			return a->first == CIVIL_NONE ? 1 : -1;
		return a->first < b->first ? -1 : 1;
	}
	return (a->order > b->order) - (a->order < b->order);
}

static int compare_changes(const void *left, const void *right)
{
	const struct change *a = left, *b = right;
	bool a_is_visit = !change_event(a)->item, b_is_visit = !change_event(b)->item;

	if (a->meeting != b->meeting)
		return a->meeting < b->meeting ? -1 : 1;
	if (a_is_visit != b_is_visit)
		return a_is_visit ? -1 : 1;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static civil_day first_day(const struct event *visit)
{
	if (visit->first != CIVIL_NONE || !visit->of_meeting)
		return visit->first;
	return visit->of_meeting->window.first;
}

static instant begin_of(const struct event *event)
{
	if (event->start != INSTANT_NONE)
		return event->start;
	if (event->first == CIVIL_NONE)
		return INSTANT_NONE;
	return event->start_zone ? zone_instant(event->start_zone, event->first, 0, NULL)
				 : (instant)event->first * 86400;
}

/* gives every change the number of its meeting, by the meetings' first days */
static void number_meetings(struct changes *c)
{
	VEC(struct meeting_order) meetings = { 0 };
	struct hash numbers = HASH_INIT;

	for (size_t i = 0; i < c->list.n; i++) {
		const struct event *event = change_event(&c->list.v[i]);
		struct meeting_order one = { event->meeting, CIVIL_NONE, meetings.n };
		void **slot = hash_slot(&numbers, one.id, strlen(one.id));

		if (!*slot) {
			VEC_PUSH(&meetings, one);
			*slot = (void *)(uintptr_t)meetings.n;
		}
		if (!event->item)
			meetings.v[(uintptr_t)*slot - 1].first = first_day(event);
	}
	if (meetings.n)
		qsort(meetings.v, meetings.n, sizeof(*meetings.v), compare_meetings);
	for (size_t i = 0; i < meetings.n; i++)
		*hash_slot(&numbers, meetings.v[i].id, strlen(meetings.v[i].id)) =
			(void *)(uintptr_t)(i + 1);
	for (size_t i = 0; i < c->list.n; i++) {
		const char *id = change_event(&c->list.v[i])->meeting;

		c->list.v[i].meeting = (uintptr_t)hash_get(&numbers, id, strlen(id)) - 1;
		c->list.v[i].at = begin_of(change_event(&c->list.v[i]));
	}
	c->n_meetings = meetings.n;
	hash_release(&numbers);
	VEC_RELEASE(&meetings);
}

static bool same_status_change(const struct change *visit, const struct change *change)
{
	return visit->old && visit->new && change->old && change->new &&
	       visit->old->status != visit->new->status &&
	       visit->old->status == change->old->status &&
	       visit->new->status == change->new->status;
}

/* are those who are in one list and not in another in just that case with two others too? */
static bool differ_likewise(const struct strings *in, const struct strings *not_in,
			    const struct strings *also_in, const struct strings *nor_in)
{
	const struct event out = { .people = not_in };
	const struct event also = { .people = also_in }, nor = { .people = nor_in };

	for (size_t i = 0; i < LIST_N(in); i++)
		if (!event_has(&out, in->v[i]) &&
		    (!event_has(&also, in->v[i]) || event_has(&nor, in->v[i])))
			return false;
	return true;
}

static bool same_people_change(const struct change *visit, const struct change *change)
{
	return visit->old && visit->new && change->old && change->new &&
	       (visit->aspects & EVENT_PEOPLE) && (change->aspects & EVENT_PEOPLE) &&
	       differ_likewise(change->new_people, change->old_people, visit->new_people,
			       visit->old_people) &&
	       differ_likewise(change->old_people, change->new_people, visit->old_people,
			       visit->new_people);
}

static void put_in_order(struct changes *c)
{
	const struct change *visit = NULL;

	number_meetings(c);
	if (c->list.n)
		qsort(c->list.v, c->list.n, sizeof(*c->list.v), compare_changes);
	for (size_t i = 0; i < c->list.n; i++) {
		struct change *change = &c->list.v[i];

		if (!change_event(change)->item)
			visit = change;
		else if (visit && visit->meeting == change->meeting) {
			change->status_follows = same_status_change(visit, change);
			change->people_follow = same_people_change(visit, change);
		}
	}
}

static void note_places(struct changes *c, const struct places *places)
{
	for (size_t i = 0; i < LIST_N(places); i++)
		*hash_slot(&c->places, places->v[i].id, strlen(places->v[i].id)) =
			(void *)(uintptr_t)&places->v[i];
}

void changes_init(struct changes *c, const struct changes_state *old,
		  const struct changes_state *new, const char *meeting, struct arena *arena)
{
	*c = (struct changes){ .old = *old, .new = *new, .arena = arena, .meeting = meeting };
	match(c);
	put_in_order(c);
	if (old->it && new->it)
		changes_add_records(c);
	else if (new->it)
		note_places(c, new->it->plan->places);
}

void changes_release(struct changes *c)
{
	VEC_RELEASE(&c->list);
	VEC_RELEASE(&c->records);
	hash_release(&c->places);
}
