#include "render/ics-zone.h"

#include <libical/ical.h>
#include <stdbool.h>
#include <stdlib.h>

#include "render/ics-line.h"

#include "base/banned.h"

#define DAY INT64_C(86400)

/* a yearly rule is believed if it holds this much longer than it is needed */
#define RULE_YEARS 12

/* from the last Sunday of a month to that of the next year, at least */
#define YEAR_LEAST (357 * DAY)

/* the nth weekday of a month; nth -1 the last */
struct rule {
	int month, weekday, nth;
	int second; /* of the day, on the clocks before the change */
	int before, after;
};

/* local: on the clocks before the change, as TZOFFSETFROM has it */
static void add_block(struct strbuf *out, bool is_summer, int64_t local, int before, int after,
		      const char *rule)
{
	const char *name = is_summer ? "DAYLIGHT" : "STANDARD";
	struct icaltimetype start;
	struct strbuf text = STRBUF_INIT;

	ics_add_instant(&text, local);
	start = icaltime_from_string(text.text);
	start.zone = NULL; /* it is not the UTC that the Z says */
	ics_add_linef(out, "BEGIN:%s", name);
	ics_add_property(out, icalproperty_new_dtstart(start));
	ics_add_property(out, icalproperty_new_tzoffsetfrom(before));
	ics_add_property(out, icalproperty_new_tzoffsetto(after));
	if (rule) /* libical would write the parts of the rule in an order of its own */
		ics_add_linef(out, "RRULE:%s", rule);
	ics_add_linef(out, "END:%s", name);
	strbuf_release(&text);
}

static void split_local(const struct zone_change *change, struct civil *ret_date,
			civil_day *ret_day, int *ret_second)
{
	int64_t local = change->at + change->before;

	*ret_day = (civil_day)((local >= 0 ? local : local - (DAY - 1)) / DAY);
	*ret_second = (int)(local - *ret_day * DAY);
	*ret_date = civil_from_day(*ret_day);
}

static bool fits(const struct rule *rule, const struct zone_change *change)
{
	struct civil date;
	civil_day day;
	int second, last;

	split_local(change, &date, &day, &second);
	last = civil_days_in_month(date.year, date.month);
	return date.month == rule->month && civil_weekday(day) == rule->weekday &&
	       second == rule->second && change->before == rule->before &&
	       change->after == rule->after &&
	       (rule->nth < 0 ? date.day + 7 > last : (date.day - 1) / 7 + 1 == rule->nth);
}

/* every second change, from the one at first on, once a year */
static bool all_fit(const struct rule *rule, const struct zone_change *changes, size_t n,
		    size_t first)
{
	struct civil date, before = { 0 };
	civil_day day;
	int second;

	for (size_t i = first; i < n; i += 2) {
		split_local(&changes[i], &date, &day, &second);
		if (!fits(rule, &changes[i]) || (i > first && date.year != before.year + 1))
			return false;
		before = date;
	}
	return true;
}

static bool find_rule(const struct zone_change *changes, size_t n, size_t first,
		      struct rule *ret_rule)
{
	struct civil date;
	civil_day day;
	struct rule rule;

	split_local(&changes[first], &date, &day, &rule.second);
	rule.month = date.month;
	rule.weekday = civil_weekday(day);
	rule.before = changes[first].before;
	rule.after = changes[first].after;
	rule.nth = -1; /* "the last" first: it looks like the fourth in many years */
	if (!all_fit(&rule, changes, n, first)) {
		rule.nth = (date.day - 1) / 7 + 1;
		if (!all_fit(&rule, changes, n, first))
			return false;
	}
	*ret_rule = rule;
	return true;
}

/*
 * Two rules that n changes follow by turns, and go on to follow: had they
 * been given up before the end of the time looked at, a change would be
 * missing there.
 */
static bool find_rules(const struct zone_change *changes, size_t n, instant until,
		       struct rule rules[2])
{
	return n >= 4 && changes[n - 2].at + YEAR_LEAST >= until &&
	       find_rule(changes, n, 0, &rules[0]) && find_rule(changes, n, 1, &rules[1]);
}

static void add_rule(struct strbuf *out, const struct rule *rule, const struct zone_change *first)
{
	static const char *const days[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
	struct strbuf line = STRBUF_INIT;

	strbuf_addf(&line, "FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", rule->month, rule->nth,
		    days[rule->weekday]);
	add_block(out, first->daylight, first->at + first->before, first->before, first->after,
		  line.text);
	strbuf_release(&line);
}

/* in a zone without rules (Ramadan, a change of law): what is known, as it is */
static void add_each(struct strbuf *out, const struct zone_change *changes, size_t n)
{
	add_block(out, false, 0, changes[0].before, changes[0].before, NULL);
	for (size_t i = 0; i < n; i++)
		add_block(out, changes[i].daylight, changes[i].at + changes[i].before,
			  changes[i].before, changes[i].after, NULL);
}

void ics_add_timezone(struct strbuf *out, const struct zone *zone, instant from, instant to)
{
	instant beyond = to + RULE_YEARS * 366 * DAY;
	struct zone_change *changes;
	size_t n = zone_changes(zone, from, beyond, &changes), needed = 0;
	struct rule rules[2];

	while (needed < n && changes[needed].at < to)
		needed++;
	ics_add_linef(out, "BEGIN:VTIMEZONE");
	ics_add_property(out, icalproperty_new_tzid(zone_id(zone)));
	if (!needed) {
		int offset = zone_offset(zone, from);

		add_block(out, false, 0, offset, offset, NULL);
	} else if (find_rules(changes, n, beyond, rules) ||
		   find_rules(changes, needed, to, rules)) {
		add_rule(out, &rules[0], &changes[0]);
		add_rule(out, &rules[1], &changes[1]);
	} else {
		add_each(out, changes, needed);
	}
	ics_add_linef(out, "END:VTIMEZONE");
	free(changes);
}
