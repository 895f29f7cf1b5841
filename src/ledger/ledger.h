/*
 * The ledger of a plan: what was issued, to whom, with which SEQUENCE, and
 * what was answered.  It makes SEQUENCE right on any organizer's machine.
 *
 * plan.yaml has plan.ledger.yaml beside it (mode 0600): a YAML list with
 * one record on each line, only ever added to.  Whoever merges two branches
 * keeps the lines of both, in any order; their conflict marks are taken for
 * comments, and so is a record that was torn before its line's end.
 *
 *	- {revised: TIME, uid: …, sequence: 1, …}	how an event stands, as it was told
 *	- {issued: TIME, message: …, method: REQUEST, …} a message to one recipient
 *	- {sent: TIME, message: …}			it was handed to the mail program
 *	- {answered: TIME, uid: …, partstat: ACCEPTED, …}	a REPLY or COUNTER
 *
 * Records live in the run's arena and do not change after reading.
 */
#ifndef LEDGER_LEDGER_H
#define LEDGER_LEDGER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/out.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "itinerary/event.h"
#include "lang/lang.h"
#include "plan/zone.h"

/* how an event stood when it was told: of_meeting and of_item of it are NULL */
struct revision {
	struct event event;
	int sequence;
	instant at;
	bool is_disputed; /* another of this SEQUENCE says another time, place or status */
	struct span span; /* of the record */
	size_t of;	  /* its index in events */
};

struct issue {
	const char *message; /* its Message-ID, without < > */
	bool is_cancel;	     /* METHOD:CANCEL, else REQUEST */
	const char *uid;
	int sequence;
	const char *to; /* id of the person */
	const char *email;
	const char *name; /* the person's, in English, as it was then; NULL: not known */
	enum lang lang;
	const char *said;      /* hash of the event's words; NULL of a CANCEL */
	const char *programme; /* of a visit: hash of times and places in it; NULL: none */
	instant at;	       /* DTSTAMP */
	instant sent;	       /* INSTANT_NONE: not handed over yet, as far as is known */
	struct span span;
};

/* RFC 5545 §3.2.12 */
enum partstat {
	PARTSTAT_NEEDS_ACTION,
	PARTSTAT_ACCEPTED,
	PARTSTAT_DECLINED,
	PARTSTAT_TENTATIVE,
	PARTSTAT_DELEGATED,
	PARTSTAT_COUNT
};

struct answer {
	bool is_counter; /* METHOD:COUNTER, else REPLY */
	const char *uid;
	int sequence;
	const char *from; /* id of the person */
	const char *email;
	enum partstat partstat;
	instant stamp;	     /* DTSTAMP, not later than at */
	const char *comment; /* NULL: none */
	const char *delegated_to; /* address; NULL: nobody */
	/* what a COUNTER proposes: with times, or days, the last not included, or neither */
	instant start, end;
	civil_day first, last;
	instant at; /* when it was recorded */
	struct span span;
};

/* all that is known of one UID */
struct ledger_event {
	const char *uid;
	const struct revision *latest; /* of the highest SEQUENCE, then the latest; NULL: none */
	const struct revision *other;  /* one of the same SEQUENCE that says another time, place or
					  status: two branches gave it; else NULL */
	int sequence;		       /* the highest that any record of it has; -1: none */
	instant at;		       /* of its latest record */
	size_t recipients;	       /* the first of them; see EACH_RECIPIENT */
	size_t first, n;	       /* of its revisions, in the ledger's list of them in order */
};

/*
 * All that one person was sent at one address about one UID, and answered.
 * Two people may have one address.
 */
struct ledger_recipient {
	const struct ledger_event *event;
	const struct issue *last;     /* of the highest SEQUENCE, then the latest; never NULL */
	const struct answer *answer;  /* to that one; NULL: none, or it was a CANCEL */
	const struct answer *counter; /* the latest COUNTER to it; NULL: none */
	size_t next;		      /* of the same event: its index + 1; 0: none */
};

/* every address that was ever sent something about an event; event may be NULL */
#define EACH_RECIPIENT(r, ledger, event_)                                                          \
	for (const struct ledger_recipient *r =                                                    \
		     ledger_recipient_at(ledger, (event_) ? (event_)->recipients : 0);             \
	     r; r = ledger_recipient_at(ledger, r->next))

struct ledger {
	struct arena *arena;
	const char *path; /* NULL: the plan has none (standard input) */
	bool is_broken;	  /* it has errors: nothing may be issued or recorded */
	bool has_marks;	  /* of a merge */
	bool is_blank;	  /* there is a file, and nothing in it but comments */
	struct span torn; /* the first torn record; line 0: none */
	VEC(struct revision) revisions;
	const struct revision **in_order; /* by event, then SEQUENCE, then time */
	VEC(struct issue) issues;
	VEC(struct answer) answers;
	VEC(struct ledger_event) events;	 /* in the order they first occur */
	VEC(struct ledger_recipient) recipients; /* likewise */
	struct hash by_uid, by_recipient, by_address, by_message;
};

static inline const struct ledger_recipient *ledger_recipient_at(const struct ledger *ledger,
								 size_t i)
{
	return i ? &ledger->recipients.v[i - 1] : NULL;
}

/* where the ledger of a plan is; NULL for standard input */
const char *ledger_path(struct arena *arena, const char *plan_path);

struct ledger_reader {
	struct arena *arena;
	struct diags *diags;
	struct sources *sources;
	struct zones *zones;
};

/*
 * Reads the ledger beside a plan; one that is absent is empty.  What is
 * wrong in it is a finding (PB1xx).  0, or a negative errno.
 */
int ledger_read(const struct ledger_reader *reader, const char *plan_path, struct ledger *ret);
void ledger_release(struct ledger *ledger);

/* NULL: never heard of */
const struct ledger_event *ledger_event(const struct ledger *ledger, const char *uid);
/* to: the id of a person; NULL: was never sent anything there */
const struct ledger_recipient *ledger_recipient(const struct ledger *ledger, const char *uid,
						const char *email, const char *to);
/*
 * Of all that was sent to an address about a UID the one of the highest
 * SEQUENCE, then the latest, whose ever the address was then; NULL: none.
 */
const struct issue *ledger_at_address(const struct ledger *ledger, const char *uid,
				      const char *email);
/*
 * Is a person of the plan the one who was sent it, under another id?  Who has
 * followed somebody at an address is not.
 */
bool ledger_is_person(const struct issue *issue, const struct person *person);
/* addresses are compared without regard to ASCII case */
bool ledger_same_address(const char *a, const char *b);
/* for tables: the same of two addresses if they are; uid may be "" */
const char *ledger_address_key(struct arena *arena, const char *uid, const char *email);
const struct issue *ledger_message(const struct ledger *ledger, const char *message);

/* does the event stand, as it was told last: neither cancelled nor withdrawn? */
bool ledger_stands(const struct ledger_event *event);
/* how the event stood when the recipient was sent something last; NULL: not known */
const struct revision *ledger_told(const struct ledger *ledger,
				   const struct ledger_recipient *recipient);

/* what its file is called: "20270301T100000Z-ani-round-table-1.baku-2027-04-request.eml" */
const char *ledger_file_name(struct arena *arena, const struct issue *issue);

/* "ACCEPTED" */
const char *partstat_name(enum partstat partstat);
/* in upper case; false if it is none of them */
bool partstat_parse(const char *name, enum partstat *ret);

/* ledger-write.c: records as lines */
void ledger_add_revision(struct strbuf *out, const struct event *event, int sequence, instant at);
void ledger_add_issue(struct strbuf *out, const struct issue *issue);
void ledger_add_sent(struct strbuf *out, const char *message, instant at);
void ledger_add_answer(struct strbuf *out, const struct answer *answer);

/*
 * Keeps other runs from writing in the plan's folder, from before the
 * ledger is read until it was written: released by out_release.  0, or a
 * negative errno.
 */
int ledger_lock(const char *plan_path, struct out *ret_folder);
/*
 * Adds lines to what the file holds now, and writes it whole, for its owner
 * only.  The folder is what ledger_lock gave; this may be called again, also
 * in a child.  0, or a negative errno; -ELOOP for a symbolic link, which is
 * left as it is.
 */
int ledger_append(const struct ledger *ledger, struct out *folder, const char *lines, size_t len);

#endif
