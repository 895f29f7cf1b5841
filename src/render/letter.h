/*
 * What a message says in words beside its calendar: what is invited to, has
 * changed or is cancelled, the reader's programme, and how to answer.
 */
#ifndef RENDER_LETTER_H
#define RENDER_LETTER_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "itinerary/event.h"
#include "lang/catalog.h"
#include "lang/dates.h"
#include "render/notices.h"

enum letter_kind {
	LETTER_INVITATION,
	LETTER_UPDATE,	  /* time, place or status are others */
	LETTER_PROGRAMME, /* something else in the programme */
	LETTER_WORDING,	  /* only words */
	LETTER_CANCELLED, /* the event falls away */
	LETTER_WITHDRAWN, /* the reader does */
};

struct letter {
	enum letter_kind kind;
	const struct event *event; /* of a cancellation as it was told last */
	const struct meeting *meeting; /* of the event; NULL: no longer in the plan */
	const struct person *person; /* NULL: nobody of the plan, who is told no more than needed */
	enum lang lang;
	bool answered; /* nobody need answer again */
	const struct notices *notices; /* what changed since everybody was told; NULL: not known */
	const struct plan *plan;
	const struct itinerary *it;
	const struct catalog *catalogs;
	struct dates *dates;
};

void letter_add_subject(struct strbuf *out, const struct letter *letter);
void letter_add_text(struct strbuf *out, const struct letter *letter);

#endif
