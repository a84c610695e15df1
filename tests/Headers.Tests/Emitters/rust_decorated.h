#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#define MUST_USE __attribute__((warn_unused_result))
#define NO_RETURN __attribute__((noreturn))
#define NONNULL
#define PACKED __attribute__((packed))
#define ALIGNED(n) __attribute__((aligned(n)))
#define API __attribute__((visibility("default")))
#define API_END


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
enum ml_Status {
  ML_STATUS_OK = 0,
  ML_STATUS_MISSING,
  ML_STATUS_CORRUPT = 7,
};

// Without repr(C): the header may only name it.
struct ml_Engine;

struct ml_Point {
  double x;
  double y;
};

struct PACKED ml_Packed {
  uint8_t tag;
  uint32_t value;
};

struct ALIGNED(16) ml_Aligned {
  float lanes[4];
};

union ml_Bits {
  uint64_t number;
  uint8_t bytes[8];
};

enum ml_Value_Tag {
  ML_VALUE_NUMBER,
  ML_VALUE_PAIR,
  ML_VALUE_NOTHING,
};

struct ml_Value_ml_Pair_Body {
  uint32_t left;
  uint32_t right;
};

struct ml_Value {
  enum ml_Value_Tag tag;
  union {
    struct {
      double number;
    };
    struct ml_Value_ml_Pair_Body PAIR;
  };
};

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

struct ml_Shape_ml_Square_Body {
  ml_Shape_Tag tag;
  double side;
};

union ml_Shape {
  ml_Shape_Tag tag;
  struct {
    ml_Shape_Tag circle_tag;
    float circle;
  };
  struct ml_Shape_ml_Square_Body SQUARE;
};

typedef uint64_t ml_Id;

struct ml_Slice_i32 {
  const int32_t *data;
  size_t length;
};

struct ml_Slice_u8 {
  const uint8_t *data;
  size_t length;
};

struct ml_Table {
  void (*callback)(void*, uint32_t);
  bool (*always)(int);
  ml_Mode mode;
  enum ml_Status status;
  int16_t matrix[2][3];
  struct ml_Table *next;
};

typedef bool (*ml_Visitor)(void *user, int code, const char *message);

#if defined(_WIN32)
struct ml_Platform {
  uint32_t code;
};
#endif

#define ml_ORIGIN (ml_Point){ .x = 1.0, .y = 2.0 }

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

extern const int MYLIB_GLOBAL;

API enum ml_Status engine_open(const char *path, struct ml_Engine **out) API_END;

API void engine_close(struct ml_Engine *NONNULL engine) API_END;

API
const struct ml_Engine *engine_borrow(const struct ml_Engine *NONNULL engine,
                                      struct ml_Engine *other)
API_END;

API uint8_t engine_digest(const struct ml_Engine *engine, const uint8_t (*digest)[32]) API_END;

API struct ml_Point add_points(struct ml_Point a, struct ml_Point b) API_END;

API
void pass_layouts(const struct ml_Packed *packed,
                  const struct ml_Aligned *aligned,
                  union ml_Bits bits)
API_END;

API
ml_Mode pass_enums(enum ml_Status status,
                   ml_Mode mode,
                   ml_Balance balance,
                   const struct ml_Value *value,
                   union ml_Shape shape)
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

API ml_Id pass_wrapped(ml_Id id, struct ml_Slice_i32 numbers, struct ml_Slice_u8 bytes) API_END;

API int32_t (*get_callback(void))(int32_t) API_END;

API void visit(const struct ml_Table *table, ml_Visitor visitor, void *user) API_END;

API MUST_USE bool must_be_used(void) API_END;

API void old_visit(void) API_END;

API void never_returns(void) API_END NO_RETURN;

#if defined(_WIN32)
API bool platform_get(struct ml_Platform *out) API_END;
#endif

#if (defined(__unix__) || (defined(_WIN32) && defined(EXTRA)))
API int extra_get(void) API_END;
#endif

#ifdef __cplusplus
} // extern "C"
#endif // __cplusplus
