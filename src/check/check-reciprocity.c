/*
 * PB6xx: reciprocity.  A visit is answered by a visit; see debts.h for what
 * a visit is and who owes one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "check/check.h"
#include "check/debts.h"

#include "base/banned.h"

/* meetings of a circle that are pointed at */
#define CIRCLE_MAX 8

/* days after which something should follow from a visit */
#define FOLLOW_UP_DAYS 14

static struct span meeting_span(const struct meeting *meeting)
{
	return node_span_of(meeting->at, "id");
}

static const char *title_of(const struct check_run *run, const struct meeting *meeting)
{
	return meeting->title ? check_name(run, meeting->title) : meeting->id;
}

static bool is_answer(const struct meeting *meeting)
{
	return meeting->answers && meeting->status != STATUS_CANCELLED;
}

/* is the meeting it answers known to be later? */
static bool answers_later(const struct meeting *meeting)
{
	civil_day last = meeting_last_day(meeting), other = meeting_first_day(meeting->answers);

	return last != CIVIL_NONE && other != CIVIL_NONE && other > last;
}

static void blame_answer(struct check_run *run, struct diag *diag, const struct meeting *meeting,
			 const char *key)
{
	diag_add_related(run->diags, diag, node_span_of(meeting->answers->at, key),
			 N_("the visit that it answers is here"));
	check_blame(run, diag, meeting, NULL);
	check_blame(run, diag, meeting->answers, NULL);
}

/* what is wrong with one answer by itself */
static bool check_answer(struct check_run *run, const struct meeting *meeting)
{
	struct span span = node_span_of(meeting->at, "answers");
	const struct meeting *other = meeting->answers;
	struct diag *diag;

	if (other != meeting && answers_later(meeting)) {
		diag = diag_add(run->diags, PB604, span,
				N_("\"%1$s\" answers \"%2$s\", which is later"), title_of(run, meeting),
				title_of(run, other));
		blame_answer(run, diag, meeting, "dates");
		return true;
	}
	if (other != meeting && meeting->host && meeting->host == other->host) {
		diag = diag_add(run->diags, PB604, span,
				N_("\"%1$s\" answers \"%2$s\", which has the same host; a visit is "
				   "answered at the other side"),
				title_of(run, meeting), title_of(run, other));
		blame_answer(run, diag, meeting, "host");
		return true;
	}
	return false;
}

/*
 * Follows answers from a meeting on: rounds[i] is the walk on which meeting
 * i was come by.  A walk that comes upon itself has found a circle, and in
 * it bad links that were told of already, or none.
 */
static void check_circle(struct check_run *run, const struct meeting *start, size_t *rounds,
			 const bool *told)
{
	size_t round = start->index + 1;
	const struct meeting *m = start, *last;
	bool known = false;
	struct diag *diag;

	for (; is_answer(m) && !rounds[m->index]; m = m->answers)
		rounds[m->index] = round;
	if (!is_answer(m) || rounds[m->index] != round)
		return;
	last = m;
	do {
		known = known || told[m->index];
		m = m->answers;
	} while (m != last);
	if (known)
		return;
	diag = diag_add(run->diags, PB604, node_span_of(m->at, "answers"),
			N_("\"%s\" in the end answers itself"), title_of(run, m));
	for (size_t n = 0;; n++) {
		check_blame(run, diag, m, NULL);
		m = m->answers;
		if (m == last)
			break;
		if (n < CIRCLE_MAX)
			diag_add_related(run->diags, diag, node_span_of(m->at, "answers"),
					 /* TRANSLATORS: the next answer of a circle of answers */
					 N_("the circle goes on here"));
	}
}

void check_answers_itself(struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;
	size_t n = LIST_N(meetings), *rounds = xcalloc(n, sizeof(*rounds));
	bool *told = xcalloc(n, sizeof(*told));

	for (size_t i = 0; i < n; i++) {
		const struct meeting *m = &meetings->v[i];

		if (is_answer(m) && m->answers->status != STATUS_CANCELLED)
			told[i] = check_answer(run, m);
	}
	for (size_t i = 0; i < n; i++)
		if (!rounds[i])
			check_circle(run, &meetings->v[i], rounds, told);
	free(told);
	free(rounds);
}

/* a visit in the order of days; of several guests one for each */
struct visit {
	const struct meeting *meeting;
	const struct side *guest;
	civil_day day;
};

/* all that PB601, PB602 and PB606 must know of each other */
struct ledger {
	struct debts debts;
	civil_day *answered;		    /* by meeting: first day of its first answer */
	const struct meeting **again;	    /* by meeting: the next visit at the same host,
					       with no answer between */
	civil_day latest;		    /* first day of the last meeting of all */
	bool certain;			    /* no answer's visit is unknown: each may be answered */
};

static void ledger_release(struct ledger *l)
{
	free(l->answered);
	free(l->again);
}

static int compare_visits(const void *a, const void *b)
{
	const struct visit *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->meeting != y->meeting)
		return x->meeting->index < y->meeting->index ? -1 : 1;
	return (x->guest > y->guest) - (x->guest < y->guest);
}

/* a host and a guest, whichever is which */
struct pair {
	const struct side *sides[2];
};

static struct pair pair_of(const struct visit *v)
{
	const struct side *host = v->meeting->host;
	struct pair pair = { { host < v->guest ? host : v->guest, host < v->guest ? v->guest : host } };

	return pair;
}

static void **pair_slot(struct check_run *run, struct hash *pairs, const struct visit *v)
{
	struct pair pair = pair_of(v);
	const char *key = (const char *)&pair;

	if (!hash_get(pairs, key, sizeof(pair)))
		key = arena_strndup(run->arena, key, sizeof(pair));
	return hash_slot(pairs, key, sizeof(pair));
}

/*
 * A visit that is itself an answer follows where it may, and two without a
 * day between them are one journey.
 */
static bool is_again(const struct ledger *l, const struct meeting *last, const struct meeting *m)
{
	civil_day answered = l->answered[last->index], first = meeting_first_day(m);

	return last->host == m->host && last != m && !m->answers && !node_get(m->at, "answers") &&
	       first > meeting_last_day(last) + 1 && (answered == CIVIL_NONE || answered > first);
}

static void find_repetitions(struct check_run *run, struct ledger *l)
{
	const struct meetings *meetings = run->plan->meetings;
	VEC(struct visit) visits = { 0 };
	struct hash pairs = HASH_INIT;

	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct meeting *m = &meetings->v[i];
		civil_day day = meeting_first_day(m);
		const struct guests *guests = m->status != STATUS_CANCELLED && day != CIVIL_NONE
						      ? visit_guests(run->plan, m, run->arena)
						      : NULL;

		for (size_t j = 0; j < LIST_N(guests); j++) {
			struct visit v = { m, guests->v[j], day };

			VEC_PUSH(&visits, v);
		}
	}
	if (visits.n)
		qsort(visits.v, visits.n, sizeof(*visits.v), compare_visits);
	for (size_t i = 0; i < visits.n; i++) {
		const struct meeting *m = visits.v[i].meeting, *last;
		void **slot = pair_slot(run, &pairs, &visits.v[i]);

		last = *slot;
		if (last && is_again(l, last, m))
			l->again[last->index] = m;
		*slot = (void *)(uintptr_t)m;
	}
	hash_release(&pairs);
	VEC_RELEASE(&visits);
}

static void ledger_init(struct ledger *l, struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;
	size_t n = LIST_N(meetings);

	*l = (struct ledger){ .latest = CIVIL_NONE, .certain = true };
	l->answered = xcalloc(n, sizeof(*l->answered));
	l->again = xcalloc(n, sizeof(*l->again));
	for (size_t i = 0; i < n; i++)
		l->answered[i] = CIVIL_NONE;
	for (size_t i = 0; i < n; i++) {
		const struct meeting *m = &meetings->v[i];
		civil_day day = meeting_first_day(m), *answered;

		l->certain = l->certain && (m->answers || !node_get(m->at, "answers"));
		if (m->status == STATUS_CANCELLED || day == CIVIL_NONE)
			continue;
		l->latest = day > l->latest ? day : l->latest;
		answered = m->answers ? &l->answered[m->answers->index] : NULL;
		if (answered && (*answered == CIVIL_NONE || day < *answered))
			*answered = day;
	}
	debts_find(&l->debts, run->plan, run->arena, run->now);
	find_repetitions(run, l);
}

/* an action, a later meeting, or one that answers it: something comes after the visit */
static bool has_follow_up(const struct ledger *l, const struct meeting *visit)
{
	civil_day last = meeting_last_day(visit);

	return LIST_N(visit->actions) || l->latest > last || l->answered[visit->index] != CIVIL_NONE;
}

/* a line in a list of past visits tells nothing of what came of it */
static bool is_told_of(const struct meeting *visit)
{
	return node_get(visit->at, "delegations") || node_get(visit->at, "programme");
}

/* does PB606 tell of a visit what a note of PB601 would? */
static bool lacks_follow_up(const struct check_run *run, const struct ledger *l,
			    const struct meeting *visit)
{
	civil_day last = meeting_last_day(visit);

	return visit->status == STATUS_HELD && last != CIVIL_NONE && is_told_of(visit) &&
	       !has_follow_up(l, visit) && check_today(run, visit) > last + FOLLOW_UP_DAYS;
}

static void add_planned_answer(struct check_run *run, struct diag *diag, const struct debt *debt)
{
	if (debt->answer && meeting_first_day(debt->answer) != CIVIL_NONE)
		diag_add_related(run->diags, diag, meeting_span(debt->answer),
				 N_("an answer is planned here, after that day"));
	else if (debt->answer)
		diag_add_related(run->diags, diag, meeting_span(debt->answer),
				 N_("an answer is planned here, without a day"));
	else
		diag_add_related(run->diags, diag, node_span_of(debt->visit->at, "dates"),
				 /* TRANSLATORS: its last day */
				 N_("the visit ended here"));
}

static void report_debt(struct check_run *run, const struct debt *debt)
{
	const char *title = title_of(run, debt->visit), *day = check_day(run, debt->until);
	const char *debtor = check_name(run, debt->debtor->name);
	const char *creditors = guests_names(debt->creditors, run->arena, run->lang);
	struct diag *diag;

	if (debt->overdue) {
		diag = diag_add(run->diags, PB601, meeting_span(debt->visit),
				N_("the visit \"%1$s\" was to be answered by %2$s and has not been; "
				   "who owes the answer: %3$s; to whom: %4$s"),
				title, day, debtor, creditors);
		check_blame(run, diag, debt->visit, NULL);
	} else {
		diag = diag_add(run->diags, PB601, meeting_span(debt->visit),
				N_("the visit \"%1$s\" is to be answered by %2$s; who owes the answer: "
				   "%3$s; to whom: %4$s"),
				title, day, debtor, creditors);
		diag->severity = SEVERITY_NOTE;
	}
	add_planned_answer(run, diag, debt);
}

void check_unanswered(struct check_run *run)
{
	struct ledger l;

	ledger_init(&l, run);
	for (size_t i = 0; i < l.debts.n && l.certain; i++) {
		const struct debt *debt = &l.debts.v[i];

		/* what is owed is then part of another finding's message, or its reason */
		if (!debt->overdue &&
		    (l.again[debt->visit->index] || lacks_follow_up(run, &l, debt->visit)))
			continue;
		if (!check_is_blamed(run, debt->visit, NULL))
			report_debt(run, debt);
	}
	ledger_release(&l);
}

void check_same_host(struct check_run *run)
{
	struct ledger l;

	ledger_init(&l, run);
	for (size_t i = 0; i < LIST_N(run->plan->meetings) && l.certain; i++) {
		const struct meeting *first = &run->plan->meetings->v[i], *m = l.again[i];
		struct diag *diag;

		if (!m || check_is_blamed(run, first, NULL) || check_is_blamed(run, m, NULL))
			continue;
		diag = diag_add(run->diags, PB602, node_span_of(m->at, "host"),
				N_("\"%1$s\" has the same host as the visit before it, \"%2$s\", which is "
				   "not answered by then"),
				title_of(run, m), title_of(run, first));
		diag_add_related(run->diags, diag, node_span_of(first->at, "host"),
				 N_("the visit before it is here"));
		check_blame(run, diag, m, NULL);
		check_blame(run, diag, first, NULL);
	}
	ledger_release(&l);
}

/* visits held between two sides, at each of them */
struct balance {
	struct balance *next;
	const struct side *hosts[2];
	size_t n[2];
	const struct meeting *last[2];
	bool blamed[2];
};

static void count_visit(struct check_run *run, struct balance *b, const struct meeting *m)
{
	size_t i = b->hosts[0] == m->host ? 0 : 1;

	b->n[i]++;
	b->blamed[i] = b->blamed[i] || check_is_blamed(run, m, NULL);
	if (!b->last[i] || meeting_first_day(m) > meeting_first_day(b->last[i]))
		b->last[i] = m;
}

static void report_balance(struct check_run *run, const struct balance *b)
{
	size_t more = b->n[1] > b->n[0], fewer = !more;
	struct diag *diag;

	/* why there are more has been told of them */
	if (b->n[more] - b->n[fewer] < 2 || b->blamed[more])
		return;
	diag = diag_add(run->diags, PB603, node_span_of(b->last[more]->at, "host"),
			N_("visits held so far: %1$zu with \"%2$s\" as the host, %3$zu with \"%4$s\""),
			b->n[more], check_name(run, b->hosts[more]->name), b->n[fewer],
			check_name(run, b->hosts[fewer]->name));
	if (b->last[fewer])
		diag_add_related(run->diags, diag, node_span_of(b->last[fewer]->at, "host"),
				 N_("the last one at the other side is here"));
}

void check_imbalance(struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;
	struct balance *first = NULL, **last = &first;
	struct hash pairs = HASH_INIT;

	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct meeting *m = &meetings->v[i];
		const struct guests *guests =
			m->status == STATUS_HELD ? visit_guests(run->plan, m, run->arena) : NULL;

		for (size_t j = 0; j < LIST_N(guests); j++) {
			struct visit visit = { m, guests->v[j], 0 };
			void **slot = pair_slot(run, &pairs, &visit);

			if (!*slot) {
				*last = *slot = arena_new(run->arena, struct balance);
				memcpy((*last)->hosts, pair_of(&visit).sides, sizeof((*last)->hosts));
				last = &(*last)->next;
			}
			count_visit(run, *slot, m);
		}
	}
	for (const struct balance *b = first; b; b = b->next)
		report_balance(run, b);
	hash_release(&pairs);
}

/* the people who are named as owners, for lists of what each has to do */
static void set_owners(struct check_run *run, struct diag *diag, const struct who *owner)
{
	VEC(const struct person *) people = { 0 };

	for (size_t i = 0; i < LIST_N(owner); i++)
		if (owner->v[i].kind == WHO_PERSON)
			VEC_PUSH(&people, owner->v[i].person);
	if (people.n)
		check_set_people(run, diag, people.v, people.n);
	VEC_RELEASE(&people);
}

static void check_action(struct check_run *run, const struct meeting *m, const struct action *action)
{
	const char *title = action->title ? check_name(run, action->title) : action->id;
	const struct node *named = node_get(action->at, "title");
	struct diag *diag;

	if (action->status != ACTION_OPEN || check_is_blamed(run, action, NULL))
		return;
	if (!LIST_N(action->owner)) {
		diag_add(run->diags, PB605, node_span(named ? named->key : action->at),
			 N_("nobody sees to \"%s\"; name an \"owner\""), title);
	} else if (action->due != CIVIL_NONE && action->due < check_today(run, m)) {
		diag = diag_add(run->diags, PB605, node_span_of(action->at, "due"),
				N_("\"%1$s\" was due on %2$s and is still open"), title,
				check_day(run, action->due));
		set_owners(run, diag, action->owner);
	}
}

void check_action_overdue(struct check_run *run)
{
	for (size_t i = 0; i < LIST_N(run->plan->meetings); i++) {
		const struct meeting *m = &run->plan->meetings->v[i];

		for (size_t j = 0; j < LIST_N(m->actions) && m->status != STATUS_CANCELLED; j++)
			check_action(run, m, &m->actions->v[j]);
	}
}

static void report_no_follow_up(struct check_run *run, const struct meeting *visit,
				const struct debt *debt)
{
	const char *title = title_of(run, visit);
	struct diag *diag;

	if (debt)
		diag = diag_add(run->diags, PB606, meeting_span(visit),
				N_("nothing has followed from the visit \"%1$s\", neither an action nor a "
				   "next date; it is to be answered by %2$s; who owes the answer: %3$s; to "
				   "whom: %4$s"),
				title, check_day(run, debt->until),
				check_name(run, debt->debtor->name),
				guests_names(debt->creditors, run->arena, run->lang));
	else
		diag = diag_add(run->diags, PB606, meeting_span(visit),
				N_("nothing has followed from the visit \"%s\", neither an action nor a "
				   "next date"),
				title);
	diag_add_related(run->diags, diag, node_span_of(visit->at, "dates"),
			 N_("the visit ended here"));
}

void check_no_follow_up(struct check_run *run)
{
	struct ledger l;
	size_t n = 0;

	ledger_init(&l, run);
	for (size_t i = 0; i < LIST_N(run->plan->meetings) && l.certain; i++) {
		const struct meeting *m = &run->plan->meetings->v[i];
		const struct debt *debt = n < l.debts.n ? &l.debts.v[n] : NULL;

		/* debts stand in the same order */
		if (debt && debt->visit == m)
			n++;
		else
			debt = NULL;
		if (lacks_follow_up(run, &l, m) && visit_guests(run->plan, m, run->arena) &&
		    !check_is_blamed(run, m, NULL))
			report_no_follow_up(run, m, debt);
	}
	ledger_release(&l);
}
