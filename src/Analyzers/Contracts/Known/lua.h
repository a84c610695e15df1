/* What the reference manual of Lua says about states, functions of C and what a state lends. Strings and userdata belong to their state and live while Lua can reach them. */

/* @boundary library(lua), convention(cdecl) */

#include <stddef.h>

/* @boundary handle(lua_close), invalid(0) */
typedef struct lua_State lua_State;
typedef struct lua_Debug lua_Debug;
typedef ptrdiff_t lua_KContext;
typedef int (*lua_CFunction)(lua_State *L);
typedef int (*lua_KFunction)(lua_State *L, int status, lua_KContext ctx);
typedef const char *(*lua_Reader)(lua_State *L, void *ud, size_t *sz);
typedef int (*lua_Writer)(lua_State *L, const void *p, size_t sz, void *ud);
typedef void *(*lua_Alloc)(void *ud, void *ptr, size_t osize, size_t nsize);
typedef void (*lua_WarnFunction)(void *ud, const char *msg, int tocont);
typedef void (*lua_Hook)(lua_State *L, lua_Debug *ar);

/* @boundary return: owned(lua_close), nullable */
lua_State *luaL_newstate(void);

/* @boundary return: owned(lua_close), nullable
 * @boundary f: retained(until lua_close)
 * @boundary ud: retained(until lua_close) */
lua_State *lua_newstate(lua_Alloc f, void *ud);

/* @boundary L: releases */
void lua_close(lua_State *L);

/* @boundary return: borrowed(L) */
lua_State *lua_newthread(lua_State *L);

/* @boundary panicf: retained, nullable */
lua_CFunction lua_atpanic(lua_State *L, lua_CFunction panicf);

/* @boundary fn: retained */
void lua_pushcclosure(lua_State *L, lua_CFunction fn, int n);

/* @boundary func: retained, nullable */
void lua_sethook(lua_State *L, lua_Hook func, int mask, int count);

/* @boundary f: retained, nullable
 * @boundary ud: retained, nullable */
void lua_setwarnf(lua_State *L, lua_WarnFunction f, void *ud);

/* @boundary f: retained(until lua_close)
 * @boundary ud: retained(until lua_close) */
void lua_setallocf(lua_State *L, lua_Alloc f, void *ud);

/* @boundary return: status(0)
 * @boundary reader: noescape
 * @boundary dt: noescape */
int lua_load(lua_State *L, lua_Reader reader, void *dt, const char *chunkname, const char *mode);

/* @boundary return: status(0)
 * @boundary writer: noescape
 * @boundary data: noescape */
int lua_dump(lua_State *L, lua_Writer writer, void *data, int strip);

/* @boundary return: borrowed(L), nullable, zeroterm
 * @boundary len: out, noescape, nullable */
const char *lua_tolstring(lua_State *L, int idx, size_t *len);

/* @boundary return: borrowed(L), nullable */
void *lua_touserdata(lua_State *L, int idx);

/* @boundary return: borrowed(L), nullable */
lua_State *lua_tothread(lua_State *L, int idx);

/* @boundary return: borrowed(L) */
void *lua_newuserdatauv(lua_State *L, size_t sz, int nuvalue);

/* @boundary return: borrowed(L), zeroterm
 * @boundary s: in, noescape, bytes(len) */
const char *lua_pushlstring(lua_State *L, const char *s, size_t len);

/* @boundary return: borrowed(L), nullable, zeroterm
 * @boundary s: in, noescape, nullable, zeroterm */
const char *lua_pushstring(lua_State *L, const char *s);

/* @boundary return: borrowed(L), zeroterm
 * @boundary l: out, noescape, nullable */
const char *luaL_checklstring(lua_State *L, int arg, size_t *l);

/* @boundary return: borrowed(L), zeroterm
 * @boundary len: out, noescape, nullable */
const char *luaL_tolstring(lua_State *L, int idx, size_t *len);

/* @boundary return: status(0)
 * @boundary filename: in, noescape, nullable, zeroterm */
int luaL_loadfilex(lua_State *L, const char *filename, const char *mode);

/* @boundary return: status(0)
 * @boundary buff: in, noescape, bytes(sz) */
int luaL_loadbufferx(lua_State *L, const char *buff, size_t sz, const char *name, const char *mode);

/* @boundary return: status(0)
 * @boundary s: in, noescape, zeroterm */
int luaL_loadstring(lua_State *L, const char *s);

/* @boundary return: status(0)
 * @boundary callsback */
int lua_pcallk(lua_State *L, int nargs, int nresults, int errfunc, lua_KContext ctx, lua_KFunction k);
