/*
 * The manual page and the completions, made of the tables of commands and
 * options when the program is built.
 */
#ifndef CMD_DOCS_H
#define CMD_DOCS_H

#include "base/strbuf.h"
#include "lang/catalog.h"

/* pbplan(1) in roff, in the catalogue's language */
void docs_add_man(struct strbuf *out, const struct catalog *catalog);

void docs_add_bash(struct strbuf *out);
void docs_add_zsh(struct strbuf *out);
void docs_add_fish(struct strbuf *out);

#endif
