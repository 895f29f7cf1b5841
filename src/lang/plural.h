/*
 * The plural expression of a catalogue: "nplurals=2; plural=(n != 1);", as
 * gettext(1) writes it.
 */
#ifndef LANG_PLURAL_H
#define LANG_PLURAL_H

struct plural;

/*
 * Reads what follows "Plural-Forms:" up to the end of the line.  NULL if
 * it is not such an expression or is unreasonably large; else free() it.
 */
struct plural *plural_parse(const char *s, unsigned int *ret_nplurals);

/* The value for n.  Whatever is divided by zero is 0. */
unsigned long plural_eval(const struct plural *plural, unsigned long n);

#endif
