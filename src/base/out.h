/*
 * Files are written whole or not at all, and only if they differ from what
 * is there.  A batch goes into one directory:
 *
 *	r = out_open(&out, "calendars");
 *	for (...)
 *		r = out_put(&out, name, 0666, text, len, &changed);
 *	r = out_remove(&out, "person-old.ics");
 *	r = out_commit(&out);
 *	out_release(&out);
 *
 * Until out_commit, everything stands in temporary files beside the old
 * ones; out_commit syncs them at once and renames them.  Another batch may
 * follow.  An error before
 * that, or out_release without it, leaves the old files; a kill at any
 * moment leaves the old or the new file under each name.  Temporaries of a
 * killed run are removed by the next one in that directory.
 *
 * Returns are 0 or a negative errno; out.failed then names the file.
 */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/strbuf.h"
#include "base/vec.h"

struct out_pending {
	char *name;
	char *temporary; /* NULL: to be removed */
};

struct out {
	int fd;      /* the directory; -1: not open */
	char *path;  /* of the directory */
	bool locked; /* nobody else of us writes there */
	bool cleaned;
	bool begun; /* out_commit has changed something */
	VEC(struct out_pending) pending;
	char *failed; /* what an error is about; NULL: the directory itself */
};

#define OUT_INIT         \
	{                \
		.fd = -1 \
	}

/*
 * Opens a directory, made with its parents if it is absent, and waits
 * until no other run writes there.
 */
int out_open(struct out *out, const char *path);
/* Another batch for the directory of one that is open, under its lock. */
int out_open_again(struct out *out, const struct out *open);
void out_release(struct out *out);

/* removes the temporaries of a killed run; the first out_put does it too */
void out_clean(struct out *out);

/* adds what a file of the directory holds; -ENOENT if there is none */
int out_read(struct out *out, const char *name, struct strbuf *text);

/*
 * Prepares a file.  mode is 0666, less the umask, or 0600 for what holds
 * private data.  ret_changed: is it other than what is there, so that it
 * will be written?
 */
int out_put(struct out *out, const char *name, mode_t mode, const char *text, size_t len,
	    bool *ret_changed);

/* Prepares a removal; no error if there is no such file. */
int out_remove(struct out *out, const char *name);

/* After it nothing is prepared any more, also if it failed. */
int out_commit(struct out *out);

/*
 * One file, by its path.  What is neither absent nor a regular file (a
 * device, a pipe) is written to as it is.
 */
int out_write_file(const char *path, mode_t mode, const char *text, size_t len, bool *ret_changed);

/* to standard output, past stdio's buffer, which is flushed first */
int out_write_stdout(const char *text, size_t len);

#endif
