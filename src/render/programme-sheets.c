#include "render/programme-parts.h"

#include <stdlib.h>

#include "base/xalloc.h"
#include "render/describe-people.h"

#include "base/banned.h"

/* whose sheet, of what, and when */
static void put_head(struct paper *sheet)
{
	const struct person *person = sheet->view->person;
	const struct agenda_meeting *m = sheet->m;
	struct html *h = &sheet->h;
	struct strbuf attributes = STRBUF_INIT, dates = STRBUF_INIT;

	html_open(h, "div", "class=\"block\"");
	strbuf_addstr(&attributes, "class=\"cols\" id=\"");
	paper_add_id(&attributes, sheet, "title");
	strbuf_addch(&attributes, '"');
	paper_put_columns(sheet, "h3", attributes.text, person->name);
	paper_put_columns(sheet, "p", "class=\"cols\"", m->meeting->title);
	if (m->first != CIVIL_NONE) {
		html_open(h, "p", "class=\"cols when\"");
		EACH_COLUMN (i, sheet) {
			strbuf_reset(&dates);
			dates_add_range(&dates, sheet->p->dates, sheet->langs[i], m->first, m->last);
			html_put_lang(h, "span", NULL, sheet->langs[i], dates.text);
		}
		html_close(h);
	}
	html_close(h);
	strbuf_release(&dates);
	strbuf_release(&attributes);
}

static void put_sheet(struct paper *sheet, const struct agenda_meeting *m)
{
	struct strbuf attributes = STRBUF_INIT;

	sheet->heading = "h4";
	paper_begin(sheet, m);
	strbuf_addf(&attributes, "class=\"sheet n%zu\"", sheet->n);
	html_open_lang(&sheet->h, "section", attributes.text, sheet->langs[0]);
	put_head(sheet);
	programme_put_days(sheet);
	programme_put_stays(sheet);
	programme_put_contacts(sheet);
	html_close(&sheet->h);
	strbuf_release(&attributes);
}

/* those of a meeting, while they are written */
struct sheets {
	struct paper *paper;
	bool *done; /* by person's index */
	bool fits;
};

/* as the person may know it, in the person's language unless others were asked for */
static void put_person(struct paper *paper, const struct person *person)
{
	const struct programme *p = paper->p;
	const struct agenda_source source = { .plan = p->plan,
					      .it = p->it,
					      .view = { .kind = VIEW_PERSON, .person = person },
					      .only = paper->m->meeting };
	struct agenda agenda;
	struct paper sheet;

	agenda_init(&agenda, 0);
	agenda_add_plan(&agenda, &source, 0);
	agenda_finish(&agenda, 0);
	if (agenda.meetings.n && agenda.meetings.v[0].n_days) {
		if (p->langs_given)
			paper_init(&sheet, p, &source.view, paper->h.out, p->langs, p->n_langs);
		else
			paper_init(&sheet, p, &source.view, paper->h.out, &person->language, 1);
		sheet.h = paper->h;
		put_sheet(&sheet, &agenda.meetings.v[0]);
		paper_release(&sheet);
	}
	agenda_release(&agenda);
}

/* one each, in however many lists somebody stands */
static void add_sheet(struct sheets *s, const struct person *person)
{
	struct paper *paper = s->paper;
	size_t before = paper->h.out->len;

	if (!person || s->done[person->index] || !s->fits)
		return;
	s->done[person->index] = true;
	put_person(paper, person);
	paper->appended += paper->h.out->len - before;
	s->fits = paper->appended <= APPENDED_MAX;
}

static void add_members(struct sheets *s, const struct members *members)
{
	for (size_t i = 0; i < LIST_N(members); i++)
		add_sheet(s, members->v[i].person);
}

/* officials and hosts, who take part in some items only, as the plan has them */
static void add_rest(struct sheets *s)
{
	const struct paper *paper = s->paper;
	const struct items *items = paper->m->meeting->items;
	const struct people *people = paper->p->plan->people;
	bool *takes_part = xcalloc(LIST_N(people) + 1, sizeof(*takes_part));

	for (size_t i = 0; i < LIST_N(items); i++) {
		const struct person_set *set = itinerary_all(paper->p->it, &items->v[i]);

		for (size_t k = 0; k < set->n; k++)
			takes_part[set->v[k]->index] = true;
	}
	for (size_t i = 0; i < LIST_N(people); i++)
		if (takes_part[i])
			add_sheet(s, &people->v[i]);
	free(takes_part);
}

bool programme_put_sheets(struct paper *paper)
{
	const struct meeting *meeting = paper->m->meeting;
	const struct delegation **order = describe_order(meeting);
	struct sheets s = { .paper = paper, .fits = true };

	s.done = xcalloc(LIST_N(paper->p->plan->people) + 1, sizeof(*s.done));
	for (size_t i = 0; i < LIST_N(meeting->delegations); i++) {
		add_members(&s, order[i]->members);
		add_sheet(&s, order[i]->head);
		add_members(&s, order[i]->staff);
	}
	add_members(&s, meeting->others);
	add_rest(&s);
	free(s.done);
	free(order);
	return s.fits;
}
