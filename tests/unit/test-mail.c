/*
 * Header fields and messages, byte for byte.  What other programs read in
 * them is the business of tests/interop/mail.
 */
#include "render/mail.h"

#include <errno.h>
#include <stdlib.h>

#include "render/mail-header.h"

#include "tap.h"

static void is_clean(const char *text, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	mail_header_clean(&out, text);
	is_str(out.text, expected, "clean");
	strbuf_release(&out);
}

static void test_clean(void)
{
	is_clean("", "");
	is_clean(" \t\r\n ", "");
	is_clean("  a \r\n\tb\x7F"
		 "c ",
		 "a b c");
	is_clean("a\r\nBcc: x@y.example", "a Bcc: x@y.example");
	is_clean("Անի  Սարգսյան", "Անի Սարգսյան");
	is_clean("a\xC2\x85"
		 "b\xE2\x80\xA8"
		 "c\xC2\xA0"
		 "d",
		 "a b c\xC2\xA0"
		 "d");
	is_clean("a\xFF"
		 "b\xC3",
		 "a\xEF\xBF\xBD"
		 "b\xEF\xBF\xBD");
	is_clean("\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void is_subject(const char *text, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	mail_header_add_text(&out, "Subject", text);
	is_str(out.text, expected, "a text");
	strbuf_release(&out);
}

static void test_text(void)
{
	is_subject("", "Subject: \n");
	is_subject("Round table I: media (\"all\")", "Subject: Round table I: media (\"all\")\n");
	is_subject("x\r\nBcc: y", "Subject: x Bcc: y\n");
	is_subject("=?utf-8?q?x?=", "Subject: =?utf-8?B?PT91dGYtOD9xP3g/PQ==?=\n");
	is_subject("ə", "Subject: =?utf-8?B?yZk=?=\n");
	is_subject("əə", "Subject: =?utf-8?B?yZnJmQ==?=\n");
	is_subject("əəə", "Subject: =?utf-8?B?yZnJmcmZ?=\n");
	is_subject(
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbb c",
		"Subject: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n"
		" c\n");
	is_subject("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		   "Subject: =?utf-8?B?YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYQ==?=\n");
	is_subject("Կլոր սեղան լրատվամիջոցների մասին", /* split between characters */
		   "Subject: =?utf-8?B?1L/VrNW41oAg1b3VpdWy1aHVtiDVrNaA1aHVv9W+1aHVtNWr1bvVuNaB?=\n"
		   " =?utf-8?B?1bbVpdaA1asg1bTVodW91avVtg==?=\n");
}

static void is_address(const char *name, const char *address, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	mail_header_add_address(&out, "To", name, address);
	is_str(out.text, expected, "an address");
	strbuf_release(&out);
}

static void test_address(void)
{
	is_address("", "a@b.example", "To: a@b.example\n");
	is_address(" \n ", "a@b.example", "To: a@b.example\n");
	is_address("Ani Sarkisian", "a@b.example", "To: Ani Sarkisian <a@b.example>\n");
	is_address("J. R. \"Bob\" \\", "-a@b.example",
		   "To: \"J. R. \\\"Bob\\\" \\\\\" <-a@b.example>\n");
	is_address("=?", "a@b.example", "To: =?utf-8?B?PT8=?= <a@b.example>\n");
	is_address("Անի", "a@b.example", "To: =?utf-8?B?1LHVttWr?= <a@b.example>\n");
	is_address("Վարդանուշ Տեր-Հովհաննիսյան", "vardanush.ter.hovhannisian@b.example",
		   "To: =?utf-8?B?1Y7VodaA1aTVodW21bjWgtW3INWP1aXWgC3VgNW41b7VsNWh1bbVttWr1b0=?=\n"
		   " =?utf-8?B?1bXVodW2?= <vardanush.ter.hovhannisian@b.example>\n");
	is_address("Secretariat of the meetings between both sides",
		   "secretariat-of-the-meetings@b.example",
		   "To: Secretariat of the meetings between both sides\n"
		   " <secretariat-of-the-meetings@b.example>\n");
}

/* ------------------------------------------------------------------------ messages */

static const char calendar[] = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
static const char attachment[] = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";

static struct mail sample(void)
{
	return (struct mail){
		.from_name = "Secretariat",
		.from = "office@bridge.example",
		.to = "ani@regional.example",
		.subject = "Round table",
		.message_id = "5f0c@bridge.example",
		.date = 1804154400,
		.language = LANG_HY,
		.text = "Dear Ani,\r\n.\rFrom you = Ə\nend",
		.method = "REQUEST",
		.calendar = calendar,
		.calendar_len = sizeof(calendar) - 1,
	};
}

#define HEAD                                            \
	"From: Secretariat <office@bridge.example>\r\n" \
	"To: ani@regional.example\r\n"                  \
	"Subject: Round table\r\n"                      \
	"Date: Thu, 4 Mar 2027 10:00:00 +0000\r\n"      \
	"Message-ID: <5f0c@bridge.example>\r\n"         \
	"Content-Language: hy\r\n"                      \
	"MIME-Version: 1.0\r\n"
#define INNER                                                                              \
	"Content-Type: multipart/alternative;\r\n"                                         \
	"\tboundary=\"=_b69e5111ccfe10beb0b62f0157fdacc1_alternative\"\r\n"                \
	"\r\n"                                                                             \
	"--=_b69e5111ccfe10beb0b62f0157fdacc1_alternative\r\n"                             \
	"Content-Type: text/plain; charset=utf-8\r\n"                                      \
	"Content-Transfer-Encoding: quoted-printable\r\n"                                  \
	"\r\n"                                                                             \
	"Dear Ani,\r\n"                                                                    \
	".\r\n"                                                                            \
	"From you =3D =C6=8F\r\n"                                                          \
	"end\r\n"                                                                          \
	"\r\n"                                                                             \
	"--=_b69e5111ccfe10beb0b62f0157fdacc1_alternative\r\n"                             \
	"Content-Type: text/calendar; method=REQUEST; charset=utf-8; component=VEVENT\r\n" \
	"Content-Transfer-Encoding: base64\r\n"                                            \
	"\r\n"                                                                             \
	"QkVHSU46VkNBTEVOREFSDQpFTkQ6VkNBTEVOREFSDQo=\r\n"                                 \
	"\r\n"                                                                             \
	"--=_b69e5111ccfe10beb0b62f0157fdacc1_alternative--\r\n"

static void test_message(void)
{
	struct strbuf out = STRBUF_INIT;
	struct mail mail = sample();

	is_int(mail_add(&out, &mail), 0, "a message");
	is_str(out.text, HEAD INNER, "of two alternatives");
	strbuf_reset(&out);

	mail.attachment_name = "ani.ics";
	mail.attachment = attachment;
	mail.attachment_len = sizeof(attachment) - 1;
	is_int(mail_add(&out, &mail), 0, "with an attachment");
	is_str(out.text,
	       HEAD "Content-Type: multipart/mixed;\r\n"
		    "\tboundary=\"=_b69e5111ccfe10beb0b62f0157fdacc1_mixed\"\r\n"
		    "\r\n"
		    "--=_b69e5111ccfe10beb0b62f0157fdacc1_mixed\r\n" INNER "\r\n"
		    "--=_b69e5111ccfe10beb0b62f0157fdacc1_mixed\r\n"
		    "Content-Type: text/calendar; method=PUBLISH; charset=utf-8; name=ani.ics\r\n"
		    "Content-Transfer-Encoding: base64\r\n"
		    "Content-Disposition: attachment; filename=ani.ics\r\n"
		    "\r\n"
		    "QkVHSU46VkNBTEVOREFSDQpWRVJTSU9OOjIuMA0KRU5EOlZDQUxFTkRBUg0K\r\n"
		    "\r\n"
		    "--=_b69e5111ccfe10beb0b62f0157fdacc1_mixed--\r\n",
	       "of three parts");
	strbuf_release(&out);
}

static void test_refused(void)
{
	struct strbuf out = STRBUF_INIT;
	struct mail mail = sample();

	mail.to = "ani@regional.example\r\nBcc: x@y.example";
	is_int(mail_add(&out, &mail), -EINVAL, "no address");
	mail = sample();
	mail.from = "<office@bridge.example>";
	is_int(mail_add(&out, &mail), -EINVAL, "no sender's address");
	mail = sample();
	mail.message_id = "<a@b>";
	is_int(mail_add(&out, &mail), -EINVAL, "no Message-ID");
	mail = sample();
	mail.method = "request";
	is_int(mail_add(&out, &mail), -EINVAL, "no method");
	mail = sample();
	mail.date = INSTANT_NONE;
	is_int(mail_add(&out, &mail), -EINVAL, "no date");
	mail = sample();
	mail.attachment_name = "../x.ics";
	is_int(mail_add(&out, &mail), -EINVAL, "no file name");
	is_int((long long)out.len, 0, "nothing is written of any");
}

static void test_many(void)
{
	struct strbuf first = STRBUF_INIT, out = STRBUF_INIT;
	struct mail mail = sample();
	bool same = true;

	mail_add(&first, &mail);
	for (int i = 0; i < 100; i++) {
		strbuf_reset(&out);
		mail_add(&out, &mail);
		same &= !strcmp(first.text, out.text);
	}
	ok(same, "a hundred times the same");
	strbuf_release(&first);
	strbuf_release(&out);
}

int main(void)
{
	test_clean();
	test_text();
	test_address();
	test_message();
	test_refused();
	test_many();
	return done_testing();
}
