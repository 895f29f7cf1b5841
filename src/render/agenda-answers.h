/*
 * What was answered to invitations, in an agenda.  Organizers read what
 * everybody answered who was invited and takes part, a person's view has
 * that person's own answer; no other reader sees any.
 */
#ifndef RENDER_AGENDA_ANSWERS_H
#define RENDER_AGENDA_ANSWERS_H

#include "base/json.h"
#include "render/agenda-words.h"

/*
 * Lines of names, by what they answered, or the reader's own answer; item
 * NULL: to the visit of the meeting at hand.
 */
void agenda_add_answers(struct strbuf *out, struct agenda_words *w, const struct item *item);

/* "answers": a list, or null where the reader sees none */
void agenda_put_answers(struct json *json, struct agenda_words *w, const struct item *item);

#endif
