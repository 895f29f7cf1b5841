#include "render/mail.h"

#include <errno.h>
#include <gmime/gmime.h>
#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "base/ascii.h"
#include "base/hash.h"
#include "plan/value.h"
#include "render/mail-header.h"

#include "base/banned.h"

#define MESSAGE_ID_MAX 500
#define FILE_NAME_MAX 100

/* ---------------------------------------------------------------- what is refused */

/* RFC 5322, 3.6.4, short enough for a line: one @, nothing quoted */
static bool is_message_id(const char *s)
{
	bool at = false, atom = false; /* was there one? */

	if (strlen(s) > MESSAGE_ID_MAX)
		return false;
	for (; *s; s++) {
		bool divides = *s == '.' || *s == '@';

		if (divides ? !atom : !mail_header_is_atom(*s))
			return false;
		if (*s == '@' && at)
			return false;
		at |= *s == '@';
		atom = !divides;
	}
	return at && atom;
}

static bool is_file_name(const char *s)
{
	size_t n = 0;

	if (*s == '.' || *s == '-')
		return false;
	while (ascii_isalnum(s[n]) || (s[n] && strchr("._-", s[n])))
		n++;
	return n && n <= FILE_NAME_MAX && !s[n];
}

static bool is_method(const char *s)
{
	size_t n = 0;

	while (ascii_isupper(s[n]))
		n++;
	return n && n < 32 && !s[n];
}

/* 0000-01-01 to 9999-12-31 */
static bool is_date(instant t)
{
	return t >= INT64_C(-62167219200) && t <= INT64_C(253402300799);
}

/* ------------------------------------------------------------------------ the head */

/* RFC 5322, 3.3 */
static void add_date(struct strbuf *out, instant t)
{
	static const char days[7][4] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int second = (int)(t % 86400 + 86400) % 86400;
	civil_day day = (civil_day)((t - second) / 86400);
	struct civil c = civil_from_day(day);

	strbuf_addf(out, "Date: %s, %d %s %04d %02d:%02d:%02d +0000\n", days[civil_weekday(day)],
		    c.day, months[c.month - 1], c.year, second / 3600, second / 60 % 60,
		    second % 60);
}

static void add_head(struct strbuf *out, const struct mail *mail)
{
	mail_header_add_address(out, "From", mail->from_name ? mail->from_name : "", mail->from);
	mail_header_add_address(out, "To", mail->to_name ? mail->to_name : "", mail->to);
	mail_header_add_text(out, "Subject", mail->subject);
	add_date(out, mail->date);
	strbuf_addf(out, "Message-ID: <%s>\n", mail->message_id);
	strbuf_addf(out, "Content-Language: %s\n", lang_code(mail->language));
	strbuf_addstr(out, "MIME-Version: 1.0\n");
}

/* ----------------------------------------------------------------------- the parts */

static GMimeObject *new_part(const char *subtype, const char *text, size_t len,
			     GMimeContentEncoding encoding)
{
	GMimePart *part = g_mime_part_new_with_type("text", subtype);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text, len);
	GMimeDataWrapper *content =
		g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, encoding);
	g_object_unref(content);
	g_object_unref(stream);
	return GMIME_OBJECT(part);
}

static GMimeObject *new_calendar(const char *method, const char *text, size_t len)
{
	GMimeObject *part = new_part("calendar", text, len, GMIME_CONTENT_ENCODING_BASE64);

	g_mime_object_set_content_type_parameter(part, "method", method);
	g_mime_object_set_content_type_parameter(part, "charset", "utf-8");
	return part;
}

/* its lines end with eol, also the last */
static void add_lines(struct strbuf *out, const char *text, const char *eol)
{
	while (*text) {
		size_t n = strcspn(text, "\r\n");

		strbuf_add(out, text, n);
		strbuf_addstr(out, eol);
		text += n;
		text += text[0] == '\r' && text[1] == '\n' ? 2 : *text != '\0';
	}
}

/* what is mostly ASCII stays readable; base64 takes CRLF as it is (RFC 2045, 6.8) */
static GMimeObject *new_text(const char *text)
{
	struct strbuf lines = STRBUF_INIT;
	GMimeObject *part;
	size_t len = strlen(text), foreign = 0;
	bool readable;

	for (size_t i = 0; i < len; i++)
		foreign += (unsigned char)text[i] >= 0x80;
	readable = foreign <= len / 6;
	add_lines(&lines, text, readable ? "\n" : "\r\n");
	part = new_part("plain", lines.text, lines.len,
			readable ? GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
				 : GMIME_CONTENT_ENCODING_BASE64);
	g_mime_object_set_content_type_parameter(part, "charset", "utf-8");
	strbuf_release(&lines);
	return part;
}

/*
 * Boundaries are made of the Message-ID, and "=_" is in no part: each is in
 * base64 or quoted-printable (RFC 2045, 6.7).
 */
static GMimeMultipart *new_multipart(const char *subtype, const struct mail *mail)
{
	GMimeMultipart *multipart = g_mime_multipart_new_with_subtype(subtype);
	struct strbuf boundary = STRBUF_INIT;
	uint64_t hash[2];

	hash_file(mail->message_id, strlen(mail->message_id), hash);
	strbuf_addf(&boundary, "=_%016" PRIx64 "%016" PRIx64 "_%s", hash[0], hash[1], subtype);
	g_mime_multipart_set_boundary(multipart, boundary.text);
	strbuf_release(&boundary);
	return multipart;
}

static void add_part(GMimeMultipart *multipart, GMimeObject *part)
{
	g_mime_multipart_add(multipart, part);
	g_object_unref(part);
}

static GMimeObject *new_alternative(const struct mail *mail)
{
	GMimeMultipart *multipart = new_multipart("alternative", mail);
	GMimeObject *calendar = new_calendar(mail->method, mail->calendar, mail->calendar_len);

	g_mime_object_set_content_type_parameter(calendar, "component", "VEVENT");
	add_part(multipart, new_text(mail->text));
	add_part(multipart, calendar);
	return GMIME_OBJECT(multipart);
}

static GMimeObject *new_attachment(const struct mail *mail)
{
	GMimeObject *part = new_calendar("PUBLISH", mail->attachment, mail->attachment_len);

	g_mime_object_set_disposition(part, GMIME_DISPOSITION_ATTACHMENT);
	g_mime_part_set_filename(GMIME_PART(part), mail->attachment_name);
	return part;
}

static GMimeObject *new_body(const struct mail *mail)
{
	GMimeMultipart *mixed;

	if (!mail->attachment_name)
		return new_alternative(mail);
	mixed = new_multipart("mixed", mail);
	add_part(mixed, new_alternative(mail));
	add_part(mixed, new_attachment(mail));
	return GMIME_OBJECT(mixed);
}

/* what GMime and we have written has LF only, and no CR anywhere */
static void add_with_crlf(struct strbuf *out, const char *text)
{
	for (const char *eol; (eol = strchr(text, '\n')); text = eol + 1) {
		strbuf_add(out, text, (size_t)(eol - text));
		strbuf_add(out, "\r\n", 2);
	}
	strbuf_addstr(out, text);
}

int mail_add(struct strbuf *out, const struct mail *mail)
{
	struct strbuf head = STRBUF_INIT;
	GMimeObject *body;
	char *text;

	if (!value_is_email(mail->from) || !value_is_email(mail->to) ||
	    !is_message_id(mail->message_id) || !is_method(mail->method) || !is_date(mail->date) ||
	    (mail->attachment_name && !is_file_name(mail->attachment_name)))
		return -EINVAL;
	add_head(&head, mail);
	g_mime_init(); /* once only, as it cannot follow a g_mime_shutdown() */
	body = new_body(mail);
	text = g_mime_object_to_string(body, NULL);
	add_with_crlf(out, head.text);
	add_with_crlf(out, text);
	g_free(text);
	g_object_unref(body);
	strbuf_release(&head);
	return 0;
}
