/*
 * A folder of messages (*.eml).  Those that wait for being sent stand in it,
 * those that were sent in its folder "sent".
 *
 *	r = outbox_open(&box, "outbox", is_recorded, ledger);
 *	for (...)
 *		r = outbox_put(&box, name, text, len);
 *	r = outbox_commit(&box);
 *	... record them in the ledger ...
 *	r = outbox_settle(&box);
 *	outbox_release(&box);
 *
 * A message that stands there was recorded, and the other way round, however
 * a run ends: outbox_commit first writes the names into a journal,
 * .pbplan-outbox, which outbox_settle removes.  If there is one, outbox_open
 * asks for each name whether it was recorded, removes those messages that
 * were not, then the journal.
 *
 * The folder is locked while it is open; it is an error (-ENOLCK) if it
 * cannot be.  As the lock is one of flock(2), forked processes hold it too.
 * The ledger must be locked before, and read after that, so that what is
 * asked of it is what the run before left.
 *
 * Nothing is ever removed but what a journal names, the journal itself, and
 * temporary files as in base/out.h.  Messages are for their owner only (0600).
 *
 * Returns are 0 or a negative errno; outbox_failed() then names the file, NULL
 * for the folder.
 */
#ifndef PUBLISH_OUTBOX_H
#define PUBLISH_OUTBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/out.h"
#include "base/strbuf.h"
#include "base/vec.h"

#define OUTBOX_JOURNAL ".pbplan-outbox"
#define OUTBOX_SENT "sent"

struct outbox_names {
	VEC(char *) list; /* sorted by their bytes */
};

struct outbox {
	struct out out;     /* the folder, and the batch */
	struct out journal; /* the same folder: what is done at once */
	VEC(char *) batch;  /* names of what was put */
	bool committed;     /* is a journal there? */
};

/*
 * Opens a folder, made if it is absent, and waits until no other run has it.
 * is_recorded is called within.
 */
int outbox_open(struct outbox *box, const char *path,
		bool (*is_recorded)(void *context, const char *name), void *context);
void outbox_release(struct outbox *box);
const char *outbox_failed(const struct outbox *box);

/*
 * Prepares a message.  -EINVAL if the name is none of *.eml, begins with a dot
 * or holds a slash or a control character; -EEXIST if such a message stands
 * there or was sent.
 */
int outbox_put(struct outbox *box, const char *name, const char *text, size_t len);
/* After an error, outbox_take_back. */
int outbox_commit(struct outbox *box);
/* to be called when all of the batch is recorded */
int outbox_settle(struct outbox *box);
/*
 * Removes the batch, if it is known that nothing of it was recorded.  If that
 * is not known, leave it to the next outbox_open.
 */
int outbox_take_back(struct outbox *box);

/* adds the names of all messages that stand there: regular files *.eml */
int outbox_list(struct outbox *box, struct outbox_names *ret_names);
void outbox_names_release(struct outbox_names *names);
/* adds what a message holds */
int outbox_read(struct outbox *box, const char *name, struct strbuf *text);

/*
 * Moves a message to those that were sent; 0 also if that was done before.
 * -EEXIST if there is another of that name.
 */
int outbox_move_to_sent(struct outbox *box, const char *name);

#endif
