#include "render/programme-parts.h"

#include <stdio.h>
#include <stdlib.h>

#include "plan/fields.h"
#include "render/describe-people.h"

#include "base/banned.h"

/* --------------------------------------------------------------------- the title block */

static void put_title(struct paper *paper)
{
	const struct meeting *meeting = paper->m->meeting;
	struct strbuf attributes = STRBUF_INIT;

	strbuf_addstr(&attributes, "class=\"cols\" id=\"");
	paper_add_id(&attributes, paper, "title");
	strbuf_addch(&attributes, '"');
	html_open(&paper->h, "h2", attributes.text);
	EACH_COLUMN (i, paper) {
		const struct agenda_words *w = &paper->words[i];

		html_open_lang(&paper->h, "span", NULL, paper->langs[i]);
		if (meeting->title && FIELD_REACHES(meeting, title, paper_reader(paper)))
			html_put_text(&paper->h, meeting->status == STATUS_CANCELLED ? "s" : "bdi",
				      NULL, paper->langs[i], meeting->title);
		else
			html_add(&paper->h, agenda_meeting_title(w));
		paper_put_tag(paper, agenda_meeting_status(w));
		html_close(&paper->h);
	}
	html_close(&paper->h);
	strbuf_release(&attributes);
}

static void put_dates(struct paper *paper)
{
	const struct agenda_meeting *m = paper->m;
	struct strbuf range = STRBUF_INIT;

	if (m->first == CIVIL_NONE || !FIELD_REACHES(meeting, dates, paper_reader(paper)))
		return;
	html_open(&paper->h, "p", "class=\"cols when\"");
	EACH_COLUMN (i, paper) {
		html_open_lang(&paper->h, "span", NULL, paper->langs[i]);
		if (m->first == m->last) {
			paper_put_day(paper, i, DATE_PLAIN, m->first);
		} else {
			strbuf_reset(&range);
			dates_add_range(&range, paper->p->dates, paper->langs[i], m->first, m->last);
			html_add(&paper->h, range.text);
		}
		html_close(&paper->h);
	}
	html_close(&paper->h);
	strbuf_release(&range);
}

static void put_unsettled(struct paper *paper)
{
	if (paper->m->settled || !paper->m->whole)
		return;
	html_open(&paper->h, "p", "class=\"cols\"");
	EACH_COLUMN (i, paper)
		html_put_lang(&paper->h, "span", NULL, paper->langs[i],
			      paper_say(paper, i, N_("the dates are not settled yet")));
	html_close(&paper->h);
}

static void put_place(struct paper *paper)
{
	struct strbuf place = STRBUF_INIT;

	agenda_add_meeting_place(&place, &paper->words[0]);
	if (place.len) {
		html_open(&paper->h, "p", "class=\"cols where\"");
		EACH_COLUMN (i, paper) {
			strbuf_reset(&place);
			agenda_add_meeting_place(&place, &paper->words[i]);
			html_open_lang(&paper->h, "span", NULL, paper->langs[i]);
			html_add_marked(&paper->h, place.text, place.len);
			html_close(&paper->h);
		}
		html_close(&paper->h);
	}
	strbuf_release(&place);
}

/* a pattern with a name, in columns */
static void put_fact(struct paper *paper, const char *msgid, const struct text *name)
{
	html_open(&paper->h, "div", "class=\"cols\"");
	EACH_COLUMN (i, paper) {
		html_open_lang(&paper->h, "div", NULL, paper->langs[i]);
		paper_put_labelled(paper, i, msgid, name);
		html_close(&paper->h);
	}
	html_close(&paper->h);
}

static void put_host(struct paper *paper)
{
	const struct meeting *meeting = paper->m->meeting;

	if (meeting->host && FIELD_REACHES(meeting, host, paper_reader(paper)))
		/* TRANSLATORS: the side that receives the others. */
		put_fact(paper, N_("Host: %s"), meeting->host->name);
}

/* the visit that this one returns, if the reader knows of that one */
static void put_answers(struct paper *paper)
{
	const struct meeting *answered = paper->m->meeting->answers;

	if (answered && answered->title && FIELD_REACHES(meeting, answers, paper_reader(paper)) &&
	    view_knows_meeting(paper->view, paper->p->it, answered))
		/* TRANSLATORS: the title of the visit that this one returns. */
		put_fact(paper, N_("In return for: %s"), answered->title);
}

static void put_remarks(struct paper *paper, const char *class, const struct text *text)
{
	if (!text)
		return;
	html_open(&paper->h, "div", class);
	EACH_COLUMN (i, paper)
		paper_put_paragraph(paper, i, NULL, text);
	html_close(&paper->h);
}

/* notes need no translation, and stand once */
static void put_notes(struct paper *paper, const struct text *notes)
{
	if (!notes)
		return;
	html_open(&paper->h, "div", "class=\"notes\"");
	/* TRANSLATORS: a remark for organizers only. */
	paper_put_labelled(paper, 0, N_("Notes: %s"), notes);
	html_close(&paper->h);
}

void programme_put_head(struct paper *paper)
{
	const struct meeting *meeting = paper->m->meeting;
	enum audience reader = paper_reader(paper);

	html_open(&paper->h, "div", "class=\"block\"");
	put_title(paper);
	put_dates(paper);
	if (paper->m->whole) {
		put_unsettled(paper);
		put_place(paper);
		put_host(paper);
		put_answers(paper);
	}
	html_close(&paper->h);
	if (paper->m->whole && FIELD_REACHES(meeting, details, reader))
		put_remarks(paper, "class=\"cols details\"", meeting->details);
	if (FIELD_REACHES(meeting, notes, reader))
		put_notes(paper, meeting->notes);
}

/* ---------------------------------------------------------------------- the delegations */

static const char *role_word(const struct paper *paper, size_t column, enum role role)
{
	const struct catalog *c = paper->words[column].d.catalog;

	switch (role) {
	case ROLE_FACILITATOR: return catalog_get_in(c, "role", NC_("role", "facilitator"));
	case ROLE_INTERPRETER: return catalog_get_in(c, "role", NC_("role", "interpreter"));
	case ROLE_LIAISON: return catalog_get_in(c, "role", NC_("role", "liaison"));
	case ROLE_SECURITY: return catalog_get_in(c, "role", NC_("role", "security"));
	case ROLE_PRESS: return catalog_get_in(c, "role", NC_("role", "press"));
	case ROLE_DRIVER: return catalog_get_in(c, "role", NC_("role", "driver"));
	case ROLE_COMPANION: return catalog_get_in(c, "role", NC_("role", "accompanying person"));
	default: return NULL;
	}
}

/* parts of what somebody is, with commas between them */
static void put_part(struct paper *paper, size_t column, const struct text *text, bool *any)
{
	if (!text || !*text_in(text, paper->langs[column]))
		return;
	if (*any)
		html_add(&paper->h, ", ");
	html_put_text(&paper->h, "bdi", NULL, paper->langs[column], text);
	*any = true;
}

static void put_post(struct paper *paper, size_t column, const struct person *person)
{
	enum audience reader = paper_reader(paper);
	const struct text *position =
		FIELD_REACHES(person, position, reader) ? person->position : NULL;
	const struct text *affiliation =
		FIELD_REACHES(person, affiliation, reader) ? person->affiliation : NULL;
	const char *role = NULL;
	bool any = false;

	if (!position && FIELD_REACHES(person, role, reader))
		role = role_word(paper, column, person->role);
	if (!position && !affiliation && !role)
		return;
	html_open(&paper->h, "span", "class=\"post\"");
	if (role) {
		html_add(&paper->h, role);
		any = true;
	}
	put_part(paper, column, position, &any);
	put_part(paper, column, affiliation, &any);
	html_close(&paper->h);
}

static void put_moment(struct paper *paper, size_t column, const char *msgid,
		       const struct moment *moment)
{
	struct strbuf when = STRBUF_INIT, line = STRBUF_INIT;

	if (moment->day == CIVIL_NONE)
		return;
	dates_add(&when, paper->p->dates, paper->langs[column], DATE_PLAIN, moment->day);
	if (moment->minute >= 0)
		strbuf_addf(&when, ", %02d:%02d", moment->minute / 60, moment->minute % 60);
	describe_line(&line, &paper->words[column].d, msgid, when.text);
	if (line.len)
		strbuf_cut(&line, line.len - 1); /* it ends its line */
	html_put(&paper->h, "span", "class=\"post\"", line.text);
	strbuf_release(&line);
	strbuf_release(&when);
}

/* the days on which a member is there, where not on all */
static void put_presence(struct paper *paper, size_t column, const struct member *member)
{
	enum audience reader = paper_reader(paper);

	if (FIELD_REACHES(member, from, reader))
		/* TRANSLATORS: date, or date and time, from which somebody takes part. */
		put_moment(paper, column, N_("from: %s"), &member->from);
	if (FIELD_REACHES(member, until, reader))
		/* TRANSLATORS: date, or date and time, until which somebody takes part. */
		put_moment(paper, column, N_("until: %s"), &member->until);
}

static void put_person(struct paper *paper, const struct person *person,
		       const struct member *member, bool is_head)
{
	html_open(&paper->h, "li", NULL);
	EACH_COLUMN (i, paper) {
		html_open_lang(&paper->h, "p", NULL, paper->langs[i]);
		html_put_text(&paper->h, "b", NULL, paper->langs[i], person->name);
		if (is_head)
			html_put(&paper->h, "span", "class=\"post head\"",
				 paper_say(paper, i, N_("head of delegation")));
		put_post(paper, i, person);
		if (member)
			put_presence(paper, i, member);
		html_close(&paper->h);
	}
	html_close(&paper->h);
}

/* those of a list but the head, who stands before them */
static void put_members(struct paper *paper, const struct members *members,
			const struct person *head)
{
	for (size_t i = 0; i < LIST_N(members); i++) {
		const struct member *m = &members->v[i];

		if (m->person && m->person != head)
			put_person(paper, m->person, m, false);
	}
}

static const struct member *member_of(const struct members *members, const struct person *person)
{
	for (size_t i = 0; i < LIST_N(members); i++)
		if (members->v[i].person == person)
			return &members->v[i];
	return NULL;
}

/*
 * How many people the largest delegation has: the delegations share their
 * rows, so that those of the same rank stand beside each other.
 */
struct rows {
	size_t members, staff;
};

static const struct person *head_of(const struct paper *paper, const struct delegation *delegation)
{
	return FIELD_REACHES(delegation, head, paper_reader(paper)) ? delegation->head : NULL;
}

static struct rows count_rows(const struct paper *paper)
{
	const struct delegations *all = paper->m->meeting->delegations;
	enum audience reader = paper_reader(paper);
	struct rows rows = { 0, 0 };

	for (size_t i = 0; i < LIST_N(all); i++) {
		const struct delegation *d = &all->v[i];
		const struct person *head = head_of(paper, d);
		size_t n = LIST_N(d->members) + (head && !member_of(d->members, head));

		rows.members = n > rows.members ? n : rows.members;
		if (FIELD_REACHES(delegation, staff, reader) && LIST_N(d->staff) > rows.staff)
			rows.staff = LIST_N(d->staff);
	}
	return rows;
}

static void open_rows(struct html *h, const char *tag, const char *class, size_t rows)
{
	char attributes[80];

	snprintf(attributes, sizeof(attributes), "class=\"%s\" style=\"--rows: %zu\"", class, rows);
	html_open(h, tag, attributes);
}

static void put_staff(struct paper *paper, const struct delegation *delegation, size_t rows)
{
	html_open(&paper->h, "h5", "class=\"names\"");
	EACH_COLUMN (i, paper)
		/* TRANSLATORS: a heading above the staff of a delegation. */
		html_put_lang(&paper->h, "span", NULL, paper->langs[i],
			      paper_say(paper, i, N_("Staff")));
	html_close(&paper->h);
	open_rows(&paper->h, "ul", "people staff", rows);
	put_members(paper, delegation->staff, NULL);
	html_close(&paper->h);
}

static void put_delegation(struct paper *paper, const struct delegation *delegation,
			   const struct rows *rows)
{
	const struct person *head = head_of(paper, delegation);

	open_rows(&paper->h, "div", "delegation",
		  1 + rows->members + (rows->staff ? 1 + rows->staff : 0));
	html_open(&paper->h, "h4", NULL);
	EACH_COLUMN (i, paper)
		html_put_text(&paper->h, "span", NULL, paper->langs[i],
			      delegation->side ? delegation->side->name : NULL);
	html_close(&paper->h);
	if (LIST_N(delegation->members) || head) {
		open_rows(&paper->h, "ol", "people", rows->members);
		if (head)
			put_person(paper, head, member_of(delegation->members, head), true);
		put_members(paper, delegation->members, head);
		html_close(&paper->h);
	}
	if (LIST_N(delegation->staff) &&
	    FIELD_REACHES(delegation, staff, paper_reader(paper)))
		put_staff(paper, delegation, rows->staff);
	html_close(&paper->h);
}

static void put_others(struct paper *paper)
{
	const struct meeting *meeting = paper->m->meeting;

	if (!LIST_N(meeting->others) || !FIELD_REACHES(meeting, others, paper_reader(paper)))
		return;
	html_open(&paper->h, "section", "class=\"others\"");
	/* TRANSLATORS: a heading above people who belong to no delegation: interpreters,
	   facilitators. */
	paper_put_heading(paper, "others", N_("Also taking part"));
	html_open(&paper->h, "ul", "class=\"people wide\"");
	put_members(paper, meeting->others, NULL);
	html_close(&paper->h);
	html_close(&paper->h);
}

void programme_put_people(struct paper *paper)
{
	const struct meeting *meeting = paper->m->meeting;
	const struct delegation **order;
	struct rows rows;

	if (!paper->m->whole)
		return;
	if (LIST_N(meeting->delegations) &&
	    FIELD_REACHES(meeting, delegations, paper_reader(paper))) {
		order = describe_order(meeting);
		rows = count_rows(paper);
		html_open(&paper->h, "section", "class=\"delegations\"");
		/* TRANSLATORS: a heading. */
		paper_put_heading(paper, "delegations", N_("Delegations"));
		html_open(&paper->h, "div", "class=\"parallel\"");
		for (size_t i = 0; i < LIST_N(meeting->delegations); i++)
			put_delegation(paper, order[i], &rows);
		html_close(&paper->h);
		html_close(&paper->h);
		free(order);
	}
	put_others(paper);
}
