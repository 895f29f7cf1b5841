/*
 * A zone of the system's tzdata: when its clocks change (TZif, RFC 9636).
 * Only for zone.c.
 */
#ifndef PLAN_ZONE_FILE_H
#define PLAN_ZONE_FILE_H

#include "base/arena.h"
#include "plan/zone.h"

struct zone_file {
	int offset; /* before the first change, in seconds east of UTC */
	size_t n;   /* less than UINT16_MAX */
	struct zone_change *changes; /* of the offset; whether to summer time is not said */
};

/*
 * The changes from one instant to before another, in order, on the arena.
 * False if the file is not there, or is no such file.
 */
bool zone_file_read(const char *path, struct arena *arena, instant from, instant to,
		    struct zone_file *ret);

#endif
