#include "ledger/since.h"

#include <string.h>

#include "base/banned.h"

static bool is_over(const struct event *event, instant now)
{
	instant end = event_end(event);

	return end != INSTANT_NONE && end <= now;
}

static const struct event *told(const struct ledger *ledger, const char *uid)
{
	const struct ledger_event *known = ledger_event(ledger, uid);

	return known && known->latest ? &known->latest->event : NULL;
}

/* is it to be told, or was it told before? */
static bool is_of_now(const struct ledger *ledger, const struct event *event, instant now)
{
	if (!event_goes_out(event))
		return false;
	return told(ledger, event->uid) ||
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
		 const struct itinerary *it, instant now, struct arena *arena)
{
	struct events all;

	*ret_told = *ret_now = (struct events){ 0 };
	events_init(&all, it, arena);
	for (size_t i = 0; i < all.list.n; i++)
		if (is_of_now(ledger, &all.list.v[i], now))
			note(ret_now, &all.list.v[i]);
	list_uids(ret_now);
	for (size_t i = 0; i < ledger->events.n; i++) {
		const struct event *event = told(ledger, ledger->events.v[i].uid);

		if (event && (events_find(ret_now, event->uid) ||
			      (ledger_stands(&ledger->events.v[i]) && !is_over(event, now))))
			note(ret_told, event);
	}
	list_uids(ret_told);
	events_release(&all);
}
