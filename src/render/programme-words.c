#include "render/programme-parts.h"

#include <stdio.h>
#include <string.h>

#include "base/xalloc.h"
#include "plan/fields.h"
#include "render/describe-people.h"

#include "base/banned.h"

void paper_init(struct paper *paper, const struct programme *p, const struct view *view,
		struct strbuf *out, const enum lang *langs, size_t n)
{
	*paper = (struct paper){ .p = p, .view = view, .heading = "h3", .n = n, .langs = langs };
	html_init(&paper->h, out, langs[0]);
	EACH_COLUMN (i, paper) {
		agenda_words_init(&paper->words[i], &p->catalogs[langs[i]], p->dates);
		paper->words[i].d.marks = &paper->words[i].brief.arena;
	}
}

void paper_release(struct paper *paper)
{
	EACH_COLUMN (i, paper)
		agenda_words_release(&paper->words[i]);
}

void paper_begin(struct paper *paper, const struct agenda_meeting *m)
{
	paper->m = m;
	EACH_COLUMN (i, paper)
		agenda_words_begin(&paper->words[i], m);
}

const char *paper_say(const struct paper *paper, size_t column, const char *msgid)
{
	return catalog_get(&paper->p->catalogs[paper->langs[column]], msgid);
}

/* --------------------------------------------------------------------- side by side */

void paper_put_columns(struct paper *paper, const char *tag, const char *attributes,
		       const struct text *text)
{
	html_open(&paper->h, tag, attributes);
	EACH_COLUMN (i, paper)
		html_put_text(&paper->h, "span", NULL, paper->langs[i], text);
	html_close(&paper->h);
}

void paper_add_id(struct strbuf *out, const struct paper *paper, const char *part)
{
	bool is_sheet = paper->view != &paper->p->view;

	html_add_id(out, is_sheet ? "d" : "m", paper->m->meeting->id);
	/* of what ids consist of, none is an underscore */
	if (is_sheet)
		html_add_id(out, "_", paper->view->person->id);
	strbuf_addf(out, "-%s", part);
}

void paper_put_heading(struct paper *paper, const char *part, const char *msgid)
{
	struct strbuf attributes = STRBUF_INIT;

	strbuf_addstr(&attributes, "class=\"names\" id=\"");
	paper_add_id(&attributes, paper, part);
	strbuf_addch(&attributes, '"');
	html_open(&paper->h, paper->heading, attributes.text);
	EACH_COLUMN (i, paper)
		html_put_lang(&paper->h, "span", NULL, paper->langs[i], paper_say(paper, i, msgid));
	html_close(&paper->h);
	strbuf_release(&attributes);
}

/* ----------------------------------------------------------------------------- lines */

/* how long what introduces a line is, up to the value in its pattern; 0: it does not fit */
static size_t label_length(const char *pattern, const char *line, size_t len)
{
	const char *value = pattern ? strstr(pattern, "%s") : NULL;
	size_t n = value ? (size_t)(value - pattern) : 0;

	/* what stands behind the value too would be lost */
	return n && n < len && !value[2] && !memcmp(pattern, line, n) ? n : 0;
}

static void put_line(struct html *h, const char *pattern, const char *line, size_t len)
{
	size_t label = label_length(pattern, line, len);

	html_open(h, "p", NULL);
	if (label) {
		html_open(h, "span", "class=\"label\"");
		html_add_part(h, line, label);
		html_close(h);
		html_open(h, "bdi", NULL);
	}
	html_add_marked(h, line + label, len - label);
	if (label)
		html_close(h);
	html_close(h);
}

void paper_put_lines(struct paper *paper, size_t column, const char *pattern, const char *lines)
{
	const char *translated = pattern ? paper_say(paper, column, pattern) : NULL;

	while (*lines) {
		size_t len = strcspn(lines, "\n");

		if (len)
			put_line(&paper->h, translated, lines, len);
		lines += len;
		lines += *lines == '\n';
	}
}

/* a pattern around an element; what stands behind its value is kept too */
static const char *open_labelled(struct paper *paper, size_t column, const char *msgid)
{
	const char *pattern = paper_say(paper, column, msgid), *value = strstr(pattern, "%s");

	if (!value)
		BUG("a label without a value");
	html_open(&paper->h, "p", NULL);
	html_open(&paper->h, "span", "class=\"label\"");
	html_add_part(&paper->h, pattern, (size_t)(value - pattern));
	html_close(&paper->h);
	return value + 2;
}

static void close_labelled(struct paper *paper, const char *rest)
{
	html_add(&paper->h, rest);
	html_close(&paper->h);
}

void paper_put_labelled(struct paper *paper, size_t column, const char *msgid,
			const struct text *text)
{
	const char *rest;

	if (!text || !*text_in(text, paper->langs[column]))
		return;
	rest = open_labelled(paper, column, msgid);
	html_put_text(&paper->h, "bdi", NULL, paper->langs[column], text);
	close_labelled(paper, rest);
}

void paper_put_names(struct paper *paper, size_t column, const char *msgid,
		     const struct person_refs *people, bool with_positions)
{
	const struct describe *d = &paper->words[column].d;
	struct html *h = &paper->h;
	const char *rest = NULL;

	for (size_t i = 0; i < LIST_N(people); i++) {
		const struct person *p = people->v[i];

		if (!p || !describe_may_name_person(d, paper->m->meeting, p))
			continue;
		if (rest)
			html_add(h, ", ");
		else
			rest = open_labelled(paper, column, msgid);
		html_put_text(h, "bdi", NULL, d->lang, p->name);
		if (with_positions && p->position && FIELD_REACHES(person, position, d->reader)) {
			html_add(h, " (");
			html_put_text(h, "bdi", NULL, d->lang, p->position);
			html_add(h, ")");
		}
	}
	if (rest)
		close_labelled(paper, rest);
}

void paper_put_paragraph(struct paper *paper, size_t column, const char *attributes,
			 const struct text *text)
{
	if (text && *text_in(text, paper->langs[column]))
		html_put_text(&paper->h, "p", attributes, paper->langs[column], text);
}

void paper_put_tag(struct paper *paper, const char *word)
{
	if (!word)
		return;
	html_add(&paper->h, " ");
	html_put(&paper->h, "span", "class=\"tag\"", word);
}

void paper_put_status(struct paper *paper, size_t column, enum status status)
{
	paper_put_tag(paper, describe_status(paper->words[column].d.catalog, status));
}

void paper_put_day(struct paper *paper, size_t column, enum date_style style, civil_day day)
{
	struct strbuf words = STRBUF_INIT;
	char attributes[40];
	struct civil civil = civil_from_day(day);

	snprintf(attributes, sizeof(attributes), "datetime=\"%04d-%02d-%02d\"", civil.year,
		 civil.month, civil.day);
	dates_add(&words, paper->p->dates, paper->langs[column], style, day);
	html_put(&paper->h, "time", attributes, words.text);
	strbuf_release(&words);
}

/* -------------------------------------------------------------------------- the who */

static void add_staff(struct strbuf *out, const struct paper *paper, size_t column,
		      const struct side *side)
{
	struct strbuf part = STRBUF_INIT;

	/* TRANSLATORS: the staff of a delegation: drivers, assistants. */
	strbuf_addf(&part, paper_say(paper, column, N_("%s: staff")),
		    describe_text(&paper->words[column].d, side->name));
	describe_add_name(out, part.text);
	strbuf_release(&part);
}

/* by its name; without one organizers know it by its id, and others its people by theirs */
static void add_group(struct strbuf *out, const struct paper *paper, size_t column,
		      const struct group *group)
{
	const struct describe *d = &paper->words[column].d;
	struct arena scratch = ARENA_INIT;
	const struct person_set *set;

	if (group->name && FIELD_REACHES(group, name, d->reader)) {
		describe_add_name(out, describe_text(d, group->name));
		return;
	}
	if (d->reader == AUDIENCE_ORGANIZERS) {
		describe_add_name(out, group->id);
		return;
	}
	set = itinerary_covered(d->it, &scratch, paper->m->meeting, group->members);
	for (size_t i = 0; i < set->n; i++)
		if (describe_may_name_person(d, paper->m->meeting, set->v[i]))
			describe_add_name(out, describe_text(d, set->v[i]->name));
	arena_release(&scratch);
}

void paper_add_who(struct strbuf *out, const struct paper *paper, size_t column,
		   const struct who *who)
{
	const struct describe *d = &paper->words[column].d;

	for (size_t i = 0; i < LIST_N(who); i++) {
		const struct who_term *term = &who->v[i];

		switch (term->kind) {
		case WHO_PERSON:
			if (term->person)
				describe_add_name(out, describe_text(d, term->person->name));
			break;
		case WHO_SIDE: describe_add_name(out, describe_text(d, term->side->name)); break;
		case WHO_STAFF: add_staff(out, paper, column, term->side); break;
		case WHO_GROUP: add_group(out, paper, column, term->group); break;
		default: break;
		}
	}
}
