#include "diag/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"

#include "base/banned.h"

const struct diag_info diag_infos[DIAG_INFO_COUNT] = {
#define DIAG(number, slug, severity, title, explanation)                                           \
	{ PB##number, slug, severity, title, explanation },
#include "diag/diag-list.h"
#undef DIAG
};

const struct diag_info *diag_info_of(int code)
{
	for (size_t i = 0; i < DIAG_INFO_COUNT; i++)
		if ((int)diag_infos[i].code == code)
			return &diag_infos[i];
	return NULL;
}

const struct diag_info *diag_info_find(const char *name)
{
	const char *digits = name;

	if (ascii_toupper(name[0]) == 'P' && ascii_toupper(name[1]) == 'B')
		digits += 2;
	if (strlen(digits) == 3 && strspn(digits, "0123456789") == 3)
		return diag_info_of((digits[0] - '0') * 100 + (digits[1] - '0') * 10 + digits[2] -
				    '0');
	for (size_t i = 0; i < DIAG_INFO_COUNT; i++)
		if (!ascii_casecmp(diag_infos[i].slug, name))
			return &diag_infos[i];
	return NULL;
}

struct diag_code_name diag_code_name(int code)
{
	return (struct diag_code_name){ { 'P', 'B', (char)('0' + code / 100 % 10),
					  (char)('0' + code / 10 % 10), (char)('0' + code % 10) } };
}

bool diag_can_be_waived(int code)
{
	return code / 100 != 1 && code / 100 != 9;
}

bool diag_depends_on_today(int code)
{
	static const int codes[] = { PB113, PB208, PB409, PB504, PB505, PB601, PB605, PB606 };

	for (size_t i = 0; i < ARRAY_SIZE(codes); i++)
		if (codes[i] == code)
			return true;
	return false;
}

const char *severity_name(enum severity severity)
{
	switch (severity) {
	case SEVERITY_ERROR:
		return N_("error");
	case SEVERITY_WARNING:
		return N_("warning");
	default:
		return N_("note");
	}
}

void diags_init(struct diags *diags, struct arena *arena, const struct catalog *catalog,
		const struct sources *sources)
{
	*diags = (struct diags){ .arena = arena, .catalog = catalog, .sources = sources };
}

void diags_release(struct diags *diags)
{
	if (diags)
		VEC_RELEASE(&diags->list);
}

/* a finding, in the list unless that is full */
static struct diag *new_diag(struct diags *diags, enum diag_code code, struct span span)
{
	struct diag *diag = arena_new(diags->arena, struct diag);

	diag->code = code;
	diag->severity = diag_info_of(code)->severity;
	diag->span = span;
	if (diags->list.n < DIAGS_MAX)
		VEC_PUSH(&diags->list, diag);
	return diag;
}

/* says once that there are more findings than are kept */
static bool diags_are_full(struct diags *diags)
{
	struct diag *diag;

	if (diags->list.n < DIAGS_MAX - 1)
		return false;
	if (!diags->full) {
		diags->full = true;
		diag = new_diag(diags, PB102, SPAN_NONE);
		diag->message = catalog_get(
			diags->catalog,
			N_("there are more findings than can be shown; mend these first"));
	}
	return true;
}

/* something for callers to complete in vain */
static struct diag *dropped(struct diags *diags, enum diag_code code)
{
	diags->dropped = (struct diag){ .code = code, .message = "" };
	return &diags->dropped;
}

struct diag *diag_add(struct diags *diags, enum diag_code code, struct span span,
		      const char *msgid, ...)
{
	struct diag *diag;
	va_list ap;

	if (diags_are_full(diags))
		return dropped(diags, code);
	diag = new_diag(diags, code, span);
	va_start(ap, msgid);
	diag->message = arena_vprintf(diags->arena, catalog_get(diags->catalog, msgid), ap);
	va_end(ap);
	return diag;
}

struct diag *diag_add_n(struct diags *diags, enum diag_code code, struct span span,
			const char *one, const char *many, unsigned long n, ...)
{
	struct diag *diag;
	va_list ap;

	if (diags_are_full(diags))
		return dropped(diags, code);
	diag = new_diag(diags, code, span);
	va_start(ap, n);
	diag->message = arena_vprintf(diags->arena,
				      catalog_get_plural(diags->catalog, one, many, n), ap);
	va_end(ap);
	return diag;
}

void diag_add_related(struct diags *diags, struct diag *diag, struct span span, const char *msgid,
		      ...)
{
	struct diag_related **last = &diag->related, *related;
	va_list ap;

	if (diags->full)
		return;
	while (*last)
		last = &(*last)->next;
	*last = related = arena_new(diags->arena, struct diag_related);
	related->span = span;
	va_start(ap, msgid);
	related->message = arena_vprintf(diags->arena, catalog_get(diags->catalog, msgid), ap);
	va_end(ap);
}

void diag_set_fix(struct diags *diags, struct diag *diag, const char *fmt, ...)
{
	va_list ap;

	if (diags->full)
		return;
	va_start(ap, fmt);
	diag->fix = arena_vprintf(diags->arena, fmt, ap);
	va_end(ap);
}

struct place_in_list {
	struct diag *diag;
	size_t index;
};

static int compare_places(const void *a, const void *b)
{
	const struct place_in_list *x = a, *y = b;
	int c = span_compare(x->diag->span, y->diag->span);

	/* what has no place comes last */
	if (!x->diag->span.line != !y->diag->span.line)
		return x->diag->span.line ? -1 : 1;
	if (!c)
		c = (int)x->diag->code - (int)y->diag->code;
	return c ? c : (x->index > y->index) - (x->index < y->index);
}

void diags_sort(struct diags *diags)
{
	size_t n = diags->list.n;
	struct place_in_list *places = xcalloc(n, sizeof(*places));

	for (size_t i = 0; i < n; i++)
		places[i] = (struct place_in_list){ diags->list.v[i], i };
	qsort(places, n, sizeof(*places), compare_places);
	for (size_t i = 0; i < n; i++)
		diags->list.v[i] = places[i].diag;
	free(places);
}

struct diag_counts diags_count(const struct diags *diags)
{
	struct diag_counts counts = { 0 };

	for (size_t i = 0; i < diags->list.n; i++) {
		const struct diag *diag = diags->list.v[i];

		if (diag->waived)
			counts.waived++;
		else
			counts.n[diag->severity]++;
	}
	return counts;
}

bool diags_forbid_documents(const struct diags *diags)
{
	for (size_t i = 0; i < diags->list.n; i++) {
		const struct diag *diag = diags->list.v[i];

		if (diag->severity == SEVERITY_ERROR && !diag->waived &&
		    !diag_can_be_waived((int)diag->code))
			return true;
	}
	return false;
}
