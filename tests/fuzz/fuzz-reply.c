/*
 * Any bytes are read as an answer: as a message, and as a calendar.  Nothing
 * may crash, leak, make GLib complain, take more memory than a file of that
 * size may, or come out as a text that is not UTF-8 or holds what would steer
 * a terminal.
 *
 *	./configure --enable-fuzzing && make tests/fuzz/fuzz-reply
 *	tests/fuzz/fuzz-reply new tests/replies
 */
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "render/ics-reply.h"
#include "render/mail-reader.h"

#include "base/banned.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* of what is kept; what libraries take besides is bounded by -rss_limit_mb */
#define MEMORY_MAX(size) ((size_t)40 * (size) + ((size_t)1 << 20))

/* of the process: zones are slow to read */
static struct arena zone_arena;
static struct zones zones;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	g_log_set_always_fatal(G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
	zones_init(&zones, &zone_arena);
	return 0;
}

static void check_text(const char *s)
{
	size_t len = s ? strlen(s) : 0;

	if (utf8_check(s ? s : "", len) != len)
		BUG("a text that is not UTF-8");
	for (size_t i = 0; i < len; i++)
		if (((unsigned char)s[i] < ' ' && s[i] != '\n') || s[i] == 0x7F)
			BUG("a text with a control character");
}

static void check_when(const struct ics_when *when)
{
	check_text(when->tzid);
	if (when->kind == ICS_INSTANT && (when->at < -86400 || when->at > INT64_C(7258204800)))
		BUG("an instant that no plan can have");
}

static void check_answer(const struct ics_answer *a)
{
	if (!a->uid || !*a->uid || !a->email || !strchr(a->email, '@'))
		BUG("an answer of nobody, or about nothing");
	if ((unsigned int)a->partstat >= ICS_PARTSTAT_COUNT)
		BUG("no such PARTSTAT");
	check_text(a->uid);
	check_text(a->email);
	check_text(a->name);
	check_text(a->sent_by);
	check_text(a->delegated_to);
	check_text(a->comment);
	check_text(a->location);
	check_when(&a->start);
	check_when(&a->end);
}

static void read_calendar(const char *text, size_t len, const char *method, struct arena *arena)
{
	struct ics_answers answers = { 0 };

	ics_answers_add(&answers, text, len, method, arena, &zones);
	for (size_t i = 0; i < answers.list.n; i++)
		check_answer(&answers.list.v[i]);
	for (size_t i = 0; i < answers.faults.n; i++)
		check_text(answers.faults.v[i].word);
	if (!answers.list.n && !answers.faults.n)
		BUG("neither an answer nor what is wrong");
	ics_answers_release(&answers);
}

static void read_message(const char *text, size_t len, struct arena *arena)
{
	struct incoming mail;

	incoming_read(&mail, text, len, arena);
	if ((mail.kind == MAIL_UNREADABLE) != (mail.trouble != MAIL_NO_TROUBLE))
		BUG("it cannot be read, and nobody knows why");
	if ((mail.kind == MAIL_CALENDAR) != (mail.calendars.n > 0))
		BUG("a calendar that is none");
	for (size_t i = 0; i < mail.calendars.n; i++)
		read_calendar(mail.calendars.v[i].text, mail.calendars.v[i].len,
			      mail.calendars.v[i].method, arena);
	incoming_release(&mail);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	struct arena arena = ARENA_INIT;

	read_message(text, size, &arena);
	read_calendar(text, size, NULL, &arena);
	if (arena_size(&arena) > MEMORY_MAX(size))
		BUG("more memory than a file of this size may take");
	arena_release(&arena);
	return 0;
}
