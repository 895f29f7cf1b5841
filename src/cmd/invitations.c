#include "cmd/invitations.h"

#include <string.h>

#include "base/ascii.h"
#include "ledger/outgoing.h"

#include "base/banned.h"

/* ------------------------------------------------------------------------ what is due */

static bool has_errors(const struct run *run, size_t first)
{
	struct diags own = run->diags;

	own.list.v += first;
	own.list.n -= first;
	return diags_count(&own).n[SEVERITY_ERROR] > 0;
}

static long count_due(struct run *run, const struct loaded *loaded)
{
	struct outgoing out;
	struct outgoing_request q = { .plan = &loaded->plan,
				      .it = &loaded->itinerary,
				      .ledger = loaded->ledger,
				      .arena = &run->arena,
				      .now = run->now };
	long n;

	outgoing_init(&out, &q);
	n = (long)out.messages.n;
	outgoing_release(&out);
	return n;
}

static long count_unsent(const struct ledger *ledger, instant now)
{
	bool any_sent = false;
	long n = 0;

	for (size_t i = 0; i < ledger->issues.n; i++) {
		const struct issue *issue = &ledger->issues.v[i];
		const struct ledger_event *known = ledger_event(ledger, issue->uid);

		any_sent |= issue->sent != INSTANT_NONE;
		if (issue->sent == INSTANT_NONE && known->latest &&
		    event_end(&known->latest->event) > now)
			n++;
	}
	return any_sent ? n : -1;
}

void invitations_add_key(struct strbuf *key, const char *email)
{
	for (; *email; email++)
		strbuf_addch(key, ascii_tolower(*email));
}

/* for the names of those to whom something was delegated: most often nothing was */
static void index_addresses(struct invitations *inv, struct run *run)
{
	const struct people *people = inv->loaded->plan.people;
	bool any = false;

	for (size_t i = 0; i < inv->loaded->ledger->answers.n; i++)
		any |= inv->loaded->ledger->answers.v[i].delegated_to != NULL;
	for (size_t i = 0; any && i < LIST_N(people); i++) {
		const struct person *p = &people->v[i];
		struct strbuf key = STRBUF_INIT;

		if (!p->email || !p->name)
			continue;
		invitations_add_key(&key, p->email);
		*hash_slot(&inv->by_address, arena_strndup(&run->arena, key.text, key.len), key.len) =
			(void *)p;
		strbuf_release(&key);
	}
}

void invitations_init(struct invitations *inv, struct run *run, const struct loaded *loaded,
		      size_t first)
{
	*inv = (struct invitations){ .loaded = loaded, .due = -1, .unsent = -1 };
	answers_init(&inv->answers, &loaded->itinerary, loaded->ledger, &run->arena, run->now);
	if (loaded->ledger->is_broken)
		return;
	index_addresses(inv, run);
	if (!has_errors(run, first))
		inv->due = count_due(run, loaded);
	inv->unsent = count_unsent(loaded->ledger, run->now);
}

void invitations_release(struct invitations *inv)
{
	answers_release(&inv->answers);
	hash_release(&inv->by_address);
}

/* ---------------------------------------------------------------------------- days */

civil_day invitations_local(const struct zone *zone, instant at, int *ret_minute)
{
	civil_day day;

	if (zone)
		return zone_local(zone, at, ret_minute);
	day = (civil_day)((at - (at % 86400 + 86400) % 86400) / 86400);
	if (ret_minute)
		*ret_minute = (int)(at - (instant)day * 86400) / 60;
	return day;
}

civil_day invitations_day(const struct event *event, instant at)
{
	return invitations_local(event->start_zone, at, NULL);
}

/* ---------------------------------------------------------------------------- JSON */

static void put_proposal(struct json *json, const struct answer *proposal)
{
	json_key(json, "proposed");
	if (!proposal || (proposal->start == INSTANT_NONE && proposal->first == CIVIL_NONE)) {
		json_string(json, NULL);
		return;
	}
	json_open(json, '{');
	if (proposal->start == INSTANT_NONE) {
		json_put_day(json, "start", proposal->first);
		json_put_day(json, "end", proposal->last);
	} else {
		json_put_instant(json, "start", proposal->start);
		json_put_instant(json, "end", proposal->end);
	}
	json_close(json, '}');
}

static void put_answer(struct json *json, const struct invitations *inv, const struct run *run,
		       const struct event *event, const struct invitee *one)
{
	static const char *const words[PARTSTAT_COUNT] = {
		[PARTSTAT_NEEDS_ACTION] = "none",   [PARTSTAT_ACCEPTED] = "accepted",
		[PARTSTAT_DECLINED] = "declined",   [PARTSTAT_TENTATIVE] = "tentative",
		[PARTSTAT_DELEGATED] = "delegated",
	};
	const struct ledger_recipient *r = one->recipient;
	const struct answer *answer = r ? r->answer : NULL;

	json_open(json, '{');
	json_put(json, "plan", inv->loaded->plan.id);
	json_put(json, "meeting", event->meeting);
	json_put(json, "item", event->item);
	json_put(json, "title", text_in(event->summary, run->ui));
	json_put(json, "person", one->person->id);
	json_put(json, "name", text_in(one->person->name, run->ui));
	json_put(json, "answer", words[invitee_partstat(one)]);
	json_put_day(json, "since", r ? invitations_day(event, r->last->at) : CIVIL_NONE);
	json_put_day(json, "answered", answer ? invitations_day(event, answer->at) : CIVIL_NONE);
	json_put(json, "comment", answer ? answer->comment : NULL);
	json_put(json, "delegated_to", answer ? answer->delegated_to : NULL);
	put_proposal(json, invitee_proposal(one));
	json_close(json, '}');
}

void invitations_put_meeting(struct json *json, const struct invitations *inv, const struct run *run,
			     const struct meeting *meeting)
{
	size_t n;
	const struct invited *list = answers_of(&inv->answers, meeting, &n);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < list[i].n; k++)
			put_answer(json, inv, run, list[i].event, &list[i].v[k]);
}

static void put_number(struct json *json, const char *key, long n)
{
	if (n < 0)
		json_put(json, key, NULL);
	else
		json_put_int(json, key, n);
}

void invitations_put_due(struct json *json, const struct invitations *inv)
{
	json_open(json, '{');
	json_put(json, "plan", inv->loaded->plan.id);
	put_number(json, "due", inv->due);
	put_number(json, "unsent", inv->unsent);
	json_close(json, '}');
}
