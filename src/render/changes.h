/*
 * What changed between two states of the programme: two plans, or what was
 * told before and a plan.  Events are compared in pairs, by meeting and
 * item; notices.h says whom a change concerns, change-words.h puts it
 * into words.
 *
 * Everything lives in the arena or in what it was made from.
 */
#ifndef RENDER_CHANGES_H
#define RENDER_CHANGES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/vec.h"
#include "itinerary/event.h"
#include "plan/fields.h"
#include "plan/gazetteer.h"

/* one of the two states */
struct changes_state {
	const struct events *events;
	const struct itinerary *it; /* NULL: it was read from elsewhere */
	struct gazetteer *gazetteer; /* then: where built-in places are looked up; or NULL */
};

enum change_kind {
	CHANGE_NONE,	/* it is as it was */
	CHANGE_ADDED,
	CHANGE_REMOVED,
	CHANGE_CANCELLED,
	CHANGE_REVIVED, /* was cancelled, and takes place after all */
	CHANGE_CHANGED,
	CHANGE_RENAMED, /* has a new id, and so a new UID, besides what else changed */
};

struct change {
	enum change_kind kind;
	const struct event *old, *new; /* old NULL: added; new NULL: removed */
	/* ids of those who take part, sorted; of a visit the staff too, if both are plans */
	const struct strings *old_people, *new_people;
	unsigned int aspects; /* EVENT_… */
	/*
	 * What else is not the same, if both come from plans: bit i is
	 * fields[i] of record_item, of a visit record_meeting.
	 */
	uint64_t fields;
	/* of the visit too it is said: this change of status, of all who joined and left that they did */
	bool status_follows, people_follow;
	size_t meeting; /* from 0, in the order in which they are told */
	/* for that order */
	instant at;
	size_t order;
};

/* a person, place, clearance … that is not the same, or is in one plan only */
struct record_change {
	enum change_kind kind;	     /* added, removed or changed */
	const struct record *record; /* which of fields.c */
	const struct meeting *meeting; /* that it belongs to, the new one if there is; NULL: the plan */
	const char *id;		       /* NULL: it has none */
	const struct text *old_name, *new_name; /* NULL: no name */
	const void *old, *new;			/* the records themselves */
	const struct node *old_at, *new_at;	/* as they are written */
	uint64_t fields;			/* bits of record->fields */
	size_t bit; /* of what concerns those who take part, counted through; else SIZE_MAX */
};

struct changes {
	struct changes_state old, new;
	struct arena *arena;
	const char *meeting;	 /* the one that is looked at; NULL: all */
	VEC(struct change) list; /* all events: by meeting, the visit first, then by time */
	VEC(struct record_change) records; /* if both are plans */
	size_t n_bits;			   /* how many of the records have a bit */
	struct hash places; /* of the new plan by id, if old was read from elsewhere */
	size_t n_meetings; /* of all events */
	bool uids_change; /* events that are the same have another UID: plan or domain is another */
};

/* meeting: its id, if only this one is looked at; NULL: all */
void changes_init(struct changes *c, const struct changes_state *old,
		  const struct changes_state *new, const char *meeting, struct arena *arena);
void changes_release(struct changes *c);

/* what a change of is material: time, place, status, participation, and how one travels */
bool change_is_material(const struct change *change);
/* … of these fields of an item: another vehicle, another time to be at the airport */
uint64_t change_travel_fields(void);

/* is it for those who take part, and not for organizers alone? */
bool event_is_for_people(const struct event *event);

/* a stay or a crossing has none, and is called by its place */
bool event_has_title(const struct event *event);

/* is its title a number by which one travels: a flight, a train? */
bool change_is_scheduled(const struct event *event);

/* the record that the bits of its fields are of: record_item or record_meeting */
const struct record *change_record(const struct change *change);

/* fields of a record that reach readers of an audience, as bits */
uint64_t record_fields_reaching(const struct record *record, enum audience reader);

/* the event as it is now, or as it was if it is no more */
static inline const struct event *change_event(const struct change *change)
{
	return change->new ? change->new : change->old;
}

/* change.c: fills in kind, aspects and fields, of old and new */
void change_compare(struct change *change);
/* records.c: the fields of a place, person or vehicle that those who take part are told of */
uint64_t record_told_fields(const struct record *record);
/* fills records and n_bits */
void changes_add_records(struct changes *c);

#endif
