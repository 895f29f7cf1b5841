#include "render/reciprocity-parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/text.h"

#include "base/banned.h"

static const char *say(const struct ledger_drawn *l, const char *msgid)
	__attribute__((format_arg(2)));
static const char *say(const struct ledger_drawn *l, const char *msgid)
{
	return catalog_get(l->d->catalog, msgid);
}

const char *lane_name(const struct ledger_drawn *l, size_t lane)
{
	if (lane < l->n_sides)
		return text_in(l->sides[lane]->name, l->d->lang);
	/* TRANSLATORS: where a visit takes place that no side receives. */
	return say(l, N_("neutral ground"));
}

const char *visit_status_class(enum status status)
{
	switch (status) {
	case STATUS_HELD: return "held";
	case STATUS_CONFIRMED: return "confirmed";
	case STATUS_TENTATIVE: return "tentative";
	case STATUS_CANCELLED: return "cancelled";
	default: return "draft";
	}
}

const char *visit_status_word(const struct ledger_drawn *l, enum status status)
{
	if (status == STATUS_HELD)
		/* TRANSLATORS: how certain a visit is: it has taken place. */
		return say(l, N_("held"));
	if (status == STATUS_CONFIRMED)
		/* TRANSLATORS: how certain a visit is: it will take place. */
		return say(l, N_("confirmed"));
	return describe_status(l->d->catalog, status ? status : STATUS_DRAFT);
}

/* ---------------------------------------------------------------------------- legend */

static int put_key(struct ledger_drawn *l, int *x, int y, const char *word)
{
	int width = KEY + 230 + svg_text_width(word, strlen(word), TYPE);

	if (*x + width - 180 > SVG_WIDTH && *x > 20) {
		*x = 20;
		y += KEY_LINE;
	}
	svg_put_text(l->h, NULL, *x + KEY + 50, y + 35, l->d->lang, word);
	*x += width;
	return y;
}

/* what the last key's text stands behind, from the left of its mark */
static int key_x(const char *word, int x)
{
	return x - (KEY + 230 + svg_text_width(word, strlen(word), TYPE));
}

int put_visit_legend(struct ledger_drawn *l, int y)
{
	static const enum status order[] = { STATUS_HELD, STATUS_CONFIRMED, STATUS_TENTATIVE,
					     STATUS_DRAFT, STATUS_CANCELLED };
	char attributes[40];
	const char *word;
	int x = 20, at;

	y += 160;
	html_open(l->h, "g", "class=\"legend\"");
	for (size_t i = 0; i < ARRAY_SIZE(order); i++) {
		if (!l->used[order[i]])
			continue;
		word = visit_status_word(l, order[i]);
		snprintf(attributes, sizeof(attributes), "class=\"entry %s\"", visit_status_class(order[i]));
		html_open(l->h, "g", "class=\"entry\"");
		y = put_key(l, &x, y, word);
		html_open(l->h, "g", attributes);
		put_visit_mark(l->h, order[i], key_x(word, x) + KEY / 2, y);
		html_close(l->h);
		html_close(l->h);
	}
	if (l->answered) {
		/* TRANSLATORS: in a legend: an arrow from a visit to the one that answers it. */
		word = say(l, N_("is answered by"));
		html_open(l->h, "g", "class=\"entry\"");
		y = put_key(l, &x, y, word);
		at = key_x(word, x);
		svg_put_path(l->h, "answer", "M%d %dh%d", at, y, KEY - 60);
		put_arrow_head(l->h, false, at + KEY + MARK, y);
		html_close(l->h);
	}
	if (l->owed) {
		/* TRANSLATORS: in a legend: an arrow from a visit to a day. */
		word = say(l, N_("to be answered until"));
		html_open(l->h, "g", "class=\"entry\"");
		y = put_key(l, &x, y, word);
		at = key_x(word, x);
		svg_put_path(l->h, "owed", "M%d %dh%d", at, y, KEY - 100);
		svg_put_path(l->h, "deadline", "M%d %dl50 50-50 50-50-50z", at + KEY - 50, y - 50);
		html_close(l->h);
	}
	html_close(l->h);
	return y + 140;
}

/* ----------------------------------------------------------------------------- words */

struct tally {
	size_t held, ahead;
};

static void count(const struct ledger_drawn *l, struct tally *tallies)
{
	for (size_t i = 0; i < l->visits.n; i++) {
		const struct visit *v = &l->visits.v[i];

		tallies[v->lane].held += v->meeting->status == STATUS_HELD;
		tallies[v->lane].ahead += v->meeting->status != STATUS_HELD &&
					  v->meeting->status != STATUS_CANCELLED;
	}
}

static void add_owed(struct strbuf *out, const struct ledger_drawn *l, const struct owed_visit *o)
{
	const char **names = xcalloc(o->n_creditors, sizeof(*names));
	struct strbuf creditors = STRBUF_INIT, day = STRBUF_INIT;

	for (size_t i = 0; i < o->n_creditors; i++)
		names[i] = text_in(o->creditors[i]->name, l->d->lang);
	text_add_list(&creditors, l->d->lang, names, o->n_creditors);
	dates_add(&day, l->d->dates, l->d->lang, DATE_PLAIN, o->until);
	/* TRANSLATORS: who owes a visit; to whom; in answer to which visit; until when */
	strbuf_addf(out, say(l, N_("%1$s to: %2$s; for \"%3$s\", until %4$s")),
		    text_in(o->debtor->name, l->d->lang), creditors.text,
		    text_in(o->visit->title, l->d->lang), day.text);
	strbuf_release(&day);
	strbuf_release(&creditors);
	free(names);
}

/* out: what is said, a line each */
void add_balance(struct strbuf *out, const struct ledger_drawn *l)
{
	struct tally *tallies = xcalloc(l->n_lanes + 1, sizeof(*tallies));

	count(l, tallies);
	for (size_t i = 0; i < l->n_lanes; i++) {
		/* TRANSLATORS: a side, or neutral ground: how many visits took place there, and how
		   many are planned. */
		strbuf_addf(out, say(l, N_("%1$s: visits held: %2$zu, planned: %3$zu")),
			    lane_name(l, i), tallies[i].held, tallies[i].ahead);
		strbuf_addch(out, '\n');
	}
	free(tallies);
	if (l->undated) {
		strbuf_addf(out, say(l, N_("planned, without dates: %zu")), l->undated);
		strbuf_addch(out, '\n');
	}
}

static void put_lines(struct html *h, const char *lines)
{
	for (const char *end; (end = strchr(lines, '\n')); lines = end + 1) {
		html_open(h, "li", NULL);
		html_open(h, "p", NULL);
		html_add_part(h, lines, (size_t)(end - lines));
		html_close(h);
		html_close(h);
	}
}

void put_balance(const struct ledger_drawn *l, const char *balance)
{
	struct strbuf owed = STRBUF_INIT;

	html_open_lang(l->h, "ul", "class=\"balance\"", l->d->lang);
	put_lines(l->h, balance);
	for (size_t i = 0; is_for_office(l) && i < l->r->n_owed; i++) {
		strbuf_reset(&owed);
		add_owed(&owed, l, &l->r->owed[i]);
		html_open(l->h, "li", "class=\"owed\"");
		html_open(l->h, "p", NULL);
		html_add(l->h, say(l, N_("Visits owed")));
		html_add(l->h, ": ");
		html_add(l->h, owed.text);
		html_close(l->h);
		html_close(l->h);
	}
	html_close(l->h);
	strbuf_release(&owed);
}
