/*
 * What is not the same in one event as it was and as it is.
 */
#include <string.h>

#include "plan/compare.h"
#include "render/changes.h"

#include "base/banned.h"

const struct record *change_record(const struct change *change)
{
	return change_event(change)->item ? &record_item : &record_meeting;
}

uint64_t record_fields_reaching(const struct record *record, enum audience reader)
{
	uint64_t all = 0;

	for (size_t i = 0; i < record->n_fields; i++)
		if (record->fields[i].audience >= reader &&
		    record->fields[i].audience > AUDIENCE_OFFICE)
			all |= UINT64_C(1) << i;
	return all;
}

static uint64_t fields_of(const struct record *record, const char *const *keys)
{
	uint64_t all = 0;

	for (; *keys; keys++)
		all |= record_field_bit(record, *keys);
	return all;
}

uint64_t change_travel_fields(void)
{
	static const char *const keys[] = { "vehicle", "check_in", "entering", NULL };

	return fields_of(&record_item, keys);
}

bool event_is_for_people(const struct event *event)
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

bool change_is_scheduled(const struct event *event)
{
	static const enum item_kind kinds[] = { ITEM_FLIGHT, ITEM_TRAIN, ITEM_BUS, ITEM_BOAT };

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (!strcmp(event->kind, kind_info(kinds[i])->key))
			return true;
	return false;
}

bool change_is_material(const struct change *change)
{
	if (change->kind == CHANGE_NONE)
		return false;
	if (!change->old || !change->new || change->kind == CHANGE_CANCELLED ||
	    change->kind == CHANGE_REVIVED ||
	    event_is_for_people(change->old) != event_is_for_people(change->new))
		return true;
	return (change->aspects & (EVENT_MATERIAL | EVENT_PEOPLE)) ||
	       ((change->aspects & EVENT_SUMMARY) && change_is_scheduled(change->new)) ||
	       (change->new->item && (change->fields & change_travel_fields()));
}

/* what is told in other ways than that a field was changed */
static uint64_t item_fields_told(void)
{
	static const char *const keys[] = { "id",  "time", "duration", "place", "from",   "to",
					    "via", "who",  "except",   "until", "status", NULL };
	uint64_t all = fields_of(&record_item, keys);

	for (size_t i = 0; i < record_item.n_fields; i++)
		if (record_item.fields[i].flags & FIELD_KIND)
			all |= UINT64_C(1) << i;
	return all;
}

static uint64_t meeting_fields_told(void)
{
	static const char *const keys[] = { "id",     "title",   "place",     "dates",
					    "groups", "actions", "programme", "clearances", NULL };

	return fields_of(&record_meeting, keys);
}

static void set_bit(uint64_t *fields, const char *key, bool set)
{
	uint64_t bit = record_field_bit(&record_item, key);

	*fields = set ? *fields | bit : *fields & ~bit;
}

static uint64_t item_differences(const struct item *a, const struct item *b, unsigned int aspects)
{
	uint64_t fields = record_differences(&record_item, ~item_fields_told(), a->at, b->at);

	set_bit(&fields, "audience", a->audience != b->audience);
	set_bit(&fields, "check_in",
		a->check_in.unit != b->check_in.unit || a->check_in.n != b->check_in.n);
	/* it stands in for others, or does not any more */
	if (a->is_alternative != b->is_alternative)
		set_bit(&fields, "alternative", true);
	if (aspects & EVENT_PEOPLE)
		set_bit(&fields, "with", false);
	return fields;
}

static bool same_moments(struct moment a, struct moment b)
{
	return a.day == b.day && a.minute == b.minute;
}

static bool same_id(const struct person *a, const struct person *b)
{
	return a && b ? !strcmp(a->id, b->id) : a == b;
}

static bool same_members(const struct members *a, const struct members *b)
{
	if (LIST_N(a) != LIST_N(b))
		return false;
	for (size_t i = 0; i < LIST_N(a); i++)
		if (!same_id(a->v[i].person, b->v[i].person) ||
		    !same_moments(a->v[i].from, b->v[i].from) ||
		    !same_moments(a->v[i].until, b->v[i].until))
			return false;
	return true;
}

/* whether or not the short form was written */
static bool same_delegations(const struct delegations *a, const struct delegations *b)
{
	if (LIST_N(a) != LIST_N(b))
		return false;
	for (size_t i = 0; i < LIST_N(a); i++) {
		const struct delegation *old = &a->v[i], *new = NULL;

		for (size_t k = 0; k < b->n && !new; k++)
			if (!strcmp(b->v[k].id, old->id))
				new = &b->v[k];
		if (!new || !same_id(old->head, new->head) || !same_members(old->members, new->members) ||
		    !same_members(old->staff, new->staff))
			return false;
	}
	return true;
}

static uint64_t meeting_differences(const struct meeting *a, const struct meeting *b,
				    unsigned int aspects)
{
	uint64_t fields = record_differences(&record_meeting, ~meeting_fields_told(), a->at, b->at);

	if (aspects & EVENT_STATUS)
		fields &= ~record_field_bit(&record_meeting, "status");
	if ((aspects & EVENT_PEOPLE) || same_delegations(a->delegations, b->delegations))
		fields &= ~record_field_bit(&record_meeting, "delegations");
	if (aspects & EVENT_PEOPLE)
		fields &= ~record_field_bit(&record_meeting, "others");
	return fields;
}

bool event_has_title(const struct event *event)
{
	return strcmp(event->kind, kind_info(ITEM_STAY)->key) &&
	       strcmp(event->kind, kind_info(ITEM_CROSSING)->key);
}

static enum change_kind kind_of(const struct change *change)
{
	bool was_cancelled = change->old && change->old->status == STATUS_CANCELLED;
	bool is_cancelled = change->new && change->new->status == STATUS_CANCELLED;

	if (!change->old)
		return CHANGE_ADDED;
	if (!change->new)
		return CHANGE_REMOVED;
	if (was_cancelled != is_cancelled)
		return is_cancelled ? CHANGE_CANCELLED : CHANGE_REVIVED;
	if (change->old->item && strcmp(change->old->item, change->new->item))
		return CHANGE_RENAMED;
	return change->aspects || change->fields ? CHANGE_CHANGED : CHANGE_NONE;
}

void change_compare(struct change *change)
{
	const struct event *old = change->old, *new = change->new;

	if (old && new) {
		change->aspects = event_differences(old, new);
		if (!event_has_title(old) || !event_has_title(new))
			change->aspects &= ~(unsigned int)EVENT_SUMMARY;
		if (old->of_item && new->of_item)
			change->fields = item_differences(old->of_item, new->of_item, change->aspects);
		else if (!old->item && old->of_meeting && new->of_meeting)
			change->fields = meeting_differences(old->of_meeting, new->of_meeting,
							     change->aspects);
	}
	change->kind = kind_of(change);
}
