/*
 * What an earlier calendar of ours says: its components by UID, without
 * their DTSTAMP and LAST-MODIFIED.
 */
#ifndef RENDER_ICS_READER_H
#define RENDER_ICS_READER_H

#include <stddef.h>

#include "base/hash.h"
#include "base/strbuf.h"
#include "base/vec.h"

struct ics_old {
	size_t at, len;               /* the component's other lines, in text */
	size_t stamps_at, stamps_len; /* DTSTAMP and LAST-MODIFIED, in stamps */
};

struct ics_reader {
	struct strbuf text, stamps;
	VEC(struct ics_old) components;
	struct hash by_text; /* index + 1, as a pointer, by the lines themselves */
};

/*
 * Takes apart a calendar that may be anybody's or broken: what cannot be
 * understood is left out.
 */
void ics_reader_init(struct ics_reader *reader, const char *text, size_t len);
void ics_reader_release(struct ics_reader *reader);

/* the stamps of a component that has the very same lines otherwise; NULL if there is none */
const char *ics_reader_stamps(const struct ics_reader *reader, const char *component, size_t len,
			      size_t *ret_len);

#endif
