/* What the documentation of libxml2 says about documents, readers and text. Nodes belong to their document. */

/* @boundary library(xml2), convention(cdecl) */

typedef struct _xmlDoc xmlDoc;
typedef xmlDoc *xmlDocPtr;
typedef unsigned char xmlChar;
typedef xmlDocPtr htmlDocPtr;
typedef struct _xmlNode xmlNode;
typedef xmlNode *xmlNodePtr;
typedef struct _xmlXPathContext xmlXPathContext;
typedef xmlXPathContext *xmlXPathContextPtr;
typedef struct _xmlXPathObject xmlXPathObject;
typedef xmlXPathObject *xmlXPathObjectPtr;
typedef struct _xmlXPathCompExpr xmlXPathCompExpr;
typedef xmlXPathCompExpr *xmlXPathCompExprPtr;
typedef struct _xmlTextReader xmlTextReader;
typedef xmlTextReader *xmlTextReaderPtr;
typedef struct _xmlTextWriter xmlTextWriter;
typedef xmlTextWriter *xmlTextWriterPtr;
typedef struct _xmlBuffer xmlBuffer;
typedef xmlBuffer *xmlBufferPtr;
typedef struct _xmlParserCtxt xmlParserCtxt;
typedef xmlParserCtxt *xmlParserCtxtPtr;
typedef struct _xmlSAXHandler xmlSAXHandler;
typedef xmlSAXHandler *xmlSAXHandlerPtr;
typedef struct _xmlSchemaParserCtxt xmlSchemaParserCtxt;
typedef xmlSchemaParserCtxt *xmlSchemaParserCtxtPtr;
typedef struct _xmlSchema xmlSchema;
typedef xmlSchema *xmlSchemaPtr;
typedef struct _xmlSchemaValidCtxt xmlSchemaValidCtxt;
typedef xmlSchemaValidCtxt *xmlSchemaValidCtxtPtr;
typedef struct _xmlRelaxNGParserCtxt xmlRelaxNGParserCtxt;
typedef xmlRelaxNGParserCtxt *xmlRelaxNGParserCtxtPtr;
typedef void (*xmlGenericErrorFunc)(void *, const char *, ...);
typedef struct _xmlError xmlError;
typedef xmlError *xmlErrorPtr;
typedef void (*xmlStructuredErrorFunc)(void *, xmlErrorPtr);

/* @boundary return: owned(xmlFreeDoc), nullable
 * @boundary blocking */
xmlDocPtr xmlReadFile(const char *URL, const char *encoding, int options);

/* @boundary return: owned(xmlFreeDoc), nullable
 * @boundary buffer: in, noescape, bytes(size) */
xmlDocPtr xmlReadMemory(const char *buffer, int size, const char *URL, const char *encoding, int options);

/* @boundary return: owned(xmlFreeDoc), nullable
 * @boundary cur: in, noescape, zeroterm */
xmlDocPtr xmlReadDoc(const xmlChar *cur, const char *URL, const char *encoding, int options);

/* @boundary return: owned(xmlFreeDoc), nullable
 * @boundary blocking */
xmlDocPtr xmlParseFile(const char *filename);

/* @boundary return: owned(xmlFreeDoc), nullable */
xmlDocPtr xmlParseMemory(const char *buffer, int size);

/* @boundary return: owned(xmlFreeDoc) */
xmlDocPtr xmlNewDoc(const xmlChar *version);

/* @boundary return: owned(xmlFreeDoc), nullable */
xmlDocPtr xmlCopyDoc(xmlDocPtr doc, int recursive);

/* @boundary cur: releases, nullable */
void xmlFreeDoc(xmlDocPtr cur);

/* @boundary return: owned(xmlFreeDoc), nullable
 * @boundary blocking */
htmlDocPtr htmlReadFile(const char *URL, const char *encoding, int options);

/* @boundary return: owned(xmlFreeDoc), nullable */
htmlDocPtr htmlReadMemory(const char *buffer, int size, const char *URL, const char *encoding, int options);

/* @boundary return: owned(xmlFreeDoc), nullable */
htmlDocPtr htmlReadDoc(const xmlChar *cur, const char *URL, const char *encoding, int options);

/* @boundary return: borrowed(doc), nullable */
xmlNodePtr xmlDocGetRootElement(const xmlDoc *doc);

/* @boundary return: owned(xmlXPathFreeContext) */
xmlXPathContextPtr xmlXPathNewContext(xmlDocPtr doc);

/* @boundary ctxt: releases, nullable */
void xmlXPathFreeContext(xmlXPathContextPtr ctxt);

/* @boundary return: owned(xmlXPathFreeObject), nullable */
xmlXPathObjectPtr xmlXPathEvalExpression(const xmlChar *str, xmlXPathContextPtr ctxt);

/* @boundary return: owned(xmlXPathFreeObject), nullable */
xmlXPathObjectPtr xmlXPathEval(const xmlChar *str, xmlXPathContextPtr ctx);

/* @boundary obj: releases, nullable */
void xmlXPathFreeObject(xmlXPathObjectPtr obj);

/* @boundary return: owned(xmlXPathFreeCompExpr), nullable */
xmlXPathCompExprPtr xmlXPathCompile(const xmlChar *str);

/* @boundary comp: releases, nullable */
void xmlXPathFreeCompExpr(xmlXPathCompExprPtr comp);

/* @boundary return: owned(xmlFreeTextReader), nullable */
xmlTextReaderPtr xmlReaderForFile(const char *filename, const char *encoding, int options);

/* @boundary return: owned(xmlFreeTextReader), nullable
 * @boundary buffer: in, retained(until xmlFreeTextReader) */
xmlTextReaderPtr xmlReaderForMemory(const char *buffer, int size, const char *URL, const char *encoding, int options);

/* @boundary return: owned(xmlFreeTextReader), nullable */
xmlTextReaderPtr xmlReaderForDoc(const xmlChar *cur, const char *URL, const char *encoding, int options);

/* @boundary return: owned(xmlFreeTextReader), nullable */
xmlTextReaderPtr xmlNewTextReaderFilename(const char *URI);

/* @boundary reader: releases, nullable */
void xmlFreeTextReader(xmlTextReaderPtr reader);

/* @boundary return: borrowed(reader), nullable, utf8, zeroterm */
const xmlChar *xmlTextReaderConstName(xmlTextReaderPtr reader);

/* @boundary return: borrowed(reader), nullable, utf8, zeroterm */
const xmlChar *xmlTextReaderConstValue(xmlTextReaderPtr reader);

/* @boundary return: borrowed(reader), nullable, utf8, zeroterm */
const xmlChar *xmlTextReaderConstLocalName(xmlTextReaderPtr reader);

/* @boundary return: owned(xmlFreeTextWriter), nullable */
xmlTextWriterPtr xmlNewTextWriterFilename(const char *uri, int compression);

/* @boundary return: owned(xmlFreeTextWriter), nullable */
xmlTextWriterPtr xmlNewTextWriterMemory(xmlBufferPtr buf, int compression);

/* @boundary writer: releases, nullable */
void xmlFreeTextWriter(xmlTextWriterPtr writer);

/* @boundary return: owned(xmlFreeParserCtxt) */
xmlParserCtxtPtr xmlNewParserCtxt(void);

/* @boundary return: owned(xmlFreeParserCtxt), nullable */
xmlParserCtxtPtr xmlCreatePushParserCtxt(xmlSAXHandlerPtr sax, void *user_data, const char *chunk, int size, const char *filename);

/* @boundary ctxt: releases, nullable */
void xmlFreeParserCtxt(xmlParserCtxtPtr ctxt);

/* @boundary return: owned(xmlBufferFree) */
xmlBufferPtr xmlBufferCreate(void);

/* @boundary buf: releases, nullable */
void xmlBufferFree(xmlBufferPtr buf);

/* @boundary return: borrowed(buf), nullable */
const xmlChar *xmlBufferContent(const xmlBuffer *buf);

/* @boundary return: owned(xmlSchemaFreeParserCtxt), nullable */
xmlSchemaParserCtxtPtr xmlSchemaNewParserCtxt(const char *URL);

/* @boundary return: owned(xmlSchemaFreeParserCtxt), nullable */
xmlSchemaParserCtxtPtr xmlSchemaNewMemParserCtxt(const char *buffer, int size);

/* @boundary ctxt: releases, nullable */
void xmlSchemaFreeParserCtxt(xmlSchemaParserCtxtPtr ctxt);

/* @boundary return: owned(xmlSchemaFree), nullable */
xmlSchemaPtr xmlSchemaParse(xmlSchemaParserCtxtPtr ctxt);

/* @boundary schema: releases, nullable */
void xmlSchemaFree(xmlSchemaPtr schema);

/* @boundary return: owned(xmlSchemaFreeValidCtxt), nullable */
xmlSchemaValidCtxtPtr xmlSchemaNewValidCtxt(xmlSchemaPtr schema);

/* @boundary ctxt: releases, nullable */
void xmlSchemaFreeValidCtxt(xmlSchemaValidCtxtPtr ctxt);

/* @boundary return: owned(xmlRelaxNGFreeParserCtxt), nullable */
xmlRelaxNGParserCtxtPtr xmlRelaxNGNewParserCtxt(const char *URL);

/* @boundary ctxt: releases, nullable */
void xmlRelaxNGFreeParserCtxt(xmlRelaxNGParserCtxtPtr ctxt);

/* @boundary handler: retained, nullable
 * @boundary ctx: retained */
void xmlSetGenericErrorFunc(void *ctx, xmlGenericErrorFunc handler);

/* @boundary handler: retained, nullable
 * @boundary ctx: retained */
void xmlSetStructuredErrorFunc(void *ctx, xmlStructuredErrorFunc handler);
