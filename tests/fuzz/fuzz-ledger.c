/*
 * Any bytes are the ledger of a plan, are checked with it, and what is to be
 * issued is found out.  Nothing may crash, leak, take more memory than a
 * ledger of that size may, or find anything outside the file.  What is then
 * recorded must be read again, and leave nothing to be issued.
 *
 *	./configure --enable-fuzzing && make tests/fuzz/fuzz-ledger
 *	tests/fuzz/fuzz-ledger -dict=tests/fuzz/ledger.dict new tests/cases/ledger
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "diag/diag-format.h"
#include "ledger/ledger-check.h"
#include "ledger/ledger-issued.h"
#include "ledger/mend.h"
#include "ledger/outgoing.h"
#include "plan/read.h"

#include "base/banned.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* what a ledger may take, as a plan does: 40 times its size and 32 MiB */
#define MEMORY_MAX(size) ((size_t)40 * (size) + ((size_t)32 << 20))

#define NOW INT64_C(1798761600) /* 2027-01-01 */

/* as those of tests/cases/ledger, with what invitations depend on */
static const char plan_text[] =
	"pbplan: 1\n"
	"id: peace-bridge\n"
	"title: Peace Bridge\n"
	"organizer: {name: Joint secretariat, email: office@peacebridge.example}\n"
	"sides:\n"
	"  am: {country: AM, language: en, name: Armenian delegation}\n"
	"  az: {country: AZ, language: az, name: {en: Azerbaijani delegation, az: nümayəndə heyəti}}\n"
	"people:\n"
	"  ani: {side: am, name: Ani Sarkisian, email: ani@regional.example}\n"
	"  davit: {side: am, name: Davit Petrosyan, email: davit@regional.example}\n"
	"  leyla: {side: az, name: Leyla Mammadova, email: leyla@caspian.example}\n"
	"  rauf: {side: az, name: Rauf Aliyev, email: Leyla@caspian.example}\n"
	"  nigar: {side: az, name: Nigar Rzayeva}\n"
	"places:\n"
	"  hotel: {kind: hotel, name: Hotel on the Square, city: yerevan, country: AM}\n"
	"meetings:\n"
	"  - id: yerevan\n"
	"    title: Visit to Yerevan\n"
	"    host: am\n"
	"    place: yerevan\n"
	"    dates: 2027-01-03/2027-01-04\n"
	"    status: confirmed\n"
	"    delegations: {am: [ani, davit], az: [leyla, rauf, nigar]}\n"
	"    programme:\n"
	"      2027-01-03:\n"
	"        - {flight: XX 101, from: GYD, to: EVN, time: 08:00-09:15, who: az}\n"
	"        - {stay: hotel, id: rooms, until: 2027-01-04, who: az}\n"
	"        - {session: Round table, id: table, time: 11:30-13:00, place: hotel, rsvp: true}\n"
	"        - {session: Talks, id: talks, time: 14:00-15:00, place: hotel}\n"
	"        - {session: Off, id: off, time: 15:00-16:00, place: hotel, rsvp: true, status: cancelled}\n"
	"  - {id: baku, title: Visit to Baku, place: baku, dates: 2027-03-03, status: cancelled, delegations: {am: [ani], az: [leyla]}}\n"
	"  - {id: gabala, title: Visit to Gabala, place: gabala, dates: 2026-03-03, status: held, delegations: {am: [ani], az: [leyla]}}\n"
	"  - {id: sheki, title: Visit to Sheki, place: sheki, window: 2027-05-01/2027-05-31, status: tentative, delegations: {am: [ani], az: [leyla]}}\n";

static char folder[] = "/tmp/fuzz-ledger-XXXXXX";

/* of the process: the plan, and what it is read and told with */
static struct {
	struct arena arena;
	struct zones zones;
	struct sources sources;
	struct catalog catalogs[LANG_COUNT];
	struct diags diags;
	struct gazetteer gazetteer;
	struct calendar calendar;
	struct dates dates;
	struct plan plan;
	struct itinerary itinerary;
	struct ics ics;
} world = { .dates = DATES_INIT };

static const char *path_of(const char *name)
{
	static char path[64];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static void fail(const char *what)
{
	perror(what);
	abort();
}

static void write_file(const char *name, const char *text, size_t len)
{
	int fd = open(path_of(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0 || write(fd, text, len) != (ssize_t)len)
		fail(name);
	close(fd);
}

/* a crash leaves the folder, with the file that made it */
static void remove_folder(void)
{
	unlink(path_of("plan.yaml"));
	unlink(path_of("plan.ledger.yaml"));
	rmdir(folder);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct plan_reader reader = { &world.arena, &world.diags, &world.sources, &world.zones,
				      &world.gazetteer };

	(void)argc;
	(void)argv;
	if (!mkdtemp(folder))
		fail(folder);
	atexit(remove_folder);
	for (int i = 0; i < LANG_COUNT; i++)
		catalog_init(&world.catalogs[i], (enum lang)i);
	zones_init(&world.zones, &world.arena);
	sources_init(&world.sources, &world.arena);
	diags_init(&world.diags, &world.arena, &world.catalogs[LANG_EN], &world.sources);
	gazetteer_init(&world.gazetteer, &world.arena, &world.zones);
	calendar_init(&world.calendar, &world.arena);
	write_file("plan.yaml", plan_text, sizeof(plan_text) - 1);
	if (plan_read(&reader, path_of("plan.yaml"), &world.plan) ||
	    diags_count(&world.diags).n[SEVERITY_ERROR])
		fail("plan.yaml");
	itinerary_init(&world.itinerary, &world.plan, &world.arena, &world.diags);
	ics_init(&world.ics, &world.plan, &world.itinerary, world.catalogs, NULL, NOW);
	return 0;
}

/* --------------------------------------------------------------------- what is found */

static void check_span(const struct sources *sources, struct span span)
{
	const struct source *source = sources_at(sources, span);

	if (!span.line)
		return;
	if (!source || span.line > source->n_lines || span.end_line > source->n_lines)
		BUG("a finding lies outside its file");
	if (span.end_line < span.line ||
	    (span.end_line == span.line && span.end_column < span.column))
		BUG("a finding ends before it begins");
}

/* what a ledger is read with; what is found in it has the plan's files before it */
struct reading {
	struct arena arena;
	struct sources sources;
	struct diags diags;
	struct ledger ledger;
};

static void reading_init(struct reading *r, enum lang lang)
{
	struct ledger_reader reader = { &r->arena, &r->diags, &r->sources, &world.zones };
	struct source *source;

	*r = (struct reading){ .arena = ARENA_INIT };
	sources_init(&r->sources, &r->arena);
	diags_init(&r->diags, &r->arena, &world.catalogs[lang], &r->sources);
	/* a plan's spans are of its own source */
	if (sources_read(&r->sources, path_of("plan.yaml"), "plan.yaml", &source))
		fail("plan.yaml");
	if (ledger_read(&reader, path_of("plan.yaml"), &r->ledger))
		fail("plan.ledger.yaml");
}

static void reading_release(struct reading *r)
{
	ledger_release(&r->ledger);
	diags_release(&r->diags);
	sources_release(&r->sources);
	arena_release(&r->arena);
}

static void check(struct reading *r, enum lang lang)
{
	struct check_run run = { .plan = &world.plan,
				 .it = &world.itinerary,
				 .diags = &r->diags,
				 .arena = &r->arena,
				 .calendar = &world.calendar,
				 .dates = &world.dates,
				 .lang = lang,
				 .now = NOW };
	struct strbuf sb = STRBUF_INIT;

	ledger_check(&run, &r->ledger);
	diags_sort(&r->diags);
	for (size_t i = 0; i < r->diags.list.n; i++) {
		check_span(&r->sources, r->diags.list.v[i]->span);
		for (struct diag_related *d = r->diags.list.v[i]->related; d; d = d->next)
			check_span(&r->sources, d->span);
	}
	if (r->ledger.is_broken && !diags_count(&r->diags).n[SEVERITY_ERROR])
		BUG("a broken ledger without an error");
	diags_add_text(&sb, &r->diags, SEVERITY_NOTE, true);
	diags_add_json(&sb, &r->diags, SEVERITY_NOTE);
	if (utf8_check(sb.text, sb.len) != sb.len)
		BUG("what is printed is not UTF-8");
	strbuf_release(&sb);
}

/* ------------------------------------------------------------------- what is issued */

static void issue(struct outgoing *out, struct reading *r)
{
	struct outgoing_request request = { .plan = &world.plan,
					    .it = &world.itinerary,
					    .ledger = &r->ledger,
					    .ics = &world.ics,
					    .arena = &r->arena,
					    .now = NOW,
					    .wording = true };
	struct issued issued;

	outgoing_init(out, &request);
	ledger_issued(&r->ledger, &world.plan, &issued);
	outgoing_update(&issued, out);
	for (size_t i = 0; i < out->messages.n; i++) {
		const struct message *m = &out->messages.v[i];

		if (m->issue.at <= NOW - 1 || m->issue.sequence < 0 || !m->file || !m->issue.message)
			BUG("a message of no time, SEQUENCE or name");
		if (!m->issue.is_cancel &&
		    issued_sequence(&issued, m->issue.uid) < m->issue.sequence)
			BUG("an export would be older than the invitation");
	}
	issued_release(&issued);
}

/* beyond that the next one cannot be written */
static bool is_extreme(const struct outgoing *out)
{
	const struct ledger *ledger = out->request.ledger;

	for (size_t i = 0; i < ledger->events.n; i++)
		if (ledger->events.v[i].sequence > 999999900)
			return true;
	return out->stamp > INT64_C(253402300000);
}

/* once it is recorded, everybody knows */
static void record(const struct outgoing *out, const uint8_t *data, size_t size)
{
	struct strbuf text = STRBUF_INIT;
	struct outgoing again;
	struct reading r;

	strbuf_add(&text, (const char *)data, size);
	mend(text.text, text.len);
	strbuf_addch(&text, '\n');
	outgoing_add_records(&text, out);
	write_file("plan.ledger.yaml", text.text, text.len);
	strbuf_release(&text);
	reading_init(&r, LANG_EN);
	if (r.ledger.is_broken)
		BUG("what was recorded cannot be read");
	issue(&again, &r);
	if (again.messages.n)
		BUG("what was issued is issued again");
	outgoing_release(&again);
	reading_release(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum lang lang = (enum lang)(size % LANG_COUNT);
	struct outgoing out;
	struct reading r;

	write_file("plan.ledger.yaml", (const char *)data, size);
	reading_init(&r, lang);
	check(&r, lang);
	if (!r.ledger.is_broken) {
		issue(&out, &r);
		if (!is_extreme(&out))
			record(&out, data, size);
		outgoing_release(&out);
	}
	if (arena_size(&r.arena) > MEMORY_MAX(size))
		BUG("more memory than a ledger of this size may take");
	reading_release(&r);
	return 0;
}
