#include "itinerary/event.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/strbuf.h"

#include "base/banned.h"

const char *event_uid(const struct plan *plan, const struct meeting *meeting, const char *item,
		      struct arena *arena)
{
	return item ? arena_printf(arena, "%s.%s.%s@%s", item, meeting->id, plan->id,
				   plan->uid_domain)
		    : arena_printf(arena, "%s.%s@%s", meeting->id, plan->id, plan->uid_domain);
}

/* ------------------------------------------------------------------ from a plan */

static int compare_ids(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static struct strings *people_of(struct arena *arena, const struct person_set *set)
{
	struct strings *ids;

	if (!set->n)
		return NULL;
	ids = arena_alloc(arena, sizeof(*ids) + set->n * sizeof(ids->v[0]));
	for (size_t i = 0; i < set->n; i++)
		if (set->v[i]->id)
			ids->v[ids->n++] = set->v[i]->id;
	qsort(ids->v, ids->n, sizeof(ids->v[0]), compare_ids);
	return ids;
}

static size_t add_members(struct strings *ids, const struct members *members)
{
	for (size_t i = 0; i < LIST_N(members); i++)
		if (members->v[i].person && members->v[i].person->id)
			ids->v[ids->n++] = members->v[i].person->id;
	return ids->n;
}

/* those who come for the visit: members and others */
static struct strings *visitors_of(struct arena *arena, const struct meeting *meeting)
{
	size_t n = LIST_N(meeting->others), kept = 0;
	struct strings *ids;

	for (size_t i = 0; i < LIST_N(meeting->delegations); i++)
		n += LIST_N(meeting->delegations->v[i].members) + 1;
	ids = arena_alloc(arena, sizeof(*ids) + n * sizeof(ids->v[0]));
	for (size_t i = 0; i < LIST_N(meeting->delegations); i++) {
		const struct delegation *d = &meeting->delegations->v[i];

		add_members(ids, d->members);
		if (d->head && d->head->id) /* who need not be named among them */
			ids->v[ids->n++] = d->head->id;
	}
	if (!add_members(ids, meeting->others))
		return NULL;
	qsort(ids->v, ids->n, sizeof(ids->v[0]), compare_ids);
	for (size_t i = 0; i < ids->n; i++)
		if (!kept || strcmp(ids->v[kept - 1], ids->v[i]))
			ids->v[kept++] = ids->v[i];
	ids->n = kept;
	return ids;
}

static const char *place_id(const struct place *place)
{
	return place ? place->id : NULL;
}

static const char *location_of(struct arena *arena, const struct place *place)
{
	const char *name;

	if (!place)
		return NULL;
	name = text_in(place->name, LANG_EN);
	return place->address ? arena_printf(arena, "%s, %s", name, place->address) : name;
}

static void make_visit(struct event *e, const struct itinerary *it, const struct meeting *meeting,
		       struct arena *arena)
{
	*e = (struct event){ .uid = event_uid(it->plan, meeting, NULL, arena),
			     .meeting = meeting->id,
			     .kind = EVENT_VISIT,
			     .status = meeting->status,
			     .start = INSTANT_NONE,
			     .end = INSTANT_NONE,
			     .start_zone = meeting->zone,
			     .end_zone = meeting->zone,
			     .first = meeting->dates.first,
			     .last = meeting->dates.first == CIVIL_NONE ? CIVIL_NONE
									: meeting->dates.last + 1,
			     .place = place_id(meeting->place),
			     .location = location_of(arena, meeting->place),
			     .summary = meeting->title,
			     .people = visitors_of(arena, meeting),
			     .of_meeting = meeting };
}

static void make_times(struct event *e, const struct item *item)
{
	bool has_nights = item->kind == ITEM_STAY && item->until != CIVIL_NONE &&
			  item->until > item->day;

	if (item->has_time && item->kind != ITEM_STAY && item->start_zone && item->end_zone &&
	    item->start != INSTANT_NONE && item->end != INSTANT_NONE) {
		e->start = item->start;
		e->end = item->end;
		return;
	}
	e->first = item->day;
	e->last = has_nights ? item->until : item->day + 1;
}

static void make_item(struct event *e, const struct itinerary *it, const struct item *item,
		      struct arena *arena)
{
	const struct meeting *meeting = item->meeting;
	bool moves = item_is_leg(item) && item->kind != ITEM_CROSSING;
	const struct place *place = moves ? item->from : item->place;

	*e = (struct event){ .uid = event_uid(it->plan, meeting, item->id, arena),
			     .meeting = meeting->id,
			     .item = item->id,
			     .kind = kind_info((enum item_kind)item->kind)->key,
			     .status = (enum status)item->status,
			     .start = INSTANT_NONE,
			     .end = INSTANT_NONE,
			     .start_zone = item->start_zone,
			     .end_zone = item->end_zone,
			     .first = CIVIL_NONE,
			     .last = CIVIL_NONE,
			     .place = place_id(place),
			     .to = moves ? place_id(item->to) : NULL,
			     .via = place_id(item->via),
			     .location = location_of(arena, place),
			     .summary = item->title ? item->title
					: item->place ? item->place->name
						      : NULL,
			     .people = people_of(arena, itinerary_all(it, item)),
			     .of_meeting = meeting,
			     .of_item = item };
	make_times(e, item);
}

void events_init(struct events *events, const struct itinerary *it, struct arena *arena)
{
	const struct meetings *meetings = it->plan->meetings;
	struct event e;

	*events = (struct events){ 0 };
	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct meeting *meeting = &meetings->v[i];

		if (!meeting->id)
			continue;
		make_visit(&e, it, meeting, arena);
		VEC_PUSH(&events->list, e);
		for (size_t k = 0; k < LIST_N(meeting->items); k++) {
			if (meeting->items->v[k].kind == ITEM_KIND_COUNT || !meeting->items->v[k].id)
				continue;
			make_item(&e, it, &meeting->items->v[k], arena);
			VEC_PUSH(&events->list, e);
		}
	}
	for (size_t i = 0; i < events->list.n; i++)
		*hash_slot(&events->by_uid, events->list.v[i].uid, strlen(events->list.v[i].uid)) =
			&events->list.v[i];
}

void events_release(struct events *events)
{
	VEC_RELEASE(&events->list);
	hash_release(&events->by_uid);
}

const struct event *events_find(const struct events *events, const char *uid)
{
	return hash_get(&events->by_uid, uid, strlen(uid));
}

/* --------------------------------------------------------------------- comparing */

static bool same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static bool same_zone(const struct zone *a, const struct zone *b)
{
	return a && b ? !strcmp(zone_id(a), zone_id(b)) : a == b;
}

static bool same_time(const struct event *a, const struct event *b)
{
	if (a->start != b->start || a->end != b->end)
		return false;
	if (a->start == INSTANT_NONE)
		return a->first == b->first && a->last == b->last;
	return same_zone(a->start_zone, b->start_zone) && same_zone(a->end_zone, b->end_zone);
}

static bool has_digit(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (ascii_isdigit(s[i]))
			return true;
	return false;
}

/*
 * Do two names differ by a spelling fix only: one spot, of a few letters,
 * in a longer word, and no number?  Two halls or hotels A and B do not.
 */
static bool is_respelled(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b), before = 0, behind = 0, word = 0;
	const size_t few = 4, long_enough = 4;

	while (before < n && before < m && a[before] == b[before])
		before++;
	while (behind < n - before && behind < m - before &&
	       a[n - 1 - behind] == b[m - 1 - behind])
		behind++;
	if (n - before - behind > few || m - before - behind > few ||
	    has_digit(a + before, n - before - behind) || has_digit(b + before, m - before - behind))
		return false;
	while (word < before && a[before - 1 - word] != ' ')
		word++;
	for (size_t i = n - behind; i < n && a[i] != ' '; i++)
		word++;
	return word >= long_enough;
}

static bool same_place(const struct event *a, const struct event *b)
{
	if (!same_text(a->place, b->place) || !same_text(a->to, b->to) || !same_text(a->via, b->via))
		return false;
	/* the same id may have become another house */
	return !a->location || !b->location || same_text(a->location, b->location) ||
	       is_respelled(a->location, b->location);
}

static bool same_people(const struct strings *a, const struct strings *b)
{
	if (LIST_N(a) != LIST_N(b))
		return false;
	for (size_t i = 0; i < LIST_N(a); i++)
		if (strcmp(a->v[i], b->v[i]))
			return false;
	return true;
}

static bool same_summary(const struct text *a, const struct text *b)
{
	for (int i = 0; i < LANG_COUNT; i++)
		if (!same_text(a ? a->in[i] : NULL, b ? b->in[i] : NULL))
			return false;
	return true;
}

/* of what was held nobody need be told */
static enum status told_status(enum status status)
{
	return status == STATUS_HELD ? STATUS_CONFIRMED : status;
}

unsigned int event_differences(const struct event *a, const struct event *b)
{
	unsigned int all = 0;

	if (!same_time(a, b))
		all |= EVENT_TIME;
	if (!same_place(a, b))
		all |= EVENT_PLACE;
	if (told_status(a->status) != told_status(b->status))
		all |= EVENT_STATUS;
	if (!same_people(a->people, b->people))
		all |= EVENT_PEOPLE;
	if (!same_summary(a->summary, b->summary))
		all |= EVENT_SUMMARY;
	if (!same_text(a->kind, b->kind))
		all |= EVENT_KIND;
	return all;
}

bool event_has(const struct event *event, const char *person_id)
{
	return LIST_N(event->people) &&
	       bsearch(&person_id, event->people->v, event->people->n, sizeof(event->people->v[0]),
		       compare_ids);
}

bool event_goes_out(const struct event *event)
{
	const struct item *item = event->of_item;

	if (!event->of_meeting || event->of_meeting->dates.first == CIVIL_NONE ||
	    event->of_meeting->status == STATUS_DRAFT || event->status == STATUS_DRAFT)
		return false;
	return !item || (!item->is_alternative && item->audience >= AUDIENCE_PARTICIPANTS);
}

instant event_end(const struct event *event)
{
	if (event->end != INSTANT_NONE)
		return event->end;
	if (event->last == CIVIL_NONE)
		return INSTANT_NONE;
	return event->end_zone ? zone_instant(event->end_zone, event->last, 0, NULL)
			       : (instant)event->last * 86400;
}
