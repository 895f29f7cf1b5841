/*
 * The ledger: what is written is read again, whatever it is and in whatever
 * order; and what was not written by us does no harm.
 */
#include "ledger/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "ledger/mend.h"

#include "tap.h"

#define UID "table.baku.bridge@bridge.example"
#define NOON INT64_C(1803902400) /* 2027-03-01T12:00:00Z */

static char dir[] = "/tmp/test-ledger-XXXXXX";

static const char *path_of(const char *name)
{
	static char path[64];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return path;
}

static void write_file(const char *name, const char *text, size_t len)
{
	FILE *file = fopen(path_of(name), "w");

	fwrite(text, 1, len, file);
	fclose(file);
}

/* a ledger, and all that it is read with */
struct setup {
	struct arena arena;
	struct sources sources;
	struct diags diags;
	struct catalog english;
	struct zones zones;
	struct ledger ledger;
	int status;
};

static void setup_init(struct setup *s)
{
	struct ledger_reader reader = { &s->arena, &s->diags, &s->sources, &s->zones };

	*s = (struct setup){ .english = { .lang = LANG_EN } };
	sources_init(&s->sources, &s->arena);
	diags_init(&s->diags, &s->arena, &s->english, &s->sources);
	zones_init(&s->zones, &s->arena);
	s->status = ledger_read(&reader, path_of("plan.yaml"), &s->ledger);
}

static void setup_release(struct setup *s)
{
	ledger_release(&s->ledger);
	zones_release(&s->zones);
	diags_release(&s->diags);
	sources_release(&s->sources);
	arena_release(&s->arena);
}

static void read_text(struct setup *s, const struct strbuf *text)
{
	write_file("plan.ledger.yaml", text->text, text->len);
	setup_init(s);
}

static unsigned int count_lines(const struct strbuf *text)
{
	unsigned int n = 0;

	for (size_t i = 0; i < text->len; i++)
		n += text->text[i] == '\n';
	return n;
}

/* ------------------------------------------------------------ what is written is read */

static const char *const nasty[] = {
	"a", "", " ", "a ", " a", "\"", "'", "\\", "\\\"", "a\"b'c", "{", "}", "[", "]", "{}", "[]", ",", ":", ": ",
	"a: b", "#", " #", "a #b", "-", "- ", "--- ", "...", "?", "? ", "!", "&a", "*a", "%a", "@a", "`a", "|", ">",
	"~", "null", "true", "no", "1", "0x1", "1e3", ".inf", "2027-03-01", "2027-03-01T10:00:00Z", "=======",
	"<<<<<<< a", "\n", "a\nb", "\na\n", "\r\n", "\t", "\x01\x1B[31m\x7F", "a\xC2\x85" "b", "\xC2\xA0",
	"\xE2\x80\xA8\xE2\x80\xA9", "\xEF\xBB\xBF", "\xEF\xBF\xBD", "\xEF\xBF\xBE\xEF\xBF\xBF", "\xED\x9F\xBF",
	"\xEE\x80\x80", "\xF0\x9F\x95\x8A", "\xF4\x8F\xBF\xBF", "Կլոր սեղան", "Dəyirmi masa", "\\n", "\\x41",
	"${HOME}", "- {revised: 1}", "\", uid: x", "}\n- {sent: 1",
};

/* which every time has; as long as the program */
static const struct zone *utc(void)
{
	static struct arena arena;
	static struct zones zones;

	if (!zones.arena)
		zones_init(&zones, &arena);
	return zones_get(&zones, "UTC");
}

static struct event plain_event(void)
{
	return (struct event){ .uid = UID,
			       .meeting = "baku",
			       .item = "table",
			       .kind = "session",
			       .status = STATUS_CONFIRMED,
			       .start = NOON,
			       .end = NOON + 3600,
			       .start_zone = utc(),
			       .end_zone = utc(),
			       .first = CIVIL_NONE,
			       .last = CIVIL_NONE };
}

static void test_words(void)
{
	for (size_t i = 0; i < sizeof(nasty) / sizeof(nasty[0]); i++) {
		struct text text = { .in = { nasty[i], "b", nasty[i] } };
		const char *word = *nasty[i] ? nasty[i] : "a"; /* no word is empty */
		struct issue issue = { .message = word, .uid = UID, .to = word, .email = "a@b.example", .name = nasty[i],
				       .at = NOON };
		struct answer answer = { .uid = UID, .from = word, .email = "a@b.example", .comment = nasty[i],
					 .delegated_to = word, .stamp = NOON, .at = NOON, .sequence = 7,
					 .start = INSTANT_NONE, .end = INSTANT_NONE,
					 .first = CIVIL_NONE, .last = CIVIL_NONE };
		struct event event = plain_event();
		struct strbuf lines = STRBUF_INIT;
		const struct revision *r;
		struct setup s;

		event.summary = &text;
		event.location = nasty[i];
		event.place = event.to = event.via = word;
		ledger_add_revision(&lines, &event, 3, NOON);
		ledger_add_issue(&lines, &issue);
		ledger_add_answer(&lines, &answer);
		is_int(count_lines(&lines), 3, "each on one line: %zu", i);
		read_text(&s, &lines);
		if (!ok(!s.status && !s.ledger.is_broken && s.ledger.revisions.n == 1 &&
				s.ledger.issues.n == 1 && s.ledger.answers.n == 1,
			"it can be read: %zu", i)) {
			setup_release(&s);
			strbuf_release(&lines);
			continue;
		}
		r = s.ledger.revisions.v;
		ok(!event_differences(&r->event, &event) && !strcmp(r->event.summary->in[2], nasty[i]) &&
			   !strcmp(r->event.location ? r->event.location : "", nasty[i]),
		   "an event is as it was: %zu", i);
		ok(!strcmp(s.ledger.issues.v[0].to, word) && !strcmp(s.ledger.issues.v[0].name ? s.ledger.issues.v[0].name : "", nasty[i]) &&
			   ledger_message(&s.ledger, word) == s.ledger.issues.v,
		   "and an issue: %zu", i);
		is_str(s.ledger.answers.v[0].comment ? s.ledger.answers.v[0].comment : "", nasty[i],
		       "and an answer: %zu", i);
		setup_release(&s);
		strbuf_release(&lines);
	}
}

/* a comment of all characters that there are, in pieces */
static void test_characters(void)
{
	struct strbuf lines = STRBUF_INIT, texts[64];
	unsigned int wrong = 0;
	size_t n = 0;
	struct setup s;

	for (uint32_t c = 1; c < 0x20000; n++) {
		struct answer answer = { .uid = UID, .from = "ani", .email = "a@b.example", .at = NOON, .stamp = NOON,
					 .start = INSTANT_NONE, .end = INSTANT_NONE,
					 .first = CIVIL_NONE, .last = CIVIL_NONE };

		texts[n] = (struct strbuf)STRBUF_INIT;
		for (uint32_t end = c + 0x1000; c < end && c < 0x20000; c++) {
			char bytes[4];

			if (c < 0xD800 || c > 0xDFFF)
				strbuf_add(&texts[n], bytes, utf8_put(bytes, c));
		}
		answer.comment = texts[n].text;
		ledger_add_answer(&lines, &answer);
	}
	read_text(&s, &lines);
	is_int((long long)s.ledger.answers.n, (long long)n, "comments of all characters");
	for (size_t i = 0; i < n; i++) {
		const char *read = i < s.ledger.answers.n ? s.ledger.answers.v[i].comment : NULL;

		wrong += strcmp(read ? read : "", texts[i].text) != 0;
		strbuf_release(&texts[i]);
	}
	is_int(wrong, 0, "are read as they were");
	setup_release(&s);
	strbuf_release(&lines);
}

static void test_no_text(void)
{
	struct answer answer = { .uid = UID, .from = "ani", .email = "a@b.example", .at = NOON, .stamp = NOON,
				 .comment = "a\xFF" "b\xC3", .start = INSTANT_NONE, .end = INSTANT_NONE,
				 .first = CIVIL_NONE, .last = CIVIL_NONE };
	struct strbuf lines = STRBUF_INIT;
	struct setup s;

	ledger_add_answer(&lines, &answer);
	read_text(&s, &lines);
	ok(!s.ledger.is_broken, "bytes that are no text break nothing");
	is_str(s.ledger.answers.n ? s.ledger.answers.v[0].comment : NULL, "a\xEF\xBF\xBD" "b\xEF\xBF\xBD",
	       "and are read as what stands for such");
	setup_release(&s);
	strbuf_release(&lines);
}

static void test_revisions(void)
{
	struct strings *people = malloc(sizeof(*people) + 2 * sizeof(people->v[0]));
	struct strbuf lines = STRBUF_INIT;
	struct zones zones;
	struct arena arena = ARENA_INIT;
	struct event events[4];
	struct setup s;

	zones_init(&zones, &arena);
	people->n = 2;
	people->v[0] = "ani";
	people->v[1] = "leyla";
	for (size_t i = 0; i < 4; i++)
		events[i] = plain_event();
	events[0].people = people;
	events[0].start_zone = zones_get(&zones, "Asia/Yerevan");
	events[0].end_zone = zones_get(&zones, "Asia/Baku");
	events[1].status = STATUS_TENTATIVE;
	events[1].start_zone = events[1].end_zone = zones_get(&zones, "Asia/Tbilisi");
	events[2].item = NULL;
	events[2].status = STATUS_CANCELLED;
	events[2].start = events[2].end = INSTANT_NONE;
	events[2].first = civil_to_day(2199, 12, 31);
	events[2].last = events[2].first + 1;
	events[3].start = -1;
	events[3].end = 0;
	for (size_t i = 0; i < 4; i++)
		ledger_add_revision(&lines, &events[i], (int)i * 1000, NOON + (instant)i);
	read_text(&s, &lines);
	is_int((long long)s.ledger.revisions.n, 4, "events of all kinds");
	for (size_t i = 0; i < 4 && i < s.ledger.revisions.n; i++) {
		const struct revision *r = &s.ledger.revisions.v[i];

		is_int(event_differences(&r->event, &events[i]), 0, "event %zu is as it was", i);
		ok(!r->event.item == !events[i].item && !strcmp(r->event.meeting, "baku") &&
			   r->sequence == (int)i * 1000 && r->at == NOON + (instant)i,
		   "with all that is recorded of it");
		ok(!r->event.of_meeting && !r->event.of_item, "and of no plan");
	}
	setup_release(&s);
	free(people);
	strbuf_release(&lines);
	zones_release(&zones);
	arena_release(&arena);
}

static void test_issues_and_answers(void)
{
	struct issue issue = { .message = "1@b.example", .uid = UID, .sequence = 999999999, .to = "ani",
			       .email = "Ani@B.example", .lang = LANG_AZ, .said = "0f", .programme = "1f",
			       .at = NOON };
	struct answer counter = { .is_counter = true, .uid = UID, .sequence = 999999999, .from = "ani",
				  .email = "ani@b.example", .partstat = PARTSTAT_TENTATIVE,
				  .stamp = NOON + 1, .start = NOON + 7200, .end = NOON + 9000,
				  .first = CIVIL_NONE, .last = CIVIL_NONE, .at = NOON + 2 };
	struct answer days = counter;
	const struct ledger_recipient *r;
	struct strbuf lines = STRBUF_INIT;
	struct setup s;

	days.partstat = PARTSTAT_DECLINED;
	days.start = days.end = INSTANT_NONE;
	days.first = 20000;
	days.last = 20002;
	days.stamp = NOON;
	ledger_add_issue(&lines, &issue);
	issue.message = "2@b.example";
	issue.to = "leyla";
	issue.is_cancel = true;
	issue.said = issue.programme = NULL;
	ledger_add_issue(&lines, &issue);
	ledger_add_sent(&lines, "2@b.example", NOON + 5);
	ledger_add_sent(&lines, "3@b.example", NOON + 5);
	ledger_add_answer(&lines, &counter);
	ledger_add_answer(&lines, &days);
	read_text(&s, &lines);
	is_int((long long)s.diags.list.n, 0, "nothing is wrong with them");
	r = ledger_recipient(&s.ledger, UID, "ANI@b.EXAMPLE", "ani");
	ok(r && !strcmp(r->last->message, "1@b.example") && !r->last->is_cancel && r->last->lang == LANG_AZ &&
		   r->last->sent == INSTANT_NONE && !strcmp(r->last->said, "0f") &&
		   !strcmp(r->last->programme, "1f") && r->last->sequence == 999999999,
	   "a request");
	ok(r && r->answer && r->answer == r->counter && r->answer->partstat == PARTSTAT_TENTATIVE &&
		   r->answer->start == NOON + 7200 && r->answer->end == NOON + 9000,
	   "of two answers the later one");
	ok(s.ledger.answers.n == 2 && s.ledger.answers.v[1].first == 20000 &&
		   s.ledger.answers.v[1].last == 20002 && s.ledger.answers.v[1].start == INSTANT_NONE,
	   "and days that were proposed");
	r = ledger_recipient(&s.ledger, UID, "ani@b.example", "leyla");
	ok(r && r->last->is_cancel && !r->last->said && r->last->sent == NOON + 5 && !r->answer,
	   "a cancellation at the same address");
	ok(!ledger_recipient(&s.ledger, UID, "ani@b.example", "davit") &&
		   !ledger_recipient(&s.ledger, "x", "ani@b.example", "ani") &&
		   !ledger_message(&s.ledger, "3@b.example") && !ledger_event(&s.ledger, "x"),
	   "and nothing else");
	is_str(ledger_at_address(&s.ledger, UID, "Ani@b.example")->to, "leyla", "the last at an address");
	setup_release(&s);
	strbuf_release(&lines);
}

/* ------------------------------------------------------------------- order and branches */

struct lines {
	struct strbuf v[64];
	size_t n;
};

static struct strbuf *next_line(struct lines *lines)
{
	lines->v[lines->n] = (struct strbuf)STRBUF_INIT;
	return &lines->v[lines->n++];
}

/* an event at an hour, told at a minute */
static void add_told(struct lines *lines, const char *uid, int sequence, int minute, int hour)
{
	struct event event = plain_event();

	event.uid = uid;
	event.start = NOON + 3600 * (instant)hour;
	event.end = event.start + 3600;
	ledger_add_revision(next_line(lines), &event, sequence, NOON + 60 * minute);
}

static void add_sent_to(struct lines *lines, const char *uid, int sequence, int minute, const char *to)
{
	char message[32];
	struct issue issue = { .message = message, .uid = uid, .sequence = sequence, .to = to,
			       .email = "all@b.example", .at = NOON + 60 * minute };

	snprintf(message, sizeof(message), "%zu@b.example", lines->n);
	ledger_add_issue(next_line(lines), &issue);
}

static void add_reply(struct lines *lines, const char *uid, int sequence, int minute, const char *from,
		      enum partstat partstat)
{
	struct answer answer = { .uid = uid, .sequence = sequence, .from = from, .email = "ALL@b.example",
				 .partstat = partstat, .stamp = NOON + 60 * minute,
				 .at = NOON + 86400 - 60 * minute, .start = INSTANT_NONE,
				 .end = INSTANT_NONE, .first = CIVIL_NONE, .last = CIVIL_NONE };

	ledger_add_answer(next_line(lines), &answer);
}

/* what a ledger knows, whatever order its lines have */
static void describe(struct strbuf *out, const struct ledger *ledger, const char *const *uids,
		     const char *const *people)
{
	for (; *uids; uids++) {
		const struct ledger_event *e = ledger_event(ledger, *uids);

		strbuf_addf(out, "%s", *uids);
		if (e && e->latest)
			strbuf_addf(out, " %d+%d@%lld%s", e->latest->sequence, e->sequence,
				    (long long)(e->latest->event.start - NOON) / 3600,
				    e->other ? "?" : "");
		for (const char *const *p = people; *p; p++) {
			const struct ledger_recipient *r =
				ledger_recipient(ledger, *uids, "all@b.example", *p);
			const struct revision *told = r ? ledger_told(ledger, r) : NULL;

			if (!r)
				continue;
			strbuf_addf(out, " %s %d", *p, r->last->sequence);
			if (told)
				strbuf_addf(out, "@%lld%s", (long long)(told->event.start - NOON) / 3600,
					    told->is_disputed ? "?" : "");
			strbuf_addf(out, " %s", r->answer ? partstat_name(r->answer->partstat) : "-");
		}
		strbuf_addch(out, '\n');
	}
}

static void fill(struct lines *lines)
{
	/* one branch moved it to 3, another to 5, and told it to others */
	add_told(lines, "a", 0, 0, 1);
	add_sent_to(lines, "a", 0, 0, "ani");
	add_sent_to(lines, "a", 0, 0, "leyla");
	add_sent_to(lines, "a", 0, 0, "davit");
	add_reply(lines, "a", 0, 1, "ani", PARTSTAT_ACCEPTED);
	add_reply(lines, "a", 0, 1, "davit", PARTSTAT_DECLINED);
	add_told(lines, "a", 1, 10, 3);
	add_sent_to(lines, "a", 1, 10, "ani");
	add_told(lines, "a", 1, 20, 5);
	add_sent_to(lines, "a", 1, 20, "leyla");
	add_reply(lines, "a", 1, 31, "leyla", PARTSTAT_ACCEPTED);
	add_reply(lines, "a", 1, 30, "leyla", PARTSTAT_DECLINED);
	/* that was settled, and told to one */
	add_told(lines, "a", 2, 40, 3);
	add_sent_to(lines, "a", 2, 40, "davit");
	/* not settled */
	add_told(lines, "b", 4, 0, 1);
	add_told(lines, "b", 4, 5, 2);
	add_told(lines, "b", 4, 9, 1);
	add_sent_to(lines, "b", 4, 5, "ani");
	/* both branches say the same, one also told more of it */
	add_told(lines, "c", 1, 10, 3);
	add_told(lines, "c", 1, 12, 3);
	add_sent_to(lines, "c", 1, 10, "ani");
	/* left out and asked again */
	add_told(lines, "d", 0, 0, 1);
	add_sent_to(lines, "d", 2, 20, "ani");
	add_told(lines, "d", 3, 30, 2);
	/* how it was told at first is lost */
	add_told(lines, "e", 5, 10, 2);
	add_sent_to(lines, "e", 4, 5, "ani");
	add_sent_to(lines, "f", 4, 5, "ani");
}

static void test_order(void)
{
	static const char *const uids[] = { "a", "b", "c", "d", "e", "f", NULL };
	static const char *const people[] = { "ani", "leyla", "davit", NULL };
	static const char expected[] = "a 2+2@3 ani 1@3? - leyla 1@5? ACCEPTED davit 2@3 -\n"
				       "b 4+4@1? ani 4@2? -\n"
				       "c 1+1@3 ani 1@3 -\n"
				       "d 3+3@2 ani 2@1 -\n"
				       "e 5+5@2 ani 4 -\n"
				       "f ani 4 -\n";
	struct lines lines = { .n = 0 };
	unsigned int seed = 1, wrong = 0;

	fill(&lines);
	for (unsigned int round = 0; round < 300; round++) {
		struct strbuf text = STRBUF_INIT, known = STRBUF_INIT;
		struct setup s;

		for (size_t i = 0; i < lines.n; i++)
			strbuf_add(&text, lines.v[i].text, lines.v[i].len);
		read_text(&s, &text);
		describe(&known, &s.ledger, uids, people);
		if (strcmp(known.text, expected) != 0 && !wrong++)
			is_str(known.text, expected, "what is known after round %u", round);
		setup_release(&s);
		strbuf_release(&text);
		strbuf_release(&known);
		for (size_t i = lines.n; i-- > 1;) {
			struct strbuf line = lines.v[i];
			size_t other;

			seed = seed * 1103515245 + 12345;
			other = (seed >> 16) % (i + 1);
			lines.v[i] = lines.v[other];
			lines.v[other] = line;
		}
	}
	is_int(wrong, 0, "what is known does not depend on the order of lines");
	for (size_t i = 0; i < lines.n; i++)
		strbuf_release(&lines.v[i]);
}

/* --------------------------------------------------------------------------- mending */

static void test_mend(void)
{
	static const struct {
		const char *text, *mended;
		size_t n_marks;
		uint32_t torn;
	} cases[] = {
		{ "", "", 0, 0 },
		{ "- {a: b}\n", "- {a: b}\n", 0, 0 },
		{ "- {a: b}", "- {a: b}", 0, 0 },
		{ "# x\n- {a: b}\n", "# x\n- {a: b}\n", 0, 0 },
		{ "# x", "# x", 0, 0 },
		{ "<<<<<<< HEAD\n- {}\n||||||| 1\n=======\n- {}\n>>>>>>> b\n",
		  "#<<<<<< HEAD\n- {}\n#|||||| 1\n#======\n- {}\n#>>>>>> b\n", 4, 0 },
		{ "<<<<<<< HEAD\r\n=======\r\n>>>>>>> b\r\n", "#<<<<<< HEAD\r\n#======\r\n#>>>>>> b\r\n", 3, 0 },
		{ "<<<<<<<<< HEAD\n=======", "#<<<<<<<< HEAD\n#======", 2, 0 },
		{ "<<<<<<\n=======x\n>>>>>>>b\n", "<<<<<<\n=======x\n>>>>>>>b\n", 0, 0 },
		{ " <<<<<<< HEAD\n", " <<<<<<< HEAD\n", 0, 0 },
		{ "- {a: b", "# {a: b", 0, 1 },
		{ "- {a: b}\n- {a", "- {a: b}\n# {a", 0, 2 },
		{ "- {a: b}\n- ", "- {a: b}\n# ", 0, 2 },
		{ "- {a: b}\n-", "- {a: b}\n#", 0, 2 },
		{ "- {a: b}\nx", "- {a: b}\n#", 0, 2 },
		{ "- {a: b\n- {a: b}\n", "# {a: b\n- {a: b}\n", 0, 1 },
		{ "-\n- {a: b}\n- \n- {c", "#\n- {a: b}\n# \n# {c", 0, 1 },
		{ "- {a: b\n=======\n- {a: b}\n", "# {a: b\n#======\n- {a: b}\n", 1, 1 },
		{ "- {a: b,\n  c: d}\n- {a: b}\n", "- {a: b,\n  c: d}\n- {a: b}\n", 0, 0 },
		{ "- {a: b,\n\tc: d}\n", "- {a: b,\n\tc: d}\n", 0, 0 },
		{ "-\n  a: b\n", "-\n  a: b\n", 0, 0 },
		{ "- a: b\n  c: d\n", "- a: b\n  c: d\n", 0, 0 },
		{ "- {a: \"}\"}\n- {a: \"{\"}\n", "- {a: \"}\"}\n- {a: \"{\"}\n", 0, 0 },
		{ "- {a: \"\\\"}\n- {a: b}\n", "# {a: \"\\\"}\n- {a: b}\n", 0, 1 },
		{ "- {a: \"\\\\\"}\n- {a: b}\n", "- {a: \"\\\\\"}\n- {a: b}\n", 0, 0 },
		{ "- {a: '}', b: \"it's\", c: it's}\n- {}\n", "- {a: '}', b: \"it's\", c: it's}\n- {}\n", 0, 0 },
		{ "- {a: b} # }{\n- {}\n", "- {a: b} # }{\n- {}\n", 0, 0 },
		{ "- {a: b#}\n- {}\n", "- {a: b#}\n- {}\n", 0, 0 },
		{ "- {a: [b, {c: d}\n- {}\n", "# {a: [b, {c: d}\n- {}\n", 0, 1 },
		{ "- {a: b}}\n- {}\n", "# {a: b}}\n- {}\n", 0, 1 },
		{ "- {a: b}\r\n- {a", "- {a: b}\r\n# {a", 0, 2 },
		{ "\xEF\xBB\xBF- {a", "\xEF\xBB\xBF# {a", 0, 1 },
		{ "\xEF\xBB\xBF", "\xEF\xBB\xBF", 0, 0 },
	};
	char nuls[] = "- {a: b}\n\0\0\0\0", all[4] = "";

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char text[128];
		struct mended mended;

		snprintf(text, sizeof(text), "%s", cases[i].text);
		mended = mend(text, strlen(text));
		is_str(text, cases[i].mended, "mended: %zu", i);
		ok(mended.n_marks == cases[i].n_marks && mended.torn_line == cases[i].torn,
		   "what was: %zu", i);
		mended = mend(text, strlen(text));
		ok(!strcmp(text, cases[i].mended) && !mended.n_marks && !mended.torn_line,
		   "once is enough: %zu", i);
	}
	ok(!mend(nuls, sizeof(nuls) - 1).torn_line && !memcmp(nuls, "- {a: b}\n    ", sizeof(nuls) - 1),
	   "NULs at the end are blanks");
	ok(!mend(all, 4).torn_line && !memcmp(all, "    ", 4), "also if there is nothing else");
}

/* ------------------------------------------------------------------------- the file */

static const char *read_back(const char *name)
{
	static char text[4096];
	FILE *file = fopen(path_of(name), "r");
	size_t n = file ? fread(text, 1, sizeof(text) - 1, file) : 0;

	if (file)
		fclose(file);
	text[n] = '\0';
	return text;
}

static int append(const char *plan, const char *lines)
{
	struct arena arena = ARENA_INIT;
	struct ledger ledger = { .path = ledger_path(&arena, path_of(plan)) };
	struct out folder;
	int r = ledger_lock(path_of(plan), &folder);

	if (!r)
		r = ledger_append(&ledger, &folder, lines, strlen(lines));
	out_release(&folder);
	arena_release(&arena);
	return r;
}

static mode_t mode_of(const char *name)
{
	struct stat st;

	return stat(path_of(name), &st) ? 0 : st.st_mode & 0777;
}

static void test_append(void)
{
	const char *text;
	char half[] = "- {sent: 2027";

	is_int(append("new.yaml", "- {a}\n"), 0, "a new ledger");
	is_int(mode_of("new.ledger.yaml"), 0600, "is its owner's");
	text = read_back("new.ledger.yaml");
	ok(!strncmp(text, "# What was issued", 17) && strstr(text, "\n- {a}\n"), "and says what it is");
	is_int(append("new.yaml", "- {b}\n"), 0, "one more record");
	text = read_back("new.ledger.yaml");
	ok(strstr(text, "- {a}\n- {b}\n") && !strstr(text + 1, "# What was issued"), "stands behind");

	write_file("old.ledger.yaml", "- {a}", 5);
	chmod(path_of("old.ledger.yaml"), 0644);
	is_int(append("old.yml", "- {b}\n"), 0, "to one without a line end");
	is_str(read_back("old.ledger.yaml"), "- {a}\n- {b}\n", "on a line of its own");
	is_int(mode_of("old.ledger.yaml"), 0600, "its owner's from now on");

	write_file("torn.ledger.yaml", half, strlen(half));
	is_int(append("torn.yaml", "- {b}\n"), 0, "to one that was torn");
	is_str(read_back("torn.ledger.yaml"), "# {sent: 2027\n- {b}\n", "what was cut off is a comment");

	write_file("marks.ledger.yaml", "<<<<<<< a\n- {a}\n=======\n>>>>>>> b\n\0\0", 36);
	is_int(append("marks.yaml", "- {b}\n"), 0, "to one with marks of a merge");
	is_str(read_back("marks.ledger.yaml"), "#<<<<<< a\n- {a}\n#======\n#>>>>>> b\n  \n- {b}\n",
	       "they are comments");

	write_file("empty.ledger.yaml", "", 0);
	is_int(append("empty.yaml", "- {b}\n"), 0, "to one that is empty");
	ok(!strncmp(read_back("empty.ledger.yaml"), "# What was issued", 17), "as to a new one");

	if (symlink("new.ledger.yaml", path_of("link.ledger.yaml")) == 0)
		is_int(append("link.yaml", "- {b}\n"), -ELOOP, "a link is not replaced");
}

static void test_absent(void)
{
	struct setup s;

	unlink(path_of("plan.ledger.yaml"));
	setup_init(&s);
	ok(!s.status && !s.ledger.is_broken && !s.ledger.is_blank && !s.ledger.events.n && s.ledger.path,
	   "no ledger is an empty one");
	setup_release(&s);
	if (symlink("nowhere", path_of("plan.ledger.yaml")) == 0) {
		setup_init(&s);
		is_int(s.status, -ENOENT, "but not a link that leads nowhere");
		setup_release(&s);
		unlink(path_of("plan.ledger.yaml"));
	}
	mkdir(path_of("plan.ledger.yaml"), 0777);
	setup_init(&s);
	is_int(s.status, -EISDIR, "nor a folder");
	setup_release(&s);
	rmdir(path_of("plan.ledger.yaml"));
	write_file("plan.ledger.yaml", "# a\n", 4);
	setup_init(&s);
	ok(!s.status && !s.ledger.is_broken && s.ledger.is_blank, "nothing but comments");
	setup_release(&s);
}

static void test_paths(void)
{
	static const char *const cases[][2] = {
		{ "plan.yaml", "plan.ledger.yaml" },	 { "a/plan.yml", "a/plan.ledger.yaml" },
		{ "plan", "plan.ledger.yaml" },		 { "plan.txt", "plan.txt.ledger.yaml" },
		{ ".yaml", ".yaml.ledger.yaml" },	 { "a.yaml/plan", "a.yaml/plan.ledger.yaml" },
		{ "plan.YAML", "plan.YAML.ledger.yaml" }, { "-", NULL },
	};
	struct arena arena = ARENA_INIT;
	struct issue issue = { .uid = UID, .to = "ani", .at = NOON };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		is_str(ledger_path(&arena, cases[i][0]), cases[i][1], "the ledger of %s", cases[i][0]);
	is_str(ledger_file_name(&arena, &issue), "20270301T120000Z-ani-table.baku-request.eml",
	       "the file of a message");
	issue.is_cancel = true;
	issue.uid = "baku.bridge@bridge.example";
	is_str(ledger_file_name(&arena, &issue), "20270301T120000Z-ani-baku-cancel.eml",
	       "and of the end of a visit");
	issue.uid = "x";
	is_str(ledger_file_name(&arena, &issue), "20270301T120000Z-ani-x-cancel.eml", "or of anything");
	ok(ledger_same_address("A@b.Example", "a@B.example") && !ledger_same_address("a@b", "a@bc"),
	   "addresses are the same in other letters");
	is_str(ledger_address_key(&arena, "X", "A@b"), "X a@b", "for tables too");
	arena_release(&arena);
}

int main(void)
{
	char command[64];

	if (!mkdtemp(dir))
		return 1;
	test_words();
	test_characters();
	test_no_text();
	test_revisions();
	test_issues_and_answers();
	test_order();
	test_mend();
	test_append();
	test_absent();
	test_paths();
	snprintf(command, sizeof(command), "rm -rf '%s'", dir);
	if (system(command))
		return 1;
	return done_testing();
}
