/*
 * What changed, as a text for people.  People with the same changes share
 * one heading; below it the changes by meeting and time, those of wording
 * alone last; behind all, for organizers, what concerns nobody's programme.
 */
#ifndef RENDER_CHANGES_TEXT_H
#define RENDER_CHANGES_TEXT_H

#include "base/strbuf.h"
#include "render/change-words.h"

/*
 * for_organizers: what an organizers' view is told, to be added behind
 * the readers' own; NULL: nothing is.  Adds nothing if there is no
 * difference for these readers.
 */
void changes_add_text(struct strbuf *out, const struct change_words *words,
		      const struct notices *for_organizers);

/* the same as JSON; the words are those of names and titles alone */
void changes_add_json(struct strbuf *out, const struct change_words *words,
		      const struct notices *for_organizers);

#endif
