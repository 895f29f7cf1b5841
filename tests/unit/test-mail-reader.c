/*
 * What a message is, and what is in it.
 */
#include "render/mail-reader.h"

#include "base/strbuf.h"

#include "tap.h"

static struct arena arena;
static struct incoming mail;

static void read_text(const char *text, size_t len)
{
	incoming_release(&mail);
	incoming_read(&mail, text, len, &arena);
}

#define READ(text) read_text(text, sizeof(text) - 1)

static void is_kind(const char *text, enum mail_kind kind, const char *name)
{
	read_text(text, strlen(text));
	is_int(mail.kind, kind, "%s", name);
	ok(!mail.calendars.n == (kind != MAIL_CALENDAR), "and its calendars");
}

#define FROM "From: Ani <ani@regional.example>\n"
#define PARTS "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
#define ICS "BEGIN:VCALENDAR\nEND:VCALENDAR\n"

static void test_kinds(void)
{
	is_kind(FROM "\nhello\n", MAIL_PLAIN, "a text");
	is_kind(FROM "Content-Type: text/calendar\n\n" ICS, MAIL_CALENDAR, "a calendar");
	is_kind(FROM "Content-Type: TEXT/Calendar; METHOD=REPLY\n\n" ICS, MAIL_CALENDAR, "in capitals");
	is_kind(FROM PARTS "--b\nContent-Type: application/ics\n\n" ICS "--b--\n", MAIL_CALENDAR,
		"a part");
	is_kind(FROM PARTS "--b\nContent-Type: application/octet-stream\n"
			   "Content-Disposition: attachment; filename=\"Answer.ICS\"\n\n" ICS "--b--\n",
		MAIL_CALENDAR, "a file by its name");
	is_kind(FROM PARTS "--b\n\nhello\n--b\nContent-Type: text/calendar\n\n" ICS, MAIL_CALENDAR,
		"without the last boundary");
	is_kind(FROM "Content-Type: multipart/mixed\n\n--b\nContent-Type: text/calendar\n\n" ICS,
		MAIL_PLAIN, "without any boundary");
	is_kind(FROM "Auto-Submitted: auto-replied (vacation)\n\naway\n", MAIL_AUTOMATIC, "away");
	is_kind(FROM "Auto-Submitted: no\n\nhere\n", MAIL_PLAIN, "not away");
	is_kind(FROM "Auto-Submitted: auto-generated\nContent-Type: text/calendar\n\n" ICS,
		MAIL_CALENDAR, "an answer that a server sent");
	is_kind(FROM PARTS "--b\nContent-Type: application/ms-tnef\n\nx\n--b--\n", MAIL_TNEF,
		"winmail.dat");
	is_kind(FROM "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx\n",
		MAIL_SEALED, "S/MIME");
	is_kind(FROM "Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n", MAIL_SEALED,
		"OpenPGP");
	is_kind(FROM "Content-Type: multipart/signed; boundary=b\n\n--b\nContent-Type: text/calendar\n\n" ICS
		     "--b\nContent-Type: application/pkcs7-signature\n\nx\n--b--\n",
		MAIL_CALENDAR, "signed, to be read by anybody");
	is_kind(FROM PARTS "--b\nContent-Type: message/rfc822\n\nContent-Type: text/calendar\n\n" ICS
			   "--b--\n",
		MAIL_FORWARDED, "a message in a message");
	is_kind("From: Mail <MAILER-DAEMON@mx.example>\n\nno\n", MAIL_FAILED, "an old server's report");
	is_kind(FROM "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
		     "--b\nContent-Type: message/disposition-notification\n\nDisposition: "
		     "manual-action/MDN-sent-manually; displayed\n--b--\n",
		MAIL_REPORTED, "it was read");
}

static void test_failed(void)
{
	READ("From: postmaster@mx.example\nContent-Type: multipart/report; boundary=b;\n"
	     " report-type=delivery-status\n\n--b\n\nno\n--b\nContent-Type: message/delivery-status\n\n"
	     "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; <a@b.example>\nAction: failed\n\n"
	     "Final-Recipient: rfc822;c@d.example\nAction: delayed\n\n"
	     "final-recipient: rfc822; e@f.example \naction: Failed\n\n"
	     "--b\nContent-Type: message/rfc822\n\nContent-Type: text/calendar\n\n" ICS "--b--\n");
	is_int(mail.kind, MAIL_FAILED, "a report");
	ok(!mail.calendars.n, "what was sent is no answer");
	if (ok(mail.failed.n == 2, "to two of three")) {
		is_str(mail.failed.v[0], "<a@b.example>", "the first");
		is_str(mail.failed.v[1], "e@f.example", "the second");
	}
	READ("From: x@y.example\nX-Failed-Recipients: a@b.example, c@d.example\n\nno\n");
	ok(mail.kind == MAIL_FAILED && mail.failed.n == 2, "Exim's report");
}

static void test_headers(void)
{
	READ("\xEF\xBB\xBF\r\n\r\nFrom: =?utf-8?B?1LHVttWr?= <Ani@Regional.example>, b@c.example,\r\n"
	     " Group: \"d e\"@f.example, <g@h.example>;\r\nSender: (a comment) i@j.example\r\n"
	     "Date: Tue, 2 Mar 2027 11:58:00 +0400\r\n\r\nx");
	ok(mail.from.n == 4, "four senders");
	ok(mail_addresses_have(&mail.from, "ani@regional.EXAMPLE"), "in any case");
	ok(mail_addresses_have(&mail.from, "g@h.example"), "of a group");
	ok(!mail_addresses_have(&mail.from, "i@j.example"), "and no others");
	ok(mail.has_several_senders, "which are several");
	is_int(mail.date, 1803974280, "Date");
	READ("Subject: x\n\nx");
	ok(!mail.from.n && !mail.has_several_senders && mail.date == INSTANT_NONE, "none of these");
	READ("From ani Tue Mar  2 11:58:00 2027\nFrom: a@b.example\n\nFrom here on\n");
	ok(mail.kind == MAIL_PLAIN && mail.from.n == 1, "a mailbox of one");
}

static void test_senders(void)
{
	static const struct {
		const char *from;
		bool are_several;
	} tests[] = {
		{ "From: a@b.example", false },
		{ "From: \"B, A\" <a@b.example> (c@d.example)", false },
		{ "From: =?utf-8?Q?c=40d.example=2C?= <a@b.example>", false },
		{ "From: A: a@b.example;", false },
		{ "From:", false },
		{ "From: a@b.example, c@d.example", true },
		{ "From: a@b.example,\n a@b.example", true },
		{ "From: a, c@d.example", true },
		{ "From: A: a@b.example, c@d.example;", true },
		{ "From: A:;, c@d.example", true },
		{ "From: a@b.example\nSubject: x\nFROM: c@d.example", true },
		{ "From: a@b.example\nFrom : c@d.example", true },
		{ "From: a@b.example\nFrom: a@b.example", true },
		{ "From:\nFrom: a@b.example", true },
	};

	for (size_t i = 0; i < ARRAY_SIZE(tests); i++) {
		struct strbuf text = STRBUF_INIT;

		strbuf_addf(&text, "%s\n\nx", tests[i].from);
		read_text(text.text, text.len);
		ok(mail.has_several_senders == tests[i].are_several, "senders %zu: %s", i + 1,
		   tests[i].are_several ? "several" : "one at the most");
		strbuf_release(&text);
	}
}

static void is_text(const char *head, const char *body, size_t len, const char *expected)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addf(&sb, FROM "Content-Type: text/calendar; method=REPLY%s\n\n", head);
	strbuf_add(&sb, body, len);
	read_text(sb.text, sb.len);
	if (ok(mail.calendars.n == 1, "a calendar")) {
		is_str(mail.calendars.v[0].text, expected, "its text");
		is_str(mail.calendars.v[0].method, "REPLY", "its method");
	}
	strbuf_release(&sb);
}

static void test_decoding(void)
{
	is_text("", "Ա", 2, "Ա");
	is_text("; charset=utf-8\nContent-Transfer-Encoding: BASE64", "1LE=", 4, "Ա");
	is_text("\nContent-Transfer-Encoding: base64", "1!L\nE=??", 8, "Ա");
	is_text("; charset=\"UTF-8\"\nContent-Transfer-Encoding: quoted-printable", "=D4=\n=B1X", 9,
		"ԱX");
	is_text("; charset=windows-1251", "\xCF\xF0", 2, "Пр");
	is_text("; charset=utf-16le", "\x31\x05", 2, "Ա");
	is_text("; charset=no-such", "a", 1, "a");
	is_text("\nContent-Transfer-Encoding: no-such", "a", 1, "a");
	READ(FROM PARTS "--b\nContent-Type: text/calendar; method=REPLY\n\n" ICS
			"--b\nContent-Type: application/ics\nContent-Transfer-Encoding: base64\n\n"
			"QkVHSU46VkNBTEVOREFSCkVORDpWQ0FMRU5EQVI=\n--b--\n");
	is_int((long long)mail.calendars.n, 1, "a part and its copy are one");
}

static void is_trouble(const char *start, const char *repeated, size_t n, enum mail_trouble trouble,
		       const char *name)
{
	struct strbuf sb = STRBUF_INIT;

	strbuf_addstr(&sb, start);
	for (size_t i = 0; i < n; i++)
		strbuf_addstr(&sb, repeated);
	strbuf_addstr(&sb, "\n\nx");
	read_text(sb.text, sb.len);
	is_int(mail.trouble, trouble, "%s", name);
	ok((mail.kind == MAIL_UNREADABLE) == (trouble != MAIL_NO_TROUBLE), "which is its kind");
	strbuf_release(&sb);
}

static void test_troubles(void)
{
	is_trouble("", "", 0, MAIL_NO_HEADER, "nothing");
	is_trouble("hello there: you", "", 0, MAIL_NO_HEADER, "a text");
	is_trouble(": x", "", 0, MAIL_NO_HEADER, "a header without a name");
	is_trouble("From x\n" FROM "\nhello\n\nFrom y\n", FROM, 1, MAIL_SEVERAL, "two messages");
	is_trouble(FROM, "A: b\n", 100, MAIL_NO_TROUBLE, "headers");
	is_trouble(FROM, "A: b\n", 50000, MAIL_TOO_COMPLEX, "too many headers");
	is_trouble(FROM "Cc: ", "a, ", 1000, MAIL_NO_TROUBLE, "addresses");
	is_trouble(FROM "Cc: ", "a, ", 10000, MAIL_TOO_COMPLEX, "too many addresses");
	is_trouble(FROM "Cc: ", "a:", 100000, MAIL_TOO_COMPLEX, "groups of groups");
	is_trouble(FROM PARTS, "--b\n\n", 1000, MAIL_NO_TROUBLE, "parts");
	is_trouble(FROM PARTS, "--b\n\n", 100000, MAIL_TOO_COMPLEX, "too many parts");
	is_trouble(FROM, "Content-Type: message/rfc822\n\n", 100000, MAIL_TOO_COMPLEX,
		   "messages in messages");
	is_trouble(FROM "Content-Type: multipart/digest; boundary=\">\"\n\n-->\n\njunk\nCc: ", "a,",
		   100000, MAIL_TOO_COMPLEX, "addresses in a digest's part");
	is_trouble(FROM "Content-Type:\n message/rfc822\n\njunk\nCc: ", "a,", 100000,
		   MAIL_TOO_COMPLEX, "addresses in a message's message");
	is_trouble(FROM "\n", "Cc: a, b, c\n", 100000, MAIL_NO_TROUBLE, "a text that looks like headers");
	is_trouble(FROM PARTS "--b\nContent-Type: text/html\n\n<!--\n-->\n", "style=3D\"margin:0\">a, b: c\n", 5000,
		   MAIL_NO_TROUBLE, "a long text with marks");
}

int main(void)
{
	test_kinds();
	test_failed();
	test_headers();
	test_senders();
	test_decoding();
	test_troubles();
	incoming_release(&mail);
	arena_release(&arena);
	return done_testing();
}
