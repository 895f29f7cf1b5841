#include "render/timeline-svg.h"

#include <stdlib.h>
#include <string.h>

#include "lang/country.h"
#include "plan/fields.h"
#include "render/svg.h"
#include "render/timeline-parts.h"

#include "base/banned.h"

/* ------------------------------------------------------------------------------- bars */

/* for classes */
static const char *const categories[CATEGORIES] = {
	[CATEGORY_LEG] = "leg",	      [CATEGORY_WORK] = "work",	  [CATEGORY_MEAL] = "meal",
	[CATEGORY_CULTURE] = "culture", [CATEGORY_OTHER] = "other", [CATEGORY_STAY] = "stay",
};

static enum category category_of(const struct item *item)
{
	if (item_is_leg(item))
		return CATEGORY_LEG;
	switch (item->kind) {
	case ITEM_STAY: return CATEGORY_STAY;
	case ITEM_SESSION:
	case ITEM_APPOINTMENT:
	case ITEM_CEREMONY: return CATEGORY_WORK;
	case ITEM_MEAL: return CATEGORY_MEAL;
	case ITEM_CULTURE: return CATEGORY_CULTURE;
	default: return CATEGORY_OTHER;
	}
}

void put_shape(struct html *h, enum category category, const struct svg_box *box)
{
	int tip = box->width > 80 ? 50 : box->width / 2;

	if (category == CATEGORY_LEG) {
		/* an arrow */
		svg_put_path(h, NULL, "M0 0h%dl%d %d-%d %dh-%dz", box->width - tip, tip,
			     box->height / 2, tip, box->height - box->height / 2, box->width - tip);
		return;
	}
	svg_put_rect(h, NULL, NULL);
	/* a strip, of which the dashes tell what it is */
	if (category != CATEGORY_STAY)
		svg_put_path(h, NULL, "M35 0v%d", box->height);
}

void open_box(struct html *h, const char *class, enum category category, bool maybe, size_t id,
	      const struct svg_box *box)
{
	struct strbuf attributes = STRBUF_INIT;

	strbuf_addf(&attributes, "class=\"%s %s%s\"", class, categories[category],
		    maybe ? " maybe" : "");
	if (id)
		strbuf_addf(&attributes, " id=\"w%zu\"", id);
	svg_add_box(&attributes, box);
	html_open(h, "svg", attributes.text);
	strbuf_release(&attributes);
}

/* "10:00–11:00 Reception at the Ministry · official appointment · Baku" */
static void put_bar_title(const struct drawing *d, const struct agenda_entry *e)
{
	struct strbuf title = STRBUF_INIT, what = STRBUF_INIT;
	const char *status = agenda_status_word(d->w, e);

	agenda_add_time(&title, d->w, e);
	strbuf_addch(&title, ' ');
	agenda_add_title(&title, d->w, e);
	agenda_add_what(&what, d->w, e);
	if (what.len)
		strbuf_addf(&title, " · %s", what.text);
	if (status)
		strbuf_addf(&title, " · %s", status);
	svg_put_title(d->h, d->w->d.lang, title.text);
	strbuf_release(&what);
	strbuf_release(&title);
}

static void put_bar_text(const struct drawing *d, const struct timeline_bar *bar,
			 const struct svg_box *box, enum category category)
{
	struct svg_line lines[2];
	struct strbuf title = STRBUF_INIT;
	enum lang lang = text_lang(describe_title(bar->entry->item, d->w->d.reader), d->w->d.lang);
	int left = category == CATEGORY_LEG || category == CATEGORY_STAY ? 35 : 65;
	int width = box->width - left - (category == CATEGORY_LEG ? 50 : 25);
	size_t n = bar_place(bar) != BAR_TIMED || bar->passage ? 1 : ARRAY_SIZE(lines);

	if (bar->marks)
		width -= MARK;
	agenda_add_title(&title, d->w, bar->entry);
	n = svg_fit(title.text, width, TYPE, SVG_WORDS, lines, n);
	for (size_t i = 0; i < n; i++)
		svg_put_line(d->h, NULL, left, 100 + (int)i * LINE, lang, &lines[i]);
	strbuf_release(&title);
}

static int lanes_height(const struct timeline_row *row, enum bar_place place)
{
	return (int)row->lanes[place] * (place == BAR_TIMED ? LANE : THIN);
}

/* where a lane of a row is, from the row's top */
static int lane_y(const struct timeline_row *row, enum bar_place place, unsigned int lane)
{
	int y = ROW_MARGIN;

	for (int i = 0; i < (int)place; i++)
		y += lanes_height(row, (enum bar_place)i);
	return y + (int)lane * (place == BAR_TIMED ? LANE : THIN);
}

int row_height(const struct timeline_row *row)
{
	int height = 2 * ROW_MARGIN;

	for (int i = 0; i < BAR_PLACES; i++)
		height += lanes_height(row, (enum bar_place)i);
	return height < ROW_LEAST ? ROW_LEAST : height;
}

/* false if it is on other days */
static bool place_bar(const struct drawing *d, const struct timeline_row *row,
		      const struct timeline_bar *bar, int y, struct svg_box *ret_box)
{
	enum bar_place place = bar_place(bar);
	instant from, to;

	bar_span(bar, &from, &to);
	if (!panel_has(d->panel, from, to))
		return false;
	ret_box->x = panel_x(d->panel, from);
	ret_box->width = panel_x(d->panel, to) - ret_box->x;
	if (ret_box->width < BAR_LEAST)
		ret_box->width = BAR_LEAST;
	if (ret_box->x + ret_box->width > d->panel->x + d->panel->width)
		ret_box->x = d->panel->x + d->panel->width - ret_box->width;
	ret_box->y = y + lane_y(row, place, bar->lane);
	ret_box->height = (place == BAR_TIMED ? LANE : THIN) - 10;
	return true;
}

static bool is_maybe(const struct drawing *d, const struct item *item)
{
	return (item->status == STATUS_TENTATIVE || item->status == STATUS_DRAFT) &&
	       FIELD_REACHES(item, status, d->w->d.reader);
}

void put_reference(struct html *h, size_t id, int x, int y)
{
	struct strbuf attributes = STRBUF_INIT;

	strbuf_addf(&attributes, "href=\"#w%zu\"", id);
	if (x)
		svg_add_attribute(&attributes, "x", x);
	if (y)
		svg_add_attribute(&attributes, "y", y);
	html_void_svg(h, "use", attributes.text);
	strbuf_release(&attributes);
}

static void put_bar(struct drawing *d, const struct timeline_row *row,
		    const struct timeline_bar *bar, int y)
{
	const struct item *item = bar->entry->item;
	enum category category = category_of(item);
	bool maybe = is_maybe(d, item);
	struct shared *shared = &d->shared[(item - item->meeting->items->v) * 2 + (bar->marks != NULL)];
	struct svg_box box;

	if (!place_bar(d, row, bar, y, &box))
		return;
	d->used.categories[category] = true;
	d->used.maybe |= maybe;
	d->n_bars++;
	if (shared->id) {
		put_reference(d->h, shared->id, 0, box.y - shared->y);
		return;
	}
	*shared = (struct shared){ ++*d->next_id, box.y };
	open_box(d->h, "bar", category, maybe, shared->id, &box);
	put_bar_title(d, bar->entry);
	put_shape(d->h, category, &box);
	put_bar_text(d, bar, &box, category);
	html_close(d->h);
}

/* ------------------------------------------------------------------------------ signs */

void put_sign(struct html *h, enum severity severity, int x, int y)
{
	if (severity == SEVERITY_NOTE)
		svg_put_circle(h, NULL, x, y, 50);
	else
		svg_put_path(h, NULL, "M%d %dl60 105h-120z", x, y - 55);
	/* an exclamation mark */
	svg_put_path(h, "sign", "M%d %dv38M%d %dv14", x, y - 24, x, y + 24);
}

void put_diamond(struct html *h, int x, int y)
{
	svg_put_path(h, NULL, "M%d %dl45 45-45 45-45-45z", x, y - 45);
}

static void put_findings(struct drawing *d, const struct timeline_bar *bar,
			 const struct svg_box *box)
{
	static const char *const classes[] = { "class=\"mark note\"", "class=\"mark warning\"",
					       "class=\"mark error\"" };
	enum severity worst = bar->marks->diag->severity;
	struct strbuf title = STRBUF_INIT;
	int x = box->width > 2 * MARK ? box->x + box->width - 70 : box->x + box->width / 2;

	for (const struct timeline_mark *m = bar->marks; m; m = m->next) {
		const struct diag_info *info = diag_info_of((int)m->diag->code);

		if (m->diag->severity > worst)
			worst = m->diag->severity;
		strbuf_addf(&title, "%s%s: %s", title.len ? "; " : "",
			    diag_code_name((int)m->diag->code).text,
			    catalog_get(d->w->d.catalog, info->title));
		d->n_findings++;
	}
	d->used.severities[worst] = true;
	html_open(d->h, "g", classes[worst]);
	svg_put_title(d->h, d->w->d.lang, title.text);
	put_sign(d->h, worst, x, box->y + 15);
	html_close(d->h);
	strbuf_release(&title);
}

/* may the reader know what says that a border is passed? */
static bool knows_border(const struct drawing *d, const struct item *item)
{
	enum audience reader = d->w->d.reader;

	if (item->kind == ITEM_CROSSING)
		return FIELD_REACHES(item, entering, reader);
	return FIELD_REACHES(item, from, reader) && FIELD_REACHES(item, to, reader) &&
	       (!item->via || FIELD_REACHES(item, via, reader));
}

/* "Armenia → Azerbaijan" */
static void put_border(struct drawing *d, const struct passage *p, const struct svg_box *box)
{
	struct strbuf title = STRBUF_INIT;

	if (!knows_border(d, p->item))
		return;
	country_add_name(&title, d->w->d.lang, p->left);
	strbuf_addstr(&title, " → ");
	country_add_name(&title, d->w->d.lang, p->entered);
	html_open(d->h, "g", "class=\"border\"");
	svg_put_title(d->h, d->w->d.lang, title.text);
	put_diamond(d->h, box->x + box->width / 2, box->y + box->height - 50);
	html_close(d->h);
	d->used.border = true;
	d->n_borders++;
	strbuf_release(&title);
}

/* above the bars, so that none hides another's */
static void put_signs(struct drawing *d, const struct timeline_row *row,
		      const struct timeline_bar *bar, int y)
{
	struct svg_box box;

	if ((!bar->passage && !bar->marks) || !place_bar(d, row, bar, y, &box))
		return;
	if (bar->passage)
		put_border(d, bar->passage, &box);
	if (bar->marks)
		put_findings(d, bar, &box);
}

static void put_gap(struct drawing *d, const struct timeline_row *row,
		    const struct timeline_gap *gap, int y)
{
	struct svg_box box = { .y = y + lane_y(row, BAR_STAY, 0), .height = THIN - 10 };

	if (!panel_has(d->panel, gap->from, gap->to))
		return;
	box.x = panel_x(d->panel, gap->from);
	box.width = panel_x(d->panel, gap->to) - box.x;
	if (box.width < BAR_LEAST)
		return;
	html_open(d->h, "g", "class=\"gap\"");
	svg_put_title(d->h, d->w->d.lang, word_for_gap(d->w));
	svg_put_rect(d->h, NULL, &box);
	if (box.width > 120)
		svg_put_text(d->h, "text-anchor=\"middle\"", box.x + box.width / 2, box.y + 95,
			     d->w->d.lang, "?");
	html_close(d->h);
	d->used.gap = true;
	d->n_gaps++;
}

/* ------------------------------------------------------------------------------- rows */

static void put_label(const struct drawing *d, const struct timeline_row *row, const char *label,
		      int y, int height)
{
	struct svg_line lines[3];
	size_t n = svg_fit(label, LABELS - 60, LABEL_TYPE, SVG_LETTERS, lines,
			   ARRAY_SIZE(lines));
	int top = y + (height - (int)n * LABEL_LINE) / 2 + 90;
	struct strbuf names = STRBUF_INIT;

	add_names(&names, d->w, row);
	html_open(d->h, "g", "class=\"people\"");
	svg_put_title(d->h, d->w->d.lang, names.text);
	for (size_t i = 0; i < n; i++)
		svg_put_line(d->h, NULL, 20, top + (int)i * LABEL_LINE, d->w->d.lang, &lines[i]);
	html_close(d->h);
	strbuf_release(&names);
}

bool is_in_panel(const struct drawing *d, const struct timeline_row *row)
{
	for (size_t i = 0; i < row->n_bars; i++) {
		instant from, to;

		bar_span(&row->bars[i], &from, &to);
		if (panel_has(d->panel, from, to))
			return true;
	}
	return false;
}

void put_row(struct drawing *d, const struct timeline_row *row, const char *label, int y)
{
	int height = row_height(row);

	svg_put_path(d->h, "line", "M0 %dH%d", y, SVG_WIDTH);
	put_label(d, row, label, y, height);
	for (size_t i = 0; i < row->n_bars; i++)
		put_bar(d, row, &row->bars[i], y);
	for (size_t i = 0; i < row->n_gaps; i++)
		put_gap(d, row, &row->gaps[i], y);
	for (size_t i = 0; i < row->n_bars; i++)
		put_signs(d, row, &row->bars[i], y);
}
