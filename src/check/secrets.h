/*
 * What `private:` blocks hold, to be found again in texts: telephones,
 * passports, addresses.  A search costs as much as the text is long,
 * however many secrets there are.
 */
#ifndef CHECK_SECRETS_H
#define CHECK_SECRETS_H

#include "base/vec.h"
#include "plan/plan.h"

enum secret_kind { SECRET_PHONE, SECRET_PASSPORT, SECRET_EMAIL, SECRET_ADDRESS };

struct secret {
	const struct person *person;
	enum secret_kind kind;
	size_t hit; /* the caller's */
};

struct secret_slot; /* internal */

struct secrets {
	VEC(struct secret) list;
	struct secret_slot *slots; /* n_slots of them, a power of two */
	size_t n_slots, n_used;
	bool has_emails, has_addresses;
	unsigned int address_words; /* bit n: there is an address of n words */
};

/* all of a plan but what the `contact` of a meeting gives out */
void secrets_init(struct secrets *s, const struct plan *plan);
void secrets_release(struct secrets *s);

/*
 * Calls found() for each place of a text at which a secret stands; again for
 * more of the same place, if what stands before belongs to it as well.
 * has_digits false: there is certainly no digit in the text.
 */
typedef void secret_found(void *data, struct secret *secret, size_t offset, size_t len);
void secrets_search(const struct secrets *s, const char *text, size_t len, bool has_digits,
		    secret_found *found, void *data);

#endif
