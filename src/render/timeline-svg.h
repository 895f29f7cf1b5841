/*
 * A picture of who is where in a meeting, as SVG within HTML: people in
 * rows, hours in columns; what they do as bars, with a colour, a texture
 * and words; where they stay; which borders they cross; for organizers
 * where nobody knows where they sleep, and what was found.
 *
 * One <svg> for a few days and as many rows as a page across holds.  What
 * it looks like is in data/pictures.css; it has no script and nothing to
 * be fetched.  Its ids are "w" and a number, of which the page has one each.
 */
#ifndef RENDER_TIMELINE_SVG_H
#define RENDER_TIMELINE_SVG_H

#include "render/html.h"
#include "render/timeline-rows.h"

/*
 * The rows of the meeting that the words are about, in the language of the
 * words, below a heading with that id; nothing if there are no rows.
 */
void svg_timeline_add(struct html *h, struct timelines_drawn *t, struct timeline_rows *rows,
		      struct agenda_words *w, const char *heading);

#endif
