/*
 * Where a time stands in a picture of who is where: days side by side, in
 * panels of a few, and within a day hours in which something happens wider
 * than those of the night.
 */
#ifndef RENDER_TIMELINE_SCALE_H
#define RENDER_TIMELINE_SCALE_H

#include "render/timeline-rows.h"

/* a day is not narrower than a third of a panel's width */
#define PANEL_DAYS 3
/* so many panels are drawn of a meeting: of a month, or of a hostile plan */
#define PANELS_MAX 10

/* days that follow each other; all as wide, and alike in their hours */
struct panel {
	const struct zone *zone; /* whose clocks they are */
	civil_day first;
	int n;
	int x, width;	   /* of all its days */
	int hours[24 + 1]; /* where in a day each hour begins, from its midnight */
};

struct panels {
	size_t n;
	struct panel v[PANELS_MAX];
	bool cut; /* there are more days */
};

/*
 * For the days on which something in the rows begins or ends, and short
 * spells between these.  None if the rows have nothing.
 */
void panels_make(struct panels *panels, const struct timeline_rows *rows, const struct zone *zone,
		 int x, int width);

/* where an instant stands, or the nearer end of the panel */
int panel_x(const struct panel *panel, instant at);
/* midnight at the beginning of a day, from 0 to n */
instant panel_instant(const struct panel *panel, int day);
/* is some of the time, or its beginning, in the panel? */
bool panel_has(const struct panel *panel, instant from, instant to);

#endif
