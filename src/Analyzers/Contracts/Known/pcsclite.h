/* What the documentation of PC/SC lite says about contexts and cards; the functions of Windows are in its own header. */

/* @boundary library(pcsclite) */

typedef unsigned long DWORD;
typedef const void *LPCVOID;
typedef long LONG;
typedef LONG SCARDCONTEXT;
typedef SCARDCONTEXT *LPSCARDCONTEXT;
typedef const char *LPCSTR;
typedef LONG SCARDHANDLE;
typedef SCARDHANDLE *LPSCARDHANDLE;
typedef DWORD *LPDWORD;

/* @boundary return: status(0)
 * @boundary phContext: owned(SCardReleaseContext) */
LONG SCardEstablishContext(DWORD dwScope, LPCVOID pvReserved1, LPCVOID pvReserved2, LPSCARDCONTEXT phContext);

/* @boundary return: status(0)
 * @boundary phCard: owned(SCardDisconnect) */
LONG SCardConnect(SCARDCONTEXT hContext, LPCSTR szReader, DWORD dwShareMode, DWORD dwPreferredProtocols, LPSCARDHANDLE phCard, LPDWORD pdwActiveProtocol);

/* @boundary hContext: releases */
LONG SCardReleaseContext(SCARDCONTEXT hContext);

/* @boundary hCard: releases */
LONG SCardDisconnect(SCARDHANDLE hCard, DWORD dwDisposition);

/* @boundary return: static, zeroterm */
const char *pcsc_stringify_error(const LONG arg0);
