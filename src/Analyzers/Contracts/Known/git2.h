/* What the documentation of libgit2 says about ownership, callbacks and errors. */

/* @boundary library(git2), convention(cdecl) */

#include <stddef.h>
#include <stdint.h>

/* @boundary handle(git_repository_free), invalid(0) */
typedef struct git_repository git_repository;
/* @boundary handle(git_reference_free), invalid(0) */
typedef struct git_reference git_reference;
/* @boundary handle(git_object_free), invalid(0) */
typedef struct git_object git_object;
/* @boundary handle(git_commit_free), invalid(0) */
typedef struct git_commit git_commit;
/* @boundary handle(git_tree_free), invalid(0) */
typedef struct git_tree git_tree;
/* @boundary handle(git_blob_free), invalid(0) */
typedef struct git_blob git_blob;
/* @boundary handle(git_remote_free), invalid(0) */
typedef struct git_remote git_remote;
/* @boundary handle(git_index_free), invalid(0) */
typedef struct git_index git_index;
/* @boundary handle(git_config_free), invalid(0) */
typedef struct git_config git_config;
/* @boundary handle(git_revwalk_free), invalid(0) */
typedef struct git_revwalk git_revwalk;
/* @boundary handle(git_signature_free), invalid(0) */
typedef struct git_signature git_signature;
/* @boundary handle(git_diff_free), invalid(0) */
typedef struct git_diff git_diff;
/* @boundary handle(git_status_list_free), invalid(0) */
typedef struct git_status_list git_status_list;
typedef struct git_oid git_oid;
typedef struct git_buf git_buf;
typedef struct git_error git_error;
typedef struct git_strarray git_strarray;
typedef struct git_clone_options git_clone_options;
typedef struct git_fetch_options git_fetch_options;
typedef struct git_diff_delta git_diff_delta;
typedef struct git_diff_binary git_diff_binary;
typedef struct git_diff_hunk git_diff_hunk;
typedef struct git_diff_line git_diff_line;
typedef struct git_diff_options git_diff_options;
typedef struct git_status_options git_status_options;
typedef int64_t git_time_t;
typedef enum { GIT_OBJECT_ANY = -2 } git_object_t;
typedef int (*git_diff_file_cb)(const git_diff_delta *delta, float progress, void *payload);
typedef int (*git_diff_binary_cb)(const git_diff_delta *delta, const git_diff_binary *binary, void *payload);
typedef int (*git_diff_hunk_cb)(const git_diff_delta *delta, const git_diff_hunk *hunk, void *payload);
typedef int (*git_diff_line_cb)(const git_diff_delta *delta, const git_diff_hunk *hunk, const git_diff_line *line, void *payload);
typedef int (*git_reference_foreach_cb)(git_reference *reference, void *payload);

/* @boundary return: status(>=0), errortext(git_error_last) */
int git_libgit2_init(void);

int git_libgit2_shutdown(void);

int git_libgit2_opts(int option, ...);

/* @boundary return: borrowed, nullable */
const git_error *git_error_last(void);

/* @boundary return: status(0)
 * @boundary blocking
 * @boundary out: out, nonnull, owned(git_repository_free)
 * @boundary path: in, utf8, zeroterm, noescape */
int git_repository_open(git_repository **out, const char *path);

/* @boundary return: status(0)
 * @boundary blocking
 * @boundary out: out, owned(git_repository_free) */
int git_repository_open_ext(git_repository **out, const char *path, unsigned int flags, const char *ceiling_dirs);

/* @boundary return: status(0)
 * @boundary blocking
 * @boundary out: out, nonnull, owned(git_repository_free) */
int git_repository_init(git_repository **out, const char *path, unsigned is_bare);

/* @boundary return: status(0)
 * @boundary blocking, callsback
 * @boundary out: out, nonnull, owned(git_repository_free) */
int git_clone(git_repository **out, const char *url, const char *local_path, const git_clone_options *options);

/* @boundary return: borrowed(repo), utf8, zeroterm */
const char *git_repository_path(const git_repository *repo);

/* @boundary return: borrowed(repo), utf8, zeroterm, nullable */
const char *git_repository_workdir(const git_repository *repo);

/* @boundary return: status(0)
 * @boundary out: out, nonnull, owned(git_reference_free) */
int git_repository_head(git_reference **out, git_repository *repo);

/* @boundary return: status(0)
 * @boundary out: out, nonnull, owned(git_index_free) */
int git_repository_index(git_index **out, git_repository *repo);

/* @boundary return: status(0)
 * @boundary out: out, nonnull, owned(git_reference_free) */
int git_reference_lookup(git_reference **out, git_repository *repo, const char *name);

/* @boundary return: borrowed(ref), utf8, zeroterm */
const char *git_reference_name(const git_reference *ref);

/* @boundary return: status(0)
 * @boundary object: out, nonnull, owned(git_object_free) */
int git_object_lookup(git_object **object, git_repository *repo, const git_oid *id, git_object_t type);

/* @boundary return: status(0)
 * @boundary out: out, nonnull, owned(git_object_free) */
int git_revparse_single(git_object **out, git_repository *repo, const char *spec);

/* @boundary return: status(0)
 * @boundary commit: out, nonnull, owned(git_commit_free) */
int git_commit_lookup(git_commit **commit, git_repository *repo, const git_oid *id);

/* @boundary return: status(0)
 * @boundary tree_out: out, nonnull, owned(git_tree_free) */
int git_commit_tree(git_tree **tree_out, const git_commit *commit);

/* @boundary return: borrowed(commit), zeroterm */
const char *git_commit_message(const git_commit *commit);

/* @boundary return: borrowed(commit) */
const git_signature *git_commit_author(const git_commit *commit);

/* @boundary return: status(0)
 * @boundary out: out, nonnull, owned(git_tree_free) */
int git_tree_lookup(git_tree **out, git_repository *repo, const git_oid *id);

/* @boundary return: status(0)
 * @boundary blob: out, nonnull, owned(git_blob_free) */
int git_blob_lookup(git_blob **blob, git_repository *repo, const git_oid *id);

/* @boundary return: borrowed(blob) */
const void *git_blob_rawcontent(const git_blob *blob);

/* @boundary return: status(0)
 * @boundary out: out, nonnull, owned(git_remote_free) */
int git_remote_lookup(git_remote **out, git_repository *repo, const char *name);

/* @boundary return: borrowed(remote), utf8, zeroterm, nullable */
const char *git_remote_url(const git_remote *remote);

/* @boundary return: status(0)
 * @boundary blocking, callsback */
int git_remote_fetch(git_remote *remote, const git_strarray *refspecs, const git_fetch_options *opts, const char *reflog_message);

/* @boundary return: status(0) */
int git_index_write(git_index *index);

/* @boundary return: status(0)
 * @boundary path: in, utf8, zeroterm, noescape */
int git_index_add_bypath(git_index *index, const char *path);

/* @boundary return: status(0)
 * @boundary out: out, nonnull, owned(git_config_free) */
int git_config_open_default(git_config **out);

/* @boundary return: status(0)
 * @boundary out: out, nonnull, owned(git_revwalk_free) */
int git_revwalk_new(git_revwalk **out, git_repository *repo);

/* @boundary return: status(0)
 * @boundary out: out, nonnull, owned(git_signature_free) */
int git_signature_new(git_signature **out, const char *name, const char *email, git_time_t time, int offset);

/* @boundary return: status(0)
 * @boundary diff: out, nonnull, owned(git_diff_free) */
int git_diff_tree_to_tree(git_diff **diff, git_repository *repo, git_tree *old_tree, git_tree *new_tree, const git_diff_options *opts);

/* @boundary return: status(0)
 * @boundary callsback
 * @boundary file_cb: noescape, nullable
 * @boundary binary_cb: noescape, nullable
 * @boundary hunk_cb: noescape, nullable
 * @boundary line_cb: noescape, nullable
 * @boundary payload: noescape */
int git_diff_foreach(
    git_diff *diff, git_diff_file_cb file_cb, git_diff_binary_cb binary_cb, git_diff_hunk_cb hunk_cb, git_diff_line_cb line_cb, void *payload);

/* @boundary return: status(0)
 * @boundary out: out, nonnull, owned(git_status_list_free) */
int git_status_list_new(git_status_list **out, git_repository *repo, const git_status_options *opts);

/* @boundary return: status(0)
 * @boundary callsback
 * @boundary callback: noescape
 * @boundary payload: noescape */
int git_reference_foreach(git_repository *repo, git_reference_foreach_cb callback, void *payload);

/* @boundary return: status(0)
 * @boundary out: out, noescape
 * @boundary str: in, zeroterm, noescape */
int git_oid_fromstr(git_oid *out, const char *str);

/* @boundary buffer: nonnull */
void git_buf_dispose(git_buf *buffer);

/* @boundary repo: releases, nullable */
void git_repository_free(git_repository *repo);

/* @boundary ref: releases, nullable */
void git_reference_free(git_reference *ref);

/* @boundary object: releases, nullable */
void git_object_free(git_object *object);

/* @boundary commit: releases, nullable */
void git_commit_free(git_commit *commit);

/* @boundary tree: releases, nullable */
void git_tree_free(git_tree *tree);

/* @boundary blob: releases, nullable */
void git_blob_free(git_blob *blob);

/* @boundary remote: releases, nullable */
void git_remote_free(git_remote *remote);

/* @boundary index: releases, nullable */
void git_index_free(git_index *index);

/* @boundary cfg: releases, nullable */
void git_config_free(git_config *cfg);

/* @boundary walk: releases, nullable */
void git_revwalk_free(git_revwalk *walk);

/* @boundary sig: releases, nullable */
void git_signature_free(git_signature *sig);

/* @boundary diff: releases, nullable */
void git_diff_free(git_diff *diff);

/* @boundary statuslist: releases, nullable */
void git_status_list_free(git_status_list *statuslist);

typedef enum { GIT_BRANCH_LOCAL = 1 } git_branch_t;
/* @boundary handle(git_branch_iterator_free), invalid(0) */
typedef struct git_branch_iterator git_branch_iterator;
/* @boundary handle(git_reference_iterator_free), invalid(0) */
typedef struct git_reference_iterator git_reference_iterator;
/* @boundary handle(git_tag_free), invalid(0) */
typedef struct git_tag git_tag;
/* @boundary handle(git_tree_entry_free), invalid(0) */
typedef struct git_tree_entry git_tree_entry;
/* @boundary handle(git_treebuilder_free), invalid(0) */
typedef struct git_treebuilder git_treebuilder;
/* @boundary handle(git_odb_free), invalid(0) */
typedef struct git_odb git_odb;
typedef struct git_index_entry git_index_entry;
/* @boundary handle(git_submodule_free), invalid(0) */
typedef struct git_submodule git_submodule;
typedef int (*git_submodule_cb)(git_submodule *, const char *, void *);
/* @boundary handle(git_worktree_free), invalid(0) */
typedef struct git_worktree git_worktree;
typedef int (*git_stash_cb)(size_t, const char *, const git_oid *, void *);
typedef int (*git_tag_foreach_cb)(const char *, git_oid *, void *);
typedef int (*git_status_cb)(const char *, unsigned int, void *);
typedef struct git_config_entry git_config_entry;
typedef int (*git_config_foreach_cb)(const git_config_entry *, void *);
typedef enum { GIT_DIFF_FORMAT_PATCH = 1 } git_diff_format_t;
/* @boundary handle(git_patch_free), invalid(0) */
typedef struct git_patch git_patch;
/* @boundary handle(git_blame_free), invalid(0) */
typedef struct git_blame git_blame;
typedef struct git_blame_options git_blame_options;
typedef struct git_blame_hunk git_blame_hunk;
typedef struct git_status_entry git_status_entry;

/* Branches, tags and references */

/* @boundary return: status(0)
 * @boundary out: out, owned(git_reference_free) */
int git_branch_lookup(git_reference **out, git_repository *repo, const char *branch_name, git_branch_t branch_type);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_reference_free) */
int git_branch_create(git_reference **out, git_repository *repo, const char *branch_name, const git_commit *target, int force);

/* @boundary return: status(0)
 * @boundary out: out, borrowed(ref), zeroterm */
int git_branch_name(const char **out, const git_reference *ref);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_branch_iterator_free) */
int git_branch_iterator_new(git_branch_iterator **out, git_repository *repo, git_branch_t list_flags);

/* @boundary iter: releases, nullable */
void git_branch_iterator_free(git_branch_iterator *iter);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_reference_free) */
int git_reference_create(git_reference **out, git_repository *repo, const char *name, const git_oid *id, int force, const char *log_message);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_reference_free) */
int git_reference_symbolic_create(
    git_reference **out, git_repository *repo, const char *name, const char *target, int force, const char *log_message);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_reference_free) */
int git_reference_resolve(git_reference **out, const git_reference *ref);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_reference_free) */
int git_reference_dwim(git_reference **out, git_repository *repo, const char *shorthand);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_object_free) */
int git_reference_peel(git_object **out, const git_reference *ref, git_object_t type);

/* @boundary return: borrowed(ref), utf8, zeroterm */
const char *git_reference_shorthand(const git_reference *ref);

/* @boundary return: borrowed(ref), nullable, zeroterm */
const char *git_reference_symbolic_target(const git_reference *ref);

/* @boundary return: borrowed(ref), nullable */
const git_oid *git_reference_target(const git_reference *ref);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_reference_iterator_free) */
int git_reference_iterator_new(git_reference_iterator **out, git_repository *repo);

/* @boundary iter: releases, nullable */
void git_reference_iterator_free(git_reference_iterator *iter);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_tag_free) */
int git_tag_lookup(git_tag **out, git_repository *repo, const git_oid *id);

/* @boundary return: borrowed(tag), zeroterm */
const char *git_tag_name(const git_tag *tag);

/* @boundary return: borrowed(tag), nullable, zeroterm */
const char *git_tag_message(const git_tag *tag);

/* @boundary tag: releases, nullable */
void git_tag_free(git_tag *tag);

/* Trees and objects */

/* @boundary return: status(0)
 * @boundary out: out, owned(git_commit_free) */
int git_commit_parent(git_commit **out, const git_commit *commit, unsigned int n);

/* @boundary return: borrowed(commit) */
const git_oid *git_commit_tree_id(const git_commit *commit);

/* @boundary return: borrowed(commit) */
const git_oid *git_commit_id(const git_commit *commit);

/* @boundary return: borrowed(commit) */
const git_signature *git_commit_committer(const git_commit *commit);

/* @boundary return: borrowed(commit), nullable, zeroterm */
const char *git_commit_summary(git_commit *commit);

/* @boundary return: borrowed(obj) */
const git_oid *git_object_id(const git_object *obj);

/* @boundary return: status(0)
 * @boundary peeled: out, owned(git_object_free) */
int git_object_peel(git_object **peeled, const git_object *object, git_object_t target_type);

/* @boundary return: static, zeroterm */
const char *git_object_type2string(git_object_t type);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_tree_entry_free) */
int git_tree_entry_bypath(git_tree_entry **out, const git_tree *root, const char *path);

/* @boundary return: borrowed(tree), nullable */
const git_tree_entry *git_tree_entry_byname(const git_tree *tree, const char *filename);

/* @boundary return: borrowed(tree), nullable */
const git_tree_entry *git_tree_entry_byindex(const git_tree *tree, size_t idx);

/* @boundary return: borrowed(entry), utf8, zeroterm */
const char *git_tree_entry_name(const git_tree_entry *entry);

/* @boundary return: borrowed(entry) */
const git_oid *git_tree_entry_id(const git_tree_entry *entry);

/* @boundary return: status(0)
 * @boundary object_out: out, owned(git_object_free) */
int git_tree_entry_to_object(git_object **object_out, git_repository *repo, const git_tree_entry *entry);

/* @boundary entry: releases, nullable */
void git_tree_entry_free(git_tree_entry *entry);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_treebuilder_free) */
int git_treebuilder_new(git_treebuilder **out, git_repository *repo, const git_tree *source);

/* @boundary bld: releases, nullable */
void git_treebuilder_free(git_treebuilder *bld);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_odb_free) */
int git_repository_odb(git_odb **out, git_repository *repo);

/* @boundary db: releases, nullable */
void git_odb_free(git_odb *db);

/* Repositories, remotes, configuration */

/* @boundary return: status(0)
 * @boundary out: out, owned(git_config_free) */
int git_repository_config(git_config **out, git_repository *repo);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_config_free) */
int git_repository_config_snapshot(git_config **out, git_repository *repo);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_config_free) */
int git_config_open_ondisk(git_config **out, const char *path);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_config_free) */
int git_config_new(git_config **out);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_index_free) */
int git_index_open(git_index **out, const char *index_path);

/* @boundary return: borrowed(index), nullable */
const git_index_entry *git_index_get_byindex(git_index *index, size_t n);

/* @boundary return: borrowed(index), nullable */
const git_index_entry *git_index_get_bypath(git_index *index, const char *path, int stage);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_remote_free) */
int git_remote_create(git_remote **out, git_repository *repo, const char *name, const char *url);

/* @boundary return: borrowed(remote), nullable, utf8, zeroterm */
const char *git_remote_name(const git_remote *remote);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_submodule_free) */
int git_submodule_lookup(git_submodule **out, git_repository *repo, const char *name);

/* @boundary return: borrowed(submodule), utf8, zeroterm */
const char *git_submodule_name(git_submodule *submodule);

/* @boundary return: borrowed(submodule), utf8, zeroterm */
const char *git_submodule_path(git_submodule *submodule);

/* @boundary return: borrowed(submodule), nullable, utf8, zeroterm */
const char *git_submodule_url(git_submodule *submodule);

/* @boundary callback: noescape
 * @boundary payload: noescape
 * @boundary callsback */
int git_submodule_foreach(git_repository *repo, git_submodule_cb callback, void *payload);

/* @boundary submodule: releases, nullable */
void git_submodule_free(git_submodule *submodule);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_worktree_free) */
int git_worktree_lookup(git_worktree **out, git_repository *repo, const char *name);

/* @boundary wt: releases, nullable */
void git_worktree_free(git_worktree *wt);

/* @boundary callback: noescape
 * @boundary payload: noescape
 * @boundary callsback */
int git_stash_foreach(git_repository *repo, git_stash_cb callback, void *payload);

/* @boundary callback: noescape
 * @boundary payload: noescape
 * @boundary callsback */
int git_tag_foreach(git_repository *repo, git_tag_foreach_cb callback, void *payload);

/* @boundary callback: noescape
 * @boundary payload: noescape
 * @boundary callsback */
int git_status_foreach(git_repository *repo, git_status_cb callback, void *payload);

/* @boundary callback: noescape
 * @boundary payload: noescape
 * @boundary callsback */
int git_config_foreach(const git_config *cfg, git_config_foreach_cb callback, void *payload);

/* Differences */

/* @boundary return: status(0)
 * @boundary diff: out, owned(git_diff_free) */
int git_diff_index_to_workdir(git_diff **diff, git_repository *repo, git_index *index, const git_diff_options *opts);

/* @boundary return: status(0)
 * @boundary diff: out, owned(git_diff_free) */
int git_diff_tree_to_index(git_diff **diff, git_repository *repo, git_tree *old_tree, git_index *index, const git_diff_options *opts);

/* @boundary return: status(0)
 * @boundary diff: out, owned(git_diff_free) */
int git_diff_tree_to_workdir(git_diff **diff, git_repository *repo, git_tree *old_tree, const git_diff_options *opts);

/* @boundary return: status(0)
 * @boundary diff: out, owned(git_diff_free) */
int git_diff_index_to_index(git_diff **diff, git_repository *repo, git_index *old_index, git_index *new_index, const git_diff_options *opts);

/* @boundary return: borrowed(diff), nullable */
const git_diff_delta *git_diff_get_delta(const git_diff *diff, size_t idx);

/* @boundary print_cb: noescape, nullable
 * @boundary payload: noescape
 * @boundary callsback */
int git_diff_print(git_diff *diff, git_diff_format_t format, git_diff_line_cb print_cb, void *payload);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_patch_free) */
int git_patch_from_diff(git_patch **out, git_diff *diff, size_t idx);

/* @boundary patch: releases, nullable */
void git_patch_free(git_patch *patch);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_blame_free) */
int git_blame_file(git_blame **out, git_repository *repo, const char *path, git_blame_options *options);

/* @boundary return: borrowed(blame), nullable */
const git_blame_hunk *git_blame_get_hunk_byindex(git_blame *blame, uint32_t index);

/* @boundary blame: releases, nullable */
void git_blame_free(git_blame *blame);

/* @boundary return: borrowed(statuslist), nullable */
const git_status_entry *git_status_byindex(git_status_list *statuslist, size_t idx);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_signature_free) */
int git_signature_default(git_signature **out, git_repository *repo);

/* @boundary return: status(0)
 * @boundary out: out, owned(git_signature_free) */
int git_signature_now(git_signature **out, const char *name, const char *email);
