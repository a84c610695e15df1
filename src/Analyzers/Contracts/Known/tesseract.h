/* What the C interface of Tesseract says about engines, iterators and text. */

/* @boundary library(tesseract), convention(cdecl) */

/* @boundary handle(TessBaseAPIDelete) */
typedef struct TessBaseAPI TessBaseAPI;
/* @boundary handle(TessResultIteratorDelete) */
typedef struct TessResultIterator TessResultIterator;
/* @boundary handle(TessPageIteratorDelete) */
typedef struct TessPageIterator TessPageIterator;
typedef enum { RIL_BLOCK = 0 } TessPageIteratorLevel;
/* @boundary handle(TessChoiceIteratorDelete) */
typedef struct TessChoiceIterator TessChoiceIterator;

/* @boundary return: static, zeroterm */
const char *TessVersion(void);

/* @boundary text: releases, nullable */
void TessDeleteText(const char *text);

/* @boundary arr: releases, nullable */
void TessDeleteTextArray(char **arr);

/* @boundary arr: releases, nullable */
void TessDeleteIntArray(const int *arr);

/* @boundary return: owned(TessBaseAPIDelete) */
TessBaseAPI *TessBaseAPICreate(void);

/* @boundary handle: releases, nullable */
void TessBaseAPIDelete(TessBaseAPI *handle);

/* @boundary return: borrowed(handle), nullable, zeroterm */
const char *TessBaseAPIGetInputName(TessBaseAPI *handle);

/* @boundary return: borrowed(handle), nullable, zeroterm */
const char *TessBaseAPIGetDatapath(TessBaseAPI *handle);

/* @boundary return: borrowed(handle), nullable, zeroterm */
const char *TessBaseAPIGetInitLanguagesAsString(const TessBaseAPI *handle);

/* @boundary return: borrowed(handle), nullable, zeroterm */
const char *TessBaseAPIGetStringVariable(const TessBaseAPI *handle, const char *name);

/* @boundary return: owned(TessDeleteText), nullable, utf8, zeroterm */
char *TessBaseAPIGetUTF8Text(TessBaseAPI *handle);

/* @boundary return: owned(TessDeleteText), nullable, utf8, zeroterm */
char *TessBaseAPIGetHOCRText(TessBaseAPI *handle, int page_number);

/* @boundary return: owned(TessDeleteText), nullable, utf8, zeroterm */
char *TessBaseAPIGetAltoText(TessBaseAPI *handle, int page_number);

/* @boundary return: owned(TessDeleteText), nullable, utf8, zeroterm */
char *TessBaseAPIGetTsvText(TessBaseAPI *handle, int page_number);

/* @boundary return: owned(TessDeleteText), nullable, utf8, zeroterm */
char *TessBaseAPIGetBoxText(TessBaseAPI *handle, int page_number);

/* @boundary return: owned(TessDeleteText), nullable, zeroterm */
char *TessBaseAPIGetUNLVText(TessBaseAPI *handle);

/* @boundary return: owned(TessDeleteIntArray), nullable */
int *TessBaseAPIAllWordConfidences(TessBaseAPI *handle);

/* @boundary return: owned(TessDeleteTextArray), nonnull */
char **TessBaseAPIGetLoadedLanguagesAsVector(const TessBaseAPI *handle);

/* @boundary return: owned(TessDeleteTextArray), nonnull */
char **TessBaseAPIGetAvailableLanguagesAsVector(const TessBaseAPI *handle);

/* @boundary return: owned(TessResultIteratorDelete), nullable */
TessResultIterator *TessBaseAPIGetIterator(TessBaseAPI *handle);

/* @boundary return: owned(TessPageIteratorDelete), nullable */
TessPageIterator *TessBaseAPIAnalyseLayout(TessBaseAPI *handle);

/* @boundary handle: releases, nullable */
void TessPageIteratorDelete(TessPageIterator *handle);

/* @boundary return: owned(TessPageIteratorDelete) */
TessPageIterator *TessPageIteratorCopy(const TessPageIterator *handle);

/* @boundary handle: releases, nullable */
void TessResultIteratorDelete(TessResultIterator *handle);

/* @boundary return: owned(TessResultIteratorDelete) */
TessResultIterator *TessResultIteratorCopy(const TessResultIterator *handle);

/* The same object seen as another type.
 * @boundary return: borrowed(handle) */
TessPageIterator *TessResultIteratorGetPageIterator(TessResultIterator *handle);

/* @boundary return: borrowed(handle) */
const TessPageIterator *TessResultIteratorGetPageIteratorConst(const TessResultIterator *handle);

/* @boundary return: owned(TessDeleteText), nullable, utf8, zeroterm */
char *TessResultIteratorGetUTF8Text(const TessResultIterator *handle, TessPageIteratorLevel level);

/* @boundary return: owned(TessChoiceIteratorDelete), nullable */
TessChoiceIterator *TessResultIteratorGetChoiceIterator(const TessResultIterator *handle);

/* @boundary return: borrowed(handle), nullable, zeroterm */
const char *TessResultIteratorWordFontAttributes(
    const TessResultIterator *handle, int *is_bold, int *is_italic, int *is_underlined, int *is_monospace, int *is_serif, int *is_smallcaps,
    int *pointsize, int *font_id);

/* @boundary return: borrowed(handle), nullable, zeroterm */
const char *TessResultIteratorWordRecognitionLanguage(const TessResultIterator *handle);

/* @boundary handle: releases, nullable */
void TessChoiceIteratorDelete(TessChoiceIterator *handle);

/* @boundary return: borrowed(handle), nullable, utf8, zeroterm */
const char *TessChoiceIteratorGetUTF8Text(const TessChoiceIterator *handle);
