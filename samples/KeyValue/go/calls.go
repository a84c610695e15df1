package main

// The preamble of a file without exports may define functions, and it stays out of the header.

/*
#include <stdio.h>
#include <stdlib.h>

// An exported Go function runs on the thread that called it, so that a thread-local C variable is the caller's own.
static __thread char last_error[512];

static void set_last_error(const char *text) {
    snprintf(last_error, sizeof last_error, "%s", text);
}

static void clear_last_error(void) {
    last_error[0] = 0;
}

static char *get_last_error(void) {
    return last_error;
}

// Go cannot call a C function pointer by itself.
static int call_visitor(void *function, void *user_data, const char *key, const char *value) {
    return ((int (*)(void *, const char *, const char *))function)(user_data, key, value);
}

static void call_change(void *function, void *user_data, const char *key, const char *value) {
    ((void (*)(void *, const char *, const char *))function)(user_data, key, value);
}
*/
import "C"

import "unsafe"

func goText(text *C.char) string { return C.GoString(text) }

func newText(text string) *C.char { return C.CString(text) }

func freeText(text *C.char) { C.free(unsafe.Pointer(text)) }

// newHandle returns an address that is nobody else's while it is not freed. Nothing is stored there.
func newHandle() unsafe.Pointer { return C.malloc(1) }

func freeHandle(handle unsafe.Pointer) { C.free(handle) }

func lastError() *C.char { return C.get_last_error() }

func clearLastError() { C.clear_last_error() }

func setLastError(text string) {
	copied := newText(text)
	defer freeText(copied)
	C.set_last_error(copied)
}

func callVisitor(visitor unsafe.Pointer, userData unsafe.Pointer, key string, value string) int {
	keyText, valueText := newText(key), newText(value)
	defer freeText(keyText)
	defer freeText(valueText)
	return int(C.call_visitor(visitor, userData, keyText, valueText))
}

func callChange(callback unsafe.Pointer, userData unsafe.Pointer, key *C.char, value *C.char) {
	C.call_change(callback, userData, key, value)
}
