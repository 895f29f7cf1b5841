#include "render/timeline-parts.h"

#include <string.h>

#include "plan/fields.h"
#include "render/describe-people.h"

#include "base/banned.h"

/* characters of a title, or of names, that say which are meant */
#define FOUND_MAX 200

static const char *say(const struct agenda_words *w, const char *msgid)
	__attribute__((format_arg(2)));
static const char *say(const struct agenda_words *w, const char *msgid)
{
	return catalog_get(w->d.catalog, msgid);
}

static const char *name_of(const struct agenda_words *w, const struct person *person)
{
	return text_in(person->name, w->d.lang);
}

/* somebody leads it who is not among its members */
static bool has_head_apart(const struct delegation *delegation)
{
	for (size_t i = 0; i < LIST_N(delegation->members); i++)
		if (delegation->members->v[i].person == delegation->head)
			return false;
	return delegation->head != NULL;
}

/* the pattern for a whole delegation, in which its name stands; NULL: it is not whole */
static const char *whole(const struct agenda_words *w, const struct timeline_row *row)
{
	const struct delegation *delegation = row->delegation;
	size_t members, staff;

	if (!delegation || !delegation->side || row->n_people < 2 ||
	    !*text_in(delegation->side->name, w->d.lang) ||
	    !FIELD_REACHES(side, name, w->d.reader) ||
	    !FIELD_REACHES(delegation, members, w->d.reader))
		return NULL;
	members = LIST_N(delegation->members) + has_head_apart(delegation);
	staff = FIELD_REACHES(delegation, staff, w->d.reader) ? LIST_N(delegation->staff) : 0;
	if (!row->n_members && row->n_staff == staff)
		return N_("%s: staff");
	if (row->n_members != members)
		return NULL;
	if (!row->n_staff)
		return "%s";
	return row->n_staff == staff ? N_("%s with staff") : NULL;
}

void add_label(struct strbuf *out, const struct agenda_words *w, const struct timeline_row *row)
{
	const char *pattern = whole(w, row);
	struct strbuf name = STRBUF_INIT;

	if (pattern) {
		describe_line(&name, &w->d, pattern, text_in(row->delegation->side->name, w->d.lang));
		/* the end of the line */
		strbuf_cut(&name, name.len - 1);
		/* TRANSLATORS: a delegation; how many people it has. */
		strbuf_addf(out, say(w, N_("%1$s (%2$zu)")), name.text, row->n_people);
	} else if (row->n_people <= 2) {
		strbuf_addstr(&name, name_of(w, row->people[0]));
		if (row->n_people == 2)
			describe_add_name(&name, name_of(w, row->people[1]));
		strbuf_addstr(out, name.text);
	} else {
		strbuf_addf(out,
			    catalog_get_plural(w->d.catalog,
					       NP_("%1$s and %2$zu other", "%1$s and %2$zu others"),
					       (unsigned long)(row->n_people - 1)),
			    name_of(w, row->people[0]), row->n_people - 1);
	}
	strbuf_release(&name);
}

void add_names(struct strbuf *out, const struct agenda_words *w, const struct timeline_row *row)
{
	for (size_t i = 0; i < row->n_people; i++)
		describe_add_name(out, name_of(w, row->people[i]));
}

const char *word_for_gap(const struct agenda_words *w)
{
	/* TRANSLATORS: in a picture of who is where: of people abroad it is not known where they
	   sleep. */
	return say(w, N_("no accommodation"));
}

const char *word_for_category(const struct agenda_words *w, enum category category)
{
	switch (category) {
	case CATEGORY_LEG:
		/* TRANSLATORS: in a legend: flights, transfers, border crossings. */
		return say(w, N_("on the way"));
	case CATEGORY_WORK:
		/* TRANSLATORS: in a legend: sessions, official appointments, ceremonies. */
		return say(w, N_("sessions and appointments"));
	case CATEGORY_MEAL: return say(w, N_("meal"));
	case CATEGORY_CULTURE: return say(w, N_("cultural programme"));
	case CATEGORY_STAY: return say(w, N_("accommodation"));
	default:
		/* TRANSLATORS: in a legend: press conferences, internal briefings. */
		return say(w, N_("press, briefings"));
	}
}

/* ------------------------------------------------------------------------------- found */

static void put_found_line(const struct drawing *d, const struct strbuf *line, bool *open)
{
	if (!*open)
		html_open_lang(d->h, "ul", "class=\"found\"", d->w->d.lang);
	*open = true;
	html_open(d->h, "li", NULL);
	html_put(d->h, "p", NULL, line->text);
	html_close(d->h);
}

static void add_entry(struct strbuf *out, const struct agenda_words *w,
		      const struct agenda_entry *e)
{
	struct strbuf title = STRBUF_INIT;

	strbuf_addstr(out, " · ");
	dates_add(out, w->d.dates, w->d.lang, DATE_PLAIN, e->item->day);
	strbuf_addstr(out, " · ");
	agenda_add_time(out, w, e);
	strbuf_addch(out, ' ');
	agenda_add_title(&title, w, e);
	svg_add_beginning(out, title.text, FOUND_MAX);
	strbuf_release(&title);
}

static void add_concerned(struct strbuf *out, const struct agenda_words *w,
			  const struct timelines_drawn *t, const struct diag *diag)
{
	struct strbuf names = STRBUF_INIT;

	for (size_t i = 0; i < diag->n_people && names.len <= FOUND_MAX; i++) {
		const struct person *person =
			hash_get(&t->people, diag->people[i], strlen(diag->people[i]));

		if (person)
			describe_add_name(&names, name_of(w, person));
	}
	if (names.len) {
		strbuf_addstr(out, " · ");
		svg_add_beginning(out, names.text, FOUND_MAX);
	}
	strbuf_release(&names);
}

/* "error PB301: somebody is in two places · 14 April 2027 · 15:00–17:00 Second session · Ani" */
static void put_finding(const struct drawing *d, const struct timelines_drawn *t,
			const struct timeline_finding *found, bool *open)
{
	const struct agenda_words *w = d->w;
	const struct item *item = found->item;
	const struct agenda_entry *e =
		item ? d->rows->entries[item - found->meeting->items->v] : NULL;
	const struct diag *diag = found->diag;
	struct strbuf line = STRBUF_INIT;

	/* of an alternative that does not stand nothing is told */
	if (item && !e)
		return;
	strbuf_addf(&line, "%s %s: %s", catalog_get(w->d.catalog, severity_name(diag->severity)),
		    diag_code_name((int)diag->code).text,
		    catalog_get(w->d.catalog, diag_info_of((int)diag->code)->title));
	if (e)
		add_entry(&line, w, e);
	add_concerned(&line, w, t, diag);
	put_found_line(d, &line, open);
	strbuf_release(&line);
}

/* "no accommodation · 15–16 April 2027 · Ani Sarkisian" */
static void add_gap(struct strbuf *out, const struct drawing *d, const struct timeline_row *row,
		    const struct timeline_gap *gap)
{
	const struct zone *zone = d->panel->zone;
	struct strbuf names = STRBUF_INIT;

	add_names(&names, d->w, row);
	strbuf_addf(out, "%s · ", word_for_gap(d->w));
	dates_add_range(out, d->w->d.dates, d->w->d.lang, zone_local(zone, gap->from, NULL),
			zone_local(zone, gap->to, NULL));
	strbuf_addstr(out, " · ");
	svg_add_beginning(out, names.text, FOUND_MAX);
	strbuf_release(&names);
}

void put_found(const struct drawing *d, const struct timelines_drawn *t)
{
	const struct meeting *meeting = d->w->m->meeting;
	const struct items *items = meeting->items;
	struct strbuf line = STRBUF_INIT;
	bool open = false;

	for (size_t k = timelines_find_apart(t, meeting);
	     k < t->n_findings && !t->findings[k].item && t->findings[k].meeting == meeting; k++)
		put_finding(d, t, &t->findings[k], &open);
	for (size_t i = 0; i < LIST_N(items); i++)
		for (size_t k = timelines_find(t, &items->v[i]);
		     k < t->n_findings && t->findings[k].item == &items->v[i]; k++)
			put_finding(d, t, &t->findings[k], &open);
	for (size_t i = 0; i < d->rows->list.n; i++)
		for (size_t k = 0; k < d->rows->list.v[i].n_gaps; k++) {
			const struct timeline_row *row = &d->rows->list.v[i];

			strbuf_reset(&line);
			add_gap(&line, d, row, &row->gaps[k]);
			put_found_line(d, &line, &open);
		}
	if (open)
		html_close(d->h);
	strbuf_release(&line);
}
