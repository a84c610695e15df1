/* What the headers of Hunspell say about dictionaries, suggestions and text. */

/* @boundary library(hunspell), convention(cdecl) */

typedef struct Hunhandle Hunhandle;

/* @boundary return: owned(Hunspell_destroy), nonnull */
Hunhandle *Hunspell_create(const char *affpath, const char *dpath);

/* @boundary return: owned(Hunspell_destroy), nonnull */
Hunhandle *Hunspell_create_key(const char *affpath, const char *dpath, const char *key);

/* @boundary pHunspell: releases */
void Hunspell_destroy(Hunhandle *pHunspell);

/* @boundary return: borrowed, zeroterm */
char *Hunspell_get_dic_encoding(Hunhandle *pHunspell);

/* @boundary slst: owned(Hunspell_free_list) */
int Hunspell_suggest(Hunhandle *pHunspell, char ***slst, const char *word);

/* @boundary slst: owned(Hunspell_free_list) */
int Hunspell_analyze(Hunhandle *pHunspell, char ***slst, const char *word);

/* @boundary slst: owned(Hunspell_free_list) */
int Hunspell_stem(Hunhandle *pHunspell, char ***slst, const char *word);

/* @boundary slst: owned(Hunspell_free_list) */
int Hunspell_generate(Hunhandle *pHunspell, char ***slst, const char *word, const char *word2);

/* @boundary slst: releases */
void Hunspell_free_list(Hunhandle *pHunspell, char ***slst, int n);
