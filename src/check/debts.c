#include "check/debts.h"

#include "base/strbuf.h"
#include "base/xalloc.h"
#include "lang/text.h"
#include "plan/zone.h"

#include "base/banned.h"

/* the only other side of a plan of two; NULL if it has another number of them */
static const struct side *other_side(const struct plan *plan, const struct side *side)
{
	if (LIST_N(plan->sides) != 2)
		return NULL;
	return &plan->sides->v[side == &plan->sides->v[0]];
}

static struct guests *new_guests(struct arena *arena, size_t n)
{
	return arena_alloc(arena, sizeof(struct guests) + xmul(n, sizeof(const struct side *)));
}

const struct guests *visit_guests(const struct plan *plan, const struct meeting *meeting,
				  struct arena *arena)
{
	const struct delegations *delegations = meeting->delegations;
	struct guests *guests;

	if (!meeting->host)
		return NULL;
	guests = new_guests(arena, LIST_N(delegations) + 1);
	for (size_t i = 0; i < LIST_N(delegations); i++) {
		const struct delegation *d = &delegations->v[i];

		if (d->side && d->side != meeting->host && LIST_N(d->members))
			guests->v[guests->n++] = d->side;
	}
	/* in a list of past visits it goes without saying who came */
	if (!node_get(meeting->at, "delegations") && other_side(plan, meeting->host))
		guests->v[guests->n++] = other_side(plan, meeting->host);
	return guests->n ? guests : NULL;
}

/* so many days from Monday to Friday later */
static civil_day add_working_days(civil_day day, int n)
{
	day += n / 5 * 7;
	for (n %= 5; n; day++)
		n -= civil_weekday(day + 1) < 5;
	return day;
}

static civil_day add_duration(civil_day day, const struct duration *duration)
{
	switch (duration->unit) {
	case DURATION_MINUTES: return day + (duration->n + 24 * 60 - 1) / (24 * 60);
	case DURATION_DAYS: return day + duration->n;
	case DURATION_WORKING_DAYS: return add_working_days(day, duration->n);
	case DURATION_WEEKS: return day + 7 * duration->n;
	case DURATION_MONTHS: return civil_add_months(day, duration->n);
	default: return day;
	}
}

/* an answer that was given, or is planned for a day within the time, settles a debt */
static bool is_settled_by(const struct debt *debt, const struct meeting *answer)
{
	civil_day first = meeting_first_day(answer);

	return answer->status == STATUS_HELD || (first != CIVIL_NONE && first <= debt->until);
}

static bool is_owed(const struct meeting *meeting)
{
	return meeting->status == STATUS_HELD && !meeting->answers &&
	       !node_get(meeting->at, "answers") && meeting_last_day(meeting) != CIVIL_NONE;
}

/* the debt of each visit that makes one, by the meeting's index; none: no visit */
static struct debt *all_debts(const struct plan *plan, struct arena *arena, instant now)
{
	struct debt *debts = arena_array(arena, plan->meetings->n, sizeof(*debts));

	for (size_t i = 0; i < plan->meetings->n; i++) {
		const struct meeting *m = &plan->meetings->v[i];
		const struct guests *guests = is_owed(m) ? visit_guests(plan, m, arena) : NULL;
		civil_day today, last = meeting_last_day(m);

		if (!guests)
			continue;
		today = m->zone ? zone_local(m->zone, now, NULL) : (civil_day)(now / 86400);
		debts[i] = (struct debt){ .visit = m,
					  .debtor = m->host,
					  .creditors = guests,
					  .since = last,
					  .until = add_duration(last, &plan->rules.return_within) };
		debts[i].overdue = today > debts[i].until;
	}
	return debts;
}

void debts_find(struct debts *debts, const struct plan *plan, struct arena *arena, instant now)
{
	*debts = (struct debts){ 0 };
	if (!LIST_N(plan->meetings))
		return;
	debts->v = all_debts(plan, arena, now);
	for (size_t i = 0; i < plan->meetings->n; i++) {
		const struct meeting *answer = &plan->meetings->v[i];
		struct debt *debt;

		if (!answer->answers || answer->status == STATUS_CANCELLED)
			continue;
		debt = &debts->v[answer->answers->index];
		if (!debt->visit)
			continue;
		if (is_settled_by(debt, answer))
			debt->visit = NULL;
		else if (!debt->answer)
			debt->answer = answer;
	}
	for (size_t i = 0; i < plan->meetings->n; i++)
		if (debts->v[i].visit)
			debts->v[debts->n++] = debts->v[i];
}

const char *guests_names(const struct guests *guests, struct arena *arena, enum lang lang)
{
	const char **names = arena_array(arena, guests->n, sizeof(*names)), *list;
	struct strbuf sb = STRBUF_INIT;

	for (size_t i = 0; i < guests->n; i++)
		names[i] = text_in(guests->v[i]->name, lang);
	text_add_list(&sb, lang, names, guests->n);
	list = arena_strndup(arena, sb.text, sb.len);
	strbuf_release(&sb);
	return list;
}
