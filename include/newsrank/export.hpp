// Symbol visibility of the shared libraries: what carries NEWSRANK_EXPORT is the binary interface, all else is hidden.
#pragma once

#if defined(NEWSRANK_STATIC)
#define NEWSRANK_EXPORT
#else
#define NEWSRANK_EXPORT __attribute__((visibility("default")))
#endif
