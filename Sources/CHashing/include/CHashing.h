#ifndef TALION_CHASHING_H
#define TALION_CHASHING_H

#include <stddef.h>
#include <stdint.h>

/// Compresses whole blocks of 64 bytes into the state of SHA-256 (FIPS 180-4), with the instructions
/// that the processor has for it.
void talion_sha256_blocks(uint32_t state[8], const uint8_t *data, size_t blocks);

/// The same without such instructions: what tests compare it with, and what other processors run.
void talion_sha256_blocks_portable(uint32_t state[8], const uint8_t *data, size_t blocks);

#endif
