#include "render/programme-parts.h"

#include <stdio.h>
#include <string.h>

#include "plan/fields.h"
#include "render/agenda-answers.h"
#include "render/describe-people.h"

#include "base/banned.h"

/* ------------------------------------------------------------------------------ times */

/* "09:30", on its own clock and for machines */
static void put_clock(struct html *h, civil_day day, int minute, int offset)
{
	struct civil civil = civil_from_day(day + minute / (24 * 60));
	int abs = (offset < 0 ? -offset : offset) / 60, of_day = minute % (24 * 60);
	char attributes[64], clock[8];

	snprintf(attributes, sizeof(attributes),
		 "datetime=\"%04d-%02d-%02dT%02d:%02d%c%02d:%02d\"", civil.year, civil.month,
		 civil.day, of_day / 60, of_day % 60, offset < 0 ? '-' : '+', abs / 60, abs % 60);
	snprintf(clock, sizeof(clock), "%02d:%02d", minute / 60 % 100, minute % 60);
	html_put(h, "time", attributes, clock);
}

static void put_offset(struct html *h, const struct agenda_entry *e, int offset)
{
	struct strbuf zone = STRBUF_INIT;

	if (!e->tells_zones)
		return;
	describe_offset(&zone, offset);
	html_add(h, " ");
	html_put(h, "small", NULL, zone.text);
	strbuf_release(&zone);
}

static void put_times(struct html *h, const struct agenda_entry *e)
{
	char days[16];

	/* with zones, each on a line of its own */
	html_open(h, "span", e->tells_zones ? "class=\"end\"" : NULL);
	put_clock(h, e->day, e->start, e->start_offset);
	put_offset(h, e, e->start_offset);
	html_close(h);
	html_add(h, "–");
	html_open(h, "span", NULL);
	put_clock(h, e->end_day, e->end, e->end_offset);
	if (e->end_day != e->day) {
		snprintf(days, sizeof(days), "%+d", (int)(e->end_day - e->day));
		html_put(h, "sup", NULL, days);
	}
	put_offset(h, e, e->end_offset);
	html_close(h);
}

/* what has no time says so in each language */
static void put_when(struct paper *paper, const struct agenda_entry *e)
{
	struct strbuf words = STRBUF_INIT;

	html_open(&paper->h, "th", "class=\"when\" scope=\"row\"");
	if (e->timed) {
		put_times(&paper->h, e);
	} else {
		EACH_COLUMN (i, paper) {
			strbuf_reset(&words);
			agenda_add_time(&words, &paper->words[i], e);
			html_put_lang(&paper->h, "span", "class=\"word\"", paper->langs[i],
				      words.text);
		}
	}
	html_close(&paper->h);
	strbuf_release(&words);
}

/* ------------------------------------------------------------------------------ words */

static void put_title(struct paper *paper, size_t column, const struct agenda_entry *e)
{
	const struct agenda_words *w = &paper->words[column];
	const struct text *title = describe_title(e->item, paper_reader(paper));
	const char *tag = e->item->status == STATUS_CANCELLED ? "s" : "bdi";
	struct strbuf id = STRBUF_INIT;

	html_open(&paper->h, "p", "class=\"title\"");
	if (title) {
		html_put_text(&paper->h, tag, NULL, paper->langs[column], title);
	} else {
		agenda_add_title(&id, w, e);
		html_put(&paper->h, tag, NULL, id.text);
	}
	paper_put_tag(paper, agenda_status_word(w, e));
	html_close(&paper->h);
	strbuf_release(&id);
}

/* a leg is named by what it is, as its title is often but a number */
static void put_where(struct paper *paper, size_t column, const struct agenda_entry *e)
{
	const struct agenda_words *w = &paper->words[column];
	struct agenda_entry plain = *e;
	struct strbuf line = STRBUF_INIT, where = STRBUF_INIT;

	/* the times tell their zones */
	plain.tells_zones = false;
	if (item_is_leg(e->item))
		agenda_add_kind(&line, w, e);
	agenda_add_where(&where, w, &plain);
	if (where.len)
		strbuf_addf(&line, "%s%s", line.len ? " · " : "", where.text);
	if (line.len)
		html_put_marked(&paper->h, "p", "class=\"where\"", line.text);
	strbuf_release(&where);
	strbuf_release(&line);
}

/* of what is for everybody who has come, nobody need be named */
static bool is_for_all(const struct item *item)
{
	return !item->who && !item->except && !item_is_leg(item) && item->kind != ITEM_STAY;
}

static void put_who(struct paper *paper, size_t column, const struct agenda_entry *e)
{
	struct strbuf who = STRBUF_INIT, line = STRBUF_INIT;

	if (!is_for_all(e->item))
		agenda_add_who(&who, &paper->words[column], e);
	/* TRANSLATORS: names of people who belong to no delegation. */
	describe_line(&line, &paper->words[column].d, N_("Taking part: %s"), who.text);
	paper_put_lines(paper, column, N_("Taking part: %s"), line.text);
	strbuf_release(&line);
	strbuf_release(&who);
}

static void put_payer(struct paper *paper, size_t column, const struct item *item)
{
	const struct payer *payer = item->paid_by;

	if (payer && FIELD_REACHES(item, paid_by, paper_reader(paper)))
		/* TRANSLATORS: a delegation or an office. */
		paper_put_labelled(paper, column, N_("Paid by: %s"),
				   payer->side ? payer->side->name : payer->text);
}

/* they need no translation, and stand once, in the first column */
static void put_notes(struct paper *paper, size_t column, const struct item *item)
{
	if (!column && FIELD_REACHES(item, notes, paper_reader(paper)))
		/* TRANSLATORS: a remark for organizers only. */
		paper_put_labelled(paper, column, N_("Notes: %s"), item->notes);
}

static void put_people(struct paper *paper, size_t column, const struct item *item)
{
	enum audience reader = paper_reader(paper);

	if (FIELD_REACHES(item, with, reader))
		/* TRANSLATORS: officials and hosts who take part in this item only. */
		paper_put_names(paper, column, N_("With: %s"), item->with, true);
	if (FIELD_REACHES(item, chair, reader))
		/* TRANSLATORS: who leads a session. */
		paper_put_names(paper, column, N_("Chair: %s"), item->chair, false);
	if (FIELD_REACHES(item, interpreters, reader))
		/* TRANSLATORS: one name or several. */
		paper_put_names(paper, column, N_("Interpreter: %s"), item->interpreters, false);
}

/* what a leg needs */
static void put_leg(struct paper *paper, size_t column, const struct agenda_entry *e)
{
	const struct agenda_words *w = &paper->words[column];
	struct strbuf lines = STRBUF_INIT;

	agenda_add_via(&lines, w, e);
	/* TRANSLATORS: the border crossing that a train or bus passes. */
	paper_put_lines(paper, column, N_("Via: %s"), lines.text);
	strbuf_reset(&lines);
	describe_vehicles(&lines, &w->d, e->item);
	/* TRANSLATORS: the vehicles of a leg, with their number plates. */
	paper_put_lines(paper, column, N_("Vehicle: %s"), lines.text);
	strbuf_reset(&lines);
	describe_check_in(&lines, &w->d, e->item);
	/* TRANSLATORS: a time of day: when to be at the airport. */
	paper_put_lines(paper, column, N_("Check-in: %s"), lines.text);
	strbuf_release(&lines);
}

static void put_answers(struct paper *paper, size_t column, const struct item *item)
{
	struct strbuf lines = STRBUF_INIT;

	agenda_add_answers(&lines, &paper->words[column], item);
	paper_put_lines(paper, column, NULL, lines.text);
	strbuf_release(&lines);
}

static void put_cell(struct paper *paper, size_t column, const struct agenda_entry *e)
{
	html_open_lang(&paper->h, "td", NULL, paper->langs[column]);
	put_title(paper, column, e);
	put_where(paper, column, e);
	put_who(paper, column, e);
	put_people(paper, column, e->item);
	put_leg(paper, column, e);
	put_payer(paper, column, e->item);
	if (FIELD_REACHES(item, details, paper_reader(paper)))
		paper_put_paragraph(paper, column, "class=\"details\"", e->item->details);
	put_notes(paper, column, e->item);
	put_answers(paper, column, e->item);
	html_close(&paper->h);
}

static const char *row_class(const struct item *item)
{
	switch (item->status) {
	case STATUS_CANCELLED: return "class=\"cancelled\"";
	case STATUS_TENTATIVE: return "class=\"tentative\"";
	default: return item_is_leg(item) ? "class=\"leg\"" : NULL;
	}
}

/* --------------------------------------------------------------------------- the days */

static void put_columns(struct paper *paper, bool times)
{
	html_open(&paper->h, "colgroup", NULL);
	if (times)
		html_void(&paper->h, "col", "class=\"when\"");
	EACH_COLUMN (i, paper)
		html_void(&paper->h, "col", NULL);
	html_close(&paper->h);
}

/* for those who are read to; the languages can be seen */
static void put_column_heads(struct paper *paper, bool times)
{
	html_open(&paper->h, "tr", "class=\"heads\"");
	if (times) {
		html_open(&paper->h, "th", "scope=\"col\"");
		html_open(&paper->h, "span", "class=\"unseen\"");
		/* TRANSLATORS: a heading above times of day. */
		html_add(&paper->h, paper_say(paper, 0, N_("Time")));
		html_close(&paper->h);
		html_close(&paper->h);
	}
	EACH_COLUMN (i, paper) {
		html_open_lang(&paper->h, "th", "scope=\"col\"", paper->langs[i]);
		html_put(&paper->h, "span", "class=\"unseen\"", lang_name(paper->langs[i]));
		html_close(&paper->h);
	}
	html_close(&paper->h);
}

/* the day's heading stands in the table, so that each page repeats it */
static void put_day_head(struct paper *paper, const struct agenda_day *day, const char *id)
{
	char attributes[80];

	html_open(&paper->h, "thead", NULL);
	html_open(&paper->h, "tr", NULL);
	snprintf(attributes, sizeof(attributes), "class=\"day\" colspan=\"%zu\"", paper->n + 1);
	html_open(&paper->h, "td", attributes);
	html_open(&paper->h, paper->heading, id);
	EACH_COLUMN (i, paper) {
		html_open_lang(&paper->h, "span", NULL, paper->langs[i]);
		paper_put_day(paper, i, DATE_LONG, day->day);
		html_close(&paper->h);
	}
	html_close(&paper->h);
	html_close(&paper->h);
	html_close(&paper->h);
	put_column_heads(paper, true);
	html_close(&paper->h);
}

static bool has_rows(const struct agenda_day *day)
{
	for (size_t i = 0; i < day->n; i++)
		if (day->v[i].item->kind != ITEM_STAY)
			return true;
	return false;
}

static void put_row(struct paper *paper, const struct agenda_entry *e)
{
	html_open(&paper->h, "tr", row_class(e->item));
	put_when(paper, e);
	EACH_COLUMN (i, paper)
		put_cell(paper, i, e);
	html_close(&paper->h);
}

static void put_day(struct paper *paper, const struct agenda_day *day)
{
	struct civil civil = civil_from_day(day->day);
	struct strbuf id = STRBUF_INIT, attributes = STRBUF_INIT;
	char part[40];

	snprintf(part, sizeof(part), "%04d-%02d-%02d", civil.year, civil.month, civil.day);
	paper_add_id(&id, paper, part);
	strbuf_addf(&attributes, "class=\"programme\" aria-labelledby=\"%s\"", id.text);
	html_open(&paper->h, "table", attributes.text);
	put_columns(paper, true);
	strbuf_reset(&attributes);
	strbuf_addf(&attributes, "id=\"%s\"", id.text);
	put_day_head(paper, day, attributes.text);
	html_open(&paper->h, "tbody", NULL);
	for (size_t i = 0; i < day->n; i++)
		if (day->v[i].item->kind != ITEM_STAY)
			put_row(paper, &day->v[i]);
	html_close(&paper->h);
	html_close(&paper->h);
	strbuf_release(&attributes);
	strbuf_release(&id);
}

void programme_put_days(struct paper *paper)
{
	for (size_t i = 0; i < paper->m->n_days; i++)
		if (has_rows(&paper->m->days[i]))
			put_day(paper, &paper->m->days[i]);
}

/* ------------------------------------------------------------------------- the nights */

static void put_stay(struct paper *paper, const struct agenda_entry *e)
{
	struct strbuf when = STRBUF_INIT;

	html_open(&paper->h, "tr", row_class(e->item));
	EACH_COLUMN (i, paper) {
		strbuf_reset(&when);
		agenda_add_where(&when, &paper->words[i], e);
		html_open_lang(&paper->h, "td", NULL, paper->langs[i]);
		put_title(paper, i, e);
		if (when.len)
			html_put_marked(&paper->h, "p", "class=\"where\"", when.text);
		put_who(paper, i, e);
		put_payer(paper, i, e->item);
		if (FIELD_REACHES(item, details, paper_reader(paper)))
			paper_put_paragraph(paper, i, "class=\"details\"", e->item->details);
		put_notes(paper, i, e->item);
		html_close(&paper->h);
	}
	html_close(&paper->h);
	strbuf_release(&when);
}

static bool has_stays(const struct agenda_meeting *m)
{
	EACH_AGENDA_ENTRY (e, m)
		if (e->item->kind == ITEM_STAY)
			return true;
	return false;
}

void programme_put_stays(struct paper *paper)
{
	if (!has_stays(paper->m))
		return;
	html_open(&paper->h, "section", "class=\"stays\"");
	/* TRANSLATORS: a heading above hotels and nights. */
	paper_put_heading(paper, "stays", N_("Accommodation"));
	paper_open_table(paper, "stays");
	EACH_AGENDA_ENTRY (e, paper->m)
		if (e->item->kind == ITEM_STAY)
			put_stay(paper, e);
	paper_close_table(paper);
	html_close(&paper->h);
}

/* --------------------------------------------------------------- tables without times */

void paper_open_table(struct paper *paper, const char *part)
{
	struct strbuf attributes = STRBUF_INIT;

	strbuf_addstr(&attributes, "class=\"facts\" aria-labelledby=\"");
	paper_add_id(&attributes, paper, part);
	strbuf_addch(&attributes, '"');
	html_open(&paper->h, "table", attributes.text);
	put_columns(paper, false);
	html_open(&paper->h, "thead", NULL);
	put_column_heads(paper, false);
	html_close(&paper->h);
	html_open(&paper->h, "tbody", NULL);
	strbuf_release(&attributes);
}

void paper_close_table(struct paper *paper)
{
	html_close(&paper->h);
	html_close(&paper->h);
}
