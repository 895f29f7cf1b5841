/*
 * Answers to invitations (RFC 5546 §3.2.3, §3.2.7), as any calendar program
 * may write them.
 */
#ifndef RENDER_ICS_REPLY_H
#define RENDER_ICS_REPLY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/vec.h"
#include "plan/zone.h"
#include "render/ics-when.h"

enum ics_method { ICS_REPLY, ICS_COUNTER };

enum ics_partstat {
	ICS_NEEDS_ACTION,
	ICS_ACCEPTED,
	ICS_DECLINED,
	ICS_TENTATIVE,
	ICS_DELEGATED,
	ICS_PARTSTAT_COUNT
};

/*
 * What one ATTENDEE of one VEVENT says.  Texts are UTF-8 without ASCII's
 * control characters, but for LF in a comment, and belong to the arena.
 */
struct ics_answer {
	enum ics_method method;
	enum ics_partstat partstat;
	size_t event; /* answers of one event have one number */
	const char *uid;
	int sequence;	 /* 0 if absent */
	instant dtstamp; /* INSTANT_NONE if absent */
	const char *email;	  /* of the ATTENDEE, as it is written there */
	const char *name;	  /* CN; NULL */
	const char *sent_by;	  /* an address; NULL */
	const char *delegated_to; /* an address, of ICS_DELEGATED; NULL */
	const char *comment;	  /* NULL */
	const char *location;	  /* of ICS_COUNTER; NULL */
	struct ics_when start, end; /* of ICS_COUNTER; the last day is not in it */
	bool has_end;		    /* end is what it says, by DTEND or DURATION */
	bool has_recurrence; /* it is about one occurrence of a series */
};

enum ics_fault_kind {
	ICS_FAULT_UTF16,	/* the text is not in UTF-8 */
	ICS_FAULT_NO_CALENDAR,
	ICS_FAULT_CUT_OFF,	/* a calendar has no end: not all of it arrived */
	ICS_FAULT_NO_METHOD,
	ICS_FAULT_OTHER_METHOD, /* word: the method */
	ICS_FAULT_NO_EVENT,
	ICS_FAULT_NO_UID,
	ICS_FAULT_SEQUENCE,	/* not from 0 to INT_MAX; word: what it is */
	ICS_FAULT_NO_ATTENDEE,	/* none with an address; word: the UID */
	ICS_FAULT_NO_PARTSTAT,	/* a REPLY says nothing; word: the address */
	ICS_FAULT_OTHER_PARTSTAT, /* word: the PARTSTAT */
	ICS_FAULT_TOO_MANY,	/* calendars or events; nothing was read beyond */
};

struct ics_fault {
	enum ics_fault_kind kind;
	const char *word; /* "" if there is none */
};

struct ics_answers {
	VEC(struct ics_answer) list;
	VEC(struct ics_fault) faults;
	size_t n_events;
};

/*
 * Adds the answers of a text, and what is wrong with it; answers start as
 * { 0 }.  method is what stands in for a METHOD that is absent (the MIME
 * parameter), or NULL.
 */
void ics_answers_add(struct ics_answers *answers, const char *text, size_t len,
		     const char *method, struct arena *arena, struct zones *zones);
void ics_answers_release(struct ics_answers *answers);

/* "ACCEPTED" */
const char *ics_partstat_name(enum ics_partstat partstat);

#endif
