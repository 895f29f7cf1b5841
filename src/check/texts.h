/*
 * The texts of a plan, sorted by what there may be to say of them.
 *
 * Texts are the bulk of a plan and nearly all of them are right.  So each
 * is looked at once, by its bytes, and checks of language and privacy look
 * at those alone that may concern them.
 */
#ifndef CHECK_TEXTS_H
#define CHECK_TEXTS_H

#include "check/check-script.h"
#include "check/check.h"

/* past this many characters a title is long */
#define TITLE_MAX 120

/* what a text says in one language */
struct wording {
	const struct wording *next;
	const struct text_use *use;
	const struct node *node; /* with the text and its length */
	enum lang lang;
};

/* in the order of the plan; the languages of one text follow each other */
struct wordings {
	const struct wording *first;
	const struct wording **last; /* internal */
};

struct texts {
	/* of what is not cancelled */
	struct wordings mixed;	 /* letters of more than one script */
	struct wordings foreign; /* Armenian without Armenian letters, Azerbaijani with Cyrillic */
	struct wordings odd;	 /* characters to look at closer */
	struct wordings large;	 /* more than TITLE_MAX bytes */
	struct wordings same;	 /* one for each text that is the same in two languages */
	/* of all */
	struct wordings numbers; /* digits */
	struct hash cancelled;	 /* internal */
};

/* made on first use, on the run's arena */
const struct texts *texts_of(struct check_run *run);
void texts_release(struct texts *t);

/* each language of a text: a node for each, NULL at the end */
struct text_nodes {
	const struct node *v[LANG_COUNT + 1];
	enum lang lang[LANG_COUNT];
};
void text_nodes(const struct text *text, struct text_nodes *ret);
/* the node of one language; NULL if the text is not in it */
const struct node *text_node(const struct text *text, enum lang lang);

/* false for a node at a place that is in the table already: several aliases show it */
bool text_is_first(struct hash *told, const struct node *node);

/* is it the text of a cancelled meeting or item, or of something in one? */
bool text_is_cancelled(struct check_run *run, const struct text_use *use);

/* is it what an item, meeting or action is called? */
bool text_is_title(const struct text_use *use);
/* the number of a flight, train, bus or boat, which is the same in every language? */
bool text_is_number(const struct text_use *use);

/* the place of some bytes of a text in its file; the whole text's if they cannot be found there */
struct span text_span(const struct check_run *run, const struct node *node, size_t offset,
		      size_t len);

/* for messages: the bytes, cut if there are too many */
const char *text_shown(const struct check_run *run, const char *s, size_t len);

#endif
