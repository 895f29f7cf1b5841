#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "cmd/reply.h"

#include "base/banned.h"

struct judging {
	struct reply *reply;
	struct hash known;	      /* answers by all that add_key adds */
	const struct answer **latest; /* of each recipient of the ledger, also of this run */
};

/* -------------------------------------------------------------- what was said before */

/* the whole of an answer but for its comment */
static void add_key(struct strbuf *key, const struct answer *a, instant stamp)
{
	strbuf_addf(key, "%s %s %d %d %d %s %lld %lld %d %lld %d ", a->uid, a->from, a->sequence,
		    a->is_counter, a->partstat, a->delegated_to ? a->delegated_to : "",
		    (long long)stamp, (long long)a->start, a->first, (long long)a->end, a->last);
	for (const char *s = a->email; *s; s++)
		strbuf_addch(key, ascii_tolower(*s));
}

static void note_known(struct judging *j, const struct answer *a)
{
	struct arena *arena = &j->reply->run->arena;
	struct strbuf key = STRBUF_INIT;

	add_key(&key, a, a->stamp);
	*hash_slot(&j->known, arena_strndup(arena, key.text, key.len), key.len) = (void *)a;
	strbuf_release(&key);
}

static bool has_key(const struct judging *j, const struct answer *a, instant stamp)
{
	struct strbuf key = STRBUF_INIT;
	bool found;

	add_key(&key, a, stamp);
	found = hash_get(&j->known, key.text, key.len) != NULL;
	strbuf_release(&key);
	return found;
}

/*
 * Was the same recorded before?  Where the ledger has the time of recording,
 * because an answer's own was later or there was none, it is no other for that.
 */
static bool is_known(const struct judging *j, const struct answer *a, const struct answer *last,
		     bool has_stamp)
{
	if (has_key(j, a, a->stamp))
		return true;
	return last && last->stamp == last->at && (!has_stamp || a->stamp > last->stamp) &&
	       !strcmp(a->comment ? a->comment : "", last->comment ? last->comment : "") &&
	       has_key(j, a, last->stamp);
}

/* ------------------------------------------------------------------ why it does not count */

static void complain_of_uid(struct reply *reply, const struct reply_answer *a)
{
	const struct ledger *ledger = reply->ledger;
	const char *domain = strrchr(a->said.uid, '@');
	const char *uid = reply_shown(reply, a->said.uid), *ours = NULL;

	/* of the ledger, as the plan may be anybody's by now */
	if (ledger->events.n)
		ours = strrchr(ledger->events.v[0].uid, '@');
	if (domain && ours && !strcmp(domain, ours))
		complain(reply->run,
			 N_("\"%1$s\" does not count: this ledger knows no issue of %2$s; if another "
			    "organizer issued it, merge the ledgers and give the answer again"),
			 a->file->path, uid);
	else
		complain(reply->run,
			 N_("\"%1$s\" does not count: it answers an invitation that is not of this plan "
			    "(%2$s); give it to the plan it belongs to"),
			 a->file->path, uid);
}

static void complain_of_sender(struct reply *reply, const struct reply_answer *a)
{
	const char *email = reply_shown(reply, a->said.email);

	if (a->file->from.n)
		complain(reply->run,
			 N_("\"%1$s\" does not count: it was sent by %2$s and answers for %3$s; if you "
			    "know that it is right, save the calendar in it as an .ics file and give "
			    "that"),
			 a->file->path, reply_shown(reply, a->file->from.v[0]), email);
	else
		complain(reply->run,
			 N_("\"%1$s\" does not count: it names no sender and answers for %2$s; if you "
			    "know that it is right, save the calendar in it as an .ics file and give "
			    "that"),
			 a->file->path, email);
}

static void complain_of_sequence(struct reply *reply, const struct reply_answer *a,
				 const struct ledger_recipient *r, const char *title)
{
	const char *name = reply_name(reply, r->last->to);

	if (a->said.sequence < r->last->sequence)
		complain(reply->run,
			 N_("\"%1$s\" does not count: %2$s answers an earlier issue of \"%3$s\" "
			    "(SEQUENCE %4$d, now %5$d), which was sent again since; wait for the answer "
			    "to that, or ask for it"),
			 a->file->path, name, title, a->said.sequence, r->last->sequence);
	else
		complain(reply->run,
			 N_("\"%1$s\" does not count: %2$s answers a later issue of \"%3$s\" (SEQUENCE "
			    "%4$d) than this ledger knows (%5$d); merge the ledger of the organizer "
			    "who issued it, and give the answer again"),
			 a->file->path, name, title, a->said.sequence, r->last->sequence);
}

static void complain_of_withdrawal(struct reply *reply, const struct reply_answer *a,
				   const struct ledger_recipient *r, const char *title)
{
	struct strbuf day = STRBUF_INIT;

	dates_add(&day, &reply->run->dates, reply->run->ui, DATE_PLAIN,
		  (civil_day)(r->last->at / 86400));
	complain(reply->run,
		 N_("\"%1$s\" does not count: the invitation of %2$s to \"%3$s\" was withdrawn on %4$s; "
		    "if the person is to come, issue it again"),
		 a->file->path, reply_name(reply, r->last->to), title, day.text);
	strbuf_release(&day);
}

/* ------------------------------------------------------------------------ judging */

/* by the person, or in their name by who says so and is believed by their program */
static bool is_sent_by(const struct reply_answer *a)
{
	const struct reply_file *file = a->file;

	if (!file->is_mail || mail_addresses_have(&file->from, a->said.email))
		return true;
	return a->said.sent_by && mail_addresses_have(&file->from, a->said.sent_by);
}

static bool is_to(const struct reply_answer *a, const struct ledger_recipient *r)
{
	return ledger_same_address(r->last->email, a->said.email);
}

static bool is_recipient(const struct reply *reply, const struct reply_answer *a)
{
	EACH_RECIPIENT (r, reply->ledger, ledger_event(reply->ledger, a->said.uid))
		if (is_to(a, r))
			return true;
	return false;
}

/* days from midnight, and a time without a zone, are of the place */
static instant instant_of(const struct ics_when *when, const struct zone *zone)
{
	instant midnight = (instant)when->day * 86400;

	if (when->kind == ICS_INSTANT)
		return when->at;
	return (zone ? zone_instant(zone, when->day, 0, NULL) : midnight) +
	       (when->kind == ICS_LOCAL ? when->at - midnight : 0);
}

/* is a COUNTER's time one that can be?  False after a complaint. */
static bool check_proposal(struct reply *reply, const struct reply_answer *a,
			   const struct zone *zone, const char *title)
{
	const struct ics_when start = a->said.start, end = a->said.end;

	if (start.kind == ICS_UNKNOWN_ZONE || end.kind == ICS_UNKNOWN_ZONE ||
	    (!zone && (start.kind == ICS_LOCAL || end.kind == ICS_LOCAL))) {
		const char *tzid = start.tzid ? start.tzid : end.tzid ? end.tzid : "";

		complain(reply->run,
			 N_("\"%1$s\" does not count: the time proposed for \"%2$s\" is in a time zone "
			    "that is not known here (\"%3$s\"); ask the person for the time"),
			 a->file->path, title, reply_shown(reply, tzid));
		return false;
	}
	if (start.kind == ICS_NEVER || !a->said.has_end)
		return true;
	if (end.kind == ICS_NEVER || instant_of(&end, zone) <= instant_of(&start, zone)) {
		complain(reply->run,
			 N_("\"%1$s\" does not count: the time proposed for \"%2$s\" does not end "
			    "after it begins; ask the person for the time"),
			 a->file->path, title);
		return false;
	}
	return true;
}

/* what a COUNTER proposes; false after a complaint */
static bool take_proposal(struct reply *reply, const struct reply_answer *a,
			  const struct event *event, const char *title, struct answer *ret)
{
	struct ics_when start = a->said.start, end = a->said.end;
	const struct zone *zone = event->start_zone;

	if (!check_proposal(reply, a, zone, title))
		return false;
	if (start.kind == ICS_DAY) {
		ret->first = start.day;
		ret->last = end.kind == ICS_DAY && end.day > start.day ? end.day : start.day + 1;
	} else if (start.kind != ICS_NEVER) {
		ret->start = instant_of(&start, zone);
		/* a day among times, which RFC 5545 §3.6.1 forbids, says nothing */
		ret->end = end.kind == ICS_NEVER || end.kind == ICS_DAY ? ret->start
									: instant_of(&end, zone);
	}
	return true;
}

static enum partstat partstat_of(enum ics_partstat said)
{
	enum partstat found = PARTSTAT_NEEDS_ACTION;

	if (!partstat_parse(ics_partstat_name(said), &found))
		BUG("a PARTSTAT that the ledger does not know");
	return found;
}

/* as the event was told to the recipient, as far as the ledger has it */
static const struct event *event_of(struct reply *reply, const struct ledger_recipient *r)
{
	const struct revision *told = ledger_told(reply->ledger, r);
	struct event *event;

	if (told)
		return &told->event;
	event = arena_new(&reply->run->arena, struct event);
	*event = (struct event){ .uid = r->last->uid, .meeting = r->last->uid,
				 .start = INSTANT_NONE, .end = INSTANT_NONE,
				 .first = CIVIL_NONE, .last = CIVIL_NONE };
	return event;
}

/* it is to the last issue: recorded, if it is new and later than what is */
static bool count(struct judging *j, const struct reply_answer *a,
		  const struct ledger_recipient *r, const struct event *event, const char *title)
{
	const struct answer **latest = &j->latest[r - j->reply->ledger->recipients.v];
	struct run *run = j->reply->run;
	struct answer *answer = arena_new(&run->arena, struct answer);

	*answer = (struct answer){ .is_counter = a->said.method == ICS_COUNTER,
				   .uid = r->last->uid,
				   .sequence = r->last->sequence,
				   .from = r->last->to,
				   .email = r->last->email,
				   .partstat = partstat_of(a->said.partstat),
				   .stamp = a->stamp == INSTANT_NONE ? run->now : a->stamp,
				   .comment = a->said.comment,
				   .delegated_to = a->said.delegated_to,
				   .start = INSTANT_NONE,
				   .end = INSTANT_NONE,
				   .first = CIVIL_NONE,
				   .last = CIVIL_NONE,
				   .at = run->now };
	if (answer->is_counter && !take_proposal(j->reply, a, event, title, answer))
		return false;
	if (is_known(j, answer, *latest, a->stamp != INSTANT_NONE)) {
		VEC_PUSH(&j->reply->counted, ((struct reply_counted){ answer, event, false }));
		return true;
	}
	if (*latest && answer->stamp < (*latest)->stamp) {
		complain(run, N_("\"%1$s\" does not count: %2$s has answered about \"%3$s\" once more since, "
				 "and that is recorded"),
			 a->file->path, reply_name(j->reply, r->last->to), title);
		return false;
	}
	*latest = answer;
	note_known(j, answer);
	VEC_PUSH(&j->reply->counted, ((struct reply_counted){ answer, event, true }));
	return true;
}

/* false if it does not count for this person */
static bool judge(struct judging *j, const struct reply_answer *a,
		  const struct ledger_recipient *r)
{
	const struct event *event = event_of(j->reply, r);
	const char *title = reply_title(j->reply, event);

	if (r->last->is_cancel)
		complain_of_withdrawal(j->reply, a, r, title);
	else if (a->said.sequence != r->last->sequence)
		complain_of_sequence(j->reply, a, r, title);
	else
		return count(j, a, r, event, title);
	return false;
}

/* is it an answer to the last that this person was sent? */
static bool is_to_last(const struct reply_answer *a, const struct ledger_recipient *r)
{
	return is_to(a, r) && !r->last->is_cancel && a->said.sequence == r->last->sequence;
}

static void complain_of_stranger(struct reply *reply, const struct reply_answer *a,
				 const struct ledger_event *event)
{
	complain(reply->run,
		 N_("\"%1$s\" does not count: nothing about \"%2$s\" was ever sent to %3$s; ask the "
		    "person: the answer may come from another address of theirs, or be forged"),
		 a->file->path,
		 event->latest ? reply_title(reply, &event->latest->event)
			       : reply_shown(reply, event->uid),
		 reply_shown(reply, a->said.email));
}

/*
 * Where two people have one address, it counts for both, or for the one who
 * is still invited.  False if it counts for nobody.
 */
static bool judge_answer(struct judging *j, const struct reply_answer *a)
{
	struct reply *reply = j->reply;
	const struct ledger_event *event = ledger_event(reply->ledger, a->said.uid);
	size_t n = 0, n_last = 0;
	bool good = true;

	if (!event) {
		complain_of_uid(reply, a);
		return false;
	}
	EACH_RECIPIENT (r, reply->ledger, event) {
		n += is_to(a, r);
		n_last += is_to_last(a, r);
	}
	if (!n) {
		complain_of_stranger(reply, a, event);
		return false;
	}
	if (!is_sent_by(a)) {
		complain_of_sender(reply, a);
		return false;
	}
	EACH_RECIPIENT (r, reply->ledger, event)
		if (n_last ? is_to_last(a, r) : is_to(a, r))
			good &= judge(j, a, r);
	return good;
}

/* ------------------------------------------------------------------- whose answers */

/* does an attendee of several speak for themselves? */
static bool speaks(const struct reply_answer *a)
{
	return a->file->is_mail ? is_sent_by(a) : a->said.partstat != ICS_NEEDS_ACTION;
}

/*
 * An answer about one event may name others, as everybody who is invited: if
 * it says anything for who sent it, the others are not heard.
 */
static size_t choose(const struct reply *reply, struct reply_answer *group, size_t n,
		     bool (*is_good)(const struct reply *reply, const struct reply_answer *a))
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		kept += is_good(reply, &group[i]);
	if (!kept || kept == n)
		return n;
	kept = 0;
	for (size_t i = 0; i < n; i++)
		if (is_good(reply, &group[i]))
			group[kept++] = group[i];
	return kept;
}

static bool is_speaking(const struct reply *reply, const struct reply_answer *a)
{
	(void)reply;
	return speaks(a);
}

static void choose_all(struct reply *reply)
{
	struct reply_answer *v = reply->answers.v;
	size_t kept = 0;

	for (size_t i = 0, n; i < reply->answers.n; i += n) {
		size_t chosen;

		for (n = 1; i + n < reply->answers.n; n++)
			if (v[i + n].file != v[i].file || v[i + n].said.event != v[i].said.event)
				break;
		chosen = choose(reply, v + i, n, is_speaking);
		chosen = choose(reply, v + i, chosen, is_recipient);
		memmove(v + kept, v + i, chosen * sizeof(*v));
		kept += chosen;
	}
	reply->answers.n = kept;
}

/* those without a time of their own are of now */
static int compare_answers(const void *a, const void *b)
{
	const struct reply_answer *x = a, *y = b;
	instant at = x->stamp == INSTANT_NONE ? INT64_MAX : x->stamp;
	instant other = y->stamp == INSTANT_NONE ? INT64_MAX : y->stamp;

	if (at != other)
		return at < other ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

void reply_judge(struct reply *reply)
{
	const struct ledger *ledger = reply->ledger;
	struct judging judging = { .reply = reply }, *j = &judging;

	choose_all(reply);
	if (reply->answers.n)
		qsort(reply->answers.v, reply->answers.n, sizeof(*reply->answers.v),
		      compare_answers);
	j->latest = arena_array(&reply->run->arena, ledger->recipients.n, sizeof(*j->latest));
	for (size_t i = 0; i < ledger->recipients.n; i++)
		j->latest[i] = ledger->recipients.v[i].answer;
	for (size_t i = 0; i < ledger->answers.n; i++)
		note_known(j, &ledger->answers.v[i]);
	for (size_t i = 0; i < reply->answers.n; i++)
		reply->refused |= !judge_answer(j, &reply->answers.v[i]);
	hash_release(&j->known);
}
