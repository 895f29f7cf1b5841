#include "ledger/outgoing-parts.h"

#include "base/banned.h"

bool outgoing_takes_place(const struct event *e)
{
	return event_goes_out(e) && e->status != STATUS_CANCELLED &&
	       e->of_meeting->status != STATUS_CANCELLED;
}

static void add_id(struct strbuf *out, const char *id)
{
	strbuf_addf(out, "%s\n", id ? id : "");
}

int outgoing_sequence(const struct outgoing *out, const struct event *e)
{
	const struct ledger_event *known = ledger_event(out->request.ledger, e->uid);

	if (!known)
		return 0;
	if (known->latest && !known->other &&
	    !(event_differences(&known->latest->event, e) & EVENT_MATERIAL))
		return known->latest->sequence;
	return known->sequence + 1;
}

/* the place as it was told, as long as it is the same one: a spelling fix changes nothing */
static const char *told_location(const struct outgoing *out, const struct event *e)
{
	const struct ledger_event *known = ledger_event(out->request.ledger, e->uid);

	return known && known->latest && !(event_differences(&known->latest->event, e) & EVENT_PLACE)
		       ? known->latest->event.location
		       : e->location;
}

/* What of an event a traveller must know: when, where, whether, with which flight. */
static struct digest event_digest(const struct outgoing *out, const struct event *e)
{
	struct strbuf text = STRBUF_INIT;
	struct digest digest;

	add_id(&text, e->uid);
	strbuf_addf(&text, "%" PRId64 " %" PRId64 " %d %d %d\n", e->start, e->end, e->first, e->last,
		    (int)e->status);
	add_id(&text, e->start_zone ? zone_id(e->start_zone) : NULL);
	add_id(&text, e->end_zone ? zone_id(e->end_zone) : NULL);
	add_id(&text, e->place);
	add_id(&text, e->to);
	add_id(&text, e->via);
	add_id(&text, told_location(out, e));
	if (e->of_item && item_is_leg(e->of_item)) {
		add_id(&text, e->of_item->kind == ITEM_TRANSFER ? NULL : text_in(e->summary, LANG_EN));
		strbuf_addf(&text, "%d %d\n", (int)e->of_item->check_in.unit, e->of_item->check_in.n);
	}
	digest = digest_of(text.text, text.len);
	strbuf_release(&text);
	return digest;
}

void outgoing_gather_days(struct outgoing *out, const struct event *items, size_t n)
{
	memset(out->days, 0, xmul(LIST_N(out->request.plan->people), sizeof(*out->days)));
	for (size_t i = 0; i < n; i++) {
		const struct person_set *all;
		struct digest digest;

		if (!outgoing_takes_place(&items[i]))
			continue;
		digest = event_digest(out, &items[i]);
		all = itinerary_all(out->request.it, items[i].of_item);
		for (size_t k = 0; k < all->n; k++) {
			out->days[all->v[k]->index].a += digest.a;
			out->days[all->v[k]->index].b += digest.b;
		}
	}
}

/* ---------------------------------------------------------- how events stand from now on */

static void tell(struct outgoing *out, const struct event *e)
{
	const struct ledger_event *known = ledger_event(out->request.ledger, e->uid);
	struct event *copy = arena_new(out->request.arena, struct event);
	struct telling t = { copy, outgoing_sequence(out, e) };

	if (known && known->latest && !known->other && !event_differences(&known->latest->event, e))
		return;
	*copy = *e;
	copy->location = told_location(out, e);
	if (known && known->other)
		VEC_PUSH(&out->branched, known);
	VEC_PUSH(&out->tellings, t);
}

static void tell_gone(struct outgoing *out, const struct ledger_event *known)
{
	struct event *e = arena_new(out->request.arena, struct event);
	struct telling t = { e, known->sequence + 1 };

	*e = known->latest->event;
	e->status = STATUS_CANCELLED;
	if (known->other)
		VEC_PUSH(&out->branched, known);
	VEC_PUSH(&out->tellings, t);
}

void outgoing_tell(struct outgoing *out)
{
	const struct ledger *ledger = out->request.ledger;
	struct hash told = HASH_INIT;

	for (size_t i = 0; i < out->messages.n; i++) {
		const char *id = out->messages.v[i].event->meeting;

		*hash_slot(&told, id, strlen(id)) = out;
	}
	for (size_t i = 0; i < out->events.list.n; i++) {
		const struct event *e = &out->events.list.v[i];

		if (event_goes_out(e) && hash_get(&told, e->meeting, strlen(e->meeting)) &&
		    (e->status != STATUS_CANCELLED || ledger_event(ledger, e->uid)))
			tell(out, e);
	}
	for (size_t i = 0; i < ledger->events.n; i++) {
		const struct ledger_event *known = &ledger->events.v[i];
		const struct event *e = events_find(&out->events, known->uid);

		if (ledger_stands(known) && (!e || !event_goes_out(e)) &&
		    hash_get(&told, known->latest->event.meeting,
			     strlen(known->latest->event.meeting)))
			tell_gone(out, known);
	}
	hash_release(&told);
}
