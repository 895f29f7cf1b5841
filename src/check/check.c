#include "check/check.h"

#include "base/banned.h"

void check_plan(struct check_run *run, size_t first)
{
	static const struct {
		enum diag_code code;
		void (*function)(struct check_run *run);
	} checks[] = {
#define CHECK(code, function) { code, function },
#include "check/check-list.h"
#undef CHECK
	};

	/* of a plan that was not read to its end nothing certain can be said */
	if (!run->plan->complete)
		return;
	for (size_t i = 0; i < ARRAY_SIZE(checks); i++)
		checks[i].function(run);
	check_waivers(run, first);
}

bool meeting_is_ahead(const struct meeting *meeting)
{
	return meeting->status != STATUS_HELD && meeting->status != STATUS_CANCELLED;
}

bool item_has_span(const struct item *item)
{
	return item->has_time && item->end > item->start;
}

struct span item_span(const struct item *item)
{
	const char *key = kind_info((enum item_kind)item->kind)->key;
	const struct node *value = node_get(item->at, key);
	struct span span = node_span(value && value->key ? value->key : item->at);

	if (value && value->end_line == span.line) {
		span.end_line = value->end_line;
		span.end_column = value->end_column;
	}
	return span;
}

const char *check_name(const struct check_run *run, const struct text *name)
{
	return text_in(name, run->lang);
}

void check_set_people(struct check_run *run, struct diag *diag, const struct person *const *people,
		      size_t n)
{
	const char **ids = arena_array(run->arena, n, sizeof(*ids));

	for (size_t i = 0; i < n; i++)
		ids[i] = people[i]->id;
	diag->people = ids;
	diag->n_people = n;
}
