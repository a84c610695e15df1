#ifndef DEFAULT_H
#define DEFAULT_H

#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <ostream>
#include <new>

constexpr static const uint32_t LIMIT = 3;

constexpr static const uint64_t SEED = 16045690981097406465ull;

constexpr static const int32_t LOWEST = INT32_MIN;

constexpr static const uint8_t LETTER = 47;

constexpr static const uint32_t CHARACTER = 't';

constexpr static const int32_t SHIFTED = (1 << 4);

constexpr static const double RATIO = 1.5;

constexpr static const bool OFF = false;

enum class Balance : int16_t {
  Left = -1,
  Right = 1,
};

enum class Mode : uint8_t {
  Slow,
  Fast = 200,
};

/// How it went.
enum class Status {
  Ok = 0,
  Missing,
  Corrupt = 7,
};

struct Aligned;

template<typename T = void>
struct Box;

/// Without repr(C): the header may only name it.
struct Engine;

struct Packed;

struct Point {
  double x;
  double y;
};

union Bits {
  uint64_t number;
  uint8_t bytes[8];
};

struct Value {
  enum class Tag {
    Number,
    Pair,
    Nothing,
  };

  struct Number_Body {
    double _0;
  };

  struct Pair_Body {
    uint32_t left;
    uint32_t right;
  };

  Tag tag;
  union {
    Number_Body number;
    Pair_Body pair;
  };
};

union Shape {
  enum class Tag : uint8_t {
    Circle,
    Square,
    Empty,
  };

  struct Circle_Body {
    Tag tag;
    float _0;
  };

  struct Square_Body {
    Tag tag;
    double side;
  };

  struct {
    Tag tag;
  };
  Circle_Body circle;
  Square_Body square;
};

using Id = uint64_t;

template<typename T>
struct Slice {
  const T *data;
  uintptr_t length;
};

struct Table {
  void (*callback)(void*, uint32_t);
  bool (*always)(int);
  Mode mode;
  Status status;
  int16_t matrix[2][3];
  Table *next;
};

using Visitor = bool(*)(void *user, int code, const char *message);

struct Platform {
  uint32_t code;
};

constexpr static const Point ORIGIN = Point{ /* .x = */ 1.0, /* .y = */ 2.0 };

extern "C" {

extern const int MYLIB_GLOBAL;

Status engine_open(const char *path, Engine **out);

void engine_close(Box<Engine> engine);

const Engine *engine_borrow(const Engine *engine, Engine *other);

uint8_t engine_digest(const Engine *engine, const uint8_t (*digest)[32]);

Point add_points(Point a, Point b);

void pass_layouts(const Packed *packed, const Aligned *aligned, Bits bits);

Mode pass_enums(Status status, Mode mode, Balance balance, const Value *value, Shape shape);

int64_t pass_numbers(uintptr_t a,
                     intptr_t b,
                     long c,
                     uint32_t d,
                     bool e,
                     int8_t f,
                     uint16_t g,
                     float h);

Id pass_wrapped(Id id, Slice<int32_t> numbers, Slice<uint8_t> bytes);

int32_t (*get_callback())(int32_t);

void visit(const Table *table, Visitor visitor, void *user);

bool must_be_used();

void old_visit();

void never_returns();

bool platform_get(Platform *out);

int extra_get();

} // extern "C"

#endif // DEFAULT_H
