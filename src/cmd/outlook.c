#include "cmd/outlook.h"

#include <stdlib.h>

#include "check/border.h"

#include "base/banned.h"

void outlook_init(struct outlook *s, struct run *run)
{
	*s = (struct outlook){ .run = run };
}

void outlook_release(struct outlook *s)
{
	for (size_t i = 0; i < s->meetings.n; i++)
		VEC_RELEASE(&s->meetings.v[i].findings);
	for (size_t i = 0; i < s->invitations.n; i++)
		invitations_release(s->invitations.v[i]);
	VEC_RELEASE(&s->invitations);
	VEC_RELEASE(&s->deadlines);
	VEC_RELEASE(&s->meetings);
	VEC_RELEASE(&s->owed);
}

static void add_deadline(struct outlook *s, struct loaded *loaded, struct deadline deadline)
{
	if (deadline.day == CIVIL_NONE)
		return;
	deadline.days = deadline.day - check_today(&loaded->check, deadline.meeting);
	deadline.plan = loaded->plan.id;
	VEC_PUSH(&s->deadlines, deadline);
}

static const char *meeting_name(const struct check_run *check, const struct meeting *meeting)
{
	return meeting->title ? check_name(check, meeting->title) : meeting->id;
}

static void add_clearance(struct outlook *s, struct loaded *loaded, const struct meeting *meeting,
			  const struct clearance *c)
{
	struct check_run *check = &loaded->check;
	struct borders *borders = check_borders(check);
	struct clearance_use use = clearance_first_use(borders, meeting, c);
	struct deadline deadline = { .meeting = meeting, .id = c->id };
	const char *what = check_clearance(check, meeting, c);
	const char *name = meeting_name(check, meeting);

	if (clearance_is_granted(check, meeting, c) || c->kind == CLEARANCE_NONE)
		return;
	if (!clearance_is_requested(check, meeting, c)) {
		deadline.kind = DEADLINE_APPLY;
		deadline.day = clearance_last_day(check->calendar, check->plan, meeting, c, &use);
		deadline.what = arena_printf(&s->run->arena,
					     tr(s->run, N_("last day to apply: %1$s, for \"%2$s\"")), what,
					     name);
	} else {
		deadline.kind = DEADLINE_GRANT;
		deadline.day = use.day != CIVIL_NONE ? use.day : c->valid.first;
		deadline.what = arena_printf(
			&s->run->arena,
			tr(s->run, N_("needed and not granted yet: %1$s, for \"%2$s\", requested on %3$s")),
			what, name, check_day(check, c->requested));
	}
	add_deadline(s, loaded, deadline);
}

static void add_action(struct outlook *s, struct loaded *loaded, const struct meeting *meeting,
		       const struct action *action)
{
	struct deadline deadline = { .kind = DEADLINE_ACTION,
				     .day = action->due,
				     .meeting = meeting,
				     .id = action->id };

	if (action->status != ACTION_OPEN || !action->title)
		return;
	deadline.what = arena_printf(&s->run->arena,
				     tr(s->run, N_("to be done: \"%1$s\", for \"%2$s\"")),
				     check_name(&loaded->check, action->title),
				     meeting_name(&loaded->check, meeting));
	add_deadline(s, loaded, deadline);
}

static void add_findings(struct outlook *s, struct upcoming *upcoming, size_t first)
{
	const struct diags *diags = &s->run->diags;
	struct span span = node_span(upcoming->meeting->at);

	for (size_t i = first; i < diags->list.n; i++) {
		const struct diag *diag = diags->list.v[i];

		if (diag->severity > SEVERITY_NOTE && !diag->waived && span_is_within(diag->span, span))
			VEC_PUSH(&upcoming->findings, diag);
	}
}

static void add_upcoming(struct outlook *s, struct loaded *loaded, const struct meeting *meeting,
			 size_t first)
{
	civil_day today = check_today(&loaded->check, meeting);
	struct upcoming upcoming = { .plan = loaded->plan.id,
				     .meeting = meeting,
				     .first = meeting_first_day(meeting),
				     .last = meeting_last_day(meeting),
				     .invitations = s->invitations.v[s->invitations.n - 1] };

	if (upcoming.last != CIVIL_NONE && upcoming.last < today)
		return;
	if (upcoming.first != CIVIL_NONE && upcoming.first > today)
		upcoming.days = upcoming.first - today;
	add_findings(s, &upcoming, first);
	for (size_t i = 0; i < LIST_N(meeting->clearances); i++)
		add_clearance(s, loaded, meeting, &meeting->clearances->v[i]);
	VEC_PUSH(&s->meetings, upcoming);
}

static void add_owed(struct outlook *s, struct loaded *loaded)
{
	struct arena *arena = &s->run->arena;
	struct debts debts;

	debts_find(&debts, &loaded->plan, arena, s->run->now);
	for (size_t i = 0; i < debts.n; i++) {
		struct debt *debt = &debts.v[i];
		struct owed owed = { .plan = loaded->plan.id,
				     .debt = *debt,
				     .debtor = check_name(&loaded->check, debt->debtor->name),
				     .creditors = guests_names(debt->creditors, arena, s->run->ui),
				     .visit = meeting_name(&loaded->check, debt->visit) };
		struct deadline deadline = { .kind = DEADLINE_VISIT,
					     .day = debt->until,
					     .meeting = debt->visit,
					     .id = debt->visit->id };

		VEC_PUSH(&s->owed, owed);
		deadline.what = arena_printf(arena, tr(s->run, N_("the visit \"%s\" is to be answered")),
					     owed.visit);
		add_deadline(s, loaded, deadline);
	}
}

void outlook_add_plan(struct outlook *s, struct loaded *loaded, size_t first)
{
	const struct meetings *meetings = loaded->plan.meetings;
	struct invitations *invitations;

	/* of a plan that was not read to its end nothing certain can be said */
	if (!loaded->plan.complete)
		return;
	invitations = arena_new(&s->run->arena, struct invitations);
	invitations_init(invitations, s->run, loaded, first);
	VEC_PUSH(&s->invitations, invitations);
	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct meeting *meeting = &meetings->v[i];

		if (meeting_is_ahead(meeting))
			add_upcoming(s, loaded, meeting, first);
		for (size_t j = 0; j < LIST_N(meeting->actions); j++)
			if (meeting->status != STATUS_CANCELLED)
				add_action(s, loaded, meeting, &meeting->actions->v[j]);
	}
	add_owed(s, loaded);
}

static int compare_days(civil_day a, civil_day b)
{
	/* what has no day comes last */
	if ((a == CIVIL_NONE) != (b == CIVIL_NONE))
		return a == CIVIL_NONE ? 1 : -1;
	return (a > b) - (a < b);
}

static int compare_deadlines(const void *a, const void *b)
{
	const struct deadline *x = a, *y = b;
	int r = compare_days(x->day, y->day);

	r = r ? r : (int)x->kind - (int)y->kind;
	return r ? r : span_compare(node_span(x->meeting->at), node_span(y->meeting->at));
}

static int compare_upcoming(const void *a, const void *b)
{
	const struct upcoming *x = a, *y = b;
	int r = compare_days(x->first, y->first);

	return r ? r : span_compare(node_span(x->meeting->at), node_span(y->meeting->at));
}

static int compare_owed(const void *a, const void *b)
{
	const struct owed *x = a, *y = b;
	int r = compare_days(x->debt.until, y->debt.until);

	return r ? r : span_compare(node_span(x->debt.visit->at), node_span(y->debt.visit->at));
}

#define SORT(list, compare)                                                                        \
	do {                                                                                       \
		if ((list).n)                                                                      \
			qsort((list).v, (list).n, sizeof(*(list).v), compare);                     \
	} while (0)

void outlook_sort(struct outlook *s)
{
	SORT(s->deadlines, compare_deadlines);
	SORT(s->meetings, compare_upcoming);
	SORT(s->owed, compare_owed);
}
