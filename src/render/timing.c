#include "render/timing.h"

#include <stdio.h>
#include <string.h>

#include "render/describe.h"

#include "base/banned.h"

/* an instant on the zone's clocks: date, "18:30", and "Asia/Baku, UTC+4" */
struct told {
	struct strbuf date, zone;
	char time[8];
	civil_day day;
};

static void tell_clock(char ret[8], const struct zone *zone, instant at, civil_day *ret_day)
{
	int minute;

	*ret_day = zone_local(zone, at, &minute);
	snprintf(ret, 8, "%02d:%02d", minute / 60 % 24, minute % 60);
}

static void tell(struct told *told, const struct timing_words *words, const struct zone *zone,
		 instant at)
{
	*told = (struct told){ .date = STRBUF_INIT, .zone = STRBUF_INIT };
	tell_clock(told->time, zone, at, &told->day);
	dates_add(&told->date, words->dates, words->lang, DATE_LONG, told->day);
	strbuf_addf(&told->zone, "%s, ", zone_id(zone));
	describe_offset(&told->zone, zone_offset(zone, at));
}

static void told_release(struct told *told)
{
	strbuf_release(&told->date);
	strbuf_release(&told->zone);
}

static void add_zoned(struct strbuf *out, const struct catalog *c, const struct told *from,
		      const struct told *to)
{
	if (strcmp(from->zone.text, to->zone.text))
		/* TRANSLATORS: date, time, time zone of departure – date, time, zone of arrival. */
		strbuf_addf(out, catalog_get(c, N_("%1$s, %2$s (%3$s) – %4$s, %5$s (%6$s)")),
			    from->date.text, from->time, from->zone.text, to->date.text, to->time,
			    to->zone.text);
	else if (from->day != to->day)
		/* TRANSLATORS: date, time – date, time (time zone). */
		strbuf_addf(out, catalog_get(c, N_("%1$s, %2$s – %3$s, %4$s (%5$s)")),
			    from->date.text, from->time, to->date.text, to->time, from->zone.text);
	else
		/* TRANSLATORS: date, from when–to when (time zone). */
		strbuf_addf(out, catalog_get(c, N_("%1$s, %2$s–%3$s (%4$s)")), from->date.text,
			    from->time, to->time, from->zone.text);
}

static void add_plain(struct strbuf *out, const struct catalog *c, const struct told *from,
		      const struct told *to)
{
	if (from->day != to->day)
		/* TRANSLATORS: date, time – date, time. */
		strbuf_addf(out, catalog_get(c, N_("%1$s, %2$s – %3$s, %4$s")), from->date.text,
			    from->time, to->date.text, to->time);
	else
		/* TRANSLATORS: date, from when–to when. */
		strbuf_addf(out, catalog_get(c, N_("%1$s, %2$s–%3$s")), from->date.text, from->time,
			    to->time);
}

void timing_add(struct strbuf *out, const struct timing_words *words, const struct timing *timing)
{
	struct told from, to;

	if (timing->start != INSTANT_NONE) {
		tell(&from, words, timing->start_zone, timing->start);
		tell(&to, words, timing->end_zone, timing->end);
		if (words->zoned)
			add_zoned(out, words->catalog, &from, &to);
		else
			add_plain(out, words->catalog, &from, &to);
		told_release(&from);
		told_release(&to);
	} else if (timing->first == CIVIL_NONE) {
		return;
	} else if (timing->last > timing->first) {
		dates_add_range(out, words->dates, words->lang, timing->first, timing->last);
	} else {
		dates_add(out, words->dates, words->lang, DATE_LONG, timing->first);
	}
}

void timing_add_clock(struct strbuf *out, const struct zone *zone, instant at)
{
	civil_day day;
	char time[8];

	tell_clock(time, zone, at, &day);
	strbuf_addstr(out, time);
}

/* the one day on which it begins and ends; CIVIL_NONE: it has no times, or ends on another */
static civil_day only_day(const struct timing *timing)
{
	civil_day day;

	if (timing->start == INSTANT_NONE)
		return CIVIL_NONE;
	day = zone_local(timing->start_zone, timing->start, NULL);
	return day == zone_local(timing->end_zone, timing->end, NULL) ? day : CIVIL_NONE;
}

static bool same_clock(const struct timing *from, const struct timing *to)
{
	const struct zone *zone = from->start_zone;
	int offset = zone_offset(zone, from->start);

	return !strcmp(zone_id(zone), zone_id(from->end_zone)) &&
	       !strcmp(zone_id(zone), zone_id(to->start_zone)) &&
	       !strcmp(zone_id(zone), zone_id(to->end_zone)) &&
	       offset == zone_offset(zone, from->end) && offset == zone_offset(zone, to->start) &&
	       offset == zone_offset(zone, to->end);
}

void timing_add_change(struct strbuf *out, const struct timing_words *words, const struct timing *from,
		     const struct timing *to)
{
	civil_day day = only_day(from);
	struct strbuf before = STRBUF_INIT, after = STRBUF_INIT;

	timing_add(&before, words, from);
	if (day != CIVIL_NONE && day == only_day(to) && (!words->zoned || same_clock(from, to))) {
		timing_add_clock(&after, to->start_zone, to->start);
		strbuf_addstr(&after, "–");
		timing_add_clock(&after, to->end_zone, to->end);
	} else {
		timing_add(&after, words, to);
	}
	/* TRANSLATORS: what was not settled before, or is not any more: a time, a place. */
	if (!before.len)
		strbuf_addstr(&before, catalog_get(words->catalog, N_("not settled")));
	if (!after.len)
		strbuf_addstr(&after, catalog_get(words->catalog, N_("not settled")));
	/* TRANSLATORS: what it was → what it is now. */
	strbuf_addf(out, catalog_get(words->catalog, N_("%1$s → %2$s")), before.text, after.text);
	strbuf_release(&before);
	strbuf_release(&after);
}
