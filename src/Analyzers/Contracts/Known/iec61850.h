/* What the documentation of libIEC61850 says about ownership and about handlers that servers and connections keep. Each handler has
 * parameters of its own; only that it is kept is said here. */

/* @boundary library(iec61850), convention(cdecl) */

#include <stdbool.h>

typedef struct sIedModel IedModel;
/* @boundary handle(IedServer_destroy), invalid(0) */
typedef struct sIedServer *IedServer;
/* @boundary handle(IedServerConfig_destroy), invalid(0) */
typedef struct sIedServerConfig *IedServerConfig;
/* @boundary handle(IedConnection_destroy), invalid(0) */
typedef struct sIedConnection *IedConnection;
/* @boundary handle(ClientReportControlBlock_destroy), invalid(0) */
typedef struct sClientReportControlBlock *ClientReportControlBlock;
/* @boundary handle(GooseReceiver_destroy), invalid(0) */
typedef struct sGooseReceiver *GooseReceiver;
/* @boundary handle(SVReceiver_destroy), invalid(0) */
typedef struct sSVReceiver *SVReceiver;
/* @boundary handle(ControlObjectClient_destroy), invalid(0) */
typedef struct sControlObjectClient *ControlObjectClient;
typedef struct sGooseSubscriber *GooseSubscriber;
typedef struct sSVSubscriber *SVSubscriber;
typedef struct sDataObject DataObject;
typedef struct sDataAttribute DataAttribute;
typedef struct sSettingGroupControlBlock SettingGroupControlBlock;
typedef struct sSVControlBlock SVControlBlock;

/* @boundary return: owned(IedServer_destroy) */
IedServer IedServer_create(IedModel *dataModel);

/* @boundary self: releases */
void IedServer_destroy(IedServer self);

/* @boundary return: owned(IedServerConfig_destroy) */
IedServerConfig IedServerConfig_create(void);

/* @boundary self: releases */
void IedServerConfig_destroy(IedServerConfig self);

/* @boundary return: owned(IedConnection_destroy) */
IedConnection IedConnection_create(void);

/* @boundary self: releases */
void IedConnection_destroy(IedConnection self);

/* @boundary return: owned(ClientReportControlBlock_destroy) */
ClientReportControlBlock ClientReportControlBlock_create(const char *rcbReference);

/* @boundary self: releases */
void ClientReportControlBlock_destroy(ClientReportControlBlock self);

/* @boundary return: owned(GooseReceiver_destroy) */
GooseReceiver GooseReceiver_create(void);

/* @boundary self: releases */
void GooseReceiver_destroy(GooseReceiver self);

/* @boundary return: owned(SVReceiver_destroy) */
SVReceiver SVReceiver_create(void);

/* @boundary self: releases */
void SVReceiver_destroy(SVReceiver self);

/* @boundary return: owned(ControlObjectClient_destroy), nullable */
ControlObjectClient ControlObjectClient_create(const char *objectReference, IedConnection connection);

/* @boundary self: releases */
void ControlObjectClient_destroy(ControlObjectClient self);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedServer_setConnectionIndicationHandler(IedServer self, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedServer_setActiveSettingGroupChangedHandler(IedServer self, SettingGroupControlBlock *sgcb, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedServer_setEditSettingGroupChangedHandler(IedServer self, SettingGroupControlBlock *sgcb, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedServer_setEditSettingGroupConfirmationHandler(IedServer self, SettingGroupControlBlock *sgcb, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedServer_setControlHandler(IedServer self, DataObject *node, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedServer_setPerformCheckHandler(IedServer self, DataObject *node, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedServer_setWaitForExecutionHandler(IedServer self, DataObject *node, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedServer_setSelectStateChangedHandler(IedServer self, DataObject *node, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedServer_setRCBEventHandler(IedServer self, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedServer_setSVCBHandler(IedServer self, SVControlBlock *svcb, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedServer_setGoCBHandler(IedServer self, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedServer_handleWriteAccess(IedServer self, DataAttribute *dataAttribute, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedServer_handleWriteAccessForComplexAttribute(IedServer self, DataAttribute *dataAttribute, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedServer_setReadAccessHandler(IedServer self, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedConnection_installConnectionClosedHandler(IedConnection self, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedConnection_installStateChangedHandler(IedConnection self, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void IedConnection_installReportHandler(IedConnection self, const char *rcbReference, const char *rptId, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void ControlObjectClient_setCommandTerminationHandler(ControlObjectClient self, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void GooseSubscriber_setListener(GooseSubscriber self, void *handler, void *parameter);

/* @boundary handler: retained, nullable
 * @boundary parameter: retained, nullable */
void SVSubscriber_setListener(SVSubscriber self, void *handler, void *parameter);
