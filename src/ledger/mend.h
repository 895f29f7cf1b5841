/*
 * What gets into a ledger by accident and is no record: the marks of a
 * merge that was not finished, and records that were cut off when a disk
 * was full or a copy ended early.
 */
#ifndef LEDGER_MEND_H
#define LEDGER_MEND_H

#include <stddef.h>
#include <stdint.h>

struct mended {
	size_t n_marks;
	uint32_t torn_line; /* the first, from 1; 0: none */
};

/* turns them into comments, in place: nothing is lost, and nothing moves */
struct mended mend(char *text, size_t len);

#endif
