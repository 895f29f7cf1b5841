#include "render/letter.h"

#include <string.h>

#include "render/agenda-format.h"
#include "render/change-words.h"
#include "render/describe.h"
#include "render/view.h"

#include "base/banned.h"

/* of what is laid out in columns */
#define WIDTH 72

/* before every plan: 1900-01-01 */
#define LONG_AGO (-INT64_C(25567) * 86400)

static const char *say(const struct letter *l, const char *msgid) __attribute__((format_arg(2)));
static const char *say(const struct letter *l, const char *msgid)
{
	return catalog_get(&l->catalogs[l->lang], msgid);
}

static const char *title(const struct letter *l)
{
	return text_in(l->event->summary, l->lang);
}

/* the days of an event, as they fit into a subject */
static void add_days(struct strbuf *out, const struct letter *l, const struct event *e)
{
	civil_day first = e->first, last = first == CIVIL_NONE ? first : e->last - 1;

	if (e->start != INSTANT_NONE && e->start_zone)
		first = last = zone_local(e->start_zone, e->start, NULL);
	if (first != CIVIL_NONE)
		dates_add_range(out, l->dates, l->lang, first, last);
}

void letter_add_subject(struct strbuf *out, const struct letter *l)
{
	struct strbuf days = STRBUF_INIT;

	add_days(&days, l, l->event);
	switch (l->kind) {
	case LETTER_INVITATION:
		/* TRANSLATORS: the subject of a mail: a title, and days. */
		strbuf_addf(out, say(l, N_("Invitation: %1$s, %2$s")), title(l), days.text);
		break;
	case LETTER_UPDATE:
		/* TRANSLATORS: the subject of a mail: time, place or status are others. */
		strbuf_addf(out, say(l, N_("Changed: %1$s, %2$s")), title(l), days.text);
		break;
	case LETTER_PROGRAMME:
		/* TRANSLATORS: the subject of a mail to one who takes part in it. */
		strbuf_addf(out, say(l, N_("New programme: %1$s, %2$s")), title(l), days.text);
		break;
	case LETTER_WORDING:
		/* TRANSLATORS: the subject of a mail: only the words about it are others. */
		strbuf_addf(out, say(l, N_("Corrected: %1$s, %2$s")), title(l), days.text);
		break;
	case LETTER_CANCELLED:
		/* TRANSLATORS: the subject of a mail: it will not take place. */
		strbuf_addf(out, say(l, N_("Cancelled: %1$s, %2$s")), title(l), days.text);
		break;
	default:
		/* TRANSLATORS: the subject of a mail: it takes place without the reader. */
		strbuf_addf(out, say(l, N_("Invitation withdrawn: %1$s, %2$s")), title(l), days.text);
		break;
	}
	strbuf_release(&days);
}

static void add_opening(struct strbuf *out, const struct letter *l)
{
	if (l->person && l->person->name)
		strbuf_addf(out, "%s\n\n", text_in(l->person->name, l->lang));
	switch (l->kind) {
	case LETTER_INVITATION:
		/* TRANSLATORS: the first sentence of a letter; a title. */
		strbuf_addf(out, say(l, N_("You are invited to \"%s\".")), title(l));
		break;
	case LETTER_UPDATE:
		strbuf_addf(out, say(l, N_("What was arranged for \"%s\" has changed. This is how it stands now.")), title(l));
		break;
	case LETTER_PROGRAMME:
		strbuf_addf(out, say(l, N_("Your programme for \"%s\" has changed. This is how it stands now.")), title(l));
		break;
	case LETTER_WORDING:
		strbuf_addf(out,
			    say(l, N_("The description of \"%s\" has been corrected. Time and place are as "
				      "they were.")),
			    title(l));
		break;
	case LETTER_CANCELLED:
		strbuf_addf(out, say(l, N_("\"%s\" is cancelled. It has been taken out of your programme.")), title(l));
		break;
	default:
		strbuf_addf(out, say(l, N_("The invitation to \"%s\" is withdrawn. You need not do anything.")), title(l));
		break;
	}
	strbuf_addstr(out, "\n\n");
}

static void describe_event(struct strbuf *out, const struct letter *l)
{
	struct view view = { .kind = VIEW_PERSON, .person = l->person };
	const struct meeting *meeting = l->event->of_meeting;
	struct describe d = { .it = l->it,
			      .catalog = &l->catalogs[l->lang],
			      .dates = l->dates,
			      .lang = l->lang,
			      .reader = view_audience(&view) };
	struct strbuf where = STRBUF_INIT;
	const struct place *place = l->event->of_item ? describe_where(l->event->of_item, d.reader)
						      : meeting->place;

	d.contacts = view_contacts(&view, l->it, meeting);
	strbuf_addf(out, "%s\n", title(l));
	if (place)
		describe_place(&where, &d, place);
	if (where.len)
		strbuf_addf(out, "%s\n", where.text);
	strbuf_release(&where);
	if (l->event->of_item)
		describe_item(out, &d, l->event->of_item);
	else
		describe_meeting(out, &d, meeting);
	strbuf_addstr(out, "\n\n");
}

/* what is new, moved or cancelled in the reader's days of the meeting */
static void add_changes(struct strbuf *out, const struct letter *l)
{
	struct change_words words = { .notices = l->notices,
				      .catalog = &l->catalogs[l->lang],
				      .dates = l->dates,
				      .lang = l->lang,
				      .own = true };
	const struct notice *notice = changes_of_person(l->notices, l->person->id);
	struct strbuf lines = STRBUF_INIT, line = STRBUF_INIT;

	for (size_t i = 0; notice && i < notice->told.n; i++) {
		const struct told *told = &notice->told.v[i];
		const struct change *change = told_change(l->notices, told);

		strbuf_reset(&line);
		if (!(told->flags & TOLD_MATERIAL) ||
		    strcmp(change_event(change)->meeting, l->event->meeting) != 0 ||
		    !change_add_line(&line, &words, told))
			continue;
		strbuf_addf(&lines, "– %s\n", line.text);
	}
	if (lines.len)
		/* TRANSLATORS: a heading in a letter: what is new or other than before follows. */
		strbuf_addf(out, "%s\n\n%s\n", say(l, N_("What has changed")), lines.text);
	strbuf_release(&line);
	strbuf_release(&lines);
}

static void add_cancelled(struct strbuf *out, const struct letter *l)
{
	strbuf_addf(out, "%s\n", title(l));
	add_days(out, l, l->event);
	strbuf_addstr(out, "\n\n");
}

/*
 * The reader's own days of the meeting.  A letter may be read on any day, so
 * nothing in it is told as of today.
 */
static void add_programme(struct strbuf *out, const struct letter *l)
{
	struct agenda_source source = { .plan = l->plan,
					.it = l->it,
					.view = { .kind = VIEW_PERSON, .person = l->person },
					.only = l->meeting };
	struct agenda_style style = { .catalog = &l->catalogs[l->lang],
				      .dates = l->dates,
				      .width = WIDTH };
	struct strbuf days = STRBUF_INIT;
	struct agenda agenda;

	agenda_init(&agenda, LONG_AGO);
	agenda_add_plan(&agenda, &source, 0);
	agenda_add_days_text(&days, &agenda, &style);
	if (days.len) {
		/* TRANSLATORS: a heading in a letter: the reader's own days of the visit follow. */
		strbuf_addf(out, "%s\n", say(l, N_("Your programme")));
		strbuf_addf(out, "%s\n", days.text);
	}
	agenda_release(&agenda);
	strbuf_release(&days);
}

static void add_closing(struct strbuf *out, const struct letter *l)
{
	const struct organizer *o = &l->plan->organizer;

	if (l->kind <= LETTER_WORDING && !l->answered)
		strbuf_addf(out, "%s\n\n",
			    say(l, N_("Please answer in your calendar: accept, decline, or propose another "
				      "time.")));
	strbuf_addf(out, "%s\n%s\n", o->name ? text_in(o->name, l->lang) : "", o->email);
}

void letter_add_text(struct strbuf *out, const struct letter *l)
{
	add_opening(out, l);
	if (l->person && l->notices && (l->kind == LETTER_UPDATE || l->kind == LETTER_PROGRAMME))
		add_changes(out, l);
	if (l->kind <= LETTER_WORDING)
		describe_event(out, l);
	else
		add_cancelled(out, l);
	if (l->person && l->meeting && l->meeting->status != STATUS_CANCELLED)
		add_programme(out, l);
	add_closing(out, l);
}
