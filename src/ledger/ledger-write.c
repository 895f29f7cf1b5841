#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/xalloc.h"
#include "ledger/ledger.h"
#include "ledger/mend.h"
#include "ledger/record.h"

#include "base/banned.h"

#define LEDGER_MODE 0600

static const char header[] =
	"# What was issued of this plan, to whom, and what was answered. pbplan adds to it; nobody\n"
	"# should change it. Keep it with the plan; after a merge keep the lines of both branches.\n";

static const char *status_key(enum status status)
{
	switch (status) {
	case STATUS_TENTATIVE:
		return "tentative";
	case STATUS_CANCELLED:
		return "cancelled";
	default:
		return "confirmed";
	}
}

static const char *zone_key(const struct zone *zone)
{
	return zone ? zone_id(zone) : NULL;
}

void ledger_add_revision(struct strbuf *out, const struct event *e, int sequence, instant at)
{
	struct record_values v = RECORD_INIT;

	v.kind = RECORD_REVISED;
	v.at = at;
	v.uid = e->uid;
	v.sequence = sequence;
	v.meeting = e->meeting;
	v.item = e->item;
	v.item_kind = e->kind;
	v.status = status_key(e->status);
	v.dtstart = (struct when){ e->start, e->start == INSTANT_NONE ? e->first : CIVIL_NONE };
	v.dtend = (struct when){ e->end, e->start == INSTANT_NONE ? e->last : CIVIL_NONE };
	v.tzid = zone_key(e->start_zone);
	v.end_tzid = zone_key(e->end_zone);
	if (v.tzid && v.end_tzid && !strcmp(v.tzid, v.end_tzid))
		v.end_tzid = NULL;
	v.place = e->place;
	v.to = e->to;
	v.via = e->via;
	v.location = e->location && *e->location ? e->location : NULL;
	v.people = (struct strings *)e->people;
	v.summary = (struct text *)e->summary;
	record_add(out, &v);
}

void ledger_add_issue(struct strbuf *out, const struct issue *issue)
{
	struct record_values v = RECORD_INIT;

	v.kind = RECORD_ISSUED;
	v.at = issue->at;
	v.message = issue->message;
	v.method = issue->is_cancel ? "CANCEL" : "REQUEST";
	v.uid = issue->uid;
	v.sequence = issue->sequence;
	v.to = issue->to;
	v.email = issue->email;
	v.name = issue->name && *issue->name ? issue->name : NULL;
	v.language = lang_code(issue->lang);
	v.said = issue->said;
	v.programme = issue->programme;
	record_add(out, &v);
}

void ledger_add_sent(struct strbuf *out, const char *message, instant at)
{
	struct record_values v = RECORD_INIT;

	v.kind = RECORD_SENT;
	v.at = at;
	v.message = message;
	record_add(out, &v);
}

void ledger_add_answer(struct strbuf *out, const struct answer *a)
{
	struct record_values v = RECORD_INIT;

	v.kind = RECORD_ANSWERED;
	v.at = a->at;
	v.method = a->is_counter ? "COUNTER" : "REPLY";
	v.uid = a->uid;
	v.sequence = a->sequence;
	v.from = a->from;
	v.email = a->email;
	v.partstat = partstat_name(a->partstat);
	v.delegated_to = a->delegated_to;
	v.dtstamp = a->stamp;
	v.dtstart = (struct when){ a->start, a->start == INSTANT_NONE ? a->first : CIVIL_NONE };
	v.dtend = (struct when){ a->end, a->end == INSTANT_NONE ? a->last : CIVIL_NONE };
	v.comment = a->comment && *a->comment ? a->comment : NULL;
	record_add(out, &v);
}

const char *ledger_file_name(struct arena *arena, const struct issue *issue)
{
	const char *at = strchr(issue->uid, '@'), *end = at ? at : issue->uid + strlen(issue->uid);
	civil_day day = (civil_day)((issue->at - (issue->at % 86400 + 86400) % 86400) / 86400);
	int second = (int)(issue->at - (instant)day * 86400);
	struct civil c = civil_from_day(day);

	/* without the plan's id, which is the same in all */
	for (const char *dot = end; dot > issue->uid; dot--)
		if (*dot == '.') {
			end = dot;
			break;
		}
	return arena_printf(arena, "%04d%02d%02dT%02d%02d%02dZ-%s-%.*s-%s.eml", c.year, c.month,
			    c.day, second / 3600, second / 60 % 60, second % 60, issue->to,
			    (int)(end - issue->uid), issue->uid,
			    issue->is_cancel ? "cancel" : "request");
}

/* ------------------------------------------------------------------------ the file */

int ledger_lock(const char *plan_path, struct out *ret_folder)
{
	const char *slash = strrchr(plan_path, '/');
	struct strbuf folder = STRBUF_INIT;
	int r;

	if (slash)
		strbuf_add(&folder, plan_path, slash == plan_path ? 1 : (size_t)(slash - plan_path));
	else
		strbuf_addch(&folder, '.');
	r = out_open(ret_folder, folder.text);
	strbuf_release(&folder);
	return r;
}

/* a link would be replaced by a file */
static bool is_link(const struct out *folder, const char *name)
{
	struct stat st;

	return !fstatat(folder->fd, name, &st, AT_SYMLINK_NOFOLLOW) && S_ISLNK(st.st_mode);
}

int ledger_append(const struct ledger *ledger, struct out *folder, const char *lines, size_t len)
{
	const char *slash = strrchr(ledger->path, '/');
	const char *name = slash ? slash + 1 : ledger->path;
	struct strbuf text = STRBUF_INIT;
	bool changed;
	int r = is_link(folder, name) ? -ELOOP : out_read(folder, name, &text);

	if (r == -ENOENT)
		r = 0;
	if (!r) {
		if (!text.len)
			strbuf_addstr(&text, header);
		mend(text.text, text.len);
		if (text.len && text.text[text.len - 1] != '\n')
			strbuf_addch(&text, '\n');
		strbuf_add(&text, lines, len);
		r = out_put(folder, name, LEDGER_MODE, text.text, text.len, &changed);
	}
	if (!r)
		r = out_commit(folder);
	strbuf_release(&text);
	return r;
}
