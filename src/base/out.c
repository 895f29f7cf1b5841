#include "base/out.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/xalloc.h"

#include "base/banned.h"

#define PREFIX ".pbplan-"
#define SUFFIX ".tmp"
#define RANDOM_LEN 6

/* up to so many files are synced one by one, beyond it the file system at once */
#define SYNC_SINGLY 4

static int fail(struct out *out, const char *name, int error)
{
	free(out->failed);
	out->failed = name ? xstrdup(name) : NULL;
	return -error;
}

/* -------------------------------------------------------------- the directory */

static int make_directories(const char *path)
{
	char *copy = xstrdup(path), *slash = copy;
	int error = 0;

	for (;;) {
		slash = strchr(slash + 1, '/');
		if (slash)
			*slash = '\0';
		if (mkdir(copy, 0777) && errno != EEXIST && errno != EISDIR && errno != EROFS)
			error = errno;
		else
			error = 0;
		if (!slash)
			break;
		*slash = '/';
	}
	free(copy);
	return error;
}

int out_open(struct out *out, const char *path)
{
	int error;

	*out = (struct out)OUT_INIT;
	out->path = xstrdup(path);
	out->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (out->fd < 0 && errno == ENOENT && *path) {
		error = make_directories(path);
		if (error)
			return fail(out, NULL, error);
		out->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	}
	if (out->fd < 0)
		return fail(out, NULL, errno);
	/* where directories cannot be locked, we go without, and clean nothing */
	while (flock(out->fd, LOCK_EX)) {
		if (errno != EINTR)
			return 0;
	}
	out->locked = true;
	return 0;
}

int out_open_again(struct out *out, const struct out *open)
{
	*out = (struct out)OUT_INIT;
	out->path = xstrdup(open->path);
	out->fd = fcntl(open->fd, F_DUPFD_CLOEXEC, 0);
	if (out->fd < 0)
		return fail(out, NULL, errno);
	out->locked = open->locked;
	out->cleaned = true; /* the temporaries may be those of the other batch */
	return 0;
}

/* what was not renamed is removed */
static void forget_pending(struct out *out)
{
	for (size_t i = 0; i < out->pending.n; i++) {
		struct out_pending *p = &out->pending.v[i];

		if (p->temporary)
			unlinkat(out->fd, p->temporary, 0);
		free(p->temporary);
		free(p->name);
	}
	VEC_RELEASE(&out->pending);
}

void out_release(struct out *out)
{
	if (!out)
		return;
	forget_pending(out);
	if (out->fd >= 0)
		close(out->fd);
	free(out->path);
	free(out->failed);
	*out = (struct out)OUT_INIT;
}

static bool is_temporary(const char *name)
{
	return strlen(name) == strlen(PREFIX) + RANDOM_LEN + strlen(SUFFIX) &&
	       !strncmp(name, PREFIX, strlen(PREFIX)) &&
	       !strcmp(name + strlen(PREFIX) + RANDOM_LEN, SUFFIX);
}

/* who holds the lock knows that whoever made them is gone */
void out_clean(struct out *out)
{
	struct dirent *entry;
	DIR *dir;
	int fd;

	if (!out->locked || out->cleaned)
		return;
	out->cleaned = true;
	fd = openat(out->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	dir = fd < 0 ? NULL : fdopendir(fd);
	if (!dir) {
		if (fd >= 0)
			close(fd);
		return;
	}
	while ((entry = readdir(dir)))
		if (is_temporary(entry->d_name))
			unlinkat(out->fd, entry->d_name, 0);
	closedir(dir);
}

/* --------------------------------------------------------------------- reading */

static int open_old(struct out *out, const char *name, struct stat *st)
{
	int fd = openat(out->fd, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return -errno;
	if (fstat(fd, st)) {
		int error = errno;

		close(fd);
		return -error;
	}
	if (!S_ISREG(st->st_mode)) {
		close(fd);
		return S_ISDIR(st->st_mode) ? -EISDIR : -EINVAL;
	}
	return fd;
}

static ssize_t read_some(int fd, char *buffer, size_t room)
{
	ssize_t n;

	do
		n = read(fd, buffer, room);
	while (n < 0 && errno == EINTR);
	return n;
}

int out_read(struct out *out, const char *name, struct strbuf *text)
{
	struct stat st;
	int fd = open_old(out, name, &st), r = 0;
	ssize_t n;

	if (fd < 0)
		return fail(out, name, -fd);
	do {
		strbuf_grow(text, (size_t)st.st_size + 1);
		n = read_some(fd, text->text + text->len, (size_t)st.st_size + 1);
		if (n > 0)
			text->len += (size_t)n;
		text->text[text->len] = '\0';
	} while (n > 0);
	if (n < 0)
		r = fail(out, name, errno);
	close(fd);
	return r;
}

/* a file that cannot be read is one that differs */
static bool is_same(struct out *out, const char *name, mode_t mode, const char *text, size_t len)
{
	char buffer[65536];
	struct stat st;
	int fd = open_old(out, name, &st);
	size_t at = 0;
	ssize_t n = 0;

	if (fd < 0)
		return false;
	/* private data in a file that others may read is written anew */
	if ((uintmax_t)st.st_size == len && !(st.st_mode & 0777 & ~mode)) {
		while ((n = read_some(fd, buffer, sizeof(buffer))) > 0) {
			if ((size_t)n > len - at || memcmp(buffer, text + at, (size_t)n))
				break;
			at += (size_t)n;
		}
	} else {
		n = -1;
	}
	close(fd);
	return n == 0 && at == len;
}

/* --------------------------------------------------------------------- writing */

static int write_all(int fd, const char *text, size_t len)
{
	while (len) {
		ssize_t n = write(fd, text, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		text += n;
		len -= (size_t)n;
	}
	return 0;
}

static void make_name(char name[sizeof(PREFIX SUFFIX) + RANDOM_LEN], uint64_t *state)
{
	static const char digits[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	char letters[RANDOM_LEN + 1];
	uint64_t n;

	if (getrandom(&n, sizeof(n), GRND_NONBLOCK) != (ssize_t)sizeof(n))
		n = (uint64_t)getpid() * 0x9E3779B97F4A7C15u + ++*state;
	for (size_t i = 0; i < RANDOM_LEN; i++, n /= 36)
		letters[i] = digits[n % 36];
	letters[RANDOM_LEN] = '\0';
	snprintf(name, sizeof(PREFIX SUFFIX) + RANDOM_LEN, PREFIX "%s" SUFFIX, letters);
}

static int open_temporary(struct out *out, mode_t mode, char **ret_name)
{
	char name[sizeof(PREFIX SUFFIX) + RANDOM_LEN];
	uint64_t state = 0;

	out_clean(out);
	for (unsigned int tries = 0; tries < 100; tries++) {
		int fd;

		make_name(name, &state);
		fd = openat(out->fd, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (fd >= 0) {
			*ret_name = xstrdup(name);
			return fd;
		}
		if (errno != EEXIST)
			return -errno;
	}
	return -EEXIST;
}

static int put_temporary(struct out *out, const char *name, mode_t mode, const char *text,
			 size_t len)
{
	struct out_pending p = { NULL, NULL };
	int fd = open_temporary(out, mode, &p.temporary), r;

	if (fd < 0)
		return fail(out, name, -fd);
	r = write_all(fd, text, len);
	if (close(fd) && !r)
		r = -errno;
	p.name = xstrdup(name);
	VEC_PUSH(&out->pending, p); /* also a broken one: out_release removes it */
	return r ? fail(out, name, -r) : 0;
}

int out_put(struct out *out, const char *name, mode_t mode, const char *text, size_t len,
	    bool *ret_changed)
{
	struct stat st;

	*ret_changed = !is_same(out, name, mode, text, len);
	if (!*ret_changed)
		return 0;
	/* rename would fail only after the others were renamed */
	if (!fstatat(out->fd, name, &st, AT_SYMLINK_NOFOLLOW) && S_ISDIR(st.st_mode))
		return fail(out, name, EISDIR);
	return put_temporary(out, name, mode, text, len);
}

int out_remove(struct out *out, const char *name)
{
	struct out_pending p = { NULL, NULL };
	struct stat st;

	if (fstatat(out->fd, name, &st, AT_SYMLINK_NOFOLLOW))
		return errno == ENOENT ? 0 : fail(out, name, errno);
	p.name = xstrdup(name);
	VEC_PUSH(&out->pending, p);
	return 0;
}

/* -------------------------------------------------------------------- the commit */

static int sync_temporaries(struct out *out)
{
	size_t n = 0;

	for (size_t i = 0; i < out->pending.n; i++)
		n += out->pending.v[i].temporary != NULL;
	if (n > SYNC_SINGLY)
		return syncfs(out->fd) ? fail(out, NULL, errno) : 0;
	for (size_t i = 0; i < out->pending.n; i++) {
		struct out_pending *p = &out->pending.v[i];
		int fd, r;

		if (!p->temporary)
			continue;
		fd = openat(out->fd, p->temporary, O_RDONLY | O_CLOEXEC);
		if (fd < 0)
			return fail(out, p->name, errno);
		r = fsync(fd) ? fail(out, p->name, errno) : 0;
		close(fd);
		if (r)
			return r;
	}
	return 0;
}

static int rename_temporaries(struct out *out)
{
	for (size_t i = 0; i < out->pending.n; i++) {
		struct out_pending *p = &out->pending.v[i];

		if (!p->temporary) {
			if (unlinkat(out->fd, p->name, 0) && errno != ENOENT)
				return fail(out, p->name, errno);
			out->begun = true;
			continue;
		}
		if (renameat(out->fd, p->temporary, out->fd, p->name))
			return fail(out, p->name, errno);
		free(p->temporary);
		p->temporary = NULL;
		out->begun = true;
	}
	return 0;
}

int out_commit(struct out *out)
{
	bool empty = !out->pending.n;
	int r = sync_temporaries(out);

	if (!r)
		r = rename_temporaries(out);
	/* some file systems cannot sync a directory; the files are whole anyway */
	if (!r && !empty && fsync(out->fd) && errno != EINVAL && errno != ENOTSUP)
		r = fail(out, NULL, errno);
	forget_pending(out);
	return r;
}

/* ----------------------------------------------------------- one file, and stdout */

static int write_special(const char *path, const char *text, size_t len)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC), r;

	if (fd < 0)
		return -errno;
	r = write_all(fd, text, len);
	if (close(fd) && !r)
		r = -errno;
	return r;
}

int out_write_file(const char *path, mode_t mode, const char *text, size_t len, bool *ret_changed)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	struct out out;
	struct stat st;
	char *dir;
	int r;

	*ret_changed = true;
	if (!*name)
		return -EISDIR;
	if (!stat(path, &st) && !S_ISREG(st.st_mode))
		return S_ISDIR(st.st_mode) ? -EISDIR : write_special(path, text, len);
	dir = xstrdup(slash == path ? "/" : slash ? path : ".");
	if (slash && slash != path)
		dir[slash - path] = '\0';
	r = out_open(&out, dir);
	if (!r)
		r = out_put(&out, name, mode, text, len, ret_changed);
	if (!r)
		r = out_commit(&out);
	out_release(&out);
	free(dir);
	return r;
}

int out_write_stdout(const char *text, size_t len)
{
	if (fflush(stdout))
		return -errno;
	return write_all(STDOUT_FILENO, text, len);
}
