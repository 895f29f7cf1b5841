#include "publish/outbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/xalloc.h"

#include "base/banned.h"

#define SUFFIX ".eml"

/* after what was done to the directory itself */
static int fail(struct outbox *box, const char *name, int error)
{
	free(box->out.failed);
	box->out.failed = name ? xstrdup(name) : NULL;
	return -error;
}

/* an error of the other batch is one of ours */
static int fail_as_journal(struct outbox *box, int r)
{
	return r ? fail(box, box->journal.failed, -r) : 0;
}

const char *outbox_failed(const struct outbox *box)
{
	return box->out.failed;
}

static bool is_message_name(const char *name)
{
	size_t len = strlen(name);

	if (len <= strlen(SUFFIX) || strcmp(name + len - strlen(SUFFIX), SUFFIX) || *name == '.')
		return false;
	for (const char *p = name; *p; p++)
		if (*p == '/' || (unsigned char)*p < ' ' || *p == 0x7F)
			return false;
	return true;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* as a path from the folder */
static char *sent_path(const char *name)
{
	struct strbuf path = STRBUF_INIT;

	strbuf_addf(&path, OUTBOX_SENT "/%s", name);
	return strbuf_detach(&path, NULL);
}

static bool is_there(const struct outbox *box, const char *path)
{
	return !faccessat(box->out.fd, path, F_OK, AT_SYMLINK_NOFOLLOW) || errno != ENOENT;
}

static bool was_sent(const struct outbox *box, const char *name)
{
	char *path = sent_path(name);
	bool there = is_there(box, path);

	free(path);
	return there;
}

/* --------------------------------------------------------------------- the journal */

static int remove_journal(struct outbox *box)
{
	int r = out_remove(&box->journal, OUTBOX_JOURNAL);

	if (!r)
		r = out_commit(&box->journal);
	if (!r)
		box->committed = false;
	return fail_as_journal(box, r);
}

static int write_journal(struct outbox *box)
{
	struct strbuf text = STRBUF_INIT;
	bool changed;
	int r;

	for (size_t i = 0; i < box->batch.n; i++)
		strbuf_addf(&text, "%s\n", box->batch.v[i]);
	r = out_put(&box->journal, OUTBOX_JOURNAL, 0600, text.text, text.len, &changed);
	if (!r)
		r = out_commit(&box->journal);
	strbuf_release(&text);
	return fail_as_journal(box, r);
}

/* what a killed run has left; names that are none are not ours */
static int recover(struct outbox *box, bool (*is_recorded)(void *context, const char *name),
		   void *context)
{
	struct strbuf text = STRBUF_INIT;
	int r = out_read(&box->journal, OUTBOX_JOURNAL, &text);
	char *name = text.text, *end;

	if (r == -ENOENT) {
		strbuf_release(&text);
		return 0;
	}
	for (; !r && (end = strchr(name, '\n')); name = end + 1) {
		*end = '\0';
		if (is_message_name(name) && !is_recorded(context, name))
			r = out_remove(&box->journal, name);
	}
	/* on the disk before the journal goes */
	if (!r)
		r = out_commit(&box->journal);
	strbuf_release(&text);
	return r ? fail_as_journal(box, r) : remove_journal(box);
}

/* ------------------------------------------------------------------ open and release */

int outbox_open(struct outbox *box, const char *path,
		bool (*is_recorded)(void *context, const char *name), void *context)
{
	int r;

	*box = (struct outbox){ .out = OUT_INIT, .journal = OUT_INIT };
	r = out_open(&box->out, path);
	if (r)
		return r;
	if (!box->out.locked)
		return fail(box, NULL, ENOLCK);
	out_clean(&box->out);
	r = fail_as_journal(box, out_open_again(&box->journal, &box->out));
	return r ? r : recover(box, is_recorded, context);
}

static void forget_batch(struct outbox *box)
{
	for (size_t i = 0; i < box->batch.n; i++)
		free(box->batch.v[i]);
	VEC_RELEASE(&box->batch);
}

void outbox_release(struct outbox *box)
{
	if (!box)
		return;
	forget_batch(box);
	out_release(&box->out);
	out_release(&box->journal);
}

/* -------------------------------------------------------------------------- a batch */

int outbox_put(struct outbox *box, const char *name, const char *text, size_t len)
{
	bool changed;
	int r;

	if (!is_message_name(name))
		return fail(box, name, EINVAL);
	if (is_there(box, name) || was_sent(box, name))
		return fail(box, name, EEXIST);
	r = out_put(&box->out, name, 0600, text, len, &changed);
	if (!r)
		VEC_PUSH(&box->batch, xstrdup(name));
	return r;
}

int outbox_commit(struct outbox *box)
{
	int r;

	if (!box->batch.n)
		return 0;
	qsort(box->batch.v, box->batch.n, sizeof(box->batch.v[0]), compare_names);
	for (size_t i = 1; i < box->batch.n; i++)
		if (!strcmp(box->batch.v[i - 1], box->batch.v[i]))
			return fail(box, box->batch.v[i], EEXIST);
	/* where its rename was done and its sync was not, there is one too */
	box->committed = true;
	r = write_journal(box);
	return r ? r : out_commit(&box->out);
}

int outbox_settle(struct outbox *box)
{
	forget_batch(box);
	return box->committed ? remove_journal(box) : 0;
}

int outbox_take_back(struct outbox *box)
{
	int r = 0;

	if (box->committed) {
		for (size_t i = 0; i < box->batch.n && !r; i++)
			r = out_remove(&box->journal, box->batch.v[i]);
		if (!r)
			r = out_commit(&box->journal);
		r = r ? fail_as_journal(box, r) : remove_journal(box);
	}
	forget_batch(box);
	return r;
}

/* ----------------------------------------------------------------- what stands there */

static bool is_message(const struct outbox *box, const char *name)
{
	struct stat st;

	return is_message_name(name) && !fstatat(box->out.fd, name, &st, AT_SYMLINK_NOFOLLOW) &&
	       S_ISREG(st.st_mode);
}

int outbox_list(struct outbox *box, struct outbox_names *ret_names)
{
	struct outbox_names names = { 0 };
	int fd = openat(box->out.fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), error;
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;

	if (!dir) {
		error = errno;
		if (fd >= 0)
			close(fd);
		return fail(box, NULL, error);
	}
	while (errno = 0, entry = readdir(dir))
		if (is_message(box, entry->d_name))
			VEC_PUSH(&names.list, xstrdup(entry->d_name));
	error = errno;
	closedir(dir);
	if (error) {
		outbox_names_release(&names);
		return fail(box, NULL, error);
	}
	if (names.list.n)
		qsort(names.list.v, names.list.n, sizeof(names.list.v[0]), compare_names);
	*ret_names = names;
	return 0;
}

void outbox_names_release(struct outbox_names *names)
{
	for (size_t i = 0; i < names->list.n; i++)
		free(names->list.v[i]);
	VEC_RELEASE(&names->list);
}

int outbox_read(struct outbox *box, const char *name, struct strbuf *text)
{
	return out_read(&box->out, name, text);
}

/* ---------------------------------------------------------------------- what was sent */

/* some file systems cannot sync a directory */
static int sync_directory(int dir, const char *path)
{
	int fd = openat(dir, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), error = 0;

	if (fd < 0)
		return errno;
	if (fsync(fd) && errno != EINVAL && errno != ENOTSUP)
		error = errno;
	close(fd);
	return error;
}

/* never over another; where the file system knows no such rename, we hold the lock */
static int rename_to_new(int dir, const char *from, const char *to)
{
	if (!renameat2(dir, from, dir, to, RENAME_NOREPLACE))
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return errno;
	if (!faccessat(dir, to, F_OK, AT_SYMLINK_NOFOLLOW))
		return EEXIST;
	return renameat(dir, from, dir, to) ? errno : 0;
}

int outbox_move_to_sent(struct outbox *box, const char *name)
{
	char *path = sent_path(name);
	int error = 0;

	if (!is_message_name(name))
		error = EINVAL;
	else if (mkdirat(box->out.fd, OUTBOX_SENT, 0777) && errno != EEXIST)
		error = errno;
	if (!error)
		error = rename_to_new(box->out.fd, name, path);
	if (error == ENOENT && is_there(box, path))
		error = 0;
	if (!error)
		error = sync_directory(box->out.fd, OUTBOX_SENT);
	if (!error)
		error = sync_directory(box->out.fd, ".");
	free(path);
	return error ? fail(box, name, error) : 0;
}
