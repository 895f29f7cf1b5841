/*
 * A table from text to pointer, for ids and keys.  Keys are not copied
 * and must outlive the table.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

struct hash_entry {
	const char *key;
	uint32_t len;  /* of the key, which has less than 4 GiB */
	uint32_t mark; /* of its hash the low half */
	void *value;
};

struct hash {
	struct hash_entry *entries; /* room of them, a power of two */
	size_t n, room;
};

#define HASH_INIT { 0 }

uint64_t hash_bytes(const void *data, size_t len);
/* of 128 bits, for whole files */
void hash_file(const void *data, size_t len, uint64_t ret[2]);

void hash_release(struct hash *hash);
/* NULL if there is none */
void *hash_get(const struct hash *hash, const char *key, size_t len);
/*
 * The place of a key's value, made (NULL) if there is none.  Valid until
 * the next call.
 */
void **hash_slot(struct hash *hash, const char *key, size_t len);

#endif
