#include "render/agenda-answers.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "itinerary/event.h"
#include "plan/fields.h"
#include "render/describe-people.h"

#include "base/banned.h"

/* so many bytes of what somebody wrote with an answer */
#define COMMENT_MAX 200

struct answerer {
	const struct person *person;
	const struct issued_answer *answer;
};

struct answerers {
	VEC(struct answerer) list;
	const char *uid;
};

/* is anything to be told: was it issued, and does the reader see answers? */
static bool is_asked(const struct agenda_words *w, const struct item *item)
{
	const struct agenda_source *source = w->m->source;

	if (!source->issued || !w->m->meeting->id)
		return false;
	if (source->view.kind != VIEW_ORGANIZERS && source->view.kind != VIEW_PERSON)
		return false;
	return item ? item->rsvp == YES && item->id : w->m->whole;
}

static void add_answerer(struct answerers *a, const struct agenda_words *w,
			 const struct person *person)
{
	struct answerer one = { person, NULL };

	if (!person || !person->id)
		return;
	one.answer = issued_answer(w->m->source->issued, a->uid, person);
	if (one.answer)
		VEC_PUSH(&a->list, one);
}

static void add_members(struct answerers *a, const struct agenda_words *w,
			const struct members *members)
{
	for (size_t i = 0; i < LIST_N(members); i++)
		add_answerer(a, w, members->v[i].person);
}

/* those whom a visit is announced to: members and others, not staff */
static void find_visitors(struct answerers *a, const struct agenda_words *w)
{
	const struct meeting *meeting = w->m->meeting;
	const struct delegation **order = describe_order(meeting);

	for (size_t i = 0; i < LIST_N(meeting->delegations); i++)
		add_members(a, w, order[i]->members);
	add_members(a, w, meeting->others);
	free(order);
}

static void find_participants(struct answerers *a, struct agenda_words *w, const struct item *item)
{
	const struct person_set *set = itinerary_all(w->d.it, item);
	const struct person **people = xcalloc(set->n + 1, sizeof(*people));

	memcpy(people, set->v, set->n * sizeof(*people));
	brief_sort(&w->brief, &w->d, w->m->meeting, people, set->n);
	for (size_t i = 0; i < set->n; i++)
		add_answerer(a, w, people[i]);
	free(people);
}

static void find_answerers(struct answerers *a, struct agenda_words *w, const struct item *item)
{
	const struct agenda_source *source = w->m->source;

	*a = (struct answerers){
		.uid = event_uid(source->plan, w->m->meeting, item ? item->id : NULL,
				 &w->brief.arena)
	};
	if (source->view.kind == VIEW_PERSON)
		add_answerer(a, w, source->view.person);
	else if (item)
		find_participants(a, w, item);
	else
		find_visitors(a, w);
}

/* ------------------------------------------------------------------------------ words */

/* what somebody wrote, on one line, in quotes, and not too long */
static void add_comment(struct strbuf *out, const struct agenda_words *w, const char *comment)
{
	size_t len = strlen(comment), cut = len < COMMENT_MAX ? len : COMMENT_MAX;
	struct strbuf line = STRBUF_INIT;

	while (cut < len && cut > 0 && utf8_continues(comment[cut]))
		cut--;
	for (size_t i = 0; i < cut; i++)
		strbuf_addch(&line, comment[i] == '\n' || comment[i] == '\r' ? ' ' : comment[i]);
	if (cut < len)
		strbuf_addstr(&line, "…");
	/* TRANSLATORS: what somebody wrote, in quotes */
	strbuf_addf(out, catalog_get(w->d.catalog, N_("\"%s\"")), line.text);
	strbuf_release(&line);
}

static void add_clock(struct strbuf *out, const struct zone *zone, instant at)
{
	int minute;

	zone_local(zone, at, &minute);
	strbuf_addf(out, "%02d:%02d", minute / 60, minute % 60);
}

/* the days or times that somebody proposes, on the clocks of the meeting's place */
static void add_proposal(struct strbuf *out, const struct agenda_words *w,
			 const struct issued_answer *answer)
{
	const struct zone *zone = w->m->meeting->zone;

	if (answer->first != CIVIL_NONE && answer->last > answer->first) {
		dates_add_range(out, w->d.dates, w->d.lang, answer->first, answer->last - 1);
	} else if (answer->start != INSTANT_NONE && zone) {
		dates_add(out, w->d.dates, w->d.lang, DATE_PLAIN,
			  zone_local(zone, answer->start, NULL));
		strbuf_addstr(out, ", ");
		add_clock(out, zone, answer->start);
		if (answer->end != INSTANT_NONE) {
			strbuf_addstr(out, "–");
			add_clock(out, zone, answer->end);
		}
	}
}

static void add_name(struct strbuf *names, const struct agenda_words *w, const struct answerer *one,
		     bool proposal)
{
	struct strbuf more = STRBUF_INIT;

	describe_add_name(names, describe_text(&w->d, one->person->name));
	if (proposal)
		add_proposal(&more, w, one->answer);
	else if (one->answer->comment)
		add_comment(&more, w, one->answer->comment);
	if (more.len)
		strbuf_addf(names, " (%s)", more.text);
	strbuf_release(&more);
}

static void add_lines(struct strbuf *out, const struct agenda_words *w, const struct answerers *a)
{
	/* TRANSLATORS: names of people who gave this answer to an invitation. */
	static const char *const labels[ANSWER_KIND_COUNT + 1] = {
		[ANSWER_ACCEPTED] = N_("Accepted: %s"),
		[ANSWER_TENTATIVE] = N_("Perhaps: %s"),
		[ANSWER_DECLINED] = N_("Declined: %s"),
		/* TRANSLATORS: names of people instead of whom somebody else is to come. */
		[ANSWER_DELEGATED] = N_("Delegated: %s"),
		/* TRANSLATORS: names of people who have not answered an invitation. */
		[ANSWER_NONE] = N_("No answer: %s"),
		/* TRANSLATORS: names of people, each with a date and time. */
		[ANSWER_KIND_COUNT] = N_("Another time proposed: %s"),
	};
	static const int order[] = { ANSWER_ACCEPTED,  ANSWER_TENTATIVE, ANSWER_DECLINED,
				     ANSWER_DELEGATED, ANSWER_KIND_COUNT, ANSWER_NONE };
	struct strbuf names = STRBUF_INIT;

	for (size_t k = 0; k < ARRAY_SIZE(order); k++) {
		bool proposal = order[k] == ANSWER_KIND_COUNT;

		strbuf_reset(&names);
		for (size_t i = 0; i < a->list.n; i++) {
			const struct issued_answer *answer = a->list.v[i].answer;

			/* who proposes another time has answered, if not yes or no */
			if (proposal ? answer->proposes
				     : (int)answer->kind == order[k] &&
					       !(answer->kind == ANSWER_NONE && answer->proposes))
				add_name(&names, w, &a->list.v[i], proposal);
		}
		describe_line(out, &w->d, labels[order[k]], names.text);
	}
	strbuf_release(&names);
}

static void add_own(struct strbuf *out, const struct agenda_words *w, const struct answerer *one)
{
	static const char *const words[ANSWER_KIND_COUNT] = {
		/* TRANSLATORS: an answer to an invitation: none was given. */
		[ANSWER_NONE] = N_("none yet"),
		/* TRANSLATORS: an answer to an invitation. */
		[ANSWER_ACCEPTED] = N_("accepted"),
		/* TRANSLATORS: an answer to an invitation. */
		[ANSWER_TENTATIVE] = N_("perhaps"),
		/* TRANSLATORS: an answer to an invitation. */
		[ANSWER_DECLINED] = N_("declined"),
		/* TRANSLATORS: an answer to an invitation: somebody else is to come. */
		[ANSWER_DELEGATED] = N_("delegated"),
	};
	const char *word = words[one->answer->kind];

	if (one->answer->proposes && one->answer->kind == ANSWER_NONE)
		/* TRANSLATORS: an answer to an invitation. */
		word = N_("another time proposed");
	/* TRANSLATORS: what somebody answered to an invitation: accepted, declined, none yet. */
	describe_line(out, &w->d, N_("Answer: %s"), catalog_get(w->d.catalog, word));
}

void agenda_add_answers(struct strbuf *out, struct agenda_words *w, const struct item *item)
{
	struct answerers a;

	if (!is_asked(w, item))
		return;
	find_answerers(&a, w, item);
	if (w->m->source->view.kind == VIEW_PERSON && a.list.n)
		add_own(out, w, &a.list.v[0]);
	else
		add_lines(out, w, &a);
	VEC_RELEASE(&a.list);
}

/* ------------------------------------------------------------------------------- JSON */

static void put_proposal(struct json *json, const struct issued_answer *answer)
{
	json_key(json, "proposes");
	if (!answer->proposes) {
		json_string(json, NULL);
		return;
	}
	json_open(json, '{');
	json_put_instant(json, "start", answer->start);
	json_put_instant(json, "end", answer->end);
	json_put_day(json, "first", answer->first);
	json_put_day(json, "last", answer->last == CIVIL_NONE ? CIVIL_NONE : answer->last - 1);
	json_close(json, '}');
}

static void put_answerer(struct json *json, const struct agenda_words *w,
			 const struct answerer *one)
{
	static const char *const names[ANSWER_KIND_COUNT] = {
		[ANSWER_NONE] = NULL,		  [ANSWER_ACCEPTED] = "accepted",
		[ANSWER_DECLINED] = "declined",	  [ANSWER_TENTATIVE] = "tentative",
		[ANSWER_DELEGATED] = "delegated",
	};

	json_open(json, '{');
	json_put(json, "id", one->person->id);
	json_put(json, "name", text_in(one->person->name, w->d.lang));
	json_put(json, "answer", names[one->answer->kind]);
	json_put(json, "comment", one->answer->comment);
	put_proposal(json, one->answer);
	json_close(json, '}');
}

void agenda_put_answers(struct json *json, struct agenda_words *w, const struct item *item)
{
	struct answerers a;

	json_key(json, "answers");
	if (!is_asked(w, item)) {
		json_string(json, NULL);
		return;
	}
	find_answerers(&a, w, item);
	json_open(json, '[');
	for (size_t i = 0; i < a.list.n; i++)
		put_answerer(json, w, &a.list.v[i]);
	json_close(json, ']');
	VEC_RELEASE(&a.list);
}
