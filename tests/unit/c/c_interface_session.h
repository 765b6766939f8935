// SPDX-License-Identifier: GPL-2.0-or-later
/* A session with the C interface, compiled as C and called by the tests. */
#ifndef NEWSRANK_TESTS_C_INTERFACE_SESSION_H
#define NEWSRANK_TESTS_C_INTERFACE_SESSION_H

#ifdef __cplusplus
extern "C" {
#endif

/* NULL, or the condition that did not hold. */
const char* c_interface_session(const char* database);

#ifdef __cplusplus
}
#endif

#endif
