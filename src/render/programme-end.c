#include "render/programme-parts.h"

#include <string.h>

#include "itinerary/clearance.h"
#include "lang/country.h"
#include "plan/fields.h"
#include "render/agenda-answers.h"
#include "render/describe-people.h"

#include "base/banned.h"

/* a pattern with a text of its own, if there is one */
static void put_line(struct paper *paper, size_t column, const char *msgid, const char *value)
{
	struct strbuf line = STRBUF_INIT;

	describe_line(&line, &paper->words[column].d, msgid, value);
	paper_put_lines(paper, column, msgid, line.text);
	strbuf_release(&line);
}

static void put_day(struct paper *paper, size_t column, const char *msgid, civil_day day)
{
	struct strbuf words = STRBUF_INIT;

	if (day != CIVIL_NONE)
		dates_add(&words, paper->p->dates, paper->langs[column], DATE_PLAIN, day);
	put_line(paper, column, msgid, words.text);
	strbuf_release(&words);
}

static void put_who(struct paper *paper, size_t column, const char *msgid, const struct who *who)
{
	struct strbuf names = STRBUF_INIT;

	paper_add_who(&names, paper, column, who);
	put_line(paper, column, msgid, names.text);
	strbuf_release(&names);
}

/* ------------------------------------------------------------------- what was agreed */

static void put_action_cell(struct paper *paper, size_t column, const struct action *action)
{
	enum audience reader = paper_reader(paper);
	bool dropped = action->status == ACTION_DROPPED && FIELD_REACHES(action, status, reader);

	html_open_lang(&paper->h, "td", NULL, paper->langs[column]);
	html_open(&paper->h, "p", "class=\"title\"");
	html_put_text(&paper->h, dropped ? "s" : "bdi", NULL, paper->langs[column], action->title);
	if (dropped)
		/* TRANSLATORS: of something that was agreed and will not be done. */
		paper_put_tag(paper, paper_say(paper, column, N_("dropped")));
	else if (action->status == ACTION_DONE && FIELD_REACHES(action, status, reader))
		/* TRANSLATORS: of something that was agreed. */
		paper_put_tag(paper, paper_say(paper, column, N_("done")));
	html_close(&paper->h);
	if (FIELD_REACHES(action, owner, reader))
		/* TRANSLATORS: who sees to what was agreed: names. */
		put_who(paper, column, N_("Responsible: %s"), action->owner);
	if (FIELD_REACHES(action, due, reader))
		/* TRANSLATORS: the day by which something is to be done. */
		put_day(paper, column, N_("Due: %s"), action->due);
	if (FIELD_REACHES(action, details, reader))
		paper_put_paragraph(paper, column, "class=\"details\"", action->details);
	html_close(&paper->h);
}

void programme_put_actions(struct paper *paper)
{
	const struct actions *actions = paper->m->meeting->actions;
	enum audience reader = paper_reader(paper);

	if (!LIST_N(actions) || !paper->m->whole || !FIELD_REACHES(meeting, actions, reader) ||
	    !FIELD_REACHES(action, title, reader))
		return;
	html_open(&paper->h, "section", "class=\"actions\"");
	/* TRANSLATORS: a heading above joint projects and tasks. */
	paper_put_heading(paper, "actions", N_("What was agreed"));
	paper_open_table(paper, "actions");
	for (size_t i = 0; i < actions->n; i++) {
		html_open(&paper->h, "tr", NULL);
		EACH_COLUMN (k, paper)
			put_action_cell(paper, k, &actions->v[i]);
		html_close(&paper->h);
	}
	paper_close_table(paper);
	html_close(&paper->h);
}

/* ------------------------------------------------------------------------ clearances */

static void put_country(struct paper *paper, size_t column, const char *code)
{
	struct strbuf name = STRBUF_INIT;

	if (*code)
		country_add_name(&name, paper->langs[column], code);
	/* TRANSLATORS: the country that grants a permit. */
	put_line(paper, column, N_("By: %s"), name.text);
	strbuf_release(&name);
}

static void put_valid(struct paper *paper, size_t column, const struct date_range *valid)
{
	struct strbuf words = STRBUF_INIT;

	if (valid->first != CIVIL_NONE)
		dates_add_range(&words, paper->p->dates, paper->langs[column], valid->first,
				valid->last);
	/* TRANSLATORS: the days on which a permit can be used. */
	put_line(paper, column, N_("Valid: %s"), words.text);
	strbuf_release(&words);
}

static void put_vehicles(struct paper *paper, size_t column, const struct vehicle_refs *vehicles)
{
	struct strbuf names = STRBUF_INIT;

	describe_vehicle_names(&names, &paper->words[column].d, vehicles);
	put_line(paper, column, N_("Vehicle: %s"), names.text);
	strbuf_release(&names);
}

/* how far it has come */
static void put_state(struct paper *paper, size_t column, const struct clearance *c)
{
	if (c->granted != CIVIL_NONE) {
		/* TRANSLATORS: the day on which a permit was granted. */
		put_day(paper, column, N_("Granted: %s"), c->granted);
	} else if (c->requested != CIVIL_NONE) {
		/* TRANSLATORS: the day on which a permit was applied for. */
		put_day(paper, column, N_("Requested, not granted yet: %s"), c->requested);
	} else if (c->deadline != CIVIL_NONE) {
		/* TRANSLATORS: the last day to apply for a permit. */
		put_day(paper, column, N_("Needed; last day to apply: %s"), c->deadline);
	} else {
		html_put(&paper->h, "p", NULL,
			 /* TRANSLATORS: of a permit. */
			 paper_say(paper, column, N_("Needed, not requested yet")));
	}
}

static void put_clearance_cell(struct paper *paper, size_t column, const struct clearance *c)
{
	const struct agenda_words *w = &paper->words[column];
	struct strbuf place = STRBUF_INIT;

	html_open_lang(&paper->h, "td", NULL, paper->langs[column]);
	html_put(&paper->h, "p", "class=\"title\"",
		 paper_say(paper, column, clearance_title(c->kind)));
	put_state(paper, column, c);
	put_country(paper, column, clearance_country(paper->m->meeting, c));
	if (c->place)
		describe_place(&place, &w->d, c->place);
	/* TRANSLATORS: the crossing or place that a permit is for. */
	put_line(paper, column, N_("At: %s"), place.text);
	/* TRANSLATORS: whom something is for: delegations, names. */
	put_who(paper, column, N_("For: %s"), c->covers);
	put_vehicles(paper, column, c->vehicles);
	put_valid(paper, column, &c->valid);
	if (!column)
		paper_put_labelled(paper, column, N_("Notes: %s"), c->notes);
	html_close(&paper->h);
	strbuf_release(&place);
}

void programme_put_clearances(struct paper *paper)
{
	const struct clearances *clearances = paper->m->meeting->clearances;

	/* of their fields none reaches a wider circle than they do */
	if (!LIST_N(clearances) || paper->view->kind != VIEW_ORGANIZERS ||
	    !FIELD_REACHES(meeting, clearances, paper_reader(paper)))
		return;
	html_open(&paper->h, "section", "class=\"clearances\"");
	/* TRANSLATORS: a heading. */
	paper_put_heading(paper, "clearances", N_("Permits and other clearances"));
	paper_open_table(paper, "clearances");
	for (size_t i = 0; i < clearances->n; i++) {
		if (clearances->v[i].kind == CLEARANCE_NONE)
			continue;
		html_open(&paper->h, "tr", NULL);
		EACH_COLUMN (k, paper)
			put_clearance_cell(paper, k, &clearances->v[i]);
		html_close(&paper->h);
	}
	paper_close_table(paper);
	html_close(&paper->h);
}

/* --------------------------------------------------------------------------- answers */

/* who said what to the invitation to the visit */
void programme_put_answers(struct paper *paper)
{
	struct strbuf lines = STRBUF_INIT;

	agenda_add_answers(&lines, &paper->words[0], NULL);
	if (lines.len) {
		html_open(&paper->h, "section", "class=\"answers\"");
		/* TRANSLATORS: a heading above what was answered to invitations. */
		paper_put_heading(paper, "answers", N_("Answers"));
		html_open(&paper->h, "div", "class=\"cols\"");
		EACH_COLUMN (i, paper) {
			strbuf_reset(&lines);
			agenda_add_answers(&lines, &paper->words[i], NULL);
			html_open_lang(&paper->h, "div", NULL, paper->langs[i]);
			paper_put_lines(paper, i, NULL, lines.text);
			html_close(&paper->h);
		}
		html_close(&paper->h);
		html_close(&paper->h);
	}
	strbuf_release(&lines);
}

/* -------------------------------------------------------------------------- contacts */

/* what a telephone dials; nothing of it can end an attribute */
static void add_number(struct strbuf *out, const char *phone)
{
	for (; *phone; phone++)
		if ((*phone >= '0' && *phone <= '9') || (*phone == '+' && !out->len))
			strbuf_addch(out, *phone);
}

static void put_phone(struct html *h, const char *phone)
{
	struct strbuf number = STRBUF_INIT, attributes = STRBUF_INIT;

	add_number(&number, phone);
	strbuf_addf(&attributes, "href=\"tel:%s\"", number.text);
	html_open(h, "p", NULL);
	html_put(h, "a", attributes.text, phone);
	html_close(h);
	strbuf_release(&attributes);
	strbuf_release(&number);
}

/* an address of letters, digits and . _ - alone is linked, which nearly all are */
static bool is_plain_address(const char *email)
{
	return email[strspn(email, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				   "._-@")] == '\0';
}

void paper_put_address(struct html *h, const char *email)
{
	struct strbuf attributes = STRBUF_INIT;

	strbuf_addf(&attributes, "href=\"mailto:%s\"", email);
	if (is_plain_address(email))
		html_put(h, "a", attributes.text, email);
	else
		html_put(h, "span", NULL, email);
	strbuf_release(&attributes);
}

static void put_contact(struct paper *paper, const struct contact *contact)
{
	enum audience reader = paper_reader(paper);
	const struct text *name = NULL;

	if (contact->person && FIELD_REACHES(contact, person, reader))
		name = contact->person->name;
	else if (contact->name && FIELD_REACHES(contact, name, reader))
		name = contact->name;
	html_open(&paper->h, "li", NULL);
	if (name) {
		html_open(&paper->h, "p", "class=\"names\"");
		EACH_COLUMN (i, paper)
			html_put_text(&paper->h, "b", NULL, paper->langs[i], name);
		html_close(&paper->h);
	}
	if (contact->phone && FIELD_REACHES(contact, phone, reader))
		put_phone(&paper->h, contact->phone);
	if (contact->email && FIELD_REACHES(contact, email, reader)) {
		html_open(&paper->h, "p", NULL);
		paper_put_address(&paper->h, contact->email);
		html_close(&paper->h);
	}
	/* everybody else sees those only that are for them */
	if (paper->view->kind == VIEW_ORGANIZERS && contact->audience) {
		html_open(&paper->h, "div", "class=\"for\"");
		EACH_COLUMN (i, paper) {
			html_open_lang(&paper->h, "div", NULL, paper->langs[i]);
			put_who(paper, i, N_("For: %s"), contact->audience);
			html_close(&paper->h);
		}
		html_close(&paper->h);
	}
	html_close(&paper->h);
}

void programme_put_contacts(struct paper *paper)
{
	const struct contacts *contacts = paper->m->meeting->contact;
	uint64_t shown = paper->words[0].d.contacts;

	if (!shown || !FIELD_REACHES(meeting, contact, paper_reader(paper)))
		return;
	html_open(&paper->h, "section", "class=\"contacts\"");
	/* TRANSLATORS: a heading above names and telephone numbers. */
	paper_put_heading(paper, "contacts", N_("Contacts"));
	html_open(&paper->h, "ul", "class=\"people wide\"");
	for (size_t i = 0; i < LIST_N(contacts) && i < 64; i++)
		if (shown >> i & 1)
			put_contact(paper, &contacts->v[i]);
	html_close(&paper->h);
	html_close(&paper->h);
}
