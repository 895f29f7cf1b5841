/*
 * An invitation as a mail message: RFC 5322, RFC 2045 to 2047, and for the
 * calendar in it RFC 6047 (iMIP).
 *
 *	multipart/mixed				if something is attached
 *	  multipart/alternative
 *	    text/plain				the text
 *	    text/calendar; method=REQUEST	the calendar to be answered
 *	  text/calendar; method=PUBLISH		the attachment
 *
 * It is ASCII, in lines of at most 998 bytes that end with CRLF; calendars
 * are in base64, so that they arrive byte for byte.  The same input gives
 * the same bytes.
 *
 * There is no Auto-Submitted (RFC 3834): a person decided to send it, and who
 * is away may say so.
 */
#ifndef RENDER_MAIL_H
#define RENDER_MAIL_H

#include <stddef.h>

#include "base/civil.h"
#include "base/strbuf.h"
#include "lang/lang.h"

/* All texts are UTF-8.  Names and subject may be anything: see mail-header.h. */
struct mail {
	const char *from_name, *from;	 /* the name may be empty or NULL */
	const char *to_name, *to;	 /* the same */
	const char *subject;
	const char *message_id;		 /* "left@right", without < > */
	instant date;			 /* of the years 0 to 9999 */
	enum lang language;		 /* of the text */
	const char *text;		 /* its lines end with LF or CRLF */
	const char *method;		 /* of the calendar: "REQUEST", "CANCEL" */
	const char *calendar;
	size_t calendar_len;
	const char *attachment_name;	 /* NULL: nothing is attached; [A-Za-z0-9._-] */
	const char *attachment;		 /* a calendar */
	size_t attachment_len;
};

/*
 * Adds the message.  -EINVAL, and nothing is added, if an address is none
 * (value_is_email()), or the Message-ID, the method, the date or the file name
 * is not as said above.
 */
int mail_add(struct strbuf *out, const struct mail *mail);

#endif
