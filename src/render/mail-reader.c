#include "render/mail-reader.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/ascii.h"

#include "base/banned.h"

/*
 * What a message may weigh, beside its texts: a byte of a header one, what
 * GMime makes an object of, or asks every other object about, as much more as
 * it spends on that.  A mail of today weighs 30,000.
 */
#define WEIGHT_MAX 262144
#define WEIGHT_OF_HEADER 16
#define WEIGHT_OF_MARK 64   /* in lists of addresses, which may hold groups of groups */
#define WEIGHT_OF_PART 64
#define WEIGHT_OF_TYPE 1024 /* it may be a part of parts, or a message */

#define ADDRESSES_MAX 100
#define CALENDARS_MAX 100

/* a message while it is read */
struct reading {
	struct incoming *mail;
	struct arena *arena;
	bool is_report;
	VEC(GMimeObject *) parts; /* still to be read, the next one last */
};

/* ---------------------------------------------------------- before GMime sees it */

static bool begins_with(const char *s, size_t len, const char *word)
{
	for (; *word; s++, word++, len--)
		if (!len || ascii_tolower(*s) != *word)
			return false;
	return true;
}

/* "Name:", RFC 5322 §2.2, with the blanks that RFC 822 allowed */
static bool is_header(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && s[n] > ' ' && s[n] < 0x7F && s[n] != ':')
		n++;
	if (!n)
		return false;
	while (n < len && ascii_isblank(s[n]))
		n++;
	return n < len && s[n] == ':';
}

static const char *line_end(const char *s, const char *end)
{
	const char *lf = memchr(s, '\n', (size_t)(end - s));

	return lf ? lf + 1 : end;
}

static bool is_blank_line(const char *s, const char *next)
{
	return s < next && (*s == '\n' || (*s == '\r' && s + 1 < next && s[1] == '\n'));
}

/* what some programs put before a message: a byte order mark, blank lines */
static void skip_start(const char **s, const char *end)
{
	if (end - *s >= 3 && !memcmp(*s, "\xEF\xBB\xBF", 3))
		*s += 3;
	while (is_blank_line(*s, end))
		*s += **s == '\r' ? 2 : 1;
}

static bool is_mailbox_line(const char *s, const char *end)
{
	return end - s > 5 && !memcmp(s, "From ", 5);
}

bool mail_is_message(const char *text, size_t len)
{
	const char *end = text + len;

	skip_start(&text, end);
	return is_mailbox_line(text, end) || is_header(text, (size_t)(line_end(text, end) - text));
}

/* where headers may stand, as far as a part's type is not looked at closely */
struct scan {
	bool in_header;	 /* from a part's first line to the next blank one */
	bool after_mark; /* the part begins behind a line that may be a boundary */
	bool has_type, has_message; /* of the part that begins */
	/* of a header whose lines may be continued: at all, as a type, as a list of addresses */
	bool counts, counts_type, counts_marks;
	size_t weight;
};

/*
 * GMime leaves out lines that cannot be a header.  It is not as strict about
 * what can be one as is_header().
 */
static bool may_be_header(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && !ascii_isblank(s[n]) && s[n] != ':')
		n++;
	while (n < len && ascii_isblank(s[n]))
		n++;
	return n < len && s[n] == ':';
}

/* does GMime read lists of addresses in headers that begin so? */
static bool may_be_addresses(const char *s, size_t len)
{
	static const char *const names[] = { "from", "sender", "reply-to", "to", "cc", "bcc" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (begins_with(s, len, names[i]))
			return true;
	return false;
}

static void scan_header_line(struct scan *scan, const char *s, size_t len)
{
	if (!ascii_isblank(*s)) {
		scan->counts = may_be_header(s, len);
		scan->counts_type = scan->counts && begins_with(s, len, "content-type");
		scan->counts_marks = scan->counts && may_be_addresses(s, len);
		scan->weight += scan->counts ? WEIGHT_OF_HEADER : 0;
		scan->weight += scan->counts_type ? WEIGHT_OF_TYPE : 0;
	}
	if (!scan->counts)
		return;
	scan->has_type |= scan->counts_type;
	scan->weight += len;
	for (size_t i = 0; i < len; i++) {
		if (scan->counts_marks && (s[i] == ',' || s[i] == ':'))
			scan->weight += WEIGHT_OF_MARK;
		if (scan->counts_type && begins_with(s + i, len - i, "message"))
			scan->has_message = true;
	}
}

/* a part's header has ended; a message has one of its own, and so has a digest's part */
static void end_header(struct scan *scan)
{
	scan->in_header = scan->has_message || (scan->after_mark && !scan->has_type);
	scan->after_mark = scan->has_type = scan->has_message = false;
	scan->counts = scan->counts_type = scan->counts_marks = false;
}

static bool is_too_complex(const char *s, const char *end)
{
	struct scan scan = { .in_header = true };

	for (const char *next; s < end && scan.weight <= WEIGHT_MAX; s = next) {
		next = line_end(s, end);
		if (begins_with(s, (size_t)(next - s), "--")) {
			scan = (struct scan){ .in_header = true,
					      .after_mark = true,
					      .weight = scan.weight + WEIGHT_OF_PART };
		} else if (scan.in_header && is_blank_line(s, next)) {
			end_header(&scan);
		} else if (scan.in_header) {
			scan_header_line(&scan, s, (size_t)(next - s));
		}
	}
	return scan.weight > WEIGHT_MAX;
}

/* another "From " line behind a blank one; those of texts are ">From " in such a file */
static bool has_several(const char *s, const char *end)
{
	while ((s = memmem(s, (size_t)(end - s), "\n\nFrom ", 7))) {
		s += 2;
		if (is_header(line_end(s, end), (size_t)(end - line_end(s, end))))
			return true;
	}
	return false;
}

/* ------------------------------------------------------------------------- parts */

static bool is_of_type(GMimeObject *part, const char *type, const char *subtype)
{
	GMimeContentType *found = g_mime_object_get_content_type(part);

	return found && g_mime_content_type_is_type(found, type, subtype);
}

static bool is_named(GMimeObject *part, const char *ending)
{
	const char *name = GMIME_IS_PART(part) ? g_mime_part_get_filename((GMimePart *)part) : NULL;
	size_t len = name ? strlen(name) : 0, n = strlen(ending);

	return len >= n && !ascii_casecmp(name + len - n, ending);
}

static bool is_calendar(GMimeObject *part)
{
	return is_of_type(part, "text", "calendar") || is_of_type(part, "application", "ics") ||
	       is_named(part, ".ics") || is_named(part, ".vcs");
}

/* UTF-8 unless it says otherwise (RFC 5545 §3.1.4) */
static GMimeFilter *make_filter(GMimeObject *part)
{
	const char *charset = g_mime_object_get_content_type_parameter(part, "charset");

	if (!charset || !ascii_casecmp(charset, "utf-8") || !ascii_casecmp(charset, "utf8") ||
	    !ascii_casecmp(charset, "us-ascii"))
		return NULL;
	return g_mime_filter_charset_new(charset, "UTF-8"); /* NULL for an unknown one */
}

static struct mail_part decode(struct reading *r, GMimeObject *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content((GMimePart *)part);
	GMimeStream *memory = g_mime_stream_mem_new();
	GMimeStream *filtered = g_mime_stream_filter_new(memory);
	GMimeFilter *filter = make_filter(part);
	const char *method = g_mime_object_get_content_type_parameter(part, "method");
	struct mail_part found = { .method = method ? arena_strdup(r->arena, method) : NULL };
	GByteArray *bytes;

	if (filter)
		g_mime_stream_filter_add((GMimeStreamFilter *)filtered, filter);
	if (content)
		g_mime_data_wrapper_write_to_stream(content, filtered);
	g_mime_stream_flush(filtered);
	bytes = g_mime_stream_mem_get_byte_array((GMimeStreamMem *)memory);
	found.text = arena_strndup(r->arena, (const char *)bytes->data, bytes->len);
	found.len = bytes->len;
	if (filter)
		g_object_unref(filter);
	g_object_unref(filtered);
	g_object_unref(memory);
	return found;
}

static void add_calendar(struct reading *r, GMimeObject *part)
{
	struct mail_part found = decode(r, part);
	struct incoming *mail = r->mail;

	for (size_t i = 0; i < mail->calendars.n; i++)
		if (mail->calendars.v[i].len == found.len &&
		    !memcmp(mail->calendars.v[i].text, found.text, found.len))
			return;
	if (mail->calendars.n < CALENDARS_MAX)
		VEC_PUSH(&mail->calendars, found);
}

static void add_address(struct reading *r, struct mail_addresses *list, const char *s, size_t len)
{
	while (len && (unsigned char)*s <= ' ') {
		s++;
		len--;
	}
	while (len && (unsigned char)s[len - 1] <= ' ')
		len--;
	if (len && list->n < ADDRESSES_MAX)
		VEC_PUSH(list, arena_strndup(r->arena, s, len));
}

static bool has_failed_action(const char *s, size_t len)
{
	static const char name[] = "action:";

	if (!begins_with(s, len, name))
		return false;
	s += strlen(name);
	len -= strlen(name);
	while (len && ascii_isblank(*s)) {
		s++;
		len--;
	}
	return begins_with(s, len, "failed");
}

/*
 * Whether anything failed, and to whom (RFC 3464 §2.3): groups of lines, with
 * blank lines between them, of which "Final-Recipient: rfc822; ani@…" comes
 * before "Action: failed".
 */
static void read_status(struct reading *r, GMimeObject *part)
{
	struct mail_part status = decode(r, part);
	const char *end = status.text + status.len, *recipient = NULL;
	size_t recipient_len = 0;

	for (const char *s = status.text, *next; s < end; s = next) {
		size_t len;

		next = line_end(s, end);
		len = (size_t)(next - s);
		if (is_blank_line(s, next)) {
			recipient = NULL;
		} else if (begins_with(s, len, "final-recipient:")) {
			recipient = memchr(s, ';', len);
			recipient_len = recipient ? (size_t)(next - ++recipient) : 0;
		} else if (has_failed_action(s, len)) {
			r->mail->kind = MAIL_FAILED;
			if (recipient)
				add_address(r, &r->mail->failed, recipient, recipient_len);
		}
	}
}

static enum mail_kind kind_of(GMimeObject *part)
{
	if (is_of_type(part, "application", "ms-tnef") ||
	    is_of_type(part, "application", "vnd.ms-tnef") || is_named(part, "winmail.dat"))
		return MAIL_TNEF;
	if (is_of_type(part, "application", "pkcs7-mime") ||
	    is_of_type(part, "application", "x-pkcs7-mime") ||
	    is_of_type(part, "multipart", "encrypted"))
		return MAIL_SEALED;
	if (is_of_type(part, "message", "rfc822") || is_of_type(part, "message", "global"))
		return MAIL_FORWARDED;
	return MAIL_PLAIN;
}

/*
 * Reads a part, or puts its parts where the next one is taken from.  What a
 * report or a forwarded message carries is what somebody else once sent: it
 * is left alone.
 */
static void read_part(struct reading *r, GMimeObject *part)
{
	if (GMIME_IS_MULTIPART(part)) {
		GMimeMultipart *parts = (GMimeMultipart *)part;

		for (int i = g_mime_multipart_get_count(parts) - 1; i >= 0; i--)
			VEC_PUSH(&r->parts, g_mime_multipart_get_part(parts, i));
	} else if (GMIME_IS_PART(part)) {
		if (is_of_type(part, "message", "delivery-status"))
			read_status(r, part);
		else if (is_calendar(part) && !r->is_report)
			add_calendar(r, part);
	}
	if (r->mail->kind == MAIL_PLAIN)
		r->mail->kind = kind_of(part);
}

static void read_parts(struct reading *r, GMimeObject *root)
{
	if (!root)
		return;
	r->is_report = is_of_type(root, "multipart", "report");
	if (r->is_report)
		r->mail->kind = MAIL_REPORTED;
	VEC_PUSH(&r->parts, root);
	while (r->parts.n)
		read_part(r, r->parts.v[--r->parts.n]);
	VEC_RELEASE(&r->parts);
	if (r->mail->calendars.n)
		r->mail->kind = MAIL_CALENDAR;
}

/* ----------------------------------------------------------------------- headers */

bool mail_addresses_have(const struct mail_addresses *list, const char *address)
{
	for (size_t i = 0; i < list->n; i++)
		if (!ascii_casecmp(list->v[i], address))
			return true;
	return false;
}

/* the mailboxes of a list, and of the groups in it */
static void add_list(struct reading *r, struct mail_addresses *to, InternetAddressList *list,
		     int depth)
{
	int n = list ? internet_address_list_length(list) : 0;

	for (int i = 0; i < n && to->n < ADDRESSES_MAX; i++) {
		InternetAddress *one = internet_address_list_get_address(list, i);

		if (INTERNET_ADDRESS_IS_MAILBOX(one)) {
			InternetAddressMailbox *box = (InternetAddressMailbox *)one;
			const char *addr = internet_address_mailbox_get_addr(box);

			if (addr)
				add_address(r, to, addr, strlen(addr));
		} else if (INTERNET_ADDRESS_IS_GROUP(one) && !depth) {
			InternetAddressGroup *group = (InternetAddressGroup *)one;

			add_list(r, to, internet_address_group_get_members(group), 1);
		}
	}
}

/* more than one name, whether it is an address or not; a group is who is in it */
static bool is_several(InternetAddressList *list)
{
	InternetAddress *one;

	if (!list || internet_address_list_length(list) != 1)
		return list && internet_address_list_length(list) > 1;
	one = internet_address_list_get_address(list, 0);
	if (!INTERNET_ADDRESS_IS_GROUP(one))
		return false;
	list = internet_address_group_get_members((InternetAddressGroup *)one);
	return list && internet_address_list_length(list) > 1;
}

/* RFC 5322 §3.6: there is one From, whose addresses GMime would take together */
static bool has_several_from(GMimeMessage *message)
{
	GMimeHeaderList *headers = g_mime_object_get_header_list((GMimeObject *)message);
	int n = g_mime_header_list_get_count(headers), found = 0;

	for (int i = 0; i < n; i++)
		found += !ascii_casecmp(
			g_mime_header_get_name(g_mime_header_list_get_header_at(headers, i)),
			"From");
	return found > 1;
}

static const char *header(GMimeMessage *message, const char *name)
{
	const char *found = g_mime_object_get_header((GMimeObject *)message, name);

	return found ? found : "";
}

static bool is_automatic(GMimeMessage *message)
{
	const char *submitted = header(message, "Auto-Submitted");

	if (*submitted && !begins_with(submitted, strlen(submitted), "no"))
		return true;
	return !ascii_casecmp(header(message, "Precedence"), "auto_reply") ||
	       *header(message, "X-Autoreply") || *header(message, "X-Autorespond");
}

/* what says that it failed without saying so by RFC 3464 */
static bool has_failed(struct reading *r, GMimeMessage *message)
{
	const char *s = header(message, "X-Failed-Recipients");
	const struct mail_addresses *from = &r->mail->from;

	if (*s) {
		for (size_t len; *s; s += len + (s[len] == ',')) {
			len = strcspn(s, ",");
			add_address(r, &r->mail->failed, s, len);
		}
		return true;
	}
	for (size_t i = 0; i < from->n; i++)
		if (begins_with(from->v[i], strlen(from->v[i]), "mailer-daemon@"))
			return true;
	return false;
}

static void read_headers(struct reading *r, GMimeMessage *message)
{
	GDateTime *date = g_mime_message_get_date(message);
	struct incoming *mail = r->mail;

	add_list(r, &mail->from, g_mime_message_get_from(message), 0);
	mail->has_several_senders =
		is_several(g_mime_message_get_from(message)) || has_several_from(message);
	if (date)
		mail->date = g_date_time_to_unix(date);
	if (mail->kind == MAIL_CALENDAR || mail->kind == MAIL_FAILED || r->is_report)
		return;
	if (has_failed(r, message))
		mail->kind = MAIL_FAILED;
	else if (mail->kind == MAIL_PLAIN && is_automatic(message))
		mail->kind = MAIL_AUTOMATIC;
}

/* ------------------------------------------------------------------- the message */

static void read_message(struct reading *r, const char *text, size_t len)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text, len);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

	if (message) {
		read_parts(r, g_mime_message_get_mime_part(message));
		read_headers(r, message);
		g_object_unref(message);
	} else {
		r->mail->kind = MAIL_UNREADABLE;
		r->mail->trouble = MAIL_BROKEN;
	}
	g_object_unref(parser);
	g_object_unref(stream);
}

void incoming_read(struct incoming *mail, const char *text, size_t len, struct arena *arena)
{
	struct reading r = { .mail = mail, .arena = arena };
	const char *end = text + len;

	*mail = (struct incoming){ .kind = MAIL_PLAIN, .date = INSTANT_NONE };
	skip_start(&text, end);
	if (is_mailbox_line(text, end)) {
		text = line_end(text, end);
		if (has_several(text, end))
			mail->trouble = MAIL_SEVERAL;
	}
	if (!is_header(text, (size_t)(line_end(text, end) - text)))
		mail->trouble = MAIL_NO_HEADER;
	else if (is_too_complex(text, end))
		mail->trouble = MAIL_TOO_COMPLEX;
	if (mail->trouble) {
		mail->kind = MAIL_UNREADABLE;
		return;
	}
	g_mime_init(); /* once only, as it cannot follow a g_mime_shutdown() */
	read_message(&r, text, (size_t)(end - text));
}

void incoming_release(struct incoming *mail)
{
	if (!mail)
		return;
	VEC_RELEASE(&mail->from);
	VEC_RELEASE(&mail->calendars);
	VEC_RELEASE(&mail->failed);
}
