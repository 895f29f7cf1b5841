/*
 * What libyaml refuses, in our words: what it is, and the corrected line
 * where one is certain.  Only for doc.c.
 */
#ifndef DOC_SYNTAX_H
#define DOC_SYNTAX_H

#include <yaml.h>

#include "diag/diag.h"
#include "source/source.h"

/* adds the finding for the error in which the parser has stopped */
void syntax_report(struct diags *diags, const struct source *source, const yaml_parser_t *parser);

/* does a plain scalar end because of " #" with no blank behind it? */
bool syntax_is_cut(const struct source *source, struct span scalar);

#endif
