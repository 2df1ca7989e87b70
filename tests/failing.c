/* Preloaded into a run: the n-th call that changes the disk or starts a process fails, in whichever process it comes.
   FAILING names a file of two numbers that all processes share: the calls so far, and which of them fails; where that
   is negative, writes alone count, and all from that one on fail, as on a full disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static long *shared;

__attribute__((constructor)) static void join(void) {
  const char *name = getenv("FAILING");
  int file = name ? open(name, O_RDWR | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *place = mmap(NULL, 2 * sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (place != MAP_FAILED) shared = place;
  close(file);
}

static int fails(int is_write, int error) {
  if (!shared || !shared[1] || (shared[1] < 0 && !is_write)) return 0;
  long call = __atomic_add_fetch(&shared[0], 1, __ATOMIC_SEQ_CST);
  if (shared[1] > 0 ? call != shared[1] : call < -shared[1]) return 0;
  errno = error;
  return 1;
}

static int on_disk(int file) {
  struct stat about;
  return !fstat(file, &about) && S_ISREG(about.st_mode);
}

#define FAILING(type, name, wanted, given, counts, is_write, error) \
  type name wanted { \
    type(*real) wanted = dlsym(RTLD_NEXT, #name); \
    return (counts) && fails(is_write, error) ? -1 : real given; \
  }

FAILING(ssize_t, write, (int to, const void *from, size_t n), (to, from, n), on_disk(to), 1, ENOSPC)
FAILING(ssize_t, pwrite, (int to, const void *from, size_t n, off_t at), (to, from, n, at), on_disk(to), 1, ENOSPC)
FAILING(ssize_t, pwrite64, (int to, const void *from, size_t n, off64_t at), (to, from, n, at), on_disk(to), 1, ENOSPC)
FAILING(ssize_t, writev, (int to, const struct iovec *from, int n), (to, from, n), on_disk(to), 1, ENOSPC)
FAILING(ssize_t, sendfile, (int to, int from, off_t *at, size_t n), (to, from, at, n), on_disk(to), 1, ENOSPC)
FAILING(ssize_t, sendfile64, (int to, int from, off64_t *at, size_t n), (to, from, at, n), on_disk(to), 1, ENOSPC)
FAILING(ssize_t, copy_file_range, (int from, off64_t *at, int to, off64_t *there, size_t n, unsigned how),
        (from, at, to, there, n, how), on_disk(to), 1, ENOSPC)
FAILING(int, mkdir, (const char *name, mode_t mode), (name, mode), 1, 1, ENOSPC)
FAILING(int, fsync, (int file), (file), 1, 1, EIO)
FAILING(int, link, (const char *from, const char *to), (from, to), 1, 0, EIO)
FAILING(int, rename, (const char *from, const char *to), (from, to), 1, 0, EIO)
FAILING(int, renameat2, (int a, const char *from, int b, const char *to, unsigned how), (a, from, b, to, how), 1, 0, EIO)
FAILING(pid_t, fork, (void), (), 1, 0, EAGAIN)

pid_t vfork(void) { return fork(); } /* no function may return from a vfork */
