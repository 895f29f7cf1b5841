#include "render/describe-people.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "plan/fields.h"

#include "base/banned.h"

void describe_add_name(struct strbuf *list, const char *name)
{
	if (list->len)
		strbuf_addstr(list, ", ");
	strbuf_addstr(list, name);
}

void describe_line(struct strbuf *out, const struct describe *d, const char *msgid,
		   const char *value)
{
	if (!*value)
		return;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	strbuf_addf(out, catalog_get(d->catalog, msgid), value);
#pragma GCC diagnostic pop
	strbuf_addch(out, '\n');
}

static bool refs_have(const struct person_refs *refs, const struct person *person)
{
	for (size_t i = 0; i < LIST_N(refs); i++)
		if (refs->v[i] == person)
			return true;
	return false;
}

bool describe_may_name(const struct describe *d, bool is_member)
{
	return FIELD_REACHES(person, name, d->reader) &&
	       (d->reader != AUDIENCE_PUBLIC || is_member);
}

bool describe_may_name_person(const struct describe *d, const struct meeting *meeting,
			const struct person *person)
{
	return describe_may_name(d,
				 d->reader != AUDIENCE_PUBLIC ||
					 meeting_membership(meeting, person, NULL) ==
						 MEMBERSHIP_MEMBER);
}

static void add_members(struct strbuf *names, const struct describe *d,
			const struct members *members, const struct person_set *set,
			const struct person_refs *leave_out)
{
	for (size_t i = 0; i < LIST_N(members); i++) {
		const struct person *person = members->v[i].person;

		if (person && (!set || person_set_has(set, person)) &&
		    !refs_have(leave_out, person) && FIELD_REACHES(person, name, d->reader))
			describe_add_name(names, describe_text(d, person->name));
	}
}

static void add_delegation(struct strbuf *out, const struct describe *d,
			   const struct delegation *delegation, const struct person_set *set,
			   const struct person_refs *leave_out)
{
	struct strbuf names = STRBUF_INIT;

	if (FIELD_REACHES(delegation, members, d->reader))
		add_members(&names, d, delegation->members, set, leave_out);
	if (FIELD_REACHES(delegation, staff, d->reader))
		add_members(&names, d, delegation->staff, set, leave_out);
	if (names.len && delegation->side && FIELD_REACHES(side, name, d->reader)) {
		/* TRANSLATORS: a delegation, and those of its people who take part. */
		strbuf_addf(out, catalog_get(d->catalog, N_("%1$s: %2$s")),
			    describe_text(d, delegation->side->name), names.text);
		strbuf_addch(out, '\n');
	}
	strbuf_release(&names);
}

/* who is in the set but in no delegation: the meeting's others, officials, hosts */
static void add_rest(struct strbuf *out, const struct describe *d, const struct meeting *meeting,
		     const struct person_set *set, const struct person_refs *leave_out, bool alone)
{
	struct strbuf names = STRBUF_INIT;

	if (FIELD_REACHES(meeting, others, d->reader)) {
		add_members(&names, d, meeting->others, set, leave_out);
		for (size_t i = 0; set && i < set->n; i++)
			if (!refs_have(leave_out, set->v[i]) &&
			    meeting_membership(meeting, set->v[i], NULL) == MEMBERSHIP_NONE &&
			    describe_may_name_person(d, meeting, set->v[i]))
				describe_add_name(&names, describe_text(d, set->v[i]->name));
	}
	if (alone)
		/* TRANSLATORS: names of people who belong to no delegation. */
		describe_line(out, d, N_("Taking part: %s"), names.text);
	else
		/* TRANSLATORS: behind the delegations, those of none: interpreters, facilitators. */
		describe_line(out, d, N_("Also taking part: %s"), names.text);
	strbuf_release(&names);
}

static bool comes_before(const struct meeting *meeting, const struct delegation *a,
			 const struct delegation *b)
{
	bool a_hosts = meeting->host && a->side == meeting->host;
	bool b_hosts = meeting->host && b->side == meeting->host;

	return a_hosts != b_hosts ? a_hosts : strcmp(a->id, b->id) < 0;
}

const struct delegation **describe_order(const struct meeting *meeting)
{
	size_t n = LIST_N(meeting->delegations);
	const struct delegation **order = xcalloc(n + 1, sizeof(*order));

	for (size_t i = 0; i < n; i++) {
		const struct delegation *one = &meeting->delegations->v[i];
		size_t k = i;

		for (; k > 0 && comes_before(meeting, one, order[k - 1]); k--)
			order[k] = order[k - 1];
		order[k] = one;
	}
	return order;
}

void describe_people(struct strbuf *out, const struct describe *d, const struct meeting *meeting,
		     const struct person_set *set, const struct person_refs *leave_out)
{
	const struct delegation **order = describe_order(meeting);
	size_t before = out->len;

	for (size_t i = 0; i < LIST_N(meeting->delegations); i++)
		add_delegation(out, d, order[i], set, leave_out);
	add_rest(out, d, meeting, set, leave_out, out->len == before);
	free(order);
}

void describe_names(struct strbuf *out, const struct describe *d, const struct meeting *meeting,
		    const struct person_refs *people)
{
	for (size_t i = 0; i < LIST_N(people); i++)
		if (people->v[i] && describe_may_name_person(d, meeting, people->v[i]))
			describe_add_name(out, describe_text(d, people->v[i]->name));
}
