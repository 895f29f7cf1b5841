#include "base/hash.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#include "base/banned.h"

static uint32_t load4(const unsigned char *p)
{
	uint32_t four;

	memcpy(&four, p, 4);
	return le32toh(four);
}

/* one to seven bytes, the first in the lowest bits; some may be read twice */
static uint64_t load_rest(const unsigned char *p, size_t len)
{
	if (len >= 4)
		return load4(p) | (uint64_t)load4(p + len - 4) << 8 * (len - 4);
	return p[0] | (uint64_t)p[len / 2] << 8 * (len / 2) | (uint64_t)p[len - 1] << 8 * (len - 1);
}

uint64_t hash_bytes(const void *data, size_t len)
{
	const unsigned char *p = data;
	uint64_t h = UINT64_C(0x9E3779B97F4A7C15) ^ len;

	for (; len >= 8; p += 8, len -= 8) {
		uint64_t eight;

		memcpy(&eight, p, 8);
		h = (h ^ eight) * UINT64_C(0xFF51AFD7ED558CCD);
		h ^= h >> 32;
	}
	if (len) {
		h = (h ^ load_rest(p, len)) * UINT64_C(0xC4CEB9FE1A85EC53);
		h ^= h >> 29;
	}
	h *= UINT64_C(0xFF51AFD7ED558CCD);
	return h ^ h >> 33;
}

static uint64_t mix(uint64_t h, uint64_t eight)
{
	h = (h ^ eight) * UINT64_C(0xFF51AFD7ED558CCD);
	return h ^ h >> 32;
}

#define LANES 8

/* in lanes, as each step waits for the one before in its lane only */
static void mix_lanes(uint64_t lanes[LANES], const unsigned char *p)
{
#pragma GCC unroll 8 /* so that the lanes stay in registers */
	for (size_t i = 0; i < LANES; i++) {
		uint64_t eight;

		memcpy(&eight, p + 8 * i, 8);
		lanes[i] = mix(lanes[i], eight);
	}
}

void hash_file(const void *data, size_t len, uint64_t ret[2])
{
	uint64_t lanes[LANES];
	unsigned char rest[8 * LANES] = { 0 };
	const unsigned char *p = data;

	for (size_t i = 0; i < LANES; i++)
		lanes[i] = (len + i) * UINT64_C(0x9E3779B97F4A7C15);
	for (; len >= sizeof(rest); p += sizeof(rest), len -= sizeof(rest))
		mix_lanes(lanes, p);
	if (len)
		memcpy(rest, p, len);
	mix_lanes(lanes, rest);
	ret[0] = ret[1] = 0;
	for (size_t i = 0; i < LANES; i++) {
		ret[0] = mix(ret[0], lanes[i]);
		ret[1] = mix(ret[1], lanes[LANES - 1 - i]);
	}
	for (size_t i = 0; i < 2; i++)
		ret[i] = mix(ret[i], ret[i] >> 29);
}

void hash_release(struct hash *hash)
{
	if (!hash)
		return;
	free(hash->entries);
	*hash = (struct hash)HASH_INIT;
}

static uint32_t mark_of(const char *key, size_t len)
{
	return (uint32_t)hash_bytes(key, len);
}

static struct hash_entry *find(const struct hash *hash, const char *key, size_t len, uint32_t mark)
{
	for (size_t i = mark;; i++) {
		struct hash_entry *e = &hash->entries[i & (hash->room - 1)];

		if (!e->key || (e->mark == mark && e->len == len && !memcmp(e->key, key, len)))
			return e;
	}
}

void *hash_get(const struct hash *hash, const char *key, size_t len)
{
	return hash->room ? find(hash, key, len, mark_of(key, len))->value : NULL;
}

static struct hash_entry *find_free(const struct hash *hash, size_t i)
{
	while (hash->entries[i & (hash->room - 1)].key)
		i++;
	return &hash->entries[i & (hash->room - 1)];
}

static void hash_grow(struct hash *hash)
{
	struct hash old = *hash;

	hash->room = old.room ? old.room * 2 : 16;
	hash->entries = xcalloc(hash->room, sizeof(*hash->entries));
	for (size_t i = 0; i < old.room; i++)
		if (old.entries[i].key)
			*find_free(hash, old.entries[i].mark) = old.entries[i];
	free(old.entries);
}

void **hash_slot(struct hash *hash, const char *key, size_t len)
{
	uint32_t mark = mark_of(key, len);
	struct hash_entry *e;

	if (hash->n * 2 >= hash->room)
		hash_grow(hash);
	e = find(hash, key, len, mark);
	if (!e->key) {
		*e = (struct hash_entry){ .key = key, .len = (uint32_t)len, .mark = mark };
		hash->n++;
	}
	return &e->value;
}
