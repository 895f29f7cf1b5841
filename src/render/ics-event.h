/*
 * One component of a calendar, without DTSTAMP and LAST-MODIFIED: these
 * are put behind its UID when a calendar is joined.
 */
#ifndef RENDER_ICS_EVENT_H
#define RENDER_ICS_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "render/ics.h"

/* what the text of a component depends on, besides the plan */
struct ics_variant {
	uint64_t contacts; /* see struct describe */
	uint8_t langs;     /* the languages in their order, see ics_langs_code */
	uint8_t audience;
	bool alarm;   /* an item's: two hours before a leg */
	bool related; /* to the meeting's event, or the event of the meeting it answers */
	bool invitation; /* the organizer is a bare address */
};

struct ics_text {
	struct ics_text *next;
	struct ics_variant variant;
	size_t len, stamp_at;
	char text[];
};

uint8_t ics_langs_code(const enum lang *langs, size_t n);

/* made if there is none yet; owned by ics */
const struct ics_text *ics_item_text(struct ics *ics, const struct item *item,
				     struct ics_variant variant);
const struct ics_text *ics_meeting_text(struct ics *ics, const struct meeting *meeting,
					struct ics_variant variant);
/* not kept: an action stands in one calendar only */
struct ics_text *ics_action_text(struct ics *ics, const struct meeting *meeting,
				 const struct action *action, struct ics_variant variant);

/* is its DTSTART told in a zone, and so its VTIMEZONE needed? */
bool ics_item_is_timed(const struct item *item);

#endif
