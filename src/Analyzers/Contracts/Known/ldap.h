/* What the manual pages of OpenLDAP say about connections, messages, values and text. */

/* @boundary library(ldap) */

typedef struct ldap LDAP;
typedef struct ldapcontrol LDAPControl;
typedef struct ldapmsg LDAPMessage;
struct timeval;
typedef struct berelement BerElement;
struct berval;
typedef struct ldapsortkey LDAPSortKey;
typedef int ber_int_t;
typedef unsigned long ber_tag_t;
typedef int LDAP_REBIND_PROC(LDAP *, const char *, ber_tag_t, ber_int_t, void *);

/* Connections */

/* @boundary return: status(0)
 * @boundary ldp: owned(ldap_unbind_ext_s) */
int ldap_initialize(LDAP **ldp, const char *url);

/* @boundary ld: releases */
int ldap_unbind_ext_s(LDAP *ld, LDAPControl **serverctrls, LDAPControl **clientctrls);

/* @boundary ld: releases */
int ldap_unbind_ext(LDAP *ld, LDAPControl **serverctrls, LDAPControl **clientctrls);

/* @boundary ld: releases */
int ldap_unbind(LDAP *ld);

/* @boundary ld: releases */
int ldap_unbind_s(LDAP *ld);

/* @boundary ld: releases */
int ldap_destroy(LDAP *ld);

/* Messages */

/* @boundary lm: releases, nullable */
int ldap_msgfree(LDAPMessage *lm);

/* @boundary return: borrowed(chain), nullable */
LDAPMessage *ldap_first_entry(LDAP *ld, LDAPMessage *chain);

/* @boundary return: borrowed(entry), nullable */
LDAPMessage *ldap_next_entry(LDAP *ld, LDAPMessage *entry);

/* @boundary return: borrowed(chain), nullable */
LDAPMessage *ldap_first_message(LDAP *ld, LDAPMessage *chain);

/* @boundary return: borrowed(msg), nullable */
LDAPMessage *ldap_next_message(LDAP *ld, LDAPMessage *msg);

/* @boundary res: owned(ldap_msgfree) */
int ldap_search_ext_s(
    LDAP *ld, const char *base, int scope, const char *filter, char **attrs, int attrsonly, LDAPControl **serverctrls, LDAPControl **clientctrls, struct timeval *timeout, int sizelimit, LDAPMessage **res);

/* Text and values */

/* @boundary return: owned(ldap_memfree), nullable, zeroterm */
char *ldap_get_dn(LDAP *ld, LDAPMessage *entry);

/* @boundary return: owned(ldap_memfree), nullable, zeroterm */
char *ldap_first_attribute(LDAP *ld, LDAPMessage *entry, BerElement **ber);

/* @boundary return: owned(ldap_memfree), nullable, zeroterm */
char *ldap_next_attribute(LDAP *ld, LDAPMessage *entry, BerElement *ber);

/* @boundary return: owned(ldap_memfree), nullable, zeroterm */
char *ldap_dn2ufn(const char *dn);

/* @boundary p: releases, nullable */
void ldap_memfree(void *p);

/* @boundary return: owned(ldap_value_free_len), nullable */
struct berval **ldap_get_values_len(LDAP *ld, LDAPMessage *entry, const char *target);

/* @boundary vals: releases, nullable */
void ldap_value_free_len(struct berval **vals);

/* @boundary return: owned(ldap_value_free), nullable */
char **ldap_get_values(LDAP *ld, LDAPMessage *entry, const char *target);

/* @boundary return: owned(ldap_value_free), nullable */
char **ldap_explode_dn(const char *dn, int notypes);

/* @boundary vals: releases, nullable */
void ldap_value_free(char **vals);

/* @boundary return: static, zeroterm */
char *ldap_err2string(int err);

/* @boundary ber: releases, nullable */
void ber_free(BerElement *ber, int freebuf);

/* @boundary ctrlp: owned(ldap_control_free) */
int ldap_create_sort_control(LDAP *ld, LDAPSortKey **keyList, int iscritical, LDAPControl **ctrlp);

/* @boundary ctrlp: owned(ldap_control_free) */
int ldap_create_page_control(LDAP *ld, ber_int_t pagesize, struct berval *cookie, int iscritical, LDAPControl **ctrlp);

/* @boundary ctrl: releases, nullable */
void ldap_control_free(LDAPControl *ctrl);

/* @boundary rebind_proc: retained
 * @boundary params: retained */
int ldap_set_rebind_proc(LDAP *ld, LDAP_REBIND_PROC *rebind_proc, void *params);
