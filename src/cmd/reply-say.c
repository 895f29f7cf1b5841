#include "cmd/reply.h"

#include <string.h>

#include "lang/text.h"

#include "base/banned.h"

const char *reply_shown(const struct reply *reply, const char *s)
{
	struct strbuf line = STRBUF_INIT, shown = STRBUF_INIT;
	const char *kept;

	for (; *s; s++)
		strbuf_addch(&line, *s == '\n' ? ' ' : *s);
	text_add_visible(&shown, line.text, line.len);
	kept = arena_strndup(&reply->run->arena, shown.text, shown.len);
	strbuf_release(&line);
	strbuf_release(&shown);
	return kept;
}

const char *reply_name(const struct reply *reply, const char *id)
{
	for (size_t i = 0; i < LIST_N(reply->plan.people); i++) {
		const struct person *p = &reply->plan.people->v[i];

		if (p->id && p->name && !strcmp(p->id, id))
			return text_in(p->name, reply->run->ui);
	}
	return id;
}

static const struct meeting *find_meeting(const struct plan *plan, const char *id)
{
	for (size_t i = 0; i < LIST_N(plan->meetings); i++)
		if (plan->meetings->v[i].id && !strcmp(plan->meetings->v[i].id, id))
			return &plan->meetings->v[i];
	return NULL;
}

static const struct text *find_title(const struct plan *plan, const struct event *event)
{
	const struct meeting *m = find_meeting(plan, event->meeting);

	if (!event->item)
		return m ? m->title : NULL;
	for (size_t i = 0; m && i < LIST_N(m->items); i++)
		if (m->items->v[i].id && !strcmp(m->items->v[i].id, event->item))
			return m->items->v[i].title;
	return NULL;
}

const char *reply_title(const struct reply *reply, const struct event *event)
{
	const struct text *title = find_title(&reply->plan, event);
	const char *found = NULL;

	if (!title)
		title = event->summary;
	if (title)
		found = text_in(title, reply->run->ui);
	if (!found)
		found = event->item ? event->item : event->meeting;
	return reply_shown(reply, found);
}

/* ------------------------------------------------------------------------- times */

static void add_clock(struct strbuf *out, const struct reply *reply, const struct zone *zone,
		      instant at, bool with_day)
{
	int minute;
	civil_day day;

	if (zone) {
		day = zone_local(zone, at, &minute);
	} else {
		day = (civil_day)((at - (at % 86400 + 86400) % 86400) / 86400);
		minute = (int)(at - (instant)day * 86400) / 60;
	}
	if (with_day) {
		dates_add(out, &reply->run->dates, reply->run->ui, DATE_PLAIN, day);
		strbuf_addstr(out, ", ");
	}
	strbuf_addf(out, "%02d:%02d", minute / 60, minute % 60);
}

static civil_day local_day(const struct zone *zone, instant at)
{
	return zone ? zone_local(zone, at, NULL) : (civil_day)(at / 86400);
}

/* "15 April 2027, 18:30–20:30" on the clocks of a zone, else of UTC; days; nothing */
static void add_when(struct strbuf *out, const struct reply *reply, const struct zone *zone,
		     const struct event *when)
{
	if (when->start != INSTANT_NONE) {
		instant end = when->end == INSTANT_NONE ? when->start : when->end;

		add_clock(out, reply, zone, when->start, true);
		if (end != when->start) {
			strbuf_addstr(out, "\xE2\x80\x93");
			add_clock(out, reply, zone, end,
				  local_day(zone, end) != local_day(zone, when->start));
		}
		if (!zone)
			strbuf_addstr(out, " UTC");
	} else if (when->first != CIVIL_NONE) {
		dates_add_range(out, &reply->run->dates, reply->run->ui, when->first,
				when->last > when->first ? when->last - 1 : when->first);
	}
}

/* ------------------------------------------------------------------------- lines */

/* a REPLY in the words of PARTSTAT, with name, title and dates */
static void add_reply(struct strbuf *out, const struct reply *reply, const struct answer *a,
		      const char *name, const char *title, const char *dates)
{
	const struct run *run = reply->run;

	switch (a->partstat) {
	case PARTSTAT_ACCEPTED:
		/* TRANSLATORS: a person's name; the title of an event; its dates */
		strbuf_addf(out, tr(run, N_("accepted: %1$s, %2$s (%3$s)")), name, title, dates);
		break;
	case PARTSTAT_DECLINED:
		/* TRANSLATORS: a person's name; the title of an event; its dates */
		strbuf_addf(out, tr(run, N_("declined: %1$s, %2$s (%3$s)")), name, title, dates);
		break;
	case PARTSTAT_TENTATIVE:
		/* TRANSLATORS: a person's name; the title of an event; its dates */
		strbuf_addf(out, tr(run, N_("accepted tentatively: %1$s, %2$s (%3$s)")), name, title,
			    dates);
		break;
	case PARTSTAT_DELEGATED:
		if (a->delegated_to)
			/* TRANSLATORS: a person's name; the title of an event; its dates; an address */
			strbuf_addf(out,
				    tr(run, N_("delegated: %1$s, %2$s (%3$s); to whom: %4$s")), name,
				    title, dates, reply_shown(reply, a->delegated_to));
		else
			/* TRANSLATORS: a person's name; the title of an event; its dates */
			strbuf_addf(out, tr(run, N_("delegated: %1$s, %2$s (%3$s)")), name, title,
				    dates);
		break;
	default:
		/* TRANSLATORS: a person's name; the title of an event; its dates */
		strbuf_addf(out, tr(run, N_("answer withdrawn: %1$s, %2$s (%3$s)")), name, title,
			    dates);
	}
}

/* a COUNTER */
static void add_proposal(struct strbuf *out, const struct reply *reply, const struct event *event,
			 const struct answer *a, const char *name, const char *dates)
{
	const struct event proposed = {
		.start = a->start, .end = a->end, .first = a->first, .last = a->last
	};
	const char *title = reply_title(reply, event);
	struct strbuf when = STRBUF_INIT;

	add_when(&when, reply, event->start_zone, &proposed);
	if (!when.len)
		/* TRANSLATORS: a person's name; the title of an event; its dates */
		strbuf_addf(out, tr(reply->run, N_("change proposed: %1$s, %2$s (%3$s)")), name, title,
			    dates);
	else if (a->partstat == PARTSTAT_DECLINED)
		/* TRANSLATORS: a person's name; the title of an event; its dates; other dates */
		strbuf_addf(out,
			    tr(reply->run, N_("declined, another time proposed: %1$s, %2$s (%3$s); "
					      "proposal: %4$s")),
			    name, title, dates, when.text);
	else
		/* TRANSLATORS: a person's name; the title of an event; its dates; other dates */
		strbuf_addf(out,
			    tr(reply->run, N_("another time proposed: %1$s, %2$s (%3$s); proposal: "
					      "%4$s")),
			    name, title, dates, when.text);
	strbuf_release(&when);
}

void reply_add_line(struct strbuf *out, const struct reply *reply, const struct event *event,
		    const struct answer *a)
{
	const char *name = reply_name(reply, a->from);
	struct strbuf dates = STRBUF_INIT;

	add_when(&dates, reply, event->start_zone, event);
	if (!dates.len)
		/* TRANSLATORS: of an event, in place of its dates */
		strbuf_addstr(&dates, tr(reply->run, N_("date not known")));
	if (a->is_counter)
		add_proposal(out, reply, event, a, name, dates.text);
	else
		add_reply(out, reply, a, name, reply_title(reply, event), dates.text);
	strbuf_addch(out, '\n');
	if (a->comment) {
		strbuf_addstr(out, "    ");
		/* TRANSLATORS: what a person wrote with an answer */
		strbuf_addf(out, tr(reply->run, N_("comment: %s")),
			    reply_shown(reply, a->comment));
		strbuf_addch(out, '\n');
	}
	strbuf_release(&dates);
}
