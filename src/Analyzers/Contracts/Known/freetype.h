/* What the documentation of FreeType says about libraries, faces, glyphs and text. */

/* @boundary library(freetype), convention(cdecl) */

struct FT_LibraryRec_;
/* @boundary handle(FT_Done_FreeType) */
typedef struct FT_LibraryRec_ *FT_Library;
typedef int FT_Error;
typedef long FT_Long;
struct FT_FaceRec_;
typedef struct FT_FaceRec_ *FT_Face;
typedef unsigned char FT_Byte;
typedef struct FT_Open_Args_ FT_Open_Args;
struct FT_GlyphSlotRec_;
typedef struct FT_GlyphSlotRec_ *FT_GlyphSlot;
struct FT_GlyphRec_;
typedef struct FT_GlyphRec_ *FT_Glyph;
struct FT_StrokerRec_;
/* @boundary handle(FT_Stroker_Done) */
typedef struct FT_StrokerRec_ *FT_Stroker;

/* @boundary return: status(0)
 * @boundary alibrary: out, owned(FT_Done_FreeType) */
FT_Error FT_Init_FreeType(FT_Library *alibrary);

/* @boundary library: releases */
FT_Error FT_Done_FreeType(FT_Library library);

/* @boundary return: status(0)
 * @boundary aface: out, owned(FT_Done_Face) */
FT_Error FT_New_Face(FT_Library library, const char *filepathname, FT_Long face_index, FT_Face *aface);

/* @boundary return: status(0)
 * @boundary file_base: in, retained(until FT_Done_Face)
 * @boundary aface: out, owned(FT_Done_Face) */
FT_Error FT_New_Memory_Face(FT_Library library, const FT_Byte *file_base, FT_Long file_size, FT_Long face_index, FT_Face *aface);

/* @boundary return: status(0)
 * @boundary aface: out, owned(FT_Done_Face) */
FT_Error FT_Open_Face(FT_Library library, const FT_Open_Args *args, FT_Long face_index, FT_Face *aface);

FT_Error FT_Reference_Face(FT_Face face);

/* @boundary face: releases */
FT_Error FT_Done_Face(FT_Face face);

/* @boundary return: status(0)
 * @boundary aglyph: out, owned(FT_Done_Glyph) */
FT_Error FT_Get_Glyph(FT_GlyphSlot slot, FT_Glyph *aglyph);

/* @boundary return: status(0)
 * @boundary target: out, owned(FT_Done_Glyph) */
FT_Error FT_Glyph_Copy(FT_Glyph source, FT_Glyph *target);

/* @boundary glyph: releases, nullable */
void FT_Done_Glyph(FT_Glyph glyph);

/* @boundary return: status(0)
 * @boundary astroker: out, owned(FT_Stroker_Done) */
FT_Error FT_Stroker_New(FT_Library library, FT_Stroker *astroker);

/* @boundary stroker: releases, nullable */
void FT_Stroker_Done(FT_Stroker stroker);

/* @boundary return: borrowed(face), nullable, zeroterm */
const char *FT_Get_Postscript_Name(FT_Face face);

/* @boundary return: static, nullable, zeroterm */
const char *FT_Get_Font_Format(FT_Face face);

/* @boundary return: static, nullable, zeroterm */
const char *FT_Error_String(FT_Error error_code);
