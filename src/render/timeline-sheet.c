#include "render/timeline-svg.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan/fields.h"
#include "render/timeline-parts.h"

#include "base/banned.h"

/* lengths in tenths of a pixel */
#define HOUR_LABEL 170 /* from one to the next at least */
#define KEY_LINE 175
#define KEY_WIDTH 240
#define BOTTOM 60

/* -------------------------------------------------------------------- days and hours */

static void put_day_head(const struct drawing *d, civil_day day, int x, int width)
{
	static const enum date_style styles[] = { DATE_LONG, DATE_PLAIN, DATE_SHORT };
	struct strbuf name = STRBUF_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(styles); i++) {
		strbuf_reset(&name);
		dates_add(&name, d->w->d.dates, d->w->d.lang, styles[i], day);
		if (svg_text_width(name.text, name.len, 125) < width - 80)
			break;
	}
	svg_put_text(d->h, "class=\"day\"", x + 40, 145, d->w->d.lang, name.text);
	strbuf_release(&name);
}

/* labels stand at every hour that is wide if there is room; else at every second, third, sixth … */
static int hour_step(const struct panel *panel)
{
	static const int steps[] = { 1, 2, 3, 6, 12 };
	size_t i;

	for (i = 0; i + 1 < ARRAY_SIZE(steps); i++)
		/* hours of the afternoon are all wide */
		if ((panel->hours[15] - panel->hours[14]) * steps[i] >= HOUR_LABEL)
			break;
	return steps[i];
}

/* is there room for an hour's label, among those that are there? */
static bool has_room(const struct panel *panel, const bool *labels, int hour)
{
	const int *x = panel->hours;

	if (x[hour] < HOUR_LABEL || x[24] - x[hour] < HOUR_LABEL / 2)
		return false;
	for (int i = 0; i < 24; i++)
		if (labels[i] && abs(x[i] - x[hour]) < HOUR_LABEL)
			return false;
	return true;
}

/* the hours in which something happens have theirs before those of the night */
static void choose_labels(const struct panel *panel, bool *labels)
{
	int step = hour_step(panel), wide = panel->hours[15] - panel->hours[14];

	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < 24; i += step)
			if (pass || panel->hours[i + 1] - panel->hours[i] >= wide)
				labels[i] = labels[i] || has_room(panel, labels, i);
}

/* ticks and numbers, of the panel's first day */
static void put_hours(const struct drawing *d)
{
	const struct panel *panel = d->panel;
	struct strbuf ticks = STRBUF_INIT;
	bool labels[24] = { false };
	int x = panel->x;
	char hour[12];

	choose_labels(panel, labels);
	for (int i = 0; i < 24; i++) {
		int at = x + panel->hours[i];

		strbuf_addf(&ticks, "M%d %dv-35", at, HEAD);
		if (!labels[i])
			continue;
		snprintf(hour, sizeof(hour), "%02d", i);
		svg_put_text(d->h, "class=\"hour\" text-anchor=\"middle\"", at, 305, d->w->d.lang,
			     hour);
	}
	svg_put_path(d->h, "ticks", "%s", ticks.text);
	strbuf_release(&ticks);
}

/* through all rows, of the panel's first day */
static void put_hour_lines(const struct drawing *d, int height)
{
	struct strbuf lines = STRBUF_INIT;
	bool labels[24] = { false };

	choose_labels(d->panel, labels);
	for (int i = 0; i < 24; i++)
		if (labels[i])
			strbuf_addf(&lines, "M%d %dV%d", d->panel->x + d->panel->hours[i], HEAD, height);
	svg_put_path(d->h, "hours", "%s", lines.text);
	strbuf_release(&lines);
}

static size_t open_shared(const struct drawing *d)
{
	size_t id = ++*d->next_id;
	char attribute[32];

	snprintf(attribute, sizeof(attribute), "id=\"w%zu\"", id);
	html_open(d->h, "g", attribute);
	return id;
}

/* all days have the same hours, on all sheets of a panel: drawn once */
static void put_all_hours(struct drawing *d, int height)
{
	int width = d->panel->width / d->panel->n;
	bool has_hours = d->hours;
	size_t lines;

	html_open(d->h, "g", "class=\"head\"");
	if (!has_hours) {
		d->hours = open_shared(d);
		put_hours(d);
		html_close(d->h);
	}
	lines = open_shared(d);
	put_hour_lines(d, height);
	html_close(d->h);
	for (int i = 0; i < d->panel->n; i++) {
		if (i || has_hours)
			put_reference(d->h, d->hours, i * width, 0);
		if (i)
			put_reference(d->h, lines, i * width, 0);
	}
	html_close(d->h);
}

static int noon_offset(const struct panel *panel, int day)
{
	return zone_offset(panel->zone,
			   zone_instant(panel->zone, panel->first + day, 12 * 60, NULL));
}

/* where it is, and what its clocks show */
static void put_corner(const struct drawing *d)
{
	const struct panel *panel = d->panel;
	const struct meeting *meeting = d->w->m->meeting;
	const struct place *city = place_city(meeting->place);
	int first = noon_offset(panel, 0), last = noon_offset(panel, panel->n - 1);
	struct strbuf offset = STRBUF_INIT;
	struct svg_line line;

	describe_offset(&offset, first);
	if (last != first) {
		strbuf_addstr(&offset, " → ");
		describe_offset(&offset, last);
	}
	svg_put_text(d->h, "class=\"hour\"", 20, 305, d->w->d.lang, offset.text);
	if (city && city->name && FIELD_REACHES(meeting, place, d->w->d.reader) &&
	    FIELD_REACHES(place, name, d->w->d.reader) &&
	    svg_fit(text_in(city->name, d->w->d.lang), LABELS - 60, LABEL_TYPE, SVG_LETTERS,
		    &line, 1))
		svg_put_line(d->h, NULL, 20, 145, text_lang(city->name, d->w->d.lang), &line);
	strbuf_release(&offset);
}

static void put_head(struct drawing *d, int height)
{
	const struct panel *panel = d->panel;
	int width = panel->width / panel->n;

	put_all_hours(d, height);
	for (int i = 0; i < panel->n; i++)
		put_day_head(d, panel->first + i, panel->x + i * width, width);
	for (int i = 0; i <= panel->n; i++)
		svg_put_path(d->h, "midnight", "M%d 0V%d", panel->x + i * width, height);
	put_corner(d);
}

/* ----------------------------------------------------------------------------- legend */

struct legend {
	struct drawing *d;
	int x, y;
};

static void put_key_text(struct legend *l, const char *word)
{
	svg_put_text(l->d->h, NULL, l->x + KEY_WIDTH + 50, l->y + 100, l->d->w->d.lang, word);
	l->x += KEY_WIDTH + 230 + svg_text_width(word, strlen(word), TYPE);
}

/* goes on in the next line if there is no room for the word */
static void make_room(struct legend *l, const char *word)
{
	int width = KEY_WIDTH + 60 + svg_text_width(word, strlen(word), TYPE);

	if (l->x > 20 && l->x + width > SVG_WIDTH) {
		l->x = 20;
		l->y += KEY_LINE;
	}
}

static void put_bar_key(struct legend *l, enum category category, bool maybe, const char *word)
{
	struct svg_box box = { .width = KEY_WIDTH, .height = 130 };

	make_room(l, word);
	box.x = l->x;
	box.y = l->y;
	html_open(l->d->h, "g", "class=\"entry\"");
	open_box(l->d->h, "key", category, maybe, 0, &box);
	put_shape(l->d->h, category, &box);
	html_close(l->d->h);
	put_key_text(l, word);
	html_close(l->d->h);
}

static void open_key(struct legend *l, const char *attributes, const char *word)
{
	make_room(l, word);
	html_open(l->d->h, "g", "class=\"entry\"");
	html_open(l->d->h, "g", attributes);
}

static void close_key(struct legend *l, const char *word)
{
	html_close(l->d->h);
	put_key_text(l, word);
	html_close(l->d->h);
}

static void put_sign_keys(struct legend *l)
{
	static const char *const classes[] = { "class=\"key note\"", "class=\"key warning\"",
					       "class=\"key error\"" };
	const struct catalog *catalog = l->d->w->d.catalog;
	const struct used *used = &l->d->used;
	const char *word;

	if (used->border) {
		word = catalog_get(catalog, N_("border crossing"));
		open_key(l, "class=\"key border\"", word);
		put_diamond(l->d->h, l->x + KEY_WIDTH / 2, l->y + 65);
		close_key(l, word);
	}
	if (used->gap) {
		struct svg_box box = { .width = KEY_WIDTH, .height = 130 };

		word = word_for_gap(l->d->w);
		open_key(l, "class=\"key gap\"", word);
		box.x = l->x;
		box.y = l->y;
		svg_put_rect(l->d->h, NULL, &box);
		close_key(l, word);
	}
	for (int i = SEVERITY_COUNT - 1; i >= 0; i--) {
		if (!used->severities[i])
			continue;
		word = catalog_get(catalog, severity_name((enum severity)i));
		open_key(l, classes[i], word);
		put_sign(l->d->h, (enum severity)i, l->x + KEY_WIDTH / 2, l->y + 65);
		close_key(l, word);
	}
}

/* what is to be seen above it; returns where it ends */
static int put_legend(struct drawing *d, int y)
{
	struct legend l = { d, 20, y + 100 };

	html_open(d->h, "g", "class=\"legend\"");
	for (int i = 0; i < CATEGORIES; i++)
		if (d->used.categories[i])
			put_bar_key(&l, (enum category)i, false,
				    word_for_category(d->w, (enum category)i));
	if (d->used.maybe)
		put_bar_key(&l, CATEGORY_STAY, true,
			    describe_status(d->w->d.catalog, STATUS_TENTATIVE));
	put_sign_keys(&l);
	html_close(d->h);
	return l.y + KEY_LINE + BOTTOM;
}

/* ------------------------------------------------------------------------------ words */

static void put_picture_title(const struct drawing *d)
{
	const struct panel *panel = d->panel;
	struct strbuf days = STRBUF_INIT, title = STRBUF_INIT;

	dates_add_range(&days, d->w->d.dates, d->w->d.lang, panel->first, panel->first + panel->n - 1);
	/* TRANSLATORS: the name of a picture: dates. */
	strbuf_addf(&title, catalog_get(d->w->d.catalog, N_("Who is where: %s")), days.text);
	svg_put_title(d->h, d->w->d.lang, title.text);
	strbuf_release(&title);
	strbuf_release(&days);
}

/* the pattern is for n alone */
static void add_count(struct strbuf *out, size_t n, const char *pattern, ...)
	__attribute__((format(printf, 3, 4)));
static void add_count(struct strbuf *out, size_t n, const char *pattern, ...)
{
	va_list ap;

	if (!n)
		return;
	strbuf_addstr(out, out->len ? "; " : "");
	va_start(ap, pattern);
	strbuf_vaddf(out, pattern, ap);
	va_end(ap);
}

/* for those who do not see it: whose rows, and how much is in them */
static void put_description(const struct drawing *d, size_t first, size_t end)
{
	const struct catalog *catalog = d->w->d.catalog;
	struct strbuf rows = STRBUF_INIT, all = STRBUF_INIT;

	for (size_t i = first; i < end; i++)
		if (d->heights[i])
			strbuf_addf(&rows, "%s%s", rows.len ? "; " : "", d->labels[i]);
	/* TRANSLATORS: of a picture of who is where: delegations and people. */
	strbuf_addf(&all, catalog_get(catalog, N_("Rows: %s")), rows.text);
	/* TRANSLATORS: of a picture of who is where: a number of bars. */
	add_count(&all, d->n_bars, catalog_get(catalog, N_("Entries: %zu")),
		  d->n_bars);
	add_count(&all, d->n_borders, catalog_get(catalog, N_("Border crossings: %zu")),
		  d->n_borders);
	add_count(&all, d->n_gaps, catalog_get(catalog, N_("Nights without accommodation: %zu")),
		  d->n_gaps);
	/* TRANSLATORS: of a picture of who is where: what validate says. */
	add_count(&all, d->n_findings, catalog_get(catalog, N_("Findings: %zu")),
		  d->n_findings);
	html_put(d->h, "desc", NULL, all.text);
	strbuf_release(&all);
	strbuf_release(&rows);
}

/* ------------------------------------------------------------------------------ sheets */

/* rows from first to before end, and what explains them */
static void put_sheet(struct drawing *d, size_t first, size_t end, int height)
{
	struct strbuf *out = d->h->out, body = STRBUF_INIT;
	int y = HEAD;

	d->used = (struct used){ 0 };
	d->n_bars = d->n_borders = d->n_gaps = d->n_findings = 0;
	/* how high it is, and what there is to be said of it, is known in the end */
	d->h->out = &body;
	put_head(d, height);
	for (size_t i = first; i < end; i++) {
		if (!d->heights[i])
			continue;
		put_row(d, &d->rows->list.v[i], d->labels[i], y);
		y += d->heights[i];
	}
	svg_put_path(d->h, "line", "M0 %dH%d", y, SVG_WIDTH);
	y = put_legend(d, y);
	d->h->out = out;
	svg_open(d->h, "timeline", y, d->w->d.lang);
	put_picture_title(d);
	put_description(d, first, end);
	strbuf_add(out, body.text, body.len);
	html_close(d->h);
	strbuf_release(&body);
}

/* how many sheets of a height all rows take; draw: that they are drawn */
static int fill_sheets(struct drawing *d, int limit, bool draw)
{
	size_t n = d->rows->list.n, first = 0;
	int height = HEAD, sheets = 0;

	for (size_t i = 0; i <= n; i++) {
		int more = i < n ? d->heights[i] : 0;

		/* a row that is higher than all has a sheet of its own */
		if (height > HEAD && (i == n || height + more > limit)) {
			if (draw)
				put_sheet(d, first, i, height);
			sheets++;
			first = i;
			height = HEAD;
		}
		height += more;
	}
	return sheets;
}

/* the rows of a panel, on as few sheets as hold them, and about as many on each */
static void put_panel(struct drawing *d)
{
	int least = ROW_LEAST, limit = SHEET_HEIGHT, sheets;

	memset(d->shared, 0, 2 * LIST_N(d->w->m->meeting->items) * sizeof(*d->shared));
	d->hours = 0;
	for (size_t i = 0; i < d->rows->list.n; i++) {
		struct timeline_row *row = &d->rows->list.v[i];

		row_set_lanes(row, panel_instant(d->panel, 0),
			      panel_instant(d->panel, d->panel->n));
		d->heights[i] = is_in_panel(d, row) ? row_height(row) : 0;
	}
	sheets = fill_sheets(d, limit, false);
	/* the lowest that are no more */
	while (least < limit) {
		int middle = least + (limit - least) / 2;

		if (fill_sheets(d, middle, false) <= sheets)
			limit = middle;
		else
			least = middle + 1;
	}
	fill_sheets(d, limit, true);
}

static const struct zone *zone_of(const struct agenda_words *w, const struct timeline_rows *rows)
{
	const struct meeting *meeting = w->m->meeting;

	if (meeting->zone && FIELD_REACHES(meeting, place, w->d.reader))
		return meeting->zone;
	return rows->list.v[0].bars[0].entry->item->start_zone;
}

/* what is not in it */
static void put_rest(struct drawing *d, const struct panels *panels)
{
	const struct catalog *catalog = d->w->d.catalog;
	struct strbuf line = STRBUF_INIT;

	if (panels->cut)
		html_put_lang(d->h, "p", NULL, d->w->d.lang,
			      catalog_get(catalog, N_("The days after these are not in the picture.")));
	if (d->rows->left_out) {
		strbuf_addf(&line,
			    catalog_get_plural(catalog,
					       NP_("%zu more person is not in the picture.",
						   "%zu more people are not in the picture."),
					       (unsigned long)d->rows->left_out),
			    d->rows->left_out);
		html_put_lang(d->h, "p", NULL, d->w->d.lang, line.text);
	}
	strbuf_release(&line);
}

static void put_panels(struct drawing *d, const struct timelines_drawn *t, const char *heading)
{
	struct panels panels;

	panels_make(&panels, d->rows, zone_of(d->w, d->rows), LABELS, SVG_WIDTH - LABELS - 100);
	svg_open_figure(d->h, heading, d->w->d.lang);
	for (size_t i = 0; i < panels.n; i++) {
		d->panel = &panels.v[i];
		put_panel(d);
	}
	html_close(d->h);
	put_rest(d, &panels);
	if (panels.n)
		put_found(d, t);
}

void svg_timeline_add(struct html *h, struct timelines_drawn *t, struct timeline_rows *rows,
		      struct agenda_words *w, const char *heading)
{
	struct drawing d = { .h = h, .w = w, .rows = rows, .next_id = &t->ids };

	if (!rows->list.n)
		return;
	d.shared = xcalloc(2 * LIST_N(w->m->meeting->items), sizeof(*d.shared));
	d.labels = xcalloc(rows->list.n, sizeof(*d.labels));
	for (size_t i = 0; i < rows->list.n; i++) {
		struct strbuf label = STRBUF_INIT;

		add_label(&label, w, &rows->list.v[i]);
		d.labels[i] = strbuf_detach(&label, NULL);
	}
	put_panels(&d, t, heading);
	for (size_t i = 0; i < rows->list.n; i++)
		free(d.labels[i]);
	free(d.labels);
	free(d.shared);
}
