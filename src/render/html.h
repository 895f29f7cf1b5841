/*
 * HTML, written element by element (the WHATWG's HTML standard, sections
 * 13.1 and 13.3).
 *
 *	html_init(&h, &out, LANG_HY);
 *	html_open(&h, "p", "class=\"title\"");
 *	html_add(&h, text);
 *	html_close(&h);
 *	html_finish(&h);
 *
 * Every text of a plan goes through html_add or what stands upon it, which
 * leaves nothing in it that means anything to a reader of HTML; tags and
 * attributes are of ours, and written as they are.  So a plan may hold what
 * it likes: nothing of it is markup, steers the direction of what stands
 * around it, or is a character that no document may hold.
 *
 * SVG within HTML is written in the same way.
 */
#ifndef RENDER_HTML_H
#define RENDER_HTML_H

#include <stddef.h>

#include "base/strbuf.h"
#include "lang/lang.h"
#include "plan/plan.h"

#define HTML_DEPTH 40

struct html_element {
	const char *tag;
	enum lang lang; /* of the text in it */
};

struct html {
	struct strbuf *out;
	size_t depth;
	struct html_element open[HTML_DEPTH];
};

/* lang: of <html>; what is in another language says so */
void html_init(struct html *h, struct strbuf *out, enum lang lang);
/* there must be no open element */
void html_finish(struct html *h);

/* attributes: `class="when" id="x"`; NULL: none */
void html_open(struct html *h, const char *tag, const char *attributes);
/* the same, of which the text is in a language */
void html_open_lang(struct html *h, const char *tag, const char *attributes, enum lang lang);
/* closes the innermost element */
void html_close(struct html *h);
/* an element without an end tag: <meta>, <br>; in SVG, an empty one */
void html_void(struct html *h, const char *tag, const char *attributes);
void html_void_svg(struct html *h, const char *tag, const char *attributes);

/*
 * Text, UTF-8: escaped; without control characters but line feeds, and
 * without what steers its direction; what is no character is U+FFFD.
 */
void html_add(struct html *h, const char *text);
void html_add_part(struct html *h, const char *text, size_t len);

/* the same of words of describe.h: what is marked as of another language says so */
void html_add_marked(struct html *h, const char *text, size_t len);

/* an element with a text, in the language at hand or another */
void html_put(struct html *h, const char *tag, const char *attributes, const char *text);
void html_put_marked(struct html *h, const char *tag, const char *attributes, const char *text);
void html_put_lang(struct html *h, const char *tag, const char *attributes, enum lang lang,
		   const char *text);
/*
 * The text in a language, or what stands in for it, in an element of its
 * own that says in which language it is.
 */
void html_put_text(struct html *h, const char *tag, const char *attributes, enum lang lang,
		   const struct text *text);

/*
 * Adds an id for an attribute: "m" and "baku-2027" make m-baku-2027.
 * Whatever is not a-z, 0-9 or a hyphen becomes a hyphen.
 */
void html_add_id(struct strbuf *out, const char *prefix, const char *id);

/*
 * Adds a text as a string of CSS, in its quotes: letters, digits and blanks
 * of ASCII as they are, all others by their number, so that it can end
 * neither the string nor a <style>.  Of more than max characters the rest is
 * left out, for an ellipsis.
 */
void html_add_css_string(struct strbuf *out, const char *text, size_t max);

#endif
