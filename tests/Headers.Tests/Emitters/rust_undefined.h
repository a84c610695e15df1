#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#define ml_LIMIT 3

#define ml_SEED 16045690981097406465ull

#define ml_LOWEST INT32_MIN

#define ml_LETTER 47

#define ml_CHARACTER 't'

#define ml_SHIFTED (1 << 4)

#define ml_RATIO 1.5

#define ml_OFF false

enum ml_Balance
#ifdef __cplusplus
  : int16_t
#endif // __cplusplus
 {
  ML_BALANCE_LEFT = -1,
  ML_BALANCE_RIGHT = 1,
};
#ifndef __cplusplus
typedef int16_t ml_Balance;
#endif // __cplusplus

enum ml_Mode
#ifdef __cplusplus
  : uint8_t
#endif // __cplusplus
 {
  ML_MODE_SLOW,
  ML_MODE_FAST = 200,
};
#ifndef __cplusplus
typedef uint8_t ml_Mode;
#endif // __cplusplus

// How it went.
typedef enum {
  ML_STATUS_OK = 0,
  ML_STATUS_MISSING,
  ML_STATUS_CORRUPT = 7,
} ml_Status;

// Without repr(C): the header may only name it.
typedef struct ml_Engine ml_Engine;

typedef struct {
  double x;
  double y;
} ml_Point;

typedef struct PACKED {
  uint8_t tag;
  uint32_t value;
} ml_Packed;

typedef struct ALIGNED(16) {
  float lanes[4];
} ml_Aligned;

typedef union {
  uint64_t number;
  uint8_t bytes[8];
} ml_Bits;

typedef enum {
  ML_VALUE_NUMBER,
  ML_VALUE_PAIR,
  ML_VALUE_NOTHING,
} ml_Value_Tag;

typedef struct {
  uint32_t left;
  uint32_t right;
} ml_Value_ml_Pair_Body;

typedef struct {
  ml_Value_Tag tag;
  union {
    struct {
      double number;
    };
    ml_Value_ml_Pair_Body PAIR;
  };
} ml_Value;

enum ml_Shape_Tag
#ifdef __cplusplus
  : uint8_t
#endif // __cplusplus
 {
  ML_SHAPE_CIRCLE,
  ML_SHAPE_SQUARE,
  ML_SHAPE_EMPTY,
};
#ifndef __cplusplus
typedef uint8_t ml_Shape_Tag;
#endif // __cplusplus

typedef struct {
  ml_Shape_Tag tag;
  double side;
} ml_Shape_ml_Square_Body;

typedef union {
  ml_Shape_Tag tag;
  struct {
    ml_Shape_Tag circle_tag;
    float circle;
  };
  ml_Shape_ml_Square_Body SQUARE;
} ml_Shape;

typedef uint64_t ml_Id;

typedef struct {
  const int32_t *data;
  size_t length;
} ml_Slice_i32;

typedef struct {
  const uint8_t *data;
  size_t length;
} ml_Slice_u8;

typedef struct {
  void (*callback)(void*, uint32_t);
  bool (*always)(int);
  ml_Mode mode;
  ml_Status status;
  int16_t matrix[2][3];
  ml_Table *next;
} ml_Table;

typedef bool (*ml_Visitor)(void *user, int code, const char *message);

#if defined(_WIN32)
typedef struct {
  uint32_t code;
} ml_Platform;
#endif

#define ml_ORIGIN (ml_Point){ .x = 1.0, .y = 2.0 }

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

extern const int MYLIB_GLOBAL;

API ml_Status engine_open(const char *path, ml_Engine **out) API_END;

API void engine_close(ml_Engine *NONNULL engine) API_END;

API const ml_Engine *engine_borrow(const ml_Engine *NONNULL engine, ml_Engine *other) API_END;

API uint8_t engine_digest(const ml_Engine *engine, const uint8_t (*digest)[32]) API_END;

API ml_Point add_points(ml_Point a, ml_Point b) API_END;

API void pass_layouts(const ml_Packed *packed, const ml_Aligned *aligned, ml_Bits bits) API_END;

API
ml_Mode pass_enums(ml_Status status,
                   ml_Mode mode,
                   ml_Balance balance,
                   const ml_Value *value,
                   ml_Shape shape)
API_END;

API
int64_t pass_numbers(size_t a,
                     ptrdiff_t b,
                     long c,
                     uint32_t d,
                     bool e,
                     int8_t f,
                     uint16_t g,
                     float h)
API_END;

API ml_Id pass_wrapped(ml_Id id, ml_Slice_i32 numbers, ml_Slice_u8 bytes) API_END;

API int32_t (*get_callback(void))(int32_t) API_END;

API void visit(const ml_Table *table, ml_Visitor visitor, void *user) API_END;

API MUST_USE bool must_be_used(void) API_END;

API void old_visit(void) API_END;

API void never_returns(void) API_END NO_RETURN;

#if defined(_WIN32)
API bool platform_get(ml_Platform *out) API_END;
#endif

#if (defined(__unix__) || (defined(_WIN32) && defined(EXTRA)))
API int extra_get(void) API_END;
#endif

#ifdef __cplusplus
} // extern "C"
#endif // __cplusplus
