#include "cmd/reply.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lang/errors.h"
#include "render/ics-split.h"

#include "base/banned.h"

/* ---------------------------------------------------------------------- the bytes */

/* at most one byte more than may be; 0 or a negative errno */
static int read_bytes(int fd, struct strbuf *text)
{
	struct stat st;

	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size > (off_t)REPLY_MAX_SIZE)
		return -EFBIG;
	for (;;) {
		ssize_t n;

		strbuf_grow(text, 65536);
		n = read(fd, text->text + text->len, 65536);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		if (!n)
			return 0;
		text->len += (size_t)n;
		text->text[text->len] = '\0';
		if (text->len > REPLY_MAX_SIZE)
			return -EFBIG;
	}
}

static int read_file(const char *path, struct strbuf *text)
{
	bool is_stdin = !strcmp(path, "-");
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	int r;

	if (fd < 0)
		return -errno;
	r = read_bytes(fd, text);
	if (!is_stdin)
		close(fd);
	return r;
}

/* ------------------------------------------------------------------------- faults */

/* why a message is no answer, and what to do; msgids */
static const char *const mail_kinds[] = {
	[MAIL_PLAIN] = N_("it holds no answer of a calendar program; if the person answered in words, "
			  "ask for an answer by the buttons of the invitation"),
	[MAIL_AUTOMATIC] = N_("it is an automatic reply; wait for the person's own"),
	[MAIL_FAILED] = N_("it says that a message could not be delivered; find out to whom, correct "
			   "the address in the plan, and issue again"),
	[MAIL_REPORTED] = N_("it only reports that a message was delayed, delivered or read"),
	[MAIL_TNEF] = N_("its content is in winmail.dat, which only Outlook can read; ask the person to "
			 "answer again by the buttons of the invitation"),
	[MAIL_SEALED] = N_("it is encrypted or sealed; open it in a mail program, save the calendar in "
			   "it as an .ics file and give that"),
	[MAIL_FORWARDED] = N_("it has another message attached; save that one as an .eml file and give "
			      "that"),
};

static const char *const mail_troubles[] = {
	[MAIL_NO_HEADER] = N_("it is neither a message nor a calendar; save the answer as an .eml or "
			      ".ics file and give that"),
	[MAIL_TOO_COMPLEX] = N_("it has too many parts or too long headers to be read; save the "
				"calendar in it as an .ics file and give that"),
	[MAIL_SEVERAL] = N_("it is a mailbox of several messages; give each of them in a file of its "
			    "own"),
	[MAIL_BROKEN] = N_("it cannot be read as a message; save the calendar in it as an .ics file "
			   "and give that"),
};

/* of a calendar; those that need a word of it stand in complain_of_fault */
static const char *const faults[] = {
	[ICS_FAULT_UTF16] = N_("it is in UTF-16; save it in UTF-8 and give it again"),
	[ICS_FAULT_NO_CALENDAR] = N_("what is called a calendar in it is none; ask the person to "
				     "answer again"),
	[ICS_FAULT_CUT_OFF] = N_("the calendar in it is cut off; save the whole answer and give it "
				 "again"),
	[ICS_FAULT_NO_METHOD] = N_("the calendar in it does not say that it is an answer (it has no "
				   "METHOD)"),
	[ICS_FAULT_NO_EVENT] = N_("the calendar in it says nothing about any event"),
	[ICS_FAULT_NO_UID] = N_("an event in it has no UID, so that nobody can know what is answered"),
	[ICS_FAULT_TOO_MANY] = N_("it holds more calendars or events than answers can; what stands "
				  "behind the first thousand was not read"),
};

/* reason: a msgid */
static void refuse(struct reply *reply, const char *path, const char *reason)
{
	reply->refused = true;
	/* TRANSLATORS: the name of a file; why, and what to do, as "it is an automatic reply" */
	complain(reply->run, N_("\"%1$s\" does not count: %2$s"), path, tr(reply->run, reason));
}

static void complain_of_fault(struct reply *reply, const char *path, const struct ics_fault *fault)
{
	struct run *run = reply->run;
	const char *word = reply_shown(reply, fault->word);

	reply->refused = true;
	switch (fault->kind) {
	case ICS_FAULT_OTHER_METHOD:
		complain(run, N_("\"%1$s\" does not count: the METHOD of its calendar is %2$s, that of "
				 "answers REPLY or COUNTER"),
			 path, word);
		break;
	case ICS_FAULT_NO_ATTENDEE:
		complain(run, N_("\"%1$s\" does not count: its answer about %2$s does not say whose it "
				 "is (it has no ATTENDEE with an address)"),
			 path, word);
		break;
	case ICS_FAULT_SEQUENCE:
		complain(run, N_("\"%1$s\" does not count: its SEQUENCE \"%2$s\" is no whole number "
				 "from 0 to 2147483647, so that nobody can know which issue is "
				 "answered; ask the person to answer again"),
			 path, word);
		break;
	case ICS_FAULT_NO_PARTSTAT:
		complain(run, N_("\"%1$s\" does not count: the answer of %2$s says neither yes nor no "
				 "(it has no PARTSTAT); ask the person to answer again"),
			 path, word);
		break;
	case ICS_FAULT_OTHER_PARTSTAT:
		complain(run, N_("\"%1$s\" does not count: the answer \"%2$s\" is not known; ask the "
				 "person to answer again"),
			 path, word);
		break;
	default:
		refuse(reply, path, faults[fault->kind]);
	}
}

static void complain_of_mail(struct reply *reply, const char *path, const struct incoming *mail)
{
	struct strbuf to = STRBUF_INIT;

	reply->refused = true;
	for (size_t i = 0; i < mail->failed.n; i++)
		strbuf_addf(&to, "%s%s", i ? ", " : "", mail->failed.v[i]);
	if (mail->kind == MAIL_UNREADABLE)
		refuse(reply, path, mail_troubles[mail->trouble]);
	else if (mail->kind == MAIL_FAILED && to.len)
		complain(reply->run,
			 N_("\"%1$s\" does not count: it says that a message could not be delivered to "
			    "%2$s; correct the address in the plan, and issue again"),
			 path, reply_shown(reply, to.text));
	else
		refuse(reply, path, mail_kinds[mail->kind]);
	strbuf_release(&to);
}

/* ------------------------------------------------------------------------- answers */

static void add_answers(struct reply *reply, const struct reply_file *file,
			const struct ics_answers *found)
{
	for (size_t i = 0; i < found->list.n; i++) {
		const struct ics_answer *said = &found->list.v[i];
		struct reply_answer a = { .said = *said, .file = file };

		a.stamp = said->dtstamp == INSTANT_NONE ? file->date : said->dtstamp;
		a.in_future = a.stamp > reply->run->now;
		if (a.in_future)
			a.stamp = reply->run->now;
		a.order = reply->answers.n;
		VEC_PUSH(&reply->answers, a);
	}
}

/* more than twenty are nobody's to read */
static void complain_of_faults(struct reply *reply, const char *path,
			       const struct ics_answers *found)
{
	for (size_t i = 0; i < found->faults.n && i < 20; i++)
		complain_of_fault(reply, path, &found->faults.v[i]);
}

static struct mail_addresses kept(struct arena *arena, const struct mail_addresses *from)
{
	struct mail_addresses to = { .n = from->n, .room = from->n };

	to.v = arena_array(arena, from->n, sizeof(*to.v));
	if (from->n)
		memcpy(to.v, from->v, from->n * sizeof(*to.v));
	return to;
}

static void read_mail(struct reply *reply, struct reply_file *file, const struct strbuf *text)
{
	struct ics_answers found = { 0 };
	struct incoming mail;

	incoming_read(&mail, text->text, text->len, &reply->run->arena);
	file->is_mail = true;
	file->date = mail.date;
	file->from = kept(&reply->run->arena, &mail.from);
	if (mail.calendars.n && mail.has_several_senders) {
		refuse(reply, file->path,
		       N_("it has more than one sender or From header, so that nobody can know who "
			  "answers; ask the person to answer again"));
		mail.calendars.n = 0;
	} else if (!mail.calendars.n) {
		complain_of_mail(reply, file->path, &mail);
	}
	for (size_t i = 0; i < mail.calendars.n; i++)
		ics_answers_add(&found, mail.calendars.v[i].text, mail.calendars.v[i].len,
				mail.calendars.v[i].method, &reply->run->arena,
				&reply->run->zones);
	complain_of_faults(reply, file->path, &found);
	add_answers(reply, file, &found);
	ics_answers_release(&found);
	incoming_release(&mail);
}

static void read_calendar(struct reply *reply, const struct reply_file *file,
			  const struct strbuf *text)
{
	struct ics_answers found = { 0 };

	ics_answers_add(&found, text->text, text->len, NULL, &reply->run->arena,
			&reply->run->zones);
	complain_of_faults(reply, file->path, &found);
	add_answers(reply, file, &found);
	ics_answers_release(&found);
}

void reply_read_file(struct reply *reply, const char *path)
{
	struct reply_file *file = arena_new(&reply->run->arena, struct reply_file);
	struct strbuf text = STRBUF_INIT;
	int r = read_file(path, &text);

	*file = (struct reply_file){ .path = path, .date = INSTANT_NONE };
	if (r == -EFBIG) {
		refuse(reply, path, N_("it is larger than 16 MiB, which no answer is; it was not read"));
	} else if (r) {
		reply->failed = true;
		complain(reply->run, N_("cannot read \"%1$s\": %2$s"), path,
			 error_text(&reply->run->catalogs[reply->run->ui], r));
	} else if (!text.len) {
		refuse(reply, path, N_("it is empty; save the answer again"));
	} else if (ics_is_utf16(text.text, text.len) || ics_is_calendar(text.text, text.len)) {
		read_calendar(reply, file, &text);
	} else {
		read_mail(reply, file, &text);
	}
	strbuf_release(&text);
}
