/* What the documentation of ICU's C interface says about services, sets and text, under the names without a version. */

/* @boundary library(icuuc) */

#include <stdint.h>

typedef enum { U_USING_FALLBACK_WARNING = -128 } UErrorCode;
typedef struct UConverter UConverter;
typedef enum { UCNV_UNKNOWN = -1 } UConverterPlatform;
typedef struct UCollator UCollator;
typedef uint16_t UChar;
typedef enum { UCOL_DEFAULT = -1 } UColAttributeValue;
typedef UColAttributeValue UCollationStrength;
typedef struct UParseError UParseError;
typedef enum { UBRK_CHARACTER = 0 } UBreakIteratorType;
typedef struct UBreakIterator UBreakIterator;
typedef enum { UDAT_FULL = 0 } UDateFormatStyle;
typedef void *UDateFormat;
typedef enum { UCAL_TRADITIONAL = 0 } UCalendarType;
typedef void *UCalendar;
typedef enum { UNUM_PATTERN_DECIMAL = 0 } UNumberFormatStyle;
typedef void *UNumberFormat;
typedef int32_t UChar32;
typedef struct USet USet;
typedef enum { UTRANS_FORWARD = 0 } UTransDirection;
typedef void *UTransliterator;
typedef struct URegularExpression URegularExpression;
typedef struct UCharsetDetector UCharsetDetector;
typedef struct UIDNA UIDNA;
typedef struct UEnumeration UEnumeration;

/* @boundary return: owned(ucnv_close), nonnull */
UConverter *ucnv_open(const char *converterName, UErrorCode *err);

/* @boundary return: owned(ucnv_close), nonnull */
UConverter *ucnv_openCCSID(int32_t codepage, UConverterPlatform platform, UErrorCode *err);

/* @boundary converter: releases, nullable */
void ucnv_close(UConverter *converter);

/* @boundary return: owned(ucol_close), nonnull */
UCollator *ucol_open(const char *loc, UErrorCode *status);

/* @boundary return: owned(ucol_close), nonnull */
UCollator *ucol_openRules(
    const UChar *rules, int32_t rulesLength, UColAttributeValue normalizationMode, UCollationStrength strength, UParseError *parseError, UErrorCode *status);

/* @boundary coll: releases, nullable */
void ucol_close(UCollator *coll);

/* @boundary return: owned(ubrk_close), nonnull
 * @boundary text: retained */
UBreakIterator *ubrk_open(UBreakIteratorType type, const char *locale, const UChar *text, int32_t textLength, UErrorCode *status);

/* @boundary return: owned(ubrk_close), nonnull */
UBreakIterator *ubrk_openRules(const UChar *rules, int32_t rulesLength, const UChar *text, int32_t textLength, UParseError *parseErr, UErrorCode *status);

/* @boundary text: retained */
void ubrk_setText(UBreakIterator *bi, const UChar *text, int32_t textLength, UErrorCode *status);

/* @boundary bi: releases, nullable */
void ubrk_close(UBreakIterator *bi);

/* @boundary return: owned(udat_close), nonnull */
UDateFormat *udat_open(
    UDateFormatStyle timeStyle, UDateFormatStyle dateStyle, const char *locale, const UChar *tzID, int32_t tzIDLength, const UChar *pattern, int32_t patternLength, UErrorCode *status);

/* @boundary format: releases, nullable */
void udat_close(UDateFormat *format);

/* @boundary return: owned(ucal_close), nonnull */
UCalendar *ucal_open(const UChar *zoneID, int32_t len, const char *locale, UCalendarType type, UErrorCode *status);

/* @boundary return: owned(ucal_close), nonnull */
UCalendar *ucal_clone(const UCalendar *cal, UErrorCode *status);

/* @boundary cal: releases, nullable */
void ucal_close(UCalendar *cal);

/* @boundary return: owned(unum_close), nonnull */
UNumberFormat *unum_open(UNumberFormatStyle style, const UChar *pattern, int32_t patternLength, const char *locale, UParseError *parseErr, UErrorCode *status);

/* @boundary fmt: releases, nullable */
void unum_close(UNumberFormat *fmt);

/* @boundary return: owned(uset_close), nonnull */
USet *uset_open(UChar32 start, UChar32 end);

/* @boundary return: owned(uset_close), nonnull */
USet *uset_openEmpty(void);

/* @boundary return: owned(uset_close), nonnull */
USet *uset_openPattern(const UChar *pattern, int32_t patternLength, UErrorCode *ec);

/* @boundary return: owned(uset_close), nonnull */
USet *uset_clone(const USet *set);

/* @boundary set: releases, nullable */
void uset_close(USet *set);

/* @boundary return: owned(utrans_close), nonnull */
UTransliterator *utrans_openU(
    const UChar *id, int32_t idLength, UTransDirection dir, const UChar *rules, int32_t rulesLength, UParseError *parseError, UErrorCode *pErrorCode);

/* @boundary trans: releases, nullable */
void utrans_close(UTransliterator *trans);

/* @boundary return: owned(uregex_close), nonnull */
URegularExpression *uregex_open(const UChar *pattern, int32_t patternLength, uint32_t flags, UParseError *pe, UErrorCode *status);

/* @boundary return: owned(uregex_close), nonnull */
URegularExpression *uregex_clone(const URegularExpression *regexp, UErrorCode *status);

/* @boundary text: retained */
void uregex_setText(URegularExpression *regexp, const UChar *text, int32_t textLength, UErrorCode *status);

/* @boundary regexp: releases, nullable */
void uregex_close(URegularExpression *regexp);

/* @boundary return: owned(ucsdet_close), nonnull */
UCharsetDetector *ucsdet_open(UErrorCode *status);

/* @boundary textIn: retained */
void ucsdet_setText(UCharsetDetector *ucsd, const char *textIn, int32_t len, UErrorCode *status);

/* @boundary ucsd: releases, nullable */
void ucsdet_close(UCharsetDetector *ucsd);

/* @boundary return: owned(uidna_close), nonnull */
UIDNA *uidna_openUTS46(uint32_t options, UErrorCode *pErrorCode);

/* @boundary idna: releases, nullable */
void uidna_close(UIDNA *idna);

/* @boundary return: owned(uenum_close), nonnull */
UEnumeration *uenum_openUCharStringsEnumeration(const UChar *const strings[], int32_t count, UErrorCode *ec);

/* @boundary return: owned(uenum_close), nonnull */
UEnumeration *ucal_openTimeZones(UErrorCode *ec);

/* @boundary en: releases, nullable */
void uenum_close(UEnumeration *en);

/* @boundary return: static, zeroterm */
const char *u_errorName(UErrorCode code);
