/*
 * Calendars (RFC 5545) to keep or subscribe to: one for each view, with
 * METHOD:PUBLISH, an ORGANIZER and no ATTENDEE.
 *
 * An event is written with libical, once for each language, audience and
 * what else its text depends on, and a calendar is made by joining such
 * texts.  What an old calendar says in the same bytes keeps its DTSTAMP
 * and LAST-MODIFIED, so that nothing changes because a clock moved.
 */
#ifndef RENDER_ICS_H
#define RENDER_ICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "itinerary/itinerary.h"
#include "lang/catalog.h"
#include "lang/dates.h"
#include "plan/plan.h"
#include "render/issued.h"
#include "render/view.h"

struct ics_text;

struct ics_zone {
	const struct zone *zone;
	const char *text; /* its VTIMEZONE */
	size_t len;
};

struct ics_items {
	VEC(const struct item *) list;
};

/* what is made once and used in several calendars; for render/ics*.c alone */
struct ics {
	const struct plan *plan;
	const struct itinerary *it;
	const struct catalog *catalogs; /* by enum lang */
	const struct issued *issued;	/* NULL: nothing was */
	struct dates dates;
	instant now;
	struct arena arena;
	struct ics_text ***items; /* by meeting, by item: texts made so far */
	struct ics_text **meetings;
	struct ics_items *people; /* by person: the items they take part in; NULL: not made */
	struct hash places;       /* "<lang><audience><id>" -> the place in words */
	VEC(struct ics_zone) zones;
	instant from, to; /* what VTIMEZONEs must be right for, and a year around; from > to: nothing */
};

/* plan, it, catalogs[LANG_COUNT] and issued (may be NULL) must outlive it */
void ics_init(struct ics *ics, const struct plan *plan, const struct itinerary *it,
	      const struct catalog *catalogs, const struct issued *issued, instant now);
void ics_release(struct ics *ics);

/* for render/ics*.c: the text of a VTIMEZONE, right for the plan's span */
const struct ics_zone *ics_timezone(struct ics *ics, const struct zone *zone);
/*
 * VTIMEZONEs are to be right at these times too, of what is no longer in the
 * plan: before any is made.  INSTANT_NONE: not known.
 */
void ics_widen(struct ics *ics, instant from, instant to);

struct ics_request {
	struct view view;
	const struct meeting *only; /* NULL: all */
	const enum lang *langs;     /* in the order in which they stand; all different */
	size_t n_langs;             /* at least one */
	const char *old_text;       /* the calendar as it is now, or NULL */
	size_t old_len;
};

/* Adds the calendar of a view; false if nothing is in it. */
bool ics_add_view(struct strbuf *out, struct ics *ics, const struct ics_request *request);

/*
 * The actions of all meetings but drafts, as VTODO, for participants.  False, and
 * nothing added, if there are none.
 */
bool ics_add_actions(struct strbuf *out, struct ics *ics, const struct ics_request *request);

#endif
