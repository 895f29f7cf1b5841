/*
 * How the programme stood when it was last told, and how it would be told
 * now, as two lists of events that can be compared.
 */
#ifndef LEDGER_SINCE_H
#define LEDGER_SINCE_H

#include "base/arena.h"
#include "itinerary/event.h"
#include "ledger/ledger.h"

/*
 * ret_told: the latest revision of each event that was made by an instant,
 * INSTANT_NONE for all, but for what fell away and was told so, or is over.  ret_now: what goes out of the plan, but for
 * what nobody was ever told of and is over or cancelled.  Both are to be
 * released; what they hold lives in ledger, plan and arena.
 */
void since_issue(struct events *ret_told, struct events *ret_now, const struct ledger *ledger,
		 const struct itinerary *it, instant by, instant now, struct arena *arena);

#endif
