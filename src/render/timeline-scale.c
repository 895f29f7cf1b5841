#include "render/timeline-scale.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

/* so many empty days between others are shown */
#define EMPTY_DAYS 3

/* hours that are always wide */
#define DAY_BEGINS 9
#define DAY_ENDS 18

/* how wide hours are, against each other */
#define WIDE 10
#define NARROW 2

/* what takes longer makes wide only the hours of its beginning and its end */
#define LONG (6 * 60 * 60)

instant panel_instant(const struct panel *panel, int day)
{
	return zone_instant(panel->zone, panel->first + day, 0, NULL);
}

/* ------------------------------------------------------------------------------- days */

/* days, with repetitions */
struct days {
	VEC(civil_day) list;
};

static int compare_days(const void *a, const void *b)
{
	const civil_day *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void add_days(struct days *days, const struct zone *zone, const struct timeline_row *row)
{
	for (size_t i = 0; i < row->n_bars; i++) {
		instant from, to;

		bar_span(&row->bars[i], &from, &to);
		VEC_PUSH(&days->list, zone_local(zone, from, NULL));
		/* until midnight is not yet the next day */
		VEC_PUSH(&days->list, zone_local(zone, to > from ? to - 1 : to, NULL));
	}
}

/* as many panels as are needed for n days that follow each other */
static void add_panels(struct panels *panels, civil_day first, civil_day n)
{
	civil_day left = (n + PANEL_DAYS - 1) / PANEL_DAYS;

	for (; left; left--) {
		struct panel *panel;

		if (panels->n == PANELS_MAX) {
			panels->cut = true;
			return;
		}
		panel = &panels->v[panels->n++];
		/* of four days, two and two */
		panel->first = first;
		panel->n = (n + left - 1) / left;
		first += panel->n;
		n -= panel->n;
	}
}

static void find_panels(struct panels *panels, const struct days *days)
{
	size_t first = 0;

	for (size_t i = 1; i <= days->list.n && !panels->cut; i++) {
		if (i < days->list.n &&
		    days->list.v[i] - days->list.v[i - 1] <= EMPTY_DAYS + 1)
			continue;
		add_panels(panels, days->list.v[first],
			   days->list.v[i - 1] - days->list.v[first] + 1);
		first = i;
	}
}

/* ------------------------------------------------------------------------------ hours */

static void mark_hours(bool *wide, const struct panel *panel, const struct timeline_bar *bar)
{
	int from_minute, to_minute;
	civil_day last;
	instant from, to;

	bar_span(bar, &from, &to);
	if (bar_place(bar) != BAR_TIMED || !panel_has(panel, from, to))
		return;
	if (to > from)
		to--;
	zone_local(panel->zone, from, &from_minute);
	last = zone_local(panel->zone, to, &to_minute);
	wide[from_minute / 60] = true;
	wide[to_minute / 60] = true;
	if (to - from > LONG)
		return;
	/* over midnight it is two pieces */
	if (last != zone_local(panel->zone, from, NULL)) {
		for (int h = from_minute / 60; h < 24; h++)
			wide[h] = true;
		from_minute = 0;
	}
	for (int h = from_minute / 60; h <= to_minute / 60; h++)
		wide[h] = true;
}

static void set_hours(struct panel *panel, const struct timeline_rows *rows)
{
	bool wide[24] = { false };
	int all = 0, day = panel->width / panel->n, sum = 0;

	for (int h = DAY_BEGINS; h < DAY_ENDS; h++)
		wide[h] = true;
	for (size_t i = 0; i < rows->list.n; i++)
		for (size_t k = 0; k < rows->list.v[i].n_bars; k++)
			mark_hours(wide, panel, &rows->list.v[i].bars[k]);
	for (int h = 0; h < 24; h++)
		all += wide[h] ? WIDE : NARROW;
	for (int h = 0; h < 24; h++) {
		sum += wide[h] ? WIDE : NARROW;
		panel->hours[h + 1] = day * sum / all;
	}
	panel->width = day * panel->n;
}

/* -------------------------------------------------------------------------------- all */

void panels_make(struct panels *panels, const struct timeline_rows *rows, const struct zone *zone,
		 int x, int width)
{
	struct days days = { 0 };

	*panels = (struct panels){ 0 };
	for (size_t i = 0; i < rows->list.n; i++)
		add_days(&days, zone, &rows->list.v[i]);
	if (days.list.n) {
		qsort(days.list.v, days.list.n, sizeof(*days.list.v), compare_days);
		find_panels(panels, &days);
	}
	VEC_RELEASE(&days.list);
	for (size_t i = 0; i < panels->n; i++) {
		struct panel *panel = &panels->v[i];

		panel->zone = zone;
		panel->x = x;
		panel->width = width;
		set_hours(panel, rows);
	}
}

int panel_x(const struct panel *panel, instant at)
{
	int minute, hour;
	civil_day day = zone_local(panel->zone, at, &minute) - panel->first;

	if (day < 0)
		return panel->x;
	if (day >= panel->n)
		return panel->x + panel->width;
	hour = minute / 60;
	return panel->x + day * (panel->width / panel->n) + panel->hours[hour] +
	       (panel->hours[hour + 1] - panel->hours[hour]) * (minute % 60) / 60;
}

bool panel_has(const struct panel *panel, instant from, instant to)
{
	return from < panel_instant(panel, panel->n) &&
	       (to > panel_instant(panel, 0) || from >= panel_instant(panel, 0));
}
