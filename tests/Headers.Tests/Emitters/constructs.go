// One of everything that cgo turns into C. Nothing here is ever run.
package main

/*
#include <stdint.h>
#include <stdbool.h>

typedef int (*visit)(void *, int);

struct pair {
	int32_t left;
	int64_t right;
};

enum colour { RED, GREEN = 5 };

static inline int call(visit f, void *user, int x) {
	if (f) { return f(user, x); }
	return 0;
}

#define PREAMBLE_LIMIT 12
*/
import "C"

import "unsafe"

// Word is a type of Go's own.
type Word int32

//export NoArguments
func NoArguments() *C.char { return nil }

//export Numbers
func Numbers(a int8, b uint8, c int16, d uint16, e int32, f uint32, g int64, h uint64) float64 { return 0 }

//export Words
func Words(a int, b uint, c uintptr, d rune, e byte, f bool, g float32, h Word) bool { return f }

//export CNumbers
func CNumbers(a C.long, b C.ulong, c C.short, d C.uchar, e C.longlong, f C.size_t, g C.double, h C.bool, i C.schar, j C.uint) C.int {
	return 0
}

// DivMod divides.
//
// @boundary blocking
//
//export DivMod
func DivMod(a, b int) (quotient int, remainder int) { return a / b, a % b }

//export Lookup
func Lookup(key string) (value string, found bool, length C.long) { return "", false, 0 }

//export Composite
func Composite(text string, values []int32, any interface{}, table map[string]int, channel chan int, callback func()) {}

//export Pointers
func Pointers(a unsafe.Pointer, b *C.char, c **C.char, d *int32, e *C.struct_pair, f C.visit) unsafe.Pointer { return a }

//export Records
func Records(a C.struct_pair, b C.enum_colour) C.struct_pair { return a }

//export Complex
func Complex(a complex64, b complex128) complex128 { return b }

func main() {}
