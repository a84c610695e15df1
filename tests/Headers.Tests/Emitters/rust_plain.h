#ifndef PLAIN_H
#define PLAIN_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#define LIMIT 3

#define SEED 16045690981097406465ull

#define LOWEST INT32_MIN

#define LETTER 47

#define CHARACTER 't'

#define SHIFTED (1 << 4)

#define RATIO 1.5

#define OFF false

enum Balance
#ifdef __cplusplus
  : int16_t
#endif // __cplusplus
 {
  Left = -1,
  Right = 1,
};
#ifndef __cplusplus
typedef int16_t Balance;
#endif // __cplusplus

enum Mode
#ifdef __cplusplus
  : uint8_t
#endif // __cplusplus
 {
  Slow,
  Fast = 200,
};
#ifndef __cplusplus
typedef uint8_t Mode;
#endif // __cplusplus

/**
 * How it went.
 */
typedef enum Status {
  Ok = 0,
  Missing,
  Corrupt = 7,
} Status;

typedef struct Aligned Aligned;

/**
 * Without repr(C): the header may only name it.
 */
typedef struct Engine Engine;

typedef struct Packed Packed;

typedef struct Point {
  double x;
  double y;
} Point;

typedef union Bits {
  uint64_t number;
  uint8_t bytes[8];
} Bits;

typedef enum Value_Tag {
  Number,
  Pair,
  Nothing,
} Value_Tag;

typedef struct Pair_Body {
  uint32_t left;
  uint32_t right;
} Pair_Body;

typedef struct Value {
  Value_Tag tag;
  union {
    struct {
      double number;
    };
    Pair_Body pair;
  };
} Value;

enum Shape_Tag
#ifdef __cplusplus
  : uint8_t
#endif // __cplusplus
 {
  Circle,
  Square,
  Empty,
};
#ifndef __cplusplus
typedef uint8_t Shape_Tag;
#endif // __cplusplus

typedef struct Square_Body {
  Shape_Tag tag;
  double side;
} Square_Body;

typedef union Shape {
  Shape_Tag tag;
  struct {
    Shape_Tag circle_tag;
    float circle;
  };
  Square_Body square;
} Shape;

typedef uint64_t Id;

typedef struct Slice_i32 {
  const int32_t *data;
  uintptr_t length;
} Slice_i32;

typedef struct Slice_u8 {
  const uint8_t *data;
  uintptr_t length;
} Slice_u8;

typedef struct Table {
  void (*callback)(void*, uint32_t);
  bool (*always)(int);
  Mode mode;
  enum Status status;
  int16_t matrix[2][3];
  struct Table *next;
} Table;

typedef bool (*Visitor)(void *user, int code, const char *message);

#if defined(_WIN32)
typedef struct Platform {
  uint32_t code;
} Platform;
#endif

#define ORIGIN (Point){ .x = 1.0, .y = 2.0 }

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

extern const int MYLIB_GLOBAL;

enum Status engine_open(const char *path, struct Engine **out);

void engine_close(struct Engine *engine);

const struct Engine *engine_borrow(const struct Engine *engine, struct Engine *other);

uint8_t engine_digest(const struct Engine *engine, const uint8_t (*digest)[32]);

struct Point add_points(struct Point a, struct Point b);

void pass_layouts(const struct Packed *packed, const struct Aligned *aligned, union Bits bits);

Mode pass_enums(enum Status status,
                Mode mode,
                Balance balance,
                const struct Value *value,
                union Shape shape);

int64_t pass_numbers(uintptr_t a,
                     intptr_t b,
                     long c,
                     uint32_t d,
                     bool e,
                     int8_t f,
                     uint16_t g,
                     float h);

Id pass_wrapped(Id id, struct Slice_i32 numbers, struct Slice_u8 bytes);

int32_t (*get_callback(void))(int32_t);

void visit(const struct Table *table, Visitor visitor, void *user);

bool must_be_used(void);

void old_visit(void);

void never_returns(void);

#if defined(_WIN32)
bool platform_get(struct Platform *out);
#endif

#if (defined(__unix__) || (defined(_WIN32) && defined(EXTRA)))
int extra_get(void);
#endif

#ifdef __cplusplus
} // extern "C"
#endif // __cplusplus

#endif /* PLAIN_H */
