/*
 * What would go wrong on the day.  A check reads the plan and its
 * itinerary and adds findings; it changes neither.
 *
 * To add one: a function in the file of its century, a line in
 * check-list.h, its code in diag-list.h, and an example that it finds and
 * one that it does not, in tests/codes.
 *
 * One cause, one finding: whoever reports says with check_blame() what the
 * finding is about, and whoever needs another check asks check_is_blamed()
 * before it reports about the same.
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "base/arena.h"
#include "base/hash.h"
#include "diag/diag.h"
#include "itinerary/itinerary.h"
#include "lang/dates.h"
#include "plan/calendar-days.h"
#include "plan/plan.h"

struct borders;
struct check_info;
struct texts;

struct check_run {
	const struct plan *plan;
	const struct itinerary *it;
	struct diags *diags;
	struct arena *arena;
	struct calendar *calendar;
	struct dates *dates;
	enum lang lang; /* of messages, for names in them */
	instant now;
	/* of check_plan */
	const struct check_info *check; /* the one at hand */
	struct hash blamed;
	struct borders *borders; /* NULL until they are asked for; see check/border.h */
	bool misread;  /* the reader has findings, so that some checks may have said nothing */
	size_t listed; /* bytes of people's ids in findings */
	struct texts *texts; /* NULL until a check asks for them, see texts.h */
};

/*
 * Runs every check.  The reader's findings are those from first on, an
 * index into diags->list.
 */
void check_plan(struct check_run *run, size_t first);

#define NEEDS(...)
#define CHECK(code, function, needs) void function(struct check_run *run);
#include "check/check-list.h"
#undef CHECK
#undef NEEDS

/*
 * waive.c: after the last finding was made, applies the plan's waivers to
 * those from first on, and says which waivers do not hold.
 */
void check_waivers(struct check_run *run, size_t first);

/*
 * The finding is about this record of the plan (an item, a person, a
 * meeting …); about it for those of one timeline alone, if that is given.
 */
void check_blame(struct check_run *run, const struct diag *diag, const void *record,
		 const struct timeline *whose);
/* for check_is_blamed() */
bool check_find_blame(const struct check_run *run, const void *record,
		      const struct timeline *whose);

/*
 * Has a check that the one at hand needs, or the reader of the plan,
 * reported about this record already, for everybody or for these?
 */
static inline bool check_is_blamed(const struct check_run *run, const void *record,
				   const struct timeline *whose)
{
	return run->blamed.n && check_find_blame(run, record, whose);
}

/* helpers for checks */

#define EACH_ITEM(item, plan)                                                                      \
	for (size_t m_ = 0; m_ < LIST_N((plan)->meetings); m_++)                                   \
		for (const struct item *item = LIST_N((plan)->meetings->v[m_].items)               \
						       ? (plan)->meetings->v[m_].items->v          \
						       : NULL,                                     \
				       *end_ = item ? item + (plan)->meetings->v[m_].items->n      \
						    : NULL;                                        \
		     item != end_; item++)

/* does a meeting get the checks of PB2xx to PB5xx and PB7xx? */
static inline bool meeting_is_ahead(const struct meeting *meeting)
{
	return meeting->status != STATUS_HELD && meeting->status != STATUS_CANCELLED;
}

/* is it to be checked: in such a meeting, not cancelled, of a known kind? */
static inline bool item_is_ahead(const struct item *item)
{
	return item->status != STATUS_CANCELLED && item->kind != ITEM_KIND_COUNT &&
	       meeting_is_ahead(item->meeting);
}

/* a time that can be compared: it has one, and ends after it begins */
static inline bool item_has_span(const struct item *item)
{
	return item->has_time && item->end > item->start;
}

/* does it keep those who take part from being elsewhere at that time?  An alternative does. */
static inline bool item_takes_time(const struct item *item)
{
	return item_has_span(item) && item->status != STATUS_CANCELLED &&
	       meeting_is_ahead(item->meeting) &&
	       !(kind_info((enum item_kind)item->kind)->traits & KIND_FREE);
}

/* where a finding about an item points: its kind and title */
struct span item_span(const struct item *item);

/* is everything of a meeting to be settled now: soon, or going on? */
bool check_is_near(const struct check_run *run, const struct meeting *meeting);

/*
 * For messages, in their language; on the run's arena.  A person's, place's
 * … name; a country's; a day, "12 March 2027"; minutes, "1 h 30 min"; a time
 * of day in minutes from midnight, "09:30"; a place as itself, a built-in one
 * too.
 */
const char *check_name(const struct check_run *run, const struct text *name);
const char *check_country(const struct check_run *run, const char *code);
const char *check_day(const struct check_run *run, civil_day day);
const char *check_minutes(const struct check_run *run, int64_t minutes);
const char *check_clock(const struct check_run *run, int minute);
const char *check_place(const struct check_run *run, const struct place *place);

/*
 * Those whom a finding is about, for the beginning of its message, before
 * a colon: “"Ani Sarkisian" and 17 others”.  Never an empty set.
 */
const char *check_people(const struct check_run *run, const struct person *const *people, size_t n);

/* puts the ids of people into a finding */
void check_set_people(struct check_run *run, struct diag *diag, const struct person *const *people,
		      size_t n);

/* a duration in minutes: days of 24 hours, months of 30 days; 0 if not given */
int64_t duration_minutes(const struct duration *duration);

/* the present day where a country, or a meeting, is */
civil_day check_today(const struct check_run *run, const struct meeting *meeting);

#endif
