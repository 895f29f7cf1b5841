/*
 * The printed programme: one HTML file for a view, in one to three
 * languages side by side, for paper and for a telephone.
 *
 * Of each meeting in the view: title, days, place and host; the delegations
 * in parallel columns, in the order of protocol; day by day what happens,
 * with times said once and words once in each language; where people stay,
 * what was agreed, whom to call; for organizers notes and clearances too.
 *
 * It holds what the view may hold (view.h, and the field tables), no
 * script, and nothing to be fetched.  With the clock changes only what lists
 * say of permits: granted, or to be granted.
 */
#ifndef RENDER_PROGRAMME_H
#define RENDER_PROGRAMME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"
#include "itinerary/itinerary.h"
#include "lang/catalog.h"
#include "lang/dates.h"
#include "plan/plan.h"
#include "render/issued.h"
#include "render/reciprocity-svg.h"
#include "render/timeline-rows.h"
#include "render/view.h"

struct programme {
	const struct plan *plan;
	const struct itinerary *it;
	const struct catalog *catalogs; /* by language */
	struct dates *dates;
	const struct issued *issued; /* for answers; NULL: nothing was issued */
	struct view view;
	instant now; /* for lists */
	const struct meeting *only;  /* NULL: all its meetings */
	enum lang langs[LANG_COUNT]; /* the columns, from the left */
	size_t n_langs;		     /* at least one */
	/* for pictures, in the organizers' view alone */
	const struct timeline_finding *findings; /* n_findings, in any order */
	size_t n_findings;
	const struct owed_visit *owed; /* n_owed */
	size_t n_owed;
	/*
	 * Of the organizers' view: behind each meeting lists (bit i: enum
	 * list_kind i), in the first language, with private data as far as
	 * whom they are for needs it; and a page for each person.
	 */
	unsigned int lists;
	bool day_sheets;
	/* the languages were asked for; else a day sheet is in its person's own */
	bool langs_given;
};

/*
 * The readers' own languages: of a person or a side theirs; else those of
 * the sides, in the order of the plan.
 */
size_t programme_languages(const struct view *view, const struct plan *plan,
			   enum lang ret_langs[LANG_COUNT]);

/* false if lists and day sheets would be too long; out is then of no use */
bool programme_add(struct strbuf *out, const struct programme *p);

#endif
