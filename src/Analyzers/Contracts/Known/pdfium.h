/* What the documentation of PDFium says about ownership and about memory that it goes on reading. */

/* @boundary library(pdfium) */

#include <stddef.h>

/* @boundary handle(FPDF_CloseDocument), invalid(0) */
typedef struct fpdf_document_t__ *FPDF_DOCUMENT;
/* @boundary handle(FPDF_ClosePage), invalid(0) */
typedef struct fpdf_page_t__ *FPDF_PAGE;
/* @boundary handle(FPDFBitmap_Destroy), invalid(0) */
typedef struct fpdf_bitmap_t__ *FPDF_BITMAP;
/* @boundary handle(FPDFText_ClosePage), invalid(0) */
typedef struct fpdf_textpage_t__ *FPDF_TEXTPAGE;
/* @boundary handle(FPDFText_FindClose), invalid(0) */
typedef struct fpdf_schhandle_t__ *FPDF_SCHHANDLE;
/* @boundary handle(FPDFLink_CloseWebLinks), invalid(0) */
typedef struct fpdf_pagelink_t__ *FPDF_PAGELINK;
/* @boundary handle(FPDFPage_CloseAnnot), invalid(0) */
typedef struct fpdf_annotation_t__ *FPDF_ANNOTATION;
/* @boundary handle(FPDFDOC_ExitFormFillEnvironment), invalid(0) */
typedef struct fpdf_form_handle_t__ *FPDF_FORMHANDLE;
/* @boundary handle(FPDF_StructTree_Close), invalid(0) */
typedef struct fpdf_structtree_t__ *FPDF_STRUCTTREE;
typedef struct FPDF_FILEACCESS FPDF_FILEACCESS;
typedef struct FPDF_FORMFILLINFO FPDF_FORMFILLINFO;

/* @boundary return: owned(FPDF_CloseDocument), nullable */
FPDF_DOCUMENT FPDF_LoadDocument(const char *file_path, const char *password);

/* The document is read out of the buffer as long as it is open.
 * @boundary return: owned(FPDF_CloseDocument), nullable
 * @boundary data_buf: retained(until FPDF_CloseDocument) */
FPDF_DOCUMENT FPDF_LoadMemDocument(const void *data_buf, int size, const char *password);

/* @boundary return: owned(FPDF_CloseDocument), nullable
 * @boundary data_buf: retained(until FPDF_CloseDocument) */
FPDF_DOCUMENT FPDF_LoadMemDocument64(const void *data_buf, size_t size, const char *password);

/* The functions in the struct are called as long as the document is open.
 * @boundary return: owned(FPDF_CloseDocument), nullable
 * @boundary pFileAccess: retained(until FPDF_CloseDocument) */
FPDF_DOCUMENT FPDF_LoadCustomDocument(FPDF_FILEACCESS *pFileAccess, const char *password);

/* @boundary return: owned(FPDF_CloseDocument), nullable */
FPDF_DOCUMENT FPDF_CreateNewDocument(void);

/* @boundary document: releases, nullable */
void FPDF_CloseDocument(FPDF_DOCUMENT document);

/* @boundary return: owned(FPDF_ClosePage), nullable */
FPDF_PAGE FPDF_LoadPage(FPDF_DOCUMENT document, int page_index);

/* @boundary return: owned(FPDF_ClosePage), nullable */
FPDF_PAGE FPDFPage_New(FPDF_DOCUMENT document, int page_index, double width, double height);

/* @boundary page: releases, nullable */
void FPDF_ClosePage(FPDF_PAGE page);

/* @boundary return: owned(FPDFBitmap_Destroy), nullable */
FPDF_BITMAP FPDFBitmap_Create(int width, int height, int alpha);

/* The bitmap draws into the buffer, if there is one, until it is destroyed.
 * @boundary return: owned(FPDFBitmap_Destroy), nullable
 * @boundary first_scan: retained(until FPDFBitmap_Destroy), nullable */
FPDF_BITMAP FPDFBitmap_CreateEx(int width, int height, int format, void *first_scan, int stride);

/* @boundary bitmap: releases, nullable */
void FPDFBitmap_Destroy(FPDF_BITMAP bitmap);

/* @boundary return: borrowed(bitmap) */
void *FPDFBitmap_GetBuffer(FPDF_BITMAP bitmap);

/* @boundary return: owned(FPDFText_ClosePage), nullable */
FPDF_TEXTPAGE FPDFText_LoadPage(FPDF_PAGE page);

/* @boundary text_page: releases, nullable */
void FPDFText_ClosePage(FPDF_TEXTPAGE text_page);

/* @boundary return: owned(FPDFText_FindClose), nullable */
FPDF_SCHHANDLE FPDFText_FindStart(FPDF_TEXTPAGE text_page, const unsigned short *findwhat, unsigned long flags, int start_index);

/* @boundary handle: releases, nullable */
void FPDFText_FindClose(FPDF_SCHHANDLE handle);

/* @boundary return: owned(FPDFLink_CloseWebLinks), nullable */
FPDF_PAGELINK FPDFLink_LoadWebLinks(FPDF_TEXTPAGE text_page);

/* @boundary link_page: releases, nullable */
void FPDFLink_CloseWebLinks(FPDF_PAGELINK link_page);

/* @boundary return: owned(FPDFPage_CloseAnnot), nullable */
FPDF_ANNOTATION FPDFPage_GetAnnot(FPDF_PAGE page, int index);

/* @boundary annot: releases, nullable */
void FPDFPage_CloseAnnot(FPDF_ANNOTATION annot);

/* The functions in the struct are called until the environment is left.
 * @boundary return: owned(FPDFDOC_ExitFormFillEnvironment), nullable
 * @boundary formInfo: retained(until FPDFDOC_ExitFormFillEnvironment) */
FPDF_FORMHANDLE FPDFDOC_InitFormFillEnvironment(FPDF_DOCUMENT document, FPDF_FORMFILLINFO *formInfo);

/* @boundary hHandle: releases, nullable */
void FPDFDOC_ExitFormFillEnvironment(FPDF_FORMHANDLE hHandle);

/* @boundary return: owned(FPDF_StructTree_Close), nullable */
FPDF_STRUCTTREE FPDF_StructTree_GetForPage(FPDF_PAGE page);

/* @boundary struct_tree: releases, nullable */
void FPDF_StructTree_Close(FPDF_STRUCTTREE struct_tree);
