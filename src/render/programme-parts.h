/*
 * The parts of a programme, and what they are written with.  Internal to
 * programme*.c.
 */
#ifndef RENDER_PROGRAMME_PARTS_H
#define RENDER_PROGRAMME_PARTS_H

#include "render/agenda-words.h"
#include "render/agenda.h"
#include "render/html.h"
#include "render/programme.h"

/* a programme while it is written */
struct paper {
	const struct programme *p;
	const struct view *view; /* of a day sheet the person's, else p's */
	struct html h;
	const struct agenda_meeting *m; /* at hand */
	const char *heading; /* the tag of what is under a meeting's title: h3, in a day sheet h4 */
	size_t n;
	size_t appended; /* bytes of lists and day sheets so far */
	const enum lang *langs;
	struct agenda_words words[LANG_COUNT]; /* of each column */
	struct timelines_drawn *drawn; /* NULL: without pictures, as in a day sheet */
};

#define EACH_COLUMN(i, paper) for (size_t i = 0; i < (paper)->n; i++)

void paper_init(struct paper *paper, const struct programme *p, const struct view *view,
		struct strbuf *out, const enum lang *langs, size_t n);
void paper_release(struct paper *paper);
/* before anything is said of a meeting */
void paper_begin(struct paper *paper, const struct agenda_meeting *m);

/* for whom it is */
static inline enum audience paper_reader(const struct paper *paper)
{
	return paper->words[0].d.reader;
}

/* a word of ours in the language of a column */
const char *paper_say(const struct paper *paper, size_t column, const char *msgid)
	__attribute__((format_arg(3)));

/* an element for each column, side by side: a title, an address */
void paper_put_columns(struct paper *paper, const char *tag, const char *attributes,
		       const struct text *text);
/*
 * A heading in all languages: id is made of the meeting's and `part`, which
 * is also what aria-labelledby has to say.
 */
void paper_put_heading(struct paper *paper, const char *part, const char *msgid);
/* "m-baku-2027", and "m-baku-2027-days" */
void paper_add_id(struct strbuf *out, const struct paper *paper, const char *part);

/*
 * Lines of describe.h as paragraphs.  pattern: the msgid they are made
 * of, so that what introduces them can be told from what they say; NULL.
 */
void paper_put_lines(struct paper *paper, size_t column, const char *pattern, const char *lines);
/* the same of one text, in whatever language there is; nothing for none */
void paper_put_labelled(struct paper *paper, size_t column, const char *msgid,
			const struct text *text);
/* and of those people whom the reader may know of */
void paper_put_names(struct paper *paper, size_t column, const char *msgid,
		     const struct person_refs *people, bool with_positions);
/* a paragraph in whatever language there is; nothing for none */
void paper_put_paragraph(struct paper *paper, size_t column, const char *attributes,
			 const struct text *text);
/* behind a title: tentative, cancelled; NULL: nothing */
void paper_put_tag(struct paper *paper, const char *word);
void paper_put_status(struct paper *paper, size_t column, enum status status);
/* <time> of a day, as DATE_LONG or another style has it */
void paper_put_day(struct paper *paper, size_t column, enum date_style style, civil_day day);
/* adds sides, groups and people by their names: "Armenian delegation, Eva Brandt" */
void paper_add_who(struct strbuf *out, const struct paper *paper, size_t column,
		   const struct who *who);

/*
 * A table with a column for each language and none for times, under a
 * heading; between, its rows.  In programme-days.c.
 */
void paper_open_table(struct paper *paper, const char *part);
void paper_close_table(struct paper *paper);

/* programme-head.c: title, days, place, host, and the delegations */
void programme_put_head(struct paper *paper);
void programme_put_people(struct paper *paper);

/* programme-pictures.c: who is where in a meeting, and all visits, answered or not */
void programme_put_timeline(struct paper *paper);
void programme_put_reciprocity(struct paper *paper);

/* programme-days.c: the tables of the days, and of the nights */
void programme_put_days(struct paper *paper);
void programme_put_stays(struct paper *paper);

/* so many bytes lists and day sheets may have together */
#define APPENDED_MAX ((size_t)32 << 20)

/*
 * programme-sheets.c: a page for each person who takes part in anything of
 * the meeting; false if they are too long
 */
bool programme_put_sheets(struct paper *paper);

/* programme-lists.c: those that were asked for; false if one is too long */
bool programme_put_lists(struct paper *paper);

/* programme-end.c: what was agreed, clearances, answers, contacts */
void programme_put_actions(struct paper *paper);
void programme_put_clearances(struct paper *paper);
void programme_put_answers(struct paper *paper);
void programme_put_contacts(struct paper *paper);
/* a mail address, as a link where it is of plain characters */
void paper_put_address(struct html *h, const char *email);

#endif
