/*
 * A picture of the ledger of reciprocity: visits over the years, in a lane
 * for each side as host and one for neutral ground, how certain each is,
 * which visit answers which, and until when others are to be answered; and
 * the same counted in words.
 *
 * Sides stand in the order of their ids, whoever reads it.  SVG within
 * HTML, with what it looks like in data/pictures.css; without ids.
 */
#ifndef RENDER_RECIPROCITY_SVG_H
#define RENDER_RECIPROCITY_SVG_H

#include "render/describe.h"
#include "render/html.h"
#include "render/view.h"

/* a visit that was held and is to be answered */
struct owed_visit {
	const struct meeting *visit;
	const struct side *debtor; /* who is to visit */
	const struct side *const *creditors; /* n_creditors, at least one */
	size_t n_creditors;
	civil_day until;
};

struct reciprocity {
	const struct plan *plan;
	const struct itinerary *it;
	const struct view *view;
	const struct owed_visit *owed; /* shown to organizers only */
	size_t n_owed;
};

/* are there visits that make a picture, and is it for the reader? */
bool svg_reciprocity_has(const struct reciprocity *r);

/* the id of the heading above it */
#define RECIPROCITY_HEADING "reciprocity"

/* in the language of d; nothing if there is none */
void svg_reciprocity_add(struct html *h, const struct reciprocity *r, const struct describe *d);

#endif
