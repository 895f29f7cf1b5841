/*
 * What the lists have in common: the people of a meeting in their order,
 * and words.  Only for list*.c.
 */
#ifndef RENDER_LIST_MAKE_H
#define RENDER_LIST_MAKE_H

#include "base/hash.h"
#include "itinerary/border.h"
#include "render/brief.h"
#include "render/list.h"

/* what somebody is in a meeting */
enum list_part { PART_HEAD, PART_MEMBER, PART_STAFF, PART_OTHER, PART_GUEST };

struct list_person {
	const struct person *person;
	const struct delegation *delegation; /* NULL: of none */
	const struct member *member;	     /* NULL: a head in no list, or a guest of some items */
	enum list_part part;
	size_t rank; /* in the order of protocol, from 0 */
};

/* those who take part in items */
struct crowd {
	size_t n;
	const struct list_person **v; /* for whom the list is, by rank */
	/* made as they are asked for */
	const char *names, *passengers, *drivers, *diets;
	size_t n_passengers;
	bool made;
};

struct list_maker {
	const struct list_request *q;
	struct list *list;
	struct arena *arena;
	struct table *table, *second;
	struct borders *borders; /* NULL until it is asked for */
	struct leg **legs;	 /* likewise, by meeting and item; see list_leg() */
	/* of the meeting at hand */
	const struct meeting *meeting;
	const char *title, *heading; /* its title, and that with its dates */
	struct list_person *people;
	size_t n_people;
	struct list_place *places; /* by person's index: the place in people */
	struct hash crowds;	   /* by set */
	struct brief briefs[2];
	struct hash countries; /* their names, by code */
};

/* list-people.c … : the tables, and what goes into them of the meeting at hand */
struct list_kind_maker {
	const struct table_info *tables[LIST_TABLES]; /* the second may be NULL */
	void (*add)(struct list_maker *m);
};
#define LIST(name, help) extern const struct list_kind_maker list_##name;
#include "render/list-list.h"
#undef LIST

/* ---- list-crowd.c */

/* is there room for more? */
static inline bool list_goes_on(const struct list_maker *m)
{
	return !m->table->is_too_long && !(m->second && m->second->is_too_long);
}

void list_begin_meeting(struct list_maker *m, const struct meeting *meeting);
void list_end_meeting(struct list_maker *m);

bool list_shows(const struct list_maker *m, const struct list_person *p);
/* of an item of the meeting at hand; never NULL */
struct crowd *list_crowd(struct list_maker *m, const struct item *item);
/* fills names, and passengers and drivers */
void list_name_crowd(struct list_maker *m, struct crowd *crowd);
/* in short: "both delegations, Eva Brandt"; of a list for some of them their names */
const char *list_who(struct list_maker *m, const struct item *item);

/* by day, those without a time first, then by time, then as the file has them */
int list_compare_items(const struct item *a, const struct item *b);
/* a meeting's items that stand and for which fits() is true, by time; to be freed */
size_t list_items(const struct list_maker *m, bool (*fits)(const struct item *item),
		  const struct item ***ret_items);

/* ---- list-leg.c */

/* so many legs are told before or after one, of people who come from or go to different places */
#define LEG_LINKS 4

/* what a leg is to those in it for whom the list is, in their journey to a meeting and back */
struct leg {
	/* by what they come to it, and how they go on: the legs next to it, if nothing is between */
	const struct item *before[LEG_LINKS], *after[LEG_LINKS];
	size_t n_before, n_after;
	/* for some of them: not later than they are first where the meeting is; not before they
	   are there last */
	bool comes, goes;
};

/* of any item of a meeting */
const struct leg *list_leg(struct list_maker *m, const struct item *item);
struct borders *list_borders(struct list_maker *m);

/* ---- list-words.c; texts are the list's */

/* in the language of the list, or both */
const char *list_say(const struct list_maker *m, const char *msgid) __attribute__((format_arg(2)));
/* a pattern, in the first of them */
const char *list_pattern(const struct list_maker *m, const char *msgid)
	__attribute__((format_arg(2)));
const char *list_text(const struct list_maker *m, const struct text *text);
const char *list_country(struct list_maker *m, const char *code);
/* a place with its building and city */
const char *list_place(const struct list_maker *m, const struct place *place);
/* of one day in numbers, "2027-04-15"; "" of CIVIL_NONE */
const char *list_iso_day(const struct list_maker *m, civil_day day);
/* as people write it; of a list in two languages in numbers */
const char *list_day(const struct list_maker *m, enum date_style style, civil_day day);
/* "09:00–10:30"; with the zones' offsets where they differ */
const char *list_times(const struct list_maker *m, const struct item *item);
const char *list_name(const struct list_maker *m, const struct person *person);
const char *list_vehicle(const struct list_maker *m, const struct vehicle *vehicle);
/* a side, or a text */
const char *list_payer(const struct list_maker *m, const struct item *item);
/* "tentative", or nothing */
const char *list_status(const struct list_maker *m, const struct item *item);
const char *list_number(const struct list_maker *m, size_t n);
/* "head", "member", …, and the function: "driver", "interpreter" */
const char *list_part_word(const struct list_maker *m, const struct list_person *p);
const char *list_role_word(const struct list_maker *m, const struct person *person);
/* the delegation, or what those of none are */
const char *list_side(const struct list_maker *m, const struct list_person *p);

/* sets cells */
void list_set_meeting(struct list_maker *m, struct table *table, size_t column);
void list_set_day(struct list_maker *m, struct table *table, size_t column, enum date_style style,
		  civil_day day);
void list_set_country(struct list_maker *m, struct table *table, size_t column, const char *code);

/* ---- list-private.c: what is private; NULL where it is not known, or not for the office */
const char *list_phone(const struct person *person);
const char *list_private_email(const struct person *person);
const char *list_address(const struct person *person);
const char *list_born(const struct person *person);
const struct text *list_diet(const struct person *person);
const struct text *list_private_notes(const struct person *person);
const char *list_passport_number(const struct person *person);
civil_day list_passport_expires(const struct person *person);

#endif
