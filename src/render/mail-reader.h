/*
 * A message as it comes in (RFC 5322, MIME), for the calendars in it.
 *
 * Anything may be given.  What would take GMime more time or memory than a
 * message of that size deserves is not given to it, but called unreadable.
 */
#ifndef RENDER_MAIL_READER_H
#define RENDER_MAIL_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/vec.h"

enum mail_kind {
	MAIL_CALENDAR,	/* it has calendars */
	/* and none: */
	MAIL_PLAIN,
	MAIL_AUTOMATIC, /* somebody is away, or a program answers (RFC 3834) */
	MAIL_FAILED,	/* what was sent could not be delivered (RFC 3464) */
	MAIL_REPORTED,	/* it was delayed, delivered or read (RFC 3464, RFC 8098) */
	MAIL_TNEF,	/* Outlook's winmail.dat */
	MAIL_SEALED,	/* encrypted, or signed so that it can only be read by decoding it */
	MAIL_FORWARDED, /* another message is attached to it */
	MAIL_UNREADABLE,
};

/* why it cannot be read */
enum mail_trouble {
	MAIL_NO_TROUBLE,
	MAIL_NO_HEADER,	  /* it does not begin as a message does */
	MAIL_TOO_COMPLEX, /* too many or too long headers, or too many parts */
	MAIL_SEVERAL,	  /* it is a mailbox with more than one message */
	MAIL_BROKEN,	  /* GMime makes nothing of it */
};

/* a part, decoded; belongs to the arena */
struct mail_part {
	const char *text; /* UTF-8 if the part said truly in which charset it is; NUL behind it */
	size_t len;
	const char *method; /* of its Content-Type; NULL if absent */
};

/* a VEC: "ani@regional.example", as written; they belong to the arena */
struct mail_addresses {
	const char **v;
	size_t n, room;
};

struct incoming {
	enum mail_kind kind;
	enum mail_trouble trouble;
	struct mail_addresses from;
	bool has_several_senders; /* of From; it may also stand there more than once */
	instant date; /* INSTANT_NONE if there is none such */
	/* parts that are calendars by type or name; one that is there twice is once here */
	VEC(struct mail_part) calendars;
	struct mail_addresses failed; /* of MAIL_FAILED: to whom, as far as it says */
};

/* does it begin as a message does, or as a mailbox file? */
bool mail_is_message(const char *text, size_t len);

/* Reads one message; what it says is released with the mail and the arena. */
void incoming_read(struct incoming *mail, const char *text, size_t len, struct arena *arena);
void incoming_release(struct incoming *mail);

/* is it among them?  ASCII letters in any case. */
bool mail_addresses_have(const struct mail_addresses *list, const char *address);

#endif
