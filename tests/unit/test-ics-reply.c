/*
 * Answers in calendars of other programs: whole files are read by
 * tests/replies, here it is about single lines.
 */
#include "render/ics-reply.h"

#include "base/strbuf.h"
#include "render/ics-split.h"

#include "tap.h"

static struct arena arena;
static struct zones zones;
static struct ics_answers answers;

static const struct ics_answers *read_text(const char *text, size_t len, const char *method)
{
	ics_answers_release(&answers);
	answers = (struct ics_answers){ 0 };
	ics_answers_add(&answers, text, len, method, &arena, &zones);
	return &answers;
}

/* the lines of an event, and of the calendar before it */
static const struct ics_answers *read_event(const char *method, const char *before,
					    const char *lines)
{
	static struct strbuf sb = STRBUF_INIT;

	strbuf_reset(&sb);
	strbuf_addf(&sb, "BEGIN:VCALENDAR\nMETHOD:%s\n%sBEGIN:VEVENT\n%s\nEND:VEVENT\nEND:VCALENDAR\n",
		    method, before, lines);
	return read_text(sb.text, sb.len, NULL);
}

static const struct ics_answer *first(const struct ics_answers *found)
{
	static const struct ics_answer none = { .uid = "none", .email = "none" };

	return found->list.n ? &found->list.v[0] : &none;
}

/* a text in the name of a test, on one line */
static const char *shown(const char *s)
{
	static struct strbuf sb = STRBUF_INIT;

	strbuf_reset(&sb);
	ics_split_add_clean(&sb, s, strlen(s));
	return sb.text;
}

#define YES "UID:1\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\n"

static void is_address(const char *attendee, const char *expected)
{
	struct strbuf sb = STRBUF_INIT;
	const struct ics_answers *found;

	strbuf_addf(&sb, "UID:1\nATTENDEE;PARTSTAT=ACCEPTED%s", attendee);
	found = read_event("REPLY", "", sb.text);
	is_str(found->list.n ? found->list.v[0].email : NULL, expected, "ATTENDEE%s", shown(attendee));
	if (!expected)
		ok(found->faults.n == 1 && found->faults.v[0].kind == ICS_FAULT_NO_ATTENDEE,
		   "which is a fault");
	strbuf_release(&sb);
}

static void test_addresses(void)
{
	is_address(":mailto:a@b.example", "a@b.example");
	is_address(":MAILTO:A@B.example", "A@B.example");
	is_address(":MailTo: a@b.example ", "a@b.example");
	is_address(":mailto:<a@b.example>", "a@b.example");
	is_address(":a@b.example", "a@b.example");
	is_address(":mailto:a%40b.example?subject=x", "a@b.example");
	is_address(":mailto:%3Ca%40b.example%3E", "a@b.example");
	is_address(":mailto:a%b@b.example", "a%b@b.example");
	is_address(":mailto:\n a@b.\n example", "a@b.example");
	is_address(";CN=\"x:y;z\":mailto:a@b.example", "a@b.example");
	is_address(";EMAIL=a@b.example:/aMTA/principal/", "a@b.example");
	is_address(";EMAIL=\"a@b.example\":invalid:nomail", "a@b.example");
	is_address(";EMAIL=c@d.example:mailto:a@b.example", "a@b.example");
	is_address(":invalid:nomail", NULL);
	is_address(":mailto:", NULL);
	is_address(":mailto:a@", NULL);
	is_address(":mailto:a b@c.example", NULL);
}

static void is_partstat(const char *method, const char *word, enum ics_partstat expected)
{
	struct strbuf sb = STRBUF_INIT;
	const struct ics_answers *found;

	strbuf_addf(&sb, "UID:1\nATTENDEE%s:mailto:a@b.example", word);
	found = read_event(method, "", sb.text);
	if (ok(found->list.n == 1 && !found->faults.n, "%s %s", method, word))
		is_str(ics_partstat_name(found->list.v[0].partstat), ics_partstat_name(expected),
		       "as it says");
	strbuf_release(&sb);
}

static void test_partstats(void)
{
	const struct ics_answers *found;

	is_partstat("REPLY", ";PARTSTAT=ACCEPTED", ICS_ACCEPTED);
	is_partstat("REPLY", ";PARTSTAT=accepted", ICS_ACCEPTED);
	is_partstat("reply", ";partstat=Declined", ICS_DECLINED);
	is_partstat("REPLY", ";PARTSTAT=TENTATIVE", ICS_TENTATIVE);
	is_partstat("REPLY", ";PARTSTAT=NEEDS-ACTION", ICS_NEEDS_ACTION);
	is_partstat("COUNTER", "", ICS_NEEDS_ACTION);
	is_partstat("COUNTER", ";PARTSTAT=DECLINED", ICS_DECLINED);
	found = read_event("REPLY", "",
			   "UID:1\nATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:c@d.example\";"
			   "SENT-BY=\"MAILTO:e@f.example\";CN=\"A, B\":mailto:a@b.example");
	is_str(first(found)->delegated_to, "c@d.example", "DELEGATED-TO");
	is_str(first(found)->sent_by, "e@f.example", "SENT-BY");
	is_str(first(found)->name, "A, B", "CN");
	found = read_event("REPLY", "", "UID:1\nATTENDEE:mailto:a@b.example");
	ok(found->faults.n == 1 && found->faults.v[0].kind == ICS_FAULT_NO_PARTSTAT,
	   "a REPLY without PARTSTAT");
	found = read_event("REPLY", "", "UID:1\nATTENDEE;PARTSTAT=COMPLETED:mailto:a@b.example");
	ok(found->faults.n == 1 && found->faults.v[0].kind == ICS_FAULT_OTHER_PARTSTAT,
	   "a PARTSTAT of tasks");
	is_str(found->faults.n ? found->faults.v[0].word : "", "COMPLETED", "which is named");
}

static void is_comment(const char *lines, const char *expected)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addf(&sb, "%s%s", YES, lines);
	is_str(first(read_event("REPLY", "", sb.text))->comment, expected, "%s", shown(lines));
	strbuf_release(&sb);
}

static void test_comments(void)
{
	is_comment("COMMENT:a\\, b\\; c\\\\d\\ne\\Nf", "a, b; c\\d\ne\nf");
	is_comment("COMMENT;LANGUAGE=hy:Կգամ։\\n\\n", "Կգամ։");
	is_comment("COMMENT:\\n", NULL);
	is_comment("COMMENT:\\n\nCOMMENT:second", "second");
	is_comment("COMMENT:a\n  b\n\tc", "a bc");
	is_comment("COMMENT:\xD4\n \xB1", "Ա"); /* a letter that was cut by a fold */
	is_comment("COMMENT:a\x1B[31m\xFF" "b\xEF\xBF\xBF", "a\xEF\xBF\xBD[31m\xEF\xBF\xBD" "b\xEF\xBF\xBD");
	is_comment("COMMENT:a\\Ա", "a\\Ա");
	is_comment("COMMENT:a\\", "a\\");
	is_comment("comment:lower", "lower");
	is_comment("X-CALENDARSERVER-PRIVATE-COMMENT:a\\, b", "a, b");
	is_str(first(read_event("REPLY", "",
				"UID:1\nATTENDEE;PARTSTAT=DECLINED;X-RESPONSE-COMMENT=\"it&#39\\;s "
				"&amp\\; &lt;late&gt; &#x531; &#7; &x;\":mailto:a@b.example"))
		       ->comment,
	       "it's & <late> Ա &#7; &x;", "Google's comment");
}

static void test_numbers(void)
{
	is_int(first(read_event("REPLY", "", YES))->sequence, 0, "no SEQUENCE");
	is_int(first(read_event("REPLY", "", YES "SEQUENCE:3"))->sequence, 3, "SEQUENCE");
	is_int(first(read_event("REPLY", "", YES "X-MICROSOFT-CDO-APPT-SEQUENCE:4"))->sequence, 4,
	       "Exchange's");
	is_int(first(read_event("REPLY", "", YES "DTSTAMP:20270302T075800Z"))->dtstamp, 1803974280,
	       "DTSTAMP");
	is_int(first(read_event("REPLY", "", YES "DTSTAMP:20270302T075800"))->dtstamp, 1803974280,
	       "DTSTAMP without Z");
	ok(first(read_event("REPLY", "", YES))->dtstamp == INSTANT_NONE, "no DTSTAMP");
	ok(first(read_event("REPLY", "", YES "DTSTAMP:tomorrow"))->dtstamp == INSTANT_NONE,
	   "a DTSTAMP that is none");
	ok(first(read_event("REPLY", "", YES "RECURRENCE-ID:20270302T075800Z"))->has_recurrence,
	   "RECURRENCE-ID");
}

/* 2027-04-15T14:30Z */
#define HALF_PAST_SIX 1807799400

static const struct ics_answer *counter(const char *zone, const char *lines)
{
	struct strbuf sb = STRBUF_INIT;
	const struct ics_answer *found;

	strbuf_addf(&sb, "%s%s", YES, lines);
	found = first(read_event("COUNTER", zone, sb.text));
	strbuf_release(&sb);
	return found;
}

static void test_times(void)
{
	/* as Outlook names it, with an offset that no zone of the system has */
	static const char zone[] = "BEGIN:VTIMEZONE\nTZID:Caucasus Standard Time\nBEGIN:STANDARD\n"
				   "DTSTART:16010101T000000\nTZOFFSETFROM:+0417\nTZOFFSETTO:+0417\n"
				   "END:STANDARD\nEND:VTIMEZONE\n";
	static const char summer[] = "BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:16011028T030000\n"
				     "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+0200\n"
				     "TZOFFSETTO:+0100\nEND:STANDARD\nBEGIN:DAYLIGHT\n"
				     "DTSTART:16010325T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\n"
				     "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
	const struct ics_answer *a;

	a = counter("", "DTSTART:20270415T143000Z\nDTEND:20270415T163000Z\nLOCATION:Hall\\, 2");
	ok(a->start.kind == ICS_INSTANT && a->start.at == HALF_PAST_SIX &&
		   a->end.at == HALF_PAST_SIX + 7200, "in UTC");
	is_str(a->location, "Hall, 2", "LOCATION");
	a = counter(zone, "DTSTART;TZID=Caucasus Standard Time:20270415T184700");
	ok(a->start.kind == ICS_INSTANT && a->start.at == HALF_PAST_SIX, "in a zone of its own");
	ok(a->end.kind == ICS_INSTANT && a->end.at == HALF_PAST_SIX, "without an end");
	a = counter(zone, "DTSTART;TZID=\"Caucasus Standard Time\":20270415T184700\nDURATION:PT1H30M");
	ok(a->start.at == HALF_PAST_SIX && a->end.at == HALF_PAST_SIX + 5400, "with a duration");
	a = counter(summer, "DTSTART;TZID=X:20270415T163000\nDTEND;TZID=X:20271115T153000");
	ok(a->start.at == HALF_PAST_SIX, "in summer time");
	is_int(a->end.at, 1826289000, "and in winter");
	a = counter("", "DTSTART;TZID=Asia/Baku:20270415T183000");
	ok(a->start.kind == ICS_INSTANT && a->start.at == HALF_PAST_SIX, "in a zone of the system");
	a = counter("", "DTSTART;TZID=/mozilla.org/20050126_1/Asia/Baku:20270415T183000");
	ok(a->start.kind == ICS_INSTANT && a->start.at == HALF_PAST_SIX, "as older programs name it");
	a = counter("", "DTSTART;TZID=Atlantis:20270415T183000");
	ok(a->start.kind == ICS_UNKNOWN_ZONE, "in a zone that nobody knows");
	is_str(a->start.tzid, "Atlantis", "which is named");
	a = counter("", "DTSTART:20270415T143000");
	ok(a->start.kind == ICS_LOCAL && a->start.at == HALF_PAST_SIX, "without a zone");
	a = counter("", "DTSTART;VALUE=DATE:20270415\nDTEND;VALUE=DATE:20270417");
	ok(a->start.kind == ICS_DAY && a->start.day == 20923 && a->end.day == 20925, "days");
	a = counter("", "DTSTART;VALUE=DATE:20270415");
	ok(a->end.kind == ICS_DAY && a->end.day == 20924, "one day");
	a = counter("", "DTSTART:99990415T143000Z");
	ok(a->start.kind == ICS_NEVER, "a year that no plan can have");
	a = counter("", "DTSTART:soon");
	ok(a->start.kind == ICS_NEVER, "no time");
	ok(counter("", "")->start.kind == ICS_NEVER, "none");
}

static void is_fault(const char *text, size_t len, enum ics_fault_kind kind, const char *what)
{
	const struct ics_answers *found = read_text(text, len, NULL);

	ok(!found->list.n && found->faults.n == 1 && found->faults.v[0].kind == kind, "%s", what);
}

#define FAULT(text, kind) is_fault(text, sizeof(text) - 1, kind, #kind)
#define EVENT "BEGIN:VEVENT\n" YES "END:VEVENT\n"

static void test_files(void)
{
	static const char two[] = "\xEF\xBB\xBF\r\n begin:vcalendar \r\nMethod:reply\r\nBEGIN:VEVENT\r\n"
				  "UID:1\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\r\n"
				  "BEGIN:VALARM\r\nUID:2\r\nEND:VALARM\r\nEND:VEVENT\r\n"
				  "BEGIN:VTODO\r\nUID:3\r\nEND:VTODO\r\nBEGIN:VEVENT\r\nUID:4\r\n"
				  "ATTENDEE;PARTSTAT=DECLINED:mailto:a@b.example\r\nEND:VEVENT\r\n"
				  "END:VCALENDAR\r\n\r\nBEGIN:VCALENDAR\nMETHOD:COUNTER\n" EVENT
				  "END:VCALENDAR";
	const struct ics_answers *found = read_text(two, sizeof(two) - 1, NULL);

	ok(ics_is_calendar(two, sizeof(two) - 1), "a calendar by its beginning");
	ok(!ics_is_calendar("BEGIN:VCARD", 11) && !ics_is_calendar("", 0), "and what is none");
	if (ok(found->list.n == 3 && !found->faults.n, "two calendars, three answers")) {
		is_str(found->list.v[1].uid, "4", "the second");
		ok(found->list.v[2].method == ICS_COUNTER, "the third");
		ok(found->list.v[0].event != found->list.v[1].event, "of several events");
	}
	found = read_text("BEGIN:VCALENDAR\n" EVENT "END:VCALENDAR", strlen("BEGIN:VCALENDAR\n" EVENT "END:VCALENDAR"), "REPLY");
	ok(found->list.n == 1, "the METHOD of a message's part");
	FAULT("", ICS_FAULT_NO_CALENDAR);
	FAULT("BEGIN:VEVENT\n", ICS_FAULT_NO_CALENDAR);
	FAULT("\xFF\xFE" "B\0", ICS_FAULT_UTF16);
	FAULT("\0B\0E\0G", ICS_FAULT_UTF16);
	FAULT("BEGIN:VCALENDAR\nMETHOD:REPLY\n" EVENT, ICS_FAULT_CUT_OFF);
	FAULT("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\n" YES "END:VCALENDAR\n", ICS_FAULT_CUT_OFF);
	FAULT("BEGIN:VCALENDAR\n" EVENT "END:VCALENDAR\n", ICS_FAULT_NO_METHOD);
	FAULT("BEGIN:VCALENDAR\nMETHOD:CANCEL\n" EVENT "END:VCALENDAR\n", ICS_FAULT_OTHER_METHOD);
	FAULT("BEGIN:VCALENDAR\nMETHOD:ODD\n" EVENT "END:VCALENDAR\n", ICS_FAULT_OTHER_METHOD);
	FAULT("BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n", ICS_FAULT_NO_EVENT);
	FAULT("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n", ICS_FAULT_NO_UID);
	found = read_text("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VCALENDAR\nMETHOD:REPLY\n" EVENT "END:VCALENDAR\n",
			  strlen("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VCALENDAR\nMETHOD:REPLY\n" EVENT "END:VCALENDAR\n"), NULL);
	ok(found->list.n == 1 && found->faults.n == 1, "a whole one behind one that is cut off");
}

static void test_many(void)
{
	struct strbuf sb = STRBUF_INIT;
	const struct ics_answers *found;

	for (int i = 0; i < 1500; i++)
		strbuf_addstr(&sb, "BEGIN:VCALENDAR\nMETHOD:REPLY\n" EVENT "END:VCALENDAR\n");
	found = read_text(sb.text, sb.len, NULL);
	ok(found->list.n == 1000 && found->faults.n == 1 &&
		   found->faults.v[0].kind == ICS_FAULT_TOO_MANY,
	   "the first thousand");
	strbuf_reset(&sb);
	strbuf_addstr(&sb, "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\n" YES);
	for (int i = 0; i < 100000; i++)
		strbuf_addstr(&sb, "COMMENT:\n");
	strbuf_addstr(&sb, "END:VEVENT\nEND:VCALENDAR\n");
	found = read_text(sb.text, sb.len, NULL);
	ok(found->list.n == 1, "more lines than are read");
	strbuf_release(&sb);
}

int main(void)
{
	zones_init(&zones, &arena);
	test_addresses();
	test_partstats();
	test_comments();
	test_numbers();
	test_times();
	test_files();
	test_many();
	ics_answers_release(&answers);
	zones_release(&zones);
	arena_release(&arena);
	return done_testing();
}
