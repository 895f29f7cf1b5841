#include "render/programme-parts.h"
#include "render/reciprocity-svg.h"
#include "render/timeline-svg.h"

#include "base/banned.h"

static void put_rows(struct paper *paper, struct timeline_rows *rows)
{
	struct strbuf heading = STRBUF_INIT;

	html_open(&paper->h, "section", "class=\"pictures\"");
	paper_add_id(&heading, paper, "picture");
	/* TRANSLATORS: a heading above a picture of a visit's days. */
	paper_put_heading(paper, "picture", N_("Who is where"));
	EACH_COLUMN (i, paper)
		svg_timeline_add(&paper->h, paper->drawn, rows, &paper->words[i], heading.text);
	html_close(&paper->h);
	strbuf_release(&heading);
}

/* who is where is the same in every language */
void programme_put_timeline(struct paper *paper)
{
	struct timeline_rows rows;

	if (!paper->drawn)
		return;
	rows_make(&rows, paper->drawn, &paper->words[0]);
	if (rows.list.n)
		put_rows(paper, &rows);
	rows_release(&rows);
}

void programme_put_reciprocity(struct paper *paper)
{
	const struct programme *p = paper->p;
	const struct reciprocity r = { .plan = p->plan,
				       .it = p->it,
				       .view = paper->view,
				       .owed = p->owed,
				       .n_owed = p->n_owed };
	struct html *h = &paper->h;

	if (p->only || !svg_reciprocity_has(&r))
		return;
	html_open(h, "section", "class=\"pictures\"");
	html_open(h, "h2", "class=\"names\" id=\"" RECIPROCITY_HEADING "\"");
	EACH_COLUMN (i, paper)
		/* TRANSLATORS: a heading above a picture of all visits. */
		html_put_lang(h, "span", NULL, paper->langs[i],
			      paper_say(paper, i, N_("Visits and return visits")));
	html_close(h);
	EACH_COLUMN (i, paper)
		svg_reciprocity_add(h, &r, &paper->words[i].d);
	html_close(h);
}
