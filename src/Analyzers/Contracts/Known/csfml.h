/* What the documentation of CSFML says about the objects that it creates and copies, the memory that they go on reading, and callbacks. */

/* @boundary library(csfml), convention(cdecl) */

#include <stddef.h>

typedef struct sfClock sfClock;
typedef struct sfMutex sfMutex;
typedef struct sfThread sfThread;
typedef struct sfMusic sfMusic;
typedef struct sfInputStream sfInputStream;
typedef struct sfSound sfSound;
typedef struct sfSoundBuffer sfSoundBuffer;
typedef short sfInt16;
typedef unsigned long long sfUint64;
typedef struct sfSoundBufferRecorder sfSoundBufferRecorder;
typedef int sfBool;
typedef sfBool (*sfSoundRecorderStartCallback)(void *);
typedef sfBool (*sfSoundRecorderProcessCallback)(const sfInt16 *, size_t, void *);
typedef void (*sfSoundRecorderStopCallback)(void *);
typedef struct sfSoundRecorder sfSoundRecorder;
typedef struct sfSoundStreamChunk sfSoundStreamChunk;
typedef sfBool (*sfSoundStreamGetDataCallback)(sfSoundStreamChunk *, void *);
typedef struct sfTime sfTime;
typedef void (*sfSoundStreamSeekCallback)(sfTime, void *);
typedef struct sfSoundStream sfSoundStream;
typedef struct sfVideoMode sfVideoMode;
typedef unsigned int sfUint32;
typedef struct sfContextSettings sfContextSettings;
typedef struct sfWindow sfWindow;
typedef unsigned long sfWindowHandle;
typedef struct sfContext sfContext;
typedef unsigned char sfUint8;
typedef struct sfVector2u sfVector2u;
typedef struct sfCursor sfCursor;
typedef enum { sfCursorArrow = 0 } sfCursorType;
typedef struct sfCircleShape sfCircleShape;
typedef struct sfConvexShape sfConvexShape;
typedef struct sfFont sfFont;
typedef struct sfImage sfImage;
typedef struct sfColor sfColor;
typedef struct sfRectangleShape sfRectangleShape;
typedef struct sfRenderTexture sfRenderTexture;
typedef struct sfRenderWindow sfRenderWindow;
typedef struct sfShader sfShader;
typedef size_t (*sfShapeGetPointCountCallback)(void *);
typedef struct sfVector2f sfVector2f;
typedef sfVector2f (*sfShapeGetPointCallback)(size_t, void *);
typedef struct sfShape sfShape;
typedef struct sfSprite sfSprite;
typedef struct sfText sfText;
typedef struct sfTexture sfTexture;
typedef struct sfIntRect sfIntRect;
typedef struct sfTransformable sfTransformable;
typedef struct sfVertexArray sfVertexArray;
typedef enum { sfPoints = 0 } sfPrimitiveType;
typedef enum { sfVertexBufferStream = 0 } sfVertexBufferUsage;
typedef struct sfVertexBuffer sfVertexBuffer;
typedef struct sfView sfView;
typedef struct sfFloatRect sfFloatRect;
typedef struct sfFtpListingResponse sfFtpListingResponse;
typedef struct sfFtpDirectoryResponse sfFtpDirectoryResponse;
typedef struct sfFtpResponse sfFtpResponse;
typedef struct sfFtp sfFtp;
typedef struct sfHttpRequest sfHttpRequest;
typedef struct sfHttpResponse sfHttpResponse;
typedef struct sfHttp sfHttp;
typedef struct sfPacket sfPacket;
typedef struct sfSocketSelector sfSocketSelector;
typedef struct sfTcpListener sfTcpListener;
typedef struct sfTcpSocket sfTcpSocket;
typedef struct sfUdpSocket sfUdpSocket;

/* @boundary return: owned(sfClock_destroy), nonnull */
sfClock *sfClock_create(void);

/* @boundary return: owned(sfClock_destroy), nonnull */
sfClock *sfClock_copy(const sfClock *clock);

/* @boundary clock: releases */
void sfClock_destroy(sfClock *clock);

/* @boundary return: owned(sfMutex_destroy), nonnull */
sfMutex *sfMutex_create(void);

/* @boundary mutex: releases */
void sfMutex_destroy(sfMutex *mutex);

/* @boundary return: owned(sfThread_destroy), nonnull
 * @boundary function: retained(until sfThread_destroy)
 * @boundary userData: retained */
sfThread *sfThread_create(void (*function)(void *), void *userData);

/* @boundary thread: releases */
void sfThread_destroy(sfThread *thread);

/* @boundary return: owned(sfMusic_destroy), nullable */
sfMusic *sfMusic_createFromFile(const char *filename);

/* @boundary return: owned(sfMusic_destroy), nullable
 * @boundary data: retained(until sfMusic_destroy) */
sfMusic *sfMusic_createFromMemory(const void *data, size_t sizeInBytes);

/* @boundary return: owned(sfMusic_destroy), nullable
 * @boundary stream: retained(until sfMusic_destroy) */
sfMusic *sfMusic_createFromStream(sfInputStream *stream);

/* @boundary music: releases */
void sfMusic_destroy(sfMusic *music);

/* @boundary return: owned(sfSound_destroy), nonnull */
sfSound *sfSound_create(void);

/* @boundary return: owned(sfSound_destroy), nonnull */
sfSound *sfSound_copy(const sfSound *sound);

/* @boundary sound: releases */
void sfSound_destroy(sfSound *sound);

/* @boundary return: owned(sfSoundBuffer_destroy), nullable */
sfSoundBuffer *sfSoundBuffer_createFromFile(const char *filename);

/* @boundary return: owned(sfSoundBuffer_destroy), nullable */
sfSoundBuffer *sfSoundBuffer_createFromMemory(const void *data, size_t sizeInBytes);

/* @boundary return: owned(sfSoundBuffer_destroy), nullable */
sfSoundBuffer *sfSoundBuffer_createFromStream(sfInputStream *stream);

/* @boundary return: owned(sfSoundBuffer_destroy), nullable */
sfSoundBuffer *sfSoundBuffer_createFromSamples(const sfInt16 *samples, sfUint64 sampleCount, unsigned int channelCount, unsigned int sampleRate);

/* @boundary return: owned(sfSoundBuffer_destroy), nonnull */
sfSoundBuffer *sfSoundBuffer_copy(const sfSoundBuffer *soundBuffer);

/* @boundary soundBuffer: releases */
void sfSoundBuffer_destroy(sfSoundBuffer *soundBuffer);

/* @boundary return: owned(sfSoundBufferRecorder_destroy), nonnull */
sfSoundBufferRecorder *sfSoundBufferRecorder_create(void);

/* @boundary soundBufferRecorder: releases */
void sfSoundBufferRecorder_destroy(sfSoundBufferRecorder *soundBufferRecorder);

/* @boundary return: owned(sfSoundRecorder_destroy), nonnull
 * @boundary onStart: retained(until sfSoundRecorder_destroy)
 * @boundary onProcess: retained(until sfSoundRecorder_destroy)
 * @boundary onStop: retained(until sfSoundRecorder_destroy)
 * @boundary userData: retained */
sfSoundRecorder *sfSoundRecorder_create(
    sfSoundRecorderStartCallback onStart, sfSoundRecorderProcessCallback onProcess, sfSoundRecorderStopCallback onStop, void *userData);

/* @boundary soundRecorder: releases */
void sfSoundRecorder_destroy(sfSoundRecorder *soundRecorder);

/* @boundary return: owned(sfSoundStream_destroy), nonnull
 * @boundary onGetData: retained(until sfSoundStream_destroy)
 * @boundary onSeek: retained(until sfSoundStream_destroy)
 * @boundary userData: retained */
sfSoundStream *sfSoundStream_create(
    sfSoundStreamGetDataCallback onGetData, sfSoundStreamSeekCallback onSeek, unsigned int channelCount, unsigned int sampleRate, void *userData);

/* @boundary soundStream: releases */
void sfSoundStream_destroy(sfSoundStream *soundStream);

/* @boundary return: owned(sfWindow_destroy), nonnull */
sfWindow *sfWindow_create(sfVideoMode mode, const char *title, sfUint32 style, const sfContextSettings *settings);

/* @boundary return: owned(sfWindow_destroy), nonnull */
sfWindow *sfWindow_createUnicode(sfVideoMode mode, const sfUint32 *title, sfUint32 style, const sfContextSettings *settings);

/* @boundary return: owned(sfWindow_destroy), nonnull */
sfWindow *sfWindow_createFromHandle(sfWindowHandle handle, const sfContextSettings *settings);

/* @boundary window: releases */
void sfWindow_destroy(sfWindow *window);

/* @boundary return: owned(sfContext_destroy), nonnull */
sfContext *sfContext_create(void);

/* @boundary context: releases */
void sfContext_destroy(sfContext *context);

/* @boundary return: owned(sfCursor_destroy), nullable */
sfCursor *sfCursor_createFromPixels(const sfUint8 *pixels, sfVector2u size, sfVector2u hotspot);

/* @boundary return: owned(sfCursor_destroy), nullable */
sfCursor *sfCursor_createFromSystem(sfCursorType type);

/* @boundary cursor: releases */
void sfCursor_destroy(sfCursor *cursor);

/* @boundary return: owned(sfCircleShape_destroy), nonnull */
sfCircleShape *sfCircleShape_create(void);

/* @boundary return: owned(sfCircleShape_destroy), nonnull */
sfCircleShape *sfCircleShape_copy(const sfCircleShape *shape);

/* @boundary shape: releases */
void sfCircleShape_destroy(sfCircleShape *shape);

/* @boundary return: owned(sfConvexShape_destroy), nonnull */
sfConvexShape *sfConvexShape_create(void);

/* @boundary return: owned(sfConvexShape_destroy), nonnull */
sfConvexShape *sfConvexShape_copy(const sfConvexShape *shape);

/* @boundary shape: releases */
void sfConvexShape_destroy(sfConvexShape *shape);

/* @boundary return: owned(sfFont_destroy), nullable */
sfFont *sfFont_createFromFile(const char *filename);

/* @boundary return: owned(sfFont_destroy), nullable
 * @boundary data: retained(until sfFont_destroy) */
sfFont *sfFont_createFromMemory(const void *data, size_t sizeInBytes);

/* @boundary return: owned(sfFont_destroy), nullable
 * @boundary stream: retained(until sfFont_destroy) */
sfFont *sfFont_createFromStream(sfInputStream *stream);

/* @boundary return: owned(sfFont_destroy), nonnull */
sfFont *sfFont_copy(const sfFont *font);

/* @boundary font: releases */
void sfFont_destroy(sfFont *font);

/* @boundary return: owned(sfImage_destroy), nonnull */
sfImage *sfImage_create(unsigned int width, unsigned int height);

/* @boundary return: owned(sfImage_destroy), nonnull */
sfImage *sfImage_createFromColor(unsigned int width, unsigned int height, sfColor color);

/* @boundary return: owned(sfImage_destroy), nonnull */
sfImage *sfImage_createFromPixels(unsigned int width, unsigned int height, const sfUint8 *pixels);

/* @boundary return: owned(sfImage_destroy), nullable */
sfImage *sfImage_createFromFile(const char *filename);

/* @boundary return: owned(sfImage_destroy), nullable */
sfImage *sfImage_createFromMemory(const void *data, size_t size);

/* @boundary return: owned(sfImage_destroy), nullable */
sfImage *sfImage_createFromStream(sfInputStream *stream);

/* @boundary return: owned(sfImage_destroy), nonnull */
sfImage *sfImage_copy(const sfImage *image);

/* @boundary image: releases */
void sfImage_destroy(sfImage *image);

/* @boundary return: owned(sfRectangleShape_destroy), nonnull */
sfRectangleShape *sfRectangleShape_create(void);

/* @boundary return: owned(sfRectangleShape_destroy), nonnull */
sfRectangleShape *sfRectangleShape_copy(const sfRectangleShape *shape);

/* @boundary shape: releases */
void sfRectangleShape_destroy(sfRectangleShape *shape);

/* @boundary return: owned(sfRenderTexture_destroy), nullable */
sfRenderTexture *sfRenderTexture_create(unsigned int width, unsigned int height, sfBool depthBuffer);

/* @boundary return: owned(sfRenderTexture_destroy), nullable */
sfRenderTexture *sfRenderTexture_createWithSettings(unsigned int width, unsigned int height, sfContextSettings settings);

/* @boundary renderTexture: releases */
void sfRenderTexture_destroy(sfRenderTexture *renderTexture);

/* @boundary return: owned(sfRenderWindow_destroy), nonnull */
sfRenderWindow *sfRenderWindow_create(sfVideoMode mode, const char *title, sfUint32 style, const sfContextSettings *settings);

/* @boundary return: owned(sfRenderWindow_destroy), nonnull */
sfRenderWindow *sfRenderWindow_createUnicode(sfVideoMode mode, const sfUint32 *title, sfUint32 style, const sfContextSettings *settings);

/* @boundary return: owned(sfRenderWindow_destroy), nonnull */
sfRenderWindow *sfRenderWindow_createFromHandle(sfWindowHandle handle, const sfContextSettings *settings);

/* @boundary renderWindow: releases */
void sfRenderWindow_destroy(sfRenderWindow *renderWindow);

/* @boundary return: owned(sfShader_destroy), nullable */
sfShader *sfShader_createFromFile(const char *vertexShaderFilename, const char *geometryShaderFilename, const char *fragmentShaderFilename);

/* @boundary return: owned(sfShader_destroy), nullable */
sfShader *sfShader_createFromMemory(const char *vertexShader, const char *geometryShader, const char *fragmentShader);

/* @boundary return: owned(sfShader_destroy), nullable */
sfShader *sfShader_createFromStream(sfInputStream *vertexShaderStream, sfInputStream *geometryShaderStream, sfInputStream *fragmentShaderStream);

/* @boundary shader: releases */
void sfShader_destroy(sfShader *shader);

/* @boundary return: owned(sfShape_destroy), nonnull
 * @boundary getPointCount: retained(until sfShape_destroy)
 * @boundary getPoint: retained(until sfShape_destroy)
 * @boundary userData: retained */
sfShape *sfShape_create(sfShapeGetPointCountCallback getPointCount, sfShapeGetPointCallback getPoint, void *userData);

/* @boundary shape: releases */
void sfShape_destroy(sfShape *shape);

/* @boundary return: owned(sfSprite_destroy), nonnull */
sfSprite *sfSprite_create(void);

/* @boundary return: owned(sfSprite_destroy), nonnull */
sfSprite *sfSprite_copy(const sfSprite *sprite);

/* @boundary sprite: releases */
void sfSprite_destroy(sfSprite *sprite);

/* @boundary return: owned(sfText_destroy), nonnull */
sfText *sfText_create(void);

/* @boundary return: owned(sfText_destroy), nonnull */
sfText *sfText_copy(const sfText *text);

/* @boundary text: releases */
void sfText_destroy(sfText *text);

/* @boundary return: owned(sfTexture_destroy), nullable */
sfTexture *sfTexture_create(unsigned int width, unsigned int height);

/* @boundary return: owned(sfTexture_destroy), nullable */
sfTexture *sfTexture_createFromFile(const char *filename, const sfIntRect *area);

/* @boundary return: owned(sfTexture_destroy), nullable */
sfTexture *sfTexture_createFromMemory(const void *data, size_t sizeInBytes, const sfIntRect *area);

/* @boundary return: owned(sfTexture_destroy), nullable */
sfTexture *sfTexture_createFromStream(sfInputStream *stream, const sfIntRect *area);

/* @boundary return: owned(sfTexture_destroy), nullable */
sfTexture *sfTexture_createFromImage(const sfImage *image, const sfIntRect *area);

/* @boundary return: owned(sfTexture_destroy), nonnull */
sfTexture *sfTexture_copy(const sfTexture *texture);

/* @boundary texture: releases */
void sfTexture_destroy(sfTexture *texture);

/* @boundary return: owned(sfImage_destroy), nullable */
sfImage *sfTexture_copyToImage(const sfTexture *texture);

/* @boundary return: owned(sfTransformable_destroy), nonnull */
sfTransformable *sfTransformable_create(void);

/* @boundary return: owned(sfTransformable_destroy), nonnull */
sfTransformable *sfTransformable_copy(const sfTransformable *transformable);

/* @boundary transformable: releases */
void sfTransformable_destroy(sfTransformable *transformable);

/* @boundary return: owned(sfVertexArray_destroy), nonnull */
sfVertexArray *sfVertexArray_create(void);

/* @boundary return: owned(sfVertexArray_destroy), nonnull */
sfVertexArray *sfVertexArray_copy(const sfVertexArray *vertexArray);

/* @boundary vertexArray: releases */
void sfVertexArray_destroy(sfVertexArray *vertexArray);

/* @boundary return: owned(sfVertexBuffer_destroy), nullable */
sfVertexBuffer *sfVertexBuffer_create(unsigned int vertexCount, sfPrimitiveType type, sfVertexBufferUsage usage);

/* @boundary return: owned(sfVertexBuffer_destroy), nonnull */
sfVertexBuffer *sfVertexBuffer_copy(const sfVertexBuffer *vertexBuffer);

/* @boundary vertexBuffer: releases */
void sfVertexBuffer_destroy(sfVertexBuffer *vertexBuffer);

/* @boundary return: owned(sfView_destroy), nonnull */
sfView *sfView_create(void);

/* @boundary return: owned(sfView_destroy), nonnull */
sfView *sfView_createFromRect(sfFloatRect rectangle);

/* @boundary return: owned(sfView_destroy), nonnull */
sfView *sfView_copy(const sfView *view);

/* @boundary view: releases */
void sfView_destroy(sfView *view);

/* @boundary ftpListingResponse: releases */
void sfFtpListingResponse_destroy(sfFtpListingResponse *ftpListingResponse);

/* @boundary ftpDirectoryResponse: releases */
void sfFtpDirectoryResponse_destroy(sfFtpDirectoryResponse *ftpDirectoryResponse);

/* @boundary ftpResponse: releases */
void sfFtpResponse_destroy(sfFtpResponse *ftpResponse);

/* @boundary return: owned(sfFtp_destroy), nonnull */
sfFtp *sfFtp_create(void);

/* @boundary ftp: releases */
void sfFtp_destroy(sfFtp *ftp);

/* @boundary return: owned(sfHttpRequest_destroy), nonnull */
sfHttpRequest *sfHttpRequest_create(void);

/* @boundary httpRequest: releases */
void sfHttpRequest_destroy(sfHttpRequest *httpRequest);

/* @boundary httpResponse: releases */
void sfHttpResponse_destroy(sfHttpResponse *httpResponse);

/* @boundary return: owned(sfHttp_destroy), nonnull */
sfHttp *sfHttp_create(void);

/* @boundary http: releases */
void sfHttp_destroy(sfHttp *http);

/* @boundary return: owned(sfPacket_destroy), nonnull */
sfPacket *sfPacket_create(void);

/* @boundary return: owned(sfPacket_destroy), nonnull */
sfPacket *sfPacket_copy(const sfPacket *packet);

/* @boundary packet: releases */
void sfPacket_destroy(sfPacket *packet);

/* @boundary return: owned(sfSocketSelector_destroy), nonnull */
sfSocketSelector *sfSocketSelector_create(void);

/* @boundary return: owned(sfSocketSelector_destroy), nonnull */
sfSocketSelector *sfSocketSelector_copy(const sfSocketSelector *selector);

/* @boundary selector: releases */
void sfSocketSelector_destroy(sfSocketSelector *selector);

/* @boundary return: owned(sfTcpListener_destroy), nonnull */
sfTcpListener *sfTcpListener_create(void);

/* @boundary listener: releases */
void sfTcpListener_destroy(sfTcpListener *listener);

/* @boundary return: owned(sfTcpSocket_destroy), nonnull */
sfTcpSocket *sfTcpSocket_create(void);

/* @boundary socket: releases */
void sfTcpSocket_destroy(sfTcpSocket *socket);

/* @boundary return: owned(sfUdpSocket_destroy), nonnull */
sfUdpSocket *sfUdpSocket_create(void);

/* @boundary socket: releases */
void sfUdpSocket_destroy(sfUdpSocket *socket);

/* Memory and callbacks */

/* @boundary return: borrowed(text), nullable */
const sfUint32 *sfText_getUnicodeString(const sfText *text);

/* @boundary return: borrowed(image), nullable */
const sfUint8 *sfImage_getPixelsPtr(const sfImage *image);

/* @boundary return: borrowed(text), nullable, zeroterm */
const char *sfText_getString(const sfText *text);
