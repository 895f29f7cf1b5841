/*
 * Whole calendars of a small plan: which events stand in which view, what
 * must not be said there, and that nothing changes because time went by.
 */
#include "render/ics.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <unistd.h>

#include "diag/diag.h"
#include "plan/read.h"
#include "source/source.h"

#include "tap.h"

/* every text that only some may read begins with X, every number with +1 */
static const char plan_text[] =
	"pbplan: 1\n"
	"id: p\n"
	"title: {en: Plan, hy: Պլան, az: Plan}\n"
	"organizer: {name: {en: 'The \"Joint\" office'}, email: o@x.example, phone: '+1 111'}\n"
	"sides:\n"
	"  am: {country: AM, language: hy, name: {en: Armenian delegation, hy: ՀԱՊ, az: EHP}}\n"
	"  az: {country: AZ, language: az, name: {en: Azerbaijani delegation, hy: ԱԴՊ, az: ANH}}\n"
	"people:\n"
	"  ani: {side: am, name: {en: Ani, hy: Անի, az: Ani}, email: Xani@x.example,\n"
	"        private: {phone: '+1 222', diet: {en: Xdiet}, notes: {en: Xnotes}}}\n"
	"  bella: {side: am, name: {en: Bella}}\n"
	"  driver: {side: am, name: {en: Xdriver}}\n"
	"  leyla: {side: az, name: {en: Leyla}}\n"
	"  interpreter: {name: {en: Xinterpreter}}\n"
	"  official: {name: {en: Xofficial}}\n"
	"  nobody: {name: {en: Nobody}}\n"
	"vehicles:\n"
	"  coach: {name: {en: Xcoach}, plate: Xplate}\n"
	"places:\n"
	"  hotel: {kind: hotel, country: AZ, city: baku, name: {en: Xhotel}}\n"
	"meetings:\n"
	"- id: one\n"
	"  title: {en: First}\n"
	"  host: am\n"
	"  place: yerevan\n"
	"  dates: 2027-03-10/2027-03-11\n"
	"  status: held\n"
	"  delegations: {am: [ani], az: [leyla]}\n"
	"- id: two\n"
	"  title: {en: Second}\n"
	"  host: az\n"
	"  place: baku\n"
	"  dates: 2027-04-15/2027-04-16\n"
	"  status: confirmed\n"
	"  answers: one\n"
	"  notes: {en: Xmeeting-notes}\n"
	"  contact: [{person: leyla, phone: '+1 333', for: am}, {person: ani, phone: '+1 444'}]\n"
	"  delegations: {am: {head: ani, members: [ani, bella], staff: [driver]}, az: [leyla]}\n"
	"  others: [interpreter]\n"
	"  programme:\n"
	"    2027-04-15:\n"
	"      - {transfer: {en: Way}, id: way, from: yerevan, to: baku, time: 08:00-16:00, who: am, vehicle: coach}\n"
	"      - {stay: hotel, id: stay, until: 2027-04-16, who: am}\n"
	"      - {session: {en: Both}, id: both, time: 17:00-18:00, details: {en: Xdetails}, notes: Xitem-notes}\n"
	"      - {briefing: {en: Xinternal}, id: internal, time: 19:00-20:00, who: am, audience: organizers}\n"
	"    2027-04-16:\n"
	"      - {culture: {en: Open}, id: open, time: 09:00-10:00, audience: public, details: {en: Xdetails}}\n"
	"      - {appointment: {en: Official}, id: official-1, time: 11:00-12:00, who: leyla, with: official}\n"
	"      - {session: {en: Off}, id: off, time: 13:00-14:00, status: cancelled}\n"
	"      - {flight: XX 1, id: instead, from: EVN, to: GYD, time: 07:00-08:00, who: am, alternative: [way]}\n"
	"      - {flight: XX 2, id: back, from: GYD, to: EVN, time: 16:00-17:10, who: am, status: tentative}\n"
	"  actions:\n"
	"  - {id: act, title: {en: Do it}, owner: ani, due: 2027-05-01}\n"
	"- id: plans\n"
	"  title: {en: Xdraft}\n"
	"  status: draft\n"
	"  place: baku\n"
	"  dates: 2027-06-01\n"
	"  delegations: {am: [ani], az: [leyla]}\n"
	"  programme:\n"
	"    2027-06-01: [{session: {en: Xdraft}, id: drafted, time: 10:00-11:00, audience: public}]\n";

struct reading {
	struct arena arena;
	struct catalog catalogs[LANG_COUNT];
	struct sources sources;
	struct diags diags;
	struct zones zones;
	struct gazetteer gazetteer;
	struct plan plan;
	struct itinerary it;
};

static bool read_plan(struct reading *r)
{
	char path[] = "/tmp/test-ics-XXXXXX";
	int fd = mkstemp(path), n;
	struct plan_reader reader = { &r->arena, &r->diags, &r->sources, &r->zones, &r->gazetteer };

	*r = (struct reading){ 0 };
	for (int i = 0; i < LANG_COUNT; i++) /* English in effect: texts of ours are known */
		r->catalogs[i] = (struct catalog){ .lang = (enum lang)i };
	sources_init(&r->sources, &r->arena);
	diags_init(&r->diags, &r->arena, &r->catalogs[0], &r->sources);
	zones_init(&r->zones, &r->arena);
	gazetteer_init(&r->gazetteer, &r->arena, &r->zones);
	if (fd < 0 || write(fd, plan_text, sizeof(plan_text) - 1) < 0)
		return false;
	close(fd);
	n = plan_read(&reader, path, &r->plan);
	unlink(path);
	itinerary_init(&r->it, &r->plan, &r->arena, &r->diags);
	for (size_t i = 0; i < r->diags.list.n; i++)
		if (r->diags.list.v[i]->severity == SEVERITY_ERROR)
			printf("# %u: %s\n", r->diags.list.v[i]->span.line,
			       r->diags.list.v[i]->message);
	return !n && !diags_count(&r->diags).n[SEVERITY_ERROR];
}

static void release_plan(struct reading *r)
{
	gazetteer_release(&r->gazetteer);
	zones_release(&r->zones);
	diags_release(&r->diags);
	sources_release(&r->sources);
	arena_release(&r->arena);
}

/* the calendar of a view, with its lines unfolded */
static void make(struct strbuf *out, struct reading *r, const char *view, const char *old,
		 instant now)
{
	static const enum lang en = LANG_EN;
	struct ics_request request = { .langs = &en, .n_langs = 1 };
	struct ics ics;
	char *near;

	request.old_text = old;
	request.old_len = old ? strlen(old) : 0;
	strbuf_reset(out);
	ics_init(&ics, &r->plan, &r->it, r->catalogs, NULL, now);
	if (!strcmp(view, "actions"))
		ics_add_actions(out, &ics, &request);
	else if (ok(view_parse(&r->plan, view, &request.view, &near), "%s", view))
		ics_add_view(out, &ics, &request);
	ics_release(&ics);
}

static char *unfolded(const struct strbuf *text)
{
	char *plain = xmalloc(text->len + 1), *to = plain;

	for (const char *p = text->text; *p; p++) {
		if (!strncmp(p, "\r\n ", 3))
			p += 2;
		else
			*to++ = *p;
	}
	*to = '\0';
	return plain;
}

/* UIDs without what they have in common, in their order */
static void uids(struct strbuf *out, const char *plain)
{
	for (const char *p = plain; (p = strstr(p, "\r\nUID:")); p++) {
		const char *uid = p + 6;

		strbuf_add(out, uid, strcspn(uid, ".@"));
		strbuf_addch(out, ' ');
	}
}

/* what begins with X and may be said here, each ended by a blank */
static bool says_only(const char *plain, const char *allowed)
{
	for (const char *p = plain; (p = strchr(p, 'X')); p++) {
		size_t len = strspn(p + 1, "abcdefghijklmnopqrstuvwxyz-") + 1;
		char word[64];

		if (len < 4 || len > 60)
			continue;
		snprintf(word, sizeof(word), "%.*s ", (int)len, p);
		if (!strstr(allowed, word)) {
			printf("# said: %s\n", word);
			return false;
		}
	}
	for (const char *p = plain; (p = strstr(p, "+1 ")); p++) {
		char word[8];

		snprintf(word, sizeof(word), "+1_%.3s ", p + 3);
		if (!strstr(allowed, word)) {
			printf("# said: %s\n", word);
			return false;
		}
	}
	return true;
}

static bool passes_libical(const char *text)
{
	icalcomponent *c = icalcomponent_new_from_string(text);
	bool good = c && !icalcomponent_count_errors(c) && icalrestriction_check(c);

	icalcomponent_free(c);
	return good;
}

static void test_view(struct reading *r, const char *view, const char *events, const char *secrets,
		      bool alarms)
{
	struct strbuf text = STRBUF_INIT, found = STRBUF_INIT;
	char *plain;

	make(&text, r, view, NULL, 1000);
	plain = unfolded(&text);
	uids(&found, plain);
	is_str(found.text, events, "%s: events", view);
	ok(says_only(plain, secrets), "%s: says nothing else", view);
	ok(!strstr(plain, "ATTENDEE"), "%s: no attendee", view);
	ok(!strstr(plain, "VALARM") == !alarms, "%s: alarms", view);
	ok(passes_libical(text.text), "%s: libical", view);
	free(plain);
	strbuf_release(&text);
	strbuf_release(&found);
}

static void test_views(struct reading *r)
{
	test_view(r, "organizers",
		  "one two way stay both internal open official-1 off back plans drafted ",
		  "Xdriver Xinterpreter Xofficial Xcoach Xplate Xhotel +1_333 +1_444 Xdetails "
		  "Xmeeting-notes Xitem-notes Xinternal Xdraft ",
		  false);
	test_view(r, "participants", "one two both open off ",
		  "Xdriver Xinterpreter +1_444 Xdetails ", false);
	test_view(r, "public", "two open ", "", false);
	test_view(r, "side:am", "one two way stay both open off back ",
		  "Xdriver Xinterpreter Xcoach Xplate Xhotel +1_333 +1_444 Xdetails ", false);
	test_view(r, "side:az", "one two both open official-1 off ",
		  "Xdriver Xinterpreter Xofficial +1_444 Xdetails ", false);
	test_view(r, "person:ani", "one two way stay both open off back ",
		  "Xdriver Xinterpreter Xcoach Xplate Xhotel +1_333 +1_444 Xdetails ", true);
	test_view(r, "person:driver", "two way stay back ",
		  "Xdriver Xinterpreter Xcoach Xplate Xhotel +1_333 +1_444 ", true);
	/* has not come for the visit */
	test_view(r, "person:official", "official-1 ", "Xofficial +1_444 ", false);
	test_view(r, "actions", "act ", "", false);
}

static void test_lines(struct reading *r)
{
	struct strbuf text = STRBUF_INIT;
	char *plain;

	make(&text, r, "person:ani", NULL, 1000);
	plain = unfolded(&text);
	ok(strstr(plain, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") == plain, "begins so");
	ok(strstr(plain, "\r\nMETHOD:PUBLISH\r\n") != NULL, "METHOD");
	ok(strstr(plain, "ORGANIZER;CN=\"The \xE2\x80\x9CJoint\xE2\x80\x9D office\":mailto:o@x.example"
			 "\r\n") != NULL,
	   "ORGANIZER");
	ok(strstr(plain, "RELATED-TO;RELTYPE=SIBLING:one.p@x.example\r\n") != NULL,
	   "the visit it answers");
	ok(strstr(plain, "RELATED-TO:two.p@x.example\r\n") != NULL, "the visit it belongs to");
	ok(strstr(plain, "UID:off.two.p@x.example\r\n") && strstr(plain, "STATUS:CANCELLED\r\n"),
	   "what is cancelled stays");
	ok(strstr(plain, "DTSTART;VALUE=DATE:20270415\r\nDTEND;VALUE=DATE:20270416\r\n") != NULL,
	   "a stay ends on the day of departure");
	ok(strstr(plain, "DTSTART;TZID=Asia/Yerevan:20270415T080000\r\n"
			 "DTEND;TZID=Asia/Baku:20270415T160000\r\n") != NULL,
	   "a leg has the zones of both its ends");
	ok(strstr(plain, "TRIGGER:-PT2H\r\nEND:VALARM\r\nEND:VEVENT\r\n") != NULL, "VALARM last");
	free(plain);
	make(&text, r, "person:official", NULL, 1000);
	ok(!strstr(text.text, "RELATED-TO"), "related to nothing that is not there");
	make(&text, r, "person:nobody", NULL, 1000);
	ok(!strstr(text.text, "VEVENT"), "somebody who takes part in nothing");
	strbuf_release(&text);
}

static void test_stamps(struct reading *r)
{
	struct strbuf text = STRBUF_INIT, again = STRBUF_INIT;
	char *broken, *title;

	make(&text, r, "organizers", NULL, 1000);
	make(&again, r, "organizers", text.text, 2000);
	ok(!strcmp(text.text, again.text), "nothing changes because time goes by");
	broken = xstrdup(text.text);
	title = strstr(broken, "SUMMARY;LANGUAGE=en:Both");
	if (ok(title != NULL, "a title"))
		title[strlen("SUMMARY;LANGUAGE=en:")] = 'b';
	make(&again, r, "organizers", broken, 2000);
	ok(strstr(again.text, "UID:both.two.p@x.example\r\nDTSTAMP:19700101T003320Z\r\n"
			      "LAST-MODIFIED:19700101T003320Z\r\n") != NULL,
	   "what changed has a new stamp");
	ok(strstr(again.text, "UID:open.two.p@x.example\r\nDTSTAMP:19700101T001640Z\r\n") != NULL,
	   "what did not has its old one");
	make(&again, r, "organizers", "BEGIN:VEVENT\r\nDTSTAMP:1\r\nEND:VEVENT\r\nBEGIN:VEVENT", 1000);
	ok(!strcmp(text.text, again.text), "an old calendar that is none does no harm");
	free(broken);
	strbuf_release(&text);
	strbuf_release(&again);
}

static void test_names(struct reading *r)
{
	struct view view;
	char *near = NULL;

	ok(!view_parse(&r->plan, "side:aa", &view, &near), "no such side");
	ok(near && !strncmp(near, "side:a", 6), "a near one");
	free(near);
	ok(!view_parse(&r->plan, "person:annii", &view, &near), "no such person");
	is_str(near, "person:ani", "the nearest");
	free(near);
	ok(!view_parse(&r->plan, "", &view, &near) && !near, "no name");
}

int main(void)
{
	struct reading r;

	if (ok(read_plan(&r), "the plan is read")) {
		test_views(&r);
		test_lines(&r);
		test_stamps(&r);
		test_names(&r);
	}
	release_plan(&r);
	return done_testing();
}
