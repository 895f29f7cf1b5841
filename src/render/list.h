/*
 * The papers that an office hands to those who receive a delegation: a
 * border service, a hotel, a driver, a kitchen.  They are for organizers,
 * and hold what is private as far as their reader needs it.
 *
 *	r = list_make(&list, LIST_rooms, &request);
 *	... list.tables[0 to list.n - 1] ...
 *	list_release(&list);
 *
 * Items that are cancelled and alternatives are not in them, those that
 * are tentative are marked.  People come in the order of protocol: the
 * host's delegation, the others by the code of their side, in each its head
 * first, then members and staff as the lists have them; then those of no
 * delegation.
 */
#ifndef RENDER_LIST_H
#define RENDER_LIST_H

#include "itinerary/itinerary.h"
#include "lang/catalog.h"
#include "lang/dates.h"
#include "render/table.h"
#include "render/view.h"

enum list_kind {
#define LIST(name, help) LIST_##name,
#include "render/list-list.h"
#undef LIST
	LIST_COUNT
};

struct list_kind_info {
	const char *name;
	const char *help; /* msgid */
};
extern const struct list_kind_info list_kinds[LIST_COUNT];

/* what somebody said to an invitation to a meeting */
enum list_answer {
	LIST_ANSWER_NONE, /* was not asked */
	LIST_ANSWER_AWAITED,
	LIST_ANSWER_ACCEPTED,
	LIST_ANSWER_DECLINED,
	LIST_ANSWER_TENTATIVE,
	LIST_ANSWER_DELEGATED,
	LIST_ANSWER_PROPOSED, /* another time */
};

struct list_answers {
	/* NULL: nothing is known.  ret_at: when; of an answer only. */
	enum list_answer (*get)(const struct list_answers *answers, const struct meeting *meeting,
				const struct person *person, instant *ret_at);
};

struct list_request {
	const struct plan *plan;
	const struct itinerary *it;
	const struct catalog *catalogs; /* LANG_COUNT of them */
	struct dates *dates;
	enum lang langs[2]; /* in two: texts in both, with a slash between them */
	size_t n_langs;
	const struct meeting *only; /* NULL: all that are neither over, held nor cancelled */
	struct view view; /* those of a side, or one person; else everybody */
	instant now;
	const struct list_answers *answers; /* NULL: nothing is known */
};

#define LIST_TABLES 2

struct list {
	struct arena arena;
	struct table tables[LIST_TABLES]; /* the first is the list itself */
	size_t n;
	bool is_too_long; /* it must not be used: there is more than it holds */
};

void list_make(struct list *list, enum list_kind kind, const struct list_request *request);
void list_release(struct list *list);

#endif
