/*
 * Members who come later or leave earlier, for itinerary.c: who is there
 * at a moment.
 */
#ifndef ITINERARY_MEMBERSHIP_H
#define ITINERARY_MEMBERSHIP_H

#include "itinerary/itinerary.h"

/* when a member comes, or goes (is_end), as an instant; the moment is given */
instant member_moment(const struct meeting *meeting, struct moment moment, bool is_end);

/* NULL if the person is not among them */
const struct member *members_find(const struct members *members, const struct person *person);

#endif
