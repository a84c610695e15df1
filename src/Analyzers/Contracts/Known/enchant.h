/* What the documentation of Enchant says about brokers, dictionaries, suggestions and text. */

/* @boundary library(enchant-2) */

#include <stddef.h>
#include <sys/types.h>

typedef struct str_enchant_broker EnchantBroker;
typedef struct str_enchant_dict EnchantDict;
typedef void (*EnchantBrokerDescribeFn)(const char *, const char *, const char *, void *);
typedef void (*EnchantDictDescribeFn)(const char *, const char *, const char *, const char *, void *);

/* @boundary return: owned(enchant_broker_free), nonnull */
EnchantBroker *enchant_broker_init(void);

/* @boundary broker: releases */
void enchant_broker_free(EnchantBroker *broker);

/* @boundary return: owned(enchant_broker_free_dict), nullable */
EnchantDict *enchant_broker_request_dict(EnchantBroker *broker, const char *const tag);

/* @boundary return: owned(enchant_broker_free_dict), nullable */
EnchantDict *enchant_broker_request_pwl_dict(EnchantBroker *broker, const char *const pwl);

/* @boundary dict: releases */
void enchant_broker_free_dict(EnchantBroker *broker, EnchantDict *dict);

/* @boundary return: owned(enchant_dict_free_string_list), nullable */
char **enchant_dict_suggest(EnchantDict *dict, const char *const word, ssize_t len, size_t *out_n_suggs);

/* @boundary string_list: releases */
void enchant_dict_free_string_list(EnchantDict *dict, char **string_list);

/* @boundary return: borrowed(broker), nullable, zeroterm */
const char *enchant_broker_get_error(EnchantBroker *broker);

/* @boundary return: borrowed(dict), nullable, zeroterm */
const char *enchant_dict_get_error(EnchantDict *dict);

/* @boundary fn: noescape
 * @boundary user_data: noescape */
void enchant_broker_describe(EnchantBroker *broker, EnchantBrokerDescribeFn fn, void *user_data);

/* @boundary fn: noescape
 * @boundary user_data: noescape */
void enchant_broker_list_dicts(EnchantBroker *broker, EnchantDictDescribeFn fn, void *user_data);

/* @boundary fn: noescape
 * @boundary user_data: noescape */
void enchant_dict_describe(EnchantDict *dict, EnchantDictDescribeFn fn, void *user_data);
