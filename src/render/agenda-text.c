#include "render/agenda-format.h"

#include <string.h>

#include "lang/intervals.h"
#include "lang/text.h"
#include "plan/fields.h"
#include "render/agenda-answers.h"
#include "render/describe-people.h"
#include "render/text-cell.h"

#include "base/banned.h"

#define SEPARATOR " · "

/* before times, and between times and what happens then */
#define MARGIN 2
#define GAP 2
/* narrower text stands below the time instead of beside it */
#define TEXT_MIN 30
/* from so many columns on, people stand beside what they do */
#define TWO_COLUMNS 100
#define COLUMN_GAP 3

/* SGR parameters; NULL: plain */
#define BOLD "1"
#define NOW_COLOUR "1;32"
#define NEXT_COLOUR "1;36"
#define CANCELLED "2;9"

struct page {
	struct strbuf *out;
	const struct agenda *agenda;
	const struct agenda_style *style;
	struct agenda_words words;
	size_t time_width;
	bool below; /* text stands below the time */
	struct text_cell left, right; /* right.width 0: there is one column */
};

/* ----------------------------------------------------------------------------- cells */

static void cell_add_text(struct text_cell *cell, const struct text *text, enum lang lang)
{
	if (text)
		text_cell_add(cell, text_in(text, lang), NULL);
}

static void paint_line(struct page *p, const struct text_cell *cell, size_t i)
{
	text_cell_paint_line(p->out, cell, i, p->style->colour);
}

/* ------------------------------------------------------------------------------ rows */

/* the columns of the page, by the widest time in it */
static void lay_out(struct page *p)
{
	size_t width = p->style->width, indent = MARGIN + p->time_width + GAP, rest;

	p->below = width < indent + TEXT_MIN;
	if (p->below)
		indent = MARGIN;
	rest = width > indent ? width - indent : 1;
	p->left.width = rest;
	p->right.width = 0;
	if (width >= TWO_COLUMNS && rest > COLUMN_GAP) {
		p->left.width = (rest - COLUMN_GAP) * 3 / 5;
		p->right.width = rest - COLUMN_GAP - p->left.width;
	}
}

/* where people go */
static struct text_cell *right_of(struct page *p)
{
	return p->right.width ? &p->right : &p->left;
}

/* the time, and the first line beside it if there is room; else it goes on below */
static void put_time(struct page *p, const char *time, const char *sgr)
{
	size_t width = text_width(time, strlen(time));

	if (!p->below) {
		strbuf_addchars(p->out, ' ', MARGIN);
		text_paint(p->out, time, strlen(time), p->style->colour ? sgr : NULL);
		strbuf_addchars(p->out, ' ', p->time_width - width + GAP);
		return;
	}
	text_paint(p->out, time, strlen(time), p->style->colour ? sgr : NULL);
	if (p->left.lines.n && width + GAP + text_cell_line_width(&p->left, 0) <= p->style->width)
		strbuf_addchars(p->out, ' ', GAP);
	else {
		strbuf_addch(p->out, '\n');
		strbuf_addchars(p->out, ' ', MARGIN);
	}
}

/* the two cells side by side, and empties them */
static void put_row(struct page *p, const char *time, const char *sgr)
{
	size_t indent = p->below ? MARGIN : MARGIN + p->time_width + GAP;
	size_t n = p->left.lines.n > p->right.lines.n ? p->left.lines.n : p->right.lines.n;

	for (size_t i = 0; i < n; i++) {
		size_t used = 0;

		if (i)
			strbuf_addchars(p->out, ' ', indent);
		else
			put_time(p, time, sgr);
		if (i < p->left.lines.n) {
			paint_line(p, &p->left, i);
			used = text_cell_line_width(&p->left, i);
		}
		if (i < p->right.lines.n) {
			strbuf_addchars(p->out, ' ', p->left.width - used + COLUMN_GAP);
			paint_line(p, &p->right, i);
		}
		strbuf_addch(p->out, '\n');
	}
	text_cell_reset(&p->left);
	text_cell_reset(&p->right);
}

/* lines over the whole width, from a column on */
static void put_block(struct page *p, struct text_cell *cell, size_t indent)
{
	for (size_t i = 0; i < cell->lines.n; i++) {
		strbuf_addchars(p->out, ' ', indent);
		paint_line(p, cell, i);
		strbuf_addch(p->out, '\n');
	}
	text_cell_reset(cell);
}

/* --------------------------------------------------------------------------- entries */

static const char *entry_colour(const struct agenda_entry *e)
{
	if (e->item->status == STATUS_CANCELLED)
		return CANCELLED;
	return e->state == AGENDA_NOW ? NOW_COLOUR : e->state == AGENDA_NEXT ? NEXT_COLOUR : NULL;
}

static void add_tag(struct strbuf *out, const char *word)
{
	if (word)
		strbuf_addf(out, " (%s)", word);
}

/* lines that a function of describe.h or agenda-words.h makes */
#define ADD_LINES(cell, ...)                                                                       \
	do {                                                                                       \
		struct strbuf lines_ = STRBUF_INIT;                                                \
                                                                                                   \
		__VA_ARGS__;                                                                       \
		text_cell_add((cell), lines_.text, NULL);                                               \
		strbuf_release(&lines_);                                                           \
	} while (0)

static void add_what(struct page *p, const struct agenda_entry *e)
{
	const struct agenda_words *w = &p->words;
	const struct describe *d = &w->d;
	const struct item *item = e->item;

	ADD_LINES(&p->left, agenda_add_what(&lines_, w, e); strbuf_addch(&lines_, '\n');
		  agenda_add_via(&lines_, w, e); describe_vehicles(&lines_, d, item);
		  describe_check_in(&lines_, d, item));
}

static void add_people(struct page *p, const struct agenda_entry *e)
{
	const struct describe *d = &p->words.d;
	const struct item *item = e->item;

	ADD_LINES(right_of(p), agenda_add_who(&lines_, &p->words, e); strbuf_addch(&lines_, '\n');
		  describe_with(&lines_, d, item); describe_chair(&lines_, d, item);
		  describe_interpreters(&lines_, d, item);
		  agenda_add_answers(&lines_, &p->words, item));
}

static void add_remarks(struct page *p, const struct agenda_entry *e)
{
	const struct describe *d = &p->words.d;
	const struct item *item = e->item;

	if (FIELD_REACHES(item, details, d->reader))
		cell_add_text(&p->left, item->details, d->lang);
	if (FIELD_REACHES(item, notes, d->reader))
		ADD_LINES(&p->left, describe_notes(&lines_, d, item->notes));
}

/* in which meeting, and of several plans in which */
static void add_meeting(struct page *p, struct text_cell *cell)
{
	const struct agenda_words *w = &p->words;
	const struct plan *plan = w->m->source->plan;
	struct strbuf line = STRBUF_INIT;

	strbuf_addstr(&line, agenda_meeting_title(w));
	if (p->agenda->n_sources > 1 && FIELD_REACHES(plan, title, w->d.reader))
		strbuf_addf(&line, SEPARATOR "%s", text_in(plan->title, w->d.lang));
	text_cell_add(cell, line.text, NULL);
	strbuf_release(&line);
}

static void put_entry(struct page *p, const struct agenda_entry *e, bool tags_state)
{
	const struct agenda_words *w = &p->words;
	struct strbuf time = STRBUF_INIT, title = STRBUF_INIT;

	agenda_add_time(&time, w, e);
	agenda_add_title(&title, w, e);
	add_tag(&title, agenda_status_word(w, e));
	if (tags_state)
		add_tag(&title, agenda_state_word(w, e->state));
	text_cell_add(&p->left, title.text, entry_colour(e));
	add_what(p, e);
	add_people(p, e);
	add_remarks(p, e);
	if (!tags_state)
		add_meeting(p, &p->left);
	put_row(p, time.text, e->item->status == STATUS_CANCELLED ? CANCELLED : NULL);
	strbuf_release(&title);
	strbuf_release(&time);
}

static void put_day(struct page *p, const struct agenda_day *day)
{
	civil_day today = p->words.m->today;
	struct text_cell cell = { .width = p->style->width, .text = STRBUF_INIT };
	struct strbuf heading = STRBUF_INIT;

	dates_add(&heading, p->style->dates, p->words.d.lang, DATE_LONG, day->day);
	if (day->day == today)
		strbuf_addf(&heading, SEPARATOR "%s", catalog_get(p->style->catalog, N_("today")));
	else if (day->day == today + 1)
		strbuf_addf(&heading, SEPARATOR "%s",
			    catalog_get(p->style->catalog, N_("tomorrow")));
	text_cell_add(&cell, heading.text, BOLD);
	strbuf_addch(p->out, '\n');
	put_block(p, &cell, 0);
	for (size_t i = 0; i < day->n; i++)
		put_entry(p, &day->v[i], true);
	strbuf_release(&heading);
	text_cell_release(&cell);
}

/* -------------------------------------------------------------------------- meetings */

static void put_underlined(struct page *p, struct text_cell *cell)
{
	size_t width = 0;

	for (size_t i = 0; i < cell->lines.n; i++)
		width = text_cell_line_width(cell, i) > width ? text_cell_line_width(cell, i) : width;
	put_block(p, cell, 0);
	for (size_t i = 0; i < width; i++)
		strbuf_addstr(p->out, "─");
	strbuf_addch(p->out, '\n');
}

static void add_separated(struct strbuf *out, const char *text)
{
	if (*text)
		strbuf_addf(out, "%s%s", out->len ? SEPARATOR : "", text);
}

/* "8–10 July 2027 · Baku, Azerbaijan · in 12 days" */
static void add_when_and_where(struct text_cell *cell, const struct agenda_words *w)
{
	const struct agenda_meeting *m = w->m;
	struct strbuf line = STRBUF_INIT, part = STRBUF_INIT;

	if (m->first != CIVIL_NONE && FIELD_REACHES(meeting, dates, w->d.reader))
		dates_add_range(&line, w->d.dates, w->d.lang, m->first, m->last);
	agenda_add_meeting_place(&part, w);
	add_separated(&line, part.text);
	strbuf_reset(&part);
	agenda_add_days_left(&part, w);
	add_separated(&line, part.text);
	if (!m->settled)
		add_separated(&line, catalog_get(w->d.catalog, N_("the dates are not settled yet")));
	text_cell_add(cell, line.text, NULL);
	strbuf_release(&part);
	strbuf_release(&line);
}

static void put_head(struct page *p)
{
	const struct agenda_words *w = &p->words;
	const struct describe *d = &w->d;
	const struct meeting *meeting = w->m->meeting;
	struct text_cell cell = { .width = p->style->width, .text = STRBUF_INIT };
	struct strbuf title = STRBUF_INIT;

	strbuf_addstr(&title, agenda_meeting_title(w));
	add_tag(&title, agenda_meeting_status(w));
	add_tag(&title, agenda_state_word(w, w->m->state));
	text_cell_add(&cell, title.text, meeting->status == STATUS_CANCELLED ? CANCELLED : BOLD);
	put_underlined(p, &cell);
	if (w->m->whole) {
		add_when_and_where(&cell, w);
		if (meeting->host && FIELD_REACHES(meeting, host, d->reader))
			/* TRANSLATORS: the side that receives the others. */
			ADD_LINES(&cell, describe_line(&lines_, d, N_("Host: %s"),
						       text_in(meeting->host->name, d->lang)));
		if (FIELD_REACHES(meeting, delegations, d->reader))
			ADD_LINES(&cell, describe_people(&lines_, d, meeting, NULL, NULL));
	}
	ADD_LINES(&cell, describe_contacts(&lines_, d, meeting);
		  agenda_add_answers(&lines_, &p->words, NULL));
	if (w->m->whole && FIELD_REACHES(meeting, details, d->reader))
		cell_add_text(&cell, meeting->details, d->lang);
	if (FIELD_REACHES(meeting, notes, d->reader))
		ADD_LINES(&cell, describe_notes(&lines_, d, meeting->notes));
	put_block(p, &cell, 0);
	strbuf_release(&title);
	text_cell_release(&cell);
}

/* the columns of what is shown: everything, or what is now and next */
static void measure(struct page *p, bool everything)
{
	struct strbuf time = STRBUF_INIT;

	for (size_t i = 0; i < p->agenda->meetings.n; i++) {
		const struct agenda_meeting *m = &p->agenda->meetings.v[i];

		EACH_AGENDA_ENTRY (e, m) {
			size_t width;

			if (!everything && e->state == AGENDA_STATE_NONE)
				continue;
			strbuf_reset(&time);
			agenda_add_time(&time, &p->words, e);
			width = text_width(time.text, time.len);
			p->time_width = width > p->time_width ? width : p->time_width;
		}
	}
	strbuf_release(&time);
	lay_out(p);
}

static void page_init(struct page *p, struct strbuf *out, const struct agenda *agenda,
		      const struct agenda_style *style, bool everything)
{
	*p = (struct page){ .out = out,
			    .agenda = agenda,
			    .style = style,
			    .left = { .text = STRBUF_INIT },
			    .right = { .text = STRBUF_INIT } };
	agenda_words_init(&p->words, style->catalog, style->dates);
	measure(p, everything);
}

static void page_release(struct page *p)
{
	agenda_words_release(&p->words);
	text_cell_release(&p->left);
	text_cell_release(&p->right);
}

/* which plan, and for whom */
static void put_view(struct page *p, const struct agenda_source *source)
{
	struct text_cell cell = { .width = p->style->width, .text = STRBUF_INIT };
	struct strbuf title = STRBUF_INIT;

	view_add_title(&title, &source->view, source->plan, p->style->catalog);
	text_cell_add(&cell, title.text, BOLD);
	put_block(p, &cell, 0);
	strbuf_release(&title);
	text_cell_release(&cell);
}

void agenda_add_text(struct strbuf *out, const struct agenda *agenda,
		     const struct agenda_style *style)
{
	const struct agenda_source *source = NULL;
	struct page p;

	page_init(&p, out, agenda, style, true);
	for (size_t i = 0; i < agenda->meetings.n; i++) {
		const struct agenda_meeting *m = &agenda->meetings.v[i];

		if (i)
			strbuf_addstr(out, "\n\n");
		if (m->source != source) {
			put_view(&p, m->source);
			strbuf_addch(out, '\n');
		}
		source = m->source;
		agenda_words_begin(&p.words, m);
		put_head(&p);
		for (size_t k = 0; k < m->n_days; k++)
			put_day(&p, &m->days[k]);
	}
	page_release(&p);
}

void agenda_add_days_text(struct strbuf *out, const struct agenda *agenda,
			  const struct agenda_style *style)
{
	struct page p;

	page_init(&p, out, agenda, style, true);
	for (size_t i = 0; i < agenda->meetings.n; i++) {
		agenda_words_begin(&p.words, &agenda->meetings.v[i]);
		for (size_t k = 0; k < agenda->meetings.v[i].n_days; k++)
			put_day(&p, &agenda->meetings.v[i].days[k]);
	}
	page_release(&p);
}

/* ---------------------------------------------------------------------- now and next */

/* a meeting of which nothing has a time yet */
static void put_meeting(struct page *p)
{
	struct text_cell cell = { .width = p->left.width, .text = STRBUF_INIT };

	add_meeting(p, &cell);
	add_when_and_where(&cell, &p->words);
	put_block(p, &cell, MARGIN);
	text_cell_release(&cell);
}

static void put_heading(struct page *p, enum agenda_state state, const struct zone *zone)
{
	struct text_cell cell = { .width = p->style->width, .text = STRBUF_INIT };
	struct strbuf heading = STRBUF_INIT;

	if (state == AGENDA_NOW) {
		/* TRANSLATORS: a heading: what is going on at this moment. */
		strbuf_addstr(&heading, catalog_get(p->style->catalog, N_("Now")));
	} else {
		/* TRANSLATORS: a heading: what begins next. */
		strbuf_addstr(&heading, catalog_get(p->style->catalog, N_("Next")));
		strbuf_addstr(&heading, SEPARATOR);
		agenda_add_until(&heading, &p->words, p->agenda->now, zone, p->agenda->next);
	}
	text_cell_add(&cell, heading.text, state == AGENDA_NOW ? NOW_COLOUR : NEXT_COLOUR);
	if (p->out->len)
		strbuf_addch(p->out, '\n');
	put_block(p, &cell, 0);
	strbuf_release(&heading);
	text_cell_release(&cell);
}

static void put_state(struct page *p, enum agenda_state state)
{
	bool begun = false;

	for (size_t i = 0; i < p->agenda->meetings.n; i++) {
		const struct agenda_meeting *m = &p->agenda->meetings.v[i];

		agenda_words_begin(&p->words, m);
		if (m->state == state) {
			if (!begun)
				put_heading(p, state, NULL);
			begun = true;
			put_meeting(p);
		}
		EACH_AGENDA_ENTRY (e, m) {
			if (e->state != state)
				continue;
			if (!begun)
				put_heading(p, state, e->item->start_zone);
			begun = true;
			put_entry(p, e, false);
		}
	}
}

void agenda_add_next_text(struct strbuf *out, const struct agenda *agenda,
			  const struct agenda_style *style)
{
	struct page p;

	page_init(&p, out, agenda, style, false);
	put_state(&p, AGENDA_NOW);
	put_state(&p, AGENDA_NEXT);
	page_release(&p);
}
