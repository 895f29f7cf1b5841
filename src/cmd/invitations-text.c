#include "cmd/invitations.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "lang/text.h"

#include "base/banned.h"

/* of what somebody wrote with an answer so many bytes are shown */
#define COMMENT_MAX 200

/* in which a list of people is told */
enum stance {
	STANCE_NO_ANSWER,
	STANCE_PROPOSED,
	STANCE_DECLINED,
	STANCE_DELEGATED,
	STANCE_TENTATIVE,
	STANCE_ACCEPTED,
	STANCE_NOT_INVITED,
	STANCE_NO_ADDRESS, /* nor can they be */
};

/* ---------------------------------------------------------------------------- when */

/* "15 April 2027, 18:30–20:30" by the clocks of its place, else in UTC */
static void add_times(struct strbuf *out, struct run *run, const struct event *e)
{
	struct strbuf from = STRBUF_INIT, to = STRBUF_INIT;
	int begins, ends;
	civil_day first = invitations_local(e->start_zone, e->start, &begins);
	civil_day last = invitations_local(e->end_zone, e->end > e->start ? e->end : e->start, &ends);
	char clocks[2][16];

	snprintf(clocks[0], sizeof(clocks[0]), "%02d:%02d", begins / 60, begins % 60);
	snprintf(clocks[1], sizeof(clocks[1]), "%02d:%02d", ends / 60, ends % 60);
	dates_add(&from, &run->dates, run->ui, DATE_PLAIN, first);
	dates_add(&to, &run->dates, run->ui, DATE_PLAIN, last);
	if (e->end <= e->start) /* or it is not known */
		/* TRANSLATORS: date, time. */
		strbuf_addf(out, tr(run, N_("%1$s, %2$s")), from.text, clocks[0]);
	else if (first != last)
		/* TRANSLATORS: date, time – date, time. */
		strbuf_addf(out, tr(run, N_("%1$s, %2$s – %3$s, %4$s")), from.text, clocks[0],
			    to.text, clocks[1]);
	else
		/* TRANSLATORS: date, from when–to when. */
		strbuf_addf(out, tr(run, N_("%1$s, %2$s–%3$s")), from.text, clocks[0], clocks[1]);
	if (!e->start_zone)
		strbuf_addstr(out, " UTC");
	strbuf_release(&from);
	strbuf_release(&to);
}

/* times, or days; nothing if neither is known */
static void add_when(struct strbuf *out, struct run *run, const struct event *e)
{
	if (e->start != INSTANT_NONE)
		add_times(out, run, e);
	else if (e->first != CIVIL_NONE)
		dates_add_range(out, &run->dates, run->ui, e->first,
				e->last > e->first ? e->last - 1 : e->first);
}

/* ------------------------------------------------------------------------- people */

/* what somebody wrote, on one line, and no more of it than is read at a glance */
static void add_comment(struct strbuf *out, const struct run *run, const char *comment)
{
	struct strbuf line = STRBUF_INIT, shown = STRBUF_INIT;
	size_t len = strlen(comment);

	if (len > COMMENT_MAX)
		for (len = COMMENT_MAX; len && utf8_continues(comment[len]);)
			len--;
	for (size_t i = 0; i < len; i++)
		strbuf_addch(&line, comment[i] == '\n' ? ' ' : comment[i]);
	text_add_visible(&shown, line.text, line.len);
	if (comment[len])
		strbuf_addstr(&shown, "…");
	/* TRANSLATORS: what somebody wrote, in quotation marks. */
	strbuf_addf(out, tr(run, N_("\"%s\"")), shown.text);
	strbuf_release(&line);
	strbuf_release(&shown);
}

/* whom the plan knows by the address, else the address */
static const char *delegate(struct run *run, const struct invitations *inv, const char *email)
{
	struct strbuf text = STRBUF_INIT;
	const struct person *person;
	const char *kept;

	invitations_add_key(&text, email);
	person = hash_get(&inv->by_address, text.text, text.len);
	if (person) {
		strbuf_release(&text);
		return text_in(person->name, run->ui);
	}
	strbuf_reset(&text);
	text_add_visible(&text, email, strlen(email));
	kept = arena_strndup(&run->arena, text.text, text.len);
	strbuf_release(&text);
	return kept;
}

static void next_detail(struct strbuf *details)
{
	if (details->len)
		strbuf_addstr(details, "; ");
}

/* what is to be said of an answer besides its kind */
static void add_details(struct strbuf *out, struct run *run, const struct invitations *inv,
			const struct event *event, const struct invitee *one)
{
	const struct answer *answer = one->recipient ? one->recipient->answer : NULL;
	const struct answer *proposal = invitee_proposal(one);

	if (answer && answer->partstat == PARTSTAT_DELEGATED && answer->delegated_to)
		/* TRANSLATORS: the person or address to whom an invitation was delegated. */
		strbuf_addf(out, tr(run, N_("to: %s")),
			    delegate(run, inv, answer->delegated_to));
	if (proposal && (proposal->start != INSTANT_NONE || proposal->first != CIVIL_NONE)) {
		const struct event proposed = { .start_zone = event->start_zone,
						.end_zone = event->start_zone,
						.start = proposal->start,
						.end = proposal->end,
						.first = proposal->first,
						.last = proposal->last };
		struct strbuf when = STRBUF_INIT;

		next_detail(out);
		add_when(&when, run, &proposed);
		/* TRANSLATORS: the time that somebody who was invited proposes. */
		strbuf_addf(out, tr(run, N_("proposal: %s")), when.text);
		strbuf_release(&when);
	}
	if (answer && answer->comment && *answer->comment) {
		next_detail(out);
		add_comment(out, run, answer->comment);
	}
}

static void add_person(struct strbuf *out, struct run *run, const struct invitations *inv,
		       const struct event *event, const struct invitee *one)
{
	const struct person *person = one->person;
	const char *name = person->name ? text_in(person->name, run->ui) : person->id;
	struct strbuf details = STRBUF_INIT;

	add_details(&details, run, inv, event, one);
	if (out->len)
		strbuf_addstr(out, ", ");
	if (details.len)
		/* TRANSLATORS: a person; what is to be said of the answer. */
		strbuf_addf(out, tr(run, N_("%1$s (%2$s)")), name, details.text);
	else
		strbuf_addstr(out, name);
	strbuf_release(&details);
}

/* ------------------------------------------------------------------------- answers */

static enum stance stance_of(const struct invitee *one)
{
	if (!one->recipient)
		return one->person->email ? STANCE_NOT_INVITED : STANCE_NO_ADDRESS;
	switch (invitee_partstat(one)) {
	case PARTSTAT_ACCEPTED:
		/* a yes to what was proposed instead is none to what was asked */
		return invitee_proposal(one) ? STANCE_PROPOSED : STANCE_ACCEPTED;
	case PARTSTAT_DECLINED:
		return STANCE_DECLINED;
	case PARTSTAT_DELEGATED:
		return STANCE_DELEGATED;
	case PARTSTAT_TENTATIVE:
		return invitee_proposal(one) ? STANCE_PROPOSED : STANCE_TENTATIVE;
	default:
		return invitee_proposal(one) ? STANCE_PROPOSED : STANCE_NO_ANSWER;
	}
}

static void add_stance(struct strbuf *out, const struct run *run, enum stance stance,
		      const char *names)
{
	switch (stance) {
	case STANCE_PROPOSED:
		/* TRANSLATORS: names of people who want something about an event to be otherwise. */
		strbuf_addf(out, tr(run, N_("change proposed: %s")), names);
		break;
	case STANCE_DECLINED:
		/* TRANSLATORS: names of people who answered an invitation so. */
		strbuf_addf(out, tr(run, N_("declined: %s")), names);
		break;
	case STANCE_DELEGATED:
		/* TRANSLATORS: names of people who answered an invitation so. */
		strbuf_addf(out, tr(run, N_("delegated: %s")), names);
		break;
	case STANCE_TENTATIVE:
		/* TRANSLATORS: names of people who answered an invitation so. */
		strbuf_addf(out, tr(run, N_("accepted tentatively: %s")), names);
		break;
	case STANCE_ACCEPTED:
		/* TRANSLATORS: names of people who answered an invitation so. */
		strbuf_addf(out, tr(run, N_("accepted: %s")), names);
		break;
	case STANCE_NO_ADDRESS:
		/* TRANSLATORS: names of people who take part and cannot be invited. */
		strbuf_addf(out, tr(run, N_("not invited, as no \"email\" is given: %s")), names);
		break;
	default:
		/* TRANSLATORS: names of people who take part and have got no invitation. */
		strbuf_addf(out, tr(run, N_("not invited yet: %s")), names);
	}
}

/* a person among those who gave the same answer */
struct row {
	enum stance stance;
	civil_day since; /* of who has not answered: when the last message was issued; else CIVIL_NONE */
	const struct invitee *one;
};

static int compare_rows(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->stance != y->stance)
		return (int)x->stance - (int)y->stance;
	if (x->since != y->since)
		return x->since < y->since ? -1 : 1;
	return (x->one > y->one) - (x->one < y->one); /* they are in their order */
}

/* rows of one stance, of those who wait since the same day, as a line */
static void add_rows(struct strbuf *out, struct run *run, const struct invitations *inv,
		     const struct event *event, const struct row *rows, size_t n)
{
	struct strbuf names = STRBUF_INIT, since = STRBUF_INIT;

	for (size_t i = 0; i < n; i++)
		add_person(&names, run, inv, event, rows[i].one);
	strbuf_addstr(out, event->of_item ? "      " : "    ");
	if (rows->stance == STANCE_NO_ANSWER) {
		dates_add(&since, &run->dates, run->ui, DATE_PLAIN, rows->since);
		/* TRANSLATORS: the day of the invitation; names of people. */
		strbuf_addf(out, tr(run, N_("no answer since %1$s: %2$s")), since.text, names.text);
	} else {
		add_stance(out, run, rows->stance, names.text);
	}
	strbuf_addch(out, '\n');
	strbuf_release(&names);
	strbuf_release(&since);
}

static void add_answers(struct strbuf *out, struct run *run, const struct invitations *inv,
			const struct invited *invited)
{
	struct row *rows = xcalloc(invited->n, sizeof(*rows));
	size_t next;

	for (size_t i = 0; i < invited->n; i++) {
		rows[i].one = &invited->v[i];
		rows[i].stance = stance_of(rows[i].one);
		rows[i].since = rows[i].stance == STANCE_NO_ANSWER
					? invitations_day(invited->event, rows[i].one->recipient->last->at)
					: CIVIL_NONE;
	}
	qsort(rows, invited->n, sizeof(*rows), compare_rows);
	for (size_t i = 0; i < invited->n; i = next) {
		for (next = i + 1; next < invited->n && rows[next].stance == rows[i].stance &&
				   rows[next].since == rows[i].since;)
			next++;
		add_rows(out, run, inv, invited->event, rows + i, next - i);
	}
	free(rows);
}

static size_t count_answered(const struct invited *invited)
{
	size_t n = 0;

	for (size_t i = 0; i < invited->n; i++) {
		enum stance stance = stance_of(&invited->v[i]);

		n += stance > STANCE_NO_ANSWER && stance < STANCE_NOT_INVITED;
	}
	return n;
}

static bool is_anybody_invited(const struct invited *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < list[i].n; k++)
			if (list[i].v[k].recipient)
				return true;
	return false;
}

static void add_counts(struct strbuf *out, const struct run *run, const struct invited *invited)
{
	strbuf_addstr(out, "  ");
	/* TRANSLATORS: how many of those who are to be invited. */
	strbuf_addf(out, tr(run, N_("answered: %1$zu of %2$zu")), count_answered(invited), invited->n);
	strbuf_addch(out, '\n');
}

static void add_item(struct strbuf *out, struct run *run, const struct invitations *inv,
		     const struct invited *invited)
{
	const struct event *e = invited->event;

	strbuf_addf(out, "    %s  ", text_in(e->summary, run->ui));
	add_when(out, run, e);
	add_counts(out, run, invited);
	add_answers(out, run, inv, invited);
}

void invitations_add_meeting(struct strbuf *out, const struct invitations *inv, struct run *run,
			     const struct meeting *meeting)
{
	size_t n, i = 0;
	const struct invited *list = answers_of(&inv->answers, meeting, &n);

	if (!n)
		return;
	strbuf_addf(out, "  %s  ", text_in(meeting->title, run->ui));
	dates_add_range(out, &run->dates, run->ui, meeting->dates.first, meeting->dates.last);
	if (!is_anybody_invited(list, n)) {
		strbuf_addf(out, "\n    %s\n", tr(run, N_("nobody is invited yet")));
		return;
	}
	if (list[0].event->of_item) { /* nobody belongs to the visit itself */
		strbuf_addch(out, '\n');
	} else {
		add_counts(out, run, &list[0]);
		add_answers(out, run, inv, &list[i++]);
	}
	for (; i < n; i++)
		add_item(out, run, inv, &list[i]);
}

void invitations_add_due(struct strbuf *out, const struct invitations *inv, const struct run *run)
{
	const struct catalog *catalog = &run->catalogs[run->ui];
	const char *title = text_in(inv->loaded->plan.title, run->ui);

	if (inv->due > 0) {
		strbuf_addstr(out, "  ");
		strbuf_addf(out,
			    catalog_get_plural(catalog,
					       NP_("%1$ld message is due for \"%2$s\": pbplan invite",
						   "%1$ld messages are due for \"%2$s\": pbplan invite"),
					       (unsigned long)inv->due),
			    inv->due, title);
		strbuf_addch(out, '\n');
	}
	if (inv->unsent > 0) {
		strbuf_addstr(out, "  ");
		strbuf_addf(out,
			    catalog_get_plural(catalog,
					       NP_("%1$ld message was issued for \"%2$s\" and is not "
						   "sent: pbplan invite --send",
						   "%1$ld messages were issued for \"%2$s\" and are not "
						   "sent: pbplan invite --send"),
					       (unsigned long)inv->unsent),
			    inv->unsent, title);
		strbuf_addch(out, '\n');
	}
}
