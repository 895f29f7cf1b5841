/*
 * Invitations (RFC 5546 §3.2): one event to one recipient, METHOD:REQUEST
 * or CANCEL.
 */
#ifndef RENDER_ICS_INVITATION_H
#define RENDER_ICS_INVITATION_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "itinerary/event.h"
#include "render/ics.h"
#include "render/manifest.h"

struct ics_recipient {
	const char *email;
	const char *name;     /* CN; NULL: none */
	const char *partstat; /* "NEEDS-ACTION", or what was answered */
	enum lang lang;
};

struct ics_invitation {
	const struct event *event; /* for a REQUEST of the plan, for a CANCEL as it was told last */
	const struct person *person; /* for a REQUEST: whose view of it is told */
	struct ics_recipient recipient;
	int sequence;
	bool is_cancelled; /* a CANCEL: for everybody; else the recipient alone falls away */
	instant stamp;	   /* DTSTAMP */
};

/* the whole calendar */
void ics_add_invitation(struct strbuf *out, struct ics *ics, const struct ics_invitation *i);
/*
 * A CANCEL says no more than was told: who falls away need not know where
 * the others meet now.
 */
void ics_add_cancellation(struct strbuf *out, struct ics *ics, const struct ics_invitation *i);

/* of what a REQUEST says to a person, but for SEQUENCE and the time of issue */
struct digest ics_invitation_digest(struct ics *ics, const struct event *event,
				    const struct person *person, enum lang lang);

#endif
