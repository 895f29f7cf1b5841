/*
 * What is to be issued: the messages that tell everybody what changed since
 * the last issue, as plan and ledger compare.
 *
 * A recipient is a person at an address.  An event whose start, end, place
 * or status changed gets a higher SEQUENCE than any before (RFC 5546
 * §2.1.4); a visit whose programme changed otherwise is told again with the
 * SEQUENCE it has.  Who falls away gets a CANCEL; so does everybody when
 * the event does.
 */
#ifndef LEDGER_OUTGOING_H
#define LEDGER_OUTGOING_H

#include <stdbool.h>

#include "base/vec.h"
#include "itinerary/event.h"
#include "ledger/ledger.h"
#include "render/ics.h"
#include "render/issued.h"
#include "render/view.h"

/* why a message is sent */
enum {
	WHY_NEW = 1 << 0,
	WHY_TIME = 1 << 1,
	WHY_PLACE = 1 << 2,
	WHY_STATUS = 1 << 3,
	WHY_PROGRAMME = 1 << 4, /* something else in the person's days changed */
	WHY_WORDING = 1 << 5,
	WHY_BRANCHES = 1 << 6,	/* two branches gave one SEQUENCE */
	WHY_CANCELLED = 1 << 7, /* the event fell away */
	WHY_LEFT = 1 << 8,	/* the recipient did, or has another address */
	WHY_COUNT = 9
};

struct message {
	struct issue issue; /* as it will be recorded */
	/* of the plan; of a CANCEL as the recipient was told last */
	const struct event *event;
	const struct revision *told; /* what the recipient was told last; NULL: nothing */
	instant told_at; /* when: the DTSTAMP of that message; INSTANT_NONE: never */
	const struct person *person; /* NULL: no longer in the plan */
	enum partstat partstat;	     /* of a REQUEST: as it was answered, while that holds */
	unsigned int why;
	const char *file; /* "<stamp>-<person>-<event>-request.eml" */
};

/* an event as it will have been told */
struct telling {
	const struct event *event;
	int sequence;
};

struct outgoing_request {
	const struct plan *plan;
	const struct itinerary *it;
	const struct ledger *ledger;
	/*
	 * For what a REQUEST says; its SEQUENCEs do not matter.  NULL: that is
	 * not looked at, which costs much of the time; such an issue can be
	 * counted, and is not to be recorded.
	 */
	struct ics *ics;
	struct arena *arena;
	instant now;
	const struct meeting *meeting; /* NULL: all */
	const struct view *view;       /* of a person or a side; NULL: everybody */
	bool wording;		       /* also what changed in wording only */
};

struct outgoing {
	struct outgoing_request request;
	struct events events;
	VEC(struct message) messages; /* by person, then in the plan's order */
	VEC(struct telling) tellings;
	VEC(const struct person *) unreachable; /* to be told, and without an address */
	VEC(const struct ledger_event *) branched; /* to which two branches gave one SEQUENCE */
	size_t n_wording;			/* messages of wording only, which are not issued */
	instant stamp;				/* DTSTAMP of all */
	/* while it is made */
	struct hash ids; /* struct person, by id */
	/* struct ledger_recipient: by UID and person's id the one of the highest SEQUENCE; by UID and
	   address the newest whose id the plan no longer has */
	struct hash highest, elder;
	struct hash invited; /* UIDs and addresses of those who are invited as the plan stands */
	bool *settled;	     /* by the ledger's recipients: nothing more to be said */
	bool *missed;	     /* by person: is one of the unreachable */
	struct digest *days; /* by person: the programme of the meeting at hand */
};

/* Nothing in the plan or ledger changes. */
void outgoing_init(struct outgoing *out, const struct outgoing_request *request);
void outgoing_release(struct outgoing *out);

/* adds the records of the issue */
void outgoing_add_records(struct strbuf *lines, const struct outgoing *out);
/* what documents will have to know once it was issued */
void outgoing_update(struct issued *issued, const struct outgoing *out);

#endif
