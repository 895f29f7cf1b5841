#include "render/reciprocity-parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan/fields.h"

#include "base/banned.h"

/* so many visits make it worth a picture */
#define VISITS_LEAST 2

static bool is_for_reader(const struct reciprocity *r)
{
	switch (r->view->kind) {
	case VIEW_ORGANIZERS:
	case VIEW_PARTICIPANTS:
	case VIEW_SIDE: return true;
	default: return false;
	}
}

static bool is_known(const struct reciprocity *r, const struct meeting *meeting)
{
	return view_knows_meeting(r->view, r->it, meeting);
}

bool svg_reciprocity_has(const struct reciprocity *r)
{
	size_t n = 0;

	if (!is_for_reader(r) || !LIST_N(r->plan->sides))
		return false;
	for (size_t i = 0; i < LIST_N(r->plan->meetings) && n < VISITS_LEAST; i++) {
		const struct meeting *meeting = &r->plan->meetings->v[i];

		n += meeting_first_day(meeting) != CIVIL_NONE && is_known(r, meeting);
	}
	return n >= VISITS_LEAST;
}

/* ----------------------------------------------------------------- what there is */

static int compare_sides(const void *a, const void *b)
{
	const struct side *const *x = a, *const *y = b;

	return strcmp((*x)->id, (*y)->id);
}

static void sort_sides(struct ledger_drawn *l)
{
	const struct sides *sides = l->r->plan->sides;

	l->n_sides = sides->n;
	l->sides = xcalloc(sides->n, sizeof(*l->sides));
	for (size_t i = 0; i < sides->n; i++)
		l->sides[i] = &sides->v[i];
	qsort(l->sides, sides->n, sizeof(*l->sides), compare_sides);
}

/* its host's, or the one of neutral ground behind all others */
static size_t lane_of(const struct ledger_drawn *l, const struct side *host)
{
	const struct side **found =
		host ? bsearch(&host, l->sides, l->n_sides, sizeof(*l->sides), compare_sides) : NULL;

	return found ? (size_t)(found - l->sides) : l->n_sides;
}

static int compare_visits(const void *a, const void *b)
{
	const struct visit *x = a, *y = b;

	if (x->lane != y->lane)
		return x->lane < y->lane ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->meeting->index > y->meeting->index) - (x->meeting->index < y->meeting->index);
}

static void widen(struct ledger_drawn *l, civil_day first, civil_day last)
{
	if (l->first == CIVIL_NONE || first < l->first)
		l->first = first;
	if (l->last == CIVIL_NONE || last > l->last)
		l->last = last;
}

static void find_visits(struct ledger_drawn *l)
{
	const struct meetings *meetings = l->r->plan->meetings;

	l->by_meeting = xcalloc(LIST_N(meetings), sizeof(*l->by_meeting));
	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct meeting *m = &meetings->v[i];
		struct visit visit = { m, meeting_first_day(m), meeting_last_day(m), 0, 0 };

		if (!is_known(l->r, m))
			continue;
		if (visit.first == CIVIL_NONE) {
			l->undated++;
			continue;
		}
		visit.lane = lane_of(l, m->host);
		if (visit.lane + 1 > l->n_lanes)
			l->n_lanes = visit.lane + 1;
		widen(l, visit.first, visit.last);
		VEC_PUSH(&l->visits, visit);
	}
	if (l->n_lanes < l->n_sides)
		l->n_lanes = l->n_sides;
	qsort(l->visits.v, l->visits.n, sizeof(*l->visits.v), compare_visits);
	for (size_t i = 0; i < l->visits.n; i++)
		l->by_meeting[l->visits.v[i].meeting->index] = i + 1;
	for (size_t i = 0; is_for_office(l) && i < l->r->n_owed; i++)
		widen(l, l->r->owed[i].until, l->r->owed[i].until);
}

static int x_of(const struct ledger_drawn *l, civil_day day)
{
	int64_t width = SVG_WIDTH - LABELS - 2 * MARGIN;
	civil_day span = l->last > l->first ? l->last - l->first : 1;

	return (int)(LABELS + MARGIN + width * (day - l->first) / span);
}

static int y_of(size_t lane)
{
	return HEAD + (int)lane * LANE + MARK_Y;
}

static void place_visits(struct ledger_drawn *l)
{
	for (size_t i = 0; i < l->visits.n; i++) {
		struct visit *v = &l->visits.v[i];

		/* of a window, its middle */
		v->x = x_of(l, v->first + (v->meeting->dates.first == CIVIL_NONE
						   ? (v->last - v->first) / 2
						   : 0));
	}
}

/* ------------------------------------------------------------------------ the frame */

/* a year has a line and, where there is room, its number */
static void put_years(const struct ledger_drawn *l, int height)
{
	int first = civil_from_day(l->first).year, last = civil_from_day(l->last).year;
	int year_width = (SVG_WIDTH - LABELS) / (last - first + 1), end = 0;
	char number[16];

	for (int year = first; year <= last + 1; year++) {
		int x = x_of(l, civil_to_day(year, 1, 1));

		if (x < LABELS || x > SVG_WIDTH) {
			/* the year in which it begins, too */
			if (year != first || x_of(l, civil_to_day(year + 1, 1, 1)) < LABELS + 400)
				continue;
			x = LABELS;
		} else {
			svg_put_path(l->h, "midnight", "M%d 0V%d", x, height);
		}
		for (int month = 4; month <= 10 && year_width > 800; month += 3) {
			int at = x_of(l, civil_to_day(year, month, 1));

			if (at > LABELS && at < SVG_WIDTH)
				svg_put_path(l->h, "hours", "M%d %dV%d", at, HEAD - 40, height);
		}
		if (x < end || x + 300 > SVG_WIDTH)
			continue;
		snprintf(number, sizeof(number), "%d", year);
		svg_put_text(l->h, "class=\"day\"", x + 40, 150, l->d->lang, number);
		end = x + 420;
	}
}

static void put_lanes(const struct ledger_drawn *l)
{
	for (size_t i = 0; i < l->n_lanes; i++) {
		struct svg_line lines[3];
		size_t n = svg_fit(lane_name(l, i), LABELS - 60, TYPE + 5, SVG_LETTERS, lines,
				   ARRAY_SIZE(lines));
		int y = y_of(i);

		svg_put_path(l->h, "line", "M0 %dH%d", y - MARK_Y, SVG_WIDTH);
		svg_put_path(l->h, "lane", "M%d %dH%d", LABELS, y, SVG_WIDTH);
		html_open(l->h, "g", "class=\"people\"");
		for (size_t k = 0; k < n; k++)
			svg_put_line(l->h, NULL, 20, y + 35 - ((int)n - 1) * LINE / 2 + (int)k * LINE,
				     l->d->lang, &lines[k]);
		html_close(l->h);
	}
}

/* --------------------------------------------------------------------------- visits */

void put_visit_mark(struct html *h, enum status status, int x, int y)
{
	if (status == STATUS_CANCELLED)
		svg_put_path(h, NULL, "M%d %dl90 90M%d %dl90-90", x - 45, y - 45, x - 45, y + 45);
	else
		svg_put_circle(h, NULL, x, y, status == STATUS_DRAFT ? MARK - 25 : MARK);
}

static const struct place *city_of(const struct ledger_drawn *l, const struct meeting *meeting)
{
	const struct place *city = place_city(meeting->place);

	if (!city || !city->name || !FIELD_REACHES(meeting, place, l->d->reader) ||
	    !FIELD_REACHES(place, name, l->d->reader))
		return NULL;
	return city;
}

static void add_days(struct strbuf *out, const struct ledger_drawn *l, const struct visit *v)
{
	if (v->first == v->last)
		dates_add(out, l->d->dates, l->d->lang, DATE_PLAIN, v->first);
	else
		dates_add_range(out, l->d->dates, l->d->lang, v->first, v->last);
	if (v->meeting->dates.first == CIVIL_NONE)
		strbuf_addf(out, " (%s)",
			    catalog_get(l->d->catalog, N_("the dates are not settled yet")));
}

/* "Fourth meeting · Yerevan · 12–13 November 2026 · held" */
static void put_visit_title(const struct ledger_drawn *l, const struct visit *v)
{
	const struct meeting *m = v->meeting;
	const struct place *city = city_of(l, m);
	struct strbuf title = STRBUF_INIT;

	if (m->title && FIELD_REACHES(meeting, title, l->d->reader))
		strbuf_addf(&title, "%s · ", text_in(m->title, l->d->lang));
	if (city)
		strbuf_addf(&title, "%s · ", text_in(city->name, l->d->lang));
	add_days(&title, l, v);
	strbuf_addf(&title, " · %s", visit_status_word(l, m->status));
	svg_put_title(l->h, l->d->lang, title.text);
	strbuf_release(&title);
}

/* so that it meets no neighbour's */
static int label_room(const struct ledger_drawn *l, size_t i)
{
	const struct visit *v = &l->visits.v[i];
	int room = LABEL_MOST, edge;

	if (i && v[-1].lane == v->lane && v->x - v[-1].x < room)
		room = v->x - v[-1].x;
	if (i + 1 < l->visits.n && v[1].lane == v->lane && v[1].x - v->x < room)
		room = v[1].x - v->x;
	edge = v->x - LABELS < SVG_WIDTH - v->x ? v->x - LABELS : SVG_WIDTH - v->x;
	return (room < 2 * edge ? room : 2 * edge) - 60;
}

/* a line of a label, on paper of its own: lines and arrows pass behind it */
static void put_label_line(const struct ledger_drawn *l, const char *attributes, int x, int y,
			   enum lang lang, const struct svg_line *line)
{
	int width = svg_text_width(line->text, line->len, TYPE) + 20;
	const struct svg_box box = { x - width / 2, y - 90, width, LINE };

	svg_put_rect(l->h, "paper", &box);
	svg_put_line(l->h, attributes, x, y, lang, line);
}

static void put_visit_label(const struct ledger_drawn *l, size_t i)
{
	const struct visit *v = &l->visits.v[i];
	const struct place *city = city_of(l, v->meeting);
	int room = label_room(l, i), y = y_of(v->lane) + MARK + 115;
	struct strbuf days = STRBUF_INIT;
	struct svg_line lines[3];
	size_t n;

	if (room < LABEL_LEAST)
		return;
	if (city && svg_fit(text_in(city->name, l->d->lang), room, TYPE, SVG_LETTERS, lines,
			    1)) {
		put_label_line(l, "text-anchor=\"middle\"", v->x, y,
			       text_lang(city->name, l->d->lang), &lines[0]);
		y += LINE;
	}
	add_days(&days, l, v);
	n = svg_fit(days.text, room, TYPE, SVG_WORDS, lines, ARRAY_SIZE(lines));
	for (size_t k = 0; k < n; k++)
		put_label_line(l, "class=\"hour\" text-anchor=\"middle\"", v->x,
			       y + (int)k * LINE, l->d->lang, &lines[k]);
	strbuf_release(&days);
}

static void put_visits(struct ledger_drawn *l)
{
	char attributes[40];

	for (size_t i = 0; i < l->visits.n; i++) {
		const struct visit *v = &l->visits.v[i];
		enum status status = v->meeting->status ? v->meeting->status : STATUS_DRAFT;
		int y = y_of(v->lane);

		l->used[status] = true;
		if (v->meeting->dates.first == CIVIL_NONE)
			svg_put_path(l->h, "window", "M%d %dH%d", x_of(l, v->first), y,
				     x_of(l, v->last));
		snprintf(attributes, sizeof(attributes), "class=\"visit %s\"", visit_status_class(status));
		html_open(l->h, "g", attributes);
		put_visit_title(l, v);
		put_visit_mark(l->h, status, v->x, y);
		html_close(l->h);
		put_visit_label(l, i);
	}
}

/* --------------------------------------------------------------------------- answers */

/* from one point to another, with its end pointing right; in one lane, from above */
static void put_curve(struct html *h, const char *class, int x, int y, int to_x, int to_y)
{
	int middle = (x + to_x) / 2;

	if (y == to_y)
		svg_put_path(h, class, "M%d %dC%d %d %d %d %d %d", x, y - MARK, x, y - 260, to_x,
			     y - 260, to_x, y - MARK - 15);
	else
		svg_put_path(h, class, "M%d %dC%d %d %d %d %d %d", x + MARK, y, middle, y, middle,
			     to_y, to_x - MARK - 15, to_y);
}

void put_arrow_head(struct html *h, bool from_above, int x, int y)
{
	if (from_above)
		svg_put_path(h, "head", "M%d %dl-40-75h80z", x, y - MARK - 5);
	else
		svg_put_path(h, "head", "M%d %dl-75-40v80z", x - MARK - 5, y);
}

static void put_answers(struct ledger_drawn *l)
{
	for (size_t i = 0; i < l->visits.n; i++) {
		const struct visit *v = &l->visits.v[i], *to;
		const struct meeting *answered = v->meeting->answers;
		size_t at = answered ? l->by_meeting[answered->index] : 0;

		if (!at || v->meeting->status == STATUS_CANCELLED ||
		    !FIELD_REACHES(meeting, answers, l->d->reader))
			continue;
		to = &l->visits.v[at - 1];
		put_curve(l->h, "answer", to->x, y_of(to->lane), v->x, y_of(v->lane));
		put_arrow_head(l->h, to->lane == v->lane, v->x, y_of(v->lane));
		l->answered = true;
	}
}

/* from the visit to the day until which each of those who came is to receive its host */
static void put_owed(struct ledger_drawn *l)
{
	for (size_t i = 0; is_for_office(l) && i < l->r->n_owed; i++) {
		const struct owed_visit *o = &l->r->owed[i];
		size_t at = l->by_meeting[o->visit->index];
		const struct visit *v = at ? &l->visits.v[at - 1] : NULL;
		struct strbuf day = STRBUF_INIT;

		dates_add(&day, l->d->dates, l->d->lang, DATE_PLAIN, o->until);
		for (size_t k = 0; v && k < o->n_creditors; k++) {
			int x = x_of(l, o->until), y = y_of(lane_of(l, o->creditors[k]));

			html_open(l->h, "g", "class=\"debt\"");
			svg_put_title(l->h, l->d->lang, day.text);
			put_curve(l->h, "owed", v->x, y_of(v->lane), x, y);
			svg_put_path(l->h, "deadline", "M%d %dl65 65-65 65-65-65z", x, y - MARK);
			html_close(l->h);
			l->owed = true;
		}
		strbuf_release(&day);
	}
}

/* ------------------------------------------------------------------------------- all */

static void put_picture(struct ledger_drawn *l)
{
	struct strbuf *out = l->h->out, body = STRBUF_INIT, balance = STRBUF_INIT;
	int end = HEAD + (int)l->n_lanes * LANE;

	svg_open_figure(l->h, RECIPROCITY_HEADING, l->d->lang);
	/* how high it is, and what there is to be said of it, is known in the end */
	l->h->out = &body;
	put_years(l, end);
	put_lanes(l);
	svg_put_path(l->h, "line", "M0 %dH%d", end, SVG_WIDTH);
	put_answers(l);
	put_owed(l);
	put_visits(l);
	end = put_visit_legend(l, end);
	l->h->out = out;
	add_balance(&balance, l);
	svg_open(l->h, "reciprocity", end, l->d->lang);
	svg_put_title(l->h, l->d->lang, catalog_get(l->d->catalog, N_("Visits and return visits")));
	html_put(l->h, "desc", NULL, balance.text);
	strbuf_add(out, body.text, body.len);
	html_close(l->h);
	html_close(l->h);
	put_balance(l, balance.text);
	strbuf_release(&balance);
	strbuf_release(&body);
}

void svg_reciprocity_add(struct html *h, const struct reciprocity *r, const struct describe *d)
{
	struct ledger_drawn l = { .r = r, .d = d, .h = h, .first = CIVIL_NONE, .last = CIVIL_NONE };

	if (!svg_reciprocity_has(r))
		return;
	sort_sides(&l);
	find_visits(&l);
	place_visits(&l);
	put_picture(&l);
	free(l.sides);
	free(l.by_meeting);
	VEC_RELEASE(&l.visits);
}
