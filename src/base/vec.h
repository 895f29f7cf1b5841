/*
 * A growing array of any type:
 *
 *	VEC(struct item *) items = { 0 };
 *	VEC_PUSH(&items, item);
 *	for (size_t i = 0; i < items.n; i++)
 *		... items.v[i] ...
 *	VEC_RELEASE(&items);
 *
 * Elements are moved when it grows: keep indexes, not pointers.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stdlib.h>

#include "base/xalloc.h"

#define VEC(type)                                                                                  \
	struct {                                                                                   \
		type *v;                                                                           \
		size_t n, room;                                                                    \
	}

#define VEC_PUSH(vec, element)                                                                     \
	do {                                                                                       \
		if ((vec)->n == (vec)->room) {                                                     \
			(vec)->room = (vec)->room ? (vec)->room * 2 : 8;                           \
			(vec)->v = xrealloc((vec)->v, xmul((vec)->room, sizeof(*(vec)->v)));       \
		}                                                                                  \
		(vec)->v[(vec)->n++] = (element);                                                  \
	} while (0)

/* for n elements before the first is put into it */
#define VEC_ROOM(vec, n_)                                                                          \
	do {                                                                                       \
		(vec)->room = (n_);                                                                \
		(vec)->v = xrealloc((vec)->v, xmul((vec)->room, sizeof(*(vec)->v)));               \
	} while (0)

#define VEC_RELEASE(vec)                                                                           \
	do {                                                                                       \
		free((vec)->v);                                                                    \
		(vec)->v = NULL;                                                                   \
		(vec)->n = (vec)->room = 0;                                                        \
	} while (0)

#endif
