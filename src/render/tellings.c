#include "render/tellings.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "plan/compare.h"

#include "base/banned.h"

/* how an event stands in somebody's programme */
enum presence { PRESENCE_NONE, PRESENCE_CANCELLED, PRESENCE_STANDS };

/* a change while it is told: what is the same for all its readers */
struct telling_change {
	struct tellings *t;
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

/* is it for anybody who takes part? */
static bool goes_to_people(const struct event *event)
{
	const struct item *item = event->of_item;

	if (!event->of_meeting)
		return true; /* it was told already */
	if (event->of_meeting->status == STATUS_DRAFT)
		return false;
	if (!item)
		return event->of_meeting->dates.first != CIVIL_NONE;
	return !item->is_alternative && item->audience >= AUDIENCE_PARTICIPANTS &&
	       item->status != STATUS_DRAFT;
}

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

static bool shows(const struct tellings *t, const struct changes_state *state,
		  const struct view *view, const struct event *event)
{
	if (!event)
		return false;
	if (!t->old_view && !t->new_view)
		return goes_to_people(event);
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

bool tellings_show_old(const struct tellings *t, const struct change *change)
{
	return shows(t, &t->changes->old, t->old_view, change->old);
}

bool tellings_show_new(const struct tellings *t, const struct change *change)
{
	return shows(t, &t->changes->new, t->new_view, change->new);
}

bool tellings_may_name(const struct tellings *t, const struct event *event, const char *person)
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

static bool is_zoned(struct telling_change *tc, enum told_kind kind, const struct zone *usual)
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
static bool is_zoned_to(struct telling_change *tc, enum told_kind kind, const struct telling *telling)
{
	const struct tellings *t = tc->t;

	if (telling->zone)
		return is_zoned(tc, kind, telling->zone);
	for (size_t i = 0; i < t->zones.n; i++)
		if (is_zoned(tc, kind, t->zones.v[i]))
			return true;
	return !t->zones.n && is_zoned(tc, kind, NULL);
}

/* --------------------------------------------------------------------- what it means */

uint64_t told_words(const struct tellings *t, const struct told *told)
{
	const struct change *change = told_change(t, told);
	const struct record *record = change_record(change);
	uint64_t fields;

	if (told->kind != TOLD_CHANGED)
		return 0;
	fields = change->fields & record_fields_reaching(record, t->reader);
	if (record == &record_item)
		return fields & ~change_travel_fields();
	if (t->reader > AUDIENCE_ORGANIZERS) /* for them it was settled before, and is now */
		fields &= ~(record_field_bit(record, "status") | record_field_bit(record, "window"));
	if (!(told->flags & TOLD_CONTACT))
		fields &= ~record_field_bit(record, "contact");
	return fields;
}

/* is whom the reader may call not the same? */
static bool has_other_contacts(const struct tellings *t, const struct telling *telling,
			       const struct change *change)
{
	const struct changes *c = t->changes;
	const struct meeting *meetings[2] = { change->old->of_meeting, change->new->of_meeting };
	const struct node *shown[2][64];
	size_t n[2] = { 0, 0 };

	for (int side = 0; side < 2; side++) {
		const struct view own = { .kind = VIEW_PERSON,
					  .person = side ? telling->new : telling->old };
		const struct view *view = telling->person ? &own : side ? t->new_view : t->old_view;
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

/* what a change of these presences is to a reader; false: nothing */
static bool meaning(const struct telling_change *tc, enum presence was, enum presence is,
		    enum told_kind *ret)
{
	const struct change *change = tc->change;

	if (was == PRESENCE_STANDS) {
		if (is == PRESENCE_STANDS)
			*ret = TOLD_CHANGED;
		else if (is == PRESENCE_CANCELLED ||
			 (tc->shows_new && change->new->status == STATUS_CANCELLED))
			*ret = TOLD_CANCELLED;
		else
			*ret = tc->shows_new ? TOLD_LEFT : TOLD_GONE;
		return true;
	}
	if (is == PRESENCE_STANDS) {
		if (was == PRESENCE_CANCELLED)
			*ret = TOLD_REVIVED;
		else
			*ret = tc->shows_old && change->old->status != STATUS_CANCELLED ? TOLD_JOINED
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

static bool names_changed(const struct telling_change *tc)
{
	const struct change *change = tc->change;
	const struct event *from[2] = { change->old, change->new };

	if (tc->t->reader != AUDIENCE_PUBLIC)
		return true;
	for (int side = 0; side < 2; side++)
		for (size_t i = 0; i < LIST_N(from[side]->people); i++)
			if (!event_has(from[!side], from[side]->people->v[i]) &&
			    tellings_may_name(tc->t, from[side], from[side]->people->v[i]))
				return true;
	return false;
}

/* a change to one who has the event before and after: is it told, and is it material? */
static bool weigh(struct telling_change *tc, const struct telling *telling, struct told *told)
{
	const struct change *change = tc->change;
	struct change told_of = *change;

	if ((told->flags & TOLD_STATUS_IMPLIED))
		told_of.aspects &= ~(unsigned int)EVENT_STATUS;
	if ((told_of.aspects & EVENT_PEOPLE) && !names_changed(tc))
		told_of.aspects &= ~(unsigned int)EVENT_PEOPLE;
	told_of.fields &= record_fields_reaching(change_record(change), tc->t->reader);
	if (change_is_material(&told_of))
		told->flags |= TOLD_MATERIAL;
	if (!change->new->item && (change->fields & record_field_bit(&record_meeting, "contact")) &&
	    has_other_contacts(tc->t, telling, change))
		told->flags |= TOLD_CONTACT;
	if ((told->flags & TOLD_STATUS_IMPLIED) && !told_of.aspects && !told_words(tc->t, told) &&
	    !(told->flags & TOLD_MATERIAL))
		told->flags |= TOLD_IMPLIED;
	return told->flags & (TOLD_MATERIAL | TOLD_IMPLIED) ||
	       (change->aspects & (EVENT_SUMMARY | EVENT_KIND)) || told_words(tc->t, told);
}

/* that a visit does not take place says the same of what belongs to it */
static void imply(const struct telling *telling, const struct change *change, struct told *told)
{
	enum told_kind visit = (enum told_kind)telling->visit.kind;

	if (telling->meeting != change->meeting + 1 || !change_event(change)->item)
		return;
	if ((visit == TOLD_CANCELLED && told->kind == TOLD_CANCELLED && change->status_follows) ||
	    (visit == TOLD_GONE && told->kind == TOLD_GONE))
		told->flags |= TOLD_IMPLIED;
	if (visit == TOLD_CHANGED && told->kind == TOLD_CHANGED && change->status_follows)
		told->flags |= TOLD_STATUS_IMPLIED;
}

static void tell(struct telling_change *tc, struct telling *telling, enum presence was,
		 enum presence is)
{
	struct told told = { .change = tc->index };
	enum told_kind kind;

	if (!meaning(tc, was, is, &kind))
		return;
	told.kind = (uint8_t)kind;
	imply(telling, tc->change, &told);
	if (kind != TOLD_CHANGED)
		told.flags |= TOLD_MATERIAL;
	else if (!weigh(tc, telling, &told))
		return;
	if (is_zoned_to(tc, kind, telling))
		told.flags |= TOLD_ZONED;
	if (!change_event(tc->change)->item) {
		telling->meeting = tc->change->meeting + 1;
		telling->visit = told;
	}
	VEC_PUSH(&telling->told, told);
	tc->t->told[tc->index] = true;
}

/* -------------------------------------------------------------------------- everybody */

static enum presence presence_of(bool shown, const struct event *event)
{
	if (!shown)
		return PRESENCE_NONE;
	return event->status == STATUS_CANCELLED ? PRESENCE_CANCELLED : PRESENCE_STANDS;
}

static struct telling *find_telling(const struct tellings *t, const char *person)
{
	uintptr_t i = (uintptr_t)hash_get(&t->by_person, person, strlen(person));

	return i ? &t->list.v[i - 1] : NULL;
}

const struct telling *changes_of_person(const struct tellings *t, const char *person)
{
	return find_telling(t, person);
}

/* to each who is in one of two sorted lists, or in both */
static void tell_people(struct telling_change *tc)
{
	const struct strings *old = tc->change->old_people, *new = tc->change->new_people;
	enum presence was = presence_of(tc->shows_old, tc->change->old);
	enum presence is = presence_of(tc->shows_new, tc->change->new);
	size_t i = 0, k = 0;

	while (i < LIST_N(old) || k < LIST_N(new)) {
		int c = i >= LIST_N(old) ? 1 : k >= LIST_N(new) ? -1 : strcmp(old->v[i], new->v[k]);
		struct telling *telling = find_telling(tc->t, c <= 0 ? old->v[i] : new->v[k]);

		if (telling)
			tell(tc, telling, c <= 0 ? was : PRESENCE_NONE, c >= 0 ? is : PRESENCE_NONE);
		i += c <= 0;
		k += c >= 0;
	}
}

static void tell_change(struct tellings *t, size_t index)
{
	const struct change *change = &t->changes->list.v[index];
	struct telling_change tc = { .t = t,
				     .change = change,
				     .index = (uint32_t)index,
				     .shows_old = tellings_show_old(t, change),
				     .shows_new = tellings_show_new(t, change) };

	if (!tc.shows_old && !tc.shows_new)
		return;
	if (t->by_person.n)
		tell_people(&tc);
	else if (t->list.n && !t->list.v[0].person)
		tell(&tc, &t->list.v[0], presence_of(tc.shows_old, change->old),
		     presence_of(tc.shows_new, change->new));
}

void tellings_init(struct tellings *t, const struct changes *changes, const struct view *old_view,
		   const struct view *new_view, struct zones *zones)
{
	const struct view *view = new_view ? new_view : old_view;

	*t = (struct tellings){ .changes = changes,
				.old_view = old_view,
				.new_view = new_view,
				.reader = view ? view_audience(view) : AUDIENCE_PARTICIPANTS,
				.told = xcalloc(changes->list.n + 1, sizeof(bool)) };
	tellings_add_readers(t, zones);
	for (size_t i = 0; i < changes->list.n; i++)
		if (changes->list.v[i].kind != CHANGE_NONE)
			tell_change(t, i);
	if (changes->n_bits)
		tellings_add_records(t);
}

void tellings_release(struct tellings *t)
{
	for (size_t i = 0; i < t->list.n; i++) {
		VEC_RELEASE(&t->list.v[i].told);
		free(t->list.v[i].records);
	}
	VEC_RELEASE(&t->list);
	VEC_RELEASE(&t->zones);
	hash_release(&t->by_person);
	free(t->told);
	free(t->records);
}
