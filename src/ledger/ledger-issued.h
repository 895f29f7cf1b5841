/*
 * What documents need to know of a ledger.
 */
#ifndef LEDGER_LEDGER_ISSUED_H
#define LEDGER_LEDGER_ISSUED_H

#include "ledger/ledger.h"
#include "render/issued.h"

/* the ledger must outlive it; to be released with issued_release */
void ledger_issued(const struct ledger *ledger, const struct plan *plan, struct issued *ret);

#endif
