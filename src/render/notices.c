#include "render/notices.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "plan/compare.h"

#include "base/banned.h"

/* how an event stands in somebody's programme */
enum presence { PRESENCE_NONE, PRESENCE_CANCELLED, PRESENCE_STANDS };

/* a change while it is told: what is the same for all its readers */
struct notice_change {
	struct notices *t;
	const struct change *change;
	uint32_t index;
	bool shows_old, shows_new;
	/* answers kept: are the clocks those of a zone, of the times in a told_kind? */
	struct {
		const struct zone *zone;
		uint8_t kind;
		bool zoned;
	} clocks[16];
	size_t n_clocks;
};

/* --------------------------------------------------------------------------- views */

static bool has_some_of(const struct strings *people, const struct plan *plan,
			const struct side *side)
{
	for (size_t i = 0; i < LIST_N(plan->people); i++) {
		const struct person *person = &plan->people->v[i];

		if (person->side && !strcmp(person->side->id, side->id) &&
		    event_has(&(struct event){ .people = people }, person->id))
			return true;
	}
	return false;
}

/* of what was told before only the people are known, and their sides by the plan of now */
static bool shows_told(const struct view *view, const struct plan *plan, const struct event *event)
{
	switch (view->kind) {
	case VIEW_ORGANIZERS:
		return true;
	case VIEW_PERSON:
		return event_has(event, view->person->id);
	case VIEW_SIDE:
		return has_some_of(event->people, plan, view->side);
	case VIEW_PARTICIPANTS:
		for (size_t i = 0; i < LIST_N(plan->sides); i++)
			if (!has_some_of(event->people, plan, &plan->sides->v[i]))
				return false;
		return true;
	default:
		return false;
	}
}

static bool shows(const struct notices *t, const struct changes_state *state,
		  const struct view *view, const struct event *event)
{
	if (!event)
		return false;
	if (!t->old_view && !t->new_view)
		return event_is_for_people(event);
	if (!view)
		return false;
	if (!event->of_meeting)
		return shows_told(view, t->changes->new.it->plan, event);
	/* a window is no event in a calendar, but organizers plan with it */
	if (!event->of_item)
		return view->kind == VIEW_ORGANIZERS ||
		       view_shows_meeting(view, state->it, event->of_meeting);
	return view_shows_item(view, state->it, event->of_item) ||
	       (view->kind == VIEW_ORGANIZERS && event->of_item->is_alternative);
}

bool notices_show_old(const struct notices *t, const struct change *change)
{
	return shows(t, &t->changes->old, t->old_view, change->old);
}

bool notices_show_new(const struct notices *t, const struct change *change)
{
	return shows(t, &t->changes->new, t->new_view, change->new);
}

bool notices_may_name(const struct notices *t, const struct event *event, const char *person)
{
	const struct delegations *all = event->of_meeting ? event->of_meeting->delegations : NULL;

	if (t->reader != AUDIENCE_PUBLIC)
		return true;
	/* to the public members of delegations alone are named */
	for (size_t i = 0; i < LIST_N(all); i++)
		for (size_t k = 0; k < LIST_N(all->v[i].members); k++) {
			const struct person *member = all->v[i].members->v[k].person;

			if (member && !strcmp(member->id, person))
				return true;
		}
	return false;
}

/* ------------------------------------------------------------------ the reader's clocks */

static bool is_other_clock(const struct zone *zone, instant at, const struct zone *usual)
{
	return at != INSTANT_NONE && zone && (!usual || zone_offset(zone, at) != zone_offset(usual, at));
}

static bool are_other_clocks(const struct event *event, const struct zone *usual)
{
	return event && event->start != INSTANT_NONE &&
	       (is_other_clock(event->start_zone, event->start, usual) ||
		is_other_clock(event->end_zone, event->end, usual));
}

/* are times told that the reader's own clocks do not show? */
static bool is_zoned_for(const struct change *change, enum told_kind kind, const struct zone *usual)
{
	switch (kind) {
	case TOLD_GONE:
	case TOLD_LEFT:
	case TOLD_CANCELLED:
		return are_other_clocks(change->old, usual);
	case TOLD_NEW:
	case TOLD_JOINED:
	case TOLD_REVIVED:
		return are_other_clocks(change->new, usual);
	case TOLD_CHANGED:
		return (change->aspects & EVENT_TIME) && (are_other_clocks(change->old, usual) ||
							  are_other_clocks(change->new, usual));
	}
	return false;
}

static bool is_zoned(struct notice_change *tc, enum told_kind kind, const struct zone *usual)
{
	bool zoned;

	for (size_t i = 0; i < tc->n_clocks; i++)
		if (tc->clocks[i].zone == usual && tc->clocks[i].kind == kind)
			return tc->clocks[i].zoned;
	zoned = is_zoned_for(tc->change, kind, usual);
	if (tc->n_clocks < ARRAY_SIZE(tc->clocks)) {
		tc->clocks[tc->n_clocks].zone = usual;
		tc->clocks[tc->n_clocks].kind = (uint8_t)kind;
		tc->clocks[tc->n_clocks++].zoned = zoned;
	}
	return zoned;
}

/* a reader without clocks of their own has those of all sides */
static bool is_zoned_to(struct notice_change *tc, enum told_kind kind, const struct notice *notice)
{
	const struct notices *t = tc->t;

	if (notice->zone)
		return is_zoned(tc, kind, notice->zone);
	for (size_t i = 0; i < t->zones.n; i++)
		if (is_zoned(tc, kind, t->zones.v[i]))
			return true;
	return !t->zones.n && is_zoned(tc, kind, NULL);
}

/* --------------------------------------------------------------------- what it means */

uint64_t notices_fields(const struct notices *t, const struct change *change)
{
	const struct record *record = change_record(change);
	uint64_t fields = change->fields & record_fields_reaching(record, t->reader);

	/* to those who take part a visit is settled when it has days, and held when it is over */
	if (record == &record_meeting && t->reader > AUDIENCE_ORGANIZERS)
		fields &= ~(record_field_bit(record, "status") | record_field_bit(record, "window"));
	return fields;
}

uint64_t told_words(const struct notices *t, const struct told *told)
{
	const struct change *change = told_change(t, told);
	uint64_t fields = told->kind == TOLD_CHANGED ? notices_fields(t, change) : 0;

	if (change_record(change) == &record_item)
		return fields & ~change_travel_fields();
	return told->flags & TOLD_CONTACT ? fields
					  : fields & ~record_field_bit(&record_meeting, "contact");
}

/* is whom the reader may call not the same? */
static bool has_other_contacts(const struct notices *t, const struct notice *notice,
			       const struct change *change)
{
	const struct changes *c = t->changes;
	const struct meeting *meetings[2] = { change->old->of_meeting, change->new->of_meeting };
	const struct node *shown[2][64];
	size_t n[2] = { 0, 0 };

	for (int side = 0; side < 2; side++) {
		const struct view own = { .kind = VIEW_PERSON,
					  .person = side ? notice->new : notice->old };
		const struct view *view = notice->person ? &own : side ? t->new_view : t->old_view;
		const struct itinerary *it = side ? c->new.it : c->old.it;
		const struct contacts *contacts = meetings[side]->contact;

		for (size_t i = 0; i < LIST_N(contacts) && n[side] < 64; i++)
			if (view_shows_contact(view, it, meetings[side], &contacts->v[i]))
				shown[side][n[side]++] = contacts->v[i].at;
	}
	for (size_t i = 0; n[0] == n[1] && i < n[0]; i++)
		if (record_differences(&record_contact, UINT64_MAX, shown[0][i], shown[1][i]))
			return true;
	return n[0] != n[1];
}

/* is it there for people, though not for the one who reads?  Of a view this cannot be said. */
static bool goes_on(const struct notice_change *tc, const struct event *event)
{
	return tc->t->by_person.n && event && event_is_for_people(event);
}

/* what a change of these presences is to a reader; false: nothing */
static bool meaning(const struct notice_change *tc, enum presence was, enum presence is,
		    enum told_kind *ret)
{
	const struct change *change = tc->change;

	if (was == PRESENCE_STANDS) {
		if (is == PRESENCE_STANDS)
			*ret = TOLD_CHANGED;
		else if (is == PRESENCE_CANCELLED ||
			 (goes_on(tc, change->new) && change->new->status == STATUS_CANCELLED))
			*ret = TOLD_CANCELLED;
		else
			*ret = goes_on(tc, change->new) ? TOLD_LEFT : TOLD_GONE;
		return true;
	}
	if (is == PRESENCE_STANDS) {
		if (was == PRESENCE_CANCELLED)
			*ret = TOLD_REVIVED;
		else
			*ret = goes_on(tc, change->old) && change->old->status != STATUS_CANCELLED
				       ? TOLD_JOINED
				       : TOLD_NEW;
		return true;
	}
	/* of what is cancelled organizers alone need know more */
	if (tc->t->reader != AUDIENCE_ORGANIZERS || was == is)
		*ret = TOLD_CHANGED;
	else
		*ret = was == PRESENCE_NONE ? TOLD_NEW : TOLD_GONE;
	return tc->t->reader == AUDIENCE_ORGANIZERS;
}

static bool names_changed(const struct notice_change *tc)
{
	const struct change *change = tc->change;
	const struct event *from[2] = { change->old, change->new };

	if (tc->t->reader != AUDIENCE_PUBLIC)
		return true;
	for (int side = 0; side < 2; side++)
		for (size_t i = 0; i < LIST_N(from[side]->people); i++)
			if (!event_has(from[!side], from[side]->people->v[i]) &&
			    notices_may_name(tc->t, from[side], from[side]->people->v[i]))
				return true;
	return false;
}

/* a change to one who has the event before and after: is it told, and is it material? */
static bool weigh(struct notice_change *tc, const struct notice *notice, struct told *told)
{
	const struct change *change = tc->change;
	struct change rest = *change; /* but for what is told with the visit, or not at all */

	if (told->flags & TOLD_STATUS_IMPLIED)
		rest.aspects &= ~(unsigned int)EVENT_STATUS;
	if ((told->flags & TOLD_PEOPLE_IMPLIED) || !names_changed(tc))
		rest.aspects &= ~(unsigned int)EVENT_PEOPLE;
	rest.fields = notices_fields(tc->t, change);
	if (change_is_material(&rest))
		told->flags |= TOLD_MATERIAL;
	if (!change->new->item && (change->fields & record_field_bit(&record_meeting, "contact")) &&
	    has_other_contacts(tc->t, notice, change))
		told->flags |= TOLD_CONTACT;
	if (told->flags & TOLD_MATERIAL || (rest.aspects & (EVENT_SUMMARY | EVENT_KIND)) ||
	    told_words(tc->t, told))
		return true;
	/* that calendars will show it twice is for organizers */
	if (change->kind == CHANGE_RENAMED && tc->t->reader == AUDIENCE_ORGANIZERS)
		return true;
	told->flags |= TOLD_IMPLIED;
	return told->flags & (TOLD_STATUS_IMPLIED | TOLD_PEOPLE_IMPLIED);
}

static bool is_no_more(enum told_kind kind)
{
	return kind == TOLD_CANCELLED || kind == TOLD_GONE || kind == TOLD_LEFT;
}

/* what is told of a visit says the same of what belongs to it */
static void imply(const struct notice *notice, const struct change *change, struct told *told)
{
	enum told_kind visit = (enum told_kind)notice->visit.kind, kind = (enum told_kind)told->kind;

	if (notice->meeting != change->meeting + 1 || !change_event(change)->item)
		return;
	if (is_no_more(visit) && is_no_more(kind))
		told->flags |= TOLD_IMPLIED;
	if (visit != TOLD_CHANGED || kind != TOLD_CHANGED)
		return;
	if (change->status_follows)
		told->flags |= TOLD_STATUS_IMPLIED;
	if (change->people_follow)
		told->flags |= TOLD_PEOPLE_IMPLIED;
}

static void tell(struct notice_change *tc, struct notice *notice, enum presence was,
		 enum presence is)
{
	struct told told = { .change = tc->index };
	enum told_kind kind;

	if (!meaning(tc, was, is, &kind))
		return;
	told.kind = (uint8_t)kind;
	imply(notice, tc->change, &told);
	if (kind != TOLD_CHANGED)
		told.flags |= TOLD_MATERIAL;
	else if (!weigh(tc, notice, &told))
		return;
	if (is_zoned_to(tc, kind, notice))
		told.flags |= TOLD_ZONED;
	if (!change_event(tc->change)->item) {
		notice->meeting = tc->change->meeting + 1;
		notice->visit = told;
	}
	VEC_PUSH(&notice->told, told);
}

/* -------------------------------------------------------------------------- everybody */

static enum presence presence_of(bool shown, const struct event *event)
{
	if (!shown)
		return PRESENCE_NONE;
	return event->status == STATUS_CANCELLED ? PRESENCE_CANCELLED : PRESENCE_STANDS;
}

static struct notice *find_notice(const struct notices *t, const char *person)
{
	uintptr_t i = (uintptr_t)hash_get(&t->by_person, person, strlen(person));

	return i ? &t->list.v[i - 1] : NULL;
}

const struct notice *changes_of_person(const struct notices *t, const char *person)
{
	return find_notice(t, person);
}

/* to each who is in one of two sorted lists, or in both */
static void tell_people(struct notice_change *tc)
{
	const struct strings *old = tc->change->old_people, *new = tc->change->new_people;
	enum presence was = presence_of(tc->shows_old, tc->change->old);
	enum presence is = presence_of(tc->shows_new, tc->change->new);
	size_t i = 0, k = 0;

	while (i < LIST_N(old) || k < LIST_N(new)) {
		int c = i >= LIST_N(old) ? 1 : k >= LIST_N(new) ? -1 : strcmp(old->v[i], new->v[k]);
		struct notice *notice = find_notice(tc->t, c <= 0 ? old->v[i] : new->v[k]);

		if (notice)
			tell(tc, notice, c <= 0 ? was : PRESENCE_NONE, c >= 0 ? is : PRESENCE_NONE);
		i += c <= 0;
		k += c >= 0;
	}
}

static void tell_change(struct notices *t, size_t index)
{
	const struct change *change = &t->changes->list.v[index];
	struct notice_change tc = { .t = t,
				     .change = change,
				     .index = (uint32_t)index,
				     .shows_old = notices_show_old(t, change),
				     .shows_new = notices_show_new(t, change) };

	if (!tc.shows_old && !tc.shows_new)
		return;
	if (t->by_person.n)
		tell_people(&tc);
	else if (t->list.n && !t->list.v[0].person)
		tell(&tc, &t->list.v[0], presence_of(tc.shows_old, change->old),
		     presence_of(tc.shows_new, change->new));
}

/* ------------------------------------------------------------------------ the balance */

/* all of an event that its readers know, but for who else takes part */
static const char *key_of(struct arena *arena, const struct event *e)
{
	return arena_printf(arena, "%s %s %d %lld %lld %d %d %s %s %s %s|%s|%s", e->meeting, e->kind,
			    (int)e->status, (long long)e->start, (long long)e->end, (int)e->first,
			    (int)e->last, e->place ? e->place : "", e->to ? e->to : "",
			    e->via ? e->via : "", text_in(e->summary, LANG_EN),
			    text_in(e->summary, LANG_HY), text_in(e->summary, LANG_AZ));
}

static bool is_new_to_reader(const struct told *told)
{
	return told->kind == TOLD_NEW || told->kind == TOLD_JOINED;
}

static bool is_taken_from_reader(const struct told *told)
{
	return told->kind == TOLD_GONE || told->kind == TOLD_LEFT;
}

/*
 * Who leaves one item for another that says the same, as when a stay is
 * parted by delegation, has the programme of before.
 */
static void balance(struct notices *t, struct notice *notice, struct arena *scratch)
{
	struct hash taken = HASH_INIT; /* struct told, by key; NULL: it is made up for */

	for (size_t i = 0; i < notice->told.n; i++) {
		struct told *told = &notice->told.v[i];
		const struct event *old = told_change(t, told)->old;
		const char *key;

		if (!is_taken_from_reader(told) || !old->item)
			continue;
		key = key_of(scratch, old);
		*hash_slot(&taken, key, strlen(key)) = told;
	}
	for (size_t i = 0; taken.n && i < notice->told.n; i++) {
		struct told *told = &notice->told.v[i], *last;
		const char *key;

		if (!is_new_to_reader(told))
			continue;
		key = key_of(scratch, told_change(t, told)->new);
		last = hash_get(&taken, key, strlen(key));
		if (!last)
			continue;
		last->flags |= TOLD_IMPLIED | TOLD_BALANCED;
		told->flags |= TOLD_IMPLIED | TOLD_BALANCED;
		*hash_slot(&taken, key, strlen(key)) = NULL;
	}
	hash_release(&taken);
}

static void note_told(struct notices *t, const struct notice *notice)
{
	for (size_t i = 0; i < notice->told.n; i++) {
		const struct told *told = &notice->told.v[i];

		if (!(told->flags & TOLD_BALANCED))
			t->told[told->change] |= (uint8_t)(1u << told->kind);
	}
}

static void balance_all(struct notices *t)
{
	struct arena scratch = ARENA_INIT;

	for (size_t i = 0; i < t->list.n; i++) {
		if (t->list.v[i].person)
			balance(t, &t->list.v[i], &scratch);
		note_told(t, &t->list.v[i]);
	}
	arena_release(&scratch);
}

void notices_init(struct notices *t, const struct changes *changes, const struct view *old_view,
		   const struct view *new_view, struct zones *zones)
{
	const struct view *view = new_view ? new_view : old_view;

	*t = (struct notices){ .changes = changes,
				.old_view = old_view,
				.new_view = new_view,
				.reader = view ? view_audience(view) : AUDIENCE_PARTICIPANTS,
				.told = xcalloc(changes->list.n + 1, 1) };
	notices_add_readers(t, zones);
	for (size_t i = 0; i < changes->list.n; i++)
		if (changes->list.v[i].kind != CHANGE_NONE)
			tell_change(t, i);
	balance_all(t);
	if (changes->n_bits)
		notices_add_records(t);
}

void notices_release(struct notices *t)
{
	for (size_t i = 0; i < t->list.n; i++) {
		VEC_RELEASE(&t->list.v[i].told);
		free(t->list.v[i].records);
	}
	VEC_RELEASE(&t->list);
	VEC_RELEASE(&t->zones);
	hash_release(&t->by_person);
	VEC_RELEASE(&t->readers);
	hash_release(&t->readers_by_id);
	free(t->told);
	free(t->records);
}
