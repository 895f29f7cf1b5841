#include "lang/errors.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

static const struct {
	int error;
	const char *text;
} known[] = {
	{ ENOENT, N_("there is no such file or folder") },
	{ EACCES, N_("permission is denied") },
	{ EPERM, N_("permission is denied") },
	{ EISDIR, N_("it is a folder") },
	{ ENOTDIR, N_("a part of the path is no folder") },
	{ ENOSPC, N_("no space is left on the disk") },
	{ EDQUOT, N_("the disk quota is used up") },
	{ EROFS, N_("the file system can only be read") },
	{ EFBIG, N_("the file is too large") },
	{ EEXIST, N_("it exists already") },
	{ ELOOP, N_("there are too many symbolic links") },
	{ ENAMETOOLONG, N_("the name is too long") },
	{ EMFILE, N_("too many files are open") },
	{ EIO, N_("the disk reports an error") },
	{ EPIPE, N_("the reading program has ended") },
};

const char *error_text(const struct catalog *catalog, int error)
{
	error = abs(error);
	for (size_t i = 0; i < ARRAY_SIZE(known); i++)
		if (known[i].error == error)
			return catalog_get(catalog, known[i].text);
	return strerrordesc_np(error) ? strerrordesc_np(error) : "?";
}
