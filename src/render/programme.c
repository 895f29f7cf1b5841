#include "render/programme.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/embed.h"
#include "plan/fields.h"
#include "render/describe-people.h"
#include "render/programme-parts.h"

#include "base/banned.h"

/* nothing is fetched and nothing runs, whatever a plan may hold */
#define POLICY "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; " \
	       "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\""

/* characters of a title above a page: two stand side by side */
#define TITLE_MAX 55

size_t programme_languages(const struct view *view, const struct plan *plan,
			   enum lang ret_langs[LANG_COUNT])
{
	bool taken[LANG_COUNT] = { false };
	size_t n = 0;

	if (view->kind == VIEW_SIDE || view->kind == VIEW_PERSON || !LIST_N(plan->sides)) {
		ret_langs[0] = view_language(view, plan);
		return 1;
	}
	for (size_t i = 0; i < LIST_N(plan->sides); i++) {
		enum lang lang = plan->sides->v[i].language;

		if (!taken[lang])
			ret_langs[n++] = lang;
		taken[lang] = true;
	}
	return n;
}

/* a visit of which the reader may know no more than title and days stands in the contents only */
static bool has_page(const struct agenda_meeting *m)
{
	const struct agenda_source *source = m->source;
	const struct meeting *meeting = m->meeting;
	enum audience reader = view_audience(&source->view);

	if (m->n_days || source->only == meeting)
		return true;
	if (!m->whole)
		return false;
	return LIST_N(meeting->delegations) || LIST_N(meeting->actions) || meeting->details ||
	       (meeting->notes && FIELD_REACHES(meeting, notes, reader)) ||
	       (LIST_N(meeting->clearances) && FIELD_REACHES(meeting, clearances, reader)) ||
	       view_contacts(&source->view, source->it, meeting);
}

static size_t count_pages(const struct agenda *agenda)
{
	size_t n = 0;

	for (size_t i = 0; i < agenda->meetings.n; i++)
		n += has_page(&agenda->meetings.v[i]);
	return n;
}

/* ------------------------------------------------------------------------------- head */

static void add_title(struct strbuf *out, const struct paper *paper, size_t column)
{
	view_add_title(out, paper->view, paper->p->plan,
		       &paper->p->catalogs[paper->langs[column]]);
}

/* where the titles stand above a page: in the order of the columns below them */
static const char *const corners[LANG_COUNT][LANG_COUNT] = {
	{ "left" }, { "left", "right" }, { "left", "center", "right" }
};

/* meeting: the rule is for its pages; or NULL */
static void put_running_title(struct paper *paper, size_t column, const struct text *meeting)
{
	struct strbuf *out = paper->h.out;
	struct strbuf title = STRBUF_INIT;
	size_t max = TITLE_MAX / (paper->n > 2 ? 2 : 1);

	add_title(&title, paper, column);
	strbuf_addf(out, "@top-%s { content: ", corners[paper->n - 1][column]);
	html_add_css_string(out, title.text, max);
	if (meeting && paper->n > 1)
		strbuf_addstr(out, " \"\\a\" ");
	else if (meeting)
		strbuf_addstr(out, " } @top-right { content: ");
	if (meeting)
		html_add_css_string(out, text_in(meeting, paper->langs[column]), max);
	strbuf_addstr(out, " } ");
	strbuf_release(&title);
}

/* above each page but the first: of which series and meeting it is, in each language */
static void put_running_titles(struct paper *paper, const struct agenda *agenda)
{
	struct strbuf *out = paper->h.out;
	bool many = count_pages(agenda) > 1;

	strbuf_addstr(out, "@page { ");
	EACH_COLUMN (i, paper)
		put_running_title(paper, i, NULL);
	strbuf_addstr(out, "}\n");
	for (size_t k = 0; k < agenda->meetings.n; k++) {
		if (agenda->meetings.n > 1 && !has_page(&agenda->meetings.v[k]))
			continue;
		/* of a single one the pages are all alike, as another kind begins anew */
		if (many)
			strbuf_addf(out, "@page m%zu { ", k);
		else
			strbuf_addstr(out, "@page { ");
		EACH_COLUMN (i, paper)
			put_running_title(paper, i, agenda->meetings.v[k].meeting->title);
		strbuf_addstr(out, "}\n");
	}
	/* the first page has all of it in large */
	strbuf_addstr(out, "@page :first { @top-left { content: none } @top-center { content: none } "
			   "@top-right { content: none } }\n");
}

/* a file of rules, without what only its author needs to read it */
static void put_rules(struct strbuf *out, const unsigned char *s, const unsigned char *end)
{
	for (; s < end; s++)
		if (*s != '\t')
			strbuf_addch(out, (char)*s);
}

static void put_style(struct strbuf *out)
{
	put_rules(out, embed_programme_css, embed_programme_css_end);
	put_rules(out, embed_pictures_css, embed_pictures_css_end);
}

static void put_head(struct paper *paper, const struct agenda *agenda)
{
	struct html *h = &paper->h;
	struct strbuf title = STRBUF_INIT;

	add_title(&title, paper, 0);
	html_open(h, "head", NULL);
	html_void(h, "meta", "charset=\"utf-8\"");
	html_void(h, "meta", POLICY);
	html_void(h, "meta", "name=\"viewport\" content=\"width=device-width, initial-scale=1\"");
	html_void(h, "meta", "name=\"referrer\" content=\"no-referrer\"");
	html_void(h, "meta", "name=\"color-scheme\" content=\"light dark\"");
	html_void(h, "meta", "name=\"format-detection\" content=\"telephone=no\"");
	html_put(h, "title", NULL, title.text);
	html_open(h, "style", NULL);
	put_style(h->out);
	put_running_titles(paper, agenda);
	html_close(h);
	html_close(h);
	strbuf_release(&title);
}

/* for whom, under the plan's title */
static void put_reader(struct paper *paper)
{
	struct html *h = &paper->h;
	const struct view *view = paper->view;

	html_open(h, "p", "class=\"cols reader\"");
	EACH_COLUMN (i, paper) {
		enum lang lang = paper->langs[i];

		html_open_lang(h, "span", NULL, lang);
		switch (view->kind) {
		case VIEW_ORGANIZERS:
			/* TRANSLATORS: a title of a printed programme. */
			html_add(h, paper_say(paper, i, N_("Programme for organizers")));
			break;
		case VIEW_PUBLIC:
			/* TRANSLATORS: a title of a printed programme. */
			html_add(h, paper_say(paper, i, N_("Public programme")));
			break;
		case VIEW_SIDE: html_put_text(h, "bdi", NULL, lang, view->side->name); break;
		case VIEW_PERSON: html_put_text(h, "bdi", NULL, lang, view->person->name); break;
		default:
			/* TRANSLATORS: a title of a printed programme. */
			html_add(h, paper_say(paper, i, N_("Programme")));
		}
		html_close(h);
	}
	html_close(h);
}

/* who gives it out */
static void put_organizer(struct paper *paper)
{
	const struct organizer *organizer = &paper->p->plan->organizer;
	enum audience reader = view_audience(paper->view);

	if (organizer->name && FIELD_REACHES(organizer, name, reader))
		paper_put_columns(paper, "p", "class=\"cols organizer\"", organizer->name);
	if (organizer->email && FIELD_REACHES(organizer, email, reader)) {
		html_open(&paper->h, "p", "class=\"organizer\"");
		paper_put_address(&paper->h, organizer->email);
		html_close(&paper->h);
	}
}

static void put_banner(struct paper *paper)
{
	html_open(&paper->h, "header", NULL);
	paper_put_columns(paper, "h1", "class=\"cols\"", paper->p->plan->title);
	put_reader(paper);
	put_organizer(paper);
	html_close(&paper->h);
}

/* ---------------------------------------------------------------------------- contents */

/* title, days and place of a meeting, in one language */
static void put_entry(struct paper *paper, size_t column)
{
	const struct agenda_words *w = &paper->words[column];
	const struct agenda_meeting *m = paper->m;
	struct html *h = &paper->h;
	struct strbuf line = STRBUF_INIT, place = STRBUF_INIT;

	html_put_text(h, "b", NULL, paper->langs[column], m->meeting->title);
	paper_put_tag(paper, agenda_meeting_status(w));
	if (m->first != CIVIL_NONE && FIELD_REACHES(meeting, dates, paper_reader(paper)))
		dates_add_range(&line, paper->p->dates, paper->langs[column], m->first, m->last);
	if (line.len && !m->settled && m->whole)
		strbuf_addf(&line, " (%s)",
			    paper_say(paper, column, N_("the dates are not settled yet")));
	agenda_add_meeting_place(&place, w);
	if (place.len)
		strbuf_addf(&line, "%s%s", line.len ? " · " : "", place.text);
	if (line.len)
		html_put_marked(h, "span", "class=\"when\"", line.text);
	strbuf_release(&place);
	strbuf_release(&line);
}

static void put_link(struct paper *paper, const struct agenda_meeting *m)
{
	struct html *h = &paper->h;
	struct strbuf attributes = STRBUF_INIT;

	paper_begin(paper, m);
	strbuf_addstr(&attributes, "class=\"cols\"");
	if (has_page(m)) {
		strbuf_addstr(&attributes, " href=\"#");
		paper_add_id(&attributes, paper, "title");
		strbuf_addch(&attributes, '"');
	}
	html_open(h, "li", NULL);
	html_open(h, has_page(m) ? "a" : "span", attributes.text);
	EACH_COLUMN (i, paper) {
		html_open_lang(h, "span", NULL, paper->langs[i]);
		put_entry(paper, i);
		html_close(h);
	}
	html_close(h);
	html_close(h);
	strbuf_release(&attributes);
}

static void put_contents(struct paper *paper, const struct agenda *agenda)
{
	struct html *h = &paper->h;

	html_open(h, "nav", "aria-labelledby=\"contents\"");
	html_open(h, "h2", "class=\"names\" id=\"contents\"");
	EACH_COLUMN (i, paper)
		/* TRANSLATORS: a heading above the list of meetings in a programme. */
		html_put_lang(h, "span", NULL, paper->langs[i], paper_say(paper, i, N_("Meetings")));
	html_close(h);
	html_open(h, "ol", NULL);
	for (size_t i = 0; i < agenda->meetings.n; i++)
		put_link(paper, &agenda->meetings.v[i]);
	html_close(h);
	html_close(h);
}

/* ---------------------------------------------------------------------------- meetings */

/* page: how its pages are called; "": as all others */
static bool put_meeting(struct paper *paper, const struct agenda_meeting *m, const char *page)
{
	struct strbuf attributes = STRBUF_INIT;
	bool fits;

	paper_begin(paper, m);
	strbuf_addf(&attributes, "class=\"meeting\" %s%saria-labelledby=\"", page, *page ? " " : "");
	paper_add_id(&attributes, paper, "title");
	strbuf_addch(&attributes, '"');
	html_open(&paper->h, "article", attributes.text);
	programme_put_head(paper);
	programme_put_people(paper);
	programme_put_days(paper);
	programme_put_stays(paper);
	programme_put_actions(paper);
	programme_put_clearances(paper);
	programme_put_answers(paper);
	programme_put_contacts(paper);
	programme_put_timeline(paper);
	fits = programme_put_lists(paper) &&
	       (!paper->p->day_sheets || programme_put_sheets(paper));
	html_close(&paper->h);
	strbuf_release(&attributes);
	return fits;
}

static bool put_body(struct paper *paper, const struct agenda *agenda)
{
	struct html *h = &paper->h;
	bool many = count_pages(agenda) > 1, fits = true;
	char attributes[40], page[40] = "";

	snprintf(attributes, sizeof(attributes), "class=\"n%zu %s\"", paper->n,
		 many ? "many" : "one");
	html_open(h, "body", attributes);
	put_banner(paper);
	html_open(h, "main", NULL);
	if (agenda->meetings.n > 1)
		put_contents(paper, agenda);
	if (!agenda->meetings.n) {
		html_open(h, "p", "class=\"cols\"");
		EACH_COLUMN (i, paper)
			html_put_lang(h, "span", NULL, paper->langs[i],
				      paper_say(paper, i, N_("there is nothing to show")));
		html_close(h);
	}
	for (size_t i = 0; i < agenda->meetings.n; i++) {
		if (agenda->meetings.n > 1 && !has_page(&agenda->meetings.v[i]))
			continue;
		if (many)
			snprintf(page, sizeof(page), "style=\"page: m%zu\"", i);
		fits = fits && put_meeting(paper, &agenda->meetings.v[i], page);
	}
	programme_put_reciprocity(paper);
	html_close(h);
	html_close(h);
	return fits;
}

bool programme_add(struct strbuf *out, const struct programme *p)
{
	const struct agenda_source source = {
		.plan = p->plan,
		.it = p->it,
		.view = p->view,
		.only = p->only,
		/* a person's own answer is known to that person, and not for paper */
		.issued = p->view.kind == VIEW_ORGANIZERS ? p->issued : NULL,
	};
	struct timelines_drawn drawn;
	struct agenda agenda;
	struct paper paper;
	bool fits;

	/* nothing in it may depend on the present */
	agenda_init(&agenda, 0);
	agenda_add_plan(&agenda, &source, 0);
	agenda_finish(&agenda, 0);
	paper_init(&paper, p, &p->view, out, p->langs, p->n_langs);
	timelines_init(&drawn, p->it, &p->view, p->findings, p->n_findings);
	paper.drawn = &drawn;
	strbuf_addstr(out, "<!DOCTYPE html>\n");
	html_open_lang(&paper.h, "html", NULL, p->langs[0]);
	put_head(&paper, &agenda);
	fits = put_body(&paper, &agenda);
	html_close(&paper.h);
	html_finish(&paper.h);
	timelines_release(&drawn);
	paper_release(&paper);
	agenda_release(&agenda);
	return fits;
}
