/*
 * What `status` tells of invitations: who has answered what, and what is to
 * be issued or sent: gathered, and as JSON, in invitations.c, as text in
 * invitations-text.c.
 */
#ifndef CMD_INVITATIONS_H
#define CMD_INVITATIONS_H

#include "base/json.h"
#include "cmd/cmd.h"
#include "ledger/answers.h"

/* of one plan; -1 where a number is not known */
struct invitations {
	const struct loaded *loaded;
	struct answers answers;
	struct hash by_address; /* struct person; empty if nothing was delegated */
	long due;    /* messages that `invite` would issue now; not known of a plan with errors */
	long unsent; /* that were issued and not sent, of what is to come; not known if none was
			ever sent by pbplan, as then they go out in another way */
};

/* a plan that was read and checked; its findings are those from first on */
void invitations_init(struct invitations *inv, struct run *run, const struct loaded *loaded,
		      size_t first);
void invitations_release(struct invitations *inv);

/* what addresses are found by in by_address */
void invitations_add_key(struct strbuf *key, const char *email);
/* the local day, and minutes from its midnight (may be NULL), in a zone; NULL: in UTC */
civil_day invitations_local(const struct zone *zone, instant at, int *ret_minute);
/* the day, where the event is, on which something went out or came in */
civil_day invitations_day(const struct event *event, instant at);

/* the answers to one meeting's invitations; nothing if there is nobody to invite */
void invitations_add_meeting(struct strbuf *out, const struct invitations *inv, struct run *run,
			     const struct meeting *meeting);
/* what is to be issued or sent; nothing if nothing is */
void invitations_add_due(struct strbuf *out, const struct invitations *inv, const struct run *run);

/* the elements of two arrays: one for each person and event; one for the plan */
void invitations_put_meeting(struct json *json, const struct invitations *inv, const struct run *run,
			     const struct meeting *meeting);
void invitations_put_due(struct json *json, const struct invitations *inv);

#endif
