/*
 * What a plan and its ledger show together: ids that changed after an
 * issue (PB114), invitations that are not answered shortly before the
 * visit (PB409).
 */
#ifndef LEDGER_LEDGER_CHECK_H
#define LEDGER_LEDGER_CHECK_H

#include "check/check.h"
#include "ledger/ledger.h"

/* after check_plan, before check_waivers; nothing if the ledger is broken */
void ledger_check(struct check_run *run, const struct ledger *ledger);

#endif
