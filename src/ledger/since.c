#include "ledger/since.h"

#include <string.h>

#include "base/banned.h"

static bool is_over(const struct event *event, instant now)
{
	instant end = event_end(event);

	return end != INSTANT_NONE && end <= now;
}

/* the events as they had been told by an instant: struct revision, by UID */
static void find_told(struct hash *told, const struct ledger *ledger, instant by)
{
	for (size_t i = 0; i < ledger->revisions.n; i++) {
		const struct revision *r = &ledger->revisions.v[i], *last;
		void **slot = hash_slot(told, r->event.uid, strlen(r->event.uid));

		last = *slot;
		if (by != INSTANT_NONE && r->at > by)
			continue;
		if (!last || r->sequence > last->sequence ||
		    (r->sequence == last->sequence && r->at >= last->at))
			*slot = (void *)r;
	}
}

/* is it to be told, or was it told before? */
static bool is_of_now(const struct hash *told, const struct event *event, instant now)
{
	if (!event_goes_out(event))
		return false;
	return hash_get(told, event->uid, strlen(event->uid)) ||
	       (event->status != STATUS_CANCELLED && event->status != STATUS_HELD &&
		!is_over(event, now));
}

static void note(struct events *events, const struct event *event)
{
	VEC_PUSH(&events->list, *event);
}

static void list_uids(struct events *events)
{
	for (size_t i = 0; i < events->list.n; i++)
		*hash_slot(&events->by_uid, events->list.v[i].uid, strlen(events->list.v[i].uid)) =
			&events->list.v[i];
}

void since_issue(struct events *ret_told, struct events *ret_now, const struct ledger *ledger,
		 const struct itinerary *it, instant by, instant now, struct arena *arena)
{
	struct hash told = HASH_INIT;
	struct events all;

	*ret_told = *ret_now = (struct events){ 0 };
	find_told(&told, ledger, by);
	events_init(&all, it, arena);
	for (size_t i = 0; i < all.list.n; i++)
		if (is_of_now(&told, &all.list.v[i], now))
			note(ret_now, &all.list.v[i]);
	list_uids(ret_now);
	for (size_t i = 0; i < ledger->events.n; i++) {
		const char *uid = ledger->events.v[i].uid;
		const struct revision *r = hash_get(&told, uid, strlen(uid));

		if (r && (events_find(ret_now, uid) ||
			  (r->event.status != STATUS_CANCELLED && !is_over(&r->event, now))))
			note(ret_told, &r->event);
	}
	list_uids(ret_told);
	events_release(&all);
	hash_release(&told);
}
