/*
 * Any bytes are read as a plan, checked, and what was found is put into
 * words, in one language after another.  Nothing may crash, leak, take
 * more memory than a plan of that size may, or make a finding that lies
 * outside its file or is not UTF-8.
 *
 *	./configure --enable-fuzzing && make tests/fuzz/fuzz-plan
 *	tests/fuzz/fuzz-plan -dict=tests/fuzz/plan.dict new tests/fuzz/corpus
 *
 * A line "#### people.yaml" or "#### private.yaml" in the input begins the
 * file of that name in the plan's folder, so that includes are reached too.
 * Nothing else is in that folder, and nothing outside it can be included.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "check/check.h"
#include "diag/diag-format.h"
#include "plan/read.h"

#include "base/banned.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* what a plan may take, see the format: 40 times its size and 32 MiB */
#define MEMORY_MAX(size) ((size_t)40 * (size) + ((size_t)32 << 20))

#define NOW INT64_C(1811548800) /* 2027-05-29: among the corpus' meetings */

static const char *const names[] = { "plan.yaml", "people.yaml", "private.yaml" };

/* of the process: the folder, and what zones have learnt, which is slow to make */
static char folder[] = "/tmp/fuzz-plan-XXXXXX";
static struct arena zone_arena;
static struct zones zones;
static struct dates dates = DATES_INIT; /* ICU is opened once */

static void fail(const char *what)
{
	perror(what);
	abort();
}

/* a crash leaves the folder, with the files that made it */
static void remove_folder(void)
{
	char path[64];

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		unlink(path);
	}
	rmdir(folder);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	if (!mkdtemp(folder))
		fail(folder);
	atexit(remove_folder);
	zones_init(&zones, &zone_arena);
	return 0;
}

static void write_file(const char *name, const char *text, size_t len)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, text, len) != (ssize_t)len)
		fail(path);
	close(fd);
}

/* the line that begins a file; or the end */
static const char *find_file(const char *text, const char *end, const char *name)
{
	char line[32];
	int len = snprintf(line, sizeof(line), "#### %s\n", name);
	const char *at = memmem(text, (size_t)(end - text), line, (size_t)len);

	return at ? at : end;
}

static void write_files(const char *text, size_t size)
{
	const char *end = text + size;
	const char *starts[ARRAY_SIZE(names)] = { text };

	for (size_t i = 1; i < ARRAY_SIZE(names); i++)
		starts[i] = find_file(text, end, names[i]);
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const char *to = end;

		for (size_t j = 0; j < ARRAY_SIZE(names); j++)
			if (starts[j] > starts[i] && starts[j] < to)
				to = starts[j];
		write_file(names[i], starts[i], (size_t)(to - starts[i]));
	}
}

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

static void check_text(const struct strbuf *sb)
{
	if (utf8_check(sb->text, sb->len) != sb->len)
		BUG("what is printed is not UTF-8");
}

static void print(struct diags *diags)
{
	struct strbuf sb = STRBUF_INIT;

	diags_sort(diags);
	for (size_t i = 0; i < diags->list.n; i++) {
		check_span(diags->sources, diags->list.v[i]->span);
		for (struct diag_related *r = diags->list.v[i]->related; r; r = r->next)
			check_span(diags->sources, r->span);
	}
	diags_add_text(&sb, diags, SEVERITY_NOTE, true);
	diags_add_summary(&sb, diags);
	check_text(&sb);
	strbuf_reset(&sb);
	diags_add_json(&sb, diags, SEVERITY_NOTE);
	check_text(&sb);
	strbuf_reset(&sb);
	diags_add_sarif(&sb, diags, SEVERITY_NOTE, true);
	check_text(&sb);
	strbuf_release(&sb);
}

static void read_and_check(struct plan_reader *reader, enum lang lang)
{
	struct itinerary itinerary;
	struct calendar calendar;
	struct check_run check;
	struct plan plan;
	char path[64];

	snprintf(path, sizeof(path), "%s/%s", folder, names[0]);
	if (plan_read(reader, path, &plan))
		fail(path);
	itinerary_init(&itinerary, &plan, reader->arena, reader->diags);
	calendar_init(&calendar, reader->arena);
	calendar_set_own(&calendar, plan.days);
	check = (struct check_run){ .plan = &plan,
				    .it = &itinerary,
				    .diags = reader->diags,
				    .arena = reader->arena,
				    .calendar = &calendar,
				    .dates = &dates,
				    .lang = lang,
				    .now = NOW };
	check_plan(&check, 0);
	check_waivers(&check, 0);
	calendar_release(&calendar);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum lang lang = (enum lang)(size % LANG_COUNT);
	struct arena arena = ARENA_INIT;
	struct catalog catalog;
	struct sources sources;
	struct diags diags;
	struct gazetteer gazetteer;
	struct plan_reader reader = { &arena, &diags, &sources, &zones, &gazetteer };

	write_files((const char *)data, size);
	catalog_init(&catalog, lang);
	sources_init(&sources, &arena);
	diags_init(&diags, &arena, &catalog, &sources);
	gazetteer_init(&gazetteer, &arena, &zones);
	read_and_check(&reader, lang);
	print(&diags);
	if (arena_size(&arena) > MEMORY_MAX(size))
		BUG("more memory than a plan of this size may take");
	gazetteer_release(&gazetteer);
	diags_release(&diags);
	sources_release(&sources);
	catalog_release(&catalog);
	arena_release(&arena);
	return 0;
}
