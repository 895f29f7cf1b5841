/*
 * PB302, PB305, PB307, PB308, PB508, PB509: whether each person's journey
 * is one: everybody is where the next item begins.  And, on the same walk,
 * whether there is time for it (PB303, PB306) and a bed (PB309).
 *
 * A step has one fault at most; the walk goes on from where the item says,
 * and what follows is judged by itself.
 */
#include "check/journey.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

/* the codes, in the order of the findings' gathers */
enum journey_fault {
	FAULT_NONE,
	FAULT_TELEPORT,	       /* PB302: the same country, another city, no leg */
	FAULT_BROKEN_CHAIN,    /* PB305: a leg begins somewhere else */
	FAULT_NO_ARRIVAL,      /* PB307: from home to abroad, without a way */
	FAULT_NO_RETURN,       /* PB308 */
	FAULT_WRONG_DIRECTION, /* PB508: a crossing into where the person is */
	FAULT_FRONTIER,	       /* PB509: another country, without a way */
	FAULT_COUNT
};

/*
 * What was found to be in order: to come to an item from another one, for
 * those who are at a place and at home in a country.  Most people come to
 * an item from one of a few.
 */
#define PROVEN 4
struct proven {
	const struct item *last;
	const struct place *city;
	uint32_t countries; /* where they are, and of home */
};

struct journeys {
	struct check_run *run;
	struct proven **proven; /* by meeting and item */
	struct gather of[FAULT_COUNT];
	struct ways ways;
	struct nights nights;
	/* of the walk at hand */
	const struct meeting *meeting;
	struct proven *list; /* of the meeting's items */
	bool ahead;	     /* is this meeting judged? */
	bool was_abroad;     /* in this meeting */
	bool arrived;	     /* or that was not told to be missing */
	const struct item *stay; /* to which no leg leads */
	const struct item *late; /* a crossing after the leg that goes on from it */
};

/* a leg that leads into another country though it cannot */
static bool leads_over_frontier(const struct walk *w)
{
	return w->item->kind == ITEM_TRANSFER && w->entered && !w->item->via;
}

static enum journey_fault judge_leg(const struct journeys *j, const struct walk *w)
{
	/* one that comes too late has its finding at the leg that goes on from it */
	if (w->item->kind == ITEM_CROSSING && *w->before.country &&
	    !strcmp(w->before.country, w->ends.country))
		return w->item == j->late ? FAULT_NONE : FAULT_WRONG_DIRECTION;
	if (position_other_country(&w->before, &w->begins))
		return walk_is_home(w, &w->before) && !j->was_abroad ? FAULT_NO_ARRIVAL
								     : FAULT_BROKEN_CHAIN;
	if (position_other_city(&w->before, &w->begins) && !walk_is_home(w, &w->before))
		return FAULT_BROKEN_CHAIN;
	return leads_over_frontier(w) ? FAULT_FRONTIER : FAULT_NONE;
}

static enum journey_fault judge(const struct journeys *j, const struct walk *w)
{
	if (!w->night && item_is_leg(w->item))
		return judge_leg(j, w);
	if (position_other_country(&w->before, &w->begins))
		return walk_is_home(w, &w->before) && !j->was_abroad ? FAULT_NO_ARRIVAL
								     : FAULT_FRONTIER;
	if (position_other_city(&w->before, &w->begins) && !walk_is_home(w, &w->before))
		return FAULT_TELEPORT;
	return FAULT_NONE;
}

/* two items at once say nothing about the way from one to the other */
static bool can_be_judged(const struct journeys *j, const struct walk *w)
{
	const struct timeline *t = w->timeline;

	return !check_is_blamed(j->run, w->item, t) &&
	       !(w->last && check_is_blamed(j->run, w->last, t)) &&
	       !(w->last && !w->night && w->last->end > w->item->start);
}

/* of a draft nobody expects that every way is there */
static bool must_be_whole(const struct meeting *meeting)
{
	return meeting->status != STATUS_DRAFT;
}

/* so many items before and after a leg are looked at: more than a day has */
#define ITEMS_AROUND 64

/* the crossing on a day that leads from a leg's beginning into the country of its end */
static const struct item *crossing_of_leg(const struct item *leg)
{
	const struct items *items = leg->meeting->items;
	size_t at = (size_t)(leg - items->v), i = at > ITEMS_AROUND ? at - ITEMS_AROUND : 0;
	struct position ends = item_ends(leg, "");

	for (; i < items->n && i < at + ITEMS_AROUND; i++) {
		const struct item *item = &items->v[i];

		if (item->kind == ITEM_CROSSING && item->day == leg->day && item_stands(item) &&
		    item->place == leg->from && same_country(item->entering.code, ends.country))
			return item;
	}
	return NULL;
}

/*
 * Those who come from one city to another on one day miss the same leg,
 * whatever they did before and do then.
 */
static void add_fault(struct journeys *j, const struct walk *w, enum journey_fault fault)
{
	const struct meeting *meeting = w->item->meeting;
	struct gather *g = &j->of[fault];
	struct gathered *fact;

	if (fault == FAULT_NO_ARRIVAL) {
		if (!j->arrived || !must_be_whole(meeting) ||
		    check_is_blamed(j->run, meeting, w->timeline))
			return;
		fact = gather_add(g, meeting, NULL, w->timeline,
				  w->begins.country[0] * 256 + w->begins.country[1]);
	} else if (fault == FAULT_WRONG_DIRECTION) {
		fact = gather_add(g, w->item, NULL, w->timeline, 0);
	} else {
		fact = gather_add(g, w->before.city, w->begins.city, w->timeline,
				  (int64_t)w->day * 2 + w->night);
	}
	fact->sets->item = w->item;
	if (fault == FAULT_FRONTIER && !w->night && item_is_leg(w->item))
		j->late = crossing_of_leg(w->item);
	if (fact->item)
		return;
	fact->item = w->item;
	fact->last = w->last;
}

/* are there legs of this meeting later on, after items of another? */
static bool goes_on_later(const struct walk *w)
{
	const struct timeline *t = w->timeline;

	for (size_t i = w->next_i; i < t->n; i++)
		if (t->v[i].item->meeting == w->item->meeting && item_is_leg(t->v[i].item))
			return true;
	return false;
}

/* the last step in a meeting: is there a way home, or on to another? */
static void judge_end(struct journeys *j, const struct walk *w)
{
	const struct meeting *meeting = w->item->meeting;
	struct gathered *fact;

	if (!walk_is_abroad(w, &w->after) || !j->arrived || !must_be_whole(meeting) ||
	    (w->next && walk_goes_on(w, w->next)) ||
	    check_is_blamed(j->run, meeting, w->timeline) ||
	    check_is_blamed(j->run, w->item, w->timeline) || goes_on_later(w))
		return;
	fact = gather_add(&j->of[FAULT_NO_RETURN], meeting, w->after.city, w->timeline, w->item->day);
	if (!fact->item)
		fact->item = w->item;
}

static void begin_meeting(struct journeys *j, const struct walk *w)
{
	struct proven **list;

	if (w->item->meeting == j->meeting)
		return;
	j->meeting = w->item->meeting;
	j->ahead = meeting_is_ahead(j->meeting);
	j->was_abroad = walk_is_abroad(w, &w->before);
	j->arrived = true;
	j->stay = j->late = NULL;
	list = &j->proven[j->meeting->index];
	if (!*list)
		*list = xcalloc(xmul(j->meeting->items->n, PROVEN), sizeof(**list));
	j->list = *list;
	nights_begin_meeting(&j->nights, w);
}

static uint32_t country_number(const char *code)
{
	return *code ? (uint32_t)(unsigned char)code[0] << 8 | (unsigned char)code[1] : 0;
}

/* where the proof of a step is, if there is one */
static struct proven *proven_of(struct journeys *j, const struct item *item,
				const struct proven *proof)
{
	size_t which = (uintptr_t)proof->last / sizeof(*proof->last) + proof->countries;

	return &j->list[(size_t)(item - j->meeting->items->v) * PROVEN + which % PROVEN];
}

static bool same_proof(const struct proven *a, const struct proven *b)
{
	return a->last == b->last && a->city == b->city && a->countries == b->countries;
}

/*
 * The way to a stay is missing once, whatever nights it is for, and what
 * begins where the stay is goes on from there.
 */
static bool is_of_stay(const struct item *stay, const struct walk *w)
{
	if (!stay || w->night)
		return stay && stay == w->item;
	return w->begins.city && w->begins.city == place_city(stay->place);
}

/* the step by itself, and what it has to do with the one before */
static void judge_way(struct journeys *j, const struct walk *w)
{
	const struct proven proof = { w->last, w->before.city,
				      country_number(w->before.country) << 16 |
					      country_number(w->timeline->home_country.code) };
	struct proven *proven = w->last ? proven_of(j, w->item, &proof) : NULL;
	const struct item *stay = j->stay;
	enum journey_fault fault;

	/* by day the way to it is behind them */
	if (!w->night)
		j->stay = NULL;
	if ((proven && same_proof(proven, &proof)) || !can_be_judged(j, w))
		return;
	fault = judge(j, w);
	if (fault && is_of_stay(stay, w))
		return;
	if (fault && w->night)
		j->stay = w->item;
	if (fault)
		add_fault(j, w, fault);
	else if (w->item != j->late && (w->night || ways_judge(&j->ways, w)) && proven)
		*proven = proof;
	/* who never arrived need not return, or sleep, either */
	j->arrived = j->arrived && fault != FAULT_NO_ARRIVAL;
}

static void judge_step(struct journeys *j, const struct walk *w)
{
	bool last = !w->next || w->next->meeting != j->meeting;

	judge_way(j, w);
	j->was_abroad = j->was_abroad || walk_is_abroad(w, &w->ends);
	if (w->night)
		return;
	ways_step(&j->ways, w);
	if (last)
		judge_end(j, w);
	if (last || item_is_leg(w->item))
		nights_step(&j->nights, w,
			    j->arrived && must_be_whole(j->meeting) &&
				    !check_is_blamed(j->run, j->meeting, w->timeline));
}

static void judge_timeline(struct journeys *j, const struct timeline *timeline)
{
	struct walk w;

	j->meeting = NULL;
	ways_begin(&j->ways);
	nights_begin(&j->nights, timeline);
	walk_init(&w, timeline);
	while (walk_next(&w)) {
		begin_meeting(j, &w);
		if (j->ahead)
			judge_step(j, &w);
	}
	nights_end(&j->nights);
}

/* an item and the city it is in, for messages */
static const char *item_and_city(const struct check_run *run, const struct item *item,
				 const struct position *position)
{
	const struct place *city = position->city;
	const char *name = item_name(item, run->lang);

	/* a crossing's name says where it is */
	if (!city || item->kind == ITEM_CROSSING)
		/* TRANSLATORS: an item's or a place's name in quotes */
		return arena_printf(run->arena, catalog_get(run->diags->catalog, N_("\"%s\"")), name);
	/* TRANSLATORS: an item's name, and the city it is in */
	return arena_printf(run->arena, catalog_get(run->diags->catalog, N_("\"%1$s\" (%2$s)")), name,
			    check_place(run, city));
}

static void report_teleport(struct check_run *run, struct gather *g, const struct gathered *fact)
{
	const struct item *last = fact->last, *item = fact->item;
	struct position from = item_ends(last, ""), to = item_begins(item, "");
	const char *names = gather_names(g, fact);
	struct diag *diag;

	if (fact->value % 2)
		diag = diag_add(run->diags, PB302, item_span(item),
				N_("%1$s: the night is at %2$s, and no leg leads there from %3$s"), names,
				item_and_city(run, item, &to), item_and_city(run, last, &from));
	else
		diag = diag_add(run->diags, PB302, item_span(item),
				N_("%1$s: no leg leads from %2$s to %3$s; add a transfer or another leg"), names,
				item_and_city(run, last, &from), item_and_city(run, item, &to));
	diag_add_related(run->diags, diag, item_span(last), N_("the item before it is here"));
	gather_finish(g, diag, fact, NULL);
}

static void report_broken_chain(struct check_run *run, struct gather *g,
				const struct gathered *fact)
{
	const struct item *last = fact->last, *item = fact->item;
	struct position from = item_ends(last, ""), to = item_begins(item, "");
	const char *names = gather_names(g, fact);
	struct diag *diag;

	if (item->kind == ITEM_CROSSING)
		diag = diag_add(run->diags, PB305, item_span(item),
				N_("%1$s: no leg leads from %2$s to the crossing %3$s"), names,
				item_and_city(run, last, &from), item_and_city(run, item, &to));
	else
		diag = diag_add(run->diags, PB305, item_span(item),
				N_("%1$s: %2$s begins where they are not; the last item before it is %3$s"),
				names, item_and_city(run, item, &to), item_and_city(run, last, &from));
	diag_add_related(run->diags, diag, item_span(last), N_("the item before it is here"));
	gather_finish(g, diag, fact, NULL);
}

/*
 * The leg by which others come into a country, or the last by which they
 * leave it; NULL if there is none.
 */
static const struct item *leg_of_others(const struct gather *g, const struct meeting *meeting,
					const char *country, bool into)
{
	const struct item *found = NULL;

	/* a larger meeting is no visit, and there may be as many findings */
	if (LIST_N(meeting->items) > JOURNEY_ITEMS_MAX)
		return NULL;
	for (size_t i = 0; i < LIST_N(meeting->items) && !(found && into); i++) {
		const struct item *item = &meeting->items->v[i];
		struct position begins = item_begins(item, ""), ends = item_ends(item, "");
		const char *there = into ? ends.country : begins.country;

		if (item_is_leg(item) && item_stands(item) && *there &&
		    same_country(there, country) && position_other_country(&begins, &ends) &&
		    !person_set_has(itinerary_all(g->run->it, item), g->people.v[0]))
			found = item;
	}
	return found;
}

static void report_no_arrival(struct check_run *run, struct gather *g, const struct gathered *fact)
{
	const struct item *item = fact->item;
	/* of a crossing that is not theirs, either country is another one */
	const char *home = fact->sets->timeline->home_country.code;
	const char *country = item_begins(item, home).country;
	const char *names = gather_names(g, fact);
	const struct item *leg = leg_of_others(g, item->meeting, country, true);
	struct diag *diag;

	diag = diag_add(run->diags, PB307, item_span(item),
			N_("%1$s: \"%2$s\" is in another country (%3$s), and no flight, train, boat, bus "
			   "or crossing leads there before; add one, or add them to one that is there"),
			names, item_name(item, run->lang), check_country(run, country));
	if (leg)
		diag_add_related(run->diags, diag, item_span(leg),
				 N_("this leg leads there, without them"));
	gather_finish(g, diag, fact, item->meeting);
}

static void report_no_return(struct check_run *run, struct gather *g, const struct gathered *fact)
{
	const struct item *item = fact->item;
	const char *names = gather_names(g, fact);
	const struct item *leg =
		leg_of_others(g, item->meeting, item_ends(item, "").country, false);
	struct diag *diag;

	diag = diag_add(run->diags, PB308, item_span(item),
			N_("%1$s: \"%2$s\" is the last item, and no leg leads home from there; add one, or "
			   "add them to one that is there"),
			names, item_name(item, run->lang));
	if (leg && leg != item)
		diag_add_related(run->diags, diag, item_span(leg),
				 N_("this leg leads from there, without them"));
	gather_finish(g, diag, fact, item->meeting);
}

static void report_wrong_direction(struct check_run *run, struct gather *g,
				   const struct gathered *fact)
{
	const struct item *item = fact->item;
	struct diag *diag;

	diag = diag_add(run->diags, PB508, node_span_of(item->at, "entering"),
			N_("%1$s: \"%2$s\" leads into the country where they already are (%3$s)"),
			gather_names(g, fact), item_name(item, run->lang),
			check_country(run, item->entering.code));
	if (fact->last)
		diag_add_related(run->diags, diag, item_span(fact->last),
				 N_("the item before it is here"));
	gather_finish(g, diag, fact, NULL);
}

static void report_frontier(struct check_run *run, struct gather *g, const struct gathered *fact)
{
	const struct item *last = fact->last, *item = fact->item;
	const struct item *crossing = item_is_leg(item) ? crossing_of_leg(item) : NULL;
	const char *names = gather_names(g, fact);
	struct diag *diag;

	if (crossing)
		diag = diag_add(run->diags, PB509, item_span(item),
				N_("%1$s: the transfer \"%2$s\" goes on in another country, and they have not "
				   "passed \"%3$s\" before it"),
				names, item_name(item, run->lang), item_name(crossing, run->lang));
	else if (item_is_leg(item))
		diag = diag_add(run->diags, PB509, item_span(item),
				N_("%1$s: the transfer \"%2$s\" leads into another country; let it end at the "
				   "border, and add the crossing as an item of its own"),
				names, item_name(item, run->lang));
	else
		diag = diag_add(run->diags, PB509, item_span(item),
				N_("%1$s: \"%2$s\" and \"%3$s\" are in different countries, and no flight, "
				   "train, boat, bus or crossing leads from one to the other"),
				names, item_name(last, run->lang), item_name(item, run->lang));
	if (crossing)
		diag_add_related(run->diags, diag, item_span(crossing),
				 N_("the crossing is here; they do not take part in it before this"));
	else if (last)
		diag_add_related(run->diags, diag, item_span(last), N_("the item before it is here"));
	gather_finish(g, diag, fact, NULL);
}

void check_journey(struct check_run *run)
{
	static void (*const report[FAULT_COUNT])(struct check_run *, struct gather *,
						 const struct gathered *) = {
		[FAULT_TELEPORT] = report_teleport,
		[FAULT_BROKEN_CHAIN] = report_broken_chain,
		[FAULT_NO_ARRIVAL] = report_no_arrival,
		[FAULT_NO_RETURN] = report_no_return,
		[FAULT_WRONG_DIRECTION] = report_wrong_direction,
		[FAULT_FRONTIER] = report_frontier,
	};
	struct journeys j = { .run = run };

	for (int i = 0; i < FAULT_COUNT; i++)
		j.of[i].run = run;
	j.proven = xcalloc(LIST_N(run->plan->meetings), sizeof(*j.proven));
	ways_init(&j.ways, run);
	nights_init(&j.nights, run);
	EACH_TIMELINE (i, timeline, run->it)
		if (!check_is_blamed(run, timeline->people->v[0], NULL))
			judge_timeline(&j, timeline);
	for (int i = FAULT_NONE + 1; i < FAULT_COUNT; i++) {
		struct gather *g = &j.of[i];

		for (size_t k = 0; k < g->list.n && !run->diags->full; k++)
			report[i](run, g, g->list.v[k]);
		gather_release(g);
	}
	ways_report(&j.ways);
	nights_report(&j.nights);
	for (size_t i = 0; i < LIST_N(run->plan->meetings); i++)
		free(j.proven[i]);
	free(j.proven);
	ways_release(&j.ways);
	nights_release(&j.nights);
}
