/*
 * People in the order of protocol: delegation by delegation, the host's
 * first and the others by the code of their side, each as its list has
 * them; then who belongs to no side.
 */
#ifndef RENDER_DESCRIBE_PEOPLE_H
#define RENDER_DESCRIBE_PEOPLE_H

#include "render/describe.h"

/* the delegations of a meeting, all LIST_N of them, in that order; the array is the caller's to free */
const struct delegation **describe_order(const struct meeting *meeting);

/* a line for each delegation, and one for the others; set NULL: all of the meeting */
void describe_people(struct strbuf *out, const struct describe *d, const struct meeting *meeting,
		     const struct person_set *set, const struct person_refs *leave_out);

/*
 * May the reader know that somebody takes part?  The members of
 * delegations are named to everybody, the others are not.
 */
bool describe_may_name(const struct describe *d, bool is_member);

/* one of the people that an item names: may the reader know of that one? */
bool describe_may_name_person(const struct describe *d, const struct meeting *meeting,
			const struct person *person);

/* "Ani Sarkisian, Leyla Rzayeva": those whom the reader may know of */
void describe_names(struct strbuf *out, const struct describe *d, const struct meeting *meeting,
		    const struct person_refs *people);

/* adds "name" to a list with commas */
void describe_add_name(struct strbuf *list, const char *name);

/* adds a line: a pattern with one %s, filled */
void describe_line(struct strbuf *out, const struct describe *d, const char *msgid,
		   const char *value);

#endif
