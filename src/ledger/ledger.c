#include "ledger/ledger.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "ledger/mend.h"
#include "ledger/record.h"

#include "base/banned.h"

/* --------------------------------------------------------------- records to structs */

static enum status status_of(const char *name)
{
	if (!strcmp(name, "tentative"))
		return STATUS_TENTATIVE;
	if (!strcmp(name, "cancelled"))
		return STATUS_CANCELLED;
	return STATUS_CONFIRMED;
}

/* a time has some zone: another organizer's machine may know more of them than this one */
static const struct zone *zone_of(struct zones *zones, const char *tzid, bool timed)
{
	const struct zone *zone = tzid ? zones_get(zones, tzid) : NULL;

	return zone || !timed ? zone : zones_get(zones, "UTC");
}

static void take_revision(struct ledger *ledger, const struct ledger_reader *reader,
			  const struct record_values *v, struct span span)
{
	struct revision r = { .sequence = v->sequence, .at = v->at, .span = span };
	const char *end_zone = v->end_tzid ? v->end_tzid : v->tzid;

	r.event = (struct event){ .uid = v->uid,
				  .meeting = v->meeting,
				  .item = v->item,
				  .kind = v->item_kind,
				  .status = status_of(v->status),
				  .start = v->dtstart.at,
				  .end = v->dtend.at,
				  .first = v->dtstart.day,
				  .last = v->dtend.day,
				  .place = v->place,
				  .to = v->to,
				  .via = v->via,
				  .location = v->location,
				  .summary = v->summary,
				  .people = v->people };
	r.event.start_zone = zone_of(reader->zones, v->tzid, r.event.start != INSTANT_NONE);
	r.event.end_zone = zone_of(reader->zones, end_zone, r.event.start != INSTANT_NONE);
	VEC_PUSH(&ledger->revisions, r);
}

static void take_issue(struct ledger *ledger, const struct record_values *v, struct span span)
{
	struct issue issue = { .message = v->message,
			       .is_cancel = !strcmp(v->method, "CANCEL"),
			       .uid = v->uid,
			       .sequence = v->sequence,
			       .to = v->to,
			       .email = v->email,
			       .name = v->name,
			       .said = v->said,
			       .programme = v->programme,
			       .at = v->at,
			       .sent = INSTANT_NONE,
			       .span = span };

	lang_parse(v->language, strlen(v->language), &issue.lang);
	VEC_PUSH(&ledger->issues, issue);
}

static void take_answer(struct ledger *ledger, const struct record_values *v, struct span span)
{
	struct answer answer = { .is_counter = !strcmp(v->method, "COUNTER"),
				 .uid = v->uid,
				 .sequence = v->sequence,
				 .from = v->from,
				 .email = v->email,
				 .stamp = v->dtstamp,
				 .comment = v->comment,
				 .delegated_to = v->delegated_to,
				 .start = v->dtstart.at,
				 .end = v->dtend.at,
				 .first = v->dtstart.day,
				 .last = v->dtend.day,
				 .at = v->at,
				 .span = span };

	partstat_parse(v->partstat, &answer.partstat);
	VEC_PUSH(&ledger->answers, answer);
}

/* a message that was sent, and when; for after the others are indexed */
struct handed {
	const char *message;
	instant at;
};

struct handed_list {
	VEC(struct handed) list;
};

static void take_record(struct ledger *ledger, const struct ledger_reader *reader,
			const struct node *node, struct handed_list *handed)
{
	struct span span = node_span(node);
	struct record_values v;

	if (!record_read(reader->arena, reader->diags, node, &v)) {
		ledger->is_broken = true;
		return;
	}
	switch (v.kind) {
	case RECORD_REVISED:
		take_revision(ledger, reader, &v, span);
		break;
	case RECORD_ISSUED:
		take_issue(ledger, &v, span);
		break;
	case RECORD_ANSWERED:
		take_answer(ledger, &v, span);
		break;
	default:
		VEC_PUSH(&handed->list, ((struct handed){ v.message, v.at }));
	}
}

/* ---------------------------------------------------------------------- the indexes */

/* the UID, the person, and the address as it is compared */
static void add_recipient_key(struct strbuf *key, const char *uid, const char *email,
			      const char *to)
{
	strbuf_reset(key);
	strbuf_addf(key, "%s %s ", uid, to);
	for (; *email; email++)
		strbuf_addch(key, ascii_tolower(*email));
}

static struct ledger_event *event_slot(struct ledger *ledger, const char *uid)
{
	void **slot = hash_slot(&ledger->by_uid, uid, strlen(uid));

	if (!*slot) {
		struct ledger_event e = { .uid = uid, .sequence = -1, .at = INSTANT_NONE };

		VEC_PUSH(&ledger->events, e);
		*slot = (void *)ledger->events.n; /* index + 1, until they no longer move */
	}
	return &ledger->events.v[(size_t)*slot - 1];
}

static void note(struct ledger_event *e, int sequence, instant at)
{
	if (sequence > e->sequence)
		e->sequence = sequence;
	if (at > e->at)
		e->at = at;
}

static int compare_revisions(const void *a, const void *b)
{
	const struct revision *x = *(const struct revision *const *)a;
	const struct revision *y = *(const struct revision *const *)b;

	if (x->of != y->of)
		return x->of > y->of ? 1 : -1;
	if (x->sequence != y->sequence)
		return x->sequence > y->sequence ? 1 : -1;
	if (x->at != y->at)
		return x->at > y->at ? 1 : -1;
	return (x > y) - (x < y); /* as they stand in the file */
}

/* those of one event and SEQUENCE, the latest last; another is one that says otherwise */
static void judge(struct ledger *ledger, struct ledger_event *e, size_t from, size_t to)
{
	const struct revision *latest = ledger->in_order[to - 1], *other = NULL;

	for (size_t i = to - 1; i-- > from && !other;)
		if (event_differences(&latest->event, &ledger->in_order[i]->event) & EVENT_MATERIAL)
			other = ledger->in_order[i];
	for (size_t i = from; i < to && other; i++)
		ledger->revisions.v[ledger->in_order[i] - ledger->revisions.v].is_disputed = true;
	e->latest = latest;
	e->other = other;
}

static void index_revisions(struct ledger *ledger)
{
	size_t n = ledger->revisions.n;

	ledger->in_order = xcalloc(n + 1, sizeof(*ledger->in_order));
	for (size_t i = 0; i < n; i++) {
		struct revision *r = &ledger->revisions.v[i];
		struct ledger_event *e = event_slot(ledger, r->event.uid);

		note(e, r->sequence, r->at);
		r->of = (size_t)(e - ledger->events.v);
		ledger->in_order[i] = r;
	}
	qsort(ledger->in_order, n, sizeof(*ledger->in_order), compare_revisions);
	for (size_t i = 0, next; i < n; i = next) {
		const struct revision *r = ledger->in_order[i];
		struct ledger_event *e = &ledger->events.v[r->of];

		for (next = i + 1; next < n && ledger->in_order[next]->of == r->of &&
				   ledger->in_order[next]->sequence == r->sequence;)
			next++;
		if (!e->n)
			e->first = i;
		e->n += next - i;
		judge(ledger, e, i, next);
	}
}

static bool is_later(const struct issue *a, const struct issue *b)
{
	return a->sequence > b->sequence || (a->sequence == b->sequence && a->at >= b->at);
}

/* whoever it was sent to there; key is used up */
static void index_address(struct ledger *ledger, const struct issue *issue, struct strbuf *key)
{
	const struct issue *known;

	add_recipient_key(key, issue->uid, issue->email, "");
	known = hash_get(&ledger->by_address, key->text, key->len);
	if (!known)
		*hash_slot(&ledger->by_address,
			   arena_strndup(ledger->arena, key->text, key->len), key->len) =
			(void *)issue;
	else if (is_later(issue, known))
		*hash_slot(&ledger->by_address, key->text, key->len) = (void *)issue;
}

static void index_issue(struct ledger *ledger, const struct issue *issue, struct strbuf *key)
{
	struct ledger_recipient *recipient;
	const char *kept;
	void **slot;

	note(event_slot(ledger, issue->uid), issue->sequence, issue->at);
	*hash_slot(&ledger->by_message, issue->message, strlen(issue->message)) = (void *)issue;
	index_address(ledger, issue, key);
	add_recipient_key(key, issue->uid, issue->email, issue->to);
	kept = arena_strndup(ledger->arena, key->text, key->len);
	slot = hash_slot(&ledger->by_recipient, kept, key->len);
	if (!*slot) {
		VEC_PUSH(&ledger->recipients, (struct ledger_recipient){ .last = issue });
		*slot = (void *)ledger->recipients.n; /* index + 1: they still move */
		return;
	}
	recipient = &ledger->recipients.v[(size_t)*slot - 1];
	if (is_later(issue, recipient->last))
		recipient->last = issue;
}

static struct ledger_recipient *find_recipient(const struct ledger *ledger, const char *uid,
					       const char *email, const char *to)
{
	struct strbuf key = STRBUF_INIT;
	size_t found;

	add_recipient_key(&key, uid, email, to);
	found = (size_t)hash_get(&ledger->by_recipient, key.text, key.len);
	strbuf_release(&key);
	return found ? &ledger->recipients.v[found - 1] : NULL;
}

/* RFC 5546 §2.1.5: of answers to one SEQUENCE the later DTSTAMP counts */
static bool is_newer(const struct answer *a, const struct answer *b)
{
	return !b || a->stamp > b->stamp || (a->stamp == b->stamp && a->at >= b->at);
}

static void index_answer(struct ledger *ledger, const struct answer *answer)
{
	struct ledger_recipient *r = find_recipient(ledger, answer->uid, answer->email, answer->from);

	if (!r || r->last->is_cancel || answer->sequence != r->last->sequence)
		return;
	if (is_newer(answer, r->answer))
		r->answer = answer;
	if (answer->is_counter && is_newer(answer, r->counter))
		r->counter = answer;
}

static void index_all(struct ledger *ledger, const struct handed_list *handed)
{
	struct strbuf key = STRBUF_INIT;

	index_revisions(ledger);
	for (size_t i = 0; i < ledger->issues.n; i++)
		index_issue(ledger, &ledger->issues.v[i], &key);
	for (size_t i = ledger->recipients.n; i--;) {
		struct ledger_recipient *r = &ledger->recipients.v[i];
		struct ledger_event *e = event_slot(ledger, r->last->uid);

		r->event = e;
		r->next = e->recipients;
		e->recipients = i + 1;
	}
	for (size_t i = 0; i < handed->list.n; i++) {
		struct issue *issue = (struct issue *)ledger_message(ledger,
								     handed->list.v[i].message);

		if (issue && (issue->sent == INSTANT_NONE || handed->list.v[i].at < issue->sent))
			issue->sent = handed->list.v[i].at;
	}
	for (size_t i = 0; i < ledger->answers.n; i++)
		index_answer(ledger, &ledger->answers.v[i]);
	strbuf_release(&key);
}

/* ---------------------------------------------------------------------- the whole */

const char *ledger_path(struct arena *arena, const char *plan_path)
{
	size_t len = strlen(plan_path);

	if (!strcmp(plan_path, "-"))
		return NULL;
	if (len > 5 && !strcmp(plan_path + len - 5, ".yaml"))
		len -= 5;
	else if (len > 4 && !strcmp(plan_path + len - 4, ".yml"))
		len -= 4;
	return arena_printf(arena, "%.*s.ledger.yaml", (int)len, plan_path);
}

/* to which lines can be added */
static bool is_list(const struct node *root)
{
	return root->kind == NODE_LIST && !(root->flags & NODE_FLOW) && root->column == 1;
}

static void read_records(struct ledger *ledger, const struct ledger_reader *reader,
			 struct source *source)
{
	struct handed_list handed = { 0 };
	size_t first = reader->diags->list.n;
	struct mended mended;
	struct doc doc;

	/* the text is only ours: it was just read */
	mended = mend((char *)source->text, source->len);
	source->valid = utf8_check(source->text, source->len);
	ledger->has_marks = mended.n_marks > 0;
	if (mended.torn_line)
		ledger->torn = (struct span){ .line = mended.torn_line,
					      .column = 1,
					      .end_line = mended.torn_line,
					      .end_column = 2,
					      .file = source->file };
	doc = doc_read(reader->arena, reader->diags, source);
	if (doc.truncated || reader->diags->list.n > first)
		ledger->is_broken = true;
	if (doc.root && is_list(doc.root)) {
		/* of the record in which reading ended no more is said */
		for NODE_EACH (c, doc.root)
			if (c->next || !doc.truncated)
				take_record(ledger, reader, c, &handed);
	} else if (doc.root && !node_is_empty(doc.root) && !ledger->is_broken) {
		diag_add(reader->diags, PB106, node_span(doc.root),
			 N_("a ledger is a list of records, each of which begins a line with \"- {\"; this is "
			    "something else"));
		ledger->is_broken = true;
	}
	ledger->is_blank = doc.root ? node_is_empty(doc.root) : !ledger->is_broken && !ledger->torn.line;
	index_all(ledger, &handed);
	VEC_RELEASE(&handed.list);
}

/* a link that leads nowhere is none that is absent: what it led to holds what was issued */
static bool is_absent(const char *path)
{
	struct stat st;

	return lstat(path, &st) != 0 && (errno == ENOENT || errno == ENAMETOOLONG);
}

int ledger_read(const struct ledger_reader *reader, const char *plan_path, struct ledger *ret)
{
	struct source *source;
	int r;

	*ret = (struct ledger){ .arena = reader->arena,
				.path = ledger_path(reader->arena, plan_path) };
	if (!ret->path || is_absent(ret->path))
		return 0;
	r = sources_read(reader->sources, ret->path, ret->path, &source);
	if (r == -EFBIG) {
		diag_add(reader->diags, PB102, (struct span){ .file = source->file },
			 N_("the file is larger than 64 MiB"));
		ret->is_broken = true;
		return 0;
	}
	if (!r)
		read_records(ret, reader, source);
	return r;
}

void ledger_release(struct ledger *ledger)
{
	if (!ledger)
		return;
	VEC_RELEASE(&ledger->revisions);
	free(ledger->in_order);
	VEC_RELEASE(&ledger->issues);
	VEC_RELEASE(&ledger->answers);
	VEC_RELEASE(&ledger->events);
	VEC_RELEASE(&ledger->recipients);
	hash_release(&ledger->by_uid);
	hash_release(&ledger->by_recipient);
	hash_release(&ledger->by_address);
	hash_release(&ledger->by_message);
}

const struct ledger_event *ledger_event(const struct ledger *ledger, const char *uid)
{
	size_t found = (size_t)hash_get(&ledger->by_uid, uid, strlen(uid));

	return found ? &ledger->events.v[found - 1] : NULL;
}

const struct ledger_recipient *ledger_recipient(const struct ledger *ledger, const char *uid,
						const char *email, const char *to)
{
	return find_recipient(ledger, uid, email, to);
}

const struct issue *ledger_at_address(const struct ledger *ledger, const char *uid,
				      const char *email)
{
	struct strbuf key = STRBUF_INIT;
	const struct issue *found;

	add_recipient_key(&key, uid, email, "");
	found = hash_get(&ledger->by_address, key.text, key.len);
	strbuf_release(&key);
	return found;
}

bool ledger_is_person(const struct issue *issue, const struct person *person)
{
	return !issue->name || !strcmp(issue->name, text_in(person->name, LANG_EN));
}

bool ledger_same_address(const char *a, const char *b)
{
	return !ascii_casecmp(a, b);
}

const char *ledger_address_key(struct arena *arena, const char *uid, const char *email)
{
	char *key = arena_printf(arena, "%s %s", uid, email);

	for (char *p = key + strlen(uid); *p; p++)
		*p = ascii_tolower(*p);
	return key;
}

const struct issue *ledger_message(const struct ledger *ledger, const char *message)
{
	return hash_get(&ledger->by_message, message, strlen(message));
}

bool ledger_stands(const struct ledger_event *event)
{
	return event->latest && event->latest->event.status != STATUS_CANCELLED;
}

const struct revision *ledger_told(const struct ledger *ledger,
				   const struct ledger_recipient *recipient)
{
	const struct ledger_event *e = recipient->event;
	const struct revision *const *all = ledger->in_order + e->first;
	const struct issue *last = recipient->last;
	size_t low = 0, high = e->n;

	/* it was recorded with the message, or before it */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct revision *r = all[middle];

		if (r->sequence < last->sequence || (r->sequence == last->sequence && r->at <= last->at))
			low = middle + 1;
		else
			high = middle;
	}
	if (low)
		return all[low - 1];
	return e->n && all[0]->sequence == last->sequence ? all[0] : NULL;
}

/* ------------------------------------------------------------------------- words */

static const char *const partstats[PARTSTAT_COUNT] = {
	[PARTSTAT_NEEDS_ACTION] = "NEEDS-ACTION", [PARTSTAT_ACCEPTED] = "ACCEPTED",
	[PARTSTAT_DECLINED] = "DECLINED",	  [PARTSTAT_TENTATIVE] = "TENTATIVE",
	[PARTSTAT_DELEGATED] = "DELEGATED",
};

const char *partstat_name(enum partstat partstat)
{
	return partstats[partstat];
}

bool partstat_parse(const char *name, enum partstat *ret)
{
	for (int i = 0; i < PARTSTAT_COUNT; i++)
		if (!strcmp(partstats[i], name)) {
			*ret = (enum partstat)i;
			return true;
		}
	return false;
}
