/*
 * VTIMEZONE components, made of what the system's tzdata says about the
 * time that a plan spans and nothing beyond it.
 */
#ifndef RENDER_ICS_ZONE_H
#define RENDER_ICS_ZONE_H

#include "base/civil.h"
#include "base/strbuf.h"
#include "plan/zone.h"

/*
 * Adds the component that is right from one instant to another: one block
 * if no clock is changed; the two rules in force, if the changes follow
 * rules; else a block for each change.
 */
void ics_add_timezone(struct strbuf *out, const struct zone *zone, instant from, instant to);

#endif
