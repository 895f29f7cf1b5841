/*
 * One line of the ledger, as it is written: the keys of all records, of
 * which each kind has its own.  The table in record.c is what reading,
 * writing and messages go by.
 */
#ifndef LEDGER_RECORD_H
#define LEDGER_RECORD_H

#include <stdbool.h>

#include "base/civil.h"
#include "base/strbuf.h"
#include "diag/diag.h"
#include "doc/node.h"
#include "plan/plan.h"

enum record_kind { RECORD_REVISED, RECORD_ISSUED, RECORD_SENT, RECORD_ANSWERED, RECORD_KIND_COUNT };

/* an instant, or a day; neither: CIVIL_NONE and INSTANT_NONE */
struct when {
	instant at;
	civil_day day;
};

struct record_values {
	enum record_kind kind;
	instant at; /* of the key that names the kind */
	const char *message, *method, *uid, *meeting, *item, *item_kind, *status;
	int sequence;
	const char *to, *from, *email, *name, *language, *said, *programme, *partstat;
	struct when dtstart, dtend;
	const char *tzid, *end_tzid, *place, *via, *location, *comment, *delegated_to;
	instant dtstamp;
	struct strings *people;
	struct text *summary;
};

#define RECORD_INIT                                                                                \
	{                                                                                          \
		.at = INSTANT_NONE, .dtstamp = INSTANT_NONE,                                       \
		.dtstart = { INSTANT_NONE, CIVIL_NONE }, .dtend = { INSTANT_NONE, CIVIL_NONE }     \
	}

/* Reads one record; false after a finding. */
bool record_read(struct arena *arena, struct diags *diags, const struct node *node,
		 struct record_values *ret);
/* Adds it as one line, with its line end; what is absent is left out. */
void record_add(struct strbuf *out, const struct record_values *values);

#endif
