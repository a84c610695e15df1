/* What the documentation of Avahi's client library says about clients, browsers, resolvers, groups, text and callbacks. */

/* @boundary library(avahi-client) */

#include <stdint.h>

typedef struct AvahiPoll AvahiPoll;
typedef enum { AVAHI_CLIENT_IGNORE_USER_CONFIG = 1 } AvahiClientFlags;
typedef struct AvahiClient AvahiClient;
typedef enum { AVAHI_CLIENT_S_REGISTERING = 1 } AvahiClientState;
typedef void (*AvahiClientCallback)(AvahiClient *, AvahiClientState, void *);
typedef struct AvahiSimplePoll AvahiSimplePoll;
typedef int AvahiIfIndex;
typedef int AvahiProtocol;
typedef enum { AVAHI_LOOKUP_USE_WIDE_AREA = 1 } AvahiLookupFlags;
typedef struct AvahiServiceBrowser AvahiServiceBrowser;
typedef enum { AVAHI_BROWSER_NEW = 0 } AvahiBrowserEvent;
typedef enum { AVAHI_LOOKUP_RESULT_CACHED = 1 } AvahiLookupResultFlags;
typedef void (*AvahiServiceBrowserCallback)(AvahiServiceBrowser *, AvahiIfIndex, AvahiProtocol, AvahiBrowserEvent, const char *, const char *, const char *, AvahiLookupResultFlags, void *);
typedef struct AvahiServiceResolver AvahiServiceResolver;
typedef enum { AVAHI_RESOLVER_FOUND = 0 } AvahiResolverEvent;
typedef struct AvahiAddress AvahiAddress;
typedef struct AvahiStringList AvahiStringList;
typedef void (*AvahiServiceResolverCallback)(AvahiServiceResolver *, AvahiIfIndex, AvahiProtocol, AvahiResolverEvent, const char *, const char *, const char *, const char *, const AvahiAddress *, uint16_t, AvahiStringList *, AvahiLookupResultFlags, void *);
typedef struct AvahiEntryGroup AvahiEntryGroup;
typedef enum { AVAHI_ENTRY_GROUP_UNCOMMITED = 0 } AvahiEntryGroupState;
typedef void (*AvahiEntryGroupCallback)(AvahiEntryGroup *, AvahiEntryGroupState, void *);
typedef struct AvahiServiceTypeBrowser AvahiServiceTypeBrowser;
typedef void (*AvahiServiceTypeBrowserCallback)(AvahiServiceTypeBrowser *, AvahiIfIndex, AvahiProtocol, AvahiBrowserEvent, const char *, const char *, AvahiLookupResultFlags, void *);
typedef enum { AVAHI_DOMAIN_BROWSER_BROWSE = 0 } AvahiDomainBrowserType;
typedef struct AvahiDomainBrowser AvahiDomainBrowser;
typedef void (*AvahiDomainBrowserCallback)(AvahiDomainBrowser *, AvahiIfIndex, AvahiProtocol, AvahiBrowserEvent, const char *, AvahiLookupResultFlags, void *);

/* @boundary return: owned(avahi_client_free), nullable
 * @boundary callback: retained(until avahi_client_free)
 * @boundary userdata: retained(until avahi_client_free) */
AvahiClient *avahi_client_new(const AvahiPoll *poll_api, AvahiClientFlags flags, AvahiClientCallback callback, void *userdata, int *error);

/* @boundary client: releases */
void avahi_client_free(AvahiClient *client);

/* @boundary return: owned(avahi_simple_poll_free), nonnull */
AvahiSimplePoll *avahi_simple_poll_new(void);

/* @boundary s: releases */
void avahi_simple_poll_free(AvahiSimplePoll *s);

/* @boundary return: borrowed(s) */
const AvahiPoll *avahi_simple_poll_get(AvahiSimplePoll *s);

/* Freeing the client frees what belongs to it.
 * @boundary return: nullable
 * @boundary callback: retained(until avahi_service_browser_free)
 * @boundary userdata: retained(until avahi_service_browser_free) */
AvahiServiceBrowser *avahi_service_browser_new(
    AvahiClient *client, AvahiIfIndex interface, AvahiProtocol protocol, const char *type, const char *domain, AvahiLookupFlags flags, AvahiServiceBrowserCallback callback, void *userdata);

/* @boundary return: nullable
 * @boundary callback: retained(until avahi_service_resolver_free)
 * @boundary userdata: retained(until avahi_service_resolver_free) */
AvahiServiceResolver *avahi_service_resolver_new(
    AvahiClient *client, AvahiIfIndex interface, AvahiProtocol protocol, const char *name, const char *type, const char *domain, AvahiProtocol aprotocol, AvahiLookupFlags flags, AvahiServiceResolverCallback callback, void *userdata);

/* @boundary return: nullable
 * @boundary callback: retained(until avahi_entry_group_free)
 * @boundary userdata: retained(until avahi_entry_group_free) */
AvahiEntryGroup *avahi_entry_group_new(AvahiClient *c, AvahiEntryGroupCallback callback, void *userdata);

/* @boundary return: nullable
 * @boundary callback: retained(until avahi_service_type_browser_free)
 * @boundary userdata: retained(until avahi_service_type_browser_free) */
AvahiServiceTypeBrowser *avahi_service_type_browser_new(
    AvahiClient *client, AvahiIfIndex interface, AvahiProtocol protocol, const char *domain, AvahiLookupFlags flags, AvahiServiceTypeBrowserCallback callback, void *userdata);

/* @boundary return: nullable
 * @boundary callback: retained(until avahi_domain_browser_free)
 * @boundary userdata: retained(until avahi_domain_browser_free) */
AvahiDomainBrowser *avahi_domain_browser_new(
    AvahiClient *client, AvahiIfIndex interface, AvahiProtocol protocol, const char *domain, AvahiDomainBrowserType btype, AvahiLookupFlags flags, AvahiDomainBrowserCallback callback, void *userdata);

/* @boundary arg0: releases */
int avahi_service_browser_free(AvahiServiceBrowser *arg0);

/* @boundary r: releases */
int avahi_service_resolver_free(AvahiServiceResolver *r);

/* @boundary arg0: releases */
int avahi_entry_group_free(AvahiEntryGroup *arg0);

/* @boundary arg0: releases */
int avahi_service_type_browser_free(AvahiServiceTypeBrowser *arg0);

/* @boundary arg0: releases */
int avahi_domain_browser_free(AvahiDomainBrowser *arg0);

/* @boundary return: borrowed(arg0), zeroterm */
const char *avahi_client_get_host_name(AvahiClient *arg0);

/* @boundary return: borrowed(arg0), zeroterm */
const char *avahi_client_get_version_string(AvahiClient *arg0);

/* @boundary return: static, zeroterm */
const char *avahi_strerror(int error);

/* @boundary p: releases, nullable */
void avahi_free(void *p);

/* @boundary l: releases, nullable */
void avahi_string_list_free(AvahiStringList *l);

/* @boundary return: owned(avahi_string_list_free), nonnull */
AvahiStringList *avahi_string_list_copy(const AvahiStringList *l);
