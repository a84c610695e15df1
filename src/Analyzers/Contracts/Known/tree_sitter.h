/* What the header of Tree-sitter says about parsers, trees, queries and text. */

/* @boundary library(tree-sitter), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>

/* @boundary handle(ts_parser_delete), invalid(0) */
typedef struct TSParser TSParser;
/* @boundary handle(ts_tree_delete), invalid(0) */
typedef struct TSTree TSTree;
typedef struct TSInput TSInput;
typedef enum { TSInputEncodingUTF8 = 0 } TSInputEncoding;
typedef struct TSLanguage TSLanguage;
typedef struct TSRange TSRange;
typedef struct TSNode TSNode;
typedef struct TSTreeCursor TSTreeCursor;
typedef uint16_t TSSymbol;
typedef uint16_t TSFieldId;
typedef enum { TSQueryErrorNone = 0 } TSQueryError;
/* @boundary handle(ts_query_delete), invalid(0) */
typedef struct TSQuery TSQuery;
typedef struct TSQueryPredicateStep TSQueryPredicateStep;
/* @boundary handle(ts_query_cursor_delete), invalid(0) */
typedef struct TSQueryCursor TSQueryCursor;

/* Parsers and trees */

/* @boundary return: owned(ts_parser_delete), nonnull */
TSParser *ts_parser_new(void);

/* @boundary parser: releases, nullable */
void ts_parser_delete(TSParser *parser);

/* @boundary return: owned(ts_tree_delete), nullable */
TSTree *ts_parser_parse(TSParser *self, const TSTree *old_tree, TSInput input);

/* @boundary return: owned(ts_tree_delete), nullable
 * @boundary string: in, noescape */
TSTree *ts_parser_parse_string(TSParser *self, const TSTree *old_tree, const char *string, uint32_t length);

/* @boundary return: owned(ts_tree_delete), nullable */
TSTree *ts_parser_parse_string_encoding(TSParser *self, const TSTree *old_tree, const char *string, uint32_t length, TSInputEncoding encoding);

/* @boundary return: owned(ts_tree_delete), nonnull */
TSTree *ts_tree_copy(const TSTree *self);

/* @boundary self: releases, nullable */
void ts_tree_delete(TSTree *self);

/* @boundary return: borrowed, nullable */
const TSLanguage *ts_parser_language(const TSParser *self);

/* @boundary return: borrowed, nullable */
const TSLanguage *ts_tree_language(const TSTree *arg0);

/* @boundary return: borrowed, nullable */
const TSRange *ts_parser_included_ranges(const TSParser *self, uint32_t *length);

/* Nodes */

/* @boundary return: static, zeroterm */
const char *ts_node_type(TSNode arg0);

/* @boundary return: static, nullable, zeroterm */
const char *ts_tree_cursor_current_field_name(const TSTreeCursor *arg0);

/* @boundary return: static, nullable, zeroterm */
const char *ts_language_symbol_name(const TSLanguage *arg0, TSSymbol arg1);

/* @boundary return: static, nullable, zeroterm */
const char *ts_language_field_name_for_id(const TSLanguage *arg0, TSFieldId arg1);

/* Queries */

/* @boundary return: owned(ts_query_delete), nullable */
TSQuery *ts_query_new(const TSLanguage *language, const char *source, uint32_t source_len, uint32_t *error_offset, TSQueryError *error_type);

/* @boundary arg0: releases, nullable */
void ts_query_delete(TSQuery *arg0);

/* @boundary return: borrowed, zeroterm */
const char *ts_query_capture_name_for_id(const TSQuery *arg0, uint32_t id, uint32_t *length);

/* @boundary return: borrowed, zeroterm */
const char *ts_query_string_value_for_id(const TSQuery *arg0, uint32_t id, uint32_t *length);

/* @boundary return: borrowed */
const TSQueryPredicateStep *ts_query_predicates_for_pattern(const TSQuery *self, uint32_t pattern_index, uint32_t *length);

/* @boundary return: owned(ts_query_cursor_delete), nonnull */
TSQueryCursor *ts_query_cursor_new(void);

/* @boundary arg0: releases */
void ts_query_cursor_delete(TSQueryCursor *arg0);

/* Callbacks */

/* @boundary new_malloc: retained
 * @boundary new_calloc: retained
 * @boundary new_realloc: retained
 * @boundary new_free: retained */
void ts_set_allocator(void *(*new_malloc)(size_t), void *(*new_calloc)(size_t, size_t), void *(*new_realloc)(void *, size_t), void (*new_free)(void *));
