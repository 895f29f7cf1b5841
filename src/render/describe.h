/*
 * A meeting, an item or an action in plain words, for the description of
 * a calendar's event: local time and zone, who, with whom, what a leg
 * needs, details, contacts.  One language at a time.
 *
 * Every value is asked of the field table whether it reaches the reader;
 * what is private is not even known here.
 */
#ifndef RENDER_DESCRIBE_H
#define RENDER_DESCRIBE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "itinerary/itinerary.h"
#include "lang/catalog.h"
#include "lang/dates.h"
#include "plan/plan.h"

struct describe {
	const struct itinerary *it;
	const struct catalog *catalog;
	struct dates *dates;
	enum lang lang;
	enum audience reader;
	uint64_t contacts; /* bit i: the meeting's contact i is for the reader */
	/*
	 * Where not NULL, a text that stands in for one in lang is between two
	 * characters that no text holds, and which html_add_marked knows:
	 * DESCRIBE_MARK + its language, and DESCRIBE_MARK_END.
	 */
	struct arena *marks;
};

#define DESCRIBE_MARK '\x10'
#define DESCRIBE_MARK_END '\x0F'

/* a text of the plan in d's language, or what stands in for it; "" for none */
const char *describe_text(const struct describe *d, const struct text *text);

void describe_item(struct strbuf *out, const struct describe *d, const struct item *item);
void describe_meeting(struct strbuf *out, const struct describe *d, const struct meeting *meeting);
void describe_action(struct strbuf *out, const struct describe *d, const struct meeting *meeting,
		     const struct action *action);

/* what an item is called: its title, or its place's name; NULL if that is not for the reader */
const struct text *describe_title(const struct item *item, enum audience reader);

/* adds seconds east of UTC: "UTC+4", "UTC−3:30" */
void describe_offset(struct strbuf *out, int seconds);

/* lines of their own; nothing where there is nothing to say */
void describe_vehicles(struct strbuf *out, const struct describe *d, const struct item *item);
void describe_check_in(struct strbuf *out, const struct describe *d, const struct item *item);
void describe_with(struct strbuf *out, const struct describe *d, const struct item *item);
void describe_chair(struct strbuf *out, const struct describe *d, const struct item *item);
void describe_interpreters(struct strbuf *out, const struct describe *d, const struct item *item);
void describe_contacts(struct strbuf *out, const struct describe *d, const struct meeting *meeting);
void describe_notes(struct strbuf *out, const struct describe *d, const struct text *notes);
/* the word for how certain it is: draft, tentative, cancelled; NULL: nothing need be said */
const char *describe_status(const struct catalog *catalog, enum status status);

/* "Hall 2, Presidential Library, Baku, Azerbaijan" */
void describe_place(struct strbuf *out, const struct describe *d, const struct place *place);

/* adds "Coach (00-AA-000), Minibus" to a list with commas */
void describe_vehicle_names(struct strbuf *out, const struct describe *d,
			    const struct vehicle_refs *vehicles);

/* where an item is, or begins, as far as the reader may know; NULL: not known */
const struct place *describe_where(const struct item *item, enum audience reader);

#endif
